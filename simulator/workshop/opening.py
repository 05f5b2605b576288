"""Opening a workshop, and letting people into it."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, insert, select

from simulator.errors import AgendaError
from simulator.workshop import log, passes
from simulator.workshop.deck import worlds as known_worlds
from simulator.workshop.drafts import Prepared, prepare
from simulator.workshop.events import Actor
from simulator.workshop.refusals import refuse
from simulator.workshop.tables import WORKSHOPS
from simulator.workshop.template import Template

TABLES = (1, 24)


@dataclass(frozen=True)
class Opened:
    """What a host receives when a workshop opens: it is shown once, only digests of tokens are kept.

    Attributes:
        workshop: The workshop's key.
        code: Six letters for everybody.
        host: The host's token.
        tables: Table to its token.
        operator: The token of who keys in paper.
    """

    workshop: str
    code: str
    host: str
    tables: Mapping[str, str]
    operator: str


def read_template(template: Template | str) -> Template:
    """A template given as one, as a bundled name or as a path.

    Raises:
        AgendaError: The file is refused.
        Refusal: "unknown_template".
    """
    if isinstance(template, Template):
        return template
    try:
        return Template.load(template)
    except AgendaError as error:
        if any("introuvable" in fault.cause_fr for fault in error.faults):
            raise refuse("unknown_template", name=template) from None
        raise


def seat(tables: int | Mapping[str, str], worlds: tuple[str, ...]) -> dict[str, str]:
    """Each table with its world: a number of tables takes the worlds in turn.

    Raises:
        Refusal: "unknown_world" or "bad_tables".
    """
    for name in worlds:
        if name not in known_worlds():
            raise refuse("unknown_world", name=name)
    if isinstance(tables, Mapping):
        seated = dict(tables)
    else:
        count = tables if worlds and isinstance(tables, int) and 0 <= tables <= TABLES[1] else 0
        seated = {f"table-{n + 1}": worlds[n % len(worlds)] for n in range(count)}
    if not TABLES[0] <= len(seated) <= TABLES[1] or not set(seated.values()) <= set(worlds):
        raise refuse("bad_tables", low=TABLES[0], high=TABLES[1])
    return seated


def prepare_opening(template: Template, title: str, worlds: tuple[str, ...], seated: dict, language: str) -> Prepared:
    """The first line of a log.

    Raises:
        Refusal: The title or the language is not taken.
    """
    draft = {
        "kind": "workshop_opened",
        "template": template.name,
        "title": title,
        "worlds": list(worlds),
        "tables": seated,
        "language": language,
    }
    return prepare(draft)


def open_workshop(connection: Connection, template: Template, prepared: Prepared, at: datetime) -> Opened:
    """Write the workshop's row and its first line, and issue every seat's token."""
    workshop, code = "w-" + secrets.token_hex(8), passes.new_code(connection)
    language = prepared.body.language
    row = {"workshop": workshop, "code": code, "language": language, "template": template.text, "last": 0}
    connection.execute(insert(WORKSHOPS), [row])
    kept = log.row_of(connection, workshop, lock=True)
    entry = log.append(connection, kept, uuid.uuid4().hex, Actor(role="host"), prepared.body)
    log.add_texts(connection, entry, prepared.texts, log.Owner())
    return issue_seats(connection, kept, tuple(prepared.body.tables), at)


def issue_seats(connection: Connection, row: Row, tables: tuple[str, ...], at: datetime) -> Opened:
    """New tokens for host, tables and operator."""
    give = passes.issue
    return Opened(
        workshop=row.workshop,
        code=row.code,
        host=give(connection, row.workshop, Actor(role="host"), at),
        tables={name: give(connection, row.workshop, Actor(role="table", table=name), at) for name in tables},
        operator=give(connection, row.workshop, Actor(role="operator"), at),
    )


def row_of_code(connection: Connection, code: object) -> Row:
    """The workshop that has a code, locked.

    Raises:
        Refusal: "unknown_code".
    """
    query = select(WORKSHOPS.c.workshop).where(WORKSHOPS.c.code == passes.read_code(code))
    workshop = connection.execute(query).scalar()
    if workshop is None:
        raise refuse("unknown_code")
    return log.row_of(connection, workshop, lock=True)
