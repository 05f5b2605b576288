"""What is asked of the calculator follows from the log, and a run that was revealed has its number on the wall."""

import asyncio
import json
import uuid

import pytest

from simulator.errors import SimulatorError
from simulator.serve.calculating import Calculating
from simulator.serve.computing import Computing, untold, wanted, worlds
from simulator.serve.figures import MAIN, Figures
from simulator.workshop.bundle import Bundles
from simulator.workshop.bundle_error import refused
from simulator.workshop.deck import cards
from simulator.workshop.desk import Desk
from simulator.workshop.store import Store

ADDRESS = "a" * 64


@pytest.fixture
def played(house):
    """A workshop whose first table committed a plan, and a way for its host and its table to act."""
    opened = house.desk.open("demi-journee-240", "Essai", ("sobriete",), 2)

    def act(token, kind, **fields):
        return house.desk.submit(house.desk.enter(token), uuid.uuid4().hex, {"kind": kind, **fields})

    table = opened.tables["table-1"]
    act(opened.host, "phase_begun", phase="tour-1", round=1)
    act(table, "prediction_made", table="table-1", round=1, points=3)
    plan = {"tokens": {"outreach": 4}, "start": {"outreach": 2028}}
    act(table, "policy_committed", table="table-1", round=1, world="sobriete", **plan)
    return opened, act


def test_a_committed_plan_is_asked_for_until_its_run_is_kept(house, played):
    opened, act = played
    ((place, request),) = wanted(house.desk.state(opened.workshop))
    assert place == (opened.workshop, "table-1", 1, None)
    assert request == {"world": "sobriete", "tokens": {"outreach": 4}, "start": {"outreach": 2028}, "cards": []}
    act(opened.host, "run_kept", table="table-1", round=1, address=ADDRESS)
    assert list(wanted(house.desk.state(opened.workshop))) == []


def test_a_dissent_about_it_is_asked_for_too(house, played):
    opened, act = played
    token = opened.tables["table-1"]
    disputed = {"parameter": "price_weight", "value": 0.02}
    kept = act(token, "dissented", table="table-1", round=1, **disputed)
    places = dict(wanted(house.desk.state(opened.workshop)))
    assert places[opened.workshop, "table-1", 1, kept.id]["dissent"] == disputed
    act(opened.host, "run_kept", table="table-1", round=1, address=ADDRESS, dissent=kept.id)
    assert [place[3] for place, _ in wanted(house.desk.state(opened.workshop))] == [None]


def test_what_may_be_told_follows_from_the_runs_until_the_end(house, played):
    opened, act = played
    assert list(untold(house.desk.state(opened.workshop))) == []
    act(opened.host, "run_kept", table="table-1", round=1, address=ADDRESS)
    assert list(untold(house.desk.state(opened.workshop))) == [(ADDRESS, "lives"), (ADDRESS, "futures")]
    disputed = {"parameter": "price_weight", "value": 0.02}
    kept = act(opened.tables["table-1"], "dissented", table="table-1", round=1, **disputed)
    act(opened.host, "run_kept", table="table-1", round=1, address="b" * 64, dissent=kept.id)
    assert list(untold(house.desk.state(opened.workshop)))[2:] == [("b" * 64, "lives"), ("b" * 64, "ranking")]
    house.desk.end(opened.workshop)
    assert list(untold(house.desk.state(opened.workshop))) == []


def test_worlds_are_made_ready_from_the_first_round_on_with_their_cards(house, played):
    opened, act = played
    assert worlds(house.desk.state(opened.workshop)) == {("sobriete", ())}
    card = next(iter(cards("sobriete")))
    act(opened.host, "card_played", world="sobriete", card=card, round=1)
    assert worlds(house.desk.state(opened.workshop)) == {("sobriete", (card,))}
    fresh = house.desk.open("demi-journee-240", "Essai", ("sobriete",), 2)
    assert worlds(house.desk.state(fresh.workshop)) == set()


class Kept:
    """A folder with one run."""

    def raw(self, address):
        if address != ADDRESS:
            raise refused("unknown", address=address)
        main = {"code": MAIN, "reference": 0.43, "difference": 0.021, "low": 0.012, "high": 0.03, "verdict": "better"}
        return json.dumps({"results": {"numbers": [main]}}).encode()


def test_a_revealed_run_comes_with_its_number_in_points():
    seen = Figures(Kept()).beside({"turns": [{"result": {"address": ADDRESS}}, {"result": None}]})
    figure = seen["turns"][0]["result"]["figure"]
    assert figure["difference"] == pytest.approx(2.1)
    assert figure["verdict"] == "better"
    assert seen["turns"][1] == {"result": None}


def test_a_run_that_is_not_here_has_no_number():
    seen = Figures(Kept()).beside({"result": {"address": "b" * 64}})
    assert seen["result"]["figure"] is None
    with pytest.raises(SimulatorError):
        Kept().raw("b" * 64)


def test_a_run_is_given_byte_for_byte_and_an_unknown_one_refused_in_words(house):
    found = house.ask(f"/api/bundle/{'c' * 64}")
    assert (found.status, found.json["code"]) == (404, "bundle_unknown")
    assert house.ask(f"/lien/{'c' * 64}").status == 404


def test_from_a_committed_plan_to_what_is_told_about_its_run(tmp_path):
    async def room() -> None:
        desk = Desk(Store(f"sqlite:///{tmp_path / 'room.sqlite'}"))
        opened = desk.open("demi-journee-240", "Essai", ("sobriete",), 2)
        small = ("--residents", "500", "--replications", "2", "--futures", "2")
        calculating, bundles = Calculating(tmp_path / "runs", small), Bundles(tmp_path / "runs")

        async def run(work, *given):
            return await asyncio.to_thread(work, *given)

        computing = Computing(desk, calculating, run)
        table = opened.tables["table-1"]
        plan = {"world": "sobriete", "tokens": {"outreach": 8}, "start": {}}
        acts = [
            (opened.host, {"kind": "phase_begun", "phase": "tour-1", "round": 1}),
            (table, {"kind": "prediction_made", "table": "table-1", "round": 1, "points": 3}),
            (table, {"kind": "policy_committed", "table": "table-1", "round": 1, **plan}),
        ]
        for token, body in acts:
            desk.submit(desk.enter(token), uuid.uuid4().hex, body)
        try:
            await computing.look(opened.workshop)
            while not (runs := (await run(desk.state, opened.workshop)).runs):
                await asyncio.sleep(0.05)
            address = runs["table-1", 1, None].body.address
            while bundles.records(address) != ["futures", "lives"] or ("sobriete", ()) not in computing.levels:
                await asyncio.sleep(0.05)
            assert bundles.load(computing.levels["sobriete", ()]).policy.levers == {}
        finally:
            await calculating.stop()

    asyncio.run(asyncio.wait_for(room(), 250))
