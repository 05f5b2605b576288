"""A year of a population, compiled: who finishes school, works, retires; who dies, leaves, is born, arrives, and where.

Everybody living here in January draws the whole year at once; any month of it is as likely for an event. Who enters
within the year draws from the next January on.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.compiled import njit
from simulator.draws import uniform, unit, words
from simulator.population.work import INACTIVE, NONE, RETIRED, SELF_EMPLOYED

DEATH, DEPARTURE, GIRL, BOY, ARRIVAL = range(5)
"""Kinds of events; those below GIRL empty a row, the others fill one."""
FLOWS = ("births", "deaths", "arrivals", "departures", "overflow")
_BIRTHS, _DEATHS, _ARRIVALS, _DEPARTURES, _OVERFLOW = range(5)
MONTHS = 12
_STAYS = np.uint8(MONTHS)
_FIRST_SCHOOL, _LAST_SCHOOL = 16, 25
_REDUCED = 2
_WOMEN, _MEN = 0, 1
_GOALS = 4
"""Communes in which an arrival looks for an empty row."""
SEX_INDEX = 14
"""Index of the draw of a newborn's sex; those before are for tastes and distance."""
_FIRST_MEETING = 6


class People(NamedTuple):
    """Everybody and every empty row, N rows; rewritten year after year."""

    present: np.ndarray  # bool
    age: np.ndarray  # uint8
    sex: np.ndarray  # uint8
    education: np.ndarray  # uint8
    occupation: np.ndarray  # uint8
    mobility: np.ndarray  # uint8
    commune: np.ndarray  # int64
    weight: np.ndarray  # int64
    stays: np.ndarray  # uint8, month in which who was here in January leaves, 12 for nobody


class Places(NamedTuple):
    """Where newcomers may go: a heap of empty rows for every commune, the lowest on top; and rows by agglomeration."""

    first: np.ndarray  # int64 [C], where a commune's heap begins
    size: np.ndarray  # int64 [C]
    heap: np.ndarray  # int64
    zone: np.ndarray  # int64 [C], agglomeration
    zone_first: np.ndarray  # int64 [A + 1]
    zone_commune: np.ndarray  # int64, communes of the agglomeration's first residents, one after the other


