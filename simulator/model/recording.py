"""The recorder: counts a year when December ends."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from simulator.calendar import REFERENCE_YEAR, year_of
from simulator.domains import DOMAINS
from simulator.model.crew import Crew
from simulator.model.kernels.layout import Residents
from simulator.model.month import Capacity, Outings
from simulator.model.recorder import CODES, Groups, Record, tally_year, year_row


class Recorder:
    """Fills a Record from the model's columns and accounts."""

    def __init__(self, crew: Crew, people: Residents, groups: Groups, parts: tuple[Outings, Capacity]) -> None:
        """Lay out an empty record; `parts` hold the accounts of what was done."""
        self._crew, self._people, self.groups = crew, people, groups
        self._outings, self._capacity = parts
        cells = self._outings.accounts[0].trips.shape[0]
        self._record = Record.empty(cells // 3, groups.size, self._capacity.places.size)
        chunks = len(crew.chunks)
        self._by_commune = np.zeros((chunks, cells // 3, CODES), np.int64)
        self._by_group = np.zeros((chunks, groups.size, CODES), np.int64)
        self._distance = np.zeros((chunks, groups.size), np.int64)

    def record(self, month: int, turned_away: int) -> None:
        """Record a month; what was done before 2025 is forgotten."""
        year = year_of(month)
        if year >= REFERENCE_YEAR:
            self._record.practice_refused[year_row(year)] += turned_away
        if month % 12 == 11:
            self.settle(month)
            if year >= REFERENCE_YEAR:
                self._tally(year_row(year))

    def settle(self, month: int) -> None:
        """Move what was done so far into the sums of the month's year."""
        trips, lost, seated = self._outings.take_trips(), self._outings.take_lost(), self._capacity.take_seated()
        if year_of(month) < REFERENCE_YEAR:
            return
        record, row = self._record, year_row(year_of(month))
        trips = trips.reshape(-1, 3, len(DOMAINS), 3)  # commune, mobility class, domain, what
        record.visits[row] += trips[..., 0].sum(axis=1)
        record.minutes[row] += trips[..., 1].sum(axis=1)
        record.car_km[row] += trips[..., 2].sum(axis=1)
        record.visits_by_mobility[row] += trips[..., 0].sum(axis=0)
        record.lost[row] += lost
        record.venue_visits[row] += seated

    def _tally(self, row: int) -> None:
        """Count the year's codes, each chunk in its own arrays, then add them."""
        for array in (self._by_commune, self._by_group, self._distance):
            array[:] = 0

        def work(k: int, begin: int, end: int) -> None:
            tally_year(
                self._people,
                self.groups.codes,
                self.groups.adult,
                begin,
                end,
                self._by_commune[k],
                self._by_group[k],
                self._distance[k],
            )

        self._crew.each(work)
        self._record.by_commune[row] = self._by_commune.sum(axis=0)
        self._record.by_group[row] = self._by_group.sum(axis=0)
        self._record.distance_by_group[row] = self._distance.sum(axis=0)

    def record_of(self, costs: np.ndarray) -> Record:
        """The record so far, with the levers' costs (float64 [Y, L])."""
        record = self._record.copy()
        record.cost[:] = costs
        return record

    def save(self) -> dict[str, np.ndarray]:
        """The record's arrays, for a saved state."""
        return {f"record_{f.name}": getattr(self._record, f.name).copy() for f in fields(Record)}

    def restore(self, state: dict[str, np.ndarray]) -> None:
        """Continue from a saved state."""
        for f in fields(Record):
            getattr(self._record, f.name)[:] = state[f"record_{f.name}"]
