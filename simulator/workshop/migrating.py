"""Bringing a database up to date; one that a newer version wrote is left alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from simulator.errors import SimulatorError
from simulator.typography import french

SCRIPTS = Path(__file__).parent / "migrations"
VERSION = "bassin_version"
_LOCK = 2040_2026
"""Key of PostgreSQL's lock: two servers that start together migrate one after the other."""


@cache
def steps() -> tuple[str, ...]:
    """Every version that this program knows, newest first: each step's file is called after its own."""
    names = (path.stem for path in (SCRIPTS / "versions").glob("v*_*.py"))
    return tuple(sorted((name[1:].partition("_")[0] for name in names), reverse=True))


def version(connection: Connection) -> str | None:
    """The version of the tables; None where there are none yet."""
    if not inspect(connection).has_table(VERSION):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION}")).scalar()


def migrate(connection: Connection, address: str) -> None:
    """Bring the tables to this program's version, within the transaction of `connection`.

    Raises:
        SimulatorError: A newer version wrote them.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    found = version(connection)
    if found == steps()[0]:
        return
    if found is not None and found not in steps():
        raise SimulatorError(
            french(f"La base {address} a été écrite par une version plus récente : mettez bassin2040 à jour."),
            f"The database {address} was written by a newer version: update bassin2040.",
        )
    _climb(connection)


def _climb(connection: Connection) -> None:
    """Every step that the tables lack; Alembic is loaded for that alone: a server that comes back has none to take."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
