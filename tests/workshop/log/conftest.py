"""Stores to test on, SQLite and a real PostgreSQL, and a workshop with its seats."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from simulator.workshop.desk import Desk, Opened, Pass
from simulator.workshop.events import Entry
from simulator.workshop.store import Store
from tests.postgres_server import Server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL of this worker's own; where there is none, its tests fail and say so."""
    try:
        server = Server()
    except RuntimeError as error:
        pytest.fail(str(error), pytrace=False)
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ateliers.sqlite'}"
    return request.getfixturevalue("postgres").url("d" + uuid.uuid4().hex)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An open store, of each kind in turn."""
    store = Store(url)
    yield store
    store.close()


@pytest.fixture
def desk(store: Store) -> Desk:
    """A desk over it."""
    return Desk(store)


def new_id() -> str:
    """What a client makes for each event."""
    return uuid.uuid4().hex


@dataclass
class Room:
    """A workshop with its seats, and short ways to speak from them."""

    desk: Desk
    opened: Opened
    host: Pass
    operator: Pass
    tables: dict[str, Pass]

    @property
    def key(self) -> str:
        return self.opened.workshop

    @property
    def state(self):
        return self.desk.state(self.key)

    def join(self, table: str = "table-1", pseudonym: str = "Camille") -> Pass:
        return self.desk.admit(self.opened.code, table, pseudonym)[1]

    def says(self, who: Pass, kind: str, **fields: object) -> Entry:
        return self.desk.submit(who, new_id(), {"kind": kind, **fields})

    def runs(self, kind: str, **fields: object) -> Entry:
        """The host does something."""
        return self.says(self.host, kind, **fields)

    def table(self, kind: str, table: str = "table-1", **fields: object) -> Entry:
        """A table does something."""
        return self.says(self.tables[table], kind, table=table, **fields)

    def begin(self, number: int = 1) -> Entry:
        return self.runs("phase_begun", phase=f"tour-{number}", round=number)

    def predict(self, table: str = "table-1", number: int = 1, points: float = 1.5) -> Entry:
        return self.table("prediction_made", table, round=number, points=points)

    def commit(self, table: str = "table-1", number: int = 1, tokens: dict | None = None, **more: object) -> Entry:
        world = self.state.tables[table]
        plan = {"tokens": {"outreach": 4} if tokens is None else tokens, "start": {}, "world": world, **more}
        return self.table("policy_committed", table, round=number, **plan)

    def lock(self, table: str = "table-1", number: int = 1) -> Entry:
        return self.table("predictions_locked", table, round=number)

    def keep_run(self, table: str = "table-1", number: int = 1, address: str = "a" * 64) -> Entry:
        return self.runs("run_kept", table=table, round=number, address=address)

    def play(self, table: str = "table-1", number: int = 1) -> None:
        """A table predicts, commits, validates; its run is kept."""
        self.predict(table, number)
        self.commit(table, number)
        self.lock(table, number)
        self.keep_run(table, number)


def make_room(desk: Desk, tables: int = 4, template: str = "demi-journee-240") -> Room:
    """A workshop in two worlds: tables 1 and 3 in the first, 2 and 4 in the second."""
    opened = desk.open(template, "Essai", ("sobriete", "communs"), tables)
    seats = {table: desk.enter(token) for table, token in opened.tables.items()}
    return Room(desk, opened, desk.enter(opened.host), desk.enter(opened.operator), seats)


@pytest.fixture
def room(desk: Desk) -> Room:
    """A workshop of four tables, on each kind of store in turn."""
    return make_room(desk)


@pytest.fixture
def own_room(tmp_path: Path) -> Iterator[Room]:
    """A workshop on SQLite alone, for what no database decides."""
    store = Store(f"sqlite:///{tmp_path / 'own.sqlite'}")
    yield make_room(Desk(store))
    store.close()
