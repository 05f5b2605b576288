"""How households part, are left, form and move in January (S4), compiled: who lives with whom, and in which commune.

Everything is drawn for a population and a seed, as births and deaths are: no lever enters it, nor what anybody lives.
Who moves to another commune takes an empty row there with all that they are; the row they leave is empty from February
on. Whoever has been concerned by one change is left alone by the others of that January.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.compiled import njit
from simulator.draws import unit, words
from simulator.population.course import FLOWS, MOVE
from simulator.population.rows import GROWN, join, members, name_heads, pop, quit_home, unpair

_MOVES, _MOVED_IN, _UNIONS, _PARTINGS, _LEFT_HOME = (
    FLOWS.index(name) for name in ("moves", "moved_in", "unions", "partings", "left_home")
)
_MEN = 1
_PARENT = 16
"""Years that a parent is older at least: a grown member so much younger than the reference person is their child."""
_YEARS_OLDER = 2
"""Years by which men are older than the women they live with, on average."""
_BAND = 5
"""Years of a band of ages within which couples form."""
_GOALS = 6
"""Communes in which a household looks for empty rows."""
_HOW, _WHERE, _GOAL = 0, 1, 2
"""Indices of a person's draws: what happens; who goes and how far; then one for each commune looked at."""


class Ways(NamedTuple):
    """Chances of January's changes, by age in years (float64 [121]), and how they go."""

    parting: np.ndarray  # of a couple, by the age of its first member
    leaving_home: np.ndarray
    pairing: np.ndarray  # of looking for a partner
    moving: np.ndarray  # of a household, to another commune, by the age of its reference person
    men_leave: float  # share of separations in which the man leaves the home
    same_commune: float  # share of new homes in the commune of the old one
    same_zone: float  # share of moves within the agglomeration
    same_sex: float  # share of couples


class January(NamedTuple):
    """One January's work: the draws, and what it leaves."""

    key: np.uint64
    number: int  # of the month
    events: np.ndarray  # int64 [n, 4], moves: month within the year, kind, row, row left
    count: np.ndarray  # int64 [1], of the moves so far
    flows: np.ndarray  # int64, persons, added to


@njit(inner=True, cache=True, nogil=True)
def _drawn(january, i, index):
    """Four random words of a person, this January."""
    return words(january.key, i, 0, january.number, index)


@njit(inner=True, cache=True, nogil=True)
def _goal(people, places, ways, january, i, size, far):
    """Where the household of `i` goes: its own commune, another one with `size` empty rows, or -1 if none was found."""
    w = _drawn(january, i, _WHERE)
    if not far and unit(w[1]) < ways.same_commune:
        return people.commune[i]
    zone, last = places.zone[people.commune[i]], places.zone_commune.size
    first, end = (places.zone_first[zone], places.zone_first[zone + 1]) if unit(w[2]) < ways.same_zone else (0, last)
    for attempt in range(_GOALS):
        u = unit(_drawn(january, i, _GOAL + attempt)[0])
        commune = places.zone_commune[first + int(u * (end - first))]
        if commune != people.commune[i] and places.size[commune] >= size:
            return commune
    return -1


@njit(inner=True, cache=True, nogil=True)
def _take_row(people, i, row):
    """Let the person of row `i` stand in `row`, with their household and partner; row `i` is empty."""
    people.present[row], people.present[i] = True, False
    people.age[row], people.sex[row] = people.age[i], people.sex[i]
    people.education[row], people.occupation[row] = people.education[i], people.occupation[i]
    people.mobility[row], people.partner[row] = people.mobility[i], people.partner[i]
    if people.partner[i] >= 0:
        people.partner[people.partner[i]] = row
    people.partner[i], people.next[row] = -1, row
    join(people, row, i)
    quit_home(people, i)


@njit(inner=True, cache=True, nogil=True)
def _go(people, places, january, i, commune):
    """Move everybody who lives with `i`, and `i`, to the empty rows of another commune."""
    for _ in range(members(people, i)):
        row, left = pop(places, commune), i
        i = people.next[i]
        _take_row(people, left, row)
        people.changed[row] = True
        move = january.events[january.count[0]]
        move[0], move[1], move[2], move[3] = 0, MOVE, row, left
        january.count[0] += 1
        january.flows[_MOVES] += people.weight[left]
        january.flows[_MOVED_IN] += people.weight[row]


