"""A plan played from a spare gives, to the bit, what playing it from January 2026 gives; a spare is used once."""

import threading

import pytest

from simulator.calendar import MONTHS
from simulator.dashboard.spares import FIRST_FELT, Spares
from simulator.dashboard.state import validate
from simulator.errors import Cancelled
from simulator.experiments.policy import Policy
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.model.levers import LEVERS
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory

QUIET = threading.Event()


@pytest.fixture(scope="module")
def study() -> Study:
    territory = Territory.load("bassin-minier")
    people = synthesise(territory, residents=600, seed=7)
    return Study(territory, people, Scenario.load("tendanciel"), replications=2, threads=2)


@pytest.fixture
def spares(study):
    made = Spares(study)
    yield made
    made.drop()


def plan(**tokens) -> Policy:
    return validate({"tokens": tokens}, ("tendanciel",)).policy()


@pytest.mark.parametrize("lever", LEVERS)
def test_every_lever_is_felt_from_the_first_felt_month_and_no_sooner(study, lever):
    assert study.felt(plan(**{lever: 5})) == FIRST_FELT
    assert study.felt(Policy.none) == MONTHS


@pytest.mark.parametrize("lever", LEVERS)
@pytest.mark.parametrize("replication", [0, 1])
def test_a_spare_gives_the_run_to_the_bit(study, spares, lever, replication):
    policy = plan(**{lever: 7})
    spares.make(replication)
    assert spares._kept[replication].month == FIRST_FELT
    run = spares.play(policy, replication, QUIET)
    assert not spares._kept, "a spare is used once"
    assert run.digest == study.run(policy, replication).digest
    assert run.digest != study.run(Policy.none, replication).digest


def test_without_a_spare_the_plan_is_played_from_the_start(study, spares):
    policy = plan(outreach=3, amateurs=2)
    assert spares.play(policy, 1).digest == study.run(policy, 1).digest


def test_a_plan_that_is_felt_earlier_leaves_the_spare_alone(study, spares):
    policy = Policy("early", {"fr": "Tôt", "en": "Early"}, outreach={2026: 2e6})
    assert study.felt(policy) < FIRST_FELT
    spares.make(0)
    assert spares.play(policy, 0).digest == study.run(policy, 0).digest
    assert list(spares._kept) == [0]


def test_spares_are_made_once_and_end_their_threads(study, spares):
    alive = set(threading.enumerate())
    spares.make_all(QUIET)
    first = dict(spares._kept)
    spares.make_all(QUIET)
    assert sorted(first) == [0, 1]
    assert spares._kept == first
    spares.drop()
    assert set(threading.enumerate()) == alive


def test_nothing_is_made_nor_played_for_a_move_that_is_gone(study, spares):
    gone, alive = threading.Event(), set(threading.enumerate())
    gone.set()
    for work in (
        lambda: spares.make(0, gone),
        lambda: spares.make_all(gone),
        lambda: spares.play(plan(outreach=1), 0, gone),
    ):
        with pytest.raises(Cancelled):
            work()
    assert not spares._kept
    assert set(threading.enumerate()) == alive
