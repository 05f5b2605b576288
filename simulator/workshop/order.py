"""The order of things: what may happen at this moment of the workshop, and what an event may speak of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulator.workshop.deck import card_codes, world
from simulator.workshop.events import Actor, Body
from simulator.workshop.plans import check_plan
from simulator.workshop.questions import check_dissent
from simulator.workshop.refusals import refuse
from simulator.workshop.state import WorkshopState
from simulator.workshop.template import Template


@dataclass(frozen=True)
class Scene:
    """What a rule looks at: where the workshop stands, its agenda, and who acts."""

    state: WorkshopState
    template: Template
    actor: Actor


def check_order(scene: Scene, body: Body) -> None:
    """Whether this may happen now.

    Raises:
        Refusal: It may not, or speaks of something that is not there.
    """
    if scene.state.ended and body.kind != "text_erased":
        raise refuse("closed_workshop")
    rule = _RULES.get(body.kind)
    if rule is not None:
        rule(scene, body)


def check_round(scene: Scene, number: int) -> None:
    """Whether a round is one of the agenda's, and has begun.

    Raises:
        Refusal: "unknown_round" or "round_not_begun".
    """
    if number not in scene.template.rounds:
        raise refuse("unknown_round", name=number)
    if number > scene.state.round:
        raise refuse("round_not_begun", name=number)


def _phase(scene: Scene, body: Body) -> None:
    phase = scene.template.phase(body.phase)
    if phase is None:
        raise refuse("unknown_phase", name=body.phase)
    if phase.round != body.round:
        raise refuse("unknown_round", name=body.round or "-")


def _prediction(scene: Scene, body: Body) -> None:
    check_round(scene, body.round)
    if scene.state.is_revealed(body.table, body.round):
        raise refuse("already_revealed")
    if scene.state.is_locked(body.table, body.round):
        raise refuse("prediction_locked")


def _moved(scene: Scene, body: Body) -> None:
    check_round(scene, body.round)
    if (body.table, body.round) in scene.state.policies:
        raise refuse("already_committed")
    if scene.state.is_revealed(body.table, body.round):
        raise refuse("already_revealed")
    check_plan(scene.state, scene.template, body)


def _committed(scene: Scene, body: Body) -> None:
    _moved(scene, body)
    own = scene.state.tables[body.table]
    if body.world != own:
        raise refuse("another_world", name=_title(own))
    for card in body.cards:
        if card not in scene.state.played(body.table, body.round):
            raise refuse("unknown_card", name=card)


def _title(name: str) -> dict[str, str]:
    """A world as people know it."""
    return dict(world(name).title)


def _lock(scene: Scene, body: Body) -> None:
    check_round(scene, body.round)
    if scene.state.is_locked(body.table, body.round):
        raise refuse("already_locked")
    if not body.override and (body.table, body.round, None) not in scene.state.predictions:
        raise refuse("no_prediction")


def _run(scene: Scene, body: Body) -> None:
    if (body.table, body.round) not in scene.state.policies:
        raise refuse("not_committed")
    if body.dissent is not None and body.dissent not in {one.id for one in scene.state.dissents}:
        raise refuse("unknown_dissent")


def _reveal(scene: Scene, body: Body) -> None:
    check_round(scene, body.round)
    state, number = scene.state, body.round
    if not state.revealed.isdisjoint({(number, None), (number, body.table)}):
        raise refuse("already_revealed")
    tables = [body.table] if body.table else [name for name in state.tables if _plays(state, name, number)]
    if not any((name, number) in state.policies for name in tables):
        raise refuse("nothing_to_reveal")
    late = [name for name in tables if not state.is_locked(name, number)]
    if late:
        raise refuse("not_locked", names=", ".join(str(list(state.tables).index(name) + 1) for name in late))


def _plays(state: WorkshopState, table: str, number: int) -> bool:
    """Whether a table has done anything in a round: one without people keeps nobody waiting."""
    place = (table, number)
    predicted = any(key[:2] == place for key in state.predictions)
    return predicted or place in state.plans or place in state.policies


def _card(scene: Scene, body: Body) -> None:
    check_round(scene, body.round)
    if body.world not in scene.state.opened.worlds:
        raise refuse("unknown_world", name=body.world)
    if body.card not in card_codes(body.world):
        raise refuse("unknown_card", name=body.card)
    if body.table is not None and scene.state.tables[body.table] != body.world:
        raise refuse("another_world", name=_title(scene.state.tables[body.table]))
    if not scene.state.revealed.isdisjoint({(body.round, None), (body.round, body.table)}):
        raise refuse("already_revealed")


def _pair(scene: Scene, body: Body) -> None:
    check_round(scene, body.round)
    one, other = body.tables
    for name in body.tables:
        if name not in scene.state.tables:
            raise refuse("unknown_table", name=name)
    free = all(
        scene.state.partner(name, body.round) is None and (name, body.round) not in scene.state.policies
        for name in body.tables
    )
    if one == other or not free or scene.state.tables[one] != scene.state.tables[other]:
        raise refuse("not_pairable")


def _dissent(scene: Scene, body: Body) -> None:
    check_round(scene, body.round)
    check_dissent(body)


_RULES: Mapping[str, Callable[[Scene, Body], None]] = {
    "phase_begun": _phase,
    "prediction_made": _prediction,
    "levers_moved": _moved,
    "policy_committed": _committed,
    "predictions_locked": _lock,
    "run_kept": _run,
    "revealed": _reveal,
    "card_played": _card,
    "tables_paired": _pair,
    "dissented": _dissent,
}
