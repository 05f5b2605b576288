"""Choosing a venue so that worlds differ minimally (S9, rule 5 of the implementation rules), one outing at a time."""

from __future__ import annotations

import math

import numpy as np

from simulator.compiled import njit
from simulator.draws import Stream, unit, words
from simulator.elementary import log
from simulator.model.kernels.layout import HEADROOM, HIGHER, SHUT, TRIES

_PROPOSAL = int(Stream.PROPOSAL)
_RACE = int(Stream.RACE)
_LAST_RESORT = int(Stream.LAST_RESORT)
_HALF = np.uint64(32)
_LOW32 = np.uint64(0xFFFFFFFF)


@njit(cache=True, error_model="numpy")
def _race(tables, month, row, cell, domain, attempt, excluded, deadline):
    """The venue grown past its headroom that arrives first before `deadline`; column -1 if none.

    Venue v arrives at E_v / (w_v - 1.25 q_v). As -ln u >= 1 - u, most venues are ruled out without a logarithm.
    """
    first, last = np.int64(tables.start[domain]), np.int64(tables.start[domain + 1])
    venues, current, reference = tables.venue, tables.current, tables.reference
    key, number = month.keys[_RACE], month.month
    best, winner = deadline, -1
    group = -1
    w = words(0, 0, 0, 0, 0)
    for column in range(first, last):
        excess = np.float64(current[cell, column]) - HEADROOM * reference[cell, column]
        if excess <= 0.0 or column == excluded:
            continue
        venue = venues[column]
        if venue >> 2 != group:
            group = venue >> 2
            w = words(key, row, 0, number, (((attempt << 3) + domain) << 16) + group)
        lane = venue & 3
        u = unit(w[0] if lane == 0 else (w[1] if lane == 1 else (w[2] if lane == 2 else w[3])))
        if 1.0 - u < best * excess:
            arrival = -log(u) / excess
            if arrival < best:
                best, winner = arrival, column
    return winner


@njit(cache=True, error_model="numpy", inline="always")
def _common(tables, cell, column, excluded):
    """What both worlds' weights have in common, within the headroom: min(w, 1.25 q)."""
    now = 0.0 if column == excluded else np.float64(tables.current[cell, column])
    return min(now, HEADROOM * tables.reference[cell, column])


@njit(cache=True, error_model="numpy")
def _last_resort(tables, month, row, cell, domain, attempt, excluded, clock):
    """After 32 refusals: (column, time) from the fixed-order distribution of what is common; column -1 if empty."""
    first, last = np.int64(tables.start[domain]), np.int64(tables.start[domain + 1])
    total = 0.0
    for column in range(first, last):
        total += _common(tables, cell, column, excluded)
    if total <= 0.0:
        return -1, math.inf
    w = words(month.keys[_LAST_RESORT], row, 0, month.month, (attempt << 3) + domain)
    left = unit(w[0]) * total
    choice = -1
    for column in range(first, last):
        common = _common(tables, cell, column, excluded)
        if common > 0.0:
            choice = column
            left -= common
            if left < 0.0:
                break
    return choice, clock - log(unit(w[1])) / total


@njit(cache=True, error_model="numpy", inline="always")
def proposed(slots, first, size, word):
    """The column that a 32-bit word proposes: a slot of the alias table, or its alias (all uint64)."""
    spread = word * size
    column = first + (spread >> _HALF)
    slot = slots[column]
    other = first + (slot & _LOW32)
    return other if (spread & _LOW32) >= (slot >> _HALF) else column


@njit(cache=True, error_model="numpy")
def _accepted(tables, month, row, cell, domain, attempt, excluded, timed):
    """The first accepted proposal, as (column, time); time is 0 where no race needs it.

    Proposals come from q's alias table at rate 1.25 sum(q); one for venue v is accepted if 1.25 u < w_v / q_v.
    """
    first, last, slots = np.uint64(tables.start[domain]), np.uint64(tables.start[domain + 1]), tables.slots[cell]
    current, reference = tables.current, tables.reference
    key, number, rate = month.keys[_PROPOSAL], month.month, HEADROOM * tables.total[cell, domain]
    clock = 0.0
    for i in range(TRIES):
        w0, w1, w2, _ = words(key, row, 0, number, (((attempt << 3) + domain) << 8) + i)
        if timed:
            clock = clock - log(unit(w2)) / rate
        column = np.int64(proposed(slots, first, last - first, w0))
        ratio = np.float64(current[cell, column]) / np.float64(reference[cell, column])
        if column != excluded and HEADROOM * unit(w1) < ratio:
            return column, clock
    return _last_resort(tables, month, row, cell, domain, attempt, excluded, clock)


@njit(cache=True, error_model="numpy")
def choose(tables, month, row, cell, domain, attempt, excluded):
    """The column chosen by `row` among those of `domain`, or -1 without any venue.

    Args:
        tables: Access tables.
        month: The month.
        row: Resident row.
        cell: Commune x 3 + mobility class.
        domain: Domain number.
        attempt: 0, or 1 for the second choice of a refused resident.
        excluded: Column that is full, or -1.
    """
    state = tables.state[cell, domain]
    if state == SHUT:
        return -1
    column, clock = -1, math.inf
    if tables.total[cell, domain] > 0.0:
        column, clock = _accepted(tables, month, row, cell, domain, attempt, excluded, state == HIGHER)
    if state == HIGHER:
        winner = _race(tables, month, row, cell, domain, attempt, excluded, clock)
        column = winner if winner >= 0 else column
    return column
