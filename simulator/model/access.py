"""The tables that the months are played with (S2, S3): what each commune and mobility class can reach, at what weight.

They are made from weights and journeys (`destinations.py`), which every replication of a world shares, and from the
parameters of one.
"""

from __future__ import annotations

import copy
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from simulator.calendar import FIRST_YEAR, LAST_YEAR, january
from simulator.domains import DOMAINS, RUE
from simulator.elementary import exp, log
from simulator.model.attraction import Attraction
from simulator.model.collaboration import Effects, Partnerships
from simulator.model.destinations import CLASSES, MOST_OF_POLICIES, Destinations, Weights
from simulator.model.drivers import OF_PLACES
from simulator.model.kernels.access import fill_aliases, fill_states
from simulator.model.kernels.layout import SAME, SHUT, Tables
from simulator.model.levers import COLLABORATION, PLACE_LEVERS
from simulator.model.parameters import ACCESS
from simulator.model.parameters import COLLABORATION as COLLABORATION_PARAMETERS
from simulator.model.situation import NO_LEVER, Situation
from simulator.parameters import ParameterSet

OF_WEIGHTS = (*(p.name for p in (*ACCESS, *COLLABORATION_PARAMETERS) if p.name != "heat_effect"), "symbolic_start")
"""Parameters on which weights and journeys depend."""
MOST_CELLS, MOST_COLUMNS = 65_535, 32_767
"""What the residents' and the events' columns can name, with 16 bits."""


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
        columns = self.start, self.venue, self.domain
        self.destinations = Destinations(territory, parameters, columns, self._utility)
        self.cells = self.destinations.cells
        if self.cells > MOST_CELLS or self.venue.size > MOST_COLUMNS:
            raise ValueError(f"at most {MOST_CELLS // CLASSES} communes and {MOST_COLUMNS} venues by domain")
        self._tables: dict[tuple[Situation, Situation], Tables] = {}
        self._common: dict[tuple[Situation, Situation], tuple[np.ndarray, np.ndarray, np.ndarray]] = {}
        self._slots: dict[Situation, np.ndarray] = {}
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

    def stock(self) -> None:
        """Have memory ready for the tables of a plan, of all its years, while nobody waits for them."""
        self.destinations.stock()

    def release(self, drivers) -> None:
        """Keep nothing of a world and of policies in it (some 230 MB); what is asked for again is built again."""
        rows = {drivers.row(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)}
        self.destinations.release(rows)
        with self._lock:
            for situation in [one for one in list(self._slots) if one.drivers in rows]:
                del self._slots[situation]  # in place: books for other parameters have them, too
            self._drop_lone_parts()
            self._tables = {both: kept for both, kept in self._tables.items() if both[1].drivers not in rows}

    def weights(self, situation: Situation) -> Weights:
        """The weights in a situation."""
        return self.destinations.weights(situation)

    def make_ready(self, situation: Situation) -> None:
        """Make what any run needs in a situation, whatever its book's parameters."""
        self.weights(situation)
        self.journeys(situation)
        self._common_to_books(situation.without_policy(), situation)

    def journeys(self, situation: Situation) -> np.ndarray:
        """What an outing takes in a situation, uint32 [cells, T]: minutes one way, car-kilometres of a round trip."""
        return self.destinations.journeys(situation)

    def tables(self, reference: Situation, current: Situation) -> Tables:
        """The kernels' tables: `reference` is the same scenario without policy in January, `current` the world now."""
        kept = self._tables.get((reference, current))
        if kept is None:
            kept = self._make_tables(reference, current)
            with self._lock:  # tables are of no use without the weights that they point to, and would keep them
                alive = {key: kept for key, kept in self._tables.items() if self.destinations.kept(*key)}
                self._tables = alive | {(reference, current): kept}
        return kept

    def _make_tables(self, reference: Situation, current: Situation) -> Tables:
        q, w, told = self.weights(reference), self.weights(current), self._together(current).spill
        state, grown, places = self._common_to_books(reference, current)
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
            racing=np.searchsorted(grown, self.start),
            grown=grown,
            pleasure=self._pleasure,
            calm=self._calm,
            places=places,
            told_first=told.first,
            told_domain=told.domain,
            told_spill=told.spill,
        )

    def _common_to_books(self, reference: Situation, current: Situation) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What tables have in common whatever their book's parameters: states, columns that race, places of venues."""
        kept = self._common.get((reference, current))
        if kept is None:
            q, w, past = self.weights(reference), self.weights(current), np.zeros(self.venue.size, np.uint8)
            state = np.where(w.total > 0.0, SAME, SHUT).astype(np.uint8)
            if w is not q:
                fill_states(self.start, q.values, w.values, state, past)
            places = self.attraction.places(current, self._together(current))
            kept = state, np.flatnonzero(past).astype(np.uint32), places
            with self._lock:
                self._drop_lone_parts()
                self._common[reference, current] = kept
        return kept

    def _drop_lone_parts(self) -> None:
        """Keep what tables have in common while the weights are kept that it was made from."""
        for both in [both for both in self._common if not self.destinations.kept(*both)]:
            del self._common[both]

    def _utility(self, situation: Situation) -> np.ndarray:
        """What draws to each column in a situation, apart from travel, float64 [T]."""
        return self.attraction.utility(situation, self._together(situation))

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
        kinds = list(zip(self.domain.tolist(), self.territory.venues.mediation[self.venue].tolist(), strict=True))
        calm = {(d, m): exp(p.visit_exponent[d] * log(1.0 - p.visit_effect * (1.0 + m))) for d, m in set(kinds)}
        return np.array([calm[kind] for kind in kinds])
