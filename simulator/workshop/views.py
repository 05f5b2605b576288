"""The four views and the operator's: projections of the state, each with what its seat may see and nothing more.

A table sees costs and mechanisms, and no result before its reveal. Tables stand in table order. What people answered
one by one is shown as counts, from five people on; nothing says who moved what. Words are plain text, which pages
escape.
"""

from __future__ import annotations

from simulator.workshop.deck import cards, world_page
from simulator.workshop.events import Actor
from simulator.workshop.marks import dispersion, grids_of, votes
from simulator.workshop.refusals import refuse
from simulator.workshop.said import Said
from simulator.workshop.state import Participant, WorkshopState
from simulator.workshop.template import Phase
from simulator.workshop.view_parts import (
    Look,
    by_table,
    heading,
    phase_page,
    played,
    prediction,
    result,
    shown_turn,
    standing,
    turn,
    written,
)

SEEN_BY = {
    "host": ("host", "operator", "projector"),
    "operator": ("operator", "projector"),
    "table": ("table",),
    "participant": ("participant",),
}
"""The views that each role may have."""


def see(look: Look, actor: Actor, seat: str) -> dict:
    """The view of a seat, for somebody who may have it.

    Raises:
        Refusal: "not_allowed", "unknown_table" or "unknown_participant".
    """
    if seat not in SEEN_BY[actor.role]:
        raise refuse("not_allowed")
    if seat == "table":
        return table_view(look, actor.table)
    if seat == "participant":
        return participant_view(look, actor.participant)
    return {"host": host_view, "operator": operator_view, "projector": projector_view}[seat](look)


def host_view(look: Look) -> dict:
    """The day in the host's hands: agenda with notes, who is here, how far tables are, what may be played."""
    state = look.state
    return {
        **heading(look),
        "seat": "host",
        "code": look.code,
        "agenda": [_noted(phase) for phase in look.template.phases],
        "people": _people(state),
        "standing": [standing(state, table, n) for n in _reached(look) for table in state.tables],
        "revealed": _revealed(look),
        "deck": _deck(state),
        "pairs": [written(kept) for kept in state.pairs],
        "spotlight": written(state.spotlight) if state.spotlight else None,
        "grid": _grid(state),
        "votes": votes(state),
        **_kept_by(state, None),
    }


def table_view(look: Look, table: str) -> dict:
    """A table's own screen.

    Raises:
        Refusal: "unknown_table".
    """
    state = look.state
    if table not in state.tables:
        raise refuse("unknown_table", name=table)
    world = state.tables[table]
    return {
        **heading(look),
        "seat": "table",
        "table": table,
        "agenda": [phase_page(phase) for phase in look.template.phases],
        "world": world_page(world),
        "turns": [turn(look, table, n) for n in _reached(look)],
        "beside": [one for one in _revealed(look) if one["world"] == world and one["table"] != table],
        "people": [_known(one) for one in state.participants.values() if one.table == table],
        "grid": _grid_of(state, table),
        "votes": votes(state, lambda one: one == table),
        **_kept_by(state, table),
    }


def participant_view(look: Look, participant: str) -> dict:
    """A phone: what its own person said, and what everybody may see.

    Raises:
        Refusal: "unknown_participant".
    """
    state = look.state
    somebody = state.participants.get(participant)
    if somebody is None:
        raise refuse("unknown_participant")
    table, grid = somebody.table, state.grids.get((somebody.table, participant))
    mine = {key[0]: kept.body.option for key, kept in state.votes.items() if key[2] == participant}
    return {
        **heading(look),
        "seat": "participant",
        "participant": participant,
        "pseudonym": Said(somebody.pseudonym),
        "table": table,
        "world": world_page(state.tables[table]),
        "grid": written(grid) if grid else None,
        "turns": [_own_turn(state, table, n, participant) for n in _reached(look)],
        "votes": mine,
        "artefact": written(state.artefacts[table]) if table in state.artefacts else None,
    }


def projector_view(look: Look) -> dict:
    """The wall: big things that everybody may see."""
    state = look.state
    return {
        **heading(look),
        "seat": "projector",
        "code": look.code,
        "agenda": [phase_page(phase) for phase in look.template.phases],
        "spotlight": written(state.spotlight) if state.spotlight else None,
        "standing": [standing(state, table, state.round) for table in state.tables] if state.round else [],
        "revealed": _revealed(look),
        "cards": {table: played(state, table, state.round) for table in state.tables},
        "grid": _grid(state),
        "votes": votes(state),
        "artefacts": by_table(state.artefacts, None),
    }


def operator_view(look: Look) -> dict:
    """Who keys in paper: every table's screen, one after the other."""
    state = look.state
    return {
        **heading(look),
        "seat": "operator",
        "code": look.code,
        "people": _people(state),
        "pages": {table: table_view(look, table) for table in state.tables},
    }


def _noted(phase: Phase) -> dict:
    """A phase as its host sees it: with what to say, and the same in shorter words where the agenda has them."""
    return {**phase_page(phase), "notes": dict(phase.notes), "brief": dict(phase.brief) if phase.brief else None}


def _reached(look: Look) -> list[int]:
    """The rounds begun so far."""
    return [number for number in look.template.rounds if number <= look.state.round]


def _revealed(look: Look) -> list[dict]:
    """What was revealed, round by round, in table order."""
    turns = (shown_turn(look, table, n) for n in _reached(look) for table in look.state.tables)
    return [one for one in turns if one is not None]


def _people(state: WorkshopState) -> list[dict]:
    """Who joined, with the key by which the host erases them and the operator keys in their paper."""
    return [{"participant": one.key, "table": one.table, **_known(one)} for one in state.participants.values()]


def _known(somebody: Participant) -> dict:
    return {"pseudonym": Said(somebody.pseudonym), "here": somebody.here}


def _own_turn(state: WorkshopState, table: str, number: int, participant: str) -> dict:
    return {
        **standing(state, table, number),
        "mine": prediction(state, table, number, participant),
        "cards": played(state, table, number),
        "result": result(state, table, number),
    }


def _deck(state: WorkshopState) -> list[dict]:
    """The event cards of the workshop's worlds, with where each was played."""
    where: dict[tuple[str, str], list[dict]] = {}
    for kept in state.cards:
        body = kept.body
        where.setdefault((body.world, body.card), []).append({"round": body.round, "table": body.table})
    every = (card for world in state.opened.worlds for card in cards(world).values())
    return [{**card, "played": where.get((card["world"], card["card"]), [])} for card in every]


def _grid(state: WorkshopState) -> dict:
    """The room's marks, and each table's own, in table order."""
    tables = {table: state.grids.get((table, None)) for table in state.tables}
    return {
        "room": dispersion(grids_of(state)),
        "tables": [written(kept) for kept in tables.values() if kept is not None],
    }


def _grid_of(state: WorkshopState, table: str) -> dict:
    kept = state.grids.get((table, None))
    people = dispersion(grids_of(state, lambda one: one == table))
    return {"people": people, "table": written(kept) if kept else None}


def _kept_by(state: WorkshopState, table: str | None) -> dict:
    """What a table wrote (all tables where None); reactions and notes without whose they are."""
    kinds = ("resources", "gaps", "ties", "artefacts", "dissents", "reactions", "notes", "actions")
    return {kind: by_table(getattr(state, kind), table) for kind in kinds}
