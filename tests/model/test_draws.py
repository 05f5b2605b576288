"""Keyed draws: Philox's published answers, permanent streams, quality."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.compiled import njit
from simulator.draws import Stream, key_of, philox, uniform, uniforms, words

ANSWERS = [
    ((0, 0, 0, 0, 0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 6, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
STREAMS = {
    "PLACEMENT": 1, "HOUSEHOLD": 2, "PERSON": 3, "TIE_ORDER": 4, "TIE_REWIRE": 5,
    "TASTE": 20, "HABITUS": 21, "LATENT_TASTE": 22, "FIRST_PRACTICE": 23,
    "PARTICIPATION": 40, "REFINEMENT": 41, "PROPOSAL": 43, "RACE": 44, "SEAT": 45,
    "PRACTICE": 47, "CONTACT": 48, "LAST_RESORT": 49,
}  # fmt: skip


@pytest.mark.parametrize(("counters", "expected"), ANSWERS)
def test_philox_gives_the_published_answers(counters, expected):
    assert tuple(int(w) for w in philox(*map(np.uint64, counters))) == expected


def test_streams_are_permanent():
    """A number is part of every published result: it may be added, never changed or reused."""
    for name, number in STREAMS.items():
        assert Stream[name] == number
    assert len({int(s) for s in Stream}) == len(Stream.__members__)
    assert 42 not in {int(s) for s in Stream}


@njit
def _bits(key, rows, month, out):
    for i in range(rows):
        w = words(key, i, 0, month, 0)
        for d in range(6):
            half = w[d // 2] >> np.uint64(16 * (d % 2))
            out[d, i] = half & np.uint64(0xFFFF)


def halves(seed=1, stream=Stream.PARTICIPATION, month=3, rows=200_000):
    out = np.empty((6, rows), np.int64)
    _bits(key_of(seed, stream), rows, month, out)
    return out


def test_domains_are_uniform_and_independent():
    bits = halves()
    for row in bits:
        counts = np.bincount(row >> 8, minlength=256)
        chi2 = ((counts - row.size / 256) ** 2 / (row.size / 256)).sum()
        assert 165 < chi2 < 365  # 255 degrees of freedom: five standard deviations
    correlation = np.corrcoef(bits)
    assert np.abs(correlation - np.eye(6)).max() < 0.012


@pytest.mark.parametrize("other", [{"month": 4}, {"seed": 2}, {"stream": Stream.PROPOSAL}])
def test_neighbouring_keys_share_nothing(other):
    a, b = halves()[0], halves(**other)[0]
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.012
    assert abs(np.corrcoef(a[1:], a[:-1])[0, 1]) < 0.012


def test_one_bit_changes_half_of_the_word():
    key = key_of(1, Stream.TASTE)
    flips = []
    for row in range(500):
        for bit in (0, 3, 11):
            a, b = (int(words(key, r, 0, 5, 0)[0]) for r in (row, row ^ (1 << bit)))
            flips.append((a ^ b).bit_count())
    assert 15.5 < np.mean(flips) < 16.5


def test_draws_are_keyed_not_sequential():
    forwards = uniforms(9, Stream.TASTE, np.arange(100), month=2, index=4)
    backwards = uniforms(9, Stream.TASTE, np.arange(100)[::-1], month=2, index=4)
    np.testing.assert_array_equal(forwards, backwards[::-1])
    assert forwards[57] == uniform(key_of(9, Stream.TASTE), 57, 0, 2, 4)
    assert ((forwards > 0) & (forwards < 1)).all()
