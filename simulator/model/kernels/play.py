"""The months, one after the other, as every thread plays them over its own chunk of rows.

The threads meet at a gate three times a month: when everybody has chosen, when everybody who was asked along has
answered, and when everybody has a place or none; three times more while places are given out, where some venue is full.
Where people are born, die and move, they meet twice more, before: what newcomers bring with them is read from rows of
every thread, once these have learnt and before anybody decides; and once more in a January, when people move within the
territory.
"""

from __future__ import annotations

from simulator.calendar import SPIN_UP_MONTHS
from simulator.compiled import kernel, njit
from simulator.model.kernels.advance import advance
from simulator.model.kernels.desk import BLOCK
from simulator.model.kernels.gate import together
from simulator.model.kernels.invite import bring_guests
from simulator.model.kernels.layout import SCHOOL_MONTH, Accounts, Month
from simulator.model.kernels.learn import learn
from simulator.model.kernels.lives import grow, learn_first, moves, renew, vacate
from simulator.model.kernels.practise import let_practise
from simulator.model.kernels.seat import give_places
from simulator.model.kernels.tally import tally_year

GO_ON, LEARN, COUNT = range(3)
"""What `play` does after its last month."""


@njit(cache=True, nogil=True, error_model="numpy")
def month_of(months, number):
    """The kernels' view of a month; negative numbers are the spin-up's."""
    step = number + SPIN_UP_MONTHS
    taste, habit = months.taste_before[step], months.habit_before[step]
    return Month(
        month=number,
        slot=number % 12,
        side=number % 2,
        taste_before=taste,
        habit_before=habit,
        taste_one=1.0 / taste,
        habit_one=1.0 / habit,
        reach=months.reach[step],
        school=months.school[step],
        family=months.family[step],
        meets=months.reach[step].any(),
        accompanies=months.reach[step, 2].any(),
        teaches=months.school[step].any(),
        start_logit=months.start_logit[step],
        stop=months.stop[step],
        start_ceiling=months.start_ceiling[step],
        digital=months.digital[step],
        aims=months.aim.size > 0,
        aim=months.aim,
        aimed=months.aimed,
        keys=months.keys,
    )


@kernel(inner=False)
def go(people, rules, tables, month, k, shared, outings, desk, renewed):
    """One chunk's month up to the venues it asks for, from the row that was reached; stops when outings lack room.

    Where tables are `renewed`, and in January, what draws people is set anew.
    """
    after, bounds, last = outings.own[month.side], shared.bounds, 1 - month.side
    before = outings.own[last], outings.guests[last], shared.guests[last, k]
    accounts = Accounts(shared.trips[k], shared.lost[k], shared.spread[k], shared.demand[k], shared.wishes[k])
    if shared.reached[k] == shared.chunks[k, 0]:
        accounts.demand[:] = 0
        accounts.wishes[:] = 0
        bounds[month.side, k] = shared.room[k, 0]
    rows, learnt, marks = (shared.reached[k], shared.chunks[k, 1]), bounds[last, k], (shared.moves, shared.willing)
    span = (learnt[0], learnt[1], bounds[month.side, k, 1], shared.room[k, 1])
    shared.reached[k], bounds[month.side, k, 1], learnt[0] = advance(
        people, rules, tables, month, rows, marks, before, after, span, accounts, desk, renewed or month.slot == 0
    )


@kernel()
def _all_arrived(shared):
    """Whether every chunk came to its last row: no outing lacked room."""
    lacking = 0
    for k in range(shared.reached.size):
        lacking += shared.chunks[k, 1] - shared.reached[k]
    return lacking == 0


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _live(people, rules, tables, fates, month, k, shared, outings, desk):
    """Births, deaths and moves of a month (S4), once, and January's changes; False when the gate was shut."""
    number, quiet = month.month, fates.row.size == 0 and fates.turn_row.size == 0
    if number < 0 or quiet or shared.lived[k] >= number:
        return True
    shared.lived[k] = number
    learn_first(people, rules, tables, fates, month, k, shared, outings, desk)
    if number % 12 == 0:
        grow(people, fates, number // 12, k, shared, desk)
    if not together(shared.gate, k):
        return False
    renew(people, tables.offset, fates, month, k, shared)
    if moves(fates, number):
        if not together(shared.gate, k):
            return False
        vacate(people, fates, month, k, shared)
    return together(shared.gate, k)


@njit(cache=True, nogil=True, error_model="numpy")
def play(people, rules, tables, months, fates, span, k, shared, outings, desk):
    """Play months with the chunk of thread `k`; every thread is given the same months.

    Args:
        people: Residents' columns.
        rules: Constants.
        tables: Access tables in force.
        months: Every month's scalars.
        fates: Births, deaths and moves.
        span: First month and last (excluded), whether the tables are new, most persons carried, and what to do then:
            nothing; learn what the last month left, at once; or count the year that ends with it, too.
        k: The thread's number.
        shared: What the threads share.
        outings: Outings of even and of odd months.
        desk: The thread's working arrays.

    Returns:
        The month reached: less than the last when outings want more room, or the gate was shut.
    """
    first, last, renewed, most_carried, ending = span
    for number in range(first, last):
        month = month_of(months, number)
        if not _live(people, rules, tables, fates, month, k, shared, outings, desk):
            return number
        go(people, rules, tables, month, k, shared, outings, desk, renewed and number == first)
        if not together(shared.gate, k) or not _all_arrived(shared):
            return number
        bring_guests(people, tables, month, k, shared, outings)
        if not together(shared.gate, k):
            return number
        if k == 0:  # until rows are mended, nobody else reads who practises
            let_practise(people, month, months.room[number + SPIN_UP_MONTHS], shared)
        if not give_places(people, tables, month, k, shared, outings, most_carried, desk):
            return number
        shared.reached[k] = shared.chunks[k, 0]
    if ending != GO_ON:
        _learn_last(people, rules, tables, month_of(months, last), k, shared, outings, desk)
    if ending == COUNT:
        tally_year(people, month_of(months, last - 12 + SCHOOL_MONTH), shared, k, desk)
    return last


@kernel()
def _learn_last(people, rules, tables, month, k, shared, outings, desk):
    """Let last month's outings of a chunk leave their trace at once; `month` is the coming one."""
    last, (begin, end) = 1 - month.side, shared.chunks[k]
    parts = (outings.own[last], shared.bounds[last, k]), (outings.guests[last], shared.guests[last, k])
    for b in range(begin, end, BLOCK):
        limit = min(b + BLOCK, end)
        for events, learnt in parts:
            learnt[0] = learn(people, rules, tables, month, events, learnt[0], learnt[1], limit, desk.floats[0])
