"""Joint visits: who is asked along, and who comes (the second half of S9, rule 9 of the implementation rules).

While a chunk chooses, each outing names at most one tie to be asked. When everybody has chosen, each thread answers for
the residents of its own rows: `willing` says for each domain whether they would come. So most invitations cost one
look, and only those that are accepted are sorted: by guest, domain, keyed priority and host.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel, njit
from simulator.draws import Stream, philox
from simulator.model.kernels.layout import BINS, COMING, NOBODY, SEATED, TIES, Accounts
from simulator.model.kernels.machine import prefetch
from simulator.model.kernels.marked import append_within
from simulator.model.kernels.outings import count_trip
from simulator.model.kernels.queues import sorted_tickets

_INVITATION = int(Stream.INVITATION)
_AHEAD = np.uint64(24)
"""Invitations between asking for memory and reading it."""
_ONE = np.uint64(1)
_S3 = np.uint64(3)
_S6 = np.uint64(6)
_S29 = np.uint64(29)
_S32 = np.uint64(32)
_LOW16 = np.uint64(0xFFFF)
_LOW32 = np.uint64(0xFFFFFFFF)


@kernel()
def invite_block(people, rules, begin, count, desk, other):
    """Whom the `count` outings of a block ask along, written to `other`: one tie, of the household if there is any.

    The lower half of the word that accepts a venue decides: what accepts is told by the upper half, but once in 65,536.
    """
    mates, degree, ties = people.mates[begin:], people.degree[begin:], people.ties[begin:]
    rows, column, luck, last = desk.outings[0], desk.column, desk.drawn[1], np.int64(TIES - 1)
    asking = BINS * rules.invitation_chance
    each = 1.0 / (asking + 1e-6)  # so that no rounding reaches one
    for e in range(count):
        r = rows[e]
        near, known, u = np.int64(mates[r]), np.int64(degree[r]), np.float64(np.int64(luck[e] & _LOW16)) + 0.5
        many = near if near > 0 else known
        pick = np.int64(u * each * np.float64(many)) & last
        guest = ties[r, np.uint64(last - pick if near > 0 else pick)]
        asks = np.uint32(0) - np.uint32((u < asking) & (many > 0) & (column[e] >= 0))
        other[e] = (guest & asks) | (NOBODY & ~asks)  # a branch would be guessed wrong a third of the time


@kernel()
def _list_asked(shared, events, side, k, found):
    """List every thread's invitations to rows of chunk `k` that they accept; returns how many."""
    begin, end = shared.chunks[k]
    others, domains, willing, spans = events.other, events.domain, shared.willing, shared.bounds[side]
    many, kept = 0, np.uint64(0)
    for c in range(spans.shape[0]):
        many = append_within(spans[c, 0], spans[c, 1], others, begin, end - begin, many, found)
    at = np.uint64(many)
    for q in range(at):
        prefetch(willing, np.uint64(others[found[min(q + _AHEAD, at - _ONE)]]))
        e = found[q]
        found[kept] = e
        kept += np.uint64(willing[others[e]] >> domains[e] & 1)
    return np.int64(kept)


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _in_order(month, chunk, events, asked, surprise):
    """The order of the accepted invitations of a chunk: guest, domain, keyed priority, host. Draws surprises, too."""
    key, number, zero = month.keys[_INVITATION], np.uint64(month.month) & _LOW32, np.uint64(0)
    k0, k1 = np.uint64(key) & _LOW32, np.uint64(key) >> _S32
    first, size = np.uint64(chunk[0]), np.uint64(chunk[1] - chunk[0])
    ticket, host = np.empty(asked.size, np.uint64), np.empty(asked.size, np.uint32)
    for q in range(asked.size):
        e = asked[q]
        host[q] = events.row[e]
        guest, domain = np.uint64(events.other[e]) - first, np.uint64(events.domain[e])
        _, _, priority, luck = philox(np.uint64(host[q]), zero, number, domain, k0, k1)
        ticket[q] = ((guest << _S32) // size << _S32) | domain << _S29 | priority >> _S3
        surprise[q] = luck & _LOW16
    return sorted_tickets(np.zeros(asked.size, np.uint32), ticket, host, 1)


@kernel()
def _write(people, tables, month, both, asked, order, surprise, at, accounts):
    """Write the guests' outings from position `at` on, one by guest and domain, and count them; returns the next."""
    (events, guests), cells, weight, venue = both, people.cell, people.weight, tables.venue
    past, signal = people.past[month.slot], people.signal[1 - month.side]
    trips, journeys = accounts.trips, tables.journeys
    accepted = np.int64(-1)
    for q in order:
        e = np.uint64(asked[q])
        i, d, column = np.uint64(events.other[e]), np.uint64(events.domain[e]), events.column[e]
        if np.int64((i << _S3) | d) == accepted:
            continue
        accepted = np.int64((i << _S3) | d)
        guests.row[at], guests.domain[at], guests.column[at], guests.visits[at] = i, d, column, 1
        guests.surprise[at], guests.status[at], guests.other[at] = surprise[q], SEATED, events.row[e]
        events.other[e] = COMING | np.uint32(at)
        past[i] |= np.uint8(_ONE << d)
        signal[i] |= np.uint16((_ONE << d) | (_ONE << (d + _S6)))
        accounts.demand[venue[np.uint64(column)]] += weight[i]
        count_trip(trips, accounts.spread, journeys, cells[i], d, column, np.int64(weight[i]))
        at += 1
    return at


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def bring_guests(people, tables, month, k, shared, outings):
    """The guests of chunk `k`: one invitation accepted a domain at most, by lowest keyed priority, then host (rule 9).

    A guest goes where the host goes, from their own commune; nobody is asked by a guest. Once all have chosen.
    """
    events, guests, bounds = outings.own[month.side], outings.guests[month.side], shared.guests[month.side, k]
    spans = shared.bounds[month.side]
    bounds[:] = 6 * shared.chunks[k, 0]
    found = np.empty((spans[:, 1] - spans[:, 0]).sum() + 1, np.uint32)
    asked = found[: _list_asked(shared, events, month.side, k, found)]
    surprise = np.empty(asked.size, np.uint16)
    order = _in_order(month, shared.chunks[k], events, asked, surprise)
    accounts = Accounts(shared.trips[k], shared.lost[k], shared.spread[k], shared.demand[k], shared.wishes[k])
    bounds[1] = _write(people, tables, month, (events, guests), asked, order, surprise, bounds[1], accounts)
