"""Erasing: the line stays, the words are nowhere; on SQLite not in any byte of its files, on PostgreSQL in no table."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.workshop.desk import Desk
from simulator.workshop.store import Store
from tests.workshop.log.conftest import make_room, new_id
from tests.workshop.log.test_desk import refused

SECRET = "Zéphirin-Aubépine"


def bytes_of(room, request) -> bytes:
    """Everything that the database keeps on the disk, the write-ahead log of PostgreSQL apart."""
    if room.desk.store.embedded:
        folder = request.getfixturevalue("tmp_path")
    else:
        server = request.getfixturevalue("postgres")
        server.execute("CHECKPOINT")
        folder = server.data / "base"
    return b"".join(path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file())


def write_much(room, who, words: str) -> None:
    """Enough texts, short and long, for pages to split and overflow."""
    for number in range(12):
        room.says(who, "note_kept", table="table-1", text=f"{words} {number} " + "bla " * (number * 40))


def test_everything_of_one_person_goes_and_the_rest_stays(room, request):
    zoe, leo = room.join(pseudonym=SECRET), room.join(pseudonym="Léo")
    write_much(room, leo, "Gardons")
    write_much(room, zoe, SECRET)
    room.begin()
    mine = {"table": "table-1", "participant": zoe.actor.participant}
    room.says(zoe, "prediction_made", round=1, points=1, why=f"{SECRET} le pense", **mine)
    grid = {"stated": [1] * 10, "actual": [2] * 10, "area": f"Chez {SECRET}", "medium": "paper"}
    room.says(room.operator, "grid_filled", **grid, **mine)
    before = room.state
    assert SECRET.encode() in bytes_of(room, request)

    erased = room.desk.erase(room.key, zoe.actor.participant)

    assert len(erased) == 15
    assert {entry.body.kind for entry in erased} == {"text_erased"}
    assert SECRET.encode() not in bytes_of(room, request)
    assert room.desk.view(zoe)["pseudonym"] is None
    after = room.state
    assert (after.notes, after.predictions, after.grids) == (before.notes, before.predictions, before.grids)
    kept = room.desk.words(room.key, [note.body.text for note in after.notes])
    assert [words for words in kept.values() if words and words.startswith("Gardons")] == [
        words for words in kept.values() if words
    ]
    assert sum(words is None for words in kept.values()) == 12
    assert refused(room.desk.erase, room.key, zoe.actor.participant) == "unknown_text"


def test_one_text_after_the_end(room, request):
    zoe = room.join()
    entry = room.says(zoe, "note_kept", text=SECRET)
    room.desk.end(room.key)
    (line,) = room.desk.erase(room.key, entry.body.text)
    assert line.body.text == entry.body.text
    assert entry.body.text in room.state.erased
    assert SECRET.encode() not in bytes_of(room, request)
    assert refused(room.desk.erase, room.key, "t-" + "0" * 32) == "unknown_text"


def test_postgresql_forgets_in_its_own_log_too_as_the_guide_says(postgres):
    """Its write-ahead log keeps the words, renamed, as long as it recycles its files: the guide says what to do."""

    def kept() -> bool:
        files = (path for path in (postgres.data / "pg_wal").rglob("*") if path.is_file())
        return any(SECRET.encode() in path.read_bytes() for path in files)

    room = make_room(Desk(Store(postgres.url("d" + new_id()))))
    room.desk.erase(room.key, room.table("note_kept", text=SECRET).body.text)
    assert kept()
    try:
        for sentence in ("ALTER SYSTEM SET wal_recycle = off", "SELECT pg_reload_conf()"):
            postgres.execute(sentence)
        for _ in range(2):
            room.table("note_kept", text="La suite")
            postgres.execute("SELECT pg_switch_wal()")
            postgres.execute("CHECKPOINT")
        assert not kept()
    finally:
        room.desk.store.close()
        postgres.execute("ALTER SYSTEM RESET wal_recycle")
        postgres.execute("SELECT pg_reload_conf()")


def test_what_was_erased_in_one_process_is_gone_in_another(url):
    room = make_room(Desk(Store(url)))
    entry = room.table("note_kept", text=SECRET)
    elsewhere = Desk(Store(url))
    assert elsewhere.view(room.tables["table-1"])["notes"][0]["text"] == SECRET
    room.desk.erase(room.key, entry.body.text)
    assert elsewhere.view(room.tables["table-1"])["notes"][0]["text"] is None
    room.desk.store.close()
    elsewhere.store.close()


def test_a_replay_after_erasing_brings_nothing_back(room, request):
    chosen, draft = new_id(), {"kind": "note_kept", "table": "table-1", "text": SECRET}
    first = room.desk.submit(room.tables["table-1"], chosen, draft)
    room.desk.erase(room.key, first.body.text)
    assert room.desk.submit(room.tables["table-1"], chosen, draft) == first
    assert SECRET.encode() not in bytes_of(room, request)


def test_everybody_erases_their_own(own_room):
    room, zoe, leo = own_room, own_room.join(), own_room.join()
    hers = room.says(zoe, "note_kept", text="à moi").body.text
    ours = room.table("note_kept", text="à nous").body.text
    for who, reference, code in (
        (leo, hers, "not_yours"),
        (leo, ours, "not_yours"),
        (room.tables["table-1"], hers, "not_yours"),
        (room.tables["table-2"], ours, "not_yours"),
        (zoe, "t-" + "0" * 32, "unknown_text"),
    ):
        assert refused(room.says, who, "text_erased", text=reference) == code
    room.says(zoe, "text_erased", text=hers)
    room.says(room.tables["table-1"], "text_erased", text=ours)
    assert set(room.desk.words(room.key, [hers, ours]).values()) == {None}


def test_a_reader_that_stays_delays_the_wiping_and_not_the_erasing(own_room, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr("simulator.workshop.store.TRIES", 2)
    monkeypatch.setattr("simulator.workshop.store.WIPING", 10)
    room = make_room(Desk(Store(f"sqlite:///{tmp_path / 'own.sqlite'}")))
    first, second = (room.table("note_kept", text=f"{SECRET} {n}").body.text for n in (1, 2))
    with room.desk.store.reading() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM bassin_texts").scalar()
        room.desk.erase(room.key, first)
        assert "kept them on the disk for now" in caplog.text
        assert room.desk.words(room.key, [first]) == {first: None}
    room.desk.erase(room.key, second)
    assert not any(SECRET.encode() in path.read_bytes() for path in tmp_path.glob("own.sqlite*"))
    room.desk.store.close()


@pytest.mark.parametrize("place", ["ateliers.sqlite", "own.sqlite"])
def test_only_the_owner_of_the_account_reads_the_file(tmp_path, place):
    store = Store(f"sqlite:///{tmp_path / 'data' / place}")
    files = list((tmp_path / "data").iterdir())
    assert len(files) == 3
    assert all(path.stat().st_mode & 0o077 == 0 for path in files)
    store.close()
