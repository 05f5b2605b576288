"""Places: who is seated when a venue, or a practice group, is full (S10, rule 10)."""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit
from simulator.draws import Stream, words
from simulator.model.kernels.choose import choose
from simulator.model.kernels.layout import REFUSED, SEATED
from simulator.model.kernels.outings import count_trip
from simulator.model.kernels.show import show_again

_SEAT = int(Stream.SEAT)
_PRACTICE = int(Stream.PRACTICE)
_HALF = np.uint64(32)


@njit(cache=True, nogil=True, error_model="numpy", inline="always")
def _ticket(key, row, month, index):
    """A resident's number in a queue, uint64."""
    w = words(key, row, 0, month, index)
    return (w[0] << _HALF) | w[1]


@njit(cache=True, nogil=True, error_model="numpy")
def _bins(venue, ticket):
    """Where each ticket would stand if tickets were spread evenly: one bin per demander, venue by venue."""
    size, venues = venue.size, venue.max() + 1
    asked, first = np.zeros(venues, np.int64), np.zeros(venues, np.int64)
    for k in range(size):
        asked[venue[k]] += 1
    for v in range(1, venues):
        first[v] = first[v - 1] + asked[v - 1]
    out = np.empty(size, np.int64)
    for k in range(size):
        v = venue[k]
        out[k] = first[v] + np.int64((ticket[k] >> _HALF) * np.uint64(asked[v]) >> _HALF)
    return out


@njit(cache=True, nogil=True, error_model="numpy")
def sorted_tickets(venue, ticket, row):
    """Positions in (venue, ticket, row) order, int64: a sort in linear time, as tickets are even.

    Tickets are put into as many bins as there are, then the few of a bin are put in order.
    """
    size = venue.size
    if size == 0:
        return np.empty(0, np.int64)
    bins, order = _bins(venue, ticket), np.empty(size, np.int64)
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


@njit(cache=True, nogil=True, error_model="numpy")
def _queue(people, tables, month, events, chosen, attempt):
    """The chosen events in (venue, ticket, row) order: their positions, venues, weights and visits asked for."""
    venues, columns, rows, domains = tables.venue, events.column, events.row, events.domain
    weights, visits, key, number, size = people.weight, events.visits, month.keys[_SEAT], month.month, chosen.size
    venue, ticket, row = np.empty(size, np.int64), np.empty(size, np.uint64), np.empty(size, np.int64)
    weight, asked = np.empty(size, np.int64), np.empty(size, np.int64)
    for k in range(size):
        e = chosen[k]
        i = rows[e]
        venue[k], row[k], weight[k], asked[k] = venues[np.uint64(columns[e])], i, weights[i], visits[e]
        ticket[k] = _ticket(key, row[k], number, (attempt << 3) + np.int64(domains[e]))
    order = sorted_tickets(venue, ticket, row)
    return chosen[order], venue[order], weight[order], asked[order]


