"""Choosing a venue so that worlds differ minimally (S9, rule 5 of the implementation rules)."""

from __future__ import annotations

import math

import numpy as np

from simulator.compiled import njit
from simulator.draws import Stream, philox, unit, words
from simulator.elementary import exp, log
from simulator.model.kernels.layout import HEADROOM, HIGHER, NEAR, NO_VENUE, SAME, SEATED, SHUT, TRIES

_PROPOSAL = int(Stream.PROPOSAL)
_RACE = int(Stream.RACE)
_LAST_RESORT = int(Stream.LAST_RESORT)
_HALF = np.uint64(32)
_S16 = np.uint64(16)
_LOW16 = np.uint64(0xFFFF)
_LOW32 = np.uint64(0xFFFFFFFF)
_MOST_VISITS = 60


@njit(cache=True, error_model="numpy")
def _race(tables, month, row, cell, domain, attempt, excluded, deadline):
    """The venue grown past its headroom that arrives first before `deadline`; column -1 if none.

    Venue v arrives at E_v / (w_v - 1.25 q_v). As -ln u >= 1 - u, most venues are ruled out without a logarithm.
    """
    first, last = tables.start[domain], tables.start[domain + 1]
    venues, current, reference = tables.venue, tables.current, tables.reference
    key, number = month.keys[_RACE], month.month
    best, winner = deadline, -1
    group = -1
    w = words(0, 0, 0, 0, 0)
    for column in range(first, last):
        excess = np.float64(current[cell, column]) - HEADROOM * reference[cell, column]
        if excess <= 0.0 or column - first == excluded:
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
def _common(tables, cell, column, first, excluded):
    """What both worlds' weights have in common, within the headroom: min(w, 1.25 q)."""
    now = 0.0 if column - first == excluded else np.float64(tables.current[cell, column])
    return min(now, HEADROOM * tables.reference[cell, column])


@njit(cache=True, error_model="numpy")
def _last_resort(tables, month, row, cell, domain, attempt, excluded, clock):
    """After 32 refusals: (column, time) from the fixed-order distribution of what is common; column -1 if empty."""
    first, last = tables.start[domain], tables.start[domain + 1]
    total = 0.0
    for column in range(first, last):
        total += _common(tables, cell, column, first, excluded)
    if total <= 0.0:
        return -1, math.inf
    w = words(month.keys[_LAST_RESORT], row, 0, month.month, (attempt << 3) + domain)
    left = unit(w[0]) * total
    choice = -1
    for column in range(first, last):
        common = _common(tables, cell, column, first, excluded)
        if common > 0.0:
            choice = column
            left -= common
            if left < 0.0:
                break
    return choice, clock - log(unit(w[1])) / total


@njit(cache=True, error_model="numpy")
def _accepted(tables, month, row, cell, domain, attempt, excluded, timed):
    """The first accepted proposal, as (column, time); time is 0 where no race needs it.

    Proposals come from q's alias table at rate 1.25 sum(q); one for venue v is accepted if 1.25 u < w_v / q_v.
    """
    first, size = tables.start[domain], tables.start[domain + 1] - tables.start[domain]
    current, reference, threshold, alias = tables.current, tables.reference, tables.threshold, tables.alias
    key, number, rate = month.keys[_PROPOSAL], month.month, HEADROOM * tables.total[cell, domain]
    clock = 0.0
    for i in range(TRIES):
        w0, w1, w2, _ = words(key, row, 0, number, (((attempt << 3) + domain) << 8) + i)
        if timed:
            clock = clock - log(unit(w2)) / rate
        spread = w0 * np.uint64(size)
        column = first + np.int64(spread >> _HALF)
        if spread & _LOW32 >= np.uint64(threshold[cell, column]):
            column = first + np.int64(alias[cell, column])
        ratio = np.float64(current[cell, column]) / np.float64(reference[cell, column])
        if column - first != excluded and HEADROOM * unit(w1) < ratio:
            return column, clock
    return _last_resort(tables, month, row, cell, domain, attempt, excluded, clock)


@njit(cache=True, error_model="numpy")
def choose(tables, month, row, cell, domain, attempt, excluded):
    """The column chosen by `row` within `domain`, or -1 without any venue.

    Args:
        tables: Access tables.
        month: The month.
        row: Resident row.
        cell: Commune x 3 + mobility class.
        domain: Domain number.
        attempt: 0, or 1 for the second choice of a refused resident.
        excluded: Column within the domain that is full, or -1.
    """
    first = tables.start[domain]
    state = tables.state[cell, domain]
    if state == SHUT:
        return -1
    column, clock = -1, math.inf
    if tables.total[cell, domain] > 0.0:
        column, clock = _accepted(tables, month, row, cell, domain, attempt, excluded, state == HIGHER)
    if state == HIGHER:
        winner = _race(tables, month, row, cell, domain, attempt, excluded, clock)
        column = winner if winner >= 0 else column
    return column - first if column >= 0 else -1


