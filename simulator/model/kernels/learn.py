"""What a month leaves in those who went out: taste, habit, experience, awareness, symbolic distance (S11, S12)."""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit
from simulator.draws import unit
from simulator.elementary import normal_quantile
from simulator.model.kernels.layout import REFUSED, SEATED


@njit(cache=True, nogil=True, error_model="numpy")
def learn(people, rules, tables, month, begin, end, went, events, first, last, flows, lost):
    """Apply the events [first, last) of rows [begin, end); `went` becomes the mask of visits made.

    A visit: one surprise, habit and experience one more, awareness high, symbolic distance lower. A refusal: a little
    less taste, a little more symbolic distance. `flows[cell, column]` gains the visits made, `lost[status, domain]` the
    person-outings that found no place.
    """
    gap, habit, experience, latent = people.gap, people.habit, people.experience, people.latent
    awareness, symbolic, cells, weight = people.awareness, people.symbolic, people.cell, people.weight
    rows, domains, columns, visits = events.row, events.domain, events.column, events.visits
    status, surprises = events.status, events.surprise
    start, pleasure, calm = tables.start, tables.pleasure, tables.calm
    spread, delay, known = rules.surprise_spread, rules.learning_delay, rules.visit_awareness
    refusal_taste, refusal_effect = rules.refusal_taste, rules.refusal_effect
    taste_now, habit_now = month.taste_now, month.habit_now
    for e in range(first, last):
        i, d = rows[e], domains[e]
        old = gap[d, i] * taste_now
        if status[e] == SEATED:
            column = start[d] + columns[e]
            seen = experience[d, i] * taste_now
            surprise = spread * normal_quantile(unit(surprises[e]))
            step = ((latent[d, i] + pleasure[column]) + surprise) - old
            gap[d, i] = (old + step / (delay + seen)) / taste_now
            experience[d, i] = (seen + 1.0) / taste_now
            habit[d, i] = (habit[d, i] * habit_now + 1.0) / habit_now
            awareness[d, i] = max(np.float64(awareness[d, i]), known)
            symbolic[i] = symbolic[i] * calm[column]
            flows[cells[i], column] += np.int64(weight[i]) * visits[e]
            continue
        went[i] &= ~np.uint8(1 << d)
        lost[status[e], d] += weight[i]
        if status[e] == REFUSED:
            gap[d, i] = (old - refusal_taste) / taste_now
            symbolic[i] = min(symbolic[i] + refusal_effect, 1.0)


_SPREAD = np.array([sum(((m >> d) & 1) << (4 * d) for d in range(6)) for m in range(64)], dtype=np.uint64)
_PAST = np.uint64(24)
_AMATEUR = np.uint64(48)


@njit(cache=True, nogil=True, error_model="numpy")
def close_month(people, month, begin, end, went, moves):
    """Write the month into the 12-month window, apply practice moves, and set what the ties will see."""
    past, practice, slot = people.past, people.practice, month.slot
    for i in range(begin, end):
        past[slot, i] = went[i]
        if moves[i] == 1:
            practice[i] = 1
        elif moves[i] == 2:
            practice[i] = 0
    show(people, begin, end, month.slot)


@njit(cache=True, nogil=True, error_model="numpy")
def show(people, begin, end, slot):
    """Set the signal of rows [begin, end): last month's visits, visits in 12 months, practice."""
    past, practice, signal = people.past, people.practice, people.signal
    for i in range(begin, end):
        year = np.uint8(0)
        for k in range(12):
            year |= past[k, i]
        signal[i] = _SPREAD[past[slot, i]] | (_SPREAD[year] << _PAST) | (np.uint64(practice[i]) << _AMATEUR)
