"""When does something fail? One or two conditions found on half of the cases, and judged on the other half."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

CUTS = np.linspace(0.1, 0.9, 9)
"""Where an axis may be cut: between tenths of its cases."""
LEAST_FAILURES = 10
"""Fewer failures, or fewer successes, than this say nothing of why."""
ONE_IS_ENOUGH = 0.05
"""A second condition must add as much to what was found on the first half."""
CHANCE = 0.01
"""Probability, at most, that cases drawn blindly would fail as often in the other half."""
LEAST_PRECISION, LEAST_COVERAGE = 0.5, 0.25
"""A rule that is wrong more often than right, or that says little of the failures, is not told."""


@dataclass(frozen=True)
class Condition:
    """A value above or below a cut, on one axis.

    Attributes:
        axis: Name of the axis.
        above: Whether values above the cut meet it.
        cut: The cut, in the axis' unit.
    """

    axis: str
    above: bool
    cut: float

    def holds(self, values: np.ndarray) -> np.ndarray:
        """Which values meet it, bool."""
        return values > self.cut if self.above else values <= self.cut


@dataclass(frozen=True)
class Rule:
    """Conditions that go together, and what they are worth on cases that they were not found on.

    Attributes:
        conditions: One or two.
        precision: Share of the cases that meet them which fail.
        coverage: Share of the failures that meet them.
        cases: Cases kept aside that meet them.
    """

    conditions: tuple[Condition, ...]
    precision: float
    coverage: float
    cases: int


def explain(axes: tuple[str, ...], inputs: np.ndarray, fails: np.ndarray) -> Rule | None:
    """The simplest rule that says when cases fail; None where no rule stands the test of the other half.

    Args:
        axes: Names of the columns.
        inputs: float64 [cases, axes], in an order that means nothing.
        fails: bool [cases].
    """
    if min(fails.sum(), (~fails).sum()) < LEAST_FAILURES:
        return None
    found = _search(axes, inputs[::2], fails[::2])
    return found and _judged(found, axes, inputs[1::2], fails[1::2])


def _search(axes: tuple[str, ...], inputs: np.ndarray, fails: np.ndarray) -> tuple[Condition, ...] | None:
    """The one or two conditions with the best balance of precision and coverage (F1)."""
    every = [
        Condition(axis, above, float(cut))
        for k, axis in enumerate(axes)
        for cut in np.unique(np.quantile(inputs[:, k], CUTS))
        for above in (True, False)
    ]
    met = np.array([c.holds(inputs[:, axes.index(c.axis)]) for c in every], np.float64)
    score = _scores(met, fails.astype(np.float64))
    one, pair = int(np.argmax(score.diagonal())), np.unravel_index(np.argmax(score), score.shape)
    if not score.max():
        return None
    if score[pair] < score[one, one] + ONE_IS_ENOUGH:
        return (every[one],)
    return tuple(every[k] for k in pair)


def _scores(met: np.ndarray, fails: np.ndarray) -> np.ndarray:
    """F1 of every pair of conditions, float64 [conditions, conditions]; of single ones on the diagonal."""
    hits, sizes = (met * fails) @ met.T, met @ met.T
    return 2.0 * hits / np.maximum(sizes + fails.sum(), 1.0)


def _judged(
    conditions: tuple[Condition, ...], axes: tuple[str, ...], inputs: np.ndarray, fails: np.ndarray
) -> Rule | None:
    """The rule with what it is worth on other cases; None where chance would do as well."""
    from scipy.stats import hypergeom

    met = np.logical_and.reduce([c.holds(inputs[:, axes.index(c.axis)]) for c in conditions])
    cases, hits, failures = int(met.sum()), int((met & fails).sum()), int(fails.sum())
    if not cases or not failures:
        return None
    by_chance = float(hypergeom.sf(hits - 1, fails.size, failures, cases))
    rule = Rule(conditions, hits / cases, hits / failures, cases)
    told = by_chance <= CHANCE and rule.precision >= LEAST_PRECISION and rule.coverage >= LEAST_COVERAGE
    return rule if told else None