@njit(cache=True, error_model="numpy", inline="always")
def number_of_visits(mean, u):
    """1 + Poisson(mean) by inversion of the uniform `u`, at most 60; as e^-m >= 1 - m, mostly without exponential."""
    if u < 1.0 - mean:
        return 1
    chance = exp(-mean)
    below = chance
    extra = 0
    while u >= below and extra < _MOST_VISITS - 1:
        extra += 1
        chance = chance * mean / extra
        below += chance
    return 1 + extra


@njit(cache=True, nogil=True, error_model="numpy")
def _list_outings(begin, size, went, rows, domains):
    """The block's outings in row then domain order; returns how many."""
    count = 0
    for r in range(size):
        mask = np.int64(went[begin + r])
        d = 0
        while mask:
            if mask & 1:
                rows[count] = begin + r
                domains[count] = d
                count += 1
            mask >>= 1
            d += 1
    return count


@njit(cache=True, nogil=True, error_model="numpy")
def _draw_outings(key, month, rows, domains, count, drawn):
    """First proposals of a list of outings, several at once: uint64 [4, count]."""
    k0, k1, number = np.uint64(key) & _LOW32, np.uint64(key) >> _HALF, np.uint64(month) & _LOW32
    zero, eight = np.uint64(0), np.uint64(8)
    for e in range(count):
        w0, w1, w2, w3 = philox(rows[e], zero, number, domains[e] << eight, k0, k1)
        drawn[0, e], drawn[1, e], drawn[2, e], drawn[3, e] = w0, w1, w2, w3


@njit(cache=True, nogil=True, error_model="numpy")
def choose_block(people, rules, tables, month, begin, size, went, events, at, demand, work):
    """Write the outings of a block to `events` from position `at`; add their visits to `demand`; return the next one.

    Where no venue has outgrown its headroom the first accepted proposal is the choice; elsewhere `choose` decides.
    """
    rows, domains, drawn = work
    cells, habit, weight = people.cell, people.habit, people.weight
    start, venue, state, extra_visits = tables.start, tables.venue, tables.state, rules.extra_visits
    threshold, alias, current, reference = tables.threshold, tables.alias, tables.current, tables.reference
    number, fading, key = month.month, month.habit_before, month.keys[_PROPOSAL]
    ev_row, ev_domain, ev_column, ev_visits = events.row, events.domain, events.column, events.visits
    ev_surprise, ev_status = events.surprise, events.status
    count = _list_outings(begin, size, went, rows, domains)
    _draw_outings(key, number, rows, domains, count, drawn)
    for e in range(count):
        i, d = np.int64(rows[e]), np.int64(domains[e])
        cell, first = cells[i], start[d]
        w0, w1, w3 = drawn[0, e], drawn[1, e], drawn[3, e]
        relation, wide = state[cell, d], np.uint64(start[d + 1] - first)
        column, tried = np.int64(-1), 0
        while relation <= NEAR and tried < TRIES:
            mark = HEADROOM * unit(w1)
            if relation == NEAR or mark < 1.0:
                spread = w0 * wide
                slot = np.int64(spread >> _HALF)
                if spread & _LOW32 >= np.uint64(threshold[cell, first + slot]):
                    slot = np.int64(alias[cell, first + slot])
                at_slot = first + slot
                if relation == SAME or mark < np.float64(current[cell, at_slot]) / reference[cell, at_slot]:
                    column = slot
                    break
            tried += 1
            w0, w1, _, _ = words(key, i, 0, number, (d << 8) + tried)
        if column < 0 and relation != SHUT:
            column = np.int64(choose(tables, month, i, cell, d, 0, -1))
        u = (np.float64(w3 >> _S16) + 0.5) / 65536.0
        visits = number_of_visits(extra_visits[d] * (1.0 + habit[d, i] * fading / 3.0), u)
        ev_row[at], ev_domain[at], ev_column[at], ev_visits[at] = i, d, column, visits
        ev_surprise[at] = w3 & _LOW16
        ev_status[at] = SEATED if column >= 0 else NO_VENUE
        if column >= 0:
            demand[venue[first + column]] += np.int64(weight[i]) * visits
        at += 1
    return at
