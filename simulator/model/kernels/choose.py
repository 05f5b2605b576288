"""Choosing a venue so that worlds differ minimally (S9, rule 5 of the implementation rules), one outing at a time.

Minimal difference is exact between a policy and the world without it; between two policies, through the last resort, a
little more may move.

A choice is made from a row of the tables: the columns of one cell, of which `span` are those of the domain. `who` is
(row, month, domain, attempt), what keys the draws; `keys` are the streams'. Arrays are given one by one: a named tuple
given to so small a function costs more than the choice.
"""

from __future__ import annotations

import math

import numpy as np

from simulator.compiled import kernel
from simulator.draws import Stream, philox, unit, words
from simulator.elementary import log
from simulator.model.kernels.layout import HEADROOM, HIGHER, SAME, SHUT, TRIES

_PROPOSAL = int(Stream.PROPOSAL)
_RACE = int(Stream.RACE)
_LAST_RESORT = int(Stream.LAST_RESORT)
_HALF = np.uint64(32)
_LOW32 = np.uint64(0xFFFFFFFF)


@kernel(inline="always")
def proposed(slots, first, size, word):
    """The column that a 32-bit word proposes: a slot of the alias table, or its alias (all uint64)."""
    spread = word * size
    column = first + (spread >> _HALF)
    slot = slots[column]
    other = first + (slot & _LOW32)
    return other if (spread & _LOW32) >= (slot >> _HALF) else column


@kernel()
def _race_words(key, who, group, count, drawn):
    """The draws of the race for `count` groups of four venues from `group` on, in `drawn`."""
    row, month, domain, attempt = who
    w0, w1, w2, w3 = drawn[0], drawn[1], drawn[2], drawn[3]
    k0, k1, number = np.uint64(key) & _LOW32, np.uint64(key) >> _HALF, np.uint64(month) & _LOW32
    base, zero = np.uint64((((attempt << 3) + domain) << 16) + group), np.uint64(0)
    for g in range(count):
        w0[g], w1[g], w2[g], w3[g] = philox(np.uint64(row), zero, number, base + np.uint64(g), k0, k1)


@kernel()
def _race(venues, reference, current, grown, key, who, excluded, deadline, drawn):
    """The venue grown past its headroom that arrives first before `deadline`; column -1 if none.

    Venue v arrives at E_v / (w_v - 1.25 q_v). As -ln u >= 1 - u, most venues are ruled out without a logarithm.
    """
    best, winner = deadline, -1
    if grown.size == 0:
        return winner
    group = np.int64(venues[grown[0]]) >> 2
    _race_words(key, who, group, (np.int64(venues[grown[grown.size - 1]]) >> 2) - group + 1, drawn)
    for k in range(grown.size):
        column = np.int64(grown[k])
        excess = np.float64(current[column]) - HEADROOM * reference[column]
        venue = np.int64(venues[column])
        u = unit(drawn[venue & 3, (venue >> 2) - group])
        if excess > 0.0 and 1.0 - u < best * excess and column != excluded:
            arrival = -log(u) / excess
            if arrival < best:
                best, winner = arrival, column
    return winner


@kernel(inline="always")
def _common(reference, current, column, excluded):
    """What both worlds' weights have in common, within the headroom: min(w, 1.25 q)."""
    now = 0.0 if column == excluded else np.float64(current[column])
    return min(now, HEADROOM * reference[column])


@kernel()
def _last_resort(reference, current, span, key, who, excluded, clock):
    """After 32 refusals: (column, time) from the fixed-order distribution of what is common; column -1 if empty."""
    first, last = span
    row, month, domain, attempt = who
    total = 0.0
    for column in range(first, last):
        total += _common(reference, current, column, excluded)
    if total <= 0.0:
        return -1, math.inf
    w = words(key, row, 0, month, (attempt << 3) + domain)
    left = unit(w[0]) * total
    choice = -1
    for column in range(first, last):
        common = _common(reference, current, column, excluded)
        if common > 0.0:
            choice = column
            left -= common
            if left < 0.0:
                break
    return choice, clock - log(unit(w[1])) / total


@kernel()
def _accepted(reference, current, slots, span, pace, keys, who, excluded):
    """The first accepted proposal, as (column, time). `pace` is whether w is q, and a rate: 0 where no race needs time.

    Proposals come from q's alias table at rate 1.25 sum(q); one for venue v is accepted if 1.25 u < w_v / q_v.
    """
    row, month, domain, attempt = who
    first, size = np.uint64(span[0]), np.uint64(span[1] - span[0])
    same, rate = pace
    clock = 0.0
    for i in range(TRIES):
        w0, w1, w2, _ = words(keys[_PROPOSAL], row, 0, month, (((attempt << 3) + domain) << 8) + i)
        if rate > 0.0:
            clock = clock - log(unit(w2)) / rate
        column = np.int64(proposed(slots, first, size, w0))
        ratio = 1.0 if same else np.float64(current[column]) / np.float64(reference[column])
        if column != excluded and HEADROOM * unit(w1) < ratio:
            return column, clock
    return _last_resort(reference, current, span, keys[_LAST_RESORT], who, excluded, clock)


@kernel()
def choose(venues, reference, current, slots, span, grown, standing, keys, who, excluded, drawn):
    """The column chosen, or -1 without any venue.

    Args:
        venues: uint32 [T], venue row of a column.
        reference: float32 [T], weights without policy, of the cell.
        current: float32 [T], weights now, of the cell.
        slots: uint64 [T + 1], alias table of `reference`.
        span: First and last (excluded) column of the domain.
        grown: uint32, those that may be past their headroom, in order.
        standing: State of the cell's weights in the domain, and their sum in `reference`.
        keys: uint64, by stream number.
        who: Row, month, domain, and attempt: 0, or 1 for the second choice of a refused resident.
        excluded: Column that is full, or -1.
        drawn: uint64 [4, a quarter of the venues and one], to work in.
    """
    state, total = standing
    if state == SHUT:
        return -1
    column, clock = -1, math.inf
    if total > 0.0:
        pace = state == SAME, (HEADROOM * total if state == HIGHER else 0.0)
        column, clock = _accepted(reference, current, slots, span, pace, keys, who, excluded)
    if state == HIGHER:
        winner = _race(venues, reference, current, grown, keys[_RACE], who, excluded, clock, drawn)
        column = winner if winner >= 0 else column
    return column
