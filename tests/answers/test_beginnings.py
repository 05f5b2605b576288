"""A plan that goes on from a beginning gives, to the bit, what playing it from January 2026 gives."""

import gc
import threading

import pytest

from simulator.answers.beginnings import FIRST_FELT, Beginnings
from simulator.answers.choices import validate
from simulator.calendar import MONTHS
from simulator.errors import Cancelled
from simulator.experiments.policy import Policy
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.model.levers import LEVERS
from simulator.model.model import CultureModel
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory

QUIET = threading.Event()


@pytest.fixture(scope="module")
def study() -> Study:
    territory = Territory.load("bassin-minier")
    people = synthesise(territory, residents=600, seed=7)
    return Study(territory, people, Scenario.load("tendanciel"), replications=2, threads=2)


@pytest.fixture(scope="module")
def made(study) -> Beginnings:
    beginnings = Beginnings(study)
    beginnings.make_all(QUIET)
    return beginnings


@pytest.fixture(scope="module")
def without_plan(study) -> list[str]:
    return [study.run(Policy.none, replication).digest for replication in (0, 1)]


def plan(**tokens) -> Policy:
    return validate({"tokens": tokens}, ("tendanciel",)).policy()


@pytest.mark.parametrize("lever", LEVERS)
def test_every_lever_is_felt_from_the_first_felt_month_and_no_sooner(study, lever):
    assert study.felt(plan(**{lever: 5})) == FIRST_FELT
    assert study.felt(Policy.none) == MONTHS


@pytest.mark.parametrize("lever", LEVERS)
@pytest.mark.parametrize("replication", [0, 1])
def test_going_on_from_a_beginning_gives_the_run_to_the_bit(study, made, without_plan, lever, replication):
    policy, steps = plan(**{lever: 7}), []
    run = made.play(policy, replication, Counting(steps))
    assert len(steps) == 1 + MONTHS - FIRST_FELT, "the beginning is not played again"
    assert run.digest == study.run(policy, replication).digest
    assert run.digest != without_plan[replication]


class Counting:
    """A stop that keeps each question, and is set after `most` of them."""

    def __init__(self, asked: list, most: int = 1000) -> None:
        self._asked, self._most = asked, most

    def is_set(self) -> bool:
        self._asked.append(None)
        return len(self._asked) > self._most


def test_without_a_beginning_the_plan_is_played_from_the_start(study):
    policy = plan(outreach=3, amateurs=2)
    assert Beginnings(study).play(policy, 1).digest == study.run(policy, 1).digest


def test_a_plan_that_is_felt_earlier_is_played_from_the_start(study, made):
    policy = Policy("early", {"fr": "Tôt", "en": "Early"}, outreach={2026: 2e6})
    assert study.felt(policy) < FIRST_FELT
    assert made.play(policy, 0).digest == study.run(policy, 0).digest


def test_beginnings_are_played_once_and_end_their_threads(study):
    beginnings, alive = Beginnings(study), set(threading.enumerate())
    beginnings.make_all(QUIET)
    first = dict(beginnings._kept)
    beginnings.make_all(QUIET)
    assert sorted(first) == [0, 1]
    assert all(beginnings._kept[r] is first[r] for r in first)
    assert set(threading.enumerate()) == alive


def test_models_that_were_played_leave_memory(study):
    def alive() -> int:
        gc.collect()
        return sum(isinstance(one, CultureModel) for one in gc.get_objects())

    before, beginnings = alive(), Beginnings(study)
    beginnings.make_all(QUIET)
    for tokens in (1, 2, 3):
        beginnings.play(plan(outreach=tokens), 0)
    with pytest.raises(Cancelled):
        study.run(plan(amateurs=2), 1, Counting([], most=20))
    assert alive() == before


def test_nothing_is_played_for_a_move_that_is_gone(study):
    beginnings, gone, alive = Beginnings(study), threading.Event(), set(threading.enumerate())
    gone.set()
    for work in (
        lambda: beginnings.make(0, gone),
        lambda: beginnings.make_all(gone),
        lambda: beginnings.play(plan(outreach=1), 0, gone),
    ):
        with pytest.raises(Cancelled):
            work()
    assert not beginnings._kept
    assert set(threading.enumerate()) == alive
