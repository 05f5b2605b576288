"""The log in its tables: lines read and added, texts beside them. Every function works within a given transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row, insert, select, update

from simulator.workshop.events import BODY, EVENT_VERSION, Actor, Body, Entry, now
from simulator.workshop.refusals import refuse
from simulator.workshop.tables import ENTRIES, TEXTS, WORKSHOPS


@dataclass(frozen=True)
class Owner:
    """Whose a text is: a table, a participant, or nobody that the log knows."""

    table: str | None = None
    participant: str | None = None


def row_of(connection: Connection, workshop: str, *, lock: bool = False) -> Row:
    """A workshop's own row; with `lock`, nobody else adds to its log before this transaction ends.

    Raises:
        Refusal: "unknown_workshop".
    """
    query = select(WORKSHOPS).where(WORKSHOPS.c.workshop == workshop)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise refuse("unknown_workshop", workshop=workshop)
    return row


def read_entries(connection: Connection, workshop: str, after: int = 0) -> list[Entry]:
    """The lines after `after`, in order."""
    query = select(ENTRIES).where(ENTRIES.c.workshop == workshop, ENTRIES.c.sequence > after)
    return [_entry(row) for row in connection.execute(query.order_by(ENTRIES.c.sequence))]


def find_entry(connection: Connection, workshop: str, event_id: str) -> Entry | None:
    """The line that an event became, if it is there."""
    row = connection.execute(
        select(ENTRIES).where(ENTRIES.c.workshop == workshop, ENTRIES.c.id == event_id)
    ).one_or_none()
    return None if row is None else _entry(row)


def _entry(row: Row) -> Entry:
    if row.version > EVENT_VERSION:
        raise refuse("newer_entry")
    return Entry(
        sequence=row.sequence,
        id=row.id,
        workshop=row.workshop,
        version=row.version,
        at=row.at,
        actor=Actor.model_validate_json(row.actor),
        body=BODY.validate_json(row.body),
    )


def append(connection: Connection, row: Row, event_id: str, actor: Actor, body: Body) -> Entry:
    """Add one line after the latest one of the workshop that `row` holds locked."""
    entry = Entry(sequence=row.last + 1, id=event_id, workshop=row.workshop, at=now(), actor=actor, body=body)
    connection.execute(update(WORKSHOPS).where(WORKSHOPS.c.workshop == row.workshop).values(last=entry.sequence))
    add_lines(connection, [entry])
    return entry


def add_lines(connection: Connection, entries: Iterable[Entry]) -> None:
    """Write lines as they are."""
    rows = [
        {
            "workshop": entry.workshop,
            "sequence": entry.sequence,
            "id": entry.id,
            "version": entry.version,
            "at": entry.at.isoformat(),
            "actor": entry.actor.model_dump_json(),
            "body": entry.body.model_dump_json(),
        }
        for entry in entries
    ]
    if rows:
        connection.execute(insert(ENTRIES), rows)


def add_texts(connection: Connection, entry: Entry, texts: Mapping[str, str | None], owner: Owner) -> None:
    """Keep what a line's references stand for."""
    rows = [
        {
            "workshop": entry.workshop,
            "text": reference,
            "sequence": entry.sequence,
            "table_key": owner.table,
            "participant": owner.participant,
            "words": words,
        }
        for reference, words in texts.items()
    ]
    if rows:
        connection.execute(insert(TEXTS), rows)


def read_words(connection: Connection, workshop: str, references: Iterable[str]) -> dict[str, str | None]:
    """What references stand for; None for what was erased or never was."""
    wanted = list(dict.fromkeys(references))
    found: dict[str, str | None] = dict.fromkeys(wanted)
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        query = select(TEXTS.c.text, TEXTS.c.words).where(TEXTS.c.workshop == workshop, TEXTS.c.text.in_(part))
        found.update({row.text: row.words for row in connection.execute(query)})
    return found


def text_row(connection: Connection, workshop: str, reference: str) -> Row:
    """A text's row.

    Raises:
        Refusal: "unknown_text".
    """
    query = select(TEXTS).where(TEXTS.c.workshop == workshop, TEXTS.c.text == reference)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise refuse("unknown_text")
    return row


def texts_of(connection: Connection, workshop: str, participant: str) -> list[str]:
    """References of everything that a participant wrote and that is not erased, the pseudonym first."""
    query = select(TEXTS.c.text).where(
        TEXTS.c.workshop == workshop, TEXTS.c.participant == participant, TEXTS.c.words.is_not(None)
    )
    return list(connection.execute(query.order_by(TEXTS.c.sequence, TEXTS.c.text)).scalars())


def blank(connection: Connection, workshop: str, reference: str) -> None:
    """Forget what a reference stands for."""
    connection.execute(update(TEXTS).where(TEXTS.c.workshop == workshop, TEXTS.c.text == reference).values(words=None))


def keys(connection: Connection) -> list[str]:
    """Every workshop, the oldest first."""
    opened = select(ENTRIES.c.workshop).where(ENTRIES.c.sequence == 1).order_by(ENTRIES.c.at, ENTRIES.c.workshop)
    return list(connection.execute(opened).scalars())
