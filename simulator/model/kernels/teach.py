"""What school and company leave: an action at school, a family visit that follows it, somebody who comes along."""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel
from simulator.draws import Stream, philox, unit
from simulator.model.kernels.aim import SCHOOLS, which
from simulator.model.kernels.layout import ADULT_AGE, FAMILY, TIES

_SCHOOL = int(Stream.SCHOOL)
_LOW32 = np.uint64(0xFFFFFFFF)
_S32 = np.uint64(32)


@kernel()
def teach(people, rules, month, begin, size):
    """Whom an action at school reached this year: nearer to institutions, and aware of every domain (S5)."""
    key, number, zero = np.uint64(month.keys[_SCHOOL]), np.uint64(month.month) & _LOW32, np.uint64(0)
    age, chance, known = people.age, month.school, rules.school_awareness
    symbolic, habitus, awareness = people.symbolic, people.habitus, people.awareness
    nearer, anchored = 1.0 - rules.school_effect, 1.0 - rules.school_anchor
    for i in range(begin, begin + size):
        if np.int64(age[i]) < chance.shape[1] and chance[0, age[i]] > 0.0:
            w0, _, _, _ = philox(np.uint64(i), zero, number, zero, key & _LOW32, key >> _S32)
            if unit(w0) < chance[which(people, month, i, SCHOOLS), age[i]]:
                symbolic[i] = symbolic[i] * nearer
                habitus[i] = habitus[i] * anchored
                for d in range(6):
                    awareness[d, i] = max(np.float64(awareness[d, i]), known)


@kernel()
def _takes_family(people, rules, month, i):
    """Whether the pupil of row `i` asks their household along: reached beyond today's coverage, and by luck (S5)."""
    age, key = np.int64(people.age[i]), np.uint64(month.keys[_SCHOOL])
    if age >= month.school.shape[1]:
        return False
    chance = month.school[which(people, month, i, SCHOOLS), age]
    if chance <= rules.school_today[age]:
        return False
    number, zero = np.uint64(month.month) & _LOW32, np.uint64(0)
    w0, w1, _, _ = philox(np.uint64(i), zero, number, zero, key & _LOW32, key >> _S32)
    reached = unit(w0) < chance and unit(w0) >= rules.school_today[age]
    return reached and unit(w1) < rules.family_visit


@kernel()
def ask_families(people, rules, month, begin, size, met):
    """Mark (bit 3) who is asked along by a pupil they live with, among residents of 15 and over (S5)."""
    ties, mates, age, eligible = people.ties, people.mates, people.age, people.eligible
    for r in range(size):
        i = begin + r
        if eligible[i] == 0 or age[i] < ADULT_AGE:
            continue
        asked = False
        for slot in range(TIES - np.int64(mates[i]), TIES):
            pupil = np.int64(ties[i, slot])
            if pupil < age.size and people.present[pupil]:
                asked = asked or _takes_family(people, rules, month, pupil)
        if asked:
            met[r] |= FAMILY


@kernel()
def come_along(people, rules, begin, size, met, went):
    """Who was accompanied and found a venue feels more at home there (S12)."""
    symbolic, nearer = people.symbolic[begin : begin + size], 1.0 - rules.company_effect
    for r in range(size):
        symbolic[r] = symbolic[r] * (nearer if (met[r] & 4) != 0 and went[r] != 0 else 1.0)
