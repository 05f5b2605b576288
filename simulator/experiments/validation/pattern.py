"""A pattern: what must be found, within what, measured by which experiment, and what was found."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.errors import SimulatorError
from simulator.typography import french

if TYPE_CHECKING:
    from simulator.experiments.validation.world import World

Words = tuple[str, str]
"""French, then English."""
Measure = Callable[["World"], "float | Sequence[float]"]


@dataclass(frozen=True)
class Goal:
    """One number that a pattern expects, and the interval in which it holds.

    Attributes:
        low: Lowest value that holds; minus infinity for none.
        high: Highest value that holds; infinity for none.
        target: The published value, None where only an interval is known.
        name: What the number is, where a pattern has several: French and English.
        share: Whether people read it in per cent.
    """

    low: float = -math.inf
    high: float = math.inf
    target: float | None = None
    name: Words = ("", "")
    share: bool = False

    @property
    def judged(self) -> bool:
        """Whether the number can fail; others are reported beside those that can."""
        return math.isfinite(self.low) or math.isfinite(self.high)

    @property
    def tolerance(self) -> float | list[float | None]:
        """How far from the target holds, or [lowest, highest] where that is not the same on both sides."""
        ends = [end if math.isfinite(end) else None for end in (self.low, self.high)]
        if self.target is None or None in ends:
            return ends
        below, above = self.target - self.low, self.high - self.target
        return round(below, 9) if math.isclose(below, above, abs_tol=1e-9) else ends

    def words(self, lang: str) -> str:
        """What the number is, in a language."""
        return _both(self.name)[lang]

    def met(self, value: float) -> bool:
        """Whether a value holds; one that is no number does not."""
        return not self.judged or self.low <= value <= self.high


def near(target: float, tolerance: float, name: Words = ("", ""), share: bool = False) -> Goal:
    """The target, give or take."""
    return Goal(target - tolerance, target + tolerance, target, name, share)


def between(low: float, high: float, target: float | None = None, name: Words = ("", ""), share: bool = False) -> Goal:
    """Anywhere in an interval."""
    return Goal(low, high, target, name, share)


def at_least(low: float, target: float | None = None, name: Words = ("", ""), share: bool = False) -> Goal:
    """No less."""
    return Goal(low, math.inf, target, name, share)


def at_most(high: float, target: float | None = None, name: Words = ("", ""), share: bool = False) -> Goal:
    """No more."""
    return Goal(-math.inf, high, target, name, share)


def reported(name: Words, target: float | None = None, share: bool = False) -> Goal:
    """A number that is shown and not judged."""
    return Goal(target=target, name=name, share=share)


def over(part: float, whole: float) -> float:
    """A ratio; no number where the whole is zero."""
    return float(part) / float(whole) if whole else math.nan


class NothingToMeasureError(SimulatorError):
    """A pattern's mechanism or place is not in this model: why, in French and English."""


@dataclass(frozen=True)
class Pattern:
    """A pattern, declared once.

    Attributes:
        id: Its number.
        title: What it says, French and English.
        goals: What is expected, number by number; or a function of the world that gives it.
        source: Where the expectation comes from.
        measure: The experiment: the numbers found, in the goals' order. Raises NothingToMeasureError.
        held_out: Whether nothing in the model was chosen by looking at it.
        note: What a reader must know besides, French and English.
    """

    id: str
    title: Words
    goals: tuple[Goal, ...] | Callable[[World], tuple[Goal, ...]]
    source: str
    measure: Measure
    held_out: bool = False
    note: Words = ("", "")

    def words(self, lang: str) -> str:
        """The title in a language."""
        return _both(self.title)[lang]

    def find(self, world: World) -> Finding:
        """Measure the pattern in a world."""
        goals = self.goals(world) if callable(self.goals) else self.goals
        try:
            values = self.measure(world)
        except NothingToMeasureError as reason:
            return Finding(self, goals, None, (reason.message("fr"), reason.message("en")))
        several = values if isinstance(values, Sequence) else (values,)
        return Finding(self, goals, tuple(float(value) for value in several), self.note)


@dataclass(frozen=True)
class Finding:
    """What was found of a pattern.

    Attributes:
        pattern: The pattern.
        goals: What was expected.
        values: What was found, goal by goal; None when there is no such mechanism.
        note: What a reader must know besides, French and English.
    """

    pattern: Pattern
    goals: tuple[Goal, ...]
    values: tuple[float, ...] | None
    note: Words

    @property
    def holds(self) -> bool | None:
        """Whether every number holds; None when there is nothing to measure."""
        if self.values is None:
            return None
        return all(goal.met(value) for goal, value in zip(self.goals, self.values, strict=True))

    def words(self, lang: str) -> str:
        """The note in a language."""
        return _both(self.note)[lang]

    def document(self) -> dict[str, object]:
        """The finding as JSON: a number where one is expected, else a list in the goals' order."""
        found = {
            "id": self.pattern.id,
            "title": _both(self.pattern.title),
            "target": _one_or_all([goal.target for goal in self.goals]),
            "tolerance": _one_or_all([goal.tolerance for goal in self.goals]),
            "value": None if self.values is None else _one_or_all([_finite(value) for value in self.values]),
            "source": self.pattern.source,
            "pass": self.holds,
            "held_out": self.pattern.held_out,
        }
        return found | ({"note": _both(self.note)} if any(self.note) else {})


def _both(words: Words) -> dict[str, str]:
    return {"fr": french(words[0]), "en": words[1]}


def _one_or_all(several: list) -> object:
    return several[0] if len(several) == 1 else several


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
