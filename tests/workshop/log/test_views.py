"""What each seat sees: no result before its reveal, counts from five people on, nobody's moves."""

from __future__ import annotations

import json
import re

import pytest

from simulator.workshop.marks import dispersion
from tests.workshop.log.test_desk import refused

ADDRESS = re.compile(r"[0-9a-f]{64}")


def everything(room, *people) -> dict[str, str]:
    """Each view as the text that is sent."""
    seats = {"host": room.host, "operator": room.operator, **room.tables}
    seats |= {f"person-{rank}": who for rank, who in enumerate(people)}
    views = {name: room.desk.view(who) for name, who in seats.items()}
    views["projector"] = room.desk.view(room.host, "projector")
    return {name: json.dumps(view, allow_nan=False) for name, view in views.items()}


def test_no_address_leaves_before_the_reveal(own_room):
    room, zoe = own_room, own_room.join()
    room.begin()
    room.play("table-1")
    room.play("table-3")
    assert not any(ADDRESS.search(text) for text in everything(room, zoe).values())
    room.runs("revealed", round=1, table="table-1")
    with_one = {name for name, text in everything(room, zoe).items() if ADDRESS.search(text)}
    assert with_one == {"host", "operator", "projector", "table-1", "table-3", "person-0"}
    assert room.desk.view(room.tables["table-1"])["turns"][0]["result"]["address"] == "a" * 64
    assert room.desk.view(room.tables["table-3"])["turns"][0]["result"] is None


def test_before_the_lock_a_table_sees_costs_and_mechanisms(own_room):
    room = own_room
    room.begin()
    (turn,) = room.desk.view(room.tables["table-1"])["turns"]
    assert [lever["lever"] for lever in turn["levers"]] == [
        "outreach",
        "transport",
        "amateurs",
        "schools",
        "collaboration",
    ]
    assert all(lever["buys"] > 0 and lever["sentence"]["fr"] for lever in turn["levers"])
    assert turn["budget"] == 32
    room.begin(2)
    assert len(room.desk.view(room.tables["table-1"])["turns"][1]["levers"]) == 12


def test_another_table_sees_nothing_of_a_plan_before_its_reveal(own_room):
    room = own_room
    room.begin()
    room.predict("table-1", points=7.25)
    room.commit("table-1", tokens={"outreach": 29})
    others = {name: text for name, text in everything(room).items() if name not in ("table-1", "operator")}
    assert not any("7.25" in text or '"outreach": 29' in text for text in others.values())
    room.lock("table-1")
    room.runs("revealed", round=1)
    beside = room.desk.view(room.tables["table-3"])["beside"]
    assert [(one["table"], one["prediction"]["points"]) for one in beside] == [("table-1", 7.25)]
    assert room.desk.view(room.tables["table-2"])["beside"] == []


def test_tables_stand_in_table_order(own_room):
    room = own_room
    room.begin()
    for table in ("table-4", "table-2", "table-3", "table-1"):
        room.play(table)
    room.runs("revealed", round=1)
    wall = room.desk.view(room.host, "projector")
    assert [one["table"] for one in wall["revealed"]] == [f"table-{n}" for n in (1, 2, 3, 4)]
    assert [one["number"] for one in wall["tables"]] == [1, 2, 3, 4]


def fill(room, who, mark: int) -> None:
    marks = {"stated": [mark] * 10, "actual": [None] * 10}
    room.says(who, "grid_filled", table=who.actor.table, participant=who.actor.participant, **marks)


def test_dispersion_waits_for_five_people(own_room):
    room = own_room
    people = [room.join(f"table-{1 + rank % 2}") for rank in range(5)]
    for rank, who in enumerate(people[:4]):
        fill(room, who, 1 + rank % 2)
    fill(room, people[0], 4)
    grid = room.desk.view(room.host, "projector")["grid"]["room"]
    assert (grid["people"], grid["enough"], grid["fewest"], grid["lines"]) == (4, False, 5, [])
    fill(room, people[4], 4)
    grid = room.desk.view(room.host, "projector")["grid"]["room"]
    assert grid["enough"]
    assert grid["lines"][0] == {
        "line": "venues",
        "stated": {"1": 1, "2": 2, "3": 0, "4": 2, "unknown": 0},
        "actual": {"1": 0, "2": 0, "3": 0, "4": 0, "unknown": 5},
    }
    assert room.desk.view(room.tables["table-1"])["grid"]["people"]["lines"] == []


def test_votes_and_predictions_of_few_people_are_not_shown(own_room):
    room = own_room
    people = [room.join() for _ in range(5)]
    room.begin()
    for rank, who in enumerate(people):
        mine = {"table": "table-1", "participant": who.actor.participant}
        room.says(who, "voted", question="pari", option="oui" if rank else "non", **mine)
        room.says(who, "prediction_made", round=1, points=5 - rank, **mine)
        (vote,) = room.desk.view(room.host)["votes"]
        assert vote["options"] == ({} if rank < 4 else {"non": 1, "oui": 4})
    assert room.desk.view(room.tables["table-1"])["turns"][0]["spread"]["points"] == []
    room.predict()
    room.lock()
    assert room.desk.view(room.tables["table-1"])["turns"][0]["spread"]["points"] == [1, 2, 3, 4, 5]


def test_nothing_says_who_moved_what(own_room):
    room = own_room
    people = [room.join() for _ in range(6)]
    keys = [who.actor.participant for who in people]
    for who in people:
        fill(room, who, 2)
        room.says(who, "note_kept", table="table-1", text="une surprise")
        room.says(who, "reacted", table="table-1", participant=who.actor.participant, about="r1", reaction="doubt")
    for name, text in everything(room).items():
        view = json.loads(text)
        view.pop("people", None)
        assert not any(key in json.dumps(view) for key in keys), name
    mine = json.dumps(room.desk.view(people[0]))
    assert keys[0] in mine
    assert not any(key in mine for key in keys[1:])


def test_who_may_look_at_what(own_room):
    room, zoe = own_room, own_room.join()
    for who in (zoe, room.tables["table-1"]):
        for seat in ("host", "operator", "projector", "nobody"):
            assert refused(room.desk.view, who, seat) == "not_allowed"
    assert room.desk.view(room.operator, "projector")["seat"] == "projector"
    assert "notes" not in room.desk.view(room.host, "projector")["agenda"][0]
    assert room.desk.view(room.host)["agenda"][0]["notes"]["fr"].startswith("Le code est au mur")


def test_every_reference_is_spoken(own_room):
    room, zoe = own_room, own_room.join()
    room.table("table_named", name="Les lucioles")
    room.table("artefact_written", title="Billet", text="Un aller, un retour")
    room.says(zoe, "note_kept", table="table-1", text="une surprise")
    for name, text in everything(room, zoe).items():
        assert not re.search(r"t-[0-9a-f]{32}", text), name
    assert room.desk.view(room.host)["tables"][0]["name"] == "Les lucioles"


@pytest.mark.parametrize("people", [0, 4])
def test_a_dispersion_of_few_is_a_number_of_people(people):
    assert dispersion([object()] * people) == {"people": people, "fewest": 5, "enough": False, "lines": []}
