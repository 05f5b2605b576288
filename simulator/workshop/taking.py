"""Taking one event within a transaction: seen before, allowed, in order; then its line and its texts, together."""

from __future__ import annotations

from sqlalchemy import Connection, Row

from simulator.workshop import log
from simulator.workshop.drafts import Prepared, references, same
from simulator.workshop.erasing import check_owner
from simulator.workshop.events import Actor, Body, Entry
from simulator.workshop.order import Scene, check_order
from simulator.workshop.passes import Pass
from simulator.workshop.refusals import refuse
from simulator.workshop.rights import check_rights, recorded
from simulator.workshop.shelf import Shelf

MOST_ENTRIES = 50_000
"""Lines of a log, at most; ending and erasing are always taken."""
MOST_PEOPLE = 400
_ALWAYS = ("workshop_ended", "text_erased")


class Taker:
    """Plays the rules over the state of `shelf` and adds to the log."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def take(self, connection: Connection, who: Pass, event_id: str, prepared: Prepared) -> Entry:
        """The line that an event becomes, or became before.

        Raises:
            Refusal: It is not taken.
        """
        row, body = log.row_of(connection, who.workshop, lock=True), prepared.body
        actor = recorded(who.actor, body)
        if (found := log.find_entry(connection, who.workshop, event_id)) is not None:
            return _replayed(connection, found, prepared, actor)
        state = self._shelf.caught_up(connection, who.workshop)
        check_rights(state, who.actor, body)
        check_order(Scene(state, self._shelf.template(connection, who.workshop), who.actor), body)
        if body.kind == "text_erased":
            check_owner(connection, who.workshop, who.actor, body.text)
            log.blank(connection, who.workshop, body.text)
        elif row.last >= MOST_ENTRIES and body.kind not in _ALWAYS:
            raise refuse("log_full", most=MOST_ENTRIES)
        return _write(connection, row, event_id, actor, prepared)

    def join(self, connection: Connection, row: Row, event_id: str, prepared: Prepared) -> Entry:
        """The line of somebody who joins, or who sent the same before.

        Raises:
            Refusal: "unknown_table", "closed_workshop", "crowded", "log_full" or "id_reused".
        """
        if (found := log.find_entry(connection, row.workshop, event_id)) is not None:
            return _joined_before(connection, found, prepared)
        state, body = self._shelf.caught_up(connection, row.workshop), prepared.body
        if state.ended:
            raise refuse("closed_workshop")
        if body.table not in state.tables:
            raise refuse("unknown_table", name=body.table)
        if len(state.participants) >= MOST_PEOPLE:
            raise refuse("crowded", most=MOST_PEOPLE)
        if row.last >= MOST_ENTRIES:
            raise refuse("log_full", most=MOST_ENTRIES)
        actor = Actor(role="participant", table=body.table, participant=body.participant)
        return _write(connection, row, event_id, actor, prepared)


def _write(connection: Connection, row: Row, event_id: str, actor: Actor, prepared: Prepared) -> Entry:
    entry = log.append(connection, row, event_id, actor, prepared.body)
    log.add_texts(connection, entry, prepared.texts, owner(entry))
    return entry


def owner(entry: Entry) -> log.Owner:
    """Whose the texts of a line are."""
    body, actor = entry.body, entry.actor
    table = getattr(body, "table", None) or actor.table
    return log.Owner(table, getattr(body, "participant", None) or actor.participant)


def _known_words(connection: Connection, found: Entry) -> dict[str, str | None]:
    if found.body.kind == "text_erased":
        return {}
    return log.read_words(connection, found.workshop, (reference for _, reference in references(found.body)))


def _replayed(connection: Connection, found: Entry, prepared: Prepared, actor: Actor) -> Entry:
    if found.actor == actor and same(prepared, found.body, _known_words(connection, found)):
        return found
    raise refuse("id_reused")


def _joined_before(connection: Connection, found: Entry, prepared: Prepared) -> Entry:
    """Somebody whose phone did not hear the answer; the key that was drawn for them this time is left aside."""
    if found.body.kind == "joined":
        again: Body = prepared.body.model_copy(update={"participant": found.body.participant})
        if same(Prepared(again, prepared.texts), found.body, _known_words(connection, found)):
            return found
    raise refuse("id_reused")
