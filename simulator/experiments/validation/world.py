"""The world that patterns are measured in: residents under frozen drivers, and the same with something changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from simulator.calendar import FIRST_YEAR, LAST_YEAR, REFERENCE_YEAR, january
from simulator.domains import DOMAINS
from simulator.experiments.intercepts import calibrated
from simulator.experiments.policy import Policy
from simulator.experiments.results import Run
from simulator.experiments.run import Study, replication_seed
from simulator.experiments.scenario import Scenario
from simulator.model.access import AccessBook
from simulator.model.drivers import Drivers
from simulator.model.kernels.layout import SEATED, Events
from simulator.model.model import CultureModel
from simulator.model.situation import Situation
from simulator.model.state import ADULT_AGE
from simulator.parameters import ParameterSet
from simulator.population.lives import Lives

SIZE = 20_000
SEED = 21
"""A seed that no intercept was fitted to (those are `calibration.SEEDS`)."""
REPLICATIONS = 8
FROZEN = Scenario("frozen", {"fr": "Tendances figées en 2025", "en": "Drivers frozen in 2025"})


def frozen_study(territory, people, *, parameters: ParameterSet | None = None, **settings) -> Study:
    """A study in which nothing changes by itself, every replication under the same parameters (the calibrated ones).

    Args:
        territory: The territory.
        people: Its population.
        parameters: The model's parameters; those calibrated for the territory when left out.
        settings: Others of Study.
    """
    settings = {"parameters": parameters or calibrated(territory), "frozen": True} | settings
    return Study(territory, people, FROZEN, **settings)


@dataclass(frozen=True)
class Place:
    """Where a history is played: a territory, its access tables, and its residents."""

    territory: object
    book: AccessBook
    people: object


@dataclass(frozen=True)
class Outings:
    """Outings made, one row each, in arrays of one length.

    Attributes:
        month: Month number.
        row: The resident's row.
        domain: Index of the domain.
        venue: Row of the venue; -1 without one.
        visits: Visits in that month.
        seated: Whether there was a place.
        own: Whether the resident decided it; a guest goes where a host goes.
    """

    month: np.ndarray
    row: np.ndarray
    domain: np.ndarray
    venue: np.ndarray
    visits: np.ndarray
    seated: np.ndarray
    own: np.ndarray


@dataclass(frozen=True)
class Life:
    """One history from 2025 to 2040 without any policy, resident by resident.

    Attributes:
        run: What was recorded.
        years: uint8 [16, n], bit d: a visit in domain d in that calendar year.
    """

    run: Run
    years: np.ndarray


class World:
    """Residents of one territory under frozen drivers, ready for any experiment; every draw is keyed.

    Attributes:
        study: Spin-ups of every replication.
        here: The territory as it is.
    """

    def __init__(self, study: Study) -> None:
        """Take a frozen study, whose spin-ups are made."""
        self.study = study
        self.territory, self.people, self.parameters = study.territory, study.people, study.parameters
        self.here = Place(self.territory, study.book, self.people)

    @property
    def replications(self) -> range:
        """Numbers of the replications."""
        return range(self.study.replications)

    @cached_property
    def adult(self) -> np.ndarray:
        """Residents of 15 and over, bool [n]."""
        return self.people.age >= ADULT_AGE

    @cached_property
    def lives(self) -> list[Life]:
        """Every replication's history."""
        return [self._life(r) for r in self.replications]

    def _life(self, replication: int) -> Life:
        model, years = self.study.model(Policy.none, replication), []
        for year in range(REFERENCE_YEAR, LAST_YEAR + 1):
            model.run_to(january(year + 1))
            years.append(year_bits(model))
        run = self.study.play(model, Policy.none, replication)
        return Life(run, np.array(years))

    @cached_property
    def outings(self) -> list[Outings]:
        """What everybody does in 2026, in every replication."""
        return [self.watch(self.here, r) for r in self.replications]

    @property
    def situation(self) -> Situation:
        """The access situation of 2026, on which the tables of every place depend."""
        return self.here.book.situation(Drivers({}), FIRST_YEAR, january(FIRST_YEAR))

    def elsewhere(self, travel=None, **venues: np.ndarray) -> Place:
        """The same territory with some columns of its venues, or its travel times, changed.

        Accessibility stays centred on the territory as it is: a change is felt as one.
        """
        changed = replace(self.territory, venues=replace(self.territory.venues, **venues))
        changed.__dict__["travel"] = travel or self.territory.travel  # as if computed: venues do not enter it
        book = AccessBook(changed, self.parameters)
        book.centre = self.here.book.centre
        return Place(changed, book, self.people)

    @contextmanager
    def model(
        self,
        place: Place,
        replication: int,
        *,
        start: Mapping[str, np.ndarray] | None = None,
        parameters: ParameterSet | None = None,
        levers: Mapping[str, float] | None = None,
        lives: Lives | None = None,
    ) -> Iterator[CultureModel]:
        """A model in January 2026 after the base world's spin-up, or in another state; closed at the end.

        Args:
            place: Where.
            replication: Which draws.
            start: The state to start from; an empty one for a spin-up of its own.
            parameters: Other parameters; those of access stay the place's.
            levers: Lever name to euros a year.
            lives: Births, deaths and moves; nobody's when left out.
        """
        state = self.study.start(replication) if start is None else start
        model = CultureModel(
            place.territory,
            place.people,
            parameters=parameters or self.parameters,
            levers=levers,
            seed=replication_seed(self.study.seed, replication),
            threads=self.study.threads,
            book=place.book,
            start=dict(state) or None,
            lives=lives,
        )
        try:
            yield model
        finally:
            model.close()

    def watch(self, place: Place, replication: int, start: Mapping[str, np.ndarray] | None = None) -> Outings:
        """The outings of 2026, each seen as it is made."""
        with self.model(place, replication, start=start) as model:
            seen = []
            for _ in range(12):
                model.step()
                seen.append(outings_of(model))
        return Outings(*(np.concatenate(columns) for columns in zip(*seen, strict=True)))

    def by_persons(self, rows: np.ndarray, chosen: np.ndarray) -> float:
        """Share of the persons behind `rows` (bool [n]) who are also in `chosen` (bool [n])."""
        weight = self.people.weight
        return float(weight[rows & chosen].sum() / max(weight[rows].sum(), 1))


