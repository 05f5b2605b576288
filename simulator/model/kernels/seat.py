"""Places: who is seated when a venue is full (S10, rule 10).

Every thread gives out the places of its own venues, then mends its own rows: those in one queue live anywhere, and
whoever is refused asks any venue once more. So the threads meet once all know who queues for them, between the first
queues and the second ones, and before rows are mended.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel, njit
from simulator.draws import Stream
from simulator.model.kernels.choose import choose
from simulator.model.kernels.gate import together
from simulator.model.kernels.layout import AGAIN, COMING, REFUSED, SEATED, Accounts
from simulator.model.kernels.machine import prefetch
from simulator.model.kernels.marked import append
from simulator.model.kernels.outings import count_trip
from simulator.model.kernels.queues import sorted_tickets, tickets
from simulator.model.kernels.show import show_again

_SEAT = int(Stream.SEAT)


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _own_venues(asked, k, threads):
    """The venues whose places thread `k` gives out, uint8 [venues]: neighbours, of which about as much is asked."""
    own, before, total = np.zeros(asked.size, np.uint8), 0, max(asked.sum(), 1)
    for v in range(asked.size):
        own[v] = min(before * threads // total, threads - 1) == k
        before += asked[v]
    return own


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _columns_of(tables, wanted):
    """Whether the venue of each column is wanted, uint8 [T + 1], one further: the first stands for no venue."""
    busy = np.zeros(tables.venue.size + 1, np.uint8)
    for column in range(tables.venue.size):
        busy[column + 1] = wanted[tables.venue[column]]
    return busy


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _queuing(tables, events, bounds, wanted):
    """Events within the chunks' bounds that ask for a wanted venue; `columns` without a venue are -1."""
    columns, busy = events.column, _columns_of(tables, wanted)
    chosen, at = np.empty((bounds[:, 1] - bounds[:, 0]).sum() + 1, np.uint32), np.uint64(0)
    for k in range(bounds.shape[0]):
        for e in range(bounds[k, 0], bounds[k, 1]):
            chosen[at] = e
            at += np.uint64(busy[np.uint64(columns[e] + 1)])
    return chosen[: np.int64(at)]


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _queuing_again(tables, events, bounds, wanted):
    """Of the few within the chunks' bounds who ask for a second place, those that ask for a wanted venue."""
    columns, busy = events.column, _columns_of(tables, wanted)
    asking, kept = np.empty((bounds[:, 1] - bounds[:, 0]).sum() + 1, np.uint32), np.uint64(0)
    for first, last in bounds:
        found = asking[np.int64(kept) :]
        for q in range(append(last - first, events.status[first:last], AGAIN, 0, found)):
            e = np.uint64(first) + np.uint64(found[q])
            asking[kept] = e
            kept += np.uint64(busy[np.uint64(columns[e] + 1)])
    return asking[: np.int64(kept)]


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _queue(tables, month, events, chosen, attempt):
    """The chosen events in (venue, ticket, row) order."""
    column_venue, columns, rows, domains = tables.venue, events.column, events.row, events.domain
    size = chosen.size
    venue, row, index = np.empty(size, np.uint32), np.empty(size, np.uint32), np.empty(size, np.uint32)
    for k in range(size):
        e = np.uint64(chosen[k])
        venue[k], row[k] = column_venue[np.uint64(columns[e])], rows[e]
        index[k] = (attempt << 3) + np.int64(domains[e])
    ticket = tickets(month.keys[_SEAT], month.month, row, index)
    return chosen[sorted_tickets(venue, ticket, row, tables.places.size)]


