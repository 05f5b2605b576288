"""A year of a population, compiled: who finishes school, works, retires; who dies, leaves, is born, arrives, and where.

Everybody living here in January draws the whole year at once; any month of it is as likely for an event. Who enters
within the year draws from the next January on.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit
from simulator.draws import uniform, unit, words
from simulator.population.rows import follows, join, members, pop, push, quit_home, unpair
from simulator.population.work import INACTIVE, NONE, RETIRED, SELF_EMPLOYED

DEATH, DEPARTURE, GIRL, BOY, ARRIVAL, MOVE = range(6)
"""Kinds of events; those below GIRL empty a row, the others fill one; a move empties its source, too."""
FLOWS = (
    *("births", "deaths", "arrivals", "departures", "overflow"),
    *("moves", "moved_in", "unions", "partings", "left_home"),
)
"""Persons in a year. A row weighs what its commune's do: those who move weigh a little more or less where they go."""
_BIRTHS, _DEATHS, _ARRIVALS, _DEPARTURES, _OVERFLOW = range(5)
MONTHS = 12
_STAYS = np.uint8(MONTHS)
_NOTHING = -1
_FIRST_SCHOOL, _LAST_SCHOOL = 16, 25
_REDUCED = 2
_WOMEN, _MEN = 0, 1
_GOALS = 12
"""Communes in which those who arrive look for empty rows."""
SEX_INDEX = 14
"""Index of the draw of a newborn's sex; those before are for tastes and distance."""
_FIRST_MEETING = 6


@njit(inner=True, cache=True, nogil=True)
def _class(u, thresholds):
    """The first class whose cumulated chance exceeds `u`, else the last."""
    k = 0
    while k < thresholds.size - 1 and u >= thresholds[k]:
        k += 1
    return k


@njit(inner=True, cache=True, nogil=True)
def _occupied(u, thresholds):
    """The occupation that a uniform deals."""
    k = _class(u, thresholds)
    return k + 1 if k < 4 else SELF_EMPLOYED if k == 4 else INACTIVE


@njit(inner=True, cache=True, nogil=True)
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


@njit(inner=True, cache=True, nogil=True)
def _month(people, i, u, low, chance):
    """The month of an event whose chance in the year is `chance` and whose uniform lies in [low, low + chance).

    Where January has just changed who lives there, nothing else happens before February.
    """
    return max(min(int((u - low) / chance * MONTHS), MONTHS - 1), 1 if people.changed[i] else 0)


@njit(inner=True, cache=True, nogil=True)
def _end(people, dying, leaving, number, key):
    """When the year takes everybody away: the month to `people.stays`, and returns the kind, int64 [n].

    Who follows a reference person leaves with them, unless death comes first.
    """
    n = people.age.size
    kinds = np.full(n, _NOTHING)
    for i in range(n):
        people.stays[i] = _STAYS
        if people.present[i]:
            age, sex, diploma = people.age[i], people.sex[i], people.education[i]
            dies = dying[sex, age]
            leaves = 0.0 if follows(people, i) else leaving[diploma, age]
            u = unit(words(key, i, 0, number, 0)[0])
            if u < dies + leaves:
                kinds[i] = DEATH if u < dies else DEPARTURE
                people.stays[i] = _month(people, i, u, 0.0, dies) if u < dies else _month(people, i, u, dies, leaves)
    for i in range(n):
        head = people.head[i]
        taken = people.present[i] and follows(people, i) and kinds[head] == DEPARTURE
        if taken and people.stays[head] < people.stays[i]:
            kinds[i], people.stays[i] = DEPARTURE, people.stays[head]
    return kinds


@njit(cache=True, nogil=True)
def draw_fates(people, number, key, dying, bearing, leaving, drawing):
    """What the year holds for everybody present: int64 [m, 3] of month, kind, row, in row order.

    The month in which a row is left goes to `people.stays`. A birth is marked GIRL until its sex is drawn. A household
    leaves, and draws another like it, as its reference person does.
    """
    n, count, kinds = people.age.size, 0, _end(people, dying, leaving, number, key)
    fates = np.empty((3 * n, 3), np.int64)
    for i in range(n):
        if not people.present[i]:
            continue
        age, w = people.age[i], words(key, i, 0, number, 0)
        if kinds[i] != _NOTHING:
            fates[count] = (np.int64(people.stays[i]), kinds[i], i)
            count += 1
        births = bearing[age] if people.sex[i] == _WOMEN else 0.0
        if unit(w[1]) < births:
            fates[count] = (_month(people, i, unit(w[1]), 0.0, births), GIRL, i)
            count += 1
        draws = 0.0 if follows(people, i) else drawing[people.education[i], age]
        if unit(w[2]) < draws:
            fates[count] = (_month(people, i, unit(w[2]), 0.0, draws), ARRIVAL, i)
            count += 1
    return fates[:count].copy()


@njit(inner=True, cache=True, nogil=True)
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


@njit(inner=True, cache=True, nogil=True)
def _settle(people, row, kind, source, girl):
    """Let a child of `source`, or somebody like `source`, live in a row; what the year held for it is over."""
    people.present[row], people.stays[row] = True, 0
    people.next[row], people.partner[row], people.head[row] = row, -1, row
    people.education[row], people.mobility[row] = people.education[source], people.mobility[source]
    if kind == ARRIVAL:
        people.age[row], people.sex[row] = people.age[source], people.sex[source]
        people.occupation[row] = people.occupation[source]
        return
    people.age[row], people.sex[row], people.occupation[row] = 0, _WOMEN if girl else _MEN, NONE
    if people.mobility[source] == _REDUCED:
        people.mobility[row] = 0


