"""Building destination weights, logsums and alias tables."""

from __future__ import annotations

import math

import numpy as np

from simulator.compiled import njit
from simulator.elementary import log
from simulator.model.kernels.layout import FIXED, HEADROOM, HIGHER, NEAR, SAME, SHUT
from simulator.territory.exponentials import exp_row

_HALF = np.uint64(32)
_ALWAYS = np.uint64(0xFFFFFFFF00000000)
"""Threshold of a slot that keeps its own venue."""


@njit(cache=True, error_model="numpy", nogil=True)
def fill_weights(cost, place, utility, decay, evening, values):
    """Weights e^V of every (cell, column).

    Args:
        cost: float64 [2 periods, 3 classes, C, P], generalised minutes by day and in the evening.
        place: int32 [T], destination of each column.
        utility: float64 [T], apart from travel.
        decay: float64 [T], per minute.
        evening: float64 [T], share of evening outings.
        values: float32 [cells, T], written.
    """
    n = place.size
    exponent, powers, weight, served = np.empty(n), np.empty(n, np.int64), np.empty(n), np.empty(n, np.bool_)
    for c in range(cost.shape[2]):
        for q in range(3):
            day, night = cost[0, q, c], cost[1, q, c]
            for t in range(n):
                p = np.uint64(place[t])  # no negative places to look for
                gc = (1.0 - evening[t]) * day[p] + evening[t] * night[p]
                exponent[t] = utility[t] - decay[t] * gc
                served[t] = gc < 1e6
            exp_row(exponent, powers, weight)
            for t in range(n):
                values[c * 3 + q, t] = weight[t] if served[t] else 0.0


@njit(cache=True, error_model="numpy", nogil=True)
def fill_journeys(clock, car_share, kilometres, place, evening, journeys):
    """Minutes one way and round-trip car-kilometres of every (cell, column), 16 bits each in 1/64.

    Args:
        clock: float64 [2 periods, 3 classes, C, P], expected minutes.
        car_share: float64, same shape.
        kilometres: float64 [C, P].
        place: int32 [T], destination of each column.
        evening: float64 [T], share of evening outings.
        journeys: uint32 [cells, T], written.
    """
    for c in range(kilometres.shape[0]):
        for q in range(3):
            for t in range(place.size):
                p, share = np.uint64(place[t]), evening[t]
                time = (1.0 - share) * clock[0, q, c, p] + share * clock[1, q, c, p]
                car = (1.0 - share) * car_share[0, q, c, p] + share * car_share[1, q, c, p]
                minutes = int(min(time * FIXED + 0.5, 65535.0))
                car_km = int(min(2.0 * car * kilometres[c, p] * FIXED + 0.5, 65535.0))
                journeys[c * 3 + q, t] = (minutes << 16) | car_km


@njit(cache=True, nogil=True, error_model="numpy")
def fill_logsums(start, values, total, logsum):
    """Sums of weights in column order, and their logarithms (0 where nothing can be reached)."""
    for cell in range(values.shape[0]):
        for d in range(6):
            s = 0.0
            for t in range(start[d], start[d + 1]):
                s += values[cell, t]
            total[cell, d] = s
            logsum[d, cell] = log(s) if s > 0.0 else 0.0


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _alias_row(weights, slots):
    """Walker's alias table of one row, small slots first, in index order; thresholds in 1/2^32."""
    n, total = weights.size, 0.0
    for t in range(n):
        total += weights[t]
    scaled = np.ones(n)
    small, large = np.empty(n, np.int64), np.empty(n, np.int64)
    smalls = larges = 0
    for t in range(n):
        if total > 0.0:
            scaled[t] = weights[t] / total * n
        if scaled[t] < 1.0:
            small[smalls] = t
            smalls += 1
        else:
            large[larges] = t
            larges += 1
    while smalls > 0 and larges > 0:
        smalls -= 1
        s, g = small[smalls], large[larges - 1]
        slots[s] = np.uint64(math.floor(scaled[s] * 4294967296.0)) << _HALF | np.uint64(g)
        scaled[g] = (scaled[g] + scaled[s]) - 1.0
        if scaled[g] < 1.0:
            larges -= 1
            small[smalls] = g
            smalls += 1
    for k in range(smalls):
        slots[small[k]] = _ALWAYS | np.uint64(small[k])
    for k in range(larges):
        slots[large[k]] = _ALWAYS | np.uint64(large[k])


@njit(cache=True, nogil=True, error_model="numpy")
def fill_aliases(start, values, slots):
    """Alias tables of every (cell, domain): threshold in the upper 32 bits, alias (from the domain's first) below."""
    for cell in range(values.shape[0]):
        for d in range(6):
            a, b = start[d], start[d + 1]
            if b > a:
                _alias_row(values[cell, a:b], slots[cell, a:b])


@njit(cache=True, nogil=True, error_model="numpy")
def fill_states(start, reference, current, state):
    """How a cell's weights in a domain relate to those without policy.

    SAME everywhere; NEAR: all within the proposals' headroom; HIGHER: a venue needs the race; SHUT: all zero.
    """
    for cell in range(reference.shape[0]):
        for d in range(6):
            same, higher, any_open = True, False, False
            for t in range(start[d], start[d + 1]):
                same &= reference[cell, t] == current[cell, t]
                higher |= current[cell, t] > HEADROOM * reference[cell, t]
                any_open |= current[cell, t] > 0.0
            if not any_open:
                state[cell, d] = SHUT
            else:
                state[cell, d] = SAME if same else (HIGHER if higher else NEAR)
