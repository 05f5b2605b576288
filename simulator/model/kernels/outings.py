"""The outings of a block of rows: venues proposed to all at once, numbers of visits, and the accounts (S9).

Where no venue has outgrown its headroom the first accepted proposal is the choice; elsewhere `choose` decides.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel
from simulator.draws import Stream, philox, unit
from simulator.elementary import exp
from simulator.model.kernels.choose import choose
from simulator.model.kernels.layout import BINS_OF_MINUTES, HEADROOM, HIGHER, NEAR, NO_VENUE, SEATED, SHUT, TRIES
from simulator.model.kernels.machine import prefetch
from simulator.model.kernels.marked import append
from simulator.territory.exponentials import exp_row

_PROPOSAL = int(Stream.PROPOSAL)
_ONE = np.uint64(1)
_S8 = np.uint64(8)
_S16 = np.uint64(16)
_S32 = np.uint64(32)
_LOW16 = np.uint64(0xFFFF)
_LOW32 = np.uint64(0xFFFFFFFF)
_MOST_VISITS = 60
_INVERSE = np.array([0.0] + [1.0 / k for k in range(1, _MOST_VISITS)])


@kernel()
def _draw(month, begin, outings, waiting, count, attempt, drawn):
    """The words of one proposal to each waiting outing: uint64 [4, count] of 32 bits; two loops, the second vectors."""
    key, rows, domains, w0 = month.keys[_PROPOSAL], outings[0], outings[1], drawn[0]
    w1, w2, w3 = drawn[1], drawn[2], drawn[3]
    k0, k1, number = np.uint64(key) & _LOW32, np.uint64(key) >> _S32, np.uint64(month.month) & _LOW32
    zero, first, tried = np.uint64(0), np.uint64(begin), np.uint64(attempt)
    for k in range(count):
        e = waiting[k]
        w0[k] = first + np.uint64(rows[e])
        w3[k] = (np.uint64(domains[e]) << _S8) + tried
    for k in range(count):
        w0[k], w1[k], w2[k], w3[k] = philox(w0[k], zero, number, w3[k], k0, k1)


@kernel()
def _find_slots(people, tables, begin, outings, waiting, count, drawn):
    """Ask for the slots to be read. In `drawn`, the slot's column replaces its word, the fraction the clock's."""
    cells, start, slots, rows, domains = people.cell[begin:], tables.start, tables.slots, outings[0], outings[1]
    word, fraction, wide = drawn[0], drawn[2], np.uint64(slots.shape[1])
    for k in range(count):
        e = waiting[k]
        d = np.uint64(domains[e])
        first = np.uint64(start[d])
        spread = word[k] * (np.uint64(start[d + _ONE]) - first)
        word[k], fraction[k] = first + (spread >> _S32), spread & _LOW32
        prefetch(slots, np.uint64(cells[rows[e]]) * wide + word[k])


@kernel()
def _find_venues(people, tables, begin, outings, waiting, count, drawn):
    """Read the slots: the venue proposed replaces its column in `drawn`; ask for what is known of the way there.

    Where weights are not those of the world without policy, both are asked for: they decide whether to accept.
    """
    cells, state, start, slots = people.cell[begin:], tables.state, tables.start, tables.slots
    current, reference, journeys, rows, domains = (
        tables.current,
        tables.reference,
        tables.journeys,
        outings[0],
        outings[1],
    )
    word, fraction, wide = drawn[0], drawn[2], np.uint64(tables.journeys.shape[1])
    for k in range(count):
        e = waiting[k]
        cell, d, column = np.uint64(cells[rows[e]]), np.uint64(domains[e]), word[k]
        slot = slots[cell, column]
        chosen = np.uint64(start[d]) + (slot & _LOW32) if fraction[k] >= slot >> _S32 else column
        word[k] = chosen
        place = cell * wide + chosen
        prefetch(journeys, place)
        if state[cell, d] == NEAR:
            prefetch(current, place)
            prefetch(reference, place)


@kernel()
def _propose(people, tables, begin, outings, waiting, count, drawn, column):
    """Take the proposals that are accepted; keep the others in `waiting`; returns how many."""
    cells, state, rows, domains = people.cell[begin:], tables.state, outings[0], outings[1]
    current, reference, left = tables.current, tables.reference, np.uint64(0)
    _find_slots(people, tables, begin, outings, waiting, count, drawn)
    _find_venues(people, tables, begin, outings, waiting, count, drawn)
    for k in range(count):
        e, chosen = waiting[k], drawn[0, k]
        cell = np.uint64(cells[rows[e]])
        relation = state[cell, domains[e]]
        mark, ratio = HEADROOM * unit(drawn[1, k]), 1.0
        if relation == NEAR:
            ratio = np.float64(current[cell, chosen]) / reference[cell, chosen]
        accepted = (relation <= NEAR) & (mark < ratio)
        column[e] = np.int32(chosen) if accepted else np.int32(-1)
        waiting[left] = e
        left += np.uint64((relation != SHUT) & (not accepted))
    return np.int64(left)


@kernel()
def _choose_venues(people, tables, month, begin, count, desk):
    """The venue of every outing of a block: proposals in rounds, then one by one where a race may be needed."""
    waiting, single, outings = desk.waiting[0], desk.waiting[1], desk.outings
    cells, state, rows, domains = people.cell[begin:], tables.state, outings[0], outings[1]
    for e in range(count):
        waiting[e] = e
    _draw(month, begin, outings, waiting, count, 0, desk.drawn)
    left = _propose(people, tables, begin, outings, waiting, count, desk.drawn, desk.column)
    again = singles = np.uint64(0)
    for k in range(left):
        e = waiting[k]
        higher = np.uint64(state[cells[rows[e]], domains[e]] == HIGHER)
        waiting[again], single[singles] = e, e
        again += np.uint64(1) - higher
        singles += higher
    left = _propose_again(people, tables, month, begin, np.int64(again), desk)
    _choose_each(people, tables, month, begin, single[: np.int64(singles)], desk)
    _choose_each(people, tables, month, begin, waiting[:left], desk)


@kernel()
def _propose_again(people, tables, month, begin, count, desk):
    """Further proposals to the waiting outings, until accepted; returns how many still wait after the last."""
    for attempt in range(1, TRIES):
        if count == 0:
            break
        _draw(month, begin, desk.outings, desk.waiting[0], count, attempt, desk.again)
        count = _propose(people, tables, begin, desk.outings, desk.waiting[0], count, desk.again, desk.column)
    return count


@kernel()
def _choose_each(people, tables, month, begin, single, desk):
    """Choose a venue for some outings of a block, one by one."""
    rows, domains, column, cells, keys = desk.outings[0], desk.outings[1], desk.column, people.cell, month.keys
    start, venues, reference, current = tables.start, tables.venue, tables.reference, tables.current
    slots, state, total, number = tables.slots, tables.state, tables.total, month.month
    racing, grown = tables.racing, tables.grown
    for k in range(single.size):
        e = single[k]
        i, d = begin + np.int64(rows[e]), np.int64(domains[e])
        cell, span = cells[i], (np.int64(start[d]), np.int64(start[d + 1]))
        standing, who = (state[cell, d], total[cell, d]), (i, number, d, 0)
        apart = grown[racing[d] : racing[d + 1]]
        column[e] = choose(
            venues, reference[cell], current[cell], slots[cell], span, apart, standing, keys, who, -1, desk.again
        )


@kernel()
def number_of_visits(mean, u):
    """1 + Poisson(mean) by inversion of the uniform `u`, at most 60."""
    chance = exp(-mean)
    below = chance
    extra = 0
    while u >= below and extra < _MOST_VISITS - 1:
        extra += 1
        chance = chance * mean * _INVERSE[extra]
        below += chance
    return 1 + extra


@kernel()
def _uniform(luck):
    """The uniform behind an outing's number of visits: the upper half of a word of 32 bits."""
    return (np.float64(np.int32(luck >> _S16)) + 0.5) / 65536.0


