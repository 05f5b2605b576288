"""Places: who is seated when a venue, or a practice group, is full (S10, rule 10)."""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel, njit
from simulator.draws import Stream, philox
from simulator.model.kernels.choose import choose
from simulator.model.kernels.layout import COMING, REFUSED, SEATED
from simulator.model.kernels.machine import prefetch
from simulator.model.kernels.outings import count_trip
from simulator.model.kernels.show import show_again

_SEAT = int(Stream.SEAT)
_PRACTICE = int(Stream.PRACTICE)
_HALF = np.uint64(32)
_LOW32 = np.uint64(0xFFFFFFFF)
_ONE = np.uint64(1)


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _tickets(key, month, rows, index):
    """Residents' numbers in a queue, uint64: the keyed draw of each row, and of an index that tells queues apart."""
    out, zero = np.empty(rows.size, np.uint64), np.uint64(0)
    k0, k1, number = np.uint64(key) & _LOW32, np.uint64(key) >> _HALF, np.uint64(month) & _LOW32
    for k in range(rows.size):
        w0, w1, _, _ = philox(np.uint64(rows[k]), zero, number, np.uint64(index[k]), k0, k1)
        out[k] = (w0 << _HALF) | w1
    return out


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _bins(venue, ticket, venues):
    """Where each ticket would stand if tickets were spread evenly: one bin per demander, venue by venue."""
    size = venue.size
    asked, first = np.zeros(venues, np.uint64), np.zeros(venues, np.uint64)
    for k in range(size):
        asked[venue[k]] += _ONE
    for v in range(1, venues):
        first[v] = first[v - 1] + asked[v - 1]
    out = np.empty(size, np.uint32)
    for k in range(size):
        v = venue[k]
        out[k] = first[v] + ((ticket[k] >> _HALF) * asked[v] >> _HALF)
    return out


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def sorted_tickets(venue, ticket, row, venues):
    """Positions in (venue, ticket, row) order, int64: a sort in linear time, as tickets are even.

    Tickets are put into as many bins as there are, then the few of a bin are put in order.
    """
    size = venue.size
    bins, order = _bins(venue, ticket, venues), np.empty(size, np.int64)
    after = np.zeros(size + 1, np.int64)
    for k in range(size):
        after[bins[k] + 1] += 1
    for b in range(size):
        after[b + 1] += after[b]
    for k in range(size):
        order[after[bins[k]]] = k
        after[bins[k]] += 1
    for at in range(1, size):
        mine, k = order[at], at
        while k > 0:
            other = order[k - 1]
            same = bins[other] == bins[mine]
            if not same or (ticket[other], row[other]) <= (ticket[mine], row[mine]):
                break
            order[k] = other
            k -= 1
        order[k] = mine
    return order


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _queue(tables, month, events, chosen, attempt, venues):
    """The chosen events in (venue, ticket, row) order."""
    column_venue, columns, rows, domains = tables.venue, events.column, events.row, events.domain
    size = chosen.size
    venue, row, index = np.empty(size, np.uint32), np.empty(size, np.uint32), np.empty(size, np.uint32)
    for k in range(size):
        e = np.uint64(chosen[k])
        venue[k], row[k] = column_venue[np.uint64(columns[e])], rows[e]
        index[k] = (attempt << 3) + np.int64(domains[e])
    ticket = _tickets(month.keys[_SEAT], month.month, row, index)
    return chosen[sorted_tickets(venue, ticket, row, venues)]


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
def _demanders(tables, events, bounds, crowded):
    """Events within the chunks' bounds that ask for a crowded venue; `columns` without a venue are -1."""
    columns, busy = events.column, np.zeros(tables.venue.size + 1, np.uint8)
    for column in range(tables.venue.size):
        busy[column + 1] = crowded[tables.venue[column]]
    chosen, at = np.empty((bounds[:, 1] - bounds[:, 0]).sum() + 1, np.uint32), np.uint64(0)
    for k in range(bounds.shape[0]):
        for e in range(bounds[k, 0], bounds[k, 1]):
            chosen[at] = e
            at += np.uint64(busy[np.uint64(columns[e] + 1)])
    return chosen[: np.int64(at)]


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _choose_again(people, tables, month, both, refused, accounts, drawn):
    """The second choice of the refused, the full venue excluded, which is their guest's; returns those who have one."""
    events, guests = both
    cells, weights, keys, rows, domains = people.cell, people.weight, month.keys, events.row, events.domain
    start, venues, reference, current = tables.start, tables.venue, tables.reference, tables.current
    slots, state, total, number = tables.slots, tables.state, tables.total, month.month
    columns, visits, status, trips = events.column, events.visits, events.status, accounts.trips
    journeys, asking, count = tables.journeys, np.empty(refused.size, np.uint32), 0
    for e in refused:
        i, d = np.int64(rows[e]), np.int64(domains[e])
        cell, span = cells[i], (np.int64(start[d]), np.int64(start[d + 1]))
        standing, who, full = (state[cell, d], total[cell, d]), (i, number, d, 1), np.int64(columns[e])
        column = choose(venues, reference[cell], current[cell], slots[cell], span, standing, keys, who, full, drawn)
        if column >= 0:
            columns[e], status[e] = column, SEATED
            count_trip(trips, accounts.spread, journeys, cell, d, column, np.int64(weights[i]) * visits[e])
            if events.other[e] >= COMING:
                guests.column[np.uint64(events.other[e] ^ COMING)] = column
                _count_guest(people, tables, guests, events.other[e], accounts, 1)
            asking[count] = e
            count += 1
    return asking[:count]


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _stay_home(people, month, both, refused, accounts, desk):
    """Take back what the refused and their guests had shown to their ties, and count them."""
    (events, guests), past, n = both, people.past, people.past.shape[1]
    for e in refused:
        for k in range(12):
            prefetch(past, np.uint64(k * n + np.int64(events.row[e])))
    for e in refused:
        if events.status[e] == REFUSED:
            _miss(people, month, events, np.uint64(e), accounts, desk)
            if events.other[e] >= COMING:
                g = np.uint64(events.other[e] ^ COMING)
                guests.status[g] = REFUSED
                _miss(people, month, guests, g, accounts, desk)


