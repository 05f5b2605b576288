"""What a month leaves in those who went out: taste, habit, experience, awareness, symbolic distance (S11, S12)."""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel
from simulator.elementary import central_quantile
from simulator.model.kernels.layout import REFUSED, SEATED
from simulator.model.kernels.machine import prefetch

_ONE = np.uint64(1)
_BITS16, _HALF = np.uint16(0xFFFF), np.uint16(0x8000)
_AHEAD = 24
"""Events between asking for memory and reading it."""


@kernel()
def _surprises(bits, first, last, spread, tails, out):
    """Normal surprises of the events [first, last), from 16 random bits each; `tails` holds those below -2 or so."""
    for e in range(first, last):
        out[e - first] = spread * central_quantile((np.float64(bits[e]) + 0.5) / 65536.0)
    for e in range(first, last):
        low = np.uint64(min(bits[e], ~bits[e] & _BITS16))
        if low < np.uint64(tails.size):
            out[e - first] = spread * (tails[low] if bits[e] < _HALF else -tails[low])


@kernel(inline="always")
def _fetch(gap, habit, awareness, latent, row, domain):
    """Ask for what a coming event will read."""
    place = domain * np.uint64(gap.shape[1]) + row
    prefetch(gap, place)
    prefetch(habit, place)
    prefetch(awareness, place)
    prefetch(latent, place + place)  # latent taste and experience lie side by side


@kernel()
def learn(people, rules, tables, month, events, first, last, limit, surprise):
    """Apply last month's events from `first` on, for rows below `limit`; returns the first event left.

    A visit: one surprise, habit and experience one more, awareness high, symbolic distance lower. A refusal: a little
    less taste, a little more symbolic distance. `month` is the present one: its units are those of last month's end.
    """
    gap, habit, experience, latent = people.gap, people.habit, people.experience, people.latent
    awareness, symbolic = people.awareness, people.symbolic
    rows, domains, columns, status = events.row, events.domain, events.column, events.status
    pleasure, calm, delay, known = tables.pleasure, tables.calm, rules.learning_delay, rules.visit_awareness
    told_first, told_domain, told_spill = tables.told_first, tables.told_domain, tables.told_spill
    refusal_taste, refusal_effect = rules.refusal_taste, rules.refusal_effect
    taste, taste_one, habit_one = month.taste_before, month.taste_one, month.habit_one
    stop = first
    while stop < last and rows[stop] < limit:
        stop += 1
    _surprises(events.surprise, first, stop, rules.surprise_spread, rules.tails, surprise)
    for e in range(first, stop):
        i, d, coming = np.uint64(rows[e]), np.uint64(domains[e]), min(e + _AHEAD, last - 1)
        _fetch(gap, habit, awareness, latent, np.uint64(rows[coming]), np.uint64(domains[coming]))
        if status[e] == SEATED:
            column = np.uint64(columns[e])
            old, seen = np.float64(gap[d, i]), experience[d, i] * taste
            step = ((latent[d, i] + pleasure[column]) + surprise[e - first]) - old * taste
            gap[d, i] = old + step / (delay + seen) * taste_one
            experience[d, i] = experience[d, i] + taste_one
            habit[d, i] = habit[d, i] + habit_one
            awareness[d, i] = max(np.float64(awareness[d, i]), known)
            for k in range(told_first[column], told_first[column + _ONE]):
                other = np.uint64(told_domain[k])
                heard = np.float64(awareness[other, i])
                awareness[other, i] = heard + (1.0 - heard) * told_spill[k]
            symbolic[i] = symbolic[i] * calm[column]
        elif status[e] == REFUSED:
            gap[d, i] = gap[d, i] - refusal_taste * taste_one
            symbolic[i] = min(symbolic[i] + refusal_effect, 1.0)
    return stop
