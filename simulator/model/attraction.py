"""What draws to a venue apart from the way there (S2, S3), and the places it has, by drivers and levers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from simulator.domains import CON, RUE, THE
from simulator.elementary import exp, log, log_array
from simulator.model.collaboration import Effects
from simulator.model.policy_effects import OPENED, OPENED_BY
from simulator.parameters import ParameterSet

TOURED = (THE, CON, RUE)
COMMERCIAL = ("cinema", "salle_evenement", "pole")
"""Kinds that do not live on the territory's public budgets."""
VOLUNTEER_RUN = ("rue", "salle_locale")
CLOSED = -1e9
"""Utility of a venue that is not open: its weight is zero."""
LEAST = 1e-6


class Attraction:
    """Utilities of the access tables' columns, and venues' places, in any situation."""

    def __init__(self, territory, parameters: ParameterSet, venue: np.ndarray, domain: np.ndarray) -> None:
        """Lay out what does not change.

        Args:
            territory: The territory.
            parameters: The model's parameters.
            venue: uint32 [T], venue row of each column.
            domain: int32 [T], its domain.
        """
        self._p, self._venues, self._venue, self._domain = parameters, territory.venues, venue, domain
        self._inside = territory.venues.place < len(territory.communes.code)
        self._public = ~self._of_kind(COMMERCIAL) & self._inside
        self._volunteers = self._of_kind(VOLUNTEER_RUN)
        self._hours = self._of_kind(OPENED) & self._inside
        self._run = territory.venues.organisation >= 0
        self._rank, self._residents = self._ranks(territory), territory.communes.residents

    def _of_kind(self, kinds: Iterable[str]) -> np.ndarray:
        """Which venues are of some kinds, bool [V]."""
        return np.array([kind in kinds for kind in self._venues.kind], bool)

    def _ranks(self, territory) -> np.ndarray:
        """The order in which a lever opens venues of one kind: the largest communes first; int64 [V], -1 for others."""
        rank, residents = np.full(len(self._venues), -1), territory.communes.residents
        for kind in OPENED_BY:
            rows = np.flatnonzero(self._of_kind((kind,)))
            order = sorted(rows.tolist(), key=lambda v: (-int(residents[self._venues.place[v]]), v))
            rank[order] = np.arange(rows.size)
        return rank

    def _felt(self, situation, lever: str) -> float | np.ndarray:
        """The share of a lever in force, the same everywhere, or float64 [V] by venue where it is aimed at communes."""
        share, where = situation.lever(lever), situation.aimed(lever)
        return share * self._there(where) if where else share

    def _there(self, where: bytes) -> np.ndarray:
        """Share of each venue's commune where a lever works, float64 [V]; nothing outside the territory."""
        places = np.frombuffer(where)
        return np.append(places, 0.0)[np.minimum(self._venues.place, places.size)]

    def _in_turn(self, situation, rows: np.ndarray) -> np.ndarray:
        """How far digital places are open, one by one, the largest communes first, of those where they are aimed."""
        share, where = situation.lever("digital"), situation.aimed("digital")
        if not where:
            return share * rows.size - self._rank[rows]
        residents, there = self._residents, self._there(where)[rows]
        there = there * residents[np.minimum(self._venues.place[rows], residents.size - 1)]
        order = sorted(np.flatnonzero(there > 0.0).tolist(), key=lambda k: (-there[k], rows[k]))
        opened = np.zeros(rows.size)
        opened[order] = share * len(order) - np.arange(len(order))
        return opened

    def open_share(self, situation) -> np.ndarray:
        """How far each venue is open in a situation, float64 [V]: levers open theirs, digital places one by one."""
        out = np.ones(len(self._venues))
        for kind, lever in OPENED_BY.items():
            rows = np.flatnonzero(self._of_kind((kind,)))
            if kind == "microfolie":
                opened = self._in_turn(situation, rows)
            else:
                opened = np.broadcast_to(self._felt(situation, lever), len(self._venues))[rows]
            out[rows] = np.clip(opened, 0.0, 1.0)
        return out

    def _size(self, situation, together: Effects) -> np.ndarray:
        """Size of each venue, as a factor of its visits of today, float64 [V]."""
        p = self._p
        budget = p.programming_elasticity * log(max(1.0 + situation.driver("budget"), LEAST))
        volunteers = p.volunteer_elasticity * log(max(1.0 + situation.driver("volunteer_time"), LEAST))
        hours = self._size_of_hours(self._felt(situation, "hours"))
        factor = np.where(self._public & ~self._volunteers, exp(budget), 1.0)
        factor = np.where(self._run, together.size, factor) * np.where(self._volunteers, exp(volunteers), 1.0)
        return factor * np.where(self._hours, hours, 1.0) * self.open_share(situation)

    def _size_of_hours(self, share: float | np.ndarray) -> float | np.ndarray:
        """Factor of a venue's size that longer hours make, or shorter ones."""
        if isinstance(share, np.ndarray):
            factors = {x: self._size_of_hours(x) for x in set(share.tolist())}
            return np.array([factors[x] for x in share.tolist()])
        open_for = float(self._open_for(share))
        return exp(self._p.hours_elasticity * log(open_for)) if open_for > 0.0 else 0.0

    def _open_for(self, share: float | np.ndarray) -> np.ndarray:
        """Opening hours, as a factor of today's: a lever adds some, or takes a share of them (below zero)."""
        return 1.0 + np.where(np.asarray(share) >= 0.0, self._p.hours_added, 1.0) * share

    def utility(self, situation, together: Effects) -> np.ndarray:
        """Utility of each column apart from travel, float64 [T] (S3); `together`: what organisations do (S15)."""
        p, venues = self._p, self._venues
        factor = self._size(situation, together)[self._venue]
        shared = np.maximum(venues.domains.sum(axis=1), 1)
        size = log_array((np.maximum(venues.visits, 1.0) / shared)[self._venue]) + log_array(np.maximum(factor, LEAST))
        toured = (1.0 + situation.driver("touring_supply")) * (1.0 + min(situation.lever("touring"), 0.0))
        size = size + np.where(np.isin(self._domain, TOURED), log(max(toured, LEAST)), 0.0)
        ambience = venues.ambience[self._venue] - p.ambience_reference
        mean_distance = sum(p.symbolic_start) / len(p.symbolic_start)
        utility = p.attractiveness * (size + self._novelty(situation)) + self._price(situation, together.price)
        utility = utility - p.ambience_weight * ambience * mean_distance
        return np.where((factor <= 0.0) | self._not_yet(situation), CLOSED, utility)

    def _price(self, situation, shared: np.ndarray) -> np.ndarray:
        """What prices take from utility, float64 [T]: dearer when incomes fall or rents rise; `shared`: by tickets."""
        p, cut = self._p, self._felt(situation, "pricing")
        left = 1.0 + situation.driver("income") - p.rent_burden * situation.driver("rents")
        sensitivity = p.price_weight * (1.0 + (p.low_income_price - 1.0) / 3.0) / max(left, 0.2)
        lowered = np.where(self._inside, 1.0 - cut, 1.0)[self._venue]
        ticket = lowered * shared[self._venue]
        price = self._venues.price[self._venue] * (1.0 + situation.driver("ticket_prices"))
        free = np.where(price == 0.0, 1.0, 1.0 - lowered)
        return p.zero_price_bonus * free - sensitivity * (price * ticket)

    def gain_of_free_entry(self, situation, together: Effects) -> np.ndarray:
        """What each column's utility would gain if nobody paid, float64 [T]."""
        return self._p.zero_price_bonus - self._price(situation, together.price)

    def _not_yet(self, situation) -> np.ndarray:
        """Columns of venues that have not opened yet, bool [T]."""
        month, opened = situation.novelty_month, self._venues.opened[self._venue]
        return opened > month if month is not None else np.zeros(opened.size, bool)

    def _novelty(self, situation) -> np.ndarray:
        """Extra attractiveness of venues opened lately (S2), float64 [T]; venues not yet open are shut elsewhere."""
        if situation.novelty_month is None:
            return np.zeros(self._venue.size)
        p, age = self._p, situation.novelty_month - self._venues.opened[self._venue]
        return np.array([p.novelty * exp(-a / p.novelty_months) if 0 <= a < 600 else 0.0 for a in age.tolist()])

    def places(self, situation, together: Effects) -> np.ndarray:
        """Places of a month that residents may take, int64 [V]: visitors from elsewhere take theirs first."""
        venues = self._venues
        outside = np.minimum(venues.outside_share * (1.0 + situation.driver("outside_visitors")), 0.95)
        left = (1.0 - outside) / (1.0 - np.minimum(venues.outside_share, 0.95))
        hours = np.where(self._hours, self._open_for(self._felt(situation, "hours")), 1.0)
        budget = 1.0 + self._p.programming_elasticity * situation.driver("budget")
        programmed = np.where(self._run, together.size, np.where(self._public, budget, 1.0))
        factor = left * hours * programmed * self.open_share(situation)
        return np.floor(venues.monthly_places * factor + 1e-9).astype(np.int64)
