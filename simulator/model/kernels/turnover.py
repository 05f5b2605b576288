"""Counting a year's turnover: in how many months people went, who came and who left, who is far (yearly, by group)."""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit

_FIRST_THREE = np.uint8(7)
_DOMAINS = np.uint8(63)
_MUSEUM_STAGE_CONCERT = np.uint8(0b000111)
_ALL_BUT_CINEMA = np.uint8(0b110111)
_S3 = np.uint8(3)
_S6 = np.uint8(6)


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _months(people, begin, end):
    """Months with a visit in the year of rows [begin, end), three domains a code: uint8 [2, rows].

    Bit d is the lower half of domain d's number, bit d + 3 the upper one: 0, 1, 2, or 3 and more.
    """
    past, size = people.past[:, begin:end], end - begin
    once, twice, out = np.zeros(size, np.uint8), np.zeros(size, np.uint8), np.empty((2, size), np.uint8)
    for month in range(12):
        went = past[month]
        for r in range(size):
            both = once[r] & went[r]
            once[r] = (once[r] ^ went[r]) | (twice[r] & both)
            twice[r] |= both
    for r in range(size):
        out[0, r] = (once[r] & _FIRST_THREE) | ((twice[r] & _FIRST_THREE) << _S3)
        out[1, r] = ((once[r] & _DOMAINS) >> _S3) | (twice[r] & _DOMAINS & ~_FIRST_THREE)
    return out


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _wider(codes):
    """Of a year's codes: any outing but cinema (bit 0), an institution (bit 1), amateur practice (bit 2)."""
    out = np.empty_like(codes)
    for r in range(codes.size):
        code = codes[r]
        out[r] = np.uint8((code & _ALL_BUT_CINEMA) != 0)
        out[r] |= np.uint8(np.uint8((code & _MUSEUM_STAGE_CONCERT) != 0) << np.uint8(1))
        out[r] |= np.uint8((code >> _S6) << np.uint8(2))
    return out


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _compare(people, codes, begin, far):
    """Who came and who left since the year before: domains come to, left, and the wider practices; uint8 [3, rows].

    The last holds the wider practices come to (bits 0 to 2), left (3 to 5), and whether the resident is far (6).
    """
    size = codes.size
    before, symbolic = people.before[begin : begin + size], people.symbolic[begin : begin + size]
    now, then, out = _wider(codes), _wider(before), np.empty((3, size), np.uint8)
    for r in range(size):
        out[0, r] = codes[r] & ~before[r] & _DOMAINS
        out[1, r] = before[r] & ~codes[r] & _DOMAINS
        out[2, r] = (now[r] & ~then[r]) | ((then[r] & ~now[r]) << _S3) | (np.uint8(symbolic[r] > far) << _S6)
    return out


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def tally_turnover(people, shared, k, codes, rows):
    """Count those in some `rows` of a chunk by group and agglomeration, then keep the year's codes for the next.

    A class's line of `turnover` holds persons by code: months in the first and in the last three domains, domains come
    to, domains left (64 codes each), and the wider practices (128). Whole numbers of 32 bits hold two billion persons.
    """
    (begin, end), groups, table = shared.chunks[k], shared.groups, shared.turnover[k]
    months, moves = _months(people, begin, end), _compare(people, codes, begin, shared.far)
    weights, zones, first_zone = people.weight, people.agglomeration, shared.by_group.shape[1]
    g0, g1, g2, g3, g4 = groups[0], groups[1], groups[2], groups[3], groups[4]
    table[:] = 0
    for r in rows:
        i = np.uint64(begin) + np.uint64(r)
        weight = weights[i]
        few, more = np.uint64(months[0, r]), np.uint64(months[1, r]) + np.uint64(64)
        came, went = np.uint64(moves[0, r]) + np.uint64(128), np.uint64(moves[1, r]) + np.uint64(192)
        wide = np.uint64(moves[2, r]) + np.uint64(256)
        zone = np.uint64(zones[i]) + np.uint64(first_zone)
        for group in (np.uint64(g0[i]), np.uint64(g1[i]), np.uint64(g2[i]), np.uint64(g3[i]), np.uint64(g4[i]), zone):
            line = table[group]
            line[few] += weight
            line[more] += weight
            line[came] += weight
            line[went] += weight
            line[wide] += weight
    people.before[begin:end] = codes
