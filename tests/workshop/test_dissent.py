"""Dissents: what may be disputed, the world in which the table is right, and what that does to the order of levers."""

from __future__ import annotations

import threading

import numpy as np
import pytest
import told

from simulator.errors import Cancelled, ParameterError
from simulator.experiments.disputed import with_value
from simulator.experiments.run import Study
from simulator.model.levers import LEVERS
from simulator.model.parameters import defaults
from simulator.workshop.dissent import NAMES, disputable, disputed_world, find
from simulator.workshop.events import Dissented
from simulator.workshop.ranking import compare_rankings, place, ranking


def test_everything_disputable_is_declared_in_plain_words():
    every = disputable()
    assert [one.name for one in every] == list(NAMES)
    for one in every:
        assert one.low <= one.value <= one.high
        assert one.low < one.high
        for language in ("fr", "en"):
            assert one.label[language]
            assert one.question[language].endswith(".")
            assert one.source[language].endswith(".")
            assert one.label[language] in one.says(one.high, language)
        Dissented(table="t1", round=1, parameter=one.name, value=one.low)


def test_one_number_by_domain_follows_the_largest():
    p = defaults()
    assert with_value(p, "habit_weight", 0.9).habit_weight == 0.9
    doubled = with_value(p, "access_weight", 0.64).access_weight
    assert doubled == pytest.approx(tuple(2.0 * one for one in p.access_weight))
    least = with_value(p, "access_weight", 0.1).access_weight
    assert set(least) == {0.1}, "none below what is declared"


@pytest.mark.parametrize("name", ["intercept", "habit", "", "outreach_unit_cost"])
def test_what_is_not_disputed_in_plain_words_is_refused_with_what_is(name):
    with pytest.raises(ParameterError, match="habit_weight"):
        find(name)


@pytest.mark.parametrize(
    ("name", "value"), [("habit_weight", 0.29), ("access_weight", 0.71), ("forgetting", float("nan"))]
)
def test_a_value_out_of_range_is_refused(name, value):
    with pytest.raises(ParameterError, match=name):
        disputed_world(told.study(400, 1), name, value)


def test_the_disputed_world_keeps_as_many_going_out_in_2025():
    """Rule 21: without fitting anew, less weight of habit would leave fewer outings; with it, as many go out."""
    study, domains = told.study(400, 1), ("MUS", "THE", "CON", "CIN", "BIB", "RUE")
    world = disputed_world(study, "habit_weight", 0.3)
    assert world.set_of(0).habit_weight == 0.3
    given = study.territory, study.people, study.scenario
    bare = Study(*given, replications=1, threads=1, parameters=with_value(study.set_of(0), "habit_weight", 0.3))
    before, refitted, left = (
        np.array([one.baseline(0).share(domain)[0, 0] for domain in domains]) for one in (study, world, bare)
    )
    assert abs(refitted - before).mean() < 0.02
    assert abs(refitted - before).mean() < 0.6 * abs(left - before).mean()
    assert world.scenario is study.scenario


@pytest.mark.parametrize("name", ["price_weight", "access_weight"])
def test_what_venues_weigh_is_disputed_too(name):
    one = find(name)
    world = disputed_world(told.study(400, 1), name, one.high)
    assert with_value(defaults(), name, one.high).as_dict()[name] == pytest.approx(
        world.set_of(0).as_dict()[name], rel=0.5
    )
    assert world.run(told.PLAN, 0).digest != told.study(400, 1).run(told.PLAN, 0).digest


def test_whoever_no_longer_waits_gets_no_disputed_world():
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        disputed_world(told.study(), "habit_weight", 0.3, stop)


CLEAR = np.array([[0.03, 0.01, 0.0101], [0.031, 0.012, 0.0109], [0.029, 0.008, 0.009], [0.03, 0.01, 0.0102]])


def test_levers_that_cannot_be_told_apart_share_their_ranks():
    first, *others = place(("a", "b", "c"), CLEAR)
    assert (first.lever, first.best, first.worst) == ("a", 1, 1)
    assert {(one.lever, one.best, one.worst) for one in others} == {("b", 2, 3), ("c", 2, 3)}


def test_a_dissent_that_turns_the_order_round_is_said():
    levers = ("outreach", "amateurs", "digital")
    before, after = place(levers, CLEAR), place(levers, CLEAR[:, ::-1])
    found = compare_rankings(find("habit_weight"), 0.9, before, after)
    moves = {move.after.lever: move.certain for move in found.moves}
    assert moves == {"outreach": True, "digital": True, "amateurs": False}
    told_of = found.sentences("fr")
    assert told_of[0] == "Votre désaccord\u00a0: «\u00a0Effet de l’habitude\u00a0» vaut 0,9, et non 0,6."
    assert any("rang 1 dans le modèle, rangs 2 à 3" in one for one in told_of)
    assert found.to_dict()["parameter"] == "habit_weight"


def test_the_same_order_is_not_called_a_change():
    same = place(("outreach", "amateurs", "digital"), CLEAR)
    found = compare_rankings(find("access_weight"), 0.64, same, same)
    assert found.sentences("en") == [
        "Your dissent: “Weight of accessibility” is up to 0.64, not 0.32, and in proportion in each domain.",
        "The order of the levers does not surely change: the two worlds cannot be told apart.",
    ]


def test_every_lever_is_ranked_at_one_price():
    seen: list[float] = []
    found = ranking(told.study(), tokens=1, progress=seen.append)
    assert {one.lever for one in found} == set(LEVERS)
    assert [one.mean for one in found] == sorted((one.mean for one in found), reverse=True)
    assert all(1 <= one.best <= one.worst <= len(LEVERS) for one in found)
    assert any(one.mean for one in found)
    assert seen[-1] == 1.0