@njit(cache=True, nogil=True, error_model="numpy")
def _seat_queue(people, tables, events, queue, places, accounts):
    """Seat a sorted queue while places remain; returns those refused. What is not given leaves the accounts."""
    positions, venues, weights, wishes = queue
    cells, trips, journeys = people.cell, accounts.trips, tables.journeys
    rows, domains, columns, visits, status = events.row, events.domain, events.column, events.visits, events.status
    refused, count = np.empty(positions.size, np.int64), 0
    for k in range(positions.size):
        venue, weight, asked = venues[k], weights[k], wishes[k]
        given = max(np.int64(0), min(asked, (places[venue] + weight - 1) // weight))
        places[venue] -= weight * given
        if given == asked:
            continue
        e = positions[k]
        count_trip(trips, journeys, cells[rows[e]], domains[e], columns[e], weight * (given - asked))
        if given > 0:
            visits[e] = given
        else:
            status[e] = REFUSED
            refused[count] = e
            count += 1
    return refused[:count]


@njit(cache=True, nogil=True, error_model="numpy")
def _demanders(tables, events, bounds, crowded):
    """Events within the chunks' bounds that ask for a crowded venue."""
    in_crowd, columns = crowded[tables.venue], events.column
    chosen = np.empty((bounds[:, 1] - bounds[:, 0]).sum(), np.int64)
    count = 0
    for k in range(bounds.shape[0]):
        for e in range(bounds[k, 0], bounds[k, 1]):
            chosen[count] = e
            count += columns[e] >= 0 and in_crowd[columns[e]]
    return chosen[:count]


@njit(cache=True, nogil=True, error_model="numpy")
def _choose_again(people, tables, month, events, refused, accounts):
    """The second choice of the refused, the full venue excluded; returns those who have one."""
    cells, weights, keys, rows, domains = people.cell, people.weight, month.keys, events.row, events.domain
    start, venues, reference, current = tables.start, tables.venue, tables.reference, tables.current
    slots, state, total, number = tables.slots, tables.state, tables.total, month.month
    columns, visits, status, trips, journeys = (
        events.column,
        events.visits,
        events.status,
        accounts.trips,
        tables.journeys,
    )
    asking, count = np.empty(refused.size, np.int64), 0
    for e in refused:
        i, d = np.int64(rows[e]), np.int64(domains[e])
        cell, span = cells[i], (np.int64(start[d]), np.int64(start[d + 1]))
        standing, who, full = (state[cell, d], total[cell, d]), (i, number, d, 1), np.int64(columns[e])
        column = choose(venues, reference[cell], current[cell], slots[cell], span, standing, keys, who, full)
        if column >= 0:
            columns[e], status[e] = column, SEATED
            count_trip(trips, journeys, cell, d, column, np.int64(weights[i]) * visits[e])
            asking[count] = e
            count += 1
    return asking[:count]


@njit(cache=True, nogil=True, error_model="numpy")
def _stay_home(people, month, events, refused, accounts):
    """Take back what the refused had shown to their ties, and count them."""
    window = people.past[month.slot]
    for e in refused:
        if events.status[e] == REFUSED:
            i, d = np.int64(events.row[e]), np.int64(events.domain[e])
            window[i] &= ~np.uint8(1 << d)
            show_again(people, month, i)
            accounts.lost[REFUSED, d] += people.weight[i]


@njit(cache=True, nogil=True, error_model="numpy")
def seat(people, tables, month, events, bounds, demand, places, accounts):
    """Seat a month's demand; `places` becomes what is left. Refused residents choose once more, then stay home.

    Args:
        people: Residents' columns; the month's window and signals are mended for those who stay home.
        tables: Access tables.
        month: The month.
        events: The month's outings; status, column and visits are rewritten for those refused.
        bounds: int64 [chunks, 2], first and last event of each chunk of rows.
        demand: int64 [venues], visits asked for.
        places: int64 [venues], places of the month, what was carried over included.
        accounts: Accounts that already hold the whole demand as if seated.
    """
    crowded = demand > places
    for v in range(demand.size):
        places[v] -= 0 if crowded[v] else demand[v]
    if not crowded.any():
        return
    first = _queue(people, tables, month, events, _demanders(tables, events, bounds, crowded), 0)
    refused = _seat_queue(people, tables, events, first, places, accounts)
    asking = _choose_again(people, tables, month, events, refused, accounts)
    _seat_queue(people, tables, events, _queue(people, tables, month, events, asking, 1), places, accounts)
    _stay_home(people, month, events, refused, accounts)


@njit(cache=True, nogil=True, error_model="numpy")
def ration_practice(people, month, moves, crowded, places):
    """In crowded agglomerations, let newcomers in by keyed order while places remain; the others do not start."""
    rows = np.flatnonzero((moves == 1) & crowded[people.agglomeration])
    zone, ticket = people.agglomeration[rows].astype(np.int64), np.empty(rows.size, np.uint64)
    for k in range(rows.size):
        ticket[k] = _ticket(month.keys[_PRACTICE], rows[k], month.month, 0)
    for k in sorted_tickets(zone, ticket, rows):
        i = rows[k]
        if places[zone[k]] <= 0:
            moves[i] = people.practice[i] = 0
            show_again(people, month, i)
        else:
            places[zone[k]] -= people.weight[i]
