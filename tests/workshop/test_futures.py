"""Many futures: a rule is found where there is one, none where there is none, and it is judged on cases kept aside."""

from __future__ import annotations

import threading
from functools import cache

import numpy as np
import pytest
import told
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import Cancelled
from simulator.experiments.scenario import Scenario
from simulator.model.drivers import DRIVERS
from simulator.typography import french
from simulator.workshop.futures import (
    AXES,
    VARIATIONS,
    Futures,
    Sampling,
    Trials,
    make_ready,
    moved,
    sample,
    say_condition,
    try_futures,
)
from simulator.workshop.simple_rule import Condition, Rule, explain

NAMES = ("a", "b", "c", "d", "e", "f")


def cases(seed: int, count: int = 240) -> np.ndarray:
    return np.random.default_rng(seed).uniform(size=(count, len(NAMES)))


def test_two_conditions_are_found_with_what_they_are_worth():
    points = cases(1, 600)
    true = (points[:, 1] > 0.6) & (points[:, 4] <= 0.5)
    luck = np.random.default_rng(2).uniform(size=600)
    rule = explain(NAMES, points, np.where(true, luck < 0.9, luck < 0.03))
    assert {(one.axis, one.above) for one in rule.conditions} == {("b", True), ("e", False)}
    cuts = {one.axis: one.cut for one in rule.conditions}
    assert cuts["b"] == pytest.approx(0.6, abs=0.12)
    assert cuts["e"] == pytest.approx(0.5, abs=0.12)
    assert rule.precision == pytest.approx(0.9, abs=0.15)
    assert rule.coverage == pytest.approx(0.9, abs=0.15)


def test_one_condition_is_enough_where_there_is_one():
    points = cases(3)
    rule = explain(NAMES, points, points[:, 2] <= 0.3)
    assert [(one.axis, one.above) for one in rule.conditions] == [("c", False)]
    assert rule.precision > 0.85


def test_precision_and_coverage_are_those_of_the_cases_kept_aside():
    points = cases(4)
    fails = points[:, 0] > 0.7
    rule = explain(NAMES, points, fails)
    met = np.logical_and.reduce([c.holds(points[1::2, NAMES.index(c.axis)]) for c in rule.conditions])
    assert rule.cases == met.sum()
    assert rule.precision == pytest.approx((met & fails[1::2]).sum() / met.sum())
    assert rule.coverage == pytest.approx((met & fails[1::2]).sum() / fails[1::2].sum())


def test_where_chance_decides_hardly_any_rule_is_told():
    told_of = [explain(NAMES, cases(s), np.random.default_rng(900 + s).uniform(size=240) < 0.3) for s in range(60)]
    assert sum(rule is not None for rule in told_of) <= 2


def test_a_handful_of_failures_says_nothing():
    points = cases(5)
    assert explain(NAMES, points, points[:, 0] > np.sort(points[:, 0])[-9]) is None
    assert explain(NAMES, points, np.ones(240, bool)) is None


@given(st.dictionaries(st.sampled_from(sorted(VARIATIONS)), st.floats(-5, 5), min_size=1))
def test_moved_worlds_stay_within_declared_bounds(changes):
    base = Scenario("w", drivers={"fuel_price": {2026: 0.0, 2040: 3.9}, "ageing": {2026: 0.0, 2040: 0.2}})
    world = moved(base, {name: changes.get(name, 0.0) for name in VARIATIONS})
    assert world.drivers["ageing"] == base.drivers["ageing"], "lives stay the world's"
    for name in VARIATIONS:
        low, high = DRIVERS[name].bounds
        assert all(low <= value <= high for value in world.drivers[name].values())


def test_an_unmoved_world_ends_where_it_ended():
    base = Scenario("w", drivers={"fuel_price": {2026: 0.1, 2040: 1.5}, "budget": -0.1})
    world = moved(base, dict.fromkeys(VARIATIONS, 0.0))
    assert world.drivers["fuel_price"][2040] == 1.5
    assert world.drivers["budget"] == dict.fromkeys((2026, 2030, 2031, 2035, 2036, 2040), -0.1)


