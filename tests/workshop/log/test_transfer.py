"""A workshop in one file: whole, checked, brought in once, gone on with elsewhere, merged with others."""

from __future__ import annotations

import itertools
import json
import threading

import pytest

from simulator.workshop.desk import Desk
from simulator.workshop.export import _digest, _holds_together, read_export
from simulator.workshop.store import Store
from simulator.workshop.strategy import merge
from tests.workshop.log.conftest import Room, make_room
from tests.workshop.log.test_desk import refused

FICHE = {"issue": "Rentrer", "action": "Une navette", "lead": "L’agglomération"}


@pytest.fixture
def elsewhere(tmp_path):
    """Another machine."""
    store = Store(f"sqlite:///{tmp_path / 'elsewhere' / 'b.sqlite'}")
    yield Desk(store)
    store.close()


def play(room: Room) -> None:
    room.begin()
    room.play()
    room.join(pseudonym="Zoé <b>")
    room.table("action_written", action_key="navette", **FICHE)
    room.table("note_kept", text="Une surprise\nsur deux lignes")


def test_out_and_in_is_the_same_workshop(room, elsewhere, tmp_path):
    play(room)
    token, let_in = room.desk.admit(room.opened.code, "table-2", "Léo")
    path = tmp_path / "atelier.json"
    room.desk.export_to(room.key, path)
    assert elsewhere.import_from(path) == (room.key, room.state.sequence)
    assert elsewhere.entries(room.key) == room.desk.entries(room.key)
    assert elsewhere.state(room.key) == room.state
    assert elsewhere.enter(token) == let_in
    assert elsewhere.enter(room.opened.host) == room.host
    assert elsewhere.view(room.host) == room.desk.view(room.host)
    assert elsewhere.export(room.key) == room.desk.export(room.key)
    assert path.stat().st_mode & 0o077 == 0


def test_an_export_during_writing_is_one_look(room):
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            room.table("note_kept", text="encore")

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for _ in range(12):
            assert _holds_together(room.desk.export(room.key))
    finally:
        stop.set()
        thread.join()


def test_it_goes_on_elsewhere_and_comes_back(own_room, elsewhere, tmp_path):
    room, path = own_room, tmp_path / "a.json"
    play(room)
    room.desk.export_to(room.key, path)
    elsewhere.import_from(path)
    moved = Room(elsewhere, room.opened, room.host, room.operator, room.tables)
    moved.table("note_kept", text="écrit là-bas")
    elsewhere.export_to(room.key, path)
    assert room.desk.import_from(path) == (room.key, 1)
    assert room.desk.import_from(path) == (room.key, 0)
    assert room.state == moved.state
    room.table("note_kept", text="écrit ici")
    moved.table("note_kept", text="écrit là-bas encore")
    elsewhere.export_to(room.key, path)
    before = room.state
    assert refused(room.desk.import_from, path) == "diverged"
    assert room.state == before


def test_what_was_erased_elsewhere_is_erased_here_and_never_comes_back(own_room, elsewhere, tmp_path):
    room, old, new = own_room, tmp_path / "old.json", tmp_path / "new.json"
    text = room.table("note_kept", text="Zéphirin").body.text
    room.desk.export_to(room.key, old)
    elsewhere.import_from(old)
    elsewhere.erase(room.key, text)
    elsewhere.export_to(room.key, new)
    assert "Zéphirin" not in new.read_text(encoding="utf-8")
    room.desk.import_from(new)
    assert room.desk.words(room.key, [text]) == {text: None}
    room.desk.import_from(old)
    assert room.desk.words(room.key, [text]) == {text: None}
    files = [path.read_bytes() for path in tmp_path.glob("own.sqlite*")]
    assert not any("Zéphirin".encode() in content for content in files)


