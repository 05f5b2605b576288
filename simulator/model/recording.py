"""The recorder: counts a year when December ends."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from simulator.calendar import REFERENCE_YEAR, year_of
from simulator.domains import DOMAINS
from simulator.model.kernels.layout import CODE, CODES, ONLINE, TURNOVER, Shared
from simulator.model.recorder import Money, Record, year_row
from simulator.model.turnover import read_turnover


class Recorder:
    """Fills a Record from the accounts of the threads that play the months."""

    def __init__(self, shared: Shared) -> None:
        """Lay out an empty record."""
        self._shared = shared
        communes, zones = shared.by_commune.shape[1], shared.practising.size
        groups = shared.by_class.shape[1] - zones
        self._record = Record.empty(communes, groups, shared.carried.size, zones)

    def settle(self, month: int) -> None:
        """Move what was done so far into the sums of the month's year; what was done before 2025 is forgotten."""
        shared = self._shared
        if year_of(month) >= REFERENCE_YEAR:
            self._add(year_row(year_of(month)))
        for account in (shared.trips, shared.lost, shared.spread, shared.seated, shared.offered, shared.turned_away):
            account[:] = 0

    def _add(self, row: int) -> None:
        """Add the accounts to a year."""
        record, shared = self._record, self._shared
        trips = shared.trips.sum(axis=0).reshape(-1, 3, len(DOMAINS), 3)  # commune, mobility class, domain, what
        by_commune = trips.sum(axis=1)
        record.visits[row] += by_commune[..., 0]
        record.minutes[row] += by_commune[..., 1]
        record.car_km[row] += by_commune[..., 2]
        record.visits_by_mobility[row] += trips[..., 0].sum(axis=0)
        record.lost[row] += shared.lost.sum(axis=0)[1:]
        record.visits_by_minute[row] += shared.spread.sum(axis=0)
        record.venue_visits[row] += shared.seated
        record.venue_places[row] += shared.offered
        record.practice_refused[row] += shared.turned_away[0]

    def tally(self, month: int, flows: np.ndarray | None) -> None:
        """Take what the threads have counted when the December `month` ended.

        Args:
            month: A December.
            flows: The year's births, deaths, moves, int64 [10]; None in a frozen population.
        """
        row, record = year_row(year_of(month)), self._record
        record.residents[row] = self._shared.inhabitants.sum(axis=0)
        record.pupils[row] = self._shared.pupils.sum(axis=0)
        record.flows[row] = 0 if flows is None else flows
        record.by_commune[row] = self._shared.by_commune.sum(axis=0)
        record.digital_by_commune[row] = self._shared.digital_by_commune.sum(axis=0)
        self._tally_classes(row)

    def _tally_classes(self, row: int) -> None:
        """The same by group and agglomeration."""
        record, counted = self._record, self._shared.by_class.sum(axis=0, dtype=np.int64)
        groups = slice(record.by_group.shape[1])
        turnover = read_turnover(counted[:, :TURNOVER])
        record.months[row], record.entered[row], record.left[row], far = turnover
        record.far_by_group[row] = far[groups]
        record.by_group[row] = counted[groups, CODE : CODE + CODES]
        record.digital_by_group[row] = counted[groups, ONLINE]
        record.distance_by_group[row] = self._shared.distance[:, groups].sum(axis=0)

    def record_of(self, money: Money) -> Record:
        """The record so far, with the levers' money."""
        record = self._record.copy()
        for name, euros in money._asdict().items():
            getattr(record, name)[:] = euros
        return record

    def save(self) -> dict[str, np.ndarray]:
        """The record's arrays, for a saved state."""
        return {f"record_{f.name}": getattr(self._record, f.name).copy() for f in fields(Record)}

    def restore(self, state: dict[str, np.ndarray]) -> None:
        """Continue from a saved state; years not begun yet are zero in it, and are left so."""
        begun = year_row(year_of(int(state["month"]))) + 1
        for f in fields(Record):
            getattr(self._record, f.name)[:begun] = state[f"record_{f.name}"][:begun]