@kernel(inline="always")
def _given(left, weight, asked, guest):
    """Visits that `left` places allow of those asked: by the host's weight and the guest's, 0 without a guest (S10).

    One is seated while places remain; of a pair, the guest too must find one. Further visits are the host's alone.
    """
    if guest > 0 and left > weight:
        return max(np.int64(1), min(asked, (left - guest + weight - 1) // weight))
    return np.int64(0) if guest > 0 else max(np.int64(0), min(asked, (left + weight - 1) // weight))


@kernel()
def _count_guest(people, tables, guests, other, accounts, sign):
    """Add what the way there takes a host's guest to the accounts, or take it back; nothing for who goes alone."""
    if other >= COMING:
        g = np.uint64(other ^ COMING)
        i, d, trips, spread = guests.row[g], guests.domain[g], accounts.trips, accounts.spread
        persons = sign * np.int64(people.weight[i])
        count_trip(trips, spread, tables.journeys, people.cell[i], d, guests.column[g], persons)


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _seat_queue(people, tables, both, queue, places, accounts):
    """Seat a sorted queue while places remain; returns those refused. What is not given leaves the accounts."""
    (events, guests), cells, weights = both, people.cell, people.weight
    trips, journeys = accounts.trips, tables.journeys
    rows, domains, columns, visits, status = events.row, events.domain, events.column, events.visits, events.status
    venues, others, refused, count = tables.venue, events.other, np.empty(queue.size, np.uint32), 0
    for k in range(queue.size):
        e = np.uint64(queue[k])
        venue, weight, asked = venues[np.uint64(columns[e])], np.int64(weights[rows[e]]), np.int64(visits[e])
        left, other = places[venue], others[e]
        guest = np.int64(weights[guests.row[np.uint64(other ^ COMING)]]) if other >= COMING else np.int64(0)
        if left >= weight * asked + guest:
            places[venue] = left - weight * asked - guest
            continue
        given = _given(left, weight, asked, guest)
        places[venue] = left - weight * given - (guest if given > 0 else 0)
        if given == asked:
            continue
        count_trip(trips, accounts.spread, journeys, cells[rows[e]], domains[e], columns[e], weight * (given - asked))
        if given > 0:
            visits[e] = given
        else:
            _count_guest(people, tables, guests, other, accounts, -1)
            status[e] = REFUSED
            refused[count] = e
            count += 1
    return refused[:count]


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _choose_again(people, tables, month, both, refused, accounts, drawn):
    """The second choice of the refused, the full venue excluded, which is their guest's; who has none stays home."""
    events, guests = both
    cells, weights, keys, rows, domains = people.cell, people.weight, month.keys, events.row, events.domain
    start, venues, reference, current = tables.start, tables.venue, tables.reference, tables.current
    slots, state, total, number = tables.slots, tables.state, tables.total, month.month
    columns, visits, status, trips = events.column, events.visits, events.status, accounts.trips
    racing, grown = tables.racing, tables.grown
    for e in refused:
        i, d = np.int64(rows[e]), np.int64(domains[e])
        cell, span = cells[i], (np.int64(start[d]), np.int64(start[d + 1]))
        standing, who, full = (state[cell, d], total[cell, d]), (i, number, d, 1), np.int64(columns[e])
        apart = grown[racing[d] : racing[d + 1]]
        column = choose(
            venues, reference[cell], current[cell], slots[cell], span, apart, standing, keys, who, full, drawn
        )
        if column < 0:
            _send_guest_home(events, guests, e)
            continue
        columns[e], status[e] = column, AGAIN
        count_trip(trips, accounts.spread, tables.journeys, cell, d, column, np.int64(weights[i]) * visits[e])
        if events.other[e] >= COMING:
            guests.column[np.uint64(events.other[e] ^ COMING)] = column
            _count_guest(people, tables, guests, events.other[e], accounts, 1)


@kernel()
def _send_guest_home(events, guests, e):
    """The guest of a host who stays home, if there is one, stays home too."""
    if events.other[e] >= COMING:
        guests.status[np.uint64(events.other[e] ^ COMING)] = REFUSED


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _seat_again(people, tables, month, both, bounds, own, places, accounts):
    """Seat those who ask an own venue for a second place; who is refused again stays home."""
    events, guests = both
    asking = _queuing_again(tables, events, bounds, own)
    for e in asking:
        events.status[e] = SEATED
    for e in _seat_queue(people, tables, both, _queue(tables, month, events, asking, 1), places, accounts):
        _send_guest_home(events, guests, e)


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _mend(people, month, events, bounds, accounts):
    """Take back what those of a chunk who stay home had shown to their ties, and count them."""
    past, n, first, last = people.past, people.past.shape[1], bounds[0], bounds[1]
    found = np.empty(last - first + 1, np.uint32)
    # of this month's outings none is LEARNT yet: the refused alone have their bit
    refused = found[: append(last - first, events.status[first:last], REFUSED, 0, found)]
    for r in refused:
        for k in range(12):
            prefetch(past, np.uint64(k * n + np.int64(events.row[np.uint64(first) + np.uint64(r)])))
    for r in refused:
        _miss(people, month, events, np.uint64(first) + np.uint64(r), accounts)


@kernel()
def _miss(people, month, events, e, accounts):
    """Take back what one of the refused had shown to their ties."""
    i, d = np.int64(events.row[e]), np.int64(events.domain[e])
    people.past[month.slot, i] &= ~np.uint8(1 << d)
    show_again(people, month, i)
    accounts.lost[REFUSED, d] += people.weight[i]


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _close_accounts(tables, shared, most_carried):
    """What venues offered and gave this month; what is left, or overrun, is carried to the next (rule 10)."""
    left, carried = shared.left, shared.carried
    shared.offered[:] += tables.places
    shared.seated[:] += tables.places + carried - left
    for v in range(left.size):
        carried[v] = min(max(left[v], -most_carried), most_carried)


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def give_places(people, tables, month, k, shared, outings, most_carried, desk):
    """Seat the month's demand (S10), thread by thread; False when the gate was shut.

    Args:
        people: Residents' columns; the month's window and signals are mended for those who stay home.
        tables: Access tables.
        month: The month.
        k: The thread's number.
        shared: What the threads share; the accounts already hold the whole demand as if seated.
        outings: The months' outings, and guests' outings; status, column and visits are rewritten for those refused.
        most_carried: Persons that a venue may carry to the next month, or overrun by.
        desk: The thread's working arrays.
    """
    both, bounds = (outings.own[month.side], outings.guests[month.side]), shared.bounds[month.side]
    demand, places, left = shared.demand.sum(axis=0), tables.places + shared.carried, shared.left
    crowded = demand > places
    own = _own_venues(demand * crowded, k, shared.reached.size)
    queuing = _queuing(tables, both[0], bounds, own * crowded)
    for v in range(left.size):
        if own[v]:
            left[v] = places[v] - (0 if crowded[v] else demand[v])
    if not together(shared.gate, k):
        return False
    if crowded.any():
        accounts = Accounts(shared.trips[k], shared.lost[k], shared.spread[k], shared.demand[k], shared.wishes[k])
        queue = _queue(tables, month, both[0], queuing, 0)
        refused = _seat_queue(people, tables, both, queue, left, accounts)
        _choose_again(people, tables, month, both, refused, accounts, desk.again)
        if not together(shared.gate, k):
            return False
        _seat_again(people, tables, month, both, bounds, own, left, accounts)
        if not together(shared.gate, k):
            return False
        _mend(people, month, both[0], bounds[k], accounts)
        _mend(people, month, both[1], shared.guests[month.side, k], accounts)
    if k == 0:
        _close_accounts(tables, shared, most_carried)
    return together(shared.gate, k)
