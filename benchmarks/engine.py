"""Where a month goes: python benchmarks/engine.py [RESIDENTS], nanoseconds a resident by phase, on one thread.

The engine's pass over blocks of rows is made here with a clock between its phases; other programs on the machine
lengthen a month, so each phase shows its shortest and its middle month. README.md tells what a month needs at least.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable

import numpy as np

from simulator.compiled import njit
from simulator.experiments.policy import Policy
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.model import month as month_module
from simulator.model.kernels import decide, going, learn, outings, show
from simulator.model.kernels.advance import BLOCK, new_desk
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
    "what ties see",
)
AFTER = ("seats", "Python between the kernels")
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


@njit(nogil=True, error_model="numpy")
def _decide(people, rules, month, b, size, desk, moves, wishes, clock, spent):
    decide._draw(month.keys[decide._PARTICIPATION], month.month, b, size, desk.bits, desk.practice_word)
    _lap(clock, spent, 1)
    ties, degrees, inverse = people.ties[b : b + size], people.degree[b : b + size], rules.inverse_degree
    decide._look(people.signal[month.side], ties, degrees, inverse, desk.met, desk.seen, desk.place, desk.numbers[0])
    _lap(clock, spent, 2)
    decide._copy(people, b, size, desk.numbers)
    _lap(clock, spent, 3)
    count = going.list_outings(people, rules, month, b, size, desk)
    _lap(clock, spent, 4)
    decide._practise(people, rules, month, b, size, desk, moves, wishes)
    _lap(clock, spent, 5)
    for d in range(6):
        known = people.awareness[d, b : b + size]
        decide._hear(d, size, desk.seen[0], desk.place, known, rules.unheard, rules.forgetting)
    _lap(clock, spent, 6)
    decide._relax(people, rules, b, size, desk.met)
    _lap(clock, spent, 7)
    return count


@njit(nogil=True, error_model="numpy")
def _advance(people, rules, tables, month, rows, moves, before, after, span, accounts, clock, spent):
    (begin, end), (first, last, at, limit) = rows, span
    desk = new_desk()
    for b in range(begin, end, BLOCK):
        size = min(BLOCK, end - b)
        if at + 6 * size > limit:
            return b, at, first
        _lap(clock, spent, -1)
        first = learn.learn(people, rules, tables, month, before, first, last, b + size, desk.floats)
        _lap(clock, spent, 0)
        count = _decide(people, rules, month, b, size, desk, moves, accounts.wishes, clock, spent)
        desk.flags[1, :size] = 0
        outings._choose_venues(people, tables, month, b, count, desk)
        _lap(clock, spent, 8)
        outings._count_visits(people, rules, month, b, count, desk)
        _lap(clock, spent, 9)
        at = outings._write(people, tables, b, count, desk, after, at, accounts)
        _lap(clock, spent, 10)
        show.show_block(people, month, b, size, moves, desk.flags[1])
        _lap(clock, spent, 11)
    return end, at, first


def months(study: Study) -> np.ndarray:
    """Nanoseconds a resident, by month and phase, float64 [60, 14]."""
    spent, clock, seating = np.zeros(len(PHASES), np.int64), np.zeros(3, np.int64), [0.0]
    month_module.advance = lambda *given: _advance(*given, clock, spent)
    month_module.seat = _timed(month_module.seat, seating)
    model = study.model(Policy.none, threads=1)
    model.step()  # compiles
    taken = []
    for _ in range(MONTHS):
        spent[:], seating[0] = 0, 0.0
        begun = time.perf_counter()
        model.step()
        whole = (time.perf_counter() - begun) * 1e9
        taken.append([*spent, seating[0], whole - spent.sum() - seating[0]])
    model.close()
    return np.array(taken) / study.people.size


def _timed(function: Callable, spent: list[float]) -> Callable:
    def call(*given):
        begun = time.perf_counter()
        function(*given)
        spent[0] += (time.perf_counter() - begun) * 1e9

    return call


def main(residents: str = "60000") -> None:
    """Print a table of nanoseconds."""
    people = synthesise(Territory.load(), "all" if residents == "all" else int(residents))
    study = Study(Territory.load(), people, Scenario.load("tendanciel"), replications=1)
    taken = months(study)[np.arange(MONTHS) % 12 != 11]  # no January: its outings were learnt in December
    print(f"{people.size} residents, ns a resident: shortest and middle month")
    for name, shortest, middle in zip((*PHASES, *AFTER), taken.min(axis=0), np.median(taken, axis=0), strict=True):
        print(f"  {name:<28}{shortest:8.2f}{middle:8.2f}")
    print(f"  {'together':<28}{taken.min(axis=0).sum():8.2f}{np.median(taken.sum(axis=1)):8.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
