"""The parts of a month, in order: decide, choose and seat, learn, practise. Each owns its arrays and its rule."""

from __future__ import annotations

import numpy as np

from simulator.model.crew import Crew
from simulator.model.kernels.choose import choose_venues
from simulator.model.kernels.decide import decide
from simulator.model.kernels.layout import Events, Month, Residents, Rules, Tables
from simulator.model.kernels.learn import close_month, learn
from simulator.model.kernels.seat import count_practice, ration_practice, seat


class Participation:
    """Who goes out this month (S8)."""

    def __init__(self, crew: Crew, people: Residents, rules: Rules) -> None:
        self._crew, self._people, self._rules = crew, people, rules
        self.went = np.zeros(people.cell.size, np.uint8)
        self.moves = np.zeros(people.cell.size, np.uint8)

    def decide(self, month: Month, tables: Tables) -> list[int]:
        """Decisions of everybody; returns the number of outings by chunk."""

        def work(_: int, begin: int, end: int) -> int:
            return decide(self._people, self._rules, tables, month, begin, end, self.went, self.moves)

        return self._crew.each(work)


class Capacity:
    """Where they go, and who is seated (S9, S10)."""

    def __init__(self, crew: Crew, people: Residents, rules: Rules, places: np.ndarray) -> None:
        self._crew, self._people, self._rules = crew, people, rules
        self.places = places.astype(np.int64)
        self.carried = np.zeros(places.size, np.int64)
        self._most_carried = 8 * (int(people.weight.max()) - 1)
        self._demand = np.zeros((len(crew.chunks), places.size), np.int64)
        self.events = _events(people.cell.size // 2 + 64)

    def seat(self, month: Month, tables: Tables, went: np.ndarray, outings: list[int]) -> list[int]:
        """Choose venues and seat; returns the events' bounds by chunk (one more than chunks)."""
        bounds = [0, *np.cumsum(outings).tolist()]
        if bounds[-1] > self.events.row.size:
            self.events = _events(bounds[-1] * 5 // 4)
        self._demand[:] = 0

        def work(k: int, begin: int, end: int) -> int:
            return choose_venues(
                self._people, self._rules, tables, month, begin, end, went, self.events, bounds[k], self._demand[k]
            )

        self._crew.each(work)
        left = self.places + self.carried
        seat(self._people, tables, month, self.events, bounds[-1], self._demand.sum(axis=0), left)
        np.clip(left, -self._most_carried, self._most_carried, out=self.carried)
        return bounds


class Learning:
    """What outings leave in people (S11, S12), and the flows they make."""

    def __init__(self, crew: Crew, people: Residents, rules: Rules, shape: tuple[int, int]) -> None:
        self._crew, self._people, self._rules = crew, people, rules
        self._flows = np.zeros((len(crew.chunks), *shape), np.int64)
        self._lost = np.zeros((len(crew.chunks), 3, 6), np.int64)

    def update(
        self, month: Month, tables: Tables, bounds: list[int], participation: Participation, events: Events
    ) -> None:
        """Apply the month's events, and close the month for everybody."""

        def work(k: int, begin: int, end: int) -> None:
            went, moves = participation.went, participation.moves
            learn(
                self._people,
                self._rules,
                tables,
                month,
                begin,
                end,
                went,
                events,
                bounds[k],
                bounds[k + 1],
                self._flows[k],
                self._lost[k],
            )
            close_month(self._people, month, begin, end, went, moves)

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

    def __init__(self, crew: Crew, people: Residents, places: np.ndarray, organised_share: float) -> None:
        self._crew, self._people = crew, people
        self._places = places
        self._organised = organised_share
        zones = places.size
        self._counts = np.zeros((len(crew.chunks), 2, zones), np.int64)
        self.practising = np.zeros(zones, np.int64)
        np.add.at(self.practising, people.agglomeration, people.weight * people.practice.astype(np.int64))

    def room(self, gain: float) -> np.ndarray:
        """Practitioners there is room for, int64 [agglomerations]; `gain` is the share of places added."""
        return np.array([int(p * (1.0 + gain) / self._organised) for p in self._places.tolist()], np.int64)

    def update(self, month: Month, moves: np.ndarray, gain: float) -> int:
        """Ration this month's newcomers; returns the persons who found no place."""
        self._counts[:] = 0

        def work(k: int, begin: int, end: int) -> None:
            count_practice(self._people, begin, end, moves, self._counts[k, 0], self._counts[k, 1])

        self._crew.each(work)
        wanting, stopping = self._counts.sum(axis=0)
        left = self.room(gain) - self.practising + stopping
        crowded = wanting > left
        before = wanting.copy()
        if crowded.any():
            ration_practice(self._people, month, moves, crowded, left)
            wanting = np.zeros_like(before)
            np.add.at(wanting, self._people.agglomeration, np.where(moves == 1, self._people.weight, 0))
        self.practising += wanting - stopping
        return int((before - wanting).sum())


def _events(size: int) -> Events:
    """Room for `size` outings."""
    return Events(
        row=np.empty(size, np.int32),
        domain=np.empty(size, np.uint8),
        column=np.empty(size, np.int16),
        visits=np.empty(size, np.uint8),
        surprise=np.empty(size, np.uint32),
        status=np.empty(size, np.uint8),
    )
