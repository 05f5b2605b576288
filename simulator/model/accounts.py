"""Organisations' budgets (S15): what comes in, what their levers and ties take, and the programming that is left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.elementary import exp, log
from simulator.errors import ParameterError
from simulator.parameters import ParameterSet
from simulator.territory.organisations import Organisations


@dataclass(frozen=True)
class Accounts:
    """A year's budget of each organisation, euros, float64 [O] each; tickets + subsidy = spent + left.

    Attributes:
        tickets: Own income, as today.
        subsidy: Public money, after its change.
        spent: What levers and ties in excess take.
        left: What programming, places and staff live on, never negative.
        known: Whether the organisation's budget is cited, bool [O]; elsewhere it is `assumed_budget`.
    """

    tickets: np.ndarray
    subsidy: np.ndarray
    spent: np.ndarray
    left: np.ndarray
    known: np.ndarray


def accounts_of(
    organisations: Organisations, change: float, p: ParameterSet, spent: np.ndarray | None = None
) -> Accounts:
    """The organisations' accounts after a change of public budgets.

    Args:
        organisations: The organisations.
        change: Relative change of public money (-0.2: a fifth less), at least -1.
        p: The parameters.
        spent: Euros a year that each takes from its own budget for levers and ties, float64 [O]; nothing when left
            out. An organisation cannot spend more than comes in: it then spends all of it.
    """
    if not change >= -1.0:
        raise ParameterError(f"« budget » = {change} : au moins −1.", f"'budget' = {change}: at least -1.")
    known = np.isfinite(organisations.budget)
    budget = np.where(known, organisations.budget, p.assumed_budget)
    public = np.where(np.isfinite(organisations.public_share), organisations.public_share, p.public_funding)
    tickets, subsidy = budget * (1.0 - public), budget * public * (1.0 + change)
    taken = np.zeros(len(budget)) if spent is None else np.minimum(spent, tickets + subsidy)
    return Accounts(tickets, subsidy, taken, tickets + subsidy - taken, known)


def programming_of(
    organisations: Organisations, change: float, p: ParameterSet, spent: np.ndarray | None = None
) -> np.ndarray:
    """Factor of each organisation's programming, float64 [O]: what is left of its budget to `programming_elasticity`.

    Exactly one where nothing changes and nothing is spent. Arguments as for `accounts_of`.
    """
    if change == 0.0 and (spent is None or not np.any(spent)):
        return np.ones(len(organisations))
    today, then = accounts_of(organisations, 0.0, p), accounts_of(organisations, change, p, spent)
    kept = (then.left / today.left).tolist()
    return np.array([exp(p.programming_elasticity * log(x)) if x > 0.0 else 0.0 for x in kept])