@njit(inner=True, cache=True, nogil=True)
def _leave_alone(people, places, ways, january, i, flow):
    """Let `i` leave a household for a home of their own; False where none was found."""
    commune = _goal(people, places, ways, january, i, 1, False)
    if commune < 0:
        return False
    people.changed[i] = people.changed[people.next[i]] = True
    quit_home(people, i)
    january.flows[flow] += people.weight[i]
    if commune != people.commune[i]:
        _go(people, places, january, i, commune)
    return True


@njit(inner=True, cache=True, nogil=True)
def _part(people, places, ways, january):
    """Couples who separate: one of the two leaves, children stay with the other."""
    for i in range(people.age.size):
        other = people.partner[i]
        if not people.present[i] or other < i or people.changed[i]:
            continue
        if unit(_drawn(january, i, _HOW)[0]) < ways.parting[people.age[i]]:
            u, mixed = unit(_drawn(january, i, _WHERE)[0]), people.sex[i] != people.sex[other]
            share = 0.5 if not mixed else ways.men_leave if people.sex[i] == _MEN else 1.0 - ways.men_leave
            who, stays = (i, other) if u < share else (other, i)
            unpair(people, who)
            if _leave_alone(people, places, ways, january, who, _PARTINGS):
                january.flows[_PARTINGS] += people.weight[stays]
                people.changed[stays] = True
            else:
                people.partner[who], people.partner[stays] = stays, who


@njit(inner=True, cache=True, nogil=True)
def _leave_parents(people, places, ways, january):
    """Grown children who leave their parents' home."""
    for i in range(people.age.size):
        head, age = people.head[i], people.age[i]
        at_home = people.present[i] and head != i and people.partner[i] < 0 and age >= GROWN
        with_parents = at_home and not people.changed[i] and people.age[head] >= age + _PARENT
        if with_parents and unit(_drawn(january, i, _HOW)[1]) < ways.leaving_home[age]:
            _leave_alone(people, places, ways, january, i, _LEFT_HOME)


@njit(inner=True, cache=True, nogil=True)
def _seekers(people, places, ways, january):
    """Who looks for a partner, in the order of agglomeration, whom they look for, age, sex and (blurred) diploma."""
    n = people.age.size
    rows, order = np.empty(n, np.int64), np.empty(n)
    count = 0
    for i in range(n):
        if not people.present[i] or people.partner[i] >= 0 or people.age[i] < GROWN or people.changed[i]:
            continue
        w = _drawn(january, i, _HOW)
        if unit(w[2]) < ways.pairing[people.age[i]]:
            sex, years = people.sex[i], people.age[i] - _YEARS_OLDER * people.sex[i]
            alike = 1 + sex if unit(_drawn(january, i, _WHERE)[3]) < ways.same_sex else 0
            group = (places.zone[people.commune[i]] * 3 + alike) * 32 + max(years, 0) // _BAND
            rows[count], order[count] = i, (group * 2 + sex) * 8.0 + people.education[i] + 1.5 * unit(w[3])
            count += 1
    found = np.argsort(order[:count], kind="mergesort")
    return rows[:count][found], order[:count][found]


@njit(inner=True, cache=True, nogil=True)
def _party(people, i):
    """How many go where `i` goes to live: `i`, and the children of a household of which `i` is the reference person."""
    size, k = 1, people.next[i]
    while people.head[i] == i and k != i:
        size, k = size + (people.age[k] < GROWN), people.next[k]
    return size


@njit(inner=True, cache=True, nogil=True)
def _set_out(people, i, size):
    """Let `i` and the children who follow them, `size` in all, leave the others of their household."""
    k = people.next[i]
    people.changed[k] = True
    quit_home(people, i)
    while size > 1:
        child, k = k, people.next[k]
        if people.age[child] < GROWN:
            quit_home(people, child)
            join(people, child, i)
            size -= 1


@njit(inner=True, cache=True, nogil=True)
def _unite(people, places, january, a, b):
    """Let two people form a couple: who has fewer children moves to the other's home; the other one if it is full."""
    if people.changed[a] or people.changed[b] or people.head[a] == people.head[b]:
        return
    sizes = _party(people, a), _party(people, b)
    first = sizes[0] < sizes[1] or (sizes[0] == sizes[1] and unit(_drawn(january, a, _WHERE)[0]) < 0.5)
    near, fits = people.commune[a] == people.commune[b], places.size[people.commune[b]] >= sizes[0]
    if not near and not (fits if first else places.size[people.commune[a]] >= sizes[1]):
        first = not first
        if not (places.size[people.commune[b]] >= sizes[0] if first else places.size[people.commune[a]] >= sizes[1]):
            return
    guest, host, size = (a, b, sizes[0]) if first else (b, a, sizes[1])
    if people.head[host] != host:
        _set_out(people, host, 1)
    _set_out(people, guest, size)
    january.flows[_UNIONS] += people.weight[guest] + people.weight[host]
    people.partner[guest], people.partner[host] = host, guest
    people.changed[host] = people.changed[guest] = True
    if not near:
        _go(people, places, january, guest, people.commune[host])
    _merge(people, people.partner[host], host)


