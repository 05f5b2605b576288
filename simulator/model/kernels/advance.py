"""One pass over the rows: learn from last month, decide, choose, invite, show. A row is fetched once a month."""

from __future__ import annotations

from simulator.compiled import kernel
from simulator.model.kernels.decide import decide_block
from simulator.model.kernels.desk import BLOCK
from simulator.model.kernels.digital import practise_online
from simulator.model.kernels.going import set_pull
from simulator.model.kernels.invite import invite_block
from simulator.model.kernels.learn import learn
from simulator.model.kernels.outings import choose_block
from simulator.model.kernels.show import show_block
from simulator.model.kernels.teach import come_along, teach


@kernel()
def advance(people, rules, tables, month, rows, marks, before, after, span, accounts, desk, renewed):
    """A month of rows, block by block: learn from last month's events and at school, decide, choose, invite, show.

    Args:
        people: Residents' columns.
        rules: Constants.
        tables: Access tables.
        month: The month.
        rows: First and last row (excluded).
        marks: uint8 [n] twice, written: 1 wants to start practising, 2 stops; domains that one would be taken along to.
        before: Last month's events, guests' events, and of these the first and the last (excluded) still to be learnt
            from, int64 [2], written.
        after: This month's events, written.
        span: First and last (excluded) own event still to be learnt from; next position in `after`, its limit.
        accounts: The chunk's accounts, added to.
        desk: The thread's working arrays.
        renewed: Whether what draws people is to be set anew: their anchors or the tables have changed.

    Returns:
        (row reached, next position in `after`, first event not learnt): the row is `end` unless room ran out.
    """
    (begin, end), (moves, willing), (own, guests, taken) = rows, marks, before
    first, last, at, limit = span
    for b in range(begin, end, BLOCK):
        size = min(BLOCK, end - b)
        if at + 6 * size > limit:
            return b, at, first
        first = learn(people, rules, tables, month, own, first, last, b + size, desk.floats[0])
        taken[0] = learn(people, rules, tables, month, guests, taken[0], taken[1], b + size, desk.floats[0])
        if month.slot == 0:
            practise_online(people, rules, month, b, size, desk)
        if renewed:
            set_pull(people, tables.offset, b, b + size)
        if month.teaches:
            teach(people, rules, month, b, size)
        count = decide_block(people, rules, month, b, size, desk, moves, accounts.wishes)
        at = choose_block(people, rules, tables, month, b, size, count, desk, after, at, accounts)
        invite_block(people, rules, b, count, desk, after.other[at - count : at])
        if month.accompanies:
            come_along(people, rules, b, size, desk.met, desk.flags[1])
        show_block(people, month, b, size, moves, willing, desk)
    return end, at, first
