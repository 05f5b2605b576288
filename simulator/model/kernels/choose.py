"""Choosing a venue so that worlds differ minimally (S9, rule 5 of the implementation rules)."""

from __future__ import annotations

import math

import numpy as np

from simulator.compiled import njit
from simulator.draws import Stream, unit, words
from simulator.elementary import exp, log
from simulator.model.kernels.layout import HEADROOM, HIGHER, NEAR, NO_VENUE, SAME, SEATED, SHUT, TRIES

_PROPOSAL = int(Stream.PROPOSAL)
_RACE = int(Stream.RACE)
_VISITS = int(Stream.VISITS)
_LAST_RESORT = int(Stream.LAST_RESORT)
_HALF = np.uint64(32)
_MOST_VISITS = 60


@njit(cache=True, error_model="numpy")
def _race(tables, month, row, cell, domain, attempt, excluded, deadline):
    """The venue grown past its headroom that arrives first before `deadline`; column -1 if none.

    Venue v arrives at E_v / (w_v - 1.5 q_v). As -ln u >= 1 - u, most venues are ruled out without a logarithm.
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
    """What both worlds' weights have in common, within the headroom: min(w, 1.5 q)."""
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

    Proposals come from q's alias table at rate 1.5 sum(q); one for venue v is accepted if 1.5 u < w_v / q_v.
    """
    first, size = tables.start[domain], tables.start[domain + 1] - tables.start[domain]
    current, reference, threshold, alias = tables.current, tables.reference, tables.threshold, tables.alias
    key, number, rate = month.keys[_PROPOSAL], month.month, HEADROOM * tables.total[cell, domain]
    clock = 0.0
    for i in range(TRIES):
        w0, w1, w2, w3 = words(key, row, 0, number, (((attempt << 3) + domain) << 8) + i)
        if timed:
            clock = clock - log(unit(w3)) / rate
        column = first + np.int64((w0 * np.uint64(size)) >> _HALF)
        if w1 >= np.uint64(threshold[cell, column]):
            column = first + np.int64(alias[cell, column])
        ratio = np.float64(current[cell, column]) / np.float64(reference[cell, column])
        if column - first != excluded and HEADROOM * unit(w2) < ratio:
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
    """1 + Poisson(mean) by inversion of the uniform `u`, at most 60."""
    chance = exp(-mean)
    below = chance
    extra = 0
    while u >= below and extra < _MOST_VISITS - 1:
        extra += 1
        chance = chance * mean / extra
        below += chance
    return 1 + extra


@njit(cache=True, nogil=True, error_model="numpy")
def choose_venues(people, rules, tables, month, begin, end, went, events, at, demand):
    """Fill `events` from position `at` with the outings of rows [begin, end), and add their visits to `demand`."""
    cells, habit, weight = people.cell, people.habit, people.weight
    start, venue, state, extra_visits = tables.start, tables.venue, tables.state, rules.extra_visits
    threshold, alias, current, reference = tables.threshold, tables.alias, tables.current, tables.reference
    rows, domains, columns, visits_of = events.row, events.domain, events.column, events.visits
    surprise, status = events.surprise, events.status
    number, fading = month.month, month.habit_before
    visits_key, proposal_key = month.keys[_VISITS], month.keys[_PROPOSAL]
    for i in range(begin, end):
        mask = np.int64(went[i])
        if mask == 0:
            continue
        for d in range(6):
            if (mask >> d) & 1 == 0:
                continue
            cell = cells[i]
            w0, w1, _, _ = words(visits_key, i, 0, number, d)
            visits = number_of_visits(extra_visits[d] * (1.0 + habit[d, i] * fading / 3.0), unit(w0))
            first = start[d]
            column = np.int64(-2)
            relation = state[cell, d]
            if relation == SAME or relation == NEAR:
                size = np.uint64(start[d + 1] - first)
                for tried in range(TRIES):
                    p0, p1, p2, _ = words(proposal_key, i, 0, number, (d << 8) + tried)
                    mark = HEADROOM * unit(p2)
                    if relation == SAME and mark >= 1.0:
                        continue
                    slot = np.int64((p0 * size) >> _HALF)
                    if p1 >= np.uint64(threshold[cell, first + slot]):
                        slot = np.int64(alias[cell, first + slot])
                    at_slot = first + slot
                    if relation == SAME or mark < np.float64(current[cell, at_slot]) / reference[cell, at_slot]:
                        column = slot
                        break
            if column == -2:
                column = np.int64(choose(tables, month, i, cell, d, 0, -1))
            rows[at] = i
            domains[at] = d
            columns[at] = column
            visits_of[at] = visits
            surprise[at] = w1
            status[at] = SEATED if column >= 0 else NO_VENUE
            if column >= 0:
                demand[venue[first + column]] += np.int64(weight[i]) * visits
            at += 1
    return at