@kernel()
def _up_to_three(mean, none, luck, visits, many):
    """The number of visits as `number_of_visits` finds it, where it is three at most; marks those who make more.

    Without a branch, so that the loop becomes vector instructions; `none` is the chance of no further visit.
    """
    half = _INVERSE[2]
    for e in range(mean.size):
        u, one = _uniform(luck[e]), none[e] * mean[e]
        below = none[e] + one
        visits[e] = np.int32(1) + np.int32(u >= none[e]) + np.int32(u >= below)
        many[e] = u >= below + one * mean[e] * half


@kernel()
def _count_visits(people, rules, month, begin, count, desk):
    """Visits of every outing: one, and a Poisson number whose mean grows with habit (S8)."""
    habit, extra, third = people.habit, rules.extra_visits, month.habit_before / 3.0
    rows, domains, first, luck, visits = desk.outings[0], desk.outings[1], np.uint64(begin), desk.drawn[3], desk.visits
    mean, minus, none = desk.floats[0, :count], desk.floats[1, :count], desk.floats[2, :count]
    for e in range(count):
        d = np.uint64(domains[e])
        mean[e] = extra[d] * (1.0 + habit[d, first + np.uint64(rows[e])] * third)
        minus[e] = -mean[e]
    exp_row(minus, desk.powers, none)
    _up_to_three(mean, none, luck, visits, desk.many)
    for k in range(append(count, desk.many, 1, 0, desk.waiting[0])):
        e = desk.waiting[0, k]
        visits[e] = number_of_visits(mean[e], _uniform(luck[e]))


