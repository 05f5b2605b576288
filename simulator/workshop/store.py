"""Where the log is kept: one SQLite file by default, PostgreSQL by its address; transactions that lose nothing."""

from __future__ import annotations

import contextlib
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError

from simulator.errors import SimulatorError
from simulator.typography import french
from simulator.workshop.migrating import migrate
from simulator.workshop.refusals import Refusal, refuse

ADDRESS = "BASSIN2040_DATABASE_URL"
FOLDER = "BASSIN2040_DATA"
FILE = "ateliers.sqlite"
PATIENCE = 15.0
"""Seconds that a writer waits for its turn."""
TRIES = 8
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    f"busy_timeout={int(PATIENCE * 1000)}",
)
"""A line that was acknowledged is on the disk; what is erased is overwritten, and never put in a temporary file."""
_AGAIN = {"40001", "40P01", "55P03"}
"""PostgreSQL's codes for a transaction that lost a race, and may be played again."""

Answer = TypeVar("Answer")


def data_folder() -> Path:
    """Where workshops are kept: $BASSIN2040_DATA, else the user's data folder."""
    chosen = os.environ.get(FOLDER)
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("bassin2040")


class Store:
    """A database of workshops; its tables are made, or brought up to date, when it is opened.

    Attributes:
        address: The database's address, without its password.
    """

    def __init__(self, url: str | None = None) -> None:
        """Open the database.

        Args:
            url: Its address; None for $BASSIN2040_DATABASE_URL, else a file in the data folder.

        Raises:
            SimulatorError: It cannot be opened, or was written by a newer version.
        """
        address = _address(url or os.environ.get(ADDRESS) or None)
        self.address = address.render_as_string(hide_password=True)
        self.embedded = address.get_backend_name() == "sqlite"
        self._engine = _engine(address)
        self._turn = threading.RLock() if self.embedded else contextlib.nullcontext()
        try:
            with self.writing() as connection:
                migrate(connection, self.address)
        except BaseException as error:
            self._engine.dispose()
            if isinstance(error, DBAPIError):
                raise _closed(self.address, error) from None
            raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look at the database.

        Raises:
            Refusal: "unreachable", when the database does not answer.
        """
        options = {} if self.embedded else {"isolation_level": "REPEATABLE READ"}
        try:
            with self._engine.connect() as connection:
                connection = connection.execution_options(**options)
                with connection.begin():
                    yield connection
        except DBAPIError as error:
            raise _unreachable(error) from error

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that has the right to write from its first word on; all of it is kept, or nothing."""
        with self._turn, self._engine.connect() as connection:
            connection = connection.execution_options(bassin_writes=True)
            with connection.begin():
                yield connection

    def write(self, work: Callable[[Connection], Answer]) -> Answer:
        """Play `work` in a transaction, again when another writer was faster; the answer once it is kept.

        Raises:
            Refusal: "busy", when its turn did not come; "unreachable", when the database does not take anything.
        """
        for attempt in range(TRIES):
            try:
                with self.writing() as connection:
                    return work(connection)
            except DBAPIError as error:
                if not _may_be_played_again(error):
                    raise _unreachable(error) from error
                time.sleep(random.uniform(0.0, 0.01 * 2**attempt))
        raise refuse("busy")

    def scrub(self) -> bool:
        """Take what was erased off the disk; False when a reader kept it from ending now: the next erasure ends it."""
        if not self.embedded:
            with self._outside() as connection:
                connection.exec_driver_sql("VACUUM (FULL) bassin_texts")
            return True
        for attempt in range(TRIES):
            with contextlib.suppress(OperationalError), self._outside() as connection:
                connection.exec_driver_sql("VACUUM")
                if connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0:
                    return True
            time.sleep(0.01 * 2**attempt)
        return False

    @contextlib.contextmanager
    def _outside(self) -> Iterator[Connection]:
        """A connection outside any transaction."""
        options = {"bassin_alone": True} if self.embedded else {"isolation_level": "AUTOCOMMIT"}
        with self._engine.connect() as connection:
            yield connection.execution_options(**options)

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()


def _address(url: str | None) -> URL:
    if url is None:
        url = f"sqlite:///{data_folder() / FILE}"
    try:
        address = make_url(url)
        backend = address.get_backend_name()
    except ArgumentError:
        backend = ""
    if backend == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise SimulatorError(
            french(f"{ADDRESS} : adresse refusée ; écrire « postgresql://… » ou « sqlite:///chemin »."),
            f"{ADDRESS}: address refused; write 'postgresql://...' or 'sqlite:///path'.",
        )
    _make_private(address.database)
    return address


def _make_private(database: str | None) -> None:
    """Make the file before the database does: what people wrote is for the owner of the machine's account only."""
    if not database or database == ":memory:":
        return
    with contextlib.suppress(OSError):
        Path(database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(database, os.O_CREAT | os.O_RDWR, 0o600))


def _engine(address: URL) -> Engine:
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_size=10, max_overflow=30, pool_pre_ping=True)
    engine = create_engine(address, pool_size=10, max_overflow=50, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def prepare(driver: object, _: object) -> None:
        driver.isolation_level = None  # transactions are begun below, with the word that takes the right to write
        for pragma in _PRAGMAS:
            driver.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get("bassin_alone"):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("bassin_writes") else "BEGIN")

    return engine


def _may_be_played_again(error: DBAPIError) -> bool:
    """Whether only the moment was wrong: the database is locked, or another writer took the same place."""
    if isinstance(error, IntegrityError):
        return True
    if getattr(error.orig, "sqlstate", None) in _AGAIN:
        return True
    return "locked" in str(error.orig) or "busy" in str(error.orig)


def _unreachable(error: DBAPIError) -> Refusal:
    return refuse("unreachable", reason=" ".join(str(error.orig).split()))


def _closed(address: str, error: DBAPIError) -> SimulatorError:
    reason = " ".join(str(error.orig).split())
    return SimulatorError(
        french(f"La base {address} ne s’ouvre pas ({reason}) : vérifiez l’adresse, les droits et la place libre."),
        f"The database {address} cannot be opened ({reason}): check its address, rights and free space.",
    )
