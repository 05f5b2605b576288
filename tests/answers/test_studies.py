"""Tables made ahead are those the runs ask for; a watch counts months; a world is made ready in steps that stop."""

import threading

import pytest

from simulator.answers.ahead import make_ahead, make_world, situations_of
from simulator.answers.choices import validate
from simulator.answers.studies import Studies, Watch
from simulator.calendar import MONTHS
from simulator.errors import Cancelled
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory


@pytest.fixture(scope="module")
def study() -> Study:
    territory = Territory.load("bassin-minier")
    people = synthesise(territory, residents=500, seed=7)
    return Study(territory, people, Scenario.load("tendanciel"), replications=1, threads=2)


def policy(**tokens):
    return validate({"tokens": tokens, "start": {"transport": 2029}}, ("tendanciel",)).policy()


def test_the_tables_made_ahead_are_those_the_run_meets(study):
    plan = policy(transport=5)
    make_ahead(study, plan, threading.Event())
    known = set(study.book._weights)
    assert set(situations_of(study, plan)) <= known
    study.run(plan)
    assert set(study.book._weights) == known


def test_tables_are_not_made_for_a_move_that_is_gone(study):
    stop = threading.Event()
    stop.set()
    before = len(study.book._weights)
    with pytest.raises(Cancelled):
        make_ahead(study, policy(transport=9), stop)
    assert len(study.book._weights) == before


def test_a_world_made_ready_needs_no_table_more(study):
    world = Scenario.load("sobriete")
    years = list(make_world(study.book, world))
    known = len(study.book._weights), len(study.book._slots), len(study.book._journeys)
    Study(study.territory, study.people, world, replications=1, book=study.book)
    assert years == list(range(2026, 2041))
    assert (len(study.book._weights), len(study.book._slots), len(study.book._journeys)) == known


def test_a_watch_counts_months_and_stops(study):
    told = []
    study.run(policy(outreach=3), 0, Watch(told.append))
    assert told == [month / MONTHS for month in range(MONTHS)]
    with pytest.raises(Cancelled):
        study.run(policy(outreach=3), 0, Watch(told.append, months=3))
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        study.run(policy(outreach=3), 0, Watch(told.append, stop))


def test_getting_another_world_ready_gives_way_to_a_move(study):
    studies = Studies(study.territory, sample=500, replications=1)
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        studies.make_ready(Scenario.load("sobriete"), stop)
    assert (Scenario.load("sobriete"), 500) not in studies._kept