@kernel()
def count_trip(trips, spread, journeys, cell, domain, column, persons_visits):
    """Add visits (in persons, negative to take them back) and what the way there takes to the accounts."""
    journey = np.int64(journeys[cell, np.uint64(column)])
    trips[cell, domain, 0] += persons_visits
    trips[cell, domain, 1] += persons_visits * (journey >> 16)
    trips[cell, domain, 2] += persons_visits * (journey & 0xFFFF)
    spread[domain, np.uint64(min(journey >> 22, BINS_OF_MINUTES - 1))] += persons_visits  # minutes are in 1/64


@kernel()
def _write(people, tables, begin, count, desk, events, at, accounts):
    """Write a block's outings to `events` from position `at` and to the accounts, as if everybody found a place."""
    rows, domains, column, visits, went = desk.outings[0], desk.outings[1], desk.column, desk.visits, desk.flags[1]
    cells, weight, venue, journeys = people.cell, people.weight, tables.venue, tables.journeys
    trips, demand, lost, luck = accounts.trips, accounts.demand, accounts.lost, desk.drawn[3]
    spread = accounts.spread
    ev_row, ev_domain, ev_column = events.row[at:], events.domain[at:], events.column[at:]
    ev_visits, ev_surprise, ev_status = events.visits[at:], events.surprise[at:], events.status[at:]
    first = np.uint64(begin)
    for e in range(count):
        ev_row[e], ev_domain[e], ev_column[e] = begin + rows[e], domains[e], column[e]
        ev_visits[e], ev_surprise[e] = visits[e], luck[e] & _LOW16
        ev_status[e] = SEATED if column[e] >= 0 else NO_VENUE
    for e in range(count):
        r, d = np.uint64(rows[e]), np.uint64(domains[e])
        i = first + r
        persons = np.int64(weight[i])
        if column[e] < 0:
            lost[NO_VENUE, d] += persons
            continue
        went[r] |= np.uint8(_ONE << d)
        asked = persons * visits[e]
        demand[venue[np.uint64(column[e])]] += asked
        count_trip(trips, spread, journeys, cells[i], d, column[e], asked)
    return at + count


@kernel()
def choose_block(people, rules, tables, month, begin, size, count, desk, events, at, accounts):
    """Choose venues for a block's `count` outings and write them; returns the next position in `events`.

    `desk.flags[1]` becomes the domains that each row of the block goes to.
    """
    desk.flags[1, :size] = 0
    _choose_venues(people, tables, month, begin, count, desk)
    _count_visits(people, rules, month, begin, count, desk)
    return _write(people, tables, begin, count, desk, events, at, accounts)
