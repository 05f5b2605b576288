"""Checks a told life against the run, fact by fact and number by number; shares nothing with who writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.domains import DOMAINS
from simulator.population.residents import EDUCATIONS, HOUSEHOLD_KINDS, MOBILITY_CLASSES, OCCUPATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.workshop.lives import Fact, Sentence
    from simulator.workshop.traces import Pair, Trace

FIRST = 2025
_CLASSES = {"education": EDUCATIONS, "occupation": OCCUPATIONS, "mobility": MOBILITY_CLASSES}


def contradictions(sentence: Sentence, pair: Pair, row: int) -> list[str]:
    """What in a sentence the run does not hold: wrong facts, and numbers that no fact gives; empty when all is true."""
    wrong = [f"{fact}: {held}" for fact in sentence.facts for held in _held(fact, pair, row) if held != fact.value]
    allowed = {
        FIRST,
        *(abs(n) for fact in sentence.facts for n in (fact.first, fact.last, fact.value) if type(n) is int),
    }
    shown = {int(digits) for digits in re.findall(r"\d+", sentence.text)}
    return wrong + [f"number without a fact: {n}" for n in sorted(shown - allowed)]


def _held(fact: Fact, pair: Pair, row: int) -> Iterator[object]:
    """The value of a fact in each world that it speaks of."""
    if fact.what == "parted":
        yield next((year for year in range(fact.first, fact.last + 1) if _parts(pair, row, year)), 0)
    elif fact.what == "more":
        yield _months(pair.plan, row, fact) - _months(pair.reference, row, fact)
    elif fact.what == "household":
        yield HOUSEHOLD_KINDS[pair.household[row]]
    else:
        for side in ("reference", "plan") if fact.side == "both" else (fact.side,):
            yield _in_world(fact, pair, getattr(pair, side), row)


def _in_world(fact: Fact, pair: Pair, lived: Trace, row: int) -> object:
    what, y = fact.what, fact.last - FIRST
    if what.startswith("outings"):
        return _months(lived, row, fact)
    if what == "commune":
        return pair.communes[lived.commune[y][row]]
    value = int(getattr(lived, what)[y][row])
    return _CLASSES[what][value] if what in _CLASSES else value


def _months(lived: Trace, row: int, fact: Fact) -> int:
    """Months with an outing, counted one by one."""
    _, _, domain = fact.what.partition("_")
    mask = 1 << DOMAINS.index(domain) if domain else (1 << len(DOMAINS)) - 1
    count = 0
    for year in range(fact.first, fact.last + 1):
        for month in range(12):
            count += bool(int(lived.past[year - FIRST][month][row]) & mask)
    return count


def _parts(pair: Pair, row: int, year: int) -> bool:
    """Whether the person goes out, or practises, otherwise in one world than in the other in a year."""
    one, other, y = pair.reference, pair.plan, year - FIRST
    outings = any(one.past[y][month][row] != other.past[y][month][row] for month in range(12))
    return outings or one.practice[y][row] != other.practice[y][row]
