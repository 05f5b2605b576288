"""The order in which money ties organisations together: a declared rule, the same for every seed, policy and run.

Ties that exist are strengthened first, the smallest gap before the others. Then comes everybody's first choice among
those not yet tied to them, then everybody's second choice, and so on; a choice prefers the nearest, each shared domain
counting for some kilometres. An organisation that holds `crowding_degree` ties waits until nobody below that number can
be tied any more, then takes one more, as the others do. Equal choices go by the organisations' codes, so that the order
of a table's rows does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from simulator.domains import DOMAINS
from simulator.parameters import ParameterSet
from simulator.territory import sphere
from simulator.territory.organisations import INFORMATION, MEDIATION, PROGRAMMING, TICKET
from simulator.territory.venues import Venues


@dataclass(frozen=True)
class TieOrder:
    """Pairs of organisations in the order in which they are tied.

    Attributes:
        a: Row of one organisation, int32 [n].
        b: Row of the other, int32 [n].
        suits: Which kinds of tie the pair takes, bool [n, 4].
        room: Ties that the pair still takes, one less its strength today, float64 [n].
        before: Ties that all earlier pairs take, float64 [n].
    """

    a: np.ndarray
    b: np.ndarray
    suits: np.ndarray
    room: np.ndarray
    before: np.ndarray

    def __len__(self) -> int:
        return len(self.a)

    def about(self, some: np.ndarray) -> TieOrder:
        """The pairs one of whom at least is among some organisations (bool [O]), in the same order."""
        kept = some[self.a] | some[self.b]
        room = self.room[kept]
        before = np.cumsum(np.append(0.0, room))[: room.size]
        return TieOrder(self.a[kept], self.b[kept], self.suits[kept], room, before)

    @property
    def total(self) -> float:
        """Ties that can be bought in all."""
        return float(self.before[-1] + self.room[-1]) if len(self) else 0.0


def offers_of(venues: Venues, organisations: int) -> np.ndarray:
    """Domains that each organisation serves in its venues, bool [O, 6]."""
    offers = np.zeros((organisations, len(DOMAINS)), bool)
    run = venues.organisation >= 0
    np.logical_or.at(offers, venues.organisation[run], venues.domains[run])
    return offers


def order_ties(territory, today: np.ndarray, p: ParameterSet) -> TieOrder:
    """The order of a territory's ties to come.

    Args:
        territory: The territory.
        today: Today's network, float64 [4, O, O].
        p: The parameters (`shared_domain_km`, `crowding_degree`).
    """
    offers = offers_of(territory.venues, len(territory.organisations))
    strength = today.max(axis=0)
    away = _distances(territory, offers, p.shared_domain_km)
    possible = np.isfinite(away) & (offers.any(axis=1)[:, None] | offers.any(axis=1)[None, :])
    tied = strength > 0.0
    choice = _choices(np.where(possible & ~tied, away, np.inf), territory.organisations.code)
    turn = np.where(tied, -1.0, np.minimum(choice, choice.T))
    codes = territory.organisations.code
    pairs = [(a, b) for a in range(len(codes)) for b in range(a + 1, len(codes))]
    pairs = [(a, b) for a, b in pairs if strength[a, b] < 1.0 and (tied[a, b] or possible[a, b])]
    pairs.sort(key=lambda ab: (turn[ab], 1.0 - strength[ab] if tied[ab] else away[ab], *sorted(codes[i] for i in ab)))
    return _order(_spread(pairs, p.crowding_degree), strength, _suits(territory.venues, offers, today))


def _spread(pairs: list[tuple[int, int]], most: float) -> list[tuple[int, int]]:
    """The pairs again, those of organisations that hold `most` ties already being put off until the others are tied."""
    held: dict[int, int] = defaultdict(int)
    spread: list[tuple[int, int]] = []
    while pairs:
        waiting = []
        for a, b in pairs:
            if held[a] < most and held[b] < most:
                held[a] += 1
                held[b] += 1
                spread.append((a, b))
            else:
                waiting.append((a, b))
        pairs, most = waiting, most + 1.0
    return spread


def _order(pairs: list[tuple[int, int]], strength: np.ndarray, suits: np.ndarray) -> TieOrder:
    a, b = np.array(pairs, np.int32).reshape(-1, 2).T
    room = 1.0 - strength[a, b]
    before = np.cumsum(np.append(0.0, room))[: len(pairs)]
    return TieOrder(a, b, suits[:, a, b].T, room, before)


def _distances(territory, offers: np.ndarray, shared_km: float) -> np.ndarray:
    """Kilometres between organisations, less those that shared domains count for, float64 [O, O]; else infinite."""
    latitude, longitude = _points(territory)
    known = np.isfinite(latitude)
    away = np.full((len(known), len(known)), np.inf)
    ends = latitude[known], longitude[known]
    away[np.ix_(known, known)] = sphere.kilometres(ends, ends)
    shared = (offers[:, None, :] & offers[None, :, :]).sum(axis=2)
    away = away - shared_km * shared
    np.fill_diagonal(away, np.inf)
    return away


def _points(territory) -> tuple[np.ndarray, np.ndarray]:
    """Where each organisation is: its seat, else the middle of its venues, else NaN; degrees, float64 [O] each."""
    places, venues, seat = territory.communes, territory.venues, territory.organisations.place
    axes = []
    for name in ("latitude", "longitude"):
        seats = np.concatenate([getattr(places, name), getattr(territory.poles, name), [np.nan]])
        axis = seats[seat]
        for row in np.flatnonzero(seat < 0).tolist():
            run = getattr(venues, name)[venues.organisation == row].tolist()
            axis[row] = sum(run) / len(run) if run else np.nan
        axes.append(axis)
    return axes[0], axes[1]


def homes_of(territory) -> np.ndarray:
    """Commune of each organisation: its seat, else its first venue's; -1 outside, or if not known; int64 [O]."""
    homes, venues = territory.organisations.place.astype(np.int64), territory.venues
    for row in np.flatnonzero(homes < 0).tolist():
        run = np.flatnonzero(venues.organisation == row)
        homes[row] = venues.place[run[0]] if run.size else -1
    return np.where(homes < len(territory.communes.code), homes, -1)


def _choices(away: np.ndarray, codes: tuple[str, ...]) -> np.ndarray:
    """Which choice each organisation is for each other one, 0 for the first, float64 [O, O]; infinite for none."""
    choice = np.full(away.shape, np.inf)
    for row, distances in enumerate(away.tolist()):
        partners = [i for i, km in enumerate(distances) if km < np.inf]
        for rank, i in enumerate(sorted(partners, key=lambda i, km=distances: (km[i], codes[i]))):
            choice[row, i] = rank
    return choice


def _suits(venues: Venues, offers: np.ndarray, today: np.ndarray) -> np.ndarray:
    """Which kinds of tie each pair takes, bool [4, O, O]: those that it has, and those that make sense for it.

    Information: both have an offer; a ticket: both sell some; programming: both serve a same domain; mediation: always.
    """
    running = offers.any(axis=1)
    sold = np.bincount(venues.organisation[(venues.organisation >= 0) & (venues.price > 0)], minlength=len(offers)) > 0
    suits = today > 0.0
    suits[INFORMATION] |= running[:, None] & running[None, :]
    suits[TICKET] |= (running & sold)[:, None] & (running & sold)[None, :]
    suits[PROGRAMMING] |= (offers[:, None, :] & offers[None, :, :]).any(axis=2)
    suits[MEDIATION] |= True
    return suits
