"""Counting a year: who went where, by commune and by group, in weighted persons."""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit
from simulator.model.kernels.aim import SCHOOLS, which
from simulator.model.kernels.layout import FIRST_SCHOOL_AGE, PERSON
from simulator.model.kernels.marked import append
from simulator.model.kernels.turnover import tally_turnover

_FIXED = 4294967296.0
"""Symbolic distance is summed as an integer, in 1/2^32."""
_AMATEUR = np.uint64(6)
_CLASSES = np.uint16(3)


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _codes(people, begin, end):
    """A year's practice of rows [begin, end) as a code: a visit in domain d (bit d), amateur practice (bit 6)."""
    past, practice = people.past[:, begin:end], people.practice[begin:end]
    codes = np.zeros(end - begin, np.uint8)
    for month in range(12):
        visited = past[month]
        for r in range(codes.size):
            codes[r] |= visited[r]
    for r in range(codes.size):
        codes[r] |= np.uint8(practice[r] << _AMATEUR)
    return codes


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def tally_pupils(people, june, shared, k):
    """Count pupils by commune, and how many of them the school year was expected to reach, in 1/2^30 (S5)."""
    (begin, end), (pupils, reached), ages = shared.chunks[k], shared.pupils[k], people.age
    pupils[:], reached[:] = 0, 0
    chance = np.floor(june.school * PERSON).astype(np.int64)
    for i in range(begin, end):
        if FIRST_SCHOOL_AGE <= ages[i] < chance.shape[1] and people.present[i] > 0:
            commune, weight = people.cell[i] // _CLASSES, np.int64(people.weight[i])
            pupils[commune] += weight
            reached[commune] += weight * chance[which(people, june, i, SCHOOLS), ages[i]]


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _grown_up(adult, begin, end):
    """Those of rows [begin, end) who are counted, from 15 on: their places among these rows, uint32."""
    marks, rows = np.empty(end - begin, np.uint8), np.empty(end - begin, np.uint32)
    for r in range(marks.size):
        marks[r] = adult[begin + r]
    return rows[: append(marks.size, marks, 1, 0, rows)]


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _tally_everybody(people, inhabitants, begin, end):
    """Count residents of every age by commune."""
    present, weights, cells = people.present, people.weight, people.cell
    inhabitants[:] = 0
    for i in range(begin, end):
        inhabitants[cells[i] // _CLASSES] += np.int64(weights[i]) * np.int64(present[i])


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def tally_year(people, shared, k):
    """Count residents, the year's codes and digital practice of those of 15 and over; sum their symbolic distance."""
    (begin, end), groups = shared.chunks[k], shared.groups
    by_commune, by_group, distance = shared.by_commune[k], shared.by_group[k], shared.distance[k]
    digital_here, digital_of, digital = shared.digital_by_commune[k], shared.digital_by_group[k], people.digital
    by_commune[:], by_group[:], distance[:], digital_here[:], digital_of[:] = 0, 0, 0, 0, 0
    codes, weights, cells, symbolic = _codes(people, begin, end), people.weight, people.cell, people.symbolic
    g0, g1, g2, g3, g4 = groups[0], groups[1], groups[2], groups[3], groups[4]
    rows = _grown_up(shared.adult, begin, end)
    for r in rows:
        i, code = np.uint64(begin) + np.uint64(r), np.uint64(codes[r])
        weight = np.int64(weights[i])
        by_commune[cells[i] // _CLASSES, code] += weight
        online = weight * np.int64(digital[i])
        digital_here[cells[i] // _CLASSES] += online
        fixed = np.int64(np.float64(symbolic[i]) * _FIXED) * weight
        for group in (g0[i], g1[i], g2[i], g3[i], g4[i]):
            by_group[group, code] += weight
            distance[group] += fixed
            digital_of[group] += online
    _tally_everybody(people, shared.inhabitants[k], begin, end)
    tally_turnover(people, shared, k, codes, rows)
