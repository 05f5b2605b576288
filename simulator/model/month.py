"""The parts of a month, in order: go out, be seated, practise. Each owns its arrays and its rule."""

from __future__ import annotations

import numpy as np

from simulator.model.crew import Crew
from simulator.model.kernels.advance import ROOM, advance
from simulator.model.kernels.layout import Accounts, Events, Month, Residents, Rules, Tables
from simulator.model.kernels.learn import learn
from simulator.model.kernels.seat import ration_practice, seat


class Outings:
    """Who goes out this month and where (S8, S9), and what the last outings left in them (S11, S12).

    Learning from a month waits for the next pass over the rows, so that each row's state is fetched once a month;
    `learn_now` brings it forward when somebody looks.
    """

    def __init__(self, crew: Crew, people: Residents, rules: Rules, shape: tuple[int, int, int]) -> None:
        """Lay out the month's arrays; `shape` is (cells, venues, agglomerations)."""
        self._crew, self._people, self._rules = crew, people, rules
        self.moves = np.zeros(people.cell.size, np.uint8)
        self.accounts = [_accounts(*shape) for _ in crew.chunks]
        self._starts = np.array([begin * 3 // 2 + ROOM * k for k, (begin, _) in enumerate(crew.chunks)])
        self._limits = np.array([e * 3 // 2 + ROOM * (k + 1) for k, (_, e) in enumerate(crew.chunks)])
        self.events, self._spare = _events(self._limits[-1]), _events(self._limits[-1])
        self.bounds = np.stack([self._starts, self._starts], axis=1)

    def go(self, month: Month, tables: Tables) -> None:
        """Learn from last month, decide, choose, show: fills `moves`, `events`, `bounds` and the accounts."""
        for accounts in self.accounts:
            accounts.demand[:] = 0
            accounts.wishes[:] = 0
        before, learnt = self.events, self.bounds
        self.events, self._spare = self._spare, before
        self.bounds = np.stack([self._starts, self._starts], axis=1)
        reached = [begin for begin, _ in self._crew.chunks]

        def work(k: int, _: int, end: int) -> None:
            rows, span = (reached[k], end), (learnt[k, 0], learnt[k, 1], self.bounds[k, 1], self._limits[k])
            reached[k], self.bounds[k, 1], learnt[k, 0] = advance(
                self._people,
                self._rules,
                tables,
                month,
                rows,
                self.moves,
                before,
                self.events,
                span,
                self.accounts[k],
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
        self.events, self._spare = grown, _events(limits[-1])

    def learn_now(self, month: Month, tables: Tables) -> None:
        """Apply what the last month's outings leave, at once; `month` is the coming one."""

        def work(k: int, _: int, end: int) -> None:
            first, last = self.bounds[k]
            learn(self._people, self._rules, tables, month, self.events, first, last, end, np.empty(last - first))

        self._crew.each(work)
        self.bounds = np.stack([self._starts, self._starts], axis=1)

    @property
    def demand(self) -> np.ndarray:
        """Visits asked for this month, int64 [venues]."""
        return sum(accounts.demand for accounts in self.accounts)

    @property
    def wishes(self) -> np.ndarray:
        """Persons who wish to start practising, and who stop, int64 [2, agglomerations]."""
        return sum(accounts.wishes for accounts in self.accounts)

    def take_trips(self) -> np.ndarray:
        """Visits made, minutes and car-kilometres since the last call, int64 [cells, 6, 3]."""
        return sum(_taken(accounts.trips) for accounts in self.accounts)

    def take_lost(self) -> np.ndarray:
        """Person-outings lost since the last call, int64 [2, 6]: refused, and without any venue."""
        return sum(_taken(accounts.lost) for accounts in self.accounts)[1:]


class Capacity:
    """Who is seated (S10)."""

    def __init__(self, people: Residents, places: np.ndarray) -> None:
        self._people = people
        self.places = places.astype(np.int64)
        self.carried = np.zeros(places.size, np.int64)
        self.seated = np.zeros(places.size, np.int64)
        self._most_carried = 8 * (int(people.weight.max()) - 1)

    def seat(self, month: Month, tables: Tables, outings: Outings) -> None:
        """Seat the month's outings; those refused choose once more, then stay home."""
        left = self.places + self.carried
        self.seated += left
        accounts = outings.accounts[0]
        seat(self._people, tables, month, outings.events, outings.bounds, outings.demand, left, accounts)
        self.seated -= left
        self.carried[:] = np.minimum(np.maximum(left, -self._most_carried), self._most_carried)

    def take_seated(self) -> np.ndarray:
        """Visits made since the last call, int64 [venues]."""
        return _taken(self.seated)


class Amateurs:
    """Places of amateur practice: newcomers wait when an agglomeration is full (S13)."""

    def __init__(self, people: Residents, places: np.ndarray, organised_share: float) -> None:
        self._people = people
        self._places = places
        self._organised = organised_share
        self._room: dict[float, np.ndarray] = {}
        self.practising = np.zeros(places.size, np.int64)
        self.count()

    def count(self) -> None:
        """Count who practises, in persons by agglomeration."""
        self.practising[:] = 0
        practising = self._people.weight * self._people.practice.astype(np.int64)
        np.add.at(self.practising, self._people.agglomeration, practising)

    def room(self, gain: float) -> np.ndarray:
        """Practitioners there is room for, int64 [agglomerations]; `gain` is the share of places added.

        Today's places go with the practitioners who need none; an added place lets one practitioner in.
        """
        if gain not in self._room:
            room = [int(p / self._organised + p * gain) for p in self._places.tolist()]
            self._room = {gain: np.array(room, np.int64)}
        return self._room[gain]

    def update(self, month: Month, outings: Outings, gain: float) -> int:
        """Ration this month's newcomers; returns the persons who found no place."""
        wanting, stopping = outings.wishes
        left = self.room(gain) - self.practising + stopping
        if not (wanting > left).any():
            self.practising += wanting - stopping
            return 0
        ration_practice(self._people, month, outings.moves, wanting > left, left)
        entering = np.zeros_like(wanting)
        np.add.at(entering, self._people.agglomeration, np.where(outings.moves == 1, self._people.weight, 0))
        self.practising += entering - stopping
        return int((wanting - entering).sum())


def _taken(counts: np.ndarray) -> np.ndarray:
    """A copy of counts, which start again from zero."""
    taken = counts.copy()
    counts[:] = 0
    return taken


def _accounts(cells: int, venues: int, zones: int) -> Accounts:
    """Empty accounts."""
    shapes = ((cells, 6, 3), (3, 6), (venues,), (2, zones))
    return Accounts(*(np.zeros(shape, np.int64) for shape in shapes))


def _events(size: int) -> Events:
    """Room for `size` outings."""
    kinds = (np.uint32, np.uint8, np.int16, np.uint8, np.uint16, np.uint8)
    return Events(*(np.empty(size, kind) for kind in kinds))