def test_the_sample_fills_every_range_and_comes_again():
    points = sample(Sampling(count=200), 121)
    assert (points == sample(Sampling(count=200), 121)).all()
    for column, (low, high) in zip(points.T, VARIATIONS.values(), strict=False):
        ranks = np.floor((column - low) / (high - low) * 200).astype(int)
        assert sorted(ranks) == list(range(200)), "one in each slice"


@cache
def trials() -> Trials:
    return make_ready(told.country(), told.WORLD, residents=400)


HOW = Sampling(count=4, threads=2, threshold=0.0)


def test_a_tiny_real_run_whatever_the_threads():
    seen: list[float] = []
    found = try_futures(trials(), told.PLAN, HOW, progress=seen.append)
    again = try_futures(trials(), told.PLAN, Sampling(count=4, threads=1, threshold=0.0))
    assert found.gains.tolist() == again.gains.tolist()
    assert found.inputs.shape == (4, len(AXES))
    assert seen[-1] == 1.0
    assert found.gains.any(), "the plan is felt"
    assert str(found.holds) in found.sentence("fr")
    assert found.to_dict()["count"] == 4


def test_who_no_longer_waits_is_not_kept_waiting():
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        try_futures(trials(), told.PLAN, HOW, stop)


def futures(rule: Rule | None, gains: np.ndarray) -> Futures:
    return Futures(np.zeros((gains.size, len(AXES))), gains, 0.001, rule)


def test_the_sentence():
    rule = Rule((Condition("budget", False, -0.12), Condition("habit_weight", True, 0.71)), 0.81, 0.6, 31)
    gains = np.array([0.01] * 150 + [0.0] * 50)
    assert futures(rule, gains).sentence("fr") == french(
        "Essayé dans 200 futurs, ce plan fait gagner plus de 0,1\u00a0point dans 150 d’entre eux. Il échoue surtout "
        "quand le budget public de la culture baisse de plus de 12 % d’ici 2040 et quand l’habitude compte beaucoup "
        "(plus de 0,71) : vérifié sur 31 futurs mis de côté, c’est vrai dans 81 % des cas, et cela couvre 60 % des "
        "échecs."
    )
    assert "No simple condition explains the others." in futures(None, gains).sentence("en")
    assert futures(None, gains[:150]).sentence("fr").endswith("Aucun ne le met en défaut.")


def test_a_plan_that_never_holds_says_so():
    assert futures(None, np.zeros(200)).sentence("en") == (
        "Tried in 200 futures, this plan gains more than 0.1\u00a0points in none."
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_axis_has_its_words_both_ways(language):
    said = [say_condition(Condition(axis, above, 0.5), language) for axis in AXES for above in (True, False)]
    assert len(set(said)) == 2 * len(AXES)


@pytest.mark.parametrize(
    ("condition", "fr"),
    [
        (Condition("fuel_price", True, 0.4), "le prix du carburant monte de plus de 40\u00a0% d’ici 2040"),
        (Condition("fuel_price", False, 0.4), "le prix du carburant ne monte pas de plus de 40\u00a0% d’ici 2040"),
        (Condition("income", False, -0.1), "le revenu des ménages baisse de plus de 10\u00a0% d’ici 2040"),
        (Condition("income", True, -0.1), "le revenu des ménages ne baisse pas de plus de 10\u00a0% d’ici 2040"),
        (
            Condition("heat_days", True, 6.2),
            "le nombre de jours de forte chaleur monte de plus de 6 jours par an d’ici 2040",
        ),
        (
            Condition("evening_transport", True, 0.2),
            "la gêne des transports du soir baisse de plus de 20\u00a0% d’ici 2040",
        ),
        (
            Condition("evening_transport", False, 0.2),
            "la gêne des transports du soir ne baisse pas de plus de 20\u00a0% d’ici 2040",
        ),
        (
            Condition("evening_transport", False, -0.1),
            "la gêne des transports du soir monte de plus de 10\u00a0% d’ici 2040",
        ),
    ],
)
def test_a_driver_is_told_as_it_goes(condition, fr):
    assert say_condition(condition, "fr") == fr
