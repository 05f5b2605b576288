"""What a month leaves in those who went out: taste, habit, experience, awareness, symbolic distance (S11, S12)."""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit
from simulator.elementary import TAIL, central_quantile, tail_quantile
from simulator.model.kernels.layout import REFUSED, SEATED


@njit(cache=True, nogil=True, error_model="numpy")
def _surprises(bits, first, last, spread, out):
    """Normal surprises of the events [first, last), from 16 random bits each."""
    for e in range(first, last):
        out[e - first] = spread * central_quantile((np.float64(bits[e]) + 0.5) / 65536.0)
    for e in range(first, last):
        u = (np.float64(bits[e]) + 0.5) / 65536.0
        if u < TAIL or u > 1.0 - TAIL:
            out[e - first] = spread * tail_quantile(u)


@njit(cache=True, nogil=True, error_model="numpy")
def learn(people, rules, tables, taste, habit_unit, events, first, last, limit, surprise):
    """Apply last month's events from `first` on, for rows below `limit`; returns the first event left.

    A visit: one surprise, habit and experience one more, awareness high, symbolic distance lower. A refusal: a little
    less taste, a little more symbolic distance. `taste` and `habit_unit` are the units at the end of last month.
    """
    gap, habit, experience, latent = people.gap, people.habit, people.experience, people.latent
    awareness, symbolic = people.awareness, people.symbolic
    rows, domains, columns, status = events.row, events.domain, events.column, events.status
    start, pleasure, calm = tables.start, tables.pleasure, tables.calm
    delay, known = rules.learning_delay, rules.visit_awareness
    refusal_taste, refusal_effect = rules.refusal_taste, rules.refusal_effect
    stop = first
    while stop < last and rows[stop] < limit:
        stop += 1
    _surprises(events.surprise, first, stop, rules.surprise_spread, surprise)
    for e in range(first, stop):
        i, d = rows[e], domains[e]
        if status[e] == SEATED:
            column = start[d] + columns[e]
            old, seen = gap[d, i] * taste, experience[d, i] * taste
            step = ((latent[d, i] + pleasure[column]) + surprise[e - first]) - old
            gap[d, i] = (old + step / (delay + seen)) / taste
            experience[d, i] = (seen + 1.0) / taste
            habit[d, i] = (habit[d, i] * habit_unit + 1.0) / habit_unit
            awareness[d, i] = max(np.float64(awareness[d, i]), known)
            symbolic[i] = symbolic[i] * calm[column]
        elif status[e] == REFUSED:
            gap[d, i] = (gap[d, i] * taste - refusal_taste) / taste
            symbolic[i] = min(symbolic[i] + refusal_effect, 1.0)
    return stop


@njit(cache=True, nogil=True, error_model="numpy")
def settle_events(people, tables, events, first, last, went, flows, lost):
    """Count visits made (`flows[cell, column]`) and person-outings that found no place (`lost[status, domain]`)."""
    cells, weight, start = people.cell, people.weight, tables.start
    rows, domains, columns, status, visits = events.row, events.domain, events.column, events.status, events.visits
    for e in range(first, last):
        i, d = rows[e], domains[e]
        if status[e] == SEATED:
            flows[cells[i], start[d] + columns[e]] += np.int64(weight[i]) * visits[e]
        else:
            went[i] &= ~np.uint8(1 << d)
            lost[status[e], d] += weight[i]


_SPREAD = np.array([sum(((m >> d) & 1) << (4 * d) for d in range(6)) for m in range(64)], dtype=np.uint64)
_PAST = np.uint64(24)
_AMATEUR = np.uint64(48)


@njit(cache=True, nogil=True, error_model="numpy")
def close_month(people, slot, begin, end, went, moves):
    """Write the month into the 12-month window, apply practice moves, and set what the ties will see."""
    past, practice = people.past, people.practice
    for i in range(begin, end):
        past[slot, i] = went[i]
        practice[i] = 1 if moves[i] == 1 else (0 if moves[i] == 2 else practice[i])
    show(people, begin, end, slot)


@njit(cache=True, nogil=True, error_model="numpy")
def show(people, begin, end, slot):
    """Set the signal of rows [begin, end): last month's visits, visits in 12 months, practice."""
    past, practice, signal = people.past, people.practice, people.signal
    for i in range(begin, end):
        year = np.uint8(0)
        for k in range(12):
            year |= past[k, i]
        signal[i] = _SPREAD[past[slot, i]] | (_SPREAD[year] << _PAST) | (np.uint64(practice[i]) << _AMATEUR)
