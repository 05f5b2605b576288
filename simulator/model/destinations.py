"""What draws to each venue, and what the way there takes, in every situation (S2, S3): made when first asked for, kept.

Both depend on the territory, the year's drivers and the levers on places, never on residents: every replication of a
world, and every plan that asks the same of places, has them in common.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.calendar import FIRST_YEAR, LAST_YEAR
from simulator.domains import DOMAINS
from simulator.memory import Sheets
from simulator.model.kernels.access import fill_access, fill_logsums
from simulator.model.situation import NO_LEVER, Situation
from simulator.parameters import ParameterSet
from simulator.territory.mobility import EVERYBODY, Ways, ways_of
from simulator.territory.mobility_parameters import mobility_settings

CLASSES = 3
MOST_OF_POLICIES = 64
"""Situations of policies kept, the latest ones: more than the quarters of any run, and no more memory for
every move of a long workshop."""
MOST_SPARE = 2 * (LAST_YEAR - FIRST_YEAR + 1)
"""Arrays that wait to be lent again: what a plan of places asks for, weights and journeys of every year."""
Columns = tuple[np.ndarray, ...]
"""Of each column: its place, its utility apart from travel, what a minute takes from it, its share of evenings."""


@dataclass(frozen=True)
class Weights:
    """Destination weights in one situation.

    Attributes:
        values: float32 [cells, T].
        utility: float64 [T], what draws to each column apart from travel.
        total: float64 [cells, 6], sums in column order.
        logsum: float64 [6, cells].
    """

    values: np.ndarray
    utility: np.ndarray
    total: np.ndarray
    logsum: np.ndarray


class Destinations:
    """Weights and journeys of situations, by cell (a commune and a mobility class) and column (a domain's venue)."""

    def __init__(
        self,
        territory,
        parameters: ParameterSet,
        columns: tuple[np.ndarray, np.ndarray, np.ndarray],
        utility: Callable[[Situation], np.ndarray],
    ) -> None:
        """Nothing is made yet.

        Args:
            territory: The territory.
            parameters: The model's parameters.
            columns: Where each domain's columns begin, [7]; the venue and the domain of each column, [T].
            utility: What draws to each column in a situation, apart from travel, float64 [T].
        """
        self.start, venue, domain = columns
        self.place = territory.venues.place[venue]
        self.cells = len(territory.communes.code) * CLASSES
        self._travel, self._utility, self._transit_gain = territory.travel, utility, parameters.transit_gain
        self._decay = np.array(parameters.distance_decay)[domain]
        self._evening = np.array(parameters.evening_share)[domain]
        self._sheets = Sheets((self.cells, venue.size), MOST_SPARE)
        self._weights: dict[Situation, Weights] = {}
        self._journeys: dict[tuple, np.ndarray] = {}
        self._lock = threading.Lock()

    def weights(self, situation: Situation) -> Weights:
        """The weights in a situation."""
        kept = self._weights.get(situation)
        return self._make(situation)[0] if kept is None else kept

    def journeys(self, situation: Situation) -> np.ndarray:
        """What an outing takes in a situation, uint32 [cells, T]: minutes one way, car-kilometres of a round trip."""
        kept = self._journeys.get(self.travel_key(situation))
        return self._make(situation)[1] if kept is None else kept

    def kept(self, *situations: Situation) -> bool:
        """Whether the weights of all these are kept."""
        return self._weights.keys() >= {*situations}

    def stock(self) -> None:
        """Have memory ready for a plan of places, while nobody waits for its tables."""
        self._sheets.stock()

    def release(self, rows: set[tuple[float, ...]]) -> None:
        """Keep nothing of the situations under some years' drivers."""
        with self._lock:
            for situation in [one for one in list(self._weights) if one.drivers in rows]:
                del self._weights[situation]
            self._drop_lone_journeys()

    def travel_key(self, situation: Situation) -> tuple:
        """What travel depends on in a situation: transit gain, evening service, fuel price.

        Where transport is aimed, the evening service elsewhere and the places follow.
        """
        today, where = situation.driver("evening_transport"), situation.aimed("transport")
        evening = 1.0 - (1.0 - today) * (1.0 - situation.lever("transport"))
        key = self._transit_gain * situation.lever("transport"), evening, situation.driver("fuel_price")
        return (*key, 1.0 - (1.0 - today), where) if where else key

    def ways(self, key: tuple) -> tuple[Ways, Ways, np.ndarray]:
        """What travel costs are made from, with and without what is aimed; where it works, float64 [C] or empty."""
        settings = mobility_settings()
        ways = ways_of(self._travel, settings, key[:3])
        if len(key) == 3:
            return ways, ways, EVERYBODY
        evening, where = key[3:]
        return ways, ways_of(self._travel, settings, (0.0, evening, key[2])), np.frombuffer(where)

    def _make(self, situation: Situation) -> tuple[Weights, np.ndarray]:
        """Weights and journeys of a situation, those that are not kept."""
        key, columns = self.travel_key(situation), self._columns(situation)
        weights, journeys = self._weights.get(situation), self._journeys.get(key)
        if weights is None and journeys is not None:
            weights = self._reweigh(situation, columns)
        if weights is None or journeys is None:
            weights, journeys = self._make_both(key, columns, weights, journeys)
        with self._lock:
            self._weights[situation], self._journeys[key] = weights, journeys
            self._forget()
        return weights, journeys

    def _make_both(
        self, key: tuple, columns: Columns, weights: Weights | None, journeys: np.ndarray | None
    ) -> tuple[Weights, np.ndarray]:
        """Weights, journeys or both, from the same travel costs, which are not kept."""
        values = self._sheets.lend(np.float32) if weights is None else np.empty((0, 0), np.float32)
        made = self._sheets.lend(np.uint32) if journeys is None else np.empty((0, 0), np.uint32)
        fill_access(*self.ways(key), columns, values, made)
        weights = self._summed(values, columns[1]) if weights is None else weights
        return weights, made if journeys is None else journeys

    def _reweigh(self, situation: Situation, columns: Columns) -> Weights | None:
        """Weights of a situation where the way is the world's without policy and few venues draw otherwise."""
        world = situation.without_policy()
        kept, key = self._weights.get(world), self.travel_key(world)
        if kept is None or self.travel_key(situation) != key:
            return None
        changed = np.flatnonzero(columns[1] != kept.utility)
        if 2 * changed.size > self.place.size:
            return None
        place, *others = (column[changed] for column in columns)
        places, at = np.unique(place, return_inverse=True)
        ways, part = self.ways(key)[0].to(places), np.empty((self.cells, changed.size), np.float32)
        fill_access(ways, ways, EVERYBODY, (at.astype(place.dtype), *others), part, np.empty((0, 0), np.uint32))
        values = self._sheets.lend(np.float32)
        values[:] = kept.values
        values[:, changed] = part
        return self._summed(values, columns[1])

    def _columns(self, situation: Situation) -> Columns:
        """Of each column: its place, its utility, what a minute takes from it, its share of evening outings."""
        return self.place, self._utility(situation), self._decay, self._evening

    def _summed(self, values: np.ndarray, utility: np.ndarray) -> Weights:
        """Weights with their sums by domain, and these sums' logarithms."""
        total, logsum = np.empty((self.cells, len(DOMAINS))), np.empty((len(DOMAINS), self.cells))
        fill_logsums(self.start, values, total, logsum)
        return Weights(values, utility, total, logsum)

    def _forget(self) -> None:
        """Drop the oldest situations of policies; those of worlds stay."""
        policies = [situation for situation in self._weights if situation.levers != NO_LEVER]
        for situation in policies[:-MOST_OF_POLICIES]:
            del self._weights[situation]
        self._drop_lone_journeys()

    def _drop_lone_journeys(self) -> None:
        """Keep the journeys of situations whose weights are kept."""
        needed = {self.travel_key(situation) for situation in self._weights}
        for key in self._journeys.keys() - needed:
            del self._journeys[key]
