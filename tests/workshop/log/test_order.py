"""The order of things: every refusal of the desk, from the seat that would be told it."""

from __future__ import annotations

import pytest

from tests.workshop.log.conftest import new_id
from tests.workshop.log.test_desk import refused

GRID = {"stated": [3] * 10, "actual": [None] * 10}


def test_nobody_speaks_for_another(own_room):
    room = own_room
    zoe, leo = room.join(), room.join("table-1", "Léo")
    grid = {"kind": "grid_filled", "table": "table-1", **GRID}
    say = room.desk.submit
    assert refused(say, zoe, new_id(), {**grid, "participant": leo.actor.participant}) == "another_participant"
    assert refused(say, zoe, new_id(), grid) == "another_participant"
    assert refused(say, zoe, new_id(), {**grid, "table": "table-2"}) == "another_table"
    assert refused(say, zoe, new_id(), {"kind": "left", "participant": leo.actor.participant}) == "another_participant"
    table = room.tables["table-1"]
    assert refused(say, table, new_id(), {**grid, "participant": zoe.actor.participant}) == "another_participant"
    assert refused(say, table, new_id(), {**grid, "table": "table-2"}) == "another_table"
    operator = {**grid, "participant": zoe.actor.participant, "medium": "paper"}
    assert refused(say, room.operator, new_id(), {**operator, "table": "table-2"}) == "unknown_participant"
    assert refused(say, room.operator, new_id(), {**operator, "participant": "p-none"}) == "unknown_participant"
    assert say(room.operator, new_id(), operator).body.participant == zoe.actor.participant


@pytest.mark.parametrize("seat", ["table", "participant", "operator"])
@pytest.mark.parametrize(
    "draft",
    [
        {"kind": "workshop_ended"},
        {"kind": "phase_begun", "phase": "tour-1", "round": 1},
        {"kind": "revealed", "round": 1},
        {"kind": "revealed", "round": 1, "table": "table-1"},
        {"kind": "card_played", "card": "trente-huit", "world": "sobriete", "round": 1},
        {"kind": "tables_paired", "tables": ["table-1", "table-3"], "round": 1},
        {"kind": "spotlit", "view": "silence"},
        {"kind": "run_kept", "table": "table-1", "round": 1, "address": "a" * 64},
        {"kind": "predictions_locked", "table": "table-1", "round": 1, "override": True},
        {"kind": "joined", "participant": "p-1", "table": "table-1", "pseudonym": "Moi"},
        {
            "kind": "workshop_opened",
            "template": "demi-journee-240",
            "title": "x",
            "worlds": ["sobriete"],
            "tables": {"t": "sobriete"},
        },
    ],
    ids=lambda draft: draft["kind"],
)
def test_what_only_the_host_does(own_room, seat, draft):
    room = own_room
    who = {"table": room.tables["table-1"], "participant": room.join(), "operator": room.operator}[seat]
    before = room.state
    assert refused(room.desk.submit, who, new_id(), draft) == "not_allowed"
    assert room.state == before


def test_a_participant_does_not_decide_for_the_table(own_room):
    room, zoe = own_room, own_room.join()
    room.begin()
    plan = {"table": "table-1", "round": 1, "tokens": {}, "start": {}}
    assert refused(room.says, zoe, "levers_moved", **plan) == "not_allowed"
    assert refused(room.says, zoe, "predictions_locked", table="table-1", round=1) == "not_allowed"
    assert refused(room.says, zoe, "table_named", table="table-1", name="Nous") == "not_allowed"
    mine = {"question": "q", "option": "oui", "table": "table-1", "participant": zoe.actor.participant}
    assert refused(room.says, zoe, "voted", **mine, count=2) == "not_allowed"
    assert room.says(zoe, "voted", **mine).body.count == 1


def test_a_round_waits_for_the_host(own_room):
    room = own_room
    assert refused(room.predict) == "round_not_begun"
    assert refused(room.table, "predictions_locked", round=1) == "round_not_begun"
    assert refused(room.runs, "revealed", round=1) == "round_not_begun"
    assert refused(room.predict, number=3) == "unknown_round"
    assert refused(room.runs, "phase_begun", phase="sieste") == "unknown_phase"
    assert refused(room.runs, "phase_begun", phase="tour-1") == "unknown_round"
    assert refused(room.runs, "phase_begun", phase="accueil", round=1) == "unknown_round"
    room.begin()
    assert refused(room.predict, number=2) == "round_not_begun"
    room.predict()


