"""Rows of a population while its lives are drawn, compiled: who stands where, with whom, and which rows are empty.

Who lives together is a ring: every row holds the next member of its household, a person alone their own row.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.compiled import njit

GROWN = 18
"""From this age on, somebody may leave a household alone; younger members go where its reference person goes."""


class People(NamedTuple):
    """Everybody and every empty row, N rows; rewritten year after year."""

    present: np.ndarray  # bool
    age: np.ndarray  # uint8
    sex: np.ndarray  # uint8
    education: np.ndarray  # uint8
    occupation: np.ndarray  # uint8
    mobility: np.ndarray  # uint8
    commune: np.ndarray  # int64
    weight: np.ndarray  # int64
    stays: np.ndarray  # uint8, month in which who was here in January leaves, 12 for nobody
    next: np.ndarray  # int64, the next member of the household, oneself when alone
    partner: np.ndarray  # int64, row of the partner, -1 without one
    head: np.ndarray  # int64, row of the household's reference person in January
    changed: np.ndarray  # bool, whether this January changed where or with whom one lives


class Places(NamedTuple):
    """Where newcomers may go: a heap of empty rows for every commune, the lowest on top; and rows by agglomeration."""

    first: np.ndarray  # int64 [C], where a commune's heap begins
    size: np.ndarray  # int64 [C]
    heap: np.ndarray  # int64
    zone: np.ndarray  # int64 [C], agglomeration
    zone_first: np.ndarray  # int64 [A + 1]
    zone_commune: np.ndarray  # int64, communes of the agglomeration's first residents, one after the other


@njit(cache=True, nogil=True)
def push(places, commune, row):
    """Add an empty row to its commune's heap."""
    heap, first = places.heap, places.first[commune]
    at = places.size[commune]
    places.size[commune] += 1
    while at > 0 and heap[first + (at - 1) // 2] > row:
        heap[first + at] = heap[first + (at - 1) // 2]
        at = (at - 1) // 2
    heap[first + at] = row


@njit(inner=True, cache=True, nogil=True)
def pop(places, commune):
    """Take the lowest empty row of a commune, -1 when there is none."""
    heap, first, size = places.heap, places.first[commune], places.size[commune] - 1
    if size < 0:
        return -1
    places.size[commune] = size
    lowest, row, at = heap[first], heap[first + size], 0
    while 2 * at + 1 < size:
        child = 2 * at + 1
        if child + 1 < size and heap[first + child + 1] < heap[first + child]:
            child += 1
        if heap[first + child] >= row:
            break
        heap[first + at] = heap[first + child]
        at = child
    heap[first + at] = row
    return lowest


@njit(inner=True, cache=True, nogil=True)
def join(people, i, j):
    """Let somebody who is alone live with `j`."""
    people.next[i] = people.next[j]
    people.next[j] = i


@njit(inner=True, cache=True, nogil=True)
def quit_home(people, i):
    """Let somebody leave their household; partners stay partners until told otherwise."""
    k = i
    while people.next[k] != i:
        k = people.next[k]
    people.next[k] = people.next[i]
    people.next[i] = i


@njit(inner=True, cache=True, nogil=True)
def unpair(people, i):
    """Let `i`, and whoever was their partner, be without one."""
    if people.partner[i] >= 0:
        people.partner[people.partner[i]] = -1
    people.partner[i] = -1


@njit(inner=True, cache=True, nogil=True)
def members(people, i):
    """How many live in the household of `i`."""
    count, k = 1, people.next[i]
    while k != i:
        count, k = count + 1, people.next[k]
    return count


@njit(inner=True, cache=True, nogil=True)
def follows(people, i):
    """Whether `i` goes where the reference person of January goes: their partner, and whoever is not grown up."""
    head = people.head[i]
    return head != i and (people.partner[i] == head or people.age[i] < GROWN)


@njit(inner=True, cache=True, nogil=True)
def name_heads(people):
    """Name the reference person of every household: its oldest member, of these the lowest row.

    Whoever lives with somebody who moved, came or went this January counts as changed, too.
    """
    for i in range(people.age.size):
        people.head[i] = i
        if not people.present[i]:
            continue
        best, any_changed, k = i, people.changed[i], people.next[i]
        while k != i:
            older = people.age[k] > people.age[best]
            best = k if older or (people.age[k] == people.age[best] and k < best) else best
            any_changed, k = any_changed or people.changed[k], people.next[k]
        people.head[i] = best
        if best == i and any_changed:
            people.changed[i] = True
    for i in range(people.age.size):
        people.changed[i] = people.changed[people.head[i]]
