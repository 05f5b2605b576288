"""The parameters that facts leave open, each with the range it is searched in; intercepts follow by refitting P1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.parameters import ParameterSet, Value


@dataclass(frozen=True)
class Axis:
    """One direction of the search.

    Attributes:
        name: The parameter moved.
        low: Lowest value searched; a factor of the default where the parameter has one number per domain or class.
        high: Highest value searched.
        why: Why it is searched and what bounds it.
    """

    name: str
    low: float
    high: float
    why: str

    def value(self, base: ParameterSet, at: float) -> Value:
        """The parameter's value at `at`, brought within its declared range."""
        default = getattr(base, self.name)
        low, high = base.declaration(self.name).bounds
        if isinstance(default, tuple):
            return tuple(min(max(at * one, low), high) for one in default)
        return min(max(at, low), high)


SPACE = (
    Axis("access_weight", 0.35, 2.2, "decides price and transport levers; bounded by +-5 points (DEPS 2023)"),
    Axis("symbolic_weight", 0.5, 1.5, "shares the diploma gradient with tastes"),
    Axis("education_taste", 0.5, 1.5, "shares the diploma gradient with symbolic distance"),
    Axis("taste_spread", 0.7, 1.3, "how unequal frequencies are"),
    Axis("habit_weight", 0.3, 0.9, "persistence of outings; sign only is known"),
    Axis("norm_weight", 0.2, 1.2, "bistable above"),
    Axis("forgetting", 0.02, 0.1, "decides what information does"),
    Axis("visit_effect", 0.02, 0.08, "decides what a first visit leaves"),
)
"""Eight of the ten that may be calibrated; none of them enters the weights of venues, so access tables are shared."""


def parameters_at(base: ParameterSet, point: Sequence[float]) -> ParameterSet:
    """The parameters at a point of SPACE, intercepts as in `base`."""
    return base.replace(**{axis.name: axis.value(base, float(at)) for axis, at in zip(SPACE, point, strict=True)})


def whole() -> np.ndarray:
    """The whole box searched, float64 [axes, 2]."""
    return np.array([[axis.low, axis.high] for axis in SPACE])


def spread_over(box: np.ndarray, count: int, seed: int) -> np.ndarray:
    """A Latin hypercube of points in a box, float64 [count, axes]."""
    from scipy.stats import qmc

    unit = qmc.LatinHypercube(d=len(box), rng=np.random.default_rng(seed)).random(count)
    return box[:, 0] + unit * (box[:, 1] - box[:, 0])
