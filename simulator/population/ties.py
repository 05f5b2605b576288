"""Whom residents know: eight symmetric ties each, near on a ring of alike people, some rewired, households included.

Residents stand on one ring, commune after commune, in the order of diploma, then age, both blurred by chance. The ring
turns back at each boundary (ages up, then down; diplomas up in even communes, down in odd ones), so that neighbours
across a boundary are alike too.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit
from simulator.draws import Stream, key_of, normals, uniform

SLOTS = 8
_REACH = 24
"""How many people with open places the ring remembers: enough for eight distinct neighbours past a large household."""
_OPEN = 10
"""Open places that the ring keeps behind it: about what people with three places on each side leave."""


def ring_order(commune: np.ndarray, education: np.ndarray, age: np.ndarray, seed: int, spread: tuple[float, float]):
    """The order of everybody along the ring, int64 [n].

    Args:
        commune: int [n].
        education: uint8 [n].
        age: int [n].
        seed: The population seed.
        spread: How much chance blurs diplomas (in levels) and ages (in years).
    """
    rows = np.arange(age.size)
    level = education + spread[0] * normals(seed, Stream.TIE_ORDER, rows, index=0)
    level = np.clip(np.rint(level), 0, 3).astype(np.int64)
    years = age + spread[1] * normals(seed, Stream.TIE_ORDER, rows, index=1)
    turn = np.where(commune % 2 == 0, level, -level)
    return np.lexsort((np.where((level + commune) % 2 == 0, years, -years), turn, commune))


def make_ties(household: np.ndarray, agglomeration: np.ndarray, seed: int, rewired: float) -> np.ndarray:
    """Ties of everybody, int32 [n, 8], -1 for none; rows stand in the order of the ring.

    Args:
        household: int [n], household numbers from 0.
        agglomeration: int [n]; rewired ties stay within it.
        seed: The population seed.
        rewired: Share of the ties outside households that are rewired.
    """
    n = household.size
    ties = np.full((n, SLOTS), -1, np.int32)
    mates = np.zeros(n, np.int64)
    _tie_households(np.argsort(household, kind="stable"), household, ties, mates)
    _tie_ring(ties, mates)
    _rewire(ties, _swaps(ties, mates, agglomeration, seed, rewired))
    return ties


@njit(cache=True, nogil=True)
def _tie_households(order, household, ties, mates):
    """Tie the members of each household to one another, from the last slot down; `mates` counts them."""
    slots = ties.shape[1]
    first = 0
    while first < order.size:
        last = first
        while last < order.size and household[order[last]] == household[order[first]]:
            last += 1
        for a in range(first, last):
            for b in range(first, last):
                person = order[a]
                if a != b and mates[person] < slots:
                    ties[person, slots - 1 - mates[person]] = order[b]
                    mates[person] += 1
        first = last


@njit(inner=True, cache=True, nogil=True)
def _tied(ties, a, b):
    """Whether `a` and `b` are tied."""
    for other in ties[a]:  # noqa: SIM110 - compiled code has no any()
        if other == b:
            return True
    return False


@njit(cache=True, nogil=True)
def _tie_ring(ties, mates):
    """Tie everybody to the nearest people before and after them that still have a place, half on each side.

    Whoever has an odd number of places left gives the odd one to the side that keeps the open places few, so that
    nobody waits long for a tie and ties stay short.
    """
    n, slots = ties.shape
    used, ahead, behind = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    waiting, length, opened = np.empty(_REACH + 1, np.int64), 0, 0
    for step in range(n + min(n, _REACH)):
        i = step % n
        if step < n:
            free = slots - mates[i]
            ahead[i] = (free + (1 if opened < _OPEN else 0)) // 2
            behind[i] = free - ahead[i]
        kept = 0
        for q in range(length):
            j = waiting[q]
            if behind[i] > 0 and j != i and not _tied(ties, i, j):
                ties[i, used[i]], ties[j, used[j]] = j, i
                used[i], used[j] = used[i] + 1, used[j] + 1
                behind[i], ahead[j], opened = behind[i] - 1, ahead[j] - 1, opened - 1
            if ahead[j] > 0:
                waiting[kept] = j
                kept += 1
        length = kept
        if step < n and ahead[i] > 0:
            if length == _REACH:
                opened -= ahead[waiting[0]]
                length -= 1
                for q in range(length):
                    waiting[q] = waiting[q + 1]
            waiting[length] = i
            length, opened = length + 1, opened + ahead[i]


def _swaps(ties: np.ndarray, mates: np.ndarray, agglomeration: np.ndarray, seed: int, rewired: float) -> np.ndarray:
    """The ties to rewire as (row, slot), int64 [m, 2], in the keyed order in which they swap ends two by two."""
    row, slot, chance = _pick(key_of(seed, Stream.TIE_REWIRE), ties, mates, rewired)
    return np.stack([row, slot], axis=1)[np.lexsort((chance, agglomeration[row]))]


@njit(cache=True, nogil=True)
def _pick(key, ties, mates, rewired):
    """Ties drawn for rewiring, each once: rows, slots (int64), and the chance that orders them (float64)."""
    n, slots = ties.shape
    row, slot, chance = np.empty(n * slots, np.int64), np.empty(n * slots, np.int64), np.empty(n * slots)
    found = 0
    for i in range(n):
        for k in range(slots - mates[i]):
            if ties[i, k] > i and uniform(key, i, 0, 0, k) < rewired:
                row[found], slot[found], chance[found] = i, k, uniform(key, i, 0, 1, k)
                found += 1
    return row[:found].copy(), slot[:found].copy(), chance[:found].copy()


@njit(inner=True, cache=True, nogil=True)
def _slot(ties, a, b):
    """The slot in which `a` holds the tie to `b`."""
    k = 0
    while ties[a, k] != b:
        k += 1
    return k


@njit(cache=True, nogil=True)
def _rewire(ties, swaps):
    """Exchange the ends of ties two by two: a-b and c-d become a-d and c-b, unless that ties twice or to oneself."""
    for s in range(0, swaps.shape[0] - 1, 2):
        a, ka = swaps[s, 0], swaps[s, 1]
        c, kc = swaps[s + 1, 0], swaps[s + 1, 1]
        b, d = np.int64(ties[a, ka]), np.int64(ties[c, kc])
        if (a - c) * (a - d) * (b - c) * (b - d) == 0 or _tied(ties, a, d) or _tied(ties, c, b):
            continue
        kb, kd = _slot(ties, b, a), _slot(ties, d, c)
        ties[a, ka], ties[c, kc] = d, b
        ties[b, kb], ties[d, kd] = c, a


@njit(cache=True, nogil=True)
def likeness(ties, classes, weights):
    """How much likelier than chance a tie joins two people of the same class: share of such ties / random share.

    Args:
        ties: int32 [n, 8].
        classes: uint8 [n], below 256.
        weights: int32 [n], zero for people left out.
    """
    same, pairs, people = 0, 0, 0
    counts = np.zeros(256, np.int64)
    for i in range(classes.size):
        counts[classes[i]] += weights[i]
        people += weights[i]
        for k in range(ties.shape[1]):
            j = ties[i, k]
            if j >= 0 and weights[i] > 0 and weights[j] > 0:
                pairs += weights[i]
                same += weights[i] if classes[j] == classes[i] else 0
    chance = 0.0
    for k in range(256):
        chance += (counts[k] / people) * (counts[k] / people)
    return (same / max(pairs, 1)) / chance


def mates_of(people) -> np.ndarray:
    """How many of the last slots hold a tie with a member of the household, uint8 [n]."""
    known, household = people.ties, people.household
    near = (known >= 0) & (household[known] == household[:, None])
    return np.logical_and.accumulate(near[:, ::-1], axis=1).sum(axis=1).astype(np.uint8)
