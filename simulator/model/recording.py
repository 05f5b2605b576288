"""The recorder: counts a year when December ends, and keeps the year's flows meanwhile."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from simulator.calendar import REFERENCE_YEAR, year_of
from simulator.model.access import AccessBook, Situation
from simulator.model.crew import Crew
from simulator.model.kernels.layout import Residents
from simulator.model.month import Closing
from simulator.model.recorder import CODES, Groups, Record, settle_flows, tally_year, year_row


class Recorder:
    """Fills a Record from the model's columns and flows."""

    def __init__(self, crew: Crew, people: Residents, groups: Groups, book: AccessBook, venues: int) -> None:
        self._crew, self._people, self.groups, self._book = crew, people, groups, book
        communes = book.cells // 3
        self._record = Record.empty(communes, groups.size, venues)
        chunks = len(crew.chunks)
        self._by_commune = np.zeros((chunks, communes, CODES), np.int64)
        self._by_group = np.zeros((chunks, groups.size, CODES), np.int64)
        self._distance = np.zeros((chunks, groups.size), np.int64)
        self.situation: Situation | None = None

    def record(self, month: int, closing: Closing, turned_away: int) -> None:
        """Record a month; the flows of months before 2025 are forgotten."""
        year = year_of(month)
        if year < REFERENCE_YEAR:
            if month % 12 == 11:
                closing.take_flows()[:] = 0
                closing.take_lost()
            return
        row = year_row(year)
        self._record.lost[row] += closing.take_lost()
        self._record.practice_refused[row] += turned_away
        if month % 12 == 11:
            self.settle(month, closing, self.situation)
            self._tally(row)

    def settle(self, month: int, closing: Closing, situation: Situation) -> None:
        """Move the flows made so far into the year's sums, before the tables change."""
        year = year_of(month)
        if year < REFERENCE_YEAR:
            return
        journeys, book, record, row = self._book.journeys(situation), self._book, self._record, year_row(year)
        settle_flows(
            closing.take_flows(),
            book.start,
            book.venue,
            journeys.minutes,
            journeys.car_km,
            record.visits[row],
            record.visits_by_mobility[row],
            record.venue_visits[row],
            record.minutes[row],
            record.car_km[row],
        )

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
