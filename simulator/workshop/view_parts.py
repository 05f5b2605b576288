"""The parts that views are made of: where the day stands, who sits where, what a table did, what may be seen of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.workshop.deck import cards, lever_page, world
from simulator.workshop.marks import FEWEST
from simulator.workshop.plans import budget_of
from simulator.workshop.said import Said, saying
from simulator.workshop.state import Kept, WorkshopState
from simulator.workshop.template import Phase, Template


@dataclass(frozen=True)
class Look:
    """What a view is made from.

    Attributes:
        state: Where the workshop stands.
        template: Its agenda.
        code: Its six letters.
    """

    state: WorkshopState
    template: Template
    code: str


def heading(look: Look) -> dict:
    """What every screen knows."""
    state = look.state
    return {
        "workshop": state.workshop,
        "sequence": state.sequence,
        "language": state.opened.language,
        "title": Said(state.opened.title),
        "opened_at": state.opened_at.isoformat(),
        "ended": state.ended,
        "phase": running(look),
        "round": state.round,
        "rounds": list(look.template.rounds),
        "tables": [seat(state, table) for table in state.tables],
    }


def running(look: Look) -> dict | None:
    """The phase that runs, since when, and what it opens; None before the first."""
    kept = look.state.phase
    phase = look.template.phase(kept.body.phase) if kept else None
    if phase is None:
        return None
    rank = look.template.phases.index(phase)
    return {**phase_page(phase), "rank": rank, "begun_at": kept.at.isoformat(), "opens": list(phase.opens)}


def phase_page(phase: Phase) -> dict:
    """A phase as everybody may see it."""
    return {"phase": phase.key, "title": dict(phase.title), "minutes": phase.minutes, "round": phase.round}


def seat(state: WorkshopState, table: str) -> dict:
    """A table as everybody may see it: its number, name, world, and how many sit there."""
    return {
        "table": table,
        "number": list(state.tables).index(table) + 1,
        "name": Said(state.names[table]) if table in state.names else None,
        "world": state.tables[table],
        "world_title": dict(world(state.tables[table]).title),
        "people": sum(one.here for one in state.participants.values() if one.table == table),
    }


def plan(state: WorkshopState, table: str, number: int) -> dict | None:
    """A table's plan of a round: the committed one, else the one on its screen."""
    committed = state.policies.get((table, number))
    kept = committed or state.plans.get((table, number))
    if kept is None:
        return None
    body = kept.body
    found = {"tokens": dict(body.tokens), "start": dict(body.start), "committed": committed is not None}
    return {**found, "cards": list(committed.body.cards) if committed else []}


def prediction(state: WorkshopState, table: str, number: int, participant: str | None = None) -> dict | None:
    """A prediction as it was made, by a table or by one of its people."""
    kept = state.predictions.get((table, number, participant))
    if kept is None:
        return None
    why = Said(kept.body.why) if kept.body.why else None
    return {"points": kept.body.points, "second": kept.body.second, "why": why}


def spread(state: WorkshopState, table: str, number: int) -> dict:
    """What the people of a table foresaw, once it is validated, from the lowest to the highest; from five people on."""
    made = [kept.body.points for key, kept in state.predictions.items() if key[:2] == (table, number) and key[2]]
    shown = len(made) >= FEWEST and state.is_locked(table, number)
    return {"people": len(made), "fewest": FEWEST, "points": sorted(made) if shown else []}


def result(state: WorkshopState, table: str, number: int) -> dict | None:
    """The runs of a table that were revealed: their addresses; None before the reveal, whatever is kept."""
    if not state.is_revealed(table, number):
        return None
    kept = state.runs.get((table, number, None))
    disputed = {
        key[2]: run.body.address for key, run in state.runs.items() if key[:2] == (table, number) and key[2] is not None
    }
    return {"address": kept.body.address if kept else None, "disputed": disputed}


def standing(state: WorkshopState, table: str, number: int) -> dict:
    """How far a table is in a round: nothing of what it chose, nothing of what came out."""
    place = (table, number)
    lock = state.locks.get(place)
    return {
        "table": table,
        "round": number,
        "predicted": (table, number, None) in state.predictions,
        "people_predicted": spread(state, table, number)["people"],
        "locked": lock is not None,
        "override": lock is not None and lock.body.override,
        "committed": place in state.policies,
        "computed": (table, number, None) in state.runs,
        "revealed": state.is_revealed(table, number),
        "partner": state.partner(table, number),
    }


def played(state: WorkshopState, table: str, number: int) -> list[dict]:
    """The event cards in play for a table."""
    deck = cards(state.tables[table])
    return [deck[code] for code in state.played(table, number)]


def written(kept: Kept) -> dict:
    """Something that was kept, with its place in the log; not who wrote it."""
    plain = saying(kept.body)
    plain.pop("participant", None)
    return {"id": kept.id, "sequence": kept.sequence, **plain}


def by_table(kept: Mapping | tuple, table: str | None) -> list[dict]:
    """What a table kept of a kind; of all tables where `table` is None, in table order of their log."""
    every = kept.values() if isinstance(kept, Mapping) else kept
    return [written(one) for one in every if table is None or one.body.table == table]


def turn(look: Look, table: str, number: int) -> dict:
    """A round as its own table sees it: levers dealt, plan, prediction, cards, and results once they are revealed."""
    state = look.state
    return {
        **standing(state, table, number),
        "levers": [lever_page(name) for name in look.template.dealt(number)],
        "budget": budget_of(state, look.template, table, number),
        "plan": plan(state, table, number),
        "prediction": prediction(state, table, number),
        "spread": spread(state, table, number),
        "cards": played(state, table, number),
        "result": result(state, table, number),
    }


def shown_turn(look: Look, table: str, number: int) -> dict | None:
    """A round of a table as others see it: nothing before its reveal, nothing where no plan was committed."""
    state = look.state
    if not state.is_revealed(table, number) or (table, number) not in state.policies:
        return None
    made = state.predictions.get((table, number, None))
    points = made.body.points if made else None
    second = made.body.second if made else None
    return {
        **seat(state, table),
        "round": number,
        "plan": plan(state, table, number),
        "prediction": {"points": points, "second": second},
        "result": result(state, table, number),
    }
