"""What was expected and what was found, as people read it: on a terminal, and in docs/validation.md."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from simulator.experiments.validation.pattern import Finding, Goal
from simulator.wording import Translator, number, percent

COLUMNS = ("number", "pattern", "expected", "found", "outcome")
OUTCOMES = {True: "validate.holds", False: "validate.fails", None: "validate.absent"}


def value_of(goal: Goal, value: float | None, lang: str) -> str:
    """A number as its goal wants it read: in per cent, or with the decimals that its size asks for."""
    if value is None or not math.isfinite(value):
        return "–"
    if goal.share:
        return percent(value, lang, 1)
    size = abs(value)
    return number(value, lang, 0 if size >= 100 or value == round(value) else 1 if size >= 10 else 2)


def goal_of(goal: Goal, lang: str) -> str:
    """What was expected: a target, the interval in which it holds, or both; what is not judged stands in brackets."""
    told = "" if goal.target is None else value_of(goal, goal.target, lang)
    interval = _interval(goal, lang)
    if not interval:
        return f"({told})" if told else "–"
    if not told or interval == told:
        return interval
    return f"{told} {interval}" if interval.startswith("±") else f"{told} ({interval})"


def _interval(goal: Goal, lang: str) -> str:
    tolerance = goal.tolerance
    if not isinstance(tolerance, list):
        return f"± {value_of(goal, tolerance, lang)}" if tolerance else value_of(goal, goal.target, lang)
    low, high = (None if end is None else value_of(goal, end, lang) for end in tolerance)
    if low and high:
        return f"{low} … {high}"
    return f"≥ {low}" if low else f"≤ {high}" if high else ""


def rows_of(finding: Finding, say: Translator) -> Iterator[tuple[str, ...]]:
    """Rows of COLUMNS: one for a pattern of one number; else one for its title, then one for each number."""
    lang, pattern, goals = say.language, finding.pattern, finding.goals
    values, several = finding.values or (None,) * len(goals), len(goals) > 1
    cells = [(goal_of(goal, lang), value_of(goal, value, lang)) for goal, value in zip(goals, values, strict=True)]
    yield pattern.id, pattern.words(lang), *(("", "") if several else cells[0]), outcome_of(finding, say)
    for goal, value, told in zip(goals, values, cells, strict=True) if several else ():
        missed = value is not None and not goal.met(value)
        yield "", f"· {goal.words(lang)}", *told, say("validate.missed") if missed else ""


def outcome_of(finding: Finding, say: Translator) -> str:
    """Whether a pattern holds, and whether it was held out, in words."""
    outcome = say(OUTCOMES[finding.holds])
    return say("validate.held_out", outcome=outcome) if finding.pattern.held_out else outcome


def remarks(found: Sequence[Finding], say: Translator) -> list[tuple[str, str]]:
    """What a reader must know of some patterns: number and sentence."""
    return [(f.pattern.id, f.words(say.language)) for f in found if any(f.note)]


def count_sentence(found: Sequence[Finding], say: Translator) -> str:
    """How many hold, fail, and have nothing to measure; how many were held out, and of those how many hold."""
    outcomes = [finding.holds for finding in found]
    held = [finding.holds for finding in found if finding.pattern.held_out]
    counts = {
        "all": len(outcomes),
        "hold": outcomes.count(True),
        "fail": outcomes.count(False),
        "absent": outcomes.count(None),
        "held": len(held),
        "held_hold": held.count(True),
    }
    return say("validate.sum", **{name: number(count, say.language) for name, count in counts.items()})


def failing_sentence(found: Sequence[Finding], say: Translator) -> str:
    """The patterns that do not hold, by number; nothing when all hold."""
    names = [finding.pattern.id for finding in found if finding.holds is False]
    return say("validate.failing", names=", ".join(names)) if names else ""
