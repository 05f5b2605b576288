"""Amateur practice where groups have no more room: who begins, and who waits (S13)."""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit
from simulator.draws import Stream
from simulator.model.kernels.queues import sorted_tickets, tickets
from simulator.model.kernels.show import show_again

_PRACTICE = int(Stream.PRACTICE)


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
def _ration(people, month, moves, crowded, places):
    """In crowded agglomerations, let newcomers in by keyed order while places remain; returns persons turned away."""
    rows, zones, turned_away = _newcomers(people, moves, crowded), people.agglomeration, 0
    zone = zones[rows].astype(np.uint32)
    ticket = tickets(month.keys[_PRACTICE], month.month, rows, np.zeros(rows.size, np.uint32))
    for k in sorted_tickets(zone, ticket, rows, crowded.size):
        i = rows[k]
        if places[zone[k]] <= 0:
            moves[i] = people.practice[i] = 0
            show_again(people, month, np.int64(i))
            turned_away += people.weight[i]
        else:
            places[zone[k]] -= people.weight[i]
    return turned_away


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def let_practise(people, month, room, shared):
    """Let newcomers practise where there is room; elsewhere some wait (S13)."""
    wishes, practising = shared.wishes.sum(axis=0), shared.practising
    practising += shared.came.sum(axis=0)
    shared.came[:] = 0
    wanting, stopping = wishes[0], wishes[1]
    left = room - practising + stopping
    crowded = wanting > left
    entering = np.where(crowded, np.int64(0), wanting)
    if crowded.any():
        before = left.copy()
        shared.turned_away[0] += _ration(people, month, shared.moves, crowded, left)
        entering += np.where(crowded, before - left, 0)
    practising += entering - stopping
