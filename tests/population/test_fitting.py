"""Proportional fitting, whole-number quotas and weighted choice."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.population.fitting import alias_table, deal, fit_table, fit_weights, quotas, scale_rows


def test_fitting_keeps_the_odds_and_meets_both_margins():
    table = fit_table(np.array([[0.4, 0.6], [0.2, 0.8]]), np.array([30, 70]), np.array([0.5, 0.5]), 200)
    np.testing.assert_allclose(table.sum(axis=1), [30, 70])
    np.testing.assert_allclose(table.sum(axis=0), [50, 50])
    odds = table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0])
    np.testing.assert_allclose(odds, 0.4 * 0.8 / (0.6 * 0.2))


def test_an_impossible_class_stays_empty_and_an_empty_group_too():
    table = fit_table(np.array([[0.5, 0.5, 0.0], [0.2, 0.3, 0.5]]), np.array([0, 10]), np.array([0.2, 0.2, 0.6]), 50)
    assert table[0].tolist() == [0.0, 0.0, 0.0]
    np.testing.assert_allclose(table[1], [2, 2, 6])


def test_households_meet_household_and_person_margins_together():
    # three kinds of household: an adult; an adult and a child; two adults and two children
    counts = np.array([[1, 1, 1], [1, 1, 2], [0, 1, 2]], np.uint8)
    category, household = np.nonzero(counts)
    lists = np.searchsorted(category, np.arange(4)), household, counts[category, household].astype(np.int64)
    targets = np.array([1.0, 1.3, 0.8])
    weights = np.ones(3)
    assert fit_weights(lists, targets, weights, 2000) < 1e-5
    np.testing.assert_allclose(counts @ weights, targets, rtol=1e-4)
    np.testing.assert_allclose(weights, [0.5, 0.2, 0.3], rtol=1e-3)  # the only solution


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.lists(st.integers(0, 9), min_size=4, max_size=4).filter(any)), min_size=1)
)
def test_quotas_are_exact_by_row_and_near_by_column(groups):
    totals = np.array([total for total, _ in groups])
    expected = np.array([shares for _, shares in groups], float)
    scale_rows(expected, totals)
    whole = quotas(expected, totals)
    assert (whole >= 0).all()
    assert whole.sum(axis=1).tolist() == totals.tolist()
    assert (whole[expected == 0] == 0).all()


def test_quotas_carry_what_a_row_rounds_off():
    expected = np.tile([0.25, 0.75], (40, 1))
    whole = quotas(expected, np.ones(40, np.int64))
    assert whole.sum(axis=0).tolist() == [10, 30]


def test_dealing_follows_the_order():
    classes = deal(np.array([3, 1, 0]), np.array([0, 0, 9, 0]), np.array([[1, 0, 2]]))
    assert classes.tolist() == [2, 2, 255, 0]


@settings(deadline=None)
@given(st.lists(st.floats(1e-6, 1e3), min_size=1, max_size=50))
def test_the_alias_table_holds_the_weights(weights):
    weights = np.array(weights)
    accept, alias = alias_table(weights)
    chance = accept.clip(max=1.0).copy()
    np.add.at(chance, alias, 1.0 - accept.clip(max=1.0))
    np.testing.assert_allclose(chance / weights.size, weights / weights.sum(), rtol=1e-6, atol=1e-9)