def test_a_prediction_is_written_before_its_lock_and_its_reveal(own_room):
    room, zoe = own_room, own_room.join()
    room.begin()
    mine = {"table": "table-1", "round": 1, "participant": zoe.actor.participant, "points": -2.5}
    room.says(zoe, "prediction_made", **mine)
    assert refused(room.lock) == "no_prediction"
    room.predict(points=1)
    room.predict(points=2)
    room.lock()
    assert refused(room.lock) == "already_locked"
    assert refused(room.predict) == "prediction_locked"
    assert refused(room.says, zoe, "prediction_made", **mine) == "prediction_locked"
    room.commit()
    room.runs("revealed", round=1, table="table-1")
    assert refused(room.predict) == "already_revealed"
    assert room.state.predictions["table-1", 1, None].body.points == 2


def test_a_reveal_waits_for_every_table_that_plays(own_room):
    room = own_room
    room.begin()
    assert refused(room.runs, "revealed", round=1) == "nothing_to_reveal"
    room.play("table-1")
    room.predict("table-2")
    room.commit("table-2")
    assert refused(room.runs, "revealed", round=1) == "not_locked"
    assert refused(room.runs, "revealed", round=1, table="table-2") == "not_locked"
    assert refused(room.runs, "revealed", round=1, table="table-3") == "nothing_to_reveal"
    assert refused(room.runs, "revealed", round=1, table="table-9") == "unknown_table"
    room.runs("revealed", round=1, table="table-1")
    room.runs("predictions_locked", table="table-2", round=1, override=True)
    room.runs("revealed", round=1)
    assert refused(room.runs, "revealed", round=1) == "already_revealed"
    assert refused(room.runs, "revealed", round=1, table="table-3") == "already_revealed"
    assert room.state.locks["table-2", 1].body.override


def test_only_the_host_overrides_and_only_a_missing_prediction_needs_it(own_room):
    room = own_room
    room.begin()
    assert refused(room.table, "predictions_locked", round=1, override=True) == "not_allowed"
    assert refused(room.runs, "predictions_locked", table="table-1", round=1) == "no_prediction"
    room.runs("predictions_locked", table="table-1", round=1, override=True)
    assert refused(room.predict) == "prediction_locked"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"tokens": {"outrech": 1}}, "unknown_lever"),
        ({"start": {"outrech": 2028}}, "unknown_lever"),
        ({"tokens": {"pricing": 1}}, "lever_not_dealt"),
        ({"tokens": {"outreach": 33}}, "bad_field"),
        ({"tokens": {"outreach": -1}}, "lever_out_of_range"),
        ({"tokens": {"outreach": 20, "transport": 13}}, "over_budget"),
        ({"tokens": {"outreach": 1.5}}, "bad_field"),
        ({"tokens": {"outreach": "1"}}, "bad_field"),
        ({"tokens": {"outreach": True}}, "bad_field"),
        ({"start": {"outreach": 2026}}, "bad_field"),
        ({"start": {"outreach": 2040}}, "bad_start"),
        ({"world": "communs"}, "another_world"),
        ({"cards": ["trente-huit"]}, "unknown_card"),
    ],
)
def test_a_plan_keeps_to_its_means(own_room, change, code):
    room = own_room
    room.begin()
    plan = {"round": 1, "tokens": {"outreach": 32}, "start": {"outreach": 2027}, "world": "sobriete"}
    assert refused(room.table, "policy_committed", **{**plan, **change}) == code
    assert room.state.policies == {}
    room.table("policy_committed", **plan)


def test_a_committed_plan_stays(own_room):
    room = own_room
    room.begin()
    room.commit()
    assert refused(room.commit) == "already_committed"
    assert refused(room.table, "levers_moved", round=1, tokens={}, start={}) == "already_committed"


def test_a_card_is_of_its_world_and_comes_before_the_reveal(own_room):
    room = own_room
    card = {"card": "trente-huit", "world": "sobriete", "round": 1}
    assert refused(room.runs, "card_played", **card) == "round_not_begun"
    room.begin()
    assert refused(room.runs, "card_played", **{**card, "world": "fracture"}) == "unknown_world"
    assert refused(room.runs, "card_played", **{**card, "world": "communs"}) == "unknown_card"
    assert refused(room.runs, "card_played", **card, table="table-2") == "another_world"
    room.runs("card_played", **card)
    assert room.state.played("table-1", 1) == ("trente-huit",) == room.state.played("table-3", 1)
    assert room.state.played("table-2", 1) == ()
    room.predict()
    room.commit(cards=["trente-huit"])
    room.lock()
    room.runs("revealed", round=1)
    assert refused(room.runs, "card_played", **{**card, "card": "sans-conducteurs"}) == "already_revealed"


