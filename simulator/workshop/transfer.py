"""A workshop that moves: out of a database into one file, and from a file into another database."""

from __future__ import annotations

from sqlalchemy import Connection, Row, insert, select, update

from simulator.workshop import log
from simulator.workshop.events import Actor, Entry
from simulator.workshop.export import Export, SeatLine, TextLine
from simulator.workshop.passes import new_code
from simulator.workshop.refusals import refuse
from simulator.workshop.tables import PASSES, TEXTS, WORKSHOPS


def gather(connection: Connection, workshop: str) -> Export:
    """Everything of a workshop, as it stands in one look.

    Raises:
        Refusal: "unknown_workshop".
    """
    row = log.row_of(connection, workshop)
    texts = select(TEXTS).where(TEXTS.c.workshop == workshop).order_by(TEXTS.c.sequence, TEXTS.c.text)
    seats = select(PASSES).where(PASSES.c.workshop == workshop, PASSES.c.revoked.is_(False)).order_by(PASSES.c.digest)
    return Export(
        workshop=workshop,
        code=row.code,
        template=row.template,
        entries=tuple(log.read_entries(connection, workshop)),
        texts=tuple(_text(line) for line in connection.execute(texts)),
        seats=tuple(_seat(line) for line in connection.execute(seats)),
    )


def _text(row: Row) -> TextLine:
    return TextLine(
        text=row.text, sequence=row.sequence, table=row.table_key, participant=row.participant, words=row.words
    )


def _seat(row: Row) -> SeatLine:
    return SeatLine(digest=row.digest, actor=Actor.model_validate_json(row.actor), expires=row.expires)


def restore(connection: Connection, export: Export) -> int:
    """Bring a workshop in, or the lines that it has more than here; how many lines are new.

    A workshop that is here already must have gone on in one place only.

    Raises:
        Refusal: "diverged".
    """
    if not _is_here(connection, export.workshop):
        _make(connection, export)
    row = log.row_of(connection, export.workshop, lock=True)
    here = log.read_entries(connection, export.workshop)
    if any(mine != theirs for mine, theirs in zip(here, export.entries, strict=False)):
        raise refuse("diverged", workshop=export.workshop)
    new = export.entries[len(here) :]
    _add(connection, export, new)
    _add_seats(connection, export)
    connection.execute(
        update(WORKSHOPS).where(WORKSHOPS.c.workshop == export.workshop).values(last=row.last + len(new))
    )
    return len(new)


def _is_here(connection: Connection, workshop: str) -> bool:
    query = select(WORKSHOPS.c.workshop).where(WORKSHOPS.c.workshop == workshop)
    return connection.execute(query).first() is not None


def _make(connection: Connection, export: Export) -> None:
    """The workshop's row; where another workshop has its code, it gets a new one."""
    taken = connection.execute(select(WORKSHOPS.c.code).where(WORKSHOPS.c.code == export.code)).first()
    row = {
        "workshop": export.workshop,
        "code": new_code(connection) if taken else export.code,
        "language": export.entries[0].body.language,
        "template": export.template,
        "last": 0,
    }
    connection.execute(insert(WORKSHOPS), [row])


def _add(connection: Connection, export: Export, new: tuple[Entry, ...]) -> None:
    """The new lines with their texts; what they say was erased is erased here too."""
    if not new:
        return
    log.add_lines(connection, new)
    first, by_line = new[0].sequence, {entry.sequence: entry for entry in new}
    for line in export.texts:
        if line.sequence >= first:
            owner = log.Owner(line.table, line.participant)
            log.add_texts(connection, by_line[line.sequence], {line.text: line.words}, owner)
    for entry in new:
        if entry.body.kind == "text_erased":
            log.blank(connection, export.workshop, entry.body.text)


def _add_seats(connection: Connection, export: Export) -> None:
    known = set(connection.execute(select(PASSES.c.digest)).scalars())
    rows = [
        {
            "digest": seat.digest,
            "workshop": export.workshop,
            "actor": seat.actor.model_dump_json(),
            "expires": seat.expires,
            "revoked": False,
        }
        for seat in export.seats
        if seat.digest not in known
    ]
    if rows:
        connection.execute(insert(PASSES), rows)
