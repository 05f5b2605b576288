"""Accessibility and destination tables (S2, S3): what each commune and mobility class can reach, at what weight.

Tables depend on the territory, the year's drivers and the levers on places, never on residents: they are built once per
distinct situation and shared by every replication.
"""

from __future__ import annotations

import copy
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from simulator.calendar import FIRST_YEAR, LAST_YEAR, january
from simulator.domains import DOMAINS, RUE
from simulator.elementary import exp, log
from simulator.model.attraction import Attraction
from simulator.model.collaboration import Effects, Partnerships
from simulator.model.drivers import OF_PLACES
from simulator.model.kernels.access import fill_aliases, fill_journeys, fill_logsums, fill_states, fill_weights
from simulator.model.kernels.layout import SAME, SHUT, Tables
from simulator.model.levers import COLLABORATION, PLACE_LEVERS
from simulator.model.parameters import ACCESS
from simulator.model.parameters import COLLABORATION as COLLABORATION_PARAMETERS
from simulator.parameters import ParameterSet
from simulator.territory.mobility import Room, every_cost, make_room
from simulator.territory.mobility_parameters import mobility_settings

CLASSES = 3
OF_WEIGHTS = (*(p.name for p in (*ACCESS, *COLLABORATION_PARAMETERS) if p.name != "heat_effect"), "symbolic_start")
"""Parameters on which weights and journeys depend."""
NO_LEVER = (0.0,) * len(PLACE_LEVERS)
MOST_OF_POLICIES = 64
"""Situations of policies kept, the latest ones: more than the quarters of any run, and no more memory for
every move of a long workshop."""
MOST_CELLS, MOST_COLUMNS = 65_535, 32_767
"""What the residents' and the events' columns can name, with 16 bits."""


@dataclass(frozen=True)
class Situation:
    """What the weights depend on: drivers of a year, novelty's month, and shares of the levers on places (0..1).

    `where` says which of these levers are aimed at communes: the share of each where it works, float64 [C] as bytes.
    """

    drivers: tuple[float, ...]
    novelty_month: int | None
    levers: tuple[float, ...] = NO_LEVER
    where: tuple[tuple[str, bytes], ...] = ()

    def driver(self, name: str) -> float:
        """The value of a driver in this situation."""
        return self.drivers[OF_PLACES.index(name)]

    def lever(self, name: str) -> float:
        """The share of its ceiling at which a lever on places works."""
        return self.levers[PLACE_LEVERS.index(name)]

    def aimed(self, name: str) -> bytes:
        """Where a lever on places is aimed at; empty for nowhere in particular."""
        return dict(self.where).get(name, b"")


@dataclass(frozen=True)
class Weights:
    """Destination weights in one situation.

    Attributes:
        values: float32 [cells, T].
        total: float64 [cells, 6], sums in column order.
        logsum: float64 [6, cells].
    """

    values: np.ndarray
    total: np.ndarray
    logsum: np.ndarray


