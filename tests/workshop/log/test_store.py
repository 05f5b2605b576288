"""Databases: what cannot be opened is said, a newer one is left alone, two that start together agree."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from sqlalchemy import inspect, text

from simulator.errors import SimulatorError
from simulator.workshop.desk import Desk
from simulator.workshop.migrating import VERSION, version
from simulator.workshop.store import ADDRESS, FILE, FOLDER, Store
from simulator.workshop.tables import METADATA
from tests.workshop.log.conftest import make_room, new_id
from tests.workshop.log.test_desk import refused


def test_migrations_make_the_declared_tables(store):
    with store.reading() as connection:
        looked = inspect(connection)
        for name, table in METADATA.tables.items():
            found = {column["name"]: column["nullable"] for column in looked.get_columns(name)}
            assert found == {column.name: column.nullable for column in table.columns}
            assert looked.get_pk_constraint(name)["constrained_columns"] == [c.name for c in table.primary_key]
            keys = {tuple(one["constrained_columns"]): one["referred_table"] for one in looked.get_foreign_keys(name)}
            declared = {
                tuple(constraint.column_keys): constraint.referred_table.name
                for constraint in table.foreign_key_constraints
            }
            assert keys == declared
            assert {one["name"] for one in looked.get_indexes(name) if not one.get("duplicates_constraint")} == {
                index.name for index in table.indexes
            }
        assert version(connection) == "0001"


def test_a_database_of_a_newer_version_is_left_alone(url):
    room = make_room(Desk(Store(url)))
    with room.desk.store.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION} SET version_num = '9999'"))
    room.desk.store.close()
    with pytest.raises(SimulatorError, match="version plus récente") as caught:
        Store(url)
    assert "written by a newer version" in caught.value.en
    assert "bassin:" not in caught.value.fr


def test_a_line_of_a_newer_version_is_refused(room):
    room.table("note_kept", text="demain")
    with room.desk.store.writing() as connection:
        connection.execute(text("UPDATE bassin_entries SET version = 2 WHERE sequence = 2"))
    assert refused(Desk(room.desk.store).state, room.key) == "newer_entry"


def test_stores_that_start_together(url):
    failures = []

    def start() -> None:
        try:
            Store(url).close()
        except SimulatorError as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.parametrize(
    "url",
    ["mysql://somewhere/x", "nonsense", "sqlite:////proc/nowhere/a.sqlite", "postgresql://nobody@127.0.0.1:1/none"],
)
def test_an_address_that_leads_nowhere(url):
    with pytest.raises(SimulatorError) as caught:
        Store(url)
    assert "\n" not in caught.value.fr
    assert caught.value.fr != caught.value.en


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "a.sqlite").write_bytes(b"not a database at all, " * 100)
    with pytest.raises(SimulatorError, match="ne s’ouvre pas"):
        Store(f"sqlite:///{tmp_path / 'a.sqlite'}")


def test_the_place_is_settable(tmp_path, monkeypatch):
    monkeypatch.delenv(ADDRESS, raising=False)
    monkeypatch.setenv(FOLDER, str(tmp_path / "place"))
    Store().close()
    assert (tmp_path / "place" / FILE).exists()
    monkeypatch.setenv(ADDRESS, f"sqlite:///{tmp_path / 'other.sqlite'}")
    Store().close()
    assert (tmp_path / "other.sqlite").exists()


def test_an_acknowledged_line_is_on_the_disk_before_the_answer(own_room, tmp_path):
    """Written through, journalled ahead, and readable by another connection at once."""
    own_room.table("note_kept", text="écrit")
    with own_room.desk.store.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "journal_mode")
        }
    assert settings == {"synchronous": 2, "journal_mode": "wal"}
    other = sqlite3.connect(tmp_path / "own.sqlite")
    assert other.execute("SELECT max(sequence) FROM bassin_entries").fetchone() == (2,)
    other.close()


def test_a_writer_that_waits_too_long_is_told_and_nothing_is_lost(own_room, tmp_path, monkeypatch):
    monkeypatch.setattr("simulator.workshop.store.TRIES", 2)
    with own_room.desk.store.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=10")
    other = sqlite3.connect(tmp_path / "own.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    chosen, draft = new_id(), {"kind": "note_kept", "table": "table-1", "text": "attend"}
    assert refused(own_room.desk.submit, own_room.tables["table-1"], chosen, draft) == "busy"
    other.execute("ROLLBACK")
    other.close()
    assert own_room.desk.submit(own_room.tables["table-1"], chosen, draft).sequence == 2
