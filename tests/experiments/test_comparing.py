"""Comparisons: the same policy twice differs by exactly nothing; a difference is plan less reference, pair by pair."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from simulator.errors import Cancelled
from simulator.experiments.compare import Comparison, compare
from simulator.experiments.judging import paired_interval
from simulator.experiments.measures import MEASURES
from simulator.experiments.policy import Policy
from simulator.model.recorder import YEARS

DIMENSIONS = ("all", "commune", "agglomeration", "education", "age", "sex", "occupation", "mobility")
CLASSES = {"all": ("all",), "education": ("none", "sup"), "age": ("15-24", "75+"), "mobility": ("car", "no_car")}


class Told:
    """A run whose every share is `level` in 2040, `level` plus a tenth for a dimension's last class, and 0 before."""

    def __init__(self, level: float, policy: Policy = Policy.none) -> None:
        self.level, self.policy = level, policy

    def classes(self, by: str) -> tuple[str, ...]:
        return CLASSES[by]

    def share(self, measure: str, by: str = "all") -> np.ndarray:
        share = np.zeros((YEARS.size, len(CLASSES[by])))
        share[-1] = self.level
        share[-1, 1:] += 0.1
        return share


def told(*pairs: tuple[float, float]) -> Comparison:
    """A comparison of told runs, from (reference, plan) levels."""
    plan = Policy("plan")
    return Comparison([Told(r) for r, _ in pairs], [Told(p, plan) for _, p in pairs])


@pytest.fixture(scope="module")
def paired(study, policy):
    return compare(study, [policy])


def test_the_same_policy_twice_differs_by_exactly_nothing(study, policy, runs):
    again = [study.run(policy, r) for r in range(study.replications)]
    twice = Comparison(runs, again)
    for by in DIMENSIONS:
        for measure in MEASURES:
            interval = twice.difference(measure, by)
            assert not interval.mean.any(), (measure, by)
            assert not interval.low.any(), (measure, by)
            assert not interval.high.any(), (measure, by)
    assert {twice.verdict(measure).code for measure in MEASURES} == {"same"}


def test_pairs_have_the_same_draws_and_other_pairs_others(paired, study):
    seeds = [run.seed for run in paired.reference]
    assert [run.seed for run in paired.plan] == seeds
    assert len(set(seeds)) == study.replications
    assert {run.policy.name for run in paired.reference} == {"none"}
    assert paired.policy.name == "mixed"


def test_nothing_differs_before_the_first_decision(paired):
    """A policy starts in 2027: until then plan and reference are the same to the bit, whatever the replication."""
    interval = paired.difference("any", "commune")
    before, after = interval.mean[YEARS <= 2026], interval.mean[YEARS >= 2030]
    assert not before.any()
    assert after.any()


def test_a_difference_is_plan_less_reference(paired):
    pairs = zip(paired.plan, paired.reference, strict=True)
    gaps = np.array([plan.share("MUS", "age") - reference.share("MUS", "age") for plan, reference in pairs])
    interval = paired.difference("MUS", "age")
    by_hand = paired_interval(gaps)
    for ours, theirs in ((interval.mean, by_hand.mean), (interval.low, by_hand.low), (interval.high, by_hand.high)):
        assert np.array_equal(ours, theirs)


def test_the_verdict_reads_its_year():
    better = told((0.40, 0.43), (0.41, 0.45), (0.42, 0.45))
    assert better.verdict(year=2040).code == "better"
    assert better.verdict(year=2039).code == "same"
    worse = told((0.43, 0.40), (0.45, 0.41), (0.45, 0.42))
    assert worse.verdict().code == "worse"
    assert worse.verdict().mean == pytest.approx(-better.verdict().mean)
    assert told((0.4, 0.5), (0.5, 0.4), (0.4, 0.4)).verdict().code == "same"


def test_a_single_pair_is_never_a_verdict():
    assert told((0.2, 0.6)).verdict().code == "same"


def test_the_table_has_a_row_for_each_share():
    table = told((0.40, 0.43), (0.42, 0.45), (0.41, 0.45)).table()
    assert list(table["measure"]) == list(MEASURES)
    assert set(table["policy"]) == {"plan"}
    assert set(table["verdict"]) == {"better"}
    row = table.iloc[0]
    assert row["reference"] == pytest.approx(0.41)
    assert row["plan"] == pytest.approx(0.4433333)
    assert row["difference"] == pytest.approx(row["plan"] - row["reference"])
    assert row["low"] < row["difference"] < row["high"]


def test_the_table_of_a_real_comparison_adds_up(paired):
    table = paired.table(2035)
    assert (table["plan"] - table["reference"]).to_numpy() == pytest.approx(table["difference"].to_numpy())
    assert ((table["low"] <= table["difference"]) & (table["difference"] <= table["high"])).all()


def test_for_whom_it_changes_is_in_points_by_group():
    changes = told((0.40, 0.42), (0.40, 0.44)).who_changes()
    assert list(changes["by"]) == ["education", "education", "age", "age", "mobility", "mobility"]
    assert list(changes["class"][:2]) == ["none", "sup"]
    assert changes["points"].to_numpy() == pytest.approx(3.0)
    assert (changes["high"] - changes["points"]).to_numpy() == pytest.approx(6.314)


def test_several_policies_come_in_their_order(study, policy):
    nothing = Policy("nothing", outreach=0)
    first, second = compare(study, [policy, nothing], replications=2)
    assert (first.policy, second.policy) == (policy, nothing)
    assert len(first.plan) == len(second.reference) == 2
    assert first.reference == second.reference
    assert not second.difference("any", "commune").mean.any()


def test_a_comparison_stops_when_asked(study, policy):
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        compare(study, [policy], stop=stop)


def test_sides_of_unequal_length_are_refused(runs):
    with pytest.raises(ValueError, match="zip"):
        Comparison(runs, runs[:-1]).difference("any")