@njit(cache=True, nogil=True)
def push(places, commune, row):
    """Add an empty row to its commune's heap."""
    heap, first = places.heap, places.first[commune]
    at = places.size[commune]
    places.size[commune] += 1
    while at > 0 and heap[first + (at - 1) // 2] > row:
        heap[first + at] = heap[first + (at - 1) // 2]
        at = (at - 1) // 2
    heap[first + at] = row


@njit(cache=True, nogil=True)
def _pop(places, commune):
    """Take the lowest empty row of a commune, -1 when there is none."""
    heap, first, size = places.heap, places.first[commune], places.size[commune] - 1
    if size < 0:
        return -1
    places.size[commune] = size
    lowest, row, at = heap[first], heap[first + size], 0
    while 2 * at + 1 < size:
        child = 2 * at + 1
        if child + 1 < size and heap[first + child + 1] < heap[first + child]:
            child += 1
        if heap[first + child] >= row:
            break
        heap[first + at] = heap[first + child]
        at = child
    heap[first + at] = row
    return lowest


@njit(cache=True, nogil=True)
def _class(u, thresholds):
    """The first class whose cumulated chance exceeds `u`, else the last."""
    k = 0
    while k < thresholds.size - 1 and u >= thresholds[k]:
        k += 1
    return k


@njit(cache=True, nogil=True)
def _occupied(u, thresholds):
    """The occupation that a uniform deals."""
    k = _class(u, thresholds)
    return k + 1 if k < 4 else SELF_EMPLOYED if k == 4 else INACTIVE


@njit(cache=True, nogil=True)
def _finish(people, i, finishing, working, u, v):
    """One pupil's or student's January: they leave with a diploma and begin to work, or go on."""
    age, origin = people.age[i], people.education[i]
    ends = finishing[origin, min(age, _LAST_SCHOOL) - _FIRST_SCHOOL]
    if age > _LAST_SCHOOL or u < ends[ends.size - 1]:
        people.education[i] = origin if age > _LAST_SCHOOL else _class(u, ends)
        people.occupation[i] = _occupied(v, working[people.education[i], people.sex[i]])
    elif age == 18:
        people.education[i] = 2
    elif age == 21:
        people.education[i] = 3


@njit(cache=True, nogil=True)
def turn(people, number, key, finishing, working, retiring, losing):
    """January: a year older; who finishes school, retires, loses mobility.

    Returns:
        Rows whose diploma, occupation or mobility class changes, int32.
    """
    rows, count = np.empty(people.age.size, np.int32), 0
    education, occupation, mobility = people.education, people.occupation, people.mobility
    for i in range(people.age.size):
        if not people.present[i]:
            continue
        people.age[i] = min(people.age[i] + 1, retiring.size - 1)
        age, w = people.age[i], words(key, i, 0, number, 0)
        before = (education[i], occupation[i], mobility[i])
        if age >= _FIRST_SCHOOL and occupation[i] == NONE:
            _finish(people, i, finishing, working, unit(w[0]), unit(w[1]))
        elif occupation[i] != RETIRED and unit(w[2]) < retiring[age]:
            occupation[i] = RETIRED
        if mobility[i] != _REDUCED and unit(w[3]) < losing[age]:
            mobility[i] = _REDUCED
        if before != (education[i], occupation[i], mobility[i]):
            rows[count] = i
            count += 1
    return rows[:count].copy()


@njit(cache=True, nogil=True)
def meetable(people):
    """Persons of six and over by education, int64 [4]."""
    out = np.zeros(4, np.int64)
    for i in range(people.age.size):
        if people.present[i] and people.age[i] >= _FIRST_MEETING:
            out[people.education[i]] += people.weight[i]
    return out


@njit(cache=True, nogil=True)
def _month(u, low, chance):
    """The month of an event whose chance in the year is `chance` and whose uniform lies in [low, low + chance)."""
    return min(int((u - low) / chance * MONTHS), MONTHS - 1)


@njit(cache=True, nogil=True)
def draw_fates(people, number, key, dying, bearing, leaving, drawing):
    """What the year holds for everybody present: int64 [m, 3] of month, kind, row, in row order.

    The month in which a row is left goes to `people.stays`. A birth is marked GIRL until its sex is drawn.
    """
    n, count = people.age.size, 0
    fates = np.empty((3 * n, 3), np.int64)
    for i in range(n):
        people.stays[i] = _STAYS
        if not people.present[i]:
            continue
        age, sex, diploma = people.age[i], people.sex[i], people.education[i]
        w = words(key, i, 0, number, 0)
        u, dies, leaves = unit(w[0]), dying[sex, age], leaving[diploma, age]
        if u < dies + leaves:
            kind = DEATH if u < dies else DEPARTURE
            month = _month(u, 0.0, dies) if kind == DEATH else _month(u, dies, leaves)
            people.stays[i] = month
            fates[count] = (month, kind, i)
            count += 1
        births = bearing[age] if sex == _WOMEN else 0.0
        if unit(w[1]) < births:
            fates[count] = (_month(unit(w[1]), 0.0, births), GIRL, i)
            count += 1
        if unit(w[2]) < drawing[diploma, age]:
            fates[count] = (_month(unit(w[2]), 0.0, drawing[diploma, age]), ARRIVAL, i)
            count += 1
    return fates[:count].copy()


@njit(cache=True, nogil=True)
def _by_month(fates):
    """Fates in the order of months, rows in order within a month; and where each month begins."""
    start = np.zeros(MONTHS + 1, np.int64)
    for f in range(fates.shape[0]):
        start[fates[f, 0] + 1] += 1
    for m in range(MONTHS):
        start[m + 1] += start[m]
    at, out = start.copy(), np.empty_like(fates)
    for f in range(fates.shape[0]):
        out[at[fates[f, 0]]] = fates[f]
        at[fates[f, 0]] += 1
    return out, start


@njit(cache=True, nogil=True)
def _settle(people, row, kind, source, girl):
    """Let a child of `source`, or somebody like `source`, live in a row; what the year held for it is over."""
    people.present[row], people.stays[row] = True, 0
    people.education[row], people.mobility[row] = people.education[source], people.mobility[source]
    if kind == ARRIVAL:
        people.age[row], people.sex[row] = people.age[source], people.sex[source]
        people.occupation[row] = people.occupation[source]
        return
    people.age[row], people.sex[row], people.occupation[row] = 0, _WOMEN if girl else _MEN, NONE
    if people.mobility[source] == _REDUCED:
        people.mobility[row] = 0


@njit(cache=True, nogil=True)
def _find(people, places, kind, source, key, number):
    """The lowest empty row where one enters, -1 when there is none.

    A child's commune is the mother's; an arrival's is drawn as the agglomeration's residents live, again if it is full.
    """
    commune = people.commune[source]
    if kind != ARRIVAL:
        return _pop(places, commune)
    zone, row = places.zone[commune], -1
    first, last = places.zone_first[zone], places.zone_first[zone + 1]
    for attempt in range(_GOALS):
        if row < 0:
            u = unit(words(key, source, 0, number, attempt)[3])
            row = _pop(places, places.zone_commune[first + int(u * (last - first))])
    return row


@njit(cache=True, nogil=True)
def _leave(people, fates, flows):
    """Empty the rows left this month; those of `fates` that are entries wait."""
    for f in range(fates.shape[0]):
        kind, row = fates[f, 1], fates[f, 2]
        if kind < GIRL:
            people.present[row] = False
            flows[_DEATHS if kind == DEATH else _DEPARTURES] += people.weight[row]


@njit(cache=True, nogil=True)
def _enter(people, places, fate, chance, events, flows):
    """Let one birth or arrival take the lowest empty row of its commune; returns the events added, 0 or 1.

    `chance` holds the keys of the fates and of the newborn, January's number and the share of girls.
    """
    month, kind, source = fate[0], fate[1], fate[2]
    if people.stays[source] <= month:
        return 0
    row = _find(people, places, kind, source, chance[0], chance[2])
    if row < 0:
        flows[_OVERFLOW] += people.weight[source]
        return 0
    girl = uniform(chance[1], row, 0, chance[2] + month, SEX_INDEX) < chance[3]
    kind = kind if kind == ARRIVAL else GIRL if girl else BOY
    _settle(people, row, kind, source, girl)
    flows[_ARRIVALS if kind == ARRIVAL else _BIRTHS] += people.weight[row]
    events[0], events[1], events[2], events[3] = month, kind, row, source
    return 1


@njit(cache=True, nogil=True)
def play_year(people, places, fates, chance, flows):
    """Let a year's fates happen, month after month: rows are left, then entered (those empty at the month's start).

    Args:
        people: Everybody; rewritten.
        places: Empty rows; rewritten.
        fates: What the year holds, from `draw_fates`.
        chance: Keys of the fates and of the newborn, January's number, share of girls.
        flows: int64 [5], persons, added to, in the order of FLOWS.

    Returns:
        int64 [m, 4] of month within the year, kind, row, source (-1 for those who leave), in the order of months.
    """
    fates, start = _by_month(fates)
    events, count = np.full((fates.shape[0], 4), -1, np.int64), 0
    for month in range(MONTHS):
        now = fates[start[month] : start[month + 1]]
        _leave(people, now, flows)
        for f in range(now.shape[0]):
            if now[f, 1] < GIRL:
                events[count, :3] = now[f]
                count += 1
        for f in range(now.shape[0]):
            if now[f, 1] >= GIRL:
                count += _enter(people, places, now[f], chance, events[count], flows)
        for f in range(now.shape[0]):
            if now[f, 1] < GIRL:
                push(places, people.commune[now[f, 2]], now[f, 2])
    return events[:count].copy()
