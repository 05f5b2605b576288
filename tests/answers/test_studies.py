"""Tables made ahead are those the runs ask for, and go with their world; a watch counts months."""

import threading

import pytest

from simulator.answers.ahead import make_ahead, situations_of
from simulator.answers.choices import validate
from simulator.answers.figures import Reading
from simulator.answers.studies import Prepared, Studies, Watch
from simulator.calendar import MONTHS
from simulator.errors import Cancelled
from simulator.experiments.policy import Policy
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
    study.prepare()
    make_ahead(study, plan, threading.Event())
    known = set(study.book.destinations._weights)
    assert set(situations_of(study, plan)) <= known
    study.run(plan)
    assert set(study.book.destinations._weights) == known


def test_the_first_answer_is_the_run_and_a_move_that_is_gone_leaves_no_thread(study):
    prepared, plan, gone = Prepared(study), policy(transport=6), threading.Event()
    alive = set(threading.enumerate())
    found, run = prepared.first(plan, threading.Event()), Reading.of(study.run(plan))
    assert all(found.to_arrays()[name].tobytes() == array.tobytes() for name, array in run.to_arrays().items())
    gone.set()
    with pytest.raises(Cancelled):
        prepared.first(policy(transport=7), gone)
    assert set(threading.enumerate()) == alive


def test_tables_are_not_made_for_a_move_that_is_gone(study):
    stop = threading.Event()
    stop.set()
    before = len(study.book.destinations._weights)
    with pytest.raises(Cancelled):
        make_ahead(study, policy(transport=9), stop)
    assert len(study.book.destinations._weights) == before


def kept(book):
    return set(book.destinations._weights), set(book._slots), set(book.destinations._journeys), set(book._tables)


def test_a_world_has_tables_from_its_first_run_on_and_gives_them_back(study):
    here, known = study.run(policy(transport=5)), kept(study.book)
    other = study.beside(Scenario.load("sobriete"))
    assert kept(study.book) == known  # a study that is only read needs none
    other.prepare()
    own = kept(study.book)[1] - known[1]
    assert len(own) == 14  # the first year is the same in both worlds
    prepared = kept(study.book)[:3]
    other.run(Policy.none)
    assert kept(study.book)[:3] == prepared
    other.release()
    assert not kept(study.book)[1] & own
    assert study.run(policy(transport=5)).digest == here.digest


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


def test_a_world_that_is_forgotten_leaves_no_tables(study):
    studies = Studies(study.territory, sample=500, replications=1)
    world = Scenario.load("sobriete")
    studies.world(world).warm(threading.Event())
    assert kept(studies._book())[1]
    studies.forget(world)
    assert kept(studies._book())[1] == set()
    studies.forget(world)
