"""Counting a year: who went where, by commune and by group, in weighted persons.

A resident belongs to six classes: an education, an age, a sex; an occupation, a mobility class, an agglomeration. Each
is counted on two lines only, one for each three of them together; what a class counts is summed from the lines at last.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel
from simulator.model.kernels.aim import SCHOOLS, which
from simulator.model.kernels.desk import BLOCK
from simulator.model.kernels.layout import CODE, FIRST_SCHOOL_AGE, ONLINE, PERSON
from simulator.model.kernels.marked import append
from simulator.model.kernels.turnover import read_year

_FIXED = 4294967296.0
"""Symbolic distance is summed as an integer, in 1/2^32."""
_CLASSES = np.uint16(3)
_SECOND, _THIRD, _FOURTH, _FIFTH = (np.uint64(64 * part) for part in range(1, 5))
_CODE, _ONLINE = np.uint64(CODE), np.uint64(ONLINE)


@kernel()
def _grown_up(shared, begin, size, desk):
    """Those of a block who are counted, from 15 on: their places in the block, uint32."""
    adult, marks, rows = shared.adult[begin : begin + size], desk.willing, desk.place
    for r in range(size):
        marks[r] = adult[r]
    return append(size, marks, 1, 0, rows)


@kernel()
def _pupils(people, begin, size, oldest, desk):
    """Those of a block who go to school: how many, their places in the block written to the first waiting ones."""
    end, marks = begin + size, desk.willing
    ages, present = people.age[begin:end], people.present[begin:end]
    for r in range(size):
        marks[r] = (ages[r] >= FIRST_SCHOOL_AGE) & (ages[r] < oldest) & (present[r] != 0)
    return append(size, marks, 1, 0, desk.waiting[0])


@kernel()
def _tally_pupils(people, june, shared, k, begin, size, desk):
    """Count pupils by commune, and how many of them the school year was expected to reach, in 1/2^30 (S5)."""
    pupils, reached = shared.pupils[k]
    for q in range(_pupils(people, begin, size, june.school.shape[1], desk)):
        i = np.uint64(begin) + np.uint64(desk.waiting[0, q])
        commune, weight = people.cell[i] // _CLASSES, np.int64(people.weight[i])
        chance = june.school[which(people, june, i, SCHOOLS), np.uint64(people.age[i])]
        pupils[commune] += weight
        reached[commune] += weight * np.int64(np.floor(chance * PERSON))


@kernel()
def _tally_everybody(people, inhabitants, begin, size):
    """Count residents of every age by commune."""
    end = begin + size
    present, weights, cells = people.present[begin:end], people.weight[begin:end], people.cell[begin:end]
    for r in range(size):
        inhabitants[cells[r] // _CLASSES] += np.int64(weights[r]) * np.int64(present[r])


@kernel()
def _find_lines(people, shared, begin, size, desk):
    """The two lines on which each row of a block counts, in `desk.bits`, and its symbolic distance in `powers`."""
    end, groups, steps, origins = begin + size, shared.groups, shared.steps, shared.origins
    one, two, three = groups[0, begin:end], groups[1, begin:end], groups[2, begin:end]
    four, five, six = groups[3, begin:end], groups[4, begin:end], people.agglomeration[begin:end]
    person, place, fixed, symbolic = desk.bits[0], desk.bits[1], desk.powers, people.symbolic[begin:end]
    first, second, third = np.int32(steps[0]), np.int32(steps[1]), np.int32(origins[0])
    for r in range(size):
        person[r] = one[r] * first + two[r] * second + three[r] + third
    first, second, third = np.int32(steps[3]), np.int32(steps[4]), np.int32(origins[1])
    for r in range(size):
        place[r] = four[r] * first + five[r] * second + six[r] + third
    for r in range(size):
        fixed[r] = np.int64(np.float64(symbolic[r]) * _FIXED)


@kernel()
def _count(people, shared, k, begin, size, many, desk):
    """Count those of a block whose places are the first `many` of `desk.place`."""
    _find_lines(people, shared, begin, size, desk)
    lines, distance, by_commune = shared.lines[k], shared.line_distance[k], shared.by_commune[k]
    weights, cells, digital = people.weight, people.cell, people.digital
    few, more, came, left, wide = desk.marks[0], desk.marks[1], desk.marks[2], desk.marks[3], desk.marks[4]
    for q in range(many):
        r = np.uint64(desk.place[q])
        i, code = np.uint64(begin) + r, np.uint64(desk.year[r])
        weight, commune = np.int64(weights[i]), np.uint64(cells[i] // _CLASSES)
        online, fixed = weight * np.int64(digital[i]), desk.powers[r] * weight
        by_commune[commune, code] += weight
        shared.digital_by_commune[k, commune] += online
        first, second = np.uint64(few[r]), np.uint64(more[r]) + _SECOND
        third, fourth, fifth = np.uint64(came[r]) + _THIRD, np.uint64(left[r]) + _FOURTH, np.uint64(wide[r]) + _FIFTH
        for part in range(2):
            line = np.uint64(desk.bits[part, r])
            counted = lines[line]
            counted[first] += weight
            counted[second] += weight
            counted[third] += weight
            counted[fourth] += weight
            counted[fifth] += weight
            counted[_CODE + code] += weight
            counted[_ONLINE] += online
            distance[line] += fixed


@kernel()
def _sum_up(shared, k):
    """Sum the lines by class, and wipe them."""
    by_class, distance = shared.by_class[k], shared.distance[k]
    by_class[:], distance[:] = 0, 0
    for line in range(shared.classes.shape[0]):
        counted = shared.lines[k, line]
        for c in shared.classes[line]:
            into = by_class[c]
            for j in range(into.size):
                into[j] += counted[j]
            distance[c] += shared.line_distance[k, line]
        counted[:], shared.line_distance[k, line] = 0, 0


@kernel()
def tally_year(people, june, shared, k, desk):
    """Count a chunk's residents, the year's codes, turnover, digital practice and symbolic distance, and pupils.

    `june` is the month whose school is counted.
    """
    begin, end = shared.chunks[k]
    shared.by_commune[k, :], shared.digital_by_commune[k, :], shared.inhabitants[k, :], shared.pupils[k, :] = 0, 0, 0, 0
    for b in range(begin, end, BLOCK):
        size = min(BLOCK, end - b)
        read_year(people, shared.far, b, size, desk)
        _count(people, shared, k, b, size, _grown_up(shared, b, size, desk), desk)
        _tally_everybody(people, shared.inhabitants[k], b, size)
        _tally_pupils(people, june, shared, k, b, size, desk)
    _sum_up(shared, k)