@njit(inner=True, cache=True, nogil=True)
def _household_of(people, source, month):
    """Who arrives when a household like that of `source` does: somebody like them and like each who follows them here.

    Those who came within the year, and those who leave this month or left before, are like nobody.
    """
    found, count, k = np.empty(members(people, source), np.int64), 0, source
    for _ in range(found.size):
        with_source = k == source or (people.head[k] == source and follows(people, k))
        if with_source and people.stays[k] > month:
            found[count] = k
            count += 1
        k = people.next[k]
    return found[:count]


@njit(inner=True, cache=True, nogil=True)
def _room(people, places, source, size, key, number):
    """A commune of the agglomeration with `size` empty rows, drawn as its residents live, again if full; -1 if none."""
    zone, commune = places.zone[people.commune[source]], np.int64(-1)
    first, last = places.zone_first[zone], places.zone_first[zone + 1]
    for attempt in range(_GOALS):
        if commune < 0:
            u = unit(words(key, source, 0, number, attempt)[3])
            drawn = places.zone_commune[first + int(u * (last - first))]
            commune = drawn if places.size[drawn] >= size else commune
    return commune


@njit(inner=True, cache=True, nogil=True)
def _leave(people, fates, events, flows):
    """Empty the rows left this month; those of `fates` that are entries wait. Returns the events added."""
    count = 0
    for f in range(fates.shape[0]):
        kind, row = fates[f, 1], fates[f, 2]
        if kind < GIRL:
            people.present[row] = False
            quit_home(people, row)
            unpair(people, row)
            flows[_DEATHS if kind == DEATH else _DEPARTURES] += people.weight[row]
            events[count, :3] = fates[f]
            count += 1
    return count


@njit(inner=True, cache=True, nogil=True)
def _be_born(people, places, fate, chance, events, flows):
    """Let a child take the lowest empty row of the mother's commune; returns the events added, 0 or 1."""
    month, mother = fate[0], fate[2]
    row = pop(places, people.commune[mother])
    if row < 0:
        flows[_OVERFLOW] += people.weight[mother]
        return 0
    girl = uniform(chance[1], row, 0, chance[2] + month, SEX_INDEX) < chance[3]
    _settle(people, row, GIRL, mother, girl)
    join(people, row, mother)
    flows[_BIRTHS] += people.weight[row]
    events[0, 0], events[0, 1], events[0, 2], events[0, 3] = month, GIRL if girl else BOY, row, mother
    return 1


@njit(inner=True, cache=True, nogil=True)
def _arrive(people, places, fate, chance, events, flows):
    """Let a household take the lowest empty rows of a commune; returns the events added, one for each who comes."""
    month, source = fate[0], fate[2]
    alike = _household_of(people, source, month)
    commune = _room(people, places, source, alike.size, chance[0], chance[2])
    if commune < 0:
        flows[_OVERFLOW] += people.weight[alike].sum()
        return 0
    for k in range(alike.size):
        row = pop(places, commune)
        _settle(people, row, ARRIVAL, alike[k], False)
        if k > 0:
            join(people, row, events[0, 2])
            if people.partner[alike[k]] == source:
                people.partner[row], people.partner[events[0, 2]] = events[0, 2], row
        flows[_ARRIVALS] += people.weight[row]
        events[k, 0], events[k, 1], events[k, 2], events[k, 3] = month, ARRIVAL, row, alike[k]
    return alike.size


@njit(inner=True, cache=True, nogil=True)
def _enter(people, places, fate, chance, events, flows):
    """Let one birth happen, or a household arrive; returns the events added.

    `chance` holds the keys of the fates and of the newborn, January's number and the share of girls.
    """
    if fate[1] == ARRIVAL:
        return _arrive(people, places, fate, chance, events, flows)
    return _be_born(people, places, fate, chance, events, flows)


@njit(inner=True, cache=True, nogil=True)
def _most_events(people, fates):
    """No more events than this follow from a year's fates."""
    most = fates.shape[0]
    for f in range(fates.shape[0]):
        if fates[f, 1] == ARRIVAL:
            most += members(people, fates[f, 2])
    return most


@njit(cache=True, nogil=True)
def play_year(people, places, fates, vacated, chance, flows):
    """Let a year's fates happen, month after month: rows are left, then entered (those empty at the month's start).

    Args:
        people: Everybody; rewritten.
        places: Empty rows; rewritten.
        fates: What the year holds, from `draw_fates`.
        vacated: int64, rows left this January by those who moved: empty from February on.
        chance: Keys of the fates and of the newborn, January's number, share of girls.
        flows: int64 [10], persons, added to, in the order of FLOWS.

    Returns:
        int64 [m, 4] of month within the year, kind, row, source (-1 for those who leave), in the order of months.
    """
    fates, start = _by_month(fates)
    events, count = np.full((_most_events(people, fates), 4), -1, np.int64), 0
    for month in range(MONTHS):
        now = fates[start[month] : start[month + 1]]
        first, left = count, _leave(people, now, events[count:], flows)
        count += left
        for f in range(now.shape[0]):
            if now[f, 1] >= GIRL and people.stays[now[f, 2]] > month:
                count += _enter(people, places, now[f], chance, events[count:], flows)
        for row in vacated if month == 0 else vacated[:0]:
            push(places, people.commune[row], row)
        for k in range(first, first + left):
            push(places, people.commune[events[k, 2]], events[k, 2])
    return events[:count].copy()