@kernel()
def _miss(people, month, events, e, accounts, desk):
    """Take back what one of the refused had shown to their ties."""
    i, d = np.int64(events.row[e]), np.int64(events.domain[e])
    people.past[month.slot, i] &= ~np.uint8(1 << d)
    show_again(people, month, i, desk)
    accounts.lost[REFUSED, d] += people.weight[i]


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def seat(people, tables, month, both, bounds, demand, places, accounts, desk):
    """Seat a month's demand; `places` becomes what is left. Refused residents choose once more, then stay home.

    A host and their guest have one place in the queue, the host's, and are seated both or neither.

    Args:
        people: Residents' columns; the month's window and signals are mended for those who stay home.
        tables: Access tables.
        month: The month.
        both: The month's outings, and guests' outings; status, column and visits are rewritten for those refused.
        bounds: int64 [chunks, 2], first and last event of each chunk of rows.
        demand: int64 [venues], visits asked for.
        places: int64 [venues], places of the month, what was carried over included.
        accounts: Accounts that already hold the whole demand as if seated.
        desk: The thread's working arrays.
    """
    events, crowded, venues = both[0], demand > places, demand.size
    for v in range(venues):
        places[v] -= 0 if crowded[v] else demand[v]
    if not crowded.any():
        return
    first = _queue(tables, month, events, _demanders(tables, events, bounds, crowded), 0, venues)
    refused = _seat_queue(people, tables, both, first, places, accounts)
    asking = _choose_again(people, tables, month, both, refused, accounts, desk.again)
    _seat_queue(people, tables, both, _queue(tables, month, events, asking, 1, venues), places, accounts)
    _stay_home(people, month, both, refused, accounts, desk)


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _newcomers(people, moves, crowded):
    """Rows that want to start practising in a crowded agglomeration, uint32."""
    zones, count = people.agglomeration, 0
    for i in range(moves.size):
        count += (moves[i] == 1) & crowded[zones[i]]
    rows, at = np.empty(count + 1, np.uint32), np.uint64(0)
    for i in range(moves.size):
        rows[at] = i
        at += np.uint64((moves[i] == 1) & crowded[zones[i]])
    return rows[:count]


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def ration_practice(people, month, moves, crowded, places, desk):
    """In crowded agglomerations, let newcomers in by keyed order while places remain; returns persons turned away."""
    rows, zones, turned_away = _newcomers(people, moves, crowded), people.agglomeration, 0
    zone = zones[rows].astype(np.uint32)
    ticket = _tickets(month.keys[_PRACTICE], month.month, rows, np.zeros(rows.size, np.uint32))
    for k in sorted_tickets(zone, ticket, rows, crowded.size):
        i = rows[k]
        if places[zone[k]] <= 0:
            moves[i] = people.practice[i] = 0
            show_again(people, month, np.int64(i), desk)
            turned_away += people.weight[i]
        else:
            places[zone[k]] -= people.weight[i]
    return turned_away
