"""Who may say what: each seat speaks for itself, the host runs the day, the operator keys in what paper says."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.workshop.events import Actor, Body
from simulator.workshop.refusals import refuse
from simulator.workshop.state import WorkshopState

HOSTS = {
    "workshop_ended",
    "phase_begun",
    "run_kept",
    "revealed",
    "card_played",
    "tables_paired",
    "spotlit",
}
"""What only the host does."""
PEOPLES = {
    "left",
    "grid_filled",
    "resource_added",
    "gap_noted",
    "tie_drawn",
    "artefact_written",
    "prediction_made",
    "dissented",
    "voted",
    "reacted",
    "note_kept",
    "action_written",
    "text_erased",
}
"""What a participant does."""
TABLES = (PEOPLES - {"left"}) | {"table_named", "levers_moved", "policy_committed", "predictions_locked"}
"""What a table does, at its own screen."""
OPERATORS = TABLES | {"left"}
SAID_BY: Mapping[str, set[str]] = {
    "host": HOSTS | {"table_named", "predictions_locked", "note_kept", "text_erased", "left"},
    "table": TABLES,
    "participant": PEOPLES,
    "operator": OPERATORS,
}
"""Nobody says `workshop_opened` or `joined`: the desk writes those itself."""
FOR_SOMEBODY = {"grid_filled", "prediction_made", "voted", "reacted"}
"""Kinds that a person says for themselves, or a table for all of its people."""


def check_rights(state: WorkshopState, actor: Actor, body: Body) -> None:
    """Whether `actor` may say this.

    Raises:
        Refusal: "not_allowed", "another_table", "another_participant", "unknown_table" or "unknown_participant".
    """
    if body.kind not in SAID_BY[actor.role]:
        raise refuse("not_allowed")
    if getattr(body, "override", False) and actor.role != "host":
        raise refuse("not_allowed")
    if actor.role == "participant":
        _check_participant(state, actor, body)
    elif actor.role == "table":
        _check_table(actor, body)
    _check_places(state, body)


def _check_participant(state: WorkshopState, actor: Actor, body: Body) -> None:
    if actor.participant not in state.participants:
        raise refuse("unknown_participant")
    if getattr(body, "table", actor.table) not in (actor.table, None):
        raise refuse("another_table")
    if body.kind in FOR_SOMEBODY | {"left"} and body.participant != actor.participant:
        raise refuse("another_participant")
    if getattr(body, "count", 1) != 1:
        raise refuse("not_allowed")


def _check_table(actor: Actor, body: Body) -> None:
    if getattr(body, "table", actor.table) != actor.table and body.kind != "text_erased":
        raise refuse("another_table")
    if getattr(body, "participant", None) is not None:
        raise refuse("another_participant")


def _check_places(state: WorkshopState, body: Body) -> None:
    """The tables and the people that an event speaks of are there."""
    table = getattr(body, "table", None)
    if table is not None and table not in state.tables:
        raise refuse("unknown_table", name=table)
    participant = getattr(body, "participant", None)
    if participant is None:
        return
    somebody = state.participants.get(participant)
    if somebody is None or table not in (None, somebody.table):
        raise refuse("unknown_participant")


def recorded(actor: Actor, body: Body) -> Actor:
    """Who the log says acted: an anonymous dissent keeps the table only."""
    if body.kind == "dissented" and body.anonymous:
        return Actor(role="table", table=body.table)
    return actor
