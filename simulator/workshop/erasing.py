"""Erasing what somebody wrote: the line stays in the log, what it said is nowhere any more."""

from __future__ import annotations

import uuid

from sqlalchemy import Connection

from simulator.workshop import log
from simulator.workshop.events import Actor, Entry, TextErased
from simulator.workshop.passes import Pass
from simulator.workshop.refusals import refuse
from simulator.workshop.sealing import own_references


def check_owner(connection: Connection, workshop: str, actor: Actor, reference: str) -> None:
    """Whether `actor` may have a text erased: one's own, or any for the host and the operator.

    Raises:
        Refusal: "unknown_text" or "not_yours".
    """
    row = log.text_row(connection, workshop, reference)
    own = actor.role in ("host", "operator")
    if actor.role == "participant":
        own = row.participant == actor.participant
    elif actor.role == "table":
        own = row.participant is None and row.table_key == actor.table
    if not own:
        raise refuse("not_yours")


def erase_all(connection: Connection, workshop: str, what: str, actor: Actor) -> list[Entry]:
    """Erase one text, or everything of one participant, with a line in the log for each.

    Args:
        connection: A transaction.
        workshop: The workshop's key.
        what: A text's reference, or a participant's key.
        actor: Who asked.

    Raises:
        Refusal: "unknown_text", when neither is there.
    """
    log.row_of(connection, workshop, lock=True)
    wanted = log.texts_of(connection, workshop, what)
    if not wanted:
        log.text_row(connection, workshop, what)
        wanted = [what]
    return [erase_one(connection, workshop, reference, actor) for reference in wanted]


def erase_own(connection: Connection, who: Pass) -> list[Entry]:
    """Erase everything of the person who asks, what they wrote without a name included.

    The lines of unnamed texts are their table's, as the texts themselves are.

    Raises:
        Refusal: "not_allowed", when a pass is not a person's.
    """
    actor = who.actor
    if actor.role != "participant":
        raise refuse("not_allowed")
    log.row_of(connection, who.workshop, lock=True)
    mine = log.texts_of(connection, who.workshop, actor.participant)
    lines = [erase_one(connection, who.workshop, reference, actor) for reference in mine]
    table = Actor(role="table", table=actor.table)
    return lines + [erase_one(connection, who.workshop, text, table) for text in _unnamed(connection, who)]


def _unnamed(connection: Connection, who: Pass) -> list[str]:
    """References of what somebody wrote without a name and did not erase."""
    if who.seal is None:
        return []
    lines = (entry for entry in log.read_entries(connection, who.workshop) if entry.body.kind == "dissented")
    found = [reference for entry in lines for reference in own_references(entry, who.seal)]
    words = log.read_words(connection, who.workshop, found)
    return [reference for reference in found if words[reference] is not None]


def erase_one(connection: Connection, workshop: str, reference: str, actor: Actor) -> Entry:
    """Erase one text, with its line in the log."""
    log.blank(connection, workshop, reference)
    row = log.row_of(connection, workshop, lock=True)
    return log.append(connection, row, uuid.uuid4().hex, actor, TextErased(text=reference))
