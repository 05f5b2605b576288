"""Arts education at school (S5): whom an action reaches each year, by level of school."""

from __future__ import annotations

import numpy as np

from simulator.parameters import ParameterSet

FIRST_SCHOOL_AGE, LAST_SCHOOL_AGE = 3, 17
LEVELS = (3, 11, 15)
"""First ages of primary school (nursery school included), collège and lycée."""
PERSON = float(2**30)
"""Persons expected to be reached are added as whole numbers, in 1/2^30: the order of residents does not count."""
SCHOOL_MONTH = 5
"""June: by its end, the school year's action was or was not."""


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


def count_pupils(people, chance: np.ndarray, communes: int) -> np.ndarray:
    """Pupils and, of these, those whom an action is expected to reach in the year, in 1/2^30; int64 [2, communes].

    Args:
        people: Residents' columns.
        chance: Chance of an action in the year by age, float64 [18].
        communes: How many communes there are.
    """
    rows = np.flatnonzero((people.age >= FIRST_SCHOOL_AGE) & (people.age <= LAST_SCHOOL_AGE) & (people.present > 0))
    commune, weight = people.cell[rows] // 3, people.weight[rows].astype(np.int64)
    reached = weight * np.floor(chance * PERSON).astype(np.int64)[people.age[rows]]
    return np.array([np.bincount(commune, one, minlength=communes) for one in (weight, reached)]).astype(np.int64)


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
