"""Keyed random draws: every draw is a pure function of (seed, stream, row, generation, month, index).

Nothing is sequential, so the order of the work, the number of threads and what another world draws cannot matter.
The generator is Philox 4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from simulator.compiled import njit
from simulator.elementary import normal_quantile

_M0 = np.uint64(0xD2511F53)
_M1 = np.uint64(0xCD9E8D57)
_W0 = np.uint64(0x9E3779B9)
_W1 = np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_TO_UNIT = 1.0 / 4294967296.0


class Stream(IntEnum):
    """Permanent numbers of the streams. Never renumber, never reuse: a number is part of every published result."""

    # the population
    PLACEMENT = 1
    HOUSEHOLD = 2
    PERSON = 3
    TIE_ORDER = 4
    TIE_REWIRE = 5
    # residents' initial state
    TASTE = 20
    HABITUS = 21
    LATENT_TASTE = 22
    FIRST_PRACTICE = 23
    # the month
    PARTICIPATION = 40
    REFINEMENT = 41
    PROPOSAL = 43  # 42 was used by an early version and stays empty
    RACE = 44
    SEAT = 45
    PRACTICE = 47
    CONTACT = 48
    LAST_RESORT = 49
    INVITATION = 50
    DIGITAL = 51
    SCHOOL = 60
    LAYER = 61  # who lives in a planner's layer
    # births, deaths, moves
    YEAR_OF_LIFE = 70  # schooling, work, mobility
    FATE = 71  # death, departure, a birth, an arrival
    NEWBORN = 72
    SLOT_TIES = 73
    HOME = 74  # households that part, form, move


@njit(cache=True, error_model="numpy", inline="always")
def philox(c0, c1, c2, c3, k0, k1):
    """Philox 4x32-10: four 32-bit counters and two key words (uint64 holding 32 bits) to four 32-bit words."""
    for _ in range(10):
        p0 = _M0 * c0
        p1 = _M1 * c2
        n0 = (p1 >> _HALF) ^ c1 ^ k0
        n2 = (p0 >> _HALF) ^ c3 ^ k1
        c1 = p1 & _LOW
        c3 = p0 & _LOW
        c0 = n0
        c2 = n2
        k0 = (k0 + _W0) & _LOW
        k1 = (k1 + _W1) & _LOW
    return c0, c1, c2, c3


@njit(cache=True, error_model="numpy")
def words(key, row, generation, month, index):
    """Four 32-bit words (as uint64) of one draw; `key` comes from `key_of`."""
    k = np.uint64(key)
    return philox(
        np.uint64(row) & _LOW,
        np.uint64(generation) & _LOW,
        np.uint64(month) & _LOW,
        np.uint64(index) & _LOW,
        k & _LOW,
        k >> _HALF,
    )


@njit(cache=True, error_model="numpy")
def unit(word):
    """A 32-bit word as a uniform strictly inside (0, 1)."""
    return (np.float64(np.int64(word)) + 0.5) * _TO_UNIT  # processors convert signed numbers faster


@njit(cache=True, error_model="numpy")
def uniform(key, row, generation, month, index):
    """One uniform strictly inside (0, 1)."""
    return unit(words(key, row, generation, month, index)[0])


def key_of(seed: int, stream: Stream) -> np.uint64:
    """The 64-bit key of a stream under a seed: SplitMix64's finaliser over both, so that near seeds share nothing."""
    mask = (1 << 64) - 1
    z = (int(seed) * 0x9E3779B97F4A7C15 + int(stream) * 0xD1B54A32D192ED03 + 0x632BE59BD9B4E019) & mask
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
    return np.uint64(z ^ (z >> 31))


@njit(cache=True, nogil=True, error_model="numpy")
def _uniforms(key, rows, month, index, out):
    for i in range(rows.size):
        out[i] = uniform(key, rows[i], 0, month, index)


@njit(cache=True, nogil=True, error_model="numpy")
def _normals(key, rows, month, index, out):
    for i in range(rows.size):
        out[i] = normal_quantile(uniform(key, rows[i], 0, month, index))


def uniforms(seed: int, stream: Stream, rows: np.ndarray, month: int = 0, index: int = 0) -> np.ndarray:
    """Uniforms in (0, 1), float64 [len(rows)], one per row number."""
    rows = np.ascontiguousarray(rows, dtype=np.int64)
    out = np.empty(rows.size)
    _uniforms(key_of(seed, stream), rows, month, index, out)
    return out


def normals(seed: int, stream: Stream, rows: np.ndarray, month: int = 0, index: int = 0) -> np.ndarray:
    """Standard normals, float64 [len(rows)], one per row number."""
    rows = np.ascontiguousarray(rows, dtype=np.int64)
    out = np.empty(rows.size)
    _normals(key_of(seed, stream), rows, month, index, out)
    return out
