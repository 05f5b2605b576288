"""Where a month goes: python benchmarks/engine.py [RESIDENTS], nanoseconds a resident by phase, on one thread.

The engine's pass over blocks of rows is made here with a clock between its phases; other programs on the machine
lengthen a month, so each phase shows its shortest and its middle month. README.md tells what a month needs at least.
"""

from __future__ import annotations

import argparse
import ctypes

import numpy as np

from simulator.calendar import SPIN_UP_MONTHS
from simulator.compiled import kernel, njit
from simulator.experiments.policy import Policy
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.model.kernels import decide, digital, going, invite, learn, outings, play, practise, seat, show
from simulator.model.kernels.desk import BLOCK
from simulator.model.kernels.going import set_pull
from simulator.model.kernels.layout import Accounts
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory

MONTHS = 60
PHASES = (
    "learning",
    "draws",
    "ties",
    "numbers of the row",
    "who goes",
    "practice",
    "awareness",
    "symbolic distance",
    "venues",
    "visits",
    "accounts",
    "whom to ask along",
    "what ties see",
    "guests",
    "places to practise",
    "seats",
)
_gettime = ctypes.CDLL(None).clock_gettime
_gettime.argtypes, _gettime.restype = [ctypes.c_int, ctypes.c_void_p], ctypes.c_int
_MONOTONIC = 1


@njit
def _lap(clock, spent, phase):
    """Add the time since the last lap to a phase; `clock` is seconds, nanoseconds, and the last lap's."""
    _gettime(_MONOTONIC, clock.ctypes)
    now = clock[0] * 1_000_000_000 + clock[1]
    if phase >= 0:
        spent[phase] += now - clock[2]
    clock[2] = now


@kernel()
def _decide(people, rules, month, b, size, desk, moves, wishes, clock, spent):
    decide._draw(month.keys[decide._PARTICIPATION], month.month, b, size, desk.bits, desk.practice_word)
    _lap(clock, spent, 1)
    ties, degrees = people.ties[b : b + size], people.degree[b : b + size]
    decide._look(people.signal[month.side], ties, rules.counters, desk.shown[:size])
    decide._tell(desk.shown[:size], desk.met, degrees, desk.seen, desk.place, desk.numbers[0])
    _lap(clock, spent, 2)
    decide._copy(people, rules, b, size, desk.numbers)
    _lap(clock, spent, 3)
    count = going.list_outings(people, rules, month, b, size, desk)
    _lap(clock, spent, 4)
    decide._practise(people, rules, month, b, size, desk, moves, wishes)
    _lap(clock, spent, 5)
    for d in range(6):
        known = people.awareness[d, b : b + size]
        decide._hear(d, size, desk.seen[0], desk.place, known, rules, desk.waiting[0], desk.floats[0])
    _lap(clock, spent, 6)
    decide._relax(people, rules, b, size, desk.met)
    _lap(clock, spent, 7)
    return count


@kernel()
def _advance(people, rules, tables, month, shared, every, desk, clock, spent):
    """The pass of `advance` over one chunk of rows that is all of them, with a clock between its phases."""
    last, after, bounds = 1 - month.side, every.own[month.side], shared.bounds
    before, learnt, at = every.own[last], bounds[last, 0], shared.room[0, 0]
    guests, taken = every.guests[last], shared.guests[last, 0]
    accounts = Accounts(shared.trips[0], shared.lost[0], shared.spread[0], shared.demand[0], shared.wishes[0])
    accounts.demand[:], accounts.wishes[:] = 0, 0
    for b in range(0, people.cell.size, BLOCK):
        size = min(BLOCK, people.cell.size - b)
        _lap(clock, spent, -1)
        learnt[0] = learn.learn(people, rules, tables, month, before, learnt[0], learnt[1], b + size, desk.floats[0])
        taken[0] = learn.learn(people, rules, tables, month, guests, taken[0], taken[1], b + size, desk.floats[0])
        if month.slot == 0:
            digital.practise_online(people, rules, month, b, size, desk)
        _lap(clock, spent, 0)
        count = _decide(people, rules, month, b, size, desk, shared.moves, accounts.wishes, clock, spent)
        desk.flags[1, :size] = 0
        outings._choose_venues(people, tables, month, b, count, desk)
        _lap(clock, spent, 8)
        outings._count_visits(people, rules, month, b, count, desk)
        _lap(clock, spent, 9)
        at = outings._write(people, tables, b, count, desk, after, at, accounts)
        _lap(clock, spent, 10)
        invite.invite_block(people, rules, b, count, desk, after.other[at - count : at])
        _lap(clock, spent, 11)
        show.show_block(people, month, b, size, shared.moves, shared.willing, desk)
        _lap(clock, spent, 12)
    bounds[month.side, 0] = shared.room[0, 0], at


@njit(nogil=True, error_model="numpy")
def _month(people, rules, tables, months, number, shared, every, most_carried, desk, clock, spent):
    month = play.month_of(months, number)
    _advance(people, rules, tables, month, shared, every, desk, clock, spent)
    _lap(clock, spent, -1)
    invite.bring_guests(people, tables, month, 0, shared, every)
    _lap(clock, spent, 13)
    practise.let_practise(people, month, months.room[number + SPIN_UP_MONTHS], shared)
    _lap(clock, spent, 14)
    seat.give_places(people, tables, month, 0, shared, every, most_carried, desk)
    _lap(clock, spent, 15)


def months(study: Study) -> np.ndarray:
    """Nanoseconds a resident, by month and phase, float64 [60, 16]."""
    spent, clock, taken = np.zeros(len(PHASES), np.int64), np.zeros(3, np.int64), []
    model = study.model(Policy.none, threads=1)
    players = model.players
    shared, people, rules = players.shared, model.columns, players._rules
    for number in range(MONTHS):
        model.month = number
        model._refresh_access()
        set_pull(people, model.tables.offset, 0, study.people.size)
        spent[:] = 0
        parts = shared, players.outings, players._most_carried, players._desks[0]
        _month(people, rules, model.tables, players._months, number, *parts, clock, spent)
        taken.append(spent.copy())
    model.close()
    return np.array(taken) / study.people.size


def main(residents: int | str) -> None:
    """Print a table of nanoseconds."""
    people = synthesise(Territory.load(), residents)
    study = Study(Territory.load(), people, Scenario.load("tendanciel"), replications=1, frozen=True)
    taken = months(study)[1:]  # the first compiles
    print(f"{people.size} residents, ns a resident: shortest and middle month")
    for name, shortest, middle in zip(PHASES, taken.min(axis=0), np.median(taken, axis=0), strict=True):
        print(f"  {name:<28}{shortest:8.2f}{middle:8.2f}")
    print(f"  {'together':<28}{taken.min(axis=0).sum():8.2f}{np.median(taken.sum(axis=1)):8.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("residents", nargs="?", default="60000")
    asked = parser.parse_args().residents
    main("all" if asked == "all" else int(asked))
