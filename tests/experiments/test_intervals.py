"""The 90 % interval of paired differences, by hand, and seen to hold nine times in ten; the verdict's rule."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

import simulator
from simulator.experiments.judging import CLEARANCE, SMALLEST_EFFECT, Outcome, Verdict, judge, paired_interval


def student(quantile: float, freedom: int) -> float:
    """Probability that Student's t stays below `quantile`, by summing its density."""
    grid = np.linspace(0.0, quantile, 20_001)
    scale = math.gamma((freedom + 1) / 2) / (math.sqrt(freedom * math.pi) * math.gamma(freedom / 2))
    return 0.5 + float(np.trapezoid(scale * (1 + grid**2 / freedom) ** (-(freedom + 1) / 2), grid))


def test_four_differences_by_hand():
    """Mean 2.5; squared gaps 2.25, 0.25, 0.25, 2.25; deviation sqrt(5/3); t of 3 degrees 2.353; reach 1.5188."""
    interval = paired_interval(np.array([1.0, 2.0, 3.0, 4.0]))
    assert interval.mean == 2.5
    reach = 2.353 * math.sqrt(5.0 / 3.0) / 2.0
    assert reach == pytest.approx(1.5188, abs=1e-4)
    assert interval.low == pytest.approx(2.5 - reach, rel=1e-12)
    assert interval.high == pytest.approx(2.5 + reach, rel=1e-12)


def test_two_differences_by_hand():
    """Mean 2; deviation sqrt(2); t of 1 degree 6.314; reach 6.314."""
    interval = paired_interval(np.array([[1.0, 5.0], [3.0, 5.0]]))
    assert interval.mean.tolist() == [2.0, 5.0]
    assert interval.low == pytest.approx([2.0 - 6.314, 5.0])
    assert interval.high == pytest.approx([2.0 + 6.314, 5.0])


@pytest.mark.parametrize("replications", range(2, 32))
def test_the_reach_is_students_at_95_percent(replications):
    """Half the differences 0 and half 1, roughly: the t that was used, put back into Student's law, gives 95 %."""
    differences = (np.arange(replications) % 2).astype(float)
    interval = paired_interval(differences)
    reach = float(interval.high - interval.mean)
    used = reach / (differences.std(ddof=1) / math.sqrt(replications))
    assert student(used, replications - 1) == pytest.approx(0.95, abs=1e-4)


def test_beyond_thirty_degrees_the_interval_is_never_too_short():
    differences = (np.arange(200) % 2).astype(float)
    used = float(paired_interval(differences).high - 0.5) / (differences.std(ddof=1) / math.sqrt(200))
    assert 0.95 <= student(used, 199) < 0.9545


def test_one_replication_says_nothing_but_that_nothing_changed():
    interval = paired_interval(np.array([[0.0, 0.5, -0.5]]))
    assert interval.low.tolist() == [0.0, -np.inf, -np.inf]
    assert interval.high.tolist() == [0.0, np.inf, np.inf]


@pytest.mark.parametrize("replications", [2, 4, 8, 30])
def test_nine_intervals_in_ten_hold_the_true_difference(replications):
    """20,000 made-up studies with normal differences: the share that holds the truth is 90 %, give or take 1."""
    made = np.random.default_rng(replications).normal(0.004, 0.003, (replications, 20_000))
    interval = paired_interval(made)
    held = (interval.low <= 0.004) & (interval.high >= 0.004)
    assert held.mean() == pytest.approx(0.90, abs=0.01)
    assert (interval.low > 0.004).mean() == pytest.approx(0.05, abs=0.007), "both sides miss alike"


SMALL = SMALLEST_EFFECT.default


