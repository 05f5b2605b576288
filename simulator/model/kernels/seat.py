"""Places: who is seated when a venue, or a practice group, is full (S10, rule 10)."""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit
from simulator.draws import Stream, words
from simulator.model.kernels.choose import choose
from simulator.model.kernels.layout import REFUSED, SEATED

_SEAT = int(Stream.SEAT)
_PRACTICE = int(Stream.PRACTICE)


@njit(cache=True, nogil=True, error_model="numpy")
def _queue(people, tables, month, events, chosen, attempt):
    """Demanders sorted by (venue, keyed hash, row): positions in `events`."""
    venue = np.empty(chosen.size, np.int64)
    ticket = np.empty(chosen.size, np.uint64)
    for k in range(chosen.size):
        e = chosen[k]
        d = events.domain[e]
        venue[k] = tables.venue[tables.start[d] + events.column[e]]
        w = words(month.keys[_SEAT], events.row[e], 0, month.month, (attempt << 3) + d)
        ticket[k] = (w[0] << np.uint64(32)) | w[1]
    order = np.argsort(ticket, kind="mergesort")  # stable: equal tickets stay in row order
    return chosen[order[np.argsort(venue[order], kind="mergesort")]]


@njit(cache=True, nogil=True, error_model="numpy")
def _seat_queue(people, tables, events, queue, places, refused):
    """Seat a sorted queue while places remain; returns how many were refused (listed in `refused`)."""
    count = 0
    for k in range(queue.size):
        e = queue[k]
        d = events.domain[e]
        venue = tables.venue[tables.start[d] + events.column[e]]
        if places[venue] <= 0:
            events.status[e] = REFUSED
            refused[count] = e
            count += 1
            continue
        weight = np.int64(people.weight[events.row[e]])
        asked = np.int64(events.visits[e])
        given = min(asked, (places[venue] + weight - 1) // weight)
        events.visits[e] = given
        places[venue] -= weight * given
    return count


@njit(cache=True, nogil=True, error_model="numpy")
def _demanders(tables, events, bounds, crowded):
    """Events within the chunks' bounds that ask for a crowded venue, in row order."""
    start, venue = tables.start, tables.venue
    domains, columns, status = events.domain, events.column, events.status
    chosen = np.empty((bounds[:, 1] - bounds[:, 0]).sum(), np.int64)
    count = 0
    for k in range(bounds.shape[0]):
        for e in range(bounds[k, 0], bounds[k, 1]):
            if status[e] == SEATED and crowded[venue[start[domains[e]] + columns[e]]]:
                chosen[count] = e
                count += 1
    return chosen[:count]


@njit(cache=True, nogil=True, error_model="numpy")
def seat(people, tables, month, events, bounds, demand, places):
    """Seat a month's demand; `places` becomes what is left. Refused residents choose once more, then stay home.

    Args:
        people: Residents' columns.
        tables: Access tables.
        month: The month.
        events: The month's outings; status, column and visits are rewritten for those refused.
        bounds: int64 [chunks, 2], first and last event of each chunk of rows.
        demand: int64 [venues], visits asked for.
        places: int64 [venues], places of the month, what was carried over included.
    """
    crowded = demand > places
    if not crowded.any():
        places -= demand
        return
    calm = ~crowded
    places[calm] -= demand[calm]
    chosen = _demanders(tables, events, bounds, crowded)
    refused = np.empty(chosen.size, np.int64)
    count = _seat_queue(people, tables, events, _queue(people, tables, month, events, chosen, 0), places, refused)
    _seat_again(people, tables, month, events, np.sort(refused[:count]), places)


@njit(cache=True, nogil=True, error_model="numpy")
def _seat_again(people, tables, month, events, refused, places):
    """The second choice of the refused, the full venue excluded, under the same rule."""
    asking = np.empty(refused.size, np.int64)
    count = 0
    for k in range(refused.size):
        e = refused[k]
        i, d = events.row[e], events.domain[e]
        column = choose(tables, month, i, people.cell[i], d, 1, events.column[e])
        if column < 0:
            continue
        events.column[e] = column
        events.status[e] = SEATED
        asking[count] = e
        count += 1
    again = np.empty(count, np.int64)
    _seat_queue(people, tables, events, _queue(people, tables, month, events, asking[:count], 1), places, again)


@njit(cache=True, nogil=True, error_model="numpy")
def ration_practice(people, month, moves, crowded, places):
    """In crowded agglomerations, let newcomers in by keyed order while places remain; the others do not start."""
    rows = np.flatnonzero(moves == 1)
    ticket = np.empty(rows.size, np.uint64)
    for k in range(rows.size):
        w = words(month.keys[_PRACTICE], rows[k], 0, month.month, 0)
        ticket[k] = (w[0] << np.uint64(32)) | w[1]
    for i in rows[np.argsort(ticket, kind="mergesort")]:
        zone = people.agglomeration[i]
        if not crowded[zone]:
            continue
        if places[zone] <= 0:
            moves[i] = 0
        else:
            places[zone] -= people.weight[i]
