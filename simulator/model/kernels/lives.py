"""Who grows older, leaves, is born and arrives (S4): a thread writes its own rows, and reads whom newcomers are like.

No row is both read and written in a month: whoever is left a child or is like a newcomer stays, and a row is entered
after the month in which it was left. Rows left by those who move within the territory are emptied once all have gone.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel
from simulator.draws import uniform
from simulator.elementary import normal_quantile
from simulator.model.kernels.desk import BLOCK, ROOM
from simulator.model.kernels.layout import LEARNT, TIES
from simulator.model.kernels.learn import learn
from simulator.model.kernels.marked import append
from simulator.model.kernels.show import show_one
from simulator.population.course import ARRIVAL, GIRL, MOVE
from simulator.population.work import NONE, RETIRED

_CLASSES = np.uint16(3)
_OLDEST, _FIRST_GOING, _ADULT, _ONE = np.uint64(120), np.uint64(6), np.uint64(15), np.uint64(1)
_REDUCED = np.uint16(2)
_COMMON, _DISTANCE, _LATENT = 6, 7, 8
"""Indices of a newborn's draws, 0 to 5 being for tastes and the last for what latent taste adds; then comes the sex."""


@kernel()
def _is_retired(people, i):
    """0, or 1 for a retired person: the row of life stages."""
    return 1 if people.occupation[i] == RETIRED else 0


@kernel()
def _place(people, shared, fates, i):
    """What follows from a row's age, sex, diploma, occupation and mobility: who may go, who counts, in which groups."""
    age, groups, first = people.age[i], shared.groups, fates.first
    people.eligible[i] = people.present[i] & np.uint8(np.uint64(age) >= _FIRST_GOING)
    shared.adult[i] = (people.present[i] != 0) & (np.uint64(age) >= _ADULT)
    groups[0, i], groups[1, i] = first[0] + people.education[i], first[1] + fates.band[age]
    groups[2, i], groups[3, i] = first[2] + people.sex[i], first[3] + people.occupation[i]
    groups[4, i] = first[4] + people.cell[i] % _CLASSES


@kernel()
def _attract(people, offset, i):
    """What draws whoever has come to a row."""
    for d in range(6):
        people.pull[d, i] = offset[d, people.cell[i]] + people.base[d, i]


@kernel()
def _age(people, fates, shared, begin, size, changed):
    """One more year for everybody present in a block of rows; marks whose life stage is another one."""
    age, present, occupation, eligible = people.age, people.present, people.occupation, people.eligible
    stage, band, first, adult, of_age = fates.stage, fates.band, fates.first[1], shared.adult, shared.groups[1]
    for r in range(np.uint64(size)):
        i = np.uint64(begin) + r
        old, kept = np.uint64(age[i]), np.uint64(occupation[i] == RETIRED)
        new = min(old + np.uint64(present[i]), _OLDEST)
        age[i], changed[r] = new, stage[kept, old] != stage[kept, new]
        eligible[i] = present[i] & np.uint8(new >= _FIRST_GOING)
        adult[i] = (present[i] != 0) & (new >= _ADULT)
        of_age[i] = first + band[new]


@kernel()
def _begin_stage(people, fates, begin, rows):
    """What another stage of life changes to those rows of a block that have just grown into it."""
    life = fates.life
    for d in range(6):
        base = people.base[d]
        for r in rows:
            i = np.uint64(begin) + np.uint64(r)
            new, kept = np.uint64(people.age[i]), np.uint64(_is_retired(people, i))
            base[i] = base[i] + (life[kept, new, d] - life[kept, new - _ONE, d])


@kernel()
def _change(people, fates, change, i):
    """A diploma, a first occupation, retirement, reduced mobility: taste's anchor, latent taste and origin follow."""
    age, kept, diploma, work = people.age[i], _is_retired(people, i), people.education[i], people.occupation[i]
    earned, taken = fates.turn_education[change], fates.turn_occupation[change]
    now = 1 if taken == RETIRED else 0
    people.education[i], people.occupation[i] = earned, taken
    people.cell[i] = people.cell[i] // _CLASSES * _CLASSES + fates.turn_mobility[change]
    old = np.float64(people.origin[i])
    new = min(max(old + (fates.distance[earned] - fates.distance[diploma]), 0.0), 1.0)
    people.origin[i] = new
    for d in range(6):
        gain = fates.diploma_taste[earned, d] - fates.diploma_taste[diploma, d]
        if taken != RETIRED:
            gain = gain + (fates.work_taste[taken, d] - fates.work_taste[work, d])
        gain = gain + (fates.life[now, age, d] - fates.life[kept, age, d])
        people.base[d, i] = people.base[d, i] + gain
        people.latent[d, i] = people.latent[d, i] + fates.latent_gap * (new - old)