@njit(inner=True, cache=True, nogil=True)
def _merge(people, a, b):
    """Let the households of `a` and of `b` be one."""
    people.next[a], people.next[b] = people.next[b], people.next[a]


@njit(inner=True, cache=True, nogil=True)
def _pair(people, places, ways, january):
    """Couples that form: of one agglomeration, of near ages, rather with like diplomas."""
    rows, order = _seekers(people, places, ways, january)
    first = 0
    while first < rows.size:
        group, last = order[first] // 16.0, first
        while last < rows.size and order[last] // 16.0 == group:
            last += 1
        half = first
        while half < last and people.sex[rows[half]] != _MEN:
            half += 1
        if first < half < last:
            for k in range(min(half - first, last - half)):
                _unite(people, places, january, rows[first + k], rows[half + k])
        elif (group // 32.0) % 3.0 > 0.0:
            for k in range(first, last - 1, 2):
                _unite(people, places, january, rows[k], rows[k + 1])
        first = last


@njit(inner=True, cache=True, nogil=True)
def _move(people, places, ways, january):
    """Households that move to another commune, everybody together."""
    for i in range(people.age.size):
        settled = people.present[i] and people.head[i] == i and not people.changed[i]
        if settled and unit(_drawn(january, i, _GOAL)[1]) < ways.moving[people.age[i]]:
            commune = _goal(people, places, ways, january, i, members(people, i), True)
            if commune >= 0:
                _go(people, places, january, i, commune)


@njit(cache=True, nogil=True)
def rearrange(people, places, ways, key, number, flows):
    """A January's separations, departures from parents, couples and moves, in that order.

    Returns:
        Moves, int64 [m, 4]: 0 (the month within the year), MOVE, row, row left.
    """
    january = January(key, number, np.empty((people.age.size, 4), np.int64), np.zeros(1, np.int64), flows)
    people.changed[:] = False
    name_heads(people)
    _part(people, places, ways, january)
    name_heads(people)
    _leave_parents(people, places, ways, january)
    name_heads(people)
    _pair(people, places, ways, january)
    name_heads(people)
    _move(people, places, ways, january)
    name_heads(people)
    return january.events[: january.count[0]].copy()


@njit(inner=True, cache=True, nogil=True)
def _line(people, known, row, line):
    """Whom the person of a row knows: their household in the last slots, the row's acquaintances in the first.

    Returns how many live with them, eight at most; of more, the lowest rows.
    """
    slots, count, k = line.size, 0, people.next[row]
    found = np.empty(members(people, row), np.int64)
    while k != row:
        found[count] = k
        count, k = count + 1, people.next[k]
    mates = np.sort(found[:count])[:slots]
    at = 0
    line[:] = -1
    for other in known:
        with_them = False
        for mate in mates:
            with_them = with_them or mate == other
        if not with_them and at < slots - mates.size:
            line[at] = other
            at += 1
    for k in range(mates.size):
        line[slots - 1 - k] = mates[k]
    return mates.size


@njit(cache=True, nogil=True)
def bind(people, known, ties, mates):
    """Bring the ties of everybody up to date with who lives with whom.

    Args:
        people: Everybody.
        known: int32 [n, 8], acquaintances that go with each row, its household of 2025 included.
        ties: int32 [n, 8], ties so far; rewritten.
        mates: uint8 [n], of which with members of the household; rewritten.

    Returns:
        The rows whose ties have changed, int64.
    """
    rows, count, line = np.empty(people.age.size, np.int64), 0, np.empty(ties.shape[1], ties.dtype)
    for i in range(people.age.size):
        if not people.present[i]:
            continue
        living_with = _line(people, known[i], i, line)
        if living_with != mates[i] or (line != ties[i]).any():
            ties[i], mates[i] = line, living_with
            rows[count] = i
            count += 1
    return rows[:count].copy()