def year_bits(model: CultureModel) -> np.ndarray:
    """Domains that each resident has visited in the last twelve months, uint8 [n]."""
    return np.bitwise_or.reduce(model.columns.past, axis=0)


def outings_of(model: CultureModel) -> tuple[np.ndarray, ...]:
    """The outings of the month just played, as columns of Outings: what residents decided, then what guests joined."""
    side, shared, players = (model.month - 1) % 2, model.players.shared, model.players
    own = _listed(model, players.events[side], shared.room[:, 0], shared.bounds[side, :, 1])
    firsts = len(DOMAINS) * shared.chunks[:, 0]
    guests = _listed(model, players.guests[side], firsts, shared.guests[side, :, 1])
    decided = np.arange(own[0].size + guests[0].size) < own[0].size
    return *(np.concatenate(columns) for columns in zip(own, guests, strict=True)), decided


def _listed(model: CultureModel, events: Events, firsts: np.ndarray, lasts: np.ndarray) -> tuple[np.ndarray, ...]:
    """Events of every chunk of rows, each from its first to its last (excluded), as columns of Outings but the last."""
    made = np.concatenate([np.arange(first, last) for first, last in zip(firsts, lasts, strict=True)])
    column = events.column[made].astype(np.int64)
    venue = np.where(column >= 0, model.tables.venue[column].astype(np.int64), -1)
    row, domain, visits = (getattr(events, name)[made].astype(np.int64) for name in ("row", "domain", "visits"))
    return np.full(made.size, model.month - 1), row, domain, venue, visits, events.status[made] == SEATED


def domain_bits(*domains: int) -> int:
    """The mask of some domains in a year's bits."""
    return sum(1 << d for d in domains)


def beyond(parameters: ParameterSet, **changes: float | tuple[float, ...]) -> ParameterSet:
    """Parameters with values that may lie outside what is plausible: for counterfactuals, never for results."""
    widened = []
    for declared in parameters.declarations:
        value = changes.get(declared.name, declared.default)
        numbers = value if isinstance(value, tuple) else (value,)
        low, high = declared.bounds
        widened.append(replace(declared, bounds=(min(low, *numbers), max(high, *numbers))))
    return ParameterSet(widened, {**parameters.as_dict(), **changes})


def visits_to(model: CultureModel, year: int) -> np.ndarray:
    """Visits by residents to every venue in a calendar year so far, int64 [V]."""
    model.recorder.settle(model.month - 1)
    return model.record.venue_visits[year - REFERENCE_YEAR].copy()


def mean_over(world: World, measure: Callable[[int], float]) -> float:
    """The mean of a measure over replications."""
    return float(np.mean([measure(r) for r in world.replications]))
