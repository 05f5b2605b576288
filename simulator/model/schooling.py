"""Arts education at school (S5): whom an action reaches each year, by level of school."""

from __future__ import annotations

import numpy as np

from simulator.model.kernels.layout import FIRST_SCHOOL_AGE
from simulator.parameters import ParameterSet

LAST_SCHOOL_AGE = 17
LEVELS = (3, 11, 15)
"""First ages of primary school (nursery school included), collège and lycée."""


def coverage_by_age(p: ParameterSet, added: float = 0.0) -> np.ndarray:
    """Chance of an action in the year by age, float64 [18].

    Args:
        p: The parameters.
        added: Share of the others whom a lever reaches; below zero, share of those reached today who are not any more.
    """
    covered = np.zeros(LAST_SCHOOL_AGE + 1)
    for age in range(FIRST_SCHOOL_AGE, LAST_SCHOOL_AGE + 1):
        today = p.school_coverage[sum(age >= first for first in LEVELS) - 1]
        covered[age] = today + (1.0 - today if added >= 0.0 else today) * added
    return covered


def uncovered(people, p: ParameterSet) -> float:
    """Pupils, in persons, whom no action reaches in a year."""
    return _pupils(people, [1.0 - c for c in coverage_by_age(p).tolist()])


def covered(people, p: ParameterSet) -> float:
    """Pupils, in persons, whom an action reaches in a year today."""
    return _pupils(people, coverage_by_age(p).tolist())


def _pupils(people, share: list[float]) -> float:
    """Pupils, in persons, each age counted by its share."""
    ages = np.minimum(people.age, LAST_SCHOOL_AGE + 1).astype(np.int64)
    pupils = np.bincount(ages, people.weight, minlength=LAST_SCHOOL_AGE + 2)[: LAST_SCHOOL_AGE + 1]
    return sum([n * part for n, part in zip(pupils.tolist(), share, strict=True)][FIRST_SCHOOL_AGE:])
