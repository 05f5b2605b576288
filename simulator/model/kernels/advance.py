"""One pass over the rows: learn from last month, decide, choose. Each row's state is fetched once a month."""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit
from simulator.model.kernels.choose import choose_block
from simulator.model.kernels.decide import BLOCK, decide_block, scratch
from simulator.model.kernels.learn import learn

ROOM = 6 * BLOCK
"""Outings a block may make: room for them must be left in the events."""


@njit(cache=True, nogil=True, error_model="numpy")
def advance(people, rules, tables, month, rows, written, before, after, span, demand):
    """A month of rows, block by block: learn from last month's events, decide, choose.

    Args:
        people: Residents' columns.
        rules: Constants.
        tables: Access tables.
        month: The month.
        rows: First and last row (excluded).
        written: `went`, `moves`, and `wishes` (persons who wish to start or stop, by agglomeration).
        before: Last month's events.
        after: This month's events, written.
        span: First and last (excluded) event still to be learnt from in `before`; next position in `after`, its limit.
        demand: int64 [venues], visits asked for, added to.

    Returns:
        (row reached, next position in `after`, first event not learnt): the row is `end` unless room ran out.
    """
    begin, end = rows
    went, moves, wishes = written
    first, last, at, limit = span
    desk = scratch()
    work = (np.empty(ROOM, np.uint64), np.empty(ROOM, np.uint64), np.empty((4, ROOM), np.uint64))
    surprise = np.empty(ROOM)
    for b in range(begin, end, BLOCK):
        size = min(BLOCK, end - b)
        if at + 6 * size > limit:
            return b, at, first
        taste, habit_unit = month.taste_before, month.habit_before
        first = learn(people, rules, tables, taste, habit_unit, before, first, last, b + size, surprise)
        decide_block(people, rules, tables, month, b, size, went, moves, wishes, desk)
        at = choose_block(people, rules, tables, month, b, size, went, after, at, demand, work)
    return end, at, first
