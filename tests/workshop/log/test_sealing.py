"""An unnamed text: its author alone finds it and erases it; the host, the room and the database know nobody."""

from __future__ import annotations

from simulator.workshop.sealing import own_references, seal_of
from tests.workshop.log.conftest import Room, new_id
from tests.workshop.log.test_desk import refused
from tests.workshop.log.test_erasing import SECRET, bytes_of

DOUBT = {"kind": "dissented", "table": "table-1", "round": 1, "parameter": "price_weight", "value": 0.02}


def people(room: Room) -> tuple:
    """Two people of one table with their tokens, each as their phone lets them in."""
    tokens = [room.desk.admit(room.opened.code, "table-1", name)[0] for name in ("Zoé", "Léo")]
    return [room.desk.enter(token) for token in tokens], tokens


def test_an_author_erases_what_they_wrote_without_a_name(room, request):
    (zoe, leo), _ = people(room)
    room.begin()
    hidden = room.desk.submit(zoe, new_id(), {**DOUBT, "why": SECRET})
    other = room.desk.submit(leo, new_id(), {**DOUBT, "why": "Vu au guichet"})
    room.says(zoe, "note_kept", text=f"{SECRET}, signé")
    room.desk.end(room.key)

    lines = room.desk.erase_own(zoe)

    assert len(lines) == 3  # the pseudonym, the note, the dissent
    assert {hidden.body.why} < {line.body.text for line in lines}
    assert SECRET.encode() not in bytes_of(room, request)
    assert room.desk.words(room.key, [other.body.why]) == {other.body.why: "Vu au guichet"}
    assert room.state.dissents[0].body.value == 0.02  # the world that was disputed stays
    assert room.desk.erase_own(zoe) == []


def test_nobody_else_finds_the_author(room):
    (zoe, leo), tokens = people(room)
    room.begin()
    line = room.desk.submit(zoe, new_id(), {**DOUBT, "why": "Vu au guichet"})
    assert own_references(line, zoe.seal) == [line.body.why]
    assert own_references(line, leo.seal) == []
    export = room.desk.export(room.key)
    kept = export.model_dump_json() if hasattr(export, "model_dump_json") else repr(export)
    assert zoe.seal.hex() not in kept
    assert tokens[0] not in kept
    assert "seal" not in repr(zoe)
    room.desk.erase(room.key, zoe.actor.participant)
    assert room.desk.words(room.key, [line.body.why]) == {line.body.why: "Vu au guichet"}
    unnamed = room.desk.erase_own(zoe)
    assert [(entry.actor.role, entry.actor.participant) for entry in unnamed] == [("table", None)]


def test_the_same_dissent_sent_twice_is_one(room):
    (zoe, _), _ = people(room)
    room.begin()
    chosen = new_id()
    first, again = (room.desk.submit(zoe, chosen, {**DOUBT, "why": "Vu au guichet"}) for _ in range(2))
    assert first == again
    signed = room.desk.submit(zoe, new_id(), {**DOUBT, "why": "Vu au guichet", "anonymous": False})
    assert own_references(signed, zoe.seal) == []


def test_only_a_person_erases_all_their_own(room):
    for who in (room.host, room.operator, room.tables["table-1"]):
        assert refused(room.desk.erase_own, who) == "not_allowed"
    token, somebody = room.desk.admit(room.opened.code, "table-1", "Léo")
    assert somebody.seal == seal_of(token) == room.desk.enter(token).seal
