"""The coupled choice of a venue (rule 5): right frequencies, and worlds that differ minimally."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.compiled import njit
from simulator.draws import Stream, key_of
from simulator.model.kernels.access import fill_aliases, fill_states
from simulator.model.kernels.choose import choose
from simulator.model.kernels.layout import HIGHER, NEAR, Month, Tables

DRAWS = 100_000
START = np.array([0, 6, 6, 6, 6, 6, 6], np.uint32)


def tables(q, w) -> Tables:
    q, w = np.array([q], np.float32), np.array([w], np.float32)
    slots, state, past = np.empty((1, 7), np.uint64), np.empty((1, 6), np.uint8), np.zeros(6, np.uint8)
    fill_aliases(START, q, slots)
    fill_states(START, q, w, state, past)
    grown = np.flatnonzero(past).astype(np.uint32)
    total = np.zeros((1, 6))
    total[0, 0] = sum(map(float, q[0]))
    nothing = np.zeros(6)
    venue, journeys = np.arange(6, dtype=np.uint32), np.zeros((1, 6), np.uint32)
    return Tables(
        np.zeros((6, 1)),
        START,
        venue,
        q,
        w,
        slots,
        journeys,
        total,
        state,
        np.searchsorted(grown, START),
        grown,
        nothing,
        nothing,
        np.zeros(len(venue), np.int64),
        np.zeros(len(venue) + 1, np.int32),
        np.zeros(0, np.uint8),
        np.zeros(0),
    )


def month() -> Month:
    keys = np.array([key_of(5, s) if s in set(Stream) else 0 for s in range(max(Stream) + 1)], np.uint64)
    nobody = {"reach": np.zeros((3, 4)), "school": np.zeros((2, 18)), "meets": False, "accompanies": False}
    nobody |= {"teaches": False, "family": False}
    scales = {"taste_before": 1.0, "habit_before": 1.0, "taste_one": 1.0, "habit_one": 1.0}
    practice = {"start_logit": np.zeros(2), "stop": np.zeros(2), "start_ceiling": 0.0, "digital": 0.0}
    aims = {"aims": False, "aim": np.zeros(0, np.uint8), "aimed": np.zeros((4, 3, 256), np.uint8)}
    return Month(month=3, slot=3, side=1, keys=keys, **scales, **nobody, **practice, **aims)


@njit
def _choices(tables, month, excluded, out):
    attempt, drawn = 1 if excluded >= 0 else 0, np.empty((4, 2), np.uint64)
    standing, rows = (tables.state[0, 0], tables.total[0, 0]), (tables.reference[0], tables.current[0], tables.slots[0])
    for i in range(out.size):
        out[i] = choose(
            tables.venue,
            *rows,
            (0, 6),
            tables.grown,
            standing,
            month.keys,
            (i, month.month, 0, attempt),
            excluded,
            drawn,
        )


def choices(q, w, excluded=-1) -> np.ndarray:
    out = np.empty(DRAWS, np.int64)
    _choices(tables(q, w), month(), excluded, out)
    return out


Q = [0.5, 1.0, 2.0, 0.0, 3.5, 1.0]
WORLDS = {
    "same": Q,
    "closing": [0.5, 1.0, 0.0, 0.0, 3.5, 1.0],
    "opening": [0.5, 1.0, 2.0, 2.5, 3.5, 1.0],
    "twelvefold": [6.0, 1.0, 2.0, 0.0, 3.5, 1.0],
    "a little everywhere": [0.55, 1.1, 2.3, 0.0, 4.2, 1.2],
    "a fifth more": [0.5, 1.0, 2.0, 0.0, 4.2, 1.0],
    "a quarter more": [0.5, 1.0, 2.5, 0.0, 3.5, 1.0],
    "mixture": [0.2, 4.0, 0.0, 0.7, 3.0, 1.2],
    "nothing in common": [0.0, 0.0, 0.0, 2.0, 0.0, 0.0],
    "hardly anything left": [0.0, 0.0, 0.0, 0.0, 0.0, 1e-3],
}


@pytest.mark.parametrize("name", WORLDS)
def test_frequencies_are_the_weights(name):
    w = np.array(WORLDS[name])
    counts = np.bincount(choices(Q, w), minlength=6)
    expected = w / w.sum() * DRAWS
    assert counts[w == 0].sum() == 0
    open_ = w > 0
    chi2 = ((counts - expected)[open_] ** 2 / expected[open_]).sum()
    assert chi2 < 25  # five degrees of freedom: one in ten thousand
    assert counts.sum() == DRAWS


def test_alias_tables_are_exact():
    """The probability of each column, analytically, is its weight to one part in a hundred million."""
    weights = np.exp(np.random.default_rng(1).normal(0, 2, 6))
    t = tables(weights, weights)
    slots = t.slots[0, :6]
    alias = (slots & 0xFFFFFFFF).astype(int)
    threshold = np.where(alias == np.arange(6), 1.0, (slots >> 32) / 2**32)
    chance = np.zeros(6)
    for slot in range(6):
        chance[slot] += threshold[slot] / 6
        chance[alias[slot]] += (1 - threshold[slot]) / 6
    np.testing.assert_allclose(chance, t.current[0] / t.current[0].astype(float).sum(), atol=1e-8)


def test_closing_moves_only_former_users():
    before, after = choices(Q, Q), choices(Q, WORLDS["closing"])
    moved = before != after
    assert (before[moved] == 2).all()
    assert moved.sum() == (before == 2).sum()


def test_an_opening_moves_people_only_towards_it():
    before, after = choices(Q, Q), choices(Q, WORLDS["opening"])
    moved = before != after
    assert (after[moved] == 3).all()
    assert moved.any()


GROWTH = {"twelvefold": (0, HIGHER), "a fifth more": (4, NEAR), "a quarter more": (2, NEAR)}
"""The venue that grows, and whether it outgrows the proposals' headroom of a quarter, or stays within it."""


@pytest.mark.parametrize("name", GROWTH)
def test_growth_moves_people_only_towards_it(name):
    venue, state = GROWTH[name]
    assert tables(Q, WORLDS[name]).state[0, 0] == state
    before, after = choices(Q, Q), choices(Q, WORLDS[name])
    moved = before != after
    assert moved.any()
    assert (after[moved] == venue).all()
    share = WORLDS[name][venue] / sum(WORLDS[name]) - Q[venue] / sum(Q)
    assert moved.sum() == pytest.approx(share * DRAWS, rel=0.1)


def test_no_venue_without_weights():
    assert (choices(Q, np.zeros(6)) == -1).all()


def test_a_full_venue_is_left_out_of_the_second_choice():
    second = choices(Q, Q, excluded=4)
    assert (second != 4).all()
    w = np.array(Q)
    w[4] = 0
    expected = w / w.sum() * DRAWS
    counts = np.bincount(second, minlength=6)
    assert ((counts - expected)[w > 0] ** 2 / expected[w > 0]).sum() < 25
