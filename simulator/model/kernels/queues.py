"""Queues: the order in which people ask for a place, by keyed tickets (rule 10)."""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit
from simulator.draws import philox

_HALF = np.uint64(32)
_LOW32 = np.uint64(0xFFFFFFFF)
_ONE = np.uint64(1)


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def tickets(key, month, rows, index):
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