def test_two_tables_of_one_world_pool_their_means(own_room):
    room = own_room
    room.begin()
    pair = room.host, "tables_paired"
    assert refused(room.says, *pair, tables=["table-1", "table-2"], round=1) == "not_pairable"
    assert refused(room.says, *pair, tables=["table-1", "table-1"], round=1) == "not_pairable"
    assert refused(room.says, *pair, tables=["table-1", "table-8"], round=1) == "unknown_table"
    room.says(*pair, tables=["table-1", "table-3"], round=1)
    assert refused(room.says, *pair, tables=["table-3", "table-1"], round=1) == "not_pairable"
    room.commit("table-1", tokens={"outreach": 32, "transport": 8})
    assert refused(room.commit, "table-3", tokens={"outreach": 25}) == "over_budget"
    room.commit("table-3", tokens={"outreach": 24})


@pytest.mark.parametrize(
    ("parameter", "value", "code"),
    [
        ("price_weight", 0.02, None),
        ("distance_decay", 0.05, None),
        ("distance_decay[3]", 0.05, None),
        ("distance_decay[CIN]", 0.05, None),
        ("outreach_unit_cost", 40, None),
        ("price_weight", 0.5, "parameter_out_of_range"),
        ("price_weight[1]", 0.02, "unknown_parameter"),
        ("distance_decay[6]", 0.05, "unknown_parameter"),
        ("distance_decay[", 0.05, "unknown_parameter"),
        ("gravity", 9.81, "unknown_parameter"),
        ("outreach", 1, "unknown_parameter"),
        ("price_weight", float("nan"), "bad_draft"),
    ],
)
def test_a_dissent_speaks_of_the_model(own_room, parameter, value, code):
    room = own_room
    room.begin()
    say = room.tables["table-1"], "dissented"
    fields = {"table": "table-1", "round": 1, "parameter": parameter, "value": value}
    if code is None:
        room.says(*say, **fields)
    else:
        assert refused(room.says, *say, **fields) == code


def test_an_anonymous_dissent_is_nobodys(own_room):
    room, zoe = own_room, own_room.join()
    room.begin()
    doubt = {"table": "table-1", "round": 1, "parameter": "price_weight", "value": 0.02, "why": "Vu au guichet"}
    hidden = room.says(zoe, "dissented", **doubt)
    signed = room.says(zoe, "dissented", **doubt, anonymous=False)
    key = zoe.actor.participant
    assert (hidden.actor.participant, signed.actor.participant) == (None, key)
    owners = {line.text: line.participant for line in room.desk.export(room.key).texts}
    assert (owners[hidden.body.why], owners[signed.body.why]) == (None, key)


def test_a_run_is_of_a_committed_plan(own_room):
    room = own_room
    room.begin()
    assert refused(room.keep_run) == "not_committed"
    room.commit()
    more = {"table": "table-1", "round": 1, "address": "b" * 64}
    assert refused(room.runs, "run_kept", **more, dissent=new_id()) == "unknown_dissent"
    assert refused(room.runs, "run_kept", **{**more, "address": "b" * 63}) == "bad_field"
    assert refused(room.keep_run, "table-9") == "unknown_table"
    room.keep_run()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a" * 2001, "oversized_text"),
        ("é" * 2000, None),
        ("un\nretour", None),
        ("a\x07b", "control_character"),
        ("\u2066caché", "control_character"),
        ("", "empty_text"),
        (None, "bad_field"),
        (12, "bad_field"),
        ("t-" + "0" * 32, None),
    ],
)
def test_a_text_is_plain_and_of_a_size(own_room, text, code):
    room, chosen = own_room, new_id()
    draft = {"kind": "note_kept", "table": "table-1", "text": text}
    if code:
        assert refused(room.desk.submit, room.tables["table-1"], chosen, draft) == code
        return
    entry = room.desk.submit(room.tables["table-1"], chosen, draft)
    assert room.desk.words(room.key, [entry.body.text]) == {entry.body.text: text}


@pytest.mark.parametrize("event_id", ["", "0" * 31, "0" * 33, "G" * 32, "0" * 31 + "\n", None, 7, "０" * 32])
def test_an_identifier_that_is_none(own_room, event_id):
    assert refused(own_room.desk.submit, own_room.host, event_id, {"kind": "workshop_ended"}) == "bad_id"


def test_an_oversized_event(own_room):
    draft = {"kind": "note_kept", "table": "table-1", "text": "a", "more": "b" * 20_001}
    assert refused(own_room.desk.submit, own_room.tables["table-1"], new_id(), draft) == "oversized_event"


def test_a_table_that_comes_back_is_here(own_room):
    room, zoe = own_room, own_room.join()
    key = zoe.actor.participant
    room.says(zoe, "left", participant=key)
    assert not room.state.participants[key].here
    room.says(zoe, "note_kept", text="me revoilà")
    assert room.state.participants[key].here
