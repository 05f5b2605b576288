"""Paired differences, their intervals, and a verdict in words (rule 22).

Whoever judges what was computed before (a wall, a pack) needs this and no engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from simulator.parameters import Parameter, Tag

SMALLEST_EFFECT = Parameter(
    "smallest_effect",
    0.001,
    "share",
    (0.0, 0.05),
    Tag.ASSUMED,
    "docs/odd.md rule 22: 0.1 point of participation",
    "Plus petit effet dont on parle",
    "Smallest effect of interest",
)

CLEARANCE = Parameter(
    "clearance",
    0.25,
    "share of the mean",
    (0.0, 0.5),
    Tag.ASSUMED,
    "docs/verdicts.md: an interval that just leaves zero out says better in 5 % of comparisons without effect, and in "
    "more by chance; with this margin in 1 to 4 %",
    "Marge entre zéro et l’intervalle, en part de la moyenne",
    "Margin between zero and the interval, as a share of the mean",
)

_STUDENT_95 = (
    6.314,
    2.920,
    2.353,
    2.132,
    2.015,
    1.943,
    1.895,
    1.860,
    1.833,
    1.812,
    1.796,
    1.782,
    1.771,
    1.761,
    1.753,
    1.746,
    1.740,
    1.734,
    1.729,
    1.725,
    1.721,
    1.717,
    1.714,
    1.711,
    1.708,
    1.706,
    1.703,
    1.701,
    1.699,
    1.697,
)
"""95 % quantiles of Student's t, 1 to 30 degrees of freedom."""


class Outcome(Enum):
    """What a comparison says."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


@dataclass(frozen=True)
class Interval:
    """A mean and its 90 % interval over replications, float64 [years, classes] each."""

    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class Verdict:
    """The sentence of a comparison in one year.

    Attributes:
        outcome: Better, worse, or cannot be told apart.
        mean: Mean paired difference (share).
        low: Low end of its 90 % interval.
        high: High end.
        year: The year it speaks of.
    """

    outcome: Outcome
    mean: float
    low: float
    high: float
    year: int

    @property
    def code(self) -> str:
        """One of "better", "worse" and "same"."""
        return self.outcome.value

    def sentence(self, language: str = "fr") -> str:
        """The verdict in words, with its interval in points."""
        from simulator.wording import bare_points, number, translator

        say = translator(language)
        if self.outcome is Outcome.SAME:
            return say("verdict.same", year=self.year)
        ends = sorted((abs(self.low), abs(self.high)))
        low, high = (number(100 * value, language, 1) for value in ends)
        return say(f"verdict.{self.code}", year=self.year, points=bare_points(self.mean, language), low=low, high=high)


def paired_interval(differences: np.ndarray) -> Interval:
    """Mean and 90 % interval of paired differences, Student's t over replications.

    Args:
        differences: float64 [replications, ...].

    Returns:
        The interval; its ends are infinite with a single replication that differs.
    """
    n = differences.shape[0]
    mean = differences.mean(axis=0)
    if n < 2:
        reach = np.where(mean == 0.0, 0.0, np.inf)
    else:
        t = _STUDENT_95[min(n - 2, len(_STUDENT_95) - 1)]
        reach = t * differences.std(axis=0, ddof=1) / np.sqrt(n)
    return Interval(mean, mean - reach, mean + reach)


def judge(mean: float, low: float, high: float, smallest: float = SMALLEST_EFFECT.default) -> Outcome:
    """Better or worse when the interval stays clear of zero and the mean reaches the smallest effect of interest.

    Clear: its near end is farther from zero than CLEARANCE times the mean.
    """
    near, margin = (low if mean > 0.0 else -high), CLEARANCE.default * abs(mean)
    if abs(mean) >= smallest and near > margin:
        return Outcome.BETTER if mean > 0.0 else Outcome.WORSE
    return Outcome.SAME
