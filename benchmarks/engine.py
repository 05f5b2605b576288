"""Where a month goes: python benchmarks/engine.py [RESIDENTS], processor time by phase, on one thread.

Processor time of the thread, not the clock's: other programs on the machine hardly change it. The engine learns,
decides and chooses in one pass over blocks of rows; here the three are timed as passes of their own, a little dearer.
benchmarks/README.md tells what a month needs at least.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable

import numpy as np

from simulator.calendar import MONTHS
from simulator.compiled import njit
from simulator.experiments.policy import Policy
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.model import month as month_module
from simulator.model.kernels import decide
from simulator.model.kernels.choose import choose_block
from simulator.model.kernels.decide import BLOCK, decide_block, scratch
from simulator.model.kernels.learn import learn
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory

ROOM = 6 * BLOCK
STAGES = ("draws", "ties", "bounds and filter", "exact decisions", "practice", "awareness", "symbolic distance")


class Clock:
    """Processor time by name, each name without what is timed inside it."""

    def __init__(self) -> None:
        self.spent: dict[str, int] = defaultdict(int)
        self._inside = [0]

    def timed(self, name: str, function: Callable) -> Callable:
        """`function`, its time added to `name`."""

        def call(*given, **named):
            begun = time.thread_time_ns()
            self._inside.append(0)
            try:
                return function(*given, **named)
            finally:
                taken = time.thread_time_ns() - begun
                self.spent[name] += taken - self._inside.pop()
                self._inside[-1] += taken

        return call


@njit
def _decide(people, rules, tables, month, begin, end, went, moves, wishes):
    desk = scratch()
    for b in range(begin, end, BLOCK):
        decide_block(people, rules, tables, month, b, min(BLOCK, end - b), went, moves, wishes, desk)


@njit
def _choose(people, rules, tables, month, begin, end, went, events, at, demand):
    work = (np.empty(ROOM, np.uint64), np.empty(ROOM, np.uint64), np.empty((4, ROOM), np.uint64))
    for b in range(begin, end, BLOCK):
        at = choose_block(people, rules, tables, month, b, min(BLOCK, end - b), went, events, at, demand, work)
    return at


def three_passes(clock: Clock) -> Callable:
    """`advance` as three timed passes; the same results."""
    learn_all, decide_all, choose_all = (
        clock.timed(name, kernel) for name, kernel in (("learn", learn), ("decide", _decide), ("choose", _choose))
    )

    def advance(people, rules, tables, month, rows, written, before, after, span, demand):
        (begin, end), (went, moves, wishes), (first, last, at, limit) = rows, written, span
        if at + 6 * (end - begin) > limit:
            raise MemoryError("too little room for the outings of the benchmark")
        units = month.taste_before, month.habit_before
        first = learn_all(people, rules, tables, *units, before, first, last, end, np.empty(last - first))
        decide_all(people, rules, tables, month, begin, end, went, moves, wishes)
        at = choose_all(people, rules, tables, month, begin, end, went, after, at, demand)
        return end, at, first

    return advance


def phases(study: Study) -> dict[str, float]:
    """Nanoseconds of processor time per resident-month, by phase, over 180 steps."""
    clock = Clock()
    month_module.advance = three_passes(clock)
    for name, kernel in (("seat", "seat"), ("close", "settle_events"), ("close", "close_month"), ("learn", "learn")):
        setattr(month_module, kernel, clock.timed(name, getattr(month_module, kernel)))
    _play(study, clock, 2)  # compiles
    clock.spent.clear()
    _play(study, clock, MONTHS)
    return {name: ns / study.people.size / MONTHS for name, ns in clock.spent.items()}


def _play(study: Study, clock: Clock, months: int) -> None:
    model = study.model(Policy.none, threads=1)
    for _ in range(2):  # room for six outings a row
        model.outings._make_room()
    model._refresh_access = clock.timed("access refresh", model._refresh_access)
    for name in ("record", "settle"):
        setattr(model.recorder, name, clock.timed("recording", getattr(model.recorder, name)))
    step = clock.timed("Python between the kernels", model.step)
    for _ in range(months):
        step()
    model.close()


@njit
def _staged(people, rules, tables, month, upto, went, moves, wishes):
    """The first `upto` parts of everybody's decision."""
    bits, practice_word, seen, place, met, maybe, work = scratch()
    key, n = month.keys[decide._PARTICIPATION], went.size
    for b in range(0, n, BLOCK):
        size = min(BLOCK, n - b)
        decide._draw(key, month.month, b, size, bits, practice_word)
        if upto > 1:
            decide._look(people.signal, people.ties, b, size, seen)
        if upto > 2:
            decide._prepare(people, rules, b, size, met, place, work[0], work[1], work[2])
            maybe[:] = 0
            decide._sift(people, rules, tables, month, b, size, seen, bits, work, maybe)
        if upto > 3:
            decide._decide_exactly(people, rules, tables, month, b, size, seen, bits, maybe, went)
        if upto > 4:
            decide._practise(people, rules, month, b, size, seen, practice_word, moves, wishes)
        if upto > 5:
            for d in range(6):
                known = people.awareness[d, b : b + size]
                decide._hear(d, size, seen, place, known, rules.unheard, rules.forgetting)
        if upto > 6:
            decide._relax(people, rules, b, size, met)


def stages(study: Study, times: int = 15) -> dict[str, float]:
    """Nanoseconds of processor time per resident, by part of a decision: differences of longer and longer prefixes."""
    model = study.model(Policy.none, threads=1)
    model.close()
    went, moves = np.zeros(study.people.size, np.uint8), np.zeros(study.people.size, np.uint8)
    wishes = np.zeros((2, 16), np.int64)
    given = (model.columns, model._rules, model.tables, model._month_now())
    taken = np.empty((times + 1, len(STAGES)))
    for turn in range(times + 1):  # in turn, so that a noisy moment touches all; the first one compiles
        for upto in range(1, len(STAGES) + 1):
            begun = time.thread_time_ns()
            _staged(*given, upto, went, moves, wishes)
            taken[turn, upto - 1] = (time.thread_time_ns() - begun) / went.size
    return dict(zip(STAGES, np.diff(taken[1:].min(axis=0), prepend=0.0).tolist(), strict=True))


def tell(title: str, figures: dict[str, float]) -> None:
    """Print a table of nanoseconds with its sum."""
    print(title)
    for name, ns in (*figures.items(), ("together", sum(figures.values()))):
        print(f"  {name:<28}{ns:8.2f}")


def main(residents: str = "60000") -> None:
    people = synthesise(Territory.load(), "all" if residents == "all" else int(residents))
    study = Study(Territory.load(), people, Scenario.load("tendanciel"), replications=1)
    study.run(Policy.none)
    tell(f"ns per resident-month, {people.size} residents, 180 months", phases(study))
    tell("of a decision, ns per resident", stages(study))


if __name__ == "__main__":
    main(*sys.argv[1:2])