class AccessBook:
    """Every access table a set of runs needs, built when first asked for and kept."""

    def __init__(self, territory, parameters: ParameterSet) -> None:
        """Lay out the columns of the universe of venues (fixed: planned venues are in it, closed).

        Args:
            territory: The territory.
            parameters: The model's parameters.
        """
        self.territory = territory
        self.parameters = parameters
        venues = territory.venues
        self.start = np.zeros(len(DOMAINS) + 1, np.uint32)
        columns = [np.flatnonzero(venues.domains[:, d]).astype(np.uint32) for d in range(len(DOMAINS))]
        self.start[1:] = np.cumsum([c.size for c in columns])
        self.venue = np.concatenate(columns)
        self.domain = np.repeat(np.arange(len(DOMAINS)), [c.size for c in columns]).astype(np.int32)
        self.cells = len(territory.communes.code) * CLASSES
        if self.cells > MOST_CELLS or self.venue.size > MOST_COLUMNS:
            raise ValueError(f"at most {MOST_CELLS // CLASSES} communes and {MOST_COLUMNS} venues by domain")
        self._weights: dict[Situation, Weights] = {}
        self._tables: dict[tuple[Situation, Situation], Tables] = {}
        self._slots: dict[Situation, np.ndarray] = {}
        self._journeys: dict[tuple, np.ndarray] = {}
        self._rooms: list[Room] = []
        self._lock = threading.Lock()
        self._last_opening = int(venues.opened.max(initial=-9999))
        self.partnerships = Partnerships(territory, (self.venue, self.domain), parameters)
        self._effects: dict[tuple[float, float, bytes], Effects] = {}
        self.attraction = Attraction(territory, parameters, self.venue, self.domain)
        self._pleasure = parameters.mediation_pleasure * venues.mediation[self.venue]
        self._calm = self._calm_of_visits()
        self.centre = self._reference_logsum()

    def sharing(self, parameters: ParameterSet) -> AccessBook:
        """A book for other parameters that uses the same weights, journeys and slots.

        Raises:
            ValueError: A parameter that the weights depend on differs.
        """
        mine, given = self.parameters.as_dict(), parameters.as_dict()
        if any(mine[name] != given[name] for name in OF_WEIGHTS):
            raise ValueError("weights of venues depend on " + ", ".join(OF_WEIGHTS))
        book = copy.copy(self)
        book.parameters = parameters
        book._tables = {}
        book._pleasure = parameters.mediation_pleasure * self.territory.venues.mediation[self.venue]
        book._calm = book._calm_of_visits()
        return book

    def situation(
        self,
        drivers,
        year: int,
        month: int,
        levers: tuple[float, ...] = NO_LEVER,
        where: tuple[tuple[str, bytes], ...] = (),
    ) -> Situation:
        """The situation in force in `month` of `year` under `drivers` and shares of the levers on places.

        Where a lever that does not work yet is aimed at is left out: the world is the one without it.
        """
        recent = self._last_opening > january(year) - 3 * self.parameters.novelty_months
        felt = tuple(pair for pair in where if levers[PLACE_LEVERS.index(pair[0])])
        return Situation(drivers.row(year), month if recent else None, levers, felt)

    def prepare(self, drivers, threads: int = 1) -> None:
        """Build what a world without policy needs to 2040, several years at once, before any clock runs."""

        def build(year: int) -> None:
            situation = self.situation(drivers, year, january(year))
            self._slots_of(situation)
            self.journeys(situation)

        years = range(FIRST_YEAR, LAST_YEAR + 1)
        if threads == 1:
            for year in years:
                build(year)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(build, years))

    def release(self, drivers) -> None:
        """Keep nothing of a world and of policies in it (some 230 MB); what is asked for again is built again."""
        rows = {drivers.row(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)}
        with self._lock:
            for kept in (self._weights, self._slots):  # books for other parameters have these, too
                for situation in [one for one in list(kept) if one.drivers in rows]:
                    del kept[situation]
            self._tables = {both: kept for both, kept in self._tables.items() if both[1].drivers not in rows}
            self._drop_journeys()

    def weights(self, situation: Situation) -> Weights:
        """The weights in a situation."""
        kept = self._weights.get(situation)
        return self._make(situation)[0] if kept is None else kept

    def journeys(self, situation: Situation) -> np.ndarray:
        """What an outing takes in a situation, uint32 [cells, T]: minutes one way, car-kilometres of a round trip."""
        kept = self._journeys.get(self._travel_key(situation))
        return self._make(situation)[1] if kept is None else kept

    def _make(self, situation: Situation) -> tuple[Weights, np.ndarray]:
        """Weights and journeys of a situation: both come from the same travel costs, which are not kept."""
        key, room = self._travel_key(situation), self._take_room()
        self._fill_costs(key, room)
        weights, journeys = self._weights.get(situation), self._journeys.get(key)
        weights = self._build_weights(situation, room[0]) if weights is None else weights
        journeys = self._build_journeys(room) if journeys is None else journeys
        self._rooms.append(room)
        with self._lock:
            self._weights[situation], self._journeys[key] = weights, journeys
            self._forget()
        return weights, journeys

    def _take_room(self) -> Room:
        try:
            return self._rooms.pop()
        except IndexError:
            return make_room(self.territory.travel)

    def _fill_costs(self, key: tuple, room: Room) -> None:
        """Travel costs into `room`; where transport is aimed, those of its residents as far as it works there."""
        every_cost(self.territory.travel, mobility_settings(), key[:3], room)
        if len(key) == 3:
            return
        evening, where = key[3:]
        without, there = self._take_room(), np.frombuffer(where)[:, None]
        every_cost(self.territory.travel, mobility_settings(), (0.0, evening, key[2]), without)
        for now, today in zip(room, without, strict=True):
            now[:] = np.where(there == 1.0, now, today + there * (now - today))
        self._rooms.append(without)

    def _forget(self) -> None:
        """Drop the oldest situations of policies; those of worlds stay."""
        policies = [situation for situation in self._weights if situation.levers != NO_LEVER]
        for situation in policies[:-MOST_OF_POLICIES]:
            del self._weights[situation]
        self._drop_journeys()

    def _drop_journeys(self) -> None:
        """Keep the journeys of situations whose weights are kept."""
        needed = {self._travel_key(situation) for situation in self._weights}
        for key in self._journeys.keys() - needed:
            del self._journeys[key]

    def tables(self, reference: Situation, current: Situation) -> Tables:
        """The kernels' tables: `reference` is the same scenario without policy in January, `current` the world now."""
        kept = self._tables.get((reference, current))
        if kept is None:
            kept = self._make_tables(reference, current)
            with self._lock:  # tables are of no use without the weights that they point to, and would keep them
                alive = {key: kept for key, kept in self._tables.items() if self._weights.keys() >= {*key}}
                self._tables = alive | {(reference, current): kept}
        return kept

    def _make_tables(self, reference: Situation, current: Situation) -> Tables:
        q, w = self.weights(reference), self.weights(current)
        state = np.where(w.total > 0.0, SAME, SHUT).astype(np.uint8)
        if w is not q:
            fill_states(self.start, q.values, w.values, state)
        told = self._together(current).spill
        return Tables(
            offset=self._offset(current, w),
            start=self.start,
            venue=self.venue,
            reference=q.values,
            current=w.values,
            slots=self._slots_of(reference),
            journeys=self.journeys(current),
            total=q.total,
            state=state,
            pleasure=self._pleasure,
            calm=self._calm,
            places=self.attraction.places(current, self._together(current)),
            told_first=told.first,
            told_domain=told.domain,
            told_spill=told.spill,
        )

    def gain_of_free_entry(self, situation: Situation) -> np.ndarray:
        """What each column's utility would gain if nobody paid, float64 [T]."""
        return self.attraction.gain_of_free_entry(situation, self._together(situation))

    def _together(self, situation: Situation) -> Effects:
        """What organisations do together in a situation (S15), and what public budgets let them do."""
        where, organisations = situation.aimed("collaboration"), len(self.territory.organisations)
        ties = situation.lever("collaboration") * COLLABORATION.ceiling.default * organisations
        if where:
            ties = ties * self.partnerships.part(where)
        key = ties, situation.driver("budget"), where
        if key not in self._effects:
            self._effects = dict([*self._effects.items()][1 - MOST_OF_POLICIES :])
            self._effects[key] = self.partnerships.effects(*key)
        return self._effects[key]

    def _slots_of(self, situation: Situation) -> np.ndarray:
        """The alias tables of a situation, uint64 [cells, T + 1]: a last domain may be empty."""
        slots = self._slots.get(situation)
        if slots is None:
            values = self.weights(situation).values
            slots = np.zeros((self.cells, self.venue.size + 1), np.uint64)
            fill_aliases(self.start, values, slots)
            self._slots[situation] = slots
        return slots

    def _travel_key(self, situation: Situation) -> tuple:
        """What travel depends on in a situation: transit gain, evening service, fuel price.

        Where transport is aimed, the evening service elsewhere and the places follow.
        """
        today, where = situation.driver("evening_transport"), situation.aimed("transport")
        evening = 1.0 - (1.0 - today) * (1.0 - situation.lever("transport"))
        key = self.parameters.transit_gain * situation.lever("transport"), evening, situation.driver("fuel_price")
        return (*key, 1.0 - (1.0 - today), where) if where else key

    def _build_journeys(self, room: Room) -> np.ndarray:
        made = np.empty((self.cells, self.venue.size), np.uint32)
        kilometres, place = self.territory.travel.kilometres, self.territory.venues.place[self.venue]
        evening = np.array(self.parameters.evening_share)[self.domain]
        fill_journeys(room[2], room[1], kilometres, place, evening, made)
        return made

    def _build_weights(self, situation: Situation, cost: np.ndarray) -> Weights:
        values = np.empty((self.cells, self.venue.size), np.float32)
        fill_weights(
            cost,
            self.territory.venues.place[self.venue],
            self.attraction.utility(situation, self._together(situation)),
            np.array(self.parameters.distance_decay)[self.domain],
            np.array(self.parameters.evening_share)[self.domain],
            values,
        )
        total, logsum = np.empty((self.cells, len(DOMAINS))), np.empty((len(DOMAINS), self.cells))
        fill_logsums(self.start, values, total, logsum)
        return Weights(values, total, logsum)

    def _reference_logsum(self) -> np.ndarray:
        """The logsum around which accessibility is centred: residents' mean, car class, 2025, float64 [6]."""
        logsum = self.weights(Situation((0.0,) * len(OF_PLACES), None)).logsum[:, ::CLASSES]
        people = self.territory.communes.residents
        total = int(people.sum())
        centre = []
        for row in logsum:
            centre.append(sum(n / total * value for n, value in zip(people.tolist(), row.tolist(), strict=True)))
        return np.array(centre)

    def _offset(self, situation: Situation, weights: Weights) -> np.ndarray:
        """What every resident of a cell shares in eta: intercept, accessibility, heat, float64 [6, cells]."""
        p = self.parameters
        offset = np.empty((len(DOMAINS), self.cells))
        for d in range(len(DOMAINS)):
            reach = np.where(weights.total[:, d] > 0.0, weights.logsum[d] - self.centre[d], 0.0)
            offset[d] = p.intercept[d] + p.access_weight[d] * reach
        offset[RUE] += log(max(1.0 - p.heat_effect * situation.driver("heat_days"), 0.01))
        return offset

    def _calm_of_visits(self) -> np.ndarray:
        """Factor of a visitor's symbolic distance after a visit, float64 [T] (S12)."""
        p = self.parameters
        mediation = self.territory.venues.mediation[self.venue]
        return np.array(
            [
                exp(p.visit_exponent[d] * log(1.0 - p.visit_effect * (1.0 + m)))
                for d, m in zip(self.domain.tolist(), mediation.tolist(), strict=True)
            ]
        )
