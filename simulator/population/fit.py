"""How well a synthetic population meets its margins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class MarginFit:
    """One margin, over all agglomerations.

    Attributes:
        name: "age", "sex", "education", "occupation", "household" or "car".
        categories: Names of its categories.
        target: float64 [A, K], shares aimed at.
        reached: float64 [A, K], weighted shares of the residents.
        cited: Whether the shares are published for each agglomeration; otherwise they are declared assumptions.
    """

    name: str
    categories: tuple[str, ...]
    target: np.ndarray
    reached: np.ndarray
    cited: bool

    @property
    def errors(self) -> np.ndarray:
        """Absolute errors, float64 [A, K], in points of percentage."""
        return np.abs(self.reached - self.target) * 100.0

    @property
    def largest(self) -> float:
        """Largest absolute error, points."""
        return float(self.errors.max())

    @property
    def mean(self) -> float:
        """Mean absolute error, points."""
        return float(self.errors.mean())


@dataclass(frozen=True)
class Fit:
    """The fit of every margin, in declared order."""

    margins: tuple[MarginFit, ...]

    def __iter__(self) -> Iterator[MarginFit]:
        return iter(self.margins)

    def __getitem__(self, name: str) -> MarginFit:
        return next(margin for margin in self.margins if margin.name == name)

    @property
    def largest(self) -> float:
        """Largest absolute error over all margins, points."""
        return max(margin.largest for margin in self.margins)

    def rows(self) -> list[tuple[str, float, float, bool]]:
        """One row per margin: name, largest error and mean error in points, whether its figures are cited."""
        return [(m.name, m.largest, m.mean, m.cited) for m in self.margins]

    def as_dict(self) -> dict[str, dict[str, float | bool]]:
        """The same by margin, for a document: `largest` and `mean` in points, `cited`."""
        return {name: {"largest": largest, "mean": mean, "cited": cited} for name, largest, mean, cited in self.rows()}
