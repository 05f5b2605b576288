"""A table's plan against its means: levers that are dealt, tokens within bounds and budget, years of decision."""

from __future__ import annotations

from simulator.answers.means import STARTS, least_tokens, most_tokens
from simulator.model.levers import LEVERS
from simulator.workshop.events import LeversMoved, PolicyCommitted
from simulator.workshop.refusals import refuse
from simulator.workshop.state import WorkshopState
from simulator.workshop.template import Template

Plan = LeversMoved | PolicyCommitted


def check_plan(state: WorkshopState, template: Template, plan: Plan) -> None:
    """Whether a table may play this.

    Raises:
        Refusal: "unknown_lever", "lever_not_dealt", "lever_out_of_range", "bad_start" or "over_budget".
    """
    dealt = template.dealt(plan.round)
    for name in (*plan.tokens, *plan.start):
        if name not in LEVERS:
            raise refuse("unknown_lever", name=name)
    for name, count in plan.tokens.items():
        _check_lever(name, count, dealt)
    for name, year in plan.start.items():
        if year not in STARTS:
            raise refuse("bad_start", name=LEVERS[name].label, low=STARTS[0], high=STARTS[-1])
    _check_budget(state, template, plan)


def _check_lever(name: str, count: int, dealt: tuple[str, ...]) -> None:
    if count and name not in dealt:
        raise refuse("lever_not_dealt", name=LEVERS[name].label)
    low, high = least_tokens(name), most_tokens(name)
    if not low <= count <= high:
        raise refuse("lever_out_of_range", name=LEVERS[name].label, low=low, high=high)


def _check_budget(state: WorkshopState, template: Template, plan: Plan) -> None:
    spent, budget = sum(plan.tokens.values()), budget_of(state, template, plan.table, plan.round)
    if spent > budget:
        raise refuse("over_budget", spent=spent, budget=budget, over=spent - budget)


def budget_of(state: WorkshopState, template: Template, table: str, number: int) -> int:
    """Tokens that a table may place in a round: its own, and what the table it pools with has not committed."""
    partner = state.partner(table, number)
    if partner is None:
        return template.tokens
    committed = state.policies.get((partner, number))
    return 2 * template.tokens - (sum(committed.body.tokens.values()) if committed else 0)
