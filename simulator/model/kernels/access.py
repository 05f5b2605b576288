"""Building destination weights, logsums and alias tables."""

from __future__ import annotations

import math

import numpy as np

from simulator.compiled import njit
from simulator.elementary import log
from simulator.model.kernels.layout import FIXED, HEADROOM, HIGHER, NEAR, SAME, SHUT
from simulator.territory.exponentials import exp_row
from simulator.territory.mobility import fill_row

_HALF = np.uint64(32)
_ALWAYS = np.uint64(0xFFFFFFFF00000000)
"""Threshold of a slot that keeps its own venue."""


@njit(cache=True, nogil=True, error_model="numpy")
def fill_access(ways, without, there, columns, values, journeys):
    """Weights of every (cell, column), and what the way there takes; commune by commune, from the same costs.

    Args:
        ways: What travel costs are made from.
        without: The same without what is aimed at some communes.
        there: Share of each commune's residents it is aimed at, float64 [C]; empty where it is meant for everybody.
        columns: Of each column: destination int32 [T]; utility apart from travel, float64 [T]; its loss per
            generalised minute, float64 [T]; share of evening outings, float64 [T].
        values: float32 [cells, T], written; empty where nobody asks for weights.
        journeys: uint32 [cells, T], minutes one way and round-trip car-kilometres, 16 bits each in 1/64, written; empty
            where nobody asks.
    """
    place, utility, decay, evening = columns
    row = np.empty((6, 2, 3, ways.kilometres.shape[1]))
    for c in range(ways.kilometres.shape[0]):
        fill_row(c, ways, without, there, row)
        for q in range(3):
            if values.size > 0:
                _weigh(row[0, 0, q], row[0, 1, q], place, utility, decay, evening, values[c * 3 + q])
            if journeys.size > 0:
                cars, times = (row[1, 0, q], row[1, 1, q]), (row[2, 0, q], row[2, 1, q])
                _measure(cars, times, ways.kilometres[c], place, evening, journeys[c * 3 + q])


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _weigh(day, night, place, utility, decay, evening, values):
    """Weights e^V of a cell's columns from the generalised minutes to every place, by day and in the evening."""
    n = place.size
    exponent, powers, weight, served = np.empty(n), np.empty(n, np.int64), np.empty(n), np.empty(n, np.bool_)
    for t in range(n):
        p = np.uint64(place[t])  # no negative places to look for
        gc = (1.0 - evening[t]) * day[p] + evening[t] * night[p]
        exponent[t] = utility[t] - decay[t] * gc
        served[t] = gc < 1e6
    exp_row(exponent, powers, weight)
    for t in range(n):
        values[t] = weight[t] if served[t] else 0.0


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _measure(cars, times, kilometres, place, evening, journeys):
    """What the way to each column's venue takes from a cell; the car's share and minutes by day and in the evening."""
    (day_car, night_car), (day_time, night_time) = cars, times
    for t in range(place.size):
        p, share = np.uint64(place[t]), evening[t]
        time = (1.0 - share) * day_time[p] + share * night_time[p]
        car = (1.0 - share) * day_car[p] + share * night_car[p]
        minutes = int(min(time * FIXED + 0.5, 65535.0))
        car_km = int(min(2.0 * car * kilometres[p] * FIXED + 0.5, 65535.0))
        journeys[t] = (minutes << 16) | car_km


@njit(cache=True, nogil=True, error_model="numpy")
def fill_logsums(start, values, total, logsum):
    """Sums of weights in column order, and their logarithms (0 where nothing can be reached)."""
    for c in range(values.shape[0] // 3):
        one, two, three = values[3 * c], values[3 * c + 1], values[3 * c + 2]
        for d in range(6):
            sums = (0.0, 0.0, 0.0)  # a cell's sum waits for its last addition: three cells' go on meanwhile
            for t in range(np.uint64(start[d]), np.uint64(start[d + 1])):
                sums = (sums[0] + one[t], sums[1] + two[t], sums[2] + three[t])
            for q in range(3):
                total[3 * c + q, d] = sums[q]
                logsum[d, 3 * c + q] = log(sums[q]) if sums[q] > 0.0 else 0.0


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
def fill_states(start, reference, current, state, grown):
    """How a cell's weights in a domain relate to those without policy, uint8 [cells, 6]; marks the columns that race.

    SAME everywhere; NEAR: all within the proposals' headroom; HIGHER: a venue needs the race; SHUT: all zero. In
    `grown` (uint8 [T]), 1 for a column that is past its headroom in some cell.
    """
    for cell in range(reference.shape[0]):
        for d in range(6):
            same, higher, any_open = True, False, False
            for t in range(start[d], start[d + 1]):
                past = current[cell, t] > HEADROOM * reference[cell, t]
                same &= reference[cell, t] == current[cell, t]
                higher |= past
                any_open |= current[cell, t] > 0.0
                grown[t] |= np.uint8(past)
            if not any_open:
                state[cell, d] = SHUT
            else:
                state[cell, d] = SAME if same else (HIGHER if higher else NEAR)
