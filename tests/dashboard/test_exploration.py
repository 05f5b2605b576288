"""A move is answered first by one replication, then by all; failures become a sentence, never a traceback."""

import logging
import threading

import pytest
from made import MadeStudies

from simulator.answers.choices import validate
from simulator.dashboard.exploration import Exploration
from simulator.errors import Cancelled

WORLDS = ("one", "two")


class Listener:
    def __init__(self, studies, worlds):
        self.answers, self.statuses = [], []
        self.exploration = Exploration(
            studies, worlds, lambda header, buffer: self.answers.append(header), self.statuses.append
        )

    def move(self, **choices):
        self.exploration.move(validate(choices, WORLDS))
        return self

    def settle(self):
        assert self.exploration.settle(10)
        return self


def test_nothing_placed_is_answered_once_from_the_baselines(worlds):
    studies = MadeStudies()
    heard = Listener(studies, worlds).move(move=1).settle()
    assert [a["replications"] for a in heard.answers] == [4]
    assert heard.answers[0]["planned"] is False
    assert studies.study.played == []
    assert heard.statuses[-1] == {"state": "done", "done": 4, "of": 4}


def test_the_first_replication_is_shown_before_the_interval(worlds):
    heard = Listener(MadeStudies(), worlds).move(move=2, tokens={"outreach": 4}).settle()
    assert [a["replications"] for a in heard.answers] == [1, 4]
    assert {a["move"] for a in heard.answers} == {2}
    states = [s["state"] for s in heard.statuses]
    assert states.index("computing") < states.index("refining") < states.index("done")


def test_a_newer_move_cancels_an_older_one(worlds):
    studies = MadeStudies(replications=3, seconds=0.05)
    heard = Listener(studies, worlds)
    for move in range(1, 6):
        heard.move(move=move, tokens={"outreach": move})
    heard.settle()
    finished = [a["move"] for a in heard.answers if a["replications"] == 3]
    assert finished == [5]
    assert heard.statuses[-1]["state"] == "done"


def test_nothing_is_made_for_a_world_where_nobody_is(worlds):
    studies = MadeStudies()
    Listener(studies, worlds).move(move=1, world="one").settle()
    assert studies.prepared == ["one"]


def test_everybody_changes_the_communes_only(worlds):
    heard = Listener(MadeStudies(), worlds).move(move=1, tokens={"amateurs": 4}, everybody=True).settle()
    assert [a["everybody"] for a in heard.answers] == [False, False, True]
    assert "everybody" in [s["state"] for s in heard.statuses]


def test_how_far_everybody_is_grows_and_a_newer_move_ends_it(worlds):
    studies = MadeStudies(seconds=0.02)
    heard = Listener(studies, worlds).move(move=1, tokens={"amateurs": 4}, everybody=True).settle()
    told = [s["done"] for s in heard.statuses if s["state"] == "everybody"]
    assert told == sorted(set(told))
    assert told[0] == 0
    assert told[-1] >= 80
    stop = threading.Event()
    progress = heard.exploration._watcher(stop)
    stop.set()
    with pytest.raises(Cancelled):
        progress("spin_up", 0.1)


def test_replications_made_side_by_side_are_joined_in_their_order(worlds):
    studies = MadeStudies(replications=6, seconds=0.01)
    heard = Listener(studies, worlds).move(move=1, tokens={"outreach": 4}).settle()
    assert sorted(replication for _, replication in studies.study.played) == list(range(6))
    assert studies.study.played[0][1] == 0
    assert [s["done"] for s in heard.statuses if s["state"] == "refining"] == [2, 3, 4, 5, 6]


def test_the_same_plan_is_not_run_again_for_everybody_nor_after(worlds):
    studies = MadeStudies()
    heard = Listener(studies, worlds).move(move=1, tokens={"amateurs": 4}).settle()
    played = len(studies.study.played)
    heard.move(move=2, tokens={"amateurs": 4}, everybody=True).settle()
    assert [a["replications"] for a in heard.answers if a["move"] == 2] == [4, 4]
    assert len(studies.study.played) == played + 1
    heard.move(move=3, tokens={"amateurs": 4}).settle()
    assert len(studies.study.played) == played + 1
    heard.move(move=4, tokens={"amateurs": 4}, start={"amateurs": 2030}).settle()
    assert len(studies.study.played) == 2 * played + 1


def test_a_failure_is_said_in_a_word_and_logged(worlds, caplog):
    with caplog.at_level(logging.ERROR):
        heard = Listener(MadeStudies(fails=True), worlds).move(move=1).settle()
    assert heard.answers == []
    assert heard.statuses[-1]["state"] == "failed"
    assert "secret" not in repr(heard.statuses)
    assert "secret" in caplog.text


@pytest.mark.parametrize("planned", [False, True])
def test_an_answer_names_its_move_its_world_and_its_classes(worlds, planned):
    tokens = {"outreach": 4} if planned else {}
    answer = Listener(MadeStudies(), worlds).move(world="two", move=7, tokens=tokens).settle().answers[-1]
    assert (answer["move"], answer["world"], answer["planned"]) == (7, "two", planned)
    assert answer["classes"]["age"][0] == {"fr": "15 à 24 ans", "en": "15 to 24"}
    assert answer["classes"]["age"][2] == {"fr": "75 ans et plus", "en": "75 and over"}
    assert answer["classes"]["education"][3]["en"] == "Higher education"
    assert answer["residents15"] == 1_000_000


def test_going_back_to_a_recent_plan_runs_nothing(worlds):
    studies = MadeStudies()
    heard = Listener(studies, worlds)
    for move, tokens in enumerate((3, 5, 3), 1):
        heard.move(move=move, tokens={"outreach": tokens}).settle()
    assert len(studies.study.played) == 2 * studies.replications
    assert [a["replications"] for a in heard.answers if a["move"] == 3] == [4]


def test_whoever_plays_finds_memory_ready_for_the_next_plan(worlds):
    studies = MadeStudies()
    Listener(studies, worlds).move(move=1).settle().move(move=2, tokens={"outreach": 3}).settle()
    assert [one for p in studies.given for one in p.asked if one != "leave"] == [
        *("rest", "warm", "first", "rest", "expect")
    ]


def test_preparing_is_told_on_entering_a_world_alone(worlds):
    heard = Listener(MadeStudies(), worlds).move(move=1).settle()
    assert heard.statuses[0]["state"] == "preparing"
    for move, world, told in ((2, "one", 0), (3, "two", 1), (4, "two", 0)):
        heard.statuses.clear()
        heard.move(world=world, move=move, tokens={"outreach": move}).settle()
        assert [one["state"] for one in heard.statuses].count("preparing") == told


def test_in_a_world_left_nothing_is_kept_ready(worlds):
    studies = MadeStudies()
    heard = Listener(studies, worlds).move(world="one", move=1).settle().move(world="two", move=2).settle()
    assert [p.asked for p in studies.given if p.asked] == [["rest", "leave"], ["rest"]]
    assert heard.answers[-1]["world"] == "two"
