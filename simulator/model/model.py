"""CultureModel: a month of cultural life in a territory, as a Mesa model."""

from __future__ import annotations

from collections.abc import Mapping

import mesa
import numpy as np

from simulator.calendar import FIRST_YEAR, SPIN_UP_MONTHS, Timeline, year_of
from simulator.model.access import AccessBook, Situation
from simulator.model.agents import register_agents
from simulator.model.crew import Crew
from simulator.model.drivers import Drivers
from simulator.model.kernels.going import set_pull
from simulator.model.levers import AMATEURS
from simulator.model.month import Amateurs, Capacity, Outings
from simulator.model.parameters import defaults
from simulator.model.policy_effects import Intensities, shares_to_meet
from simulator.model.recorder import Record, groups_of
from simulator.model.recording import Recorder
from simulator.model.residents import ResidentSet
from simulator.model.rules import Schedule, compile_rules
from simulator.model.state import copy_state, in_agglomerations, in_one_piece, show_month, start_residents, with_state
from simulator.parameters import ParameterSet

REFRESH_MONTHS = 3
"""Access follows the transport lever every quarter; drivers change each January."""


class CultureModel(mesa.Model):
    """Residents decide each month whether to go out, where, and are changed by it.

    Communes, venues and organisations are Mesa agents; residents live in columns behind `model.residents`.
    Reading guide: `step()` is the whole month.
    """

    def __init__(
        self,
        territory,
        people,
        *,
        parameters: ParameterSet | None = None,
        drivers: Mapping[str, Timeline] | None = None,
        levers: Mapping[str, Timeline] | None = None,
        seed: int = 1,
        threads: int = 1,
        book: AccessBook | None = None,
        start: dict[str, np.ndarray] | None = None,
        cuts: list[int] | None = None,
    ) -> None:
        """Set up the model at its first month: the spin-up's, or the one after a saved state.

        Args:
            territory: The territory.
            people: Its synthetic population.
            parameters: The model's parameters; defaults when left out.
            drivers: Driver name to timeline (none: all as in 2025).
            levers: Lever name to euros a year.
            seed: Seed of every draw of the run.
            threads: Number of threads; results do not depend on it.
            book: Access tables shared with other runs of the same territory and parameters.
            start: A state saved by `save()`.
            cuts: Uneven chunks of rows, for tests.
        """
        super().__init__(rng=seed)
        self.territory, self.people = territory, people
        self.parameters = parameters or defaults()
        self.drivers = Drivers(drivers or {})
        self.book = book or AccessBook(territory, self.parameters)
        self.month = int(start["month"]) if start else -SPIN_UP_MONTHS
        self._rules, self._schedule = compile_rules(self.parameters), Schedule(self.parameters, seed)
        columns = in_agglomerations(start_residents(people, self.parameters, seed), territory.communes.agglomeration)
        self.columns = in_one_piece(with_state(columns, start, self.month - 1) if start else columns)
        self.residents = ResidentSet(self)
        places = practice_places(territory)
        total = int(people.weight.sum())
        self.levers = Intensities(levers or {}, total, int(places.sum()), self.parameters)
        self._education = shares_to_meet(people)
        self._assemble(Crew(people.commune.size, threads, cuts), places, start)
        register_agents(self)

    def _assemble(self, crew: Crew, places: np.ndarray, start: dict[str, np.ndarray] | None) -> None:
        """Build the parts of the month around the columns."""
        venues = self.territory.venues
        self._crew = crew
        self.outings = Outings(crew, self.columns, self._rules, (self.book.cells, len(venues.code), places.size))
        self.capacity = Capacity(self.columns, venues.monthly_places)
        self.amateurs = Amateurs(self.columns, places, self.parameters.organised_share)
        parts = self.outings, self.capacity
        self.recorder = Recorder(crew, self.columns, groups_of(self.people), parts)
        self._reference = self._current = None
        if start:
            self.capacity.carried[:] = start["carried"]
            self.recorder.restore(start)
        self._refresh_access()

    def step(self) -> None:
        """One month: what changes, who goes out, where, who finds a place, and what others see of it."""
        self._refresh_access()
        now = self._month_now()
        self.outings.go(now, self.tables)
        self.capacity.seat(now, self.tables, self.outings)
        turned_away = self.amateurs.update(now, self.outings, self._practice_gain())
        self.month += 1
        self._record(turned_away)

    def _record(self, turned_away: int) -> None:
        """Record the month that ended; a year's counts read what the last outings left."""
        if self.month % 12 == 0:
            self.learn_now()
        self.recorder.record(self.month - 1, turned_away)

    def learn_now(self) -> None:
        """Let the last month's outings leave their trace now, not with the next pass; changes no result."""
        self.outings.learn_now(self._month_now(), self.tables)

    def count_practice(self) -> None:
        """Count practitioners anew, and show them to their ties, after somebody's practice was set by hand."""
        self.amateurs.count()
        show_month(self.columns, self.month)

    def _practice_gain(self) -> float:
        return AMATEURS.ceiling.default * self.levers.share("amateurs", self.month)

    def _month_now(self):
        chances = self.levers.contact_chances(self.month, self._education)
        return self._schedule.month(self.month, chances, self._practice_gain())

    def _refresh_access(self) -> None:
        """Bring the access tables up to date: reference each January, the policy's world every quarter."""
        if self.month % REFRESH_MONTHS and self._current is not None:
            return
        january = self.month - self.month % 12
        quarter = self.month - self.month % REFRESH_MONTHS
        year = max(year_of(self.month), FIRST_YEAR - 1)
        reference = self.book.situation(self.drivers, year, january, 0.0)
        current = self.book.situation(self.drivers, year, january, self.levers.share("transport", quarter))
        if (reference, current) == (self._reference, self._current):
            return
        self._reference, self._current = reference, current
        self.tables = self.book.tables(reference, current)
        self._crew.each(lambda _, begin, end: set_pull(self.columns, self.tables.offset, begin, end))

    def run_to(self, month: int, stop=None) -> None:
        """Step until `month` (excluded).

        Args:
            month: The month to stop before.
            stop: Something with `is_set()`, looked at every month.

        Raises:
            Cancelled: `stop` was set.
        """
        from simulator.errors import Cancelled

        while self.month < month:
            if stop is not None and stop.is_set():
                raise Cancelled
            self.step()

    @property
    def record(self) -> Record:
        """What was recorded so far."""
        return self.recorder.record_of(self.levers.costs())

    def month_scales(self):
        """The schedule's view of the coming month: the units in which fading stocks are kept."""
        return self._month_now()

    @property
    def situation(self) -> Situation:
        """The access situation in force."""
        return self._current

    def save(self) -> dict[str, np.ndarray]:
        """The whole state, from which `start=` continues to the same bits."""
        self.learn_now()
        self.recorder.settle(self.month - 1)
        return {
            "month": np.array(self.month),
            "carried": self.capacity.carried.copy(),
            **copy_state(self.columns),
            **self.recorder.save(),
        }

    def close(self) -> None:
        """End the threads."""
        self._crew.close()


def practice_places(territory) -> np.ndarray:
    """Places of amateur practice by agglomeration, int64."""
    communes, venues = territory.communes, territory.venues
    places = np.zeros(len(territory.agglomerations.code), np.int64)
    inside = venues.place < len(communes.code)
    zones = communes.agglomeration[venues.place[inside]]
    np.add.at(places, zones, venues.amateur_places[inside])
    return places
