"""One entry at a time: what each kind of event changes in the state. Pure: nothing is read but state and entry."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any

from simulator.workshop.events import Entry
from simulator.workshop.state import Kept, Participant, WorkshopState

Changes = Mapping[str, object]


def step(state: WorkshopState, entry: Entry) -> WorkshopState:
    """The state after one more entry; an entry that is already in it changes nothing."""
    if entry.sequence <= state.sequence:
        return state
    state = _returned(state, entry)
    changes = _CHANGES[entry.body.kind](state, entry)
    return replace(state, workshop=entry.workshop, sequence=entry.sequence, **changes)


def _returned(state: WorkshopState, entry: Entry) -> WorkshopState:
    """Who left and does something again is back: a phone that was put away puts nobody out."""
    somebody = state.participants.get(entry.actor.participant)
    if somebody is None or somebody.here:
        return state
    return replace(state, participants={**state.participants, somebody.key: replace(somebody, here=True)})


def _kept(entry: Entry) -> Kept:
    return Kept(entry.sequence, entry.id, entry.at, entry.body)


def _latest(name: str, key: Callable[[Any], Hashable]) -> Callable[[WorkshopState, Entry], Changes]:
    """The latest of a key counts."""

    def change(state: WorkshopState, entry: Entry) -> Changes:
        return {name: {**getattr(state, name), key(entry.body): _kept(entry)}}

    return change


def _each(name: str) -> Callable[[WorkshopState, Entry], Changes]:
    """Every one is kept, in order."""

    def change(state: WorkshopState, entry: Entry) -> Changes:
        return {name: (*getattr(state, name), _kept(entry))}

    return change


def _only(name: str) -> Callable[[WorkshopState, Entry], Changes]:
    """The latest one counts."""
    return lambda state, entry: {name: _kept(entry)}


def _opened(state: WorkshopState, entry: Entry) -> Changes:
    return {"opened": entry.body, "opened_at": entry.at}


def _ended(state: WorkshopState, entry: Entry) -> Changes:
    return {"ended_at": entry.at}


def _phase(state: WorkshopState, entry: Entry) -> Changes:
    return {"phase": _kept(entry), "round": max(state.round, entry.body.round or 0)}


def _joined(state: WorkshopState, entry: Entry) -> Changes:
    body = entry.body
    somebody = Participant(body.participant, body.table, body.pseudonym)
    return {"participants": {**state.participants, body.participant: somebody}}


def _left(state: WorkshopState, entry: Entry) -> Changes:
    key = entry.body.participant
    if key not in state.participants:
        return {}
    return {"participants": {**state.participants, key: replace(state.participants[key], here=False)}}


def _named(state: WorkshopState, entry: Entry) -> Changes:
    return {"names": {**state.names, entry.body.table: entry.body.name}}


def _revealed(state: WorkshopState, entry: Entry) -> Changes:
    return {"revealed": state.revealed | {(entry.body.round, entry.body.table)}}


def _erased(state: WorkshopState, entry: Entry) -> Changes:
    return {"erased": state.erased | {entry.body.text}}


_CHANGES: Mapping[str, Callable[[WorkshopState, Entry], Changes]] = {
    "workshop_opened": _opened,
    "workshop_ended": _ended,
    "phase_begun": _phase,
    "joined": _joined,
    "left": _left,
    "table_named": _named,
    "grid_filled": _latest("grids", lambda body: (body.table, body.participant)),
    "resource_added": _each("resources"),
    "gap_noted": _each("gaps"),
    "tie_drawn": _each("ties"),
    "artefact_written": _latest("artefacts", lambda body: body.table),
    "levers_moved": _latest("plans", lambda body: (body.table, body.round)),
    "prediction_made": _latest("predictions", lambda body: (body.table, body.round, body.participant)),
    "policy_committed": _latest("policies", lambda body: (body.table, body.round)),
    "predictions_locked": _latest("locks", lambda body: (body.table, body.round)),
    "run_kept": _latest("runs", lambda body: (body.table, body.round, body.dissent)),
    "revealed": _revealed,
    "card_played": _each("cards"),
    "tables_paired": _each("pairs"),
    "spotlit": _only("spotlight"),
    "dissented": _each("dissents"),
    "voted": _latest("votes", lambda body: (body.question, body.table, body.participant)),
    "reacted": _each("reactions"),
    "note_kept": _each("notes"),
    "action_written": _latest("actions", lambda body: (body.table, body.action_key)),
    "text_erased": _erased,
}