@kernel()
def grow(people, fates, year, k, shared, desk):
    """January of the `year`-th year: everybody of a chunk is a year older, some change; what draws them follows."""
    begin, end = shared.chunks[k]
    for b in range(begin, end, BLOCK):
        size = min(BLOCK, end - b)
        _age(people, fates, shared, b, size, desk.year)
        _begin_stage(people, fates, b, desk.place[: append(size, desk.year, 1, 0, desk.place)])
    for change in range(fates.turn[year], fates.turn[year + 1]):
        i = np.int64(fates.turn_row[change])
        if begin <= i < end:
            _change(people, fates, change, i)
            _place(people, shared, fates, i)


@kernel()
def _mark(rows, first, last, chunk, marks):
    """Mark the rows of a chunk that are among some."""
    for k in range(first, last):
        i = np.int64(rows[k])
        if chunk[0] <= i < chunk[1]:
            marks[i] = 1


@kernel()
def _learn_marked(people, rules, tables, month, events, learnt, marks, desk):
    """Learn at once from the outings of marked rows among those that are not learnt yet."""
    for first in range(learnt[0], learnt[1], ROOM):
        rows, size = events.row[first:], min(ROOM, learnt[1] - first)
        for e in range(size):
            desk.many[e] = marks[rows[e]]
        for q in range(append(size, desk.many, 1, 0, desk.waiting[0])):
            e = first + np.int64(desk.waiting[0, q])
            learn(people, rules, tables, month, events, e, e + 1, marks.size, desk.floats[0])
            events.status[e] = LEARNT


