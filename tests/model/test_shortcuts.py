"""What the engine does in short: chances that are rough first, rows that are listed many at a time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulator.compiled import njit
from simulator.draws import unit
from simulator.model.kernels.decide import _counted, _limit, _limit_of, _limits
from simulator.model.kernels.going import _LN2, EPSILON, _rough_exp, _rough_log
from simulator.model.kernels.marked import append, append_within
from simulator.model.kernels.show import SIGNALS, counters


@njit
def _odds(totals, habits, weight, out):
    """The rough e^(total + weight x log2(1 + habit))."""
    for k in range(totals.size):
        out[k] = _rough_exp(_rough_log(np.float32(1.0) + habits[k], weight, totals[k]))


@njit
def _marked(marks, bit, count, rows):
    return append(marks.size, marks, bit, count, rows)


@njit
def _within(values, first, last, low, size, count, places):
    return append_within(first, last, values, low, size, count, places)


@njit
def _counters(signals, table, out):
    for k in range(signals.size):
        out[k] = _counted(signals[k], table)


@njit
def _limit_by_education(chances, education):
    return _limit(chances[education]), _limit_of(np.uint64(education), _limits(chances))


def test_rough_chances_err_less_than_what_is_decided_again():
    draws = np.random.default_rng(1)
    totals = draws.uniform(-40.0, 40.0, 200_000).astype(np.float32)
    habits = np.concatenate([np.zeros(50_000), draws.uniform(0.0, 23.0, 150_000)]).astype(np.float32)
    for weight in (0.0, 0.3, 0.6, 2.0):
        found, steps = np.empty(totals.size, np.float32), np.float32(weight * _LN2)
        _odds(totals, habits, steps, found)
        exact = totals.astype(np.float64) + weight * np.log1p(habits.astype(np.float64))
        error = np.abs(np.log(found.astype(np.float64)) - exact).max()
        assert error < EPSILON / 2.0, (weight, error)


@given(st.lists(st.integers(0, 255), max_size=100), st.sampled_from([1, 2, 4, 64]), st.integers(0, 5))
def test_marked_rows_are_listed_in_order(marks, bit, count):
    column, rows = np.array(marks, np.uint8), np.zeros(count + len(marks) + 1, np.uint32)
    length = _marked(column, bit, count, rows)
    assert rows[count:length].tolist() == np.flatnonzero(column & bit).tolist()


@given(st.lists(st.integers(0, 2**32 - 1), max_size=100), st.integers(0, 2**31), st.integers(0, 2**31), st.data())
def test_places_of_values_within_bounds_are_listed_in_order(values, low, size, data):
    column = np.array(values, np.uint32)
    first = data.draw(st.integers(0, len(values)))
    places = np.zeros(len(values) + 3, np.uint32)
    length = _within(column, first, len(values), low, size, 2, places)
    inside = [k for k in range(first, len(values)) if low <= values[k] < low + size]
    assert places[2:length].tolist() == inside


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4), st.integers(0, 3), st.integers(-3, 3))
def test_words_below_a_limit_are_the_uniforms_below_its_chance(chances, education, beside):
    chance = chances[education]
    limit, chosen = _limit_by_education(np.array(chances), education)
    assert limit == chosen
    word = min(max(int(limit) + beside, 0), 2**32 - 1)
    assert (word < limit) == (unit(np.uint64(word)) < chance)


def test_every_signal_has_the_same_counters_however_they_are_found():
    found, table = np.empty(SIGNALS, np.uint64), counters()
    _counters(np.arange(SIGNALS, dtype=np.uint16), table, found)
    assert (found == table).all()