def test_a_code_that_is_taken_is_replaced(own_room, elsewhere, tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    own_room.desk.export_to(own_room.key, path)
    monkeypatch.setattr("simulator.workshop.passes.new_code", lambda _: own_room.opened.code)
    elsewhere.open("demi-journee-180", "Autre", ("communs",), 1)
    monkeypatch.undo()
    elsewhere.import_from(path)
    assert elsewhere.code(own_room.key) != own_room.opened.code
    assert len(set(map(elsewhere.code, elsewhere.workshops()))) == 2


def resigned(document: dict) -> dict:
    return {**document, "sha256": _digest(document["content"])}


def changed(document: dict, change) -> dict:
    change(document["content"])
    return resigned(document)


BROKEN = {
    "cut": lambda text, document: text[: len(text) // 2],
    "another": lambda text, document: "[]",
    "nothing": lambda text, document: "",
    "deep": lambda text, document: "[" * 100_000,
    "touched": lambda text, document: text.replace("Une navette", "Un tramway"),
    "gap": lambda text, document: changed(document, lambda content: content["entries"].pop(2)),
    "twice": lambda text, document: changed(document, lambda c: c["entries"].append(c["entries"][-1])),
    "no text": lambda text, document: changed(document, lambda content: content["texts"].pop()),
    "loose text": lambda text, document: changed(
        document, lambda c: c["texts"].append({**c["texts"][0], "text": "t-" + "0" * 32})
    ),
    "agenda": lambda text, document: changed(document, lambda content: content.update(template="{}")),
    "kind": lambda text, document: changed(document, lambda c: c["entries"][1]["body"].update(kind="party")),
    "workshop": lambda text, document: changed(document, lambda content: content.update(workshop="w-other")),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_damaged_file_changes_nothing(own_room, elsewhere, tmp_path, fault):
    path = tmp_path / "a.json"
    play(own_room)
    own_room.desk.export_to(own_room.key, path)
    text = path.read_text(encoding="utf-8")
    broken = BROKEN[fault](text, json.loads(text))
    path.write_text(broken if isinstance(broken, str) else json.dumps(broken), encoding="utf-8")
    assert refused(elsewhere.import_from, path) == "bad_file"
    assert elsewhere.workshops() == []


def test_a_file_or_a_line_from_a_newer_version(own_room, elsewhere, tmp_path):
    path = tmp_path / "a.json"
    own_room.desk.export_to(own_room.key, path)
    document = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**document, "version": 2}), encoding="utf-8")
    assert refused(elsewhere.import_from, path) == "newer_file"
    newer = changed(document, lambda content: content["entries"][0].update(version=2))
    path.write_text(json.dumps(newer), encoding="utf-8")
    assert refused(elsewhere.import_from, path) == "newer_entry"


def test_several_workshops_are_one_strategy_in_any_order(own_room):
    rooms = [own_room, make_room(own_room.desk), make_room(own_room.desk)]
    for rank, room in enumerate(rooms):
        play(room)
        room.table("action_written", "table-2", action_key="fete", **{**FICHE, "action": f"Fête {rank}"})
        room.table("action_written", "table-1", action_key="navette", **{**FICHE, "action": f"Navette {rank}"})
    exports = [own_room.desk.export(room.key) for room in rooms]
    merged = merge(exports)
    assert [fiche["action"] for fiche in merged["actions"]] == [
        f"{what} {rank}" for rank in range(3) for what in ("Navette", "Fête")
    ]
    assert all(merge(order) == merged for order in itertools.permutations(exports))
    assert merge([*exports, exports[1]]) == merged == own_room.desk.merge([room.key for room in rooms])
    assert "Zoé" not in json.dumps(merged, ensure_ascii=False)


def test_of_two_files_of_one_workshop_the_longer_counts(own_room):
    play(own_room)
    earlier = own_room.desk.export(own_room.key)
    own_room.table("action_written", action_key="fete", **FICHE)
    later = own_room.desk.export(own_room.key)
    assert merge([later, earlier]) == merge([earlier, later]) == merge([later])
    other = earlier.model_copy(update={"entries": (*earlier.entries[:-1], later.entries[-1])})
    assert refused(merge, [later, other]) == "diverged"


def test_an_export_reads_back_as_it_was(own_room, tmp_path):
    play(own_room)
    own_room.desk.export_to(own_room.key, tmp_path / "a.json")
    assert read_export(tmp_path / "a.json") == own_room.desk.export(own_room.key)
