"""The parts of a month, in order: go out, be seated, practise, close. Each owns its arrays and its rule."""

from __future__ import annotations

import numpy as np

from simulator.model.crew import Crew
from simulator.model.kernels.advance import ROOM, advance
from simulator.model.kernels.layout import Events, Month, Residents, Rules, Tables
from simulator.model.kernels.learn import close_month, learn, settle_events
from simulator.model.kernels.seat import ration_practice, seat


class Outings:
    """Who goes out this month and where (S8, S9), and what the last outings left in them (S11, S12).

    Learning from a month waits for the next pass over the rows, so that each row's state is fetched once a month;
    `learn_now` brings it forward when somebody looks.
    """

    def __init__(self, crew: Crew, people: Residents, rules: Rules, venues: int) -> None:
        self._crew, self._people, self._rules = crew, people, rules
        n = people.cell.size
        zones = int(people.agglomeration.max(initial=0)) + 1
        self.went, self.moves = np.zeros(n, np.uint8), np.zeros(n, np.uint8)
        self._wishes = np.zeros((len(crew.chunks), 2, zones), np.int64)
        self._demand = np.zeros((len(crew.chunks), venues), np.int64)
        self._starts = np.array([begin * 3 // 2 + ROOM * k for k, (begin, _) in enumerate(crew.chunks)])
        self._limits = np.array([e * 3 // 2 + ROOM * (k + 1) for k, (_, e) in enumerate(crew.chunks)])
        self.events, self._spare = _events(self._limits[-1]), _events(self._limits[-1])
        self.bounds = np.stack([self._starts, self._starts], axis=1)

    def go(self, month: Month, tables: Tables) -> None:
        """Learn from last month, decide, choose: fills `went`, `moves`, `events` and `bounds`."""
        self._demand[:] = 0
        self._wishes[:] = 0
        before, learnt = self.events, self.bounds
        self.events, self._spare = self._spare, before
        self.bounds = np.stack([self._starts, self._starts], axis=1)
        reached = [begin for begin, _ in self._crew.chunks]

        def work(k: int, _: int, end: int) -> None:
            rows, span = (reached[k], end), (learnt[k, 0], learnt[k, 1], self.bounds[k, 1], self._limits[k])
            written = (self.went, self.moves, self._wishes[k])
            reached[k], self.bounds[k, 1], learnt[k, 0] = advance(
                self._people, self._rules, tables, month, rows, written, before, self.events, span, self._demand[k]
            )

        self._crew.each(work)
        while any(at < end for at, (_, end) in zip(reached, self._crew.chunks, strict=True)):
            self._make_room()
            self._crew.each(work)

    def _make_room(self) -> None:
        """Twice the room for every chunk's outings, those written so far kept."""
        spans = 2 * (self._limits - self._starts)
        limits = np.cumsum(spans)
        grown, starts = _events(limits[-1]), limits - spans
        for k, (first, last) in enumerate(self.bounds):
            for new, old in zip(grown, self.events, strict=True):
                new[starts[k] : starts[k] + last - first] = old[first:last]
        self.bounds = np.stack([starts, starts + self.bounds[:, 1] - self.bounds[:, 0]], axis=1)
        self._starts, self._limits = starts, limits
        self.events = grown

    def learn_now(self, month: Month, tables: Tables) -> None:
        """Apply what the last month's outings leave, at once; `month` is the coming one."""

        def work(k: int, _: int, end: int) -> None:
            first, last = self.bounds[k]
            units = month.taste_before, month.habit_before
            learn(self._people, self._rules, tables, *units, self.events, first, last, end, np.empty(last - first))

        self._crew.each(work)
        self.bounds = np.stack([self._starts, self._starts], axis=1)

    @property
    def demand(self) -> np.ndarray:
        """Visits asked for, int64 [venues]."""
        return self._demand.sum(axis=0)

    @property
    def wishes(self) -> np.ndarray:
        """Persons who wish to start practising, and who stop, int64 [2, agglomerations]."""
        return self._wishes.sum(axis=0)


class Capacity:
    """Who is seated (S10)."""

    def __init__(self, people: Residents, places: np.ndarray) -> None:
        self._people = people
        self.places = places.astype(np.int64)
        self.carried = np.zeros(places.size, np.int64)
        self._most_carried = 8 * (int(people.weight.max()) - 1)

    def seat(self, month: Month, tables: Tables, outings: Outings) -> None:
        """Seat the month's outings; those refused choose once more, then stay home."""
        left = self.places + self.carried
        seat(self._people, tables, month, outings.events, outings.bounds, outings.demand, left)
        np.clip(left, -self._most_carried, self._most_carried, out=self.carried)


class Closing:
    """The month's accounts, and what the ties will see of it (S6, S7)."""

    def __init__(self, crew: Crew, people: Residents, shape: tuple[int, int]) -> None:
        self._crew, self._people = crew, people
        self._flows = np.zeros((len(crew.chunks), *shape), np.int64)
        self._lost = np.zeros((len(crew.chunks), 3, 6), np.int64)

    def close(self, month: Month, tables: Tables, outings: Outings) -> None:
        """Count visits and losses; write the month into the 12-month window for everybody."""

        def work(k: int, begin: int, end: int) -> None:
            first, last = outings.bounds[k]
            flows, lost = self._flows[k], self._lost[k]
            settle_events(self._people, tables, outings.events, first, last, outings.went, flows, lost)
            close_month(self._people, month.slot, begin, end, outings.went, outings.moves)

        self._crew.each(work)

    def take_flows(self) -> np.ndarray:
        """The visits made since the last call, int64 [cells, T] (a view to be cleared by its reader)."""
        for other in self._flows[1:]:
            self._flows[0] += other
            other[:] = 0
        return self._flows[0]

    def take_lost(self) -> np.ndarray:
        """Person-outings lost since the last call, int64 [2, 6]: refused, and without any venue."""
        lost = self._lost.sum(axis=0)[1:]
        self._lost[:] = 0
        return lost


class Amateurs:
    """Places of amateur practice: newcomers wait when an agglomeration is full (S13)."""

    def __init__(self, people: Residents, places: np.ndarray, organised_share: float) -> None:
        self._people = people
        self._places = places
        self._organised = organised_share
        self.practising = np.zeros(places.size, np.int64)
        np.add.at(self.practising, people.agglomeration, people.weight * people.practice.astype(np.int64))

    def room(self, gain: float) -> np.ndarray:
        """Practitioners there is room for, int64 [agglomerations]; `gain` is the share of places added."""
        return np.array([int(p * (1.0 + gain) / self._organised) for p in self._places.tolist()], np.int64)

    def update(self, month: Month, outings: Outings, gain: float) -> int:
        """Ration this month's newcomers; returns the persons who found no place."""
        wanting, stopping = np.zeros_like(self._places), np.zeros_like(self._places)
        wishes = outings.wishes
        wanting[: wishes.shape[1]], stopping[: wishes.shape[1]] = wishes
        left = self.room(gain) - self.practising + stopping
        entering = wanting
        if (wanting > left).any():
            ration_practice(self._people, month, outings.moves, wanting > left, left)
            entering = np.zeros_like(wanting)
            starting = np.where(outings.moves == 1, self._people.weight, 0)
            np.add.at(entering, self._people.agglomeration, starting)
        self.practising += entering - stopping
        return int((wanting - entering).sum())


def _events(size: int) -> Events:
    """Room for `size` outings."""
    kinds = (np.int32, np.uint8, np.int16, np.uint8, np.uint16, np.uint8)
    return Events(*(np.empty(size, kind) for kind in kinds))
