"""Levers aimed at some residents or places: what part of their base that is, and which rows (S1).

An aimed lever keeps its unit cost and the ceiling of the part that it is aimed at; its euros, less those that find whom
it is aimed at, saturate there. Sums over residents are of whole numbers, commune by commune.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from simulator.draws import Stream, uniforms
from simulator.model.collaboration import organisations_in
from simulator.model.kernels.layout import AIMED, FIRST_SCHOOL_AGE
from simulator.model.levers import PLACE_LEVERS
from simulator.model.policy_effects import OPENED, OPENED_BY, practice_places, ticket_revenue
from simulator.model.schooling import LAST_SCHOOL_AGE, coverage_by_age
from simulator.model.state import FIRST_GOING_AGE
from simulator.model.target import Target
from simulator.parameters import ParameterSet
from simulator.population.januaries import Living, januaries, living
from simulator.population.lives import Lives

MEETING = AIMED[:3]
"""Levers that meet residents one by one."""
EVERYONE = Target()


@dataclass(frozen=True)
class Reached:
    """Whom levers on people may reach.

    Attributes:
        shares: Lever to residents whom it may meet, of six and over, by diploma, as shares of 2025's residents; float64
            [Y, 4], the years from 2026 on, or one row for all of them.
        aim: uint8 [n], levers of AIMED that are aimed at the place where each row lives, by bit; empty when none is.
        aimed: uint8 [4, 3, 256], the same by diploma, mobility class and age.
    """

    shares: Mapping[str, np.ndarray]
    aim: np.ndarray
    aimed: np.ndarray

    @classmethod
    def everybody(cls, meetable: np.ndarray) -> Reached:
        """Nobody in particular: `meetable` as in `Lives`."""
        return cls(dict.fromkeys(MEETING, meetable), np.zeros(0, np.uint8), np.zeros((4, 3, 256), np.uint8))


class Aims:
    """The targets of a policy in a territory and its population of 2025.

    Attributes:
        targets: Lever to its target.
        places: Lever to the share of each commune's residents where it works, float64 [C].
    """

    def __init__(self, targets: Mapping[str, Target], territory, people, parameters: ParameterSet) -> None:
        """Find the places, and the part of each lever's base that it is aimed at; every name must be known."""
        self.targets = dict(targets)
        self.places = {name: target.places(territory) for name, target in self.targets.items()}
        self._territory, self._people, self._parameters = territory, people, parameters
        self._parts = {name: self._part(name) for name in self.targets}

    def part(self, lever: str) -> float:
        """Share of a lever's base that it is aimed at; 1 for one aimed at nobody in particular."""
        return self._parts.get(lever, 1.0)

    @property
    def where(self) -> tuple[tuple[str, bytes], ...]:
        """The levers on places that are aimed, each with its places as bytes: the access tables are kept by them."""
        return tuple((name, self.places[name].tobytes()) for name in PLACE_LEVERS if name in self.places)

    def added(self, today: np.ndarray) -> np.ndarray:
        """Of places of practice by agglomeration, those that `amateurs` may add to, float64 [Z]."""
        if "amateurs" not in self.targets:
            return today.astype(np.float64)
        aimed, everyone = self._by_zone(self.targets["amateurs"]), self._by_zone(EVERYONE)
        shares = [a / e if e else 0.0 for a, e in zip(aimed, everyone, strict=True)]
        return np.array([place * share for place, share in zip(today.tolist(), shares, strict=True)])

    def reached(self, rows: np.ndarray, meetable: np.ndarray, lives: Lives | None, seed: int) -> Reached:
        """Whom the levers on people reach in a run.

        Args:
            rows: Commune of every row, int [n].
            meetable: Whom a lever aimed at nobody in particular may meet, as in `Lives`.
            lives: The run's births, deaths and moves.
            seed: The run's seed: who lives in a layer is drawn, household by household.
        """
        if self.targets.keys().isdisjoint(AIMED):
            return Reached.everybody(meetable)
        aim, aimed = np.full(rows.size, 255, np.uint8), np.full((4, 3, 256), 255, np.uint8)
        home = uniforms(seed, Stream.LAYER, self._homes(rows.size))
        for bit, name in enumerate(AIMED):
            if name in self.targets:
                aim &= np.where(home < self.places[name][rows], 255, 255 - (1 << bit)).astype(np.uint8)
                aimed &= np.where(self.targets[name].kinds, 255, 255 - (1 << bit)).astype(np.uint8)
        return Reached(self._shares(aim, aimed, meetable, lives), aim, aimed)

    def _homes(self, rows: int) -> np.ndarray:
        """A number for each household, and for each row empty at the start."""
        household = np.asarray(self._people.household, np.int64)
        return np.concatenate([household, int(household.max()) + 1 + np.arange(rows - household.size)])

    def _shares(self, aim: np.ndarray, aimed: np.ndarray, meetable: np.ndarray, lives: Lives | None) -> dict:
        """Whom each lever that meets may meet, by January and diploma."""
        weight = self._people.weight if lives is None else np.concatenate([self._people.weight, lives.weight])
        found: dict[str, list[np.ndarray]] = {name: [] for name in MEETING if name in self.targets}
        for now in [living(self._people, None)] if lives is None else januaries(self._people, lives):
            for name, rows in found.items():
                bits = aim & aimed[now.education, now.mobility, now.age]
                rows.append(_meeting(now, weight * (bits >> AIMED.index(name) & 1)))
        everybody = int(self._people.weight.sum())
        return dict.fromkeys(MEETING, meetable) | {name: np.array(rows) / everybody for name, rows in found.items()}

    def _part(self, lever: str) -> float:
        aimed, whole = (sum(self._amounts(lever, target)) for target in (self.targets[lever], EVERYONE))
        return aimed / whole if whole else 0.0

    def _amounts(self, lever: str, target: Target) -> list[float]:
        """What of a lever's base a target holds, piece by piece."""
        if lever in MEETING:
            return self._persons(target)
        if lever == "schools":
            return list(self._pupils(target))
        places = target.places(self._territory)
        if lever == "amateurs":
            return self._practice(target)
        if lever == "transport":
            return [
                n * share for n, share in zip(self._territory.communes.residents.tolist(), places.tolist(), strict=True)
            ]
        if lever == "collaboration":
            return organisations_in(self._territory, places).astype(float).tolist()
        return self._venues(lever, places)

    def _persons(self, target: Target, first: int = FIRST_GOING_AGE, last: int = 255) -> list[float]:
        """Persons of some ages in a target by commune, those of a layer by its share."""
        people, places = self._people, target.places(self._territory)
        meant = (
            target.kinds[people.education, people.mobility, people.age] & (people.age >= first) & (people.age <= last)
        )
        counted = np.bincount(people.commune, people.weight * meant, minlength=places.size)
        return [n * share for n, share in zip(counted.tolist(), places.tolist(), strict=True)]

    def _pupils(self, target: Target) -> Iterator[float]:
        """Pupils of a target whom no action reaches today, by age and commune."""
        covered = coverage_by_age(self._parameters).tolist()
        for age in range(FIRST_SCHOOL_AGE, LAST_SCHOOL_AGE + 1):
            yield from ((1.0 - covered[age]) * n for n in self._persons(target, age, age))

    def _by_zone(self, target: Target) -> list[float]:
        sums = [0.0] * len(self._territory.agglomerations.code)
        zones = self._territory.communes.agglomeration.tolist()
        for zone, persons in zip(zones, self._persons(target), strict=True):
            sums[zone] += persons
        return sums

    def _practice(self, target: Target) -> list[float]:
        """Persons of a target by agglomeration, as shares of its own, times its places of practice."""
        places = practice_places(self._territory).tolist()
        pairs = zip(places, self._by_zone(target), self._by_zone(EVERYONE), strict=True)
        return [place * (aimed / everyone if everyone else 0.0) for place, aimed, everyone in pairs]

    def _venues(self, lever: str, places: np.ndarray) -> list[float]:
        """What each venue is to a lever that opens, lengthens or cheapens some, times its commune's share."""
        venues = self._territory.venues
        inside = venues.place < places.size
        kinds = [kind for kind, opener in OPENED_BY.items() if opener == lever] or OPENED
        if lever == "pricing":
            amount = ticket_revenue(venues, inside)
        else:
            amount = inside & np.isin(venues.kind, kinds)
            amount = amount * venues.visits if lever in ("heritage", "touring") else amount.astype(float)
        there = np.where(inside, np.append(places, 0.0)[np.minimum(venues.place, places.size)], 0.0)
        share = (there > 0.0) if lever == "digital" else there
        return [a * s for a, s in zip(amount.tolist(), share.tolist(), strict=True)]


def _meeting(now: Living, weight: np.ndarray) -> np.ndarray:
    """Persons of six and over by diploma, float64 [4], of whole numbers."""
    return np.bincount(now.education, weight * (now.present & (now.age >= FIRST_GOING_AGE)), minlength=4)
