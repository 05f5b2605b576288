"""What the same residents live in two worlds, year by year: the ground on which lives are told."""

from __future__ import annotations

import threading
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from simulator.calendar import FIRST_YEAR, LAST_YEAR, MONTHS, REFERENCE_YEAR, january
from simulator.experiments.policy import Policy
from simulator.model.destinations import CLASSES
from simulator.population.course import MOVE

if TYPE_CHECKING:
    from simulator.experiments.run import Study
    from simulator.model.model import CultureModel
    from simulator.population.lives import Lives

YEARS = tuple(range(REFERENCE_YEAR, LAST_YEAR + 1))
Rows = int | slice
EVERY = slice(None)


@dataclass(frozen=True, eq=False)
class Trace:
    """What every resident lives in one world, each December; 2025 first. Y years, n rows.

    Attributes:
        age: uint8 [Y, n], years.
        commune: int16 [Y, n], row of the commune.
        mobility: uint8 [Y, n], index in MOBILITY_CLASSES.
        education: uint8 [Y, n], index in EDUCATIONS.
        occupation: uint8 [Y, n], index in OCCUPATIONS.
        practice: uint8 [Y, n], 1 for an amateur.
        digital: uint8 [Y, n], 1 for who practised online in the year.
        past: uint8 [Y, 12, n], bit d of a month: an outing in domain d.
    """

    age: np.ndarray
    commune: np.ndarray
    mobility: np.ndarray
    education: np.ndarray
    occupation: np.ndarray
    practice: np.ndarray
    digital: np.ndarray
    past: np.ndarray

    def outings(self, rows: Rows = EVERY) -> np.ndarray:
        """Months with an outing, whatever the domain, by year: int64 [Y, rows], or [Y] of one row."""
        return (self.past[:, :, rows] > 0).sum(axis=1, dtype=np.int64)

    def outings_in(self, domain: int, rows: Rows = EVERY) -> np.ndarray:
        """Months with an outing in a domain, by year: int64 [Y, rows], or [Y] of one row."""
        return (self.past[:, :, rows] >> domain & 1).sum(axis=1, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Pair:
    """The same residents without new measures and with the plan: the same draws, row by row.

    Attributes:
        reference: Without new measures.
        plan: With the plan.
        stay: bool [n], rows in which one and the same person lives, in one home, from 2025 to 2040.
        household: uint8 [n], index in HOUSEHOLD_KINDS, in 2025.
        communes: Names of communes.
        world: The world's name.
        seed: Seed of the draws.
    """

    reference: Trace
    plan: Trace
    stay: np.ndarray
    household: np.ndarray
    communes: tuple[str, ...]
    world: str
    seed: int


def trace(study: Study, policy: Policy, replication: int = 0, stop: threading.Event | None = None) -> Trace:
    """Play a policy year by year, and keep what the rows of 2025 live.

    Args:
        study: The prepared world.
        policy: What is decided.
        replication: Which draws.
        stop: Looked at every month.

    Raises:
        Cancelled: `stop` was set.
    """
    model = study.model(policy, replication)
    try:
        seen = [_december(model, study.people.size)]
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            model.run_to(january(year + 1), stop)
            seen.append(_december(model, study.people.size))
    finally:
        model.close()
    return Trace(**{f.name: np.stack([one[f.name] for one in seen]) for f in fields(Trace)})


def _december(model: CultureModel, rows: int) -> dict[str, np.ndarray]:
    """The columns of the first rows, copied; the last outings have left their trace."""
    model.learn_now()
    columns = model.columns
    known = {f.name: getattr(columns, f.name) for f in fields(Trace) if hasattr(columns, f.name)}
    known |= {
        "commune": (columns.cell // CLASSES).astype(np.int16),
        "mobility": (columns.cell % CLASSES).astype(np.uint8),
    }
    return {name: column[..., :rows].copy() for name, column in known.items()}


def _who_stays(lives: Lives | None, rows: int) -> np.ndarray:
    """Rows of one and the same person, in one home, from 2025 to 2040: what is told of a household stays true."""
    stay = np.ones(rows, bool)
    if lives is None:
        return stay
    events = slice(lives.start[MONTHS])
    movers = lives.source[events][lives.kind[events] == MOVE]
    for changed in (lives.row[events], movers, lives.bond_row):
        stay[changed[changed < rows]] = False
    return stay


def trace_pair(study: Study, policy: Policy, replication: int = 0, stop: threading.Event | None = None) -> Pair:
    """Both worlds of a policy, on the same rows and draws.

    Raises:
        Cancelled: `stop` was set.
    """
    stay = _who_stays(study.lives(replication), study.people.size)
    return Pair(
        reference=trace(study, Policy.none, replication, stop),
        plan=trace(study, policy, replication, stop),
        stay=stay,
        household=study.people.household_kind,
        communes=tuple(study.territory.communes.name),
        world=study.scenario.name,
        seed=study.seed,
    )
