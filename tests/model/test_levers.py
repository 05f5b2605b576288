"""Timelines, intensities, money; a lever at zero is the baseline, bit for bit (rules 7, 17, 18)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.calendar import timeline_value
from simulator.errors import SimulatorError
from simulator.experiments.policy import Policy
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.model.levers import EVERY_LEVER
from simulator.model.levers.people import OUTREACH

YEARS = range(2026, 2041)


def test_a_timeline_is_zero_then_linear_then_held():
    timeline = {2028: 100.0, 2032: 300.0}
    assert [timeline_value(timeline, y) for y in (2026, 2027, 2028, 2029, 2030, 2032, 2040)] == [
        0.0, 0.0, 100.0, 150.0, 200.0, 300.0, 300.0,
    ]  # fmt: skip


def test_a_single_number_holds_from_2027():
    assert [timeline_value(5.0, y) for y in (2026, 2027, 2040)] == [0.0, 5.0, 5.0]


def test_intensity_follows_budgets_by_six_months_over_twelve():
    """From 2027 on, at a budget that delivers E: nothing in June 2027, one twelfth in July, all from June 2028."""
    ceiling = 300_000.0
    full = OUTREACH.delivered(3e6, ceiling)
    month = {
        name: (year - 2026) * 12 + m for name, year, m in (("june", 2027, 5), ("july", 2027, 6), ("later", 2028, 5))
    }
    assert OUTREACH.intensity(3e6, month["june"], ceiling) == 0.0
    assert OUTREACH.intensity(3e6, month["july"], ceiling) == pytest.approx(full / 12)
    assert OUTREACH.intensity(3e6, month["later"], ceiling) == pytest.approx(full)


def test_first_euro_buys_at_unit_cost_and_returns_diminish():
    """S1 by hand: 303,000 contacts at most, 30 euros each; 9.09 M euros are one e-fold: 63.2 % of the ceiling."""
    assert OUTREACH.delivered(30.0, 303_000.0) == pytest.approx(1.0, rel=1e-4)
    assert OUTREACH.delivered(9.09e6, 303_000.0) == pytest.approx(303_000 * 0.6321206, rel=1e-6)


@given(low=st.floats(0, 12e6), more=st.floats(0, 6e6), year=st.integers(2026, 2040))
def test_more_money_never_delivers_less(low, more, year):
    for lever in EVERY_LEVER.values():
        month = (year - 2026) * 12
        assert lever.intensity(low + more, month, 1e5) >= lever.intensity(low, month, 1e5)


@pytest.fixture(scope="module")
def study(bassin, sample):
    return Study(bassin, sample(2_000), Scenario("frozen"), replications=1, threads=1)


def test_zero_is_the_baseline_bit_for_bit(study):
    zero = study.run(Policy("zéros", outreach=0.0, transport={2027: 0, 2030: 0.0}, amateurs=0))
    assert zero.digest == study.baseline(0).digest
    assert study.run(Policy("autre nom")).digest == zero.digest


def test_every_lever_changes_something(study):
    for lever in EVERY_LEVER:
        assert study.run(Policy(lever, **{lever: 6e6})).digest != study.baseline(0).digest, lever


def test_money_is_counted_year_by_year(study):
    run = study.run(Policy("p", outreach={2028: 1e6, 2030: 2e6}))
    spent = dict(zip(run.years.tolist(), run.total("cost_outreach")[:, 0].tolist(), strict=True))
    assert spent == {2025: 0.0, 2026: 0.0, 2027: 0.0, 2028: 1e6, 2029: 1.5e6} | dict.fromkeys(range(2030, 2041), 2e6)
    rows = run.indicators[run.indicators["indicator"].str.startswith("cost_")]
    assert set(rows["indicator"]) == {f"cost_{lever}" for lever in EVERY_LEVER}
    assert np.isfinite(run.indicators["value"][run.indicators["commune"] == ""]).all()


def test_an_unknown_lever_is_refused_gently():
    with pytest.raises(SimulatorError, match="outreach"):
        Policy("p", outreech=1.0)