@kernel()
def learn_first(people, rules, tables, fates, month, k, shared, outings, desk):
    """Learn from last month in the rows that newcomers are like, and in those that January changes.

    The others learn in the pass over all rows: what a row that is left has still to learn is overwritten when somebody
    enters. `moves` serves for the marks: it is written anew in that pass.
    """
    chunk, marks, number, last = shared.chunks[k], shared.moves, month.month, 1 - month.side
    marks[chunk[0] : chunk[1]] = 0
    _mark(fates.source, fates.start[number], fates.start[number + 1], chunk, marks)
    if number % 12 == 0:
        _mark(fates.turn_row, fates.turn[number // 12], fates.turn[number // 12 + 1], chunk, marks)
    parts = (outings.own[last], shared.bounds[last, k]), (outings.guests[last], shared.guests[last, k])
    for events, learnt in parts:
        _learn_marked(people, rules, tables, month, events, learnt, marks, desk)


@kernel()
def _leave(people, shared, side, k, i):
    """Empty a row: nobody goes out, practises, counts or is seen there."""
    if people.practice[i]:
        shared.came[k, people.agglomeration[i]] -= people.weight[i]
    people.present[i] = people.practice[i] = people.age[i] = people.digital[i] = people.before[i] = 0
    for slot in range(12):
        people.past[slot, i] = 0
    people.signal[side, i] = people.eligible[i] = shared.adult[i] = 0


@kernel()
def _resemble(people, i, j):
    """Whoever arrives in row `i` has the tastes, the state and the last twelve months of the resident of row `j`."""
    for d in range(6):
        people.base[d, i], people.latent[d, i] = people.base[d, j], people.latent[d, j]
        people.gap[d, i], people.habit[d, i] = people.gap[d, j], people.habit[d, j]
        people.experience[d, i], people.awareness[d, i] = people.experience[d, j], people.awareness[d, j]
    for slot in range(12):
        people.past[slot, i] = people.past[slot, j]
    people.origin[i], people.symbolic[i], people.habitus[i] = people.origin[j], people.symbolic[j], people.habitus[j]
    people.age[i], people.sex[i], people.occupation[i] = people.age[j], people.sex[j], people.occupation[j]
    people.practice[i], people.digital[i], people.before[i] = people.practice[j], people.digital[j], people.before[j]


@kernel()
def _normal(fates, i, month, index):
    """A normal draw of a newborn."""
    return normal_quantile(uniform(fates.newborn_key, i, 0, month, index))


@kernel()
def _be_born(people, fates, month, i, j, sex):
    """A child of the resident of row `j` in row `i`: no memory, part of her tastes and of her distance of origin."""
    age, kept, diploma, work = people.age[j], _is_retired(people, j), people.education[j], people.occupation[j]
    mean = fates.distance[diploma]
    near = fates.distance_likeness * people.origin[j] + (1.0 - fates.distance_likeness) * mean
    drawn = fates.distance_novelty * (fates.distance_spread * _normal(fates, i, month, _DISTANCE))
    origin = min(max(near + drawn, 0.0), 1.0)
    common = fates.shared * _normal(fates, i, month, _COMMON)
    for d in range(6):
        mothers = people.base[d, j] - fates.life[kept, age, d]
        mothers = mothers - fates.diploma_taste[diploma, d] - fates.work_taste[work, d]
        own = fates.taste_spread[d] * (common + fates.own * _normal(fates, i, month, d))
        usual = fates.diploma_taste[diploma, d] + fates.work_taste[NONE, d] + fates.life[0, 0, d]
        people.base[d, i] = usual + (fates.likeness * mothers + fates.novelty * own)
        spread = fates.latent_spread * _normal(fates, i, month, _LATENT + d)
        people.latent[d, i] = fates.latent_gap * (origin - fates.latent_origin) + spread
        people.gap[d, i] = people.habit[d, i] = people.experience[d, i] = people.awareness[d, i] = 0.0
    for slot in range(12):
        people.past[slot, i] = 0
    people.origin[i], people.practice[i], people.digital[i], people.before[i] = origin, 0, 0, 0
    people.symbolic[i], people.habitus[i] = fates.symbolic_settled * origin, fates.habitus_settled * origin
    people.age[i], people.sex[i], people.occupation[i] = 0, sex, NONE


@kernel()
def _enter(people, offset, shared, fates, month, k, event):
    """Fill a row; ties see at once who lives there."""
    i, j, kind = np.int64(fates.row[event]), np.int64(fates.source[event]), fates.kind[event]
    mobility = people.cell[j] % _CLASSES
    if kind >= ARRIVAL:
        _resemble(people, i, j)
    else:
        _be_born(people, fates, month.month, i, j, 0 if kind == GIRL else 1)
        mobility = np.uint16(0) if mobility == _REDUCED else mobility
    people.education[i], people.present[i], people.mates[i] = people.education[j], 1, 0
    people.cell[i] = people.cell[i] // _CLASSES * _CLASSES + mobility
    if month.slot != 0:  # in January everybody's follows
        _attract(people, offset, i)
    _place(people, shared, fates, i)
    if people.practice[i]:
        shared.came[k, people.agglomeration[i]] += people.weight[i]


@kernel()
def renew(people, offset, fates, month, k, shared):
    """The births, deaths and moves of a month in the rows of a chunk."""
    begin, end = shared.chunks[k]
    for event in range(fates.start[month.month], fates.start[month.month + 1]):
        i = np.int64(fates.row[event])
        if begin <= i < end:
            if fates.kind[event] < GIRL:
                _leave(people, shared, month.side, k, i)
            else:
                _enter(people, offset, shared, fates, month, k, event)
                show_one(people, i, (month.month - 1) % 12, month.side)
    if month.slot == 0:
        _bind(people, fates, month.month // 12, begin, end)


@kernel()
def _bind(people, fates, year, begin, end):
    """January's ties of the rows [begin, end) with whom people live with now (S4)."""
    nobody = np.uint32(people.present.size)
    for change in range(fates.bond[year], fates.bond[year + 1]):
        i = np.int64(fates.bond_row[change])
        if begin <= i < end:
            people.mates[i] = fates.bond_mates[change]
            for slot in range(TIES):
                other = fates.bond_ties[change, slot]
                people.ties[i, slot] = nobody if other < 0 else np.uint32(other)


@kernel()
def moves(fates, number):
    """Whether anybody moves within the territory this month."""
    first, last = fates.start[number], fates.start[number + 1]
    return first < last and fates.kind[first] == MOVE


@kernel()
def vacate(people, fates, month, k, shared):
    """Empty the rows of a chunk that were left by those who moved within the territory."""
    begin, end = shared.chunks[k]
    for event in range(fates.start[month.month], fates.start[month.month + 1]):
        i = np.int64(fates.source[event])
        if fates.kind[event] == MOVE and begin <= i < end:
            _leave(people, shared, month.side, k, i)
