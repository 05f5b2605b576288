"""What a table may place: tokens, within each lever's declared bounds, from a year of decision on."""

from __future__ import annotations

import math

from simulator.calendar import FIRST_DECISION_YEAR, LAST_YEAR
from simulator.model.levers import LEVERS, TOKEN_EUROS

BUDGET = 32
"""Tokens that a table may place, all levers together."""
STARTS = tuple(range(FIRST_DECISION_YEAR, LAST_YEAR - 1))
"""Years in which a lever may start."""


def most_tokens(lever: str) -> int:
    """Most tokens that one lever takes: its declared bound, and never more than the whole budget."""
    return min(BUDGET, int(LEVERS[lever].budget.bounds[1] // TOKEN_EUROS))


def least_tokens(lever: str) -> int:
    """Fewest tokens that one lever takes: below zero only where today's spending may be moved elsewhere."""
    return max(-BUDGET, math.ceil(LEVERS[lever].budget.bounds[0] / TOKEN_EUROS))
