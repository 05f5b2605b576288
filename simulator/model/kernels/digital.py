"""Digital practice: who watches, visits or plays online this year, and what it leaves (S14), each January."""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel
from simulator.draws import Stream, philox, unit
from simulator.territory.exponentials import exp_row

_DIGITAL = int(Stream.DIGITAL)
_S32 = np.uint64(32)
_LOW32 = np.uint64(0xFFFFFFFF)


@kernel()
def practise_online(people, rules, month, begin, size, desk):
    """Decide a block's digital practice of the year that begins, and let it make offers known and liked."""
    end, minus, powers, chance = begin + size, desk.floats[0, :size], desk.powers, desk.floats[1, :size]
    education, symbolic = people.education[begin:end], people.symbolic[begin:end]
    eligible, digital = people.eligible[begin:end], people.digital[begin:end]
    key, number, zero = np.uint64(month.keys[_DIGITAL]), np.uint64(month.month) & _LOW32, np.uint64(0)
    held, diploma, usual = rules.digital_symbolic, rules.digital_diploma, month.digital
    for r in range(size):
        minus[r] = held * np.float64(symbolic[r]) - (usual + diploma[education[r]])
    exp_row(minus, powers, chance)
    for r in range(size):
        word, _, _, _ = philox(np.uint64(begin + r), zero, number, zero, key & _LOW32, key >> _S32)
        digital[r] = np.uint8(unit(word) < 1.0 / (1.0 + chance[r])) & eligible[r]
    _leave_a_trace(people, rules, month, begin, end)


@kernel()
def _leave_a_trace(people, rules, month, begin, end):
    """Awareness and taste of those of a block who practise online; the others' are written as they are."""
    known, liked, digital = rules.digital_awareness, rules.digital_taste * month.taste_one, people.digital[begin:end]
    for d in range(6):
        awareness, gap = people.awareness[d, begin:end], people.gap[d, begin:end]
        for r in range(digital.size):
            before = np.float64(awareness[r])
            awareness[r] = before + known * (1.0 - before) if digital[r] != 0 else before
        for r in range(digital.size):
            gap[r] = gap[r] + liked if digital[r] != 0 else np.float64(gap[r])