@pytest.mark.parametrize(
    ("mean", "low", "high", "outcome"),
    [
        (0.02, 0.01, 0.03, Outcome.BETTER),
        (-0.02, -0.03, -0.01, Outcome.WORSE),
        (0.02, -0.01, 0.05, Outcome.SAME),
        (-0.02, -0.05, 0.01, Outcome.SAME),
        (0.02, 0.0, 0.04, Outcome.SAME),
        (0.02, 0.005, 0.035, Outcome.SAME),
        (0.02, 0.0051, 0.0349, Outcome.BETTER),
        (-0.02, -0.035, -0.005, Outcome.SAME),
        (-0.02, -0.0349, -0.0051, Outcome.WORSE),
        (np.nan, np.nan, np.nan, Outcome.SAME),
        (SMALL, SMALL / 2, 2 * SMALL, Outcome.BETTER),
        (0.99 * SMALL, 0.9 * SMALL, 1.1 * SMALL, Outcome.SAME),
        (-0.99 * SMALL, -1.1 * SMALL, -0.9 * SMALL, Outcome.SAME),
        (0.0, 0.0, 0.0, Outcome.SAME),
        (0.5, -np.inf, np.inf, Outcome.SAME),
    ],
)
def test_better_and_worse_ask_for_an_interval_clear_of_zero_and_an_effect_that_counts(mean, low, high, outcome):
    assert judge(mean, low, high) is outcome


def test_where_nothing_changes_better_is_said_in_less_than_one_comparison_in_twenty():
    """1,000 made-up comparisons without effect, whose draws differ by far more than the smallest effect of interest."""
    for replications in (3, 8, 20):
        interval = paired_interval(np.random.default_rng(replications).normal(0.0, 0.05, (replications, 1_000)))
        said = [judge(*map(float, ends)) for ends in zip(interval.mean, interval.low, interval.high, strict=True)]
        assert 0 < said.count(Outcome.BETTER) <= 50
        assert 0 < said.count(Outcome.WORSE) <= 50


def test_the_screen_keeps_the_same_margin():
    source = (Path(simulator.__file__).parent / "dashboard" / "static" / "src" / "data.js").read_text("utf-8")
    assert f"const CLEARANCE = {CLEARANCE.default};" in source


SENTENCES = {
    (
        "better",
        "fr",
    ): "En 2040, davantage d’habitants sortent avec ce plan\u00a0: 2,1\u00a0points de plus (de 1,4 à 2,8).",
    ("better", "en"): "In 2040, more residents go out with this plan: 2.1\u00a0points more (from 1.4 to 2.8).",
    ("worse", "fr"): "En 2040, moins d’habitants sortent avec ce plan\u00a0: 2,1\u00a0points de moins (de 1,4 à 2,8).",
    ("worse", "en"): "In 2040, fewer residents go out with this plan: 2.1\u00a0points fewer (from 1.4 to 2.8).",
    ("same", "fr"): "En 2040, on ne peut pas les départager.",
    ("same", "en"): "In 2040, they cannot be told apart.",
}


@pytest.mark.parametrize(
    ("mean", "fr", "en"),
    [
        (0.003, "0,3\u00a0point de plus", "0.3\u00a0points more"),
        (0.0194, "1,9\u00a0point de plus", "1.9\u00a0points more"),
        (0.01, "1,0\u00a0point de plus", "1.0\u00a0point more"),
        (0.02, "2,0\u00a0points de plus", "2.0\u00a0points more"),
    ],
)
def test_points_agree_with_their_number(mean, fr, en):
    said = Verdict(Outcome.BETTER, mean, mean / 2, 2 * mean, 2040)
    assert fr in said.sentence("fr")
    assert en in said.sentence("en")


@pytest.mark.parametrize(("code", "language"), SENTENCES)
def test_the_verdict_in_words(code, language):
    sign = -1.0 if code == "worse" else 1.0
    ends = sorted((sign * 0.014, sign * 0.028))
    said = Verdict(Outcome(code), sign * 0.021, *ends, 2040)
    assert said.code == code
    assert said.sentence(language) == SENTENCES[code, language]
