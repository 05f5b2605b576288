"""What a story says, set against the model: the world beside a twin in which every driver stays as in 2025.

A claim is never false: it is found again, not found again, out of the model's reach, or free fiction.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import Enum

import numpy as np

from simulator.calendar import FIRST_YEAR, LAST_YEAR, Timeline, timeline_value
from simulator.experiments.fiction import Claim, Sign
from simulator.experiments.judging import SMALLEST_EFFECT, paired_interval
from simulator.experiments.policy import Policy
from simulator.experiments.results import SHARES, Run
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.parameters import Parameter, Tag

TODAY = Scenario("today", {"fr": "Comme en 2025", "en": "As in 2025"})
"""The twin of every world: today's drivers, frozen."""

STEADY = Parameter(
    "steady",
    0.01,
    "share or relative change",
    (0.0, 0.1),
    Tag.ASSUMED,
    "claims of worlds: the drift that P20 allows, one point of participation, or one hundredth of a yearly total",
    "Changement sous lequel une histoire peut dire que rien ne bouge",
    "Change under which a story may say that nothing moves",
)


class Finding(Enum):
    """What the model makes of a claim."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    UNKNOWN = "unknown"
    FREE = "free"


@dataclass(frozen=True)
class Change:
    """How far a measure of the world in 2040 is from its twin's: mean and 90 % interval over replications.

    A difference of shares, or the relative change of a yearly total.
    """

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Checked:
    """A claim, what the model makes of it, and the change that says so where it is about an outcome."""

    claim: Claim
    finding: Finding
    change: Change | None = None


def check_claims(study: Study, today: Study, stop: threading.Event | None = None) -> list[Checked]:
    """Every claim of a world, in the story's order.

    Args:
        study: The world.
        today: TODAY, on the same residents, with the same seed and replications.
        stop: Looked at every month.

    Raises:
        Cancelled: `stop` was set.
    """
    sides = study.runs(Policy.none, stop), today.runs(Policy.none, stop)
    return [_check(claim, study.scenario, sides) for claim in study.scenario.claims]


def _check(claim: Claim, world: Scenario, sides: tuple[list[Run], list[Run]]) -> Checked:
    if claim.driver is not None:
        return Checked(claim, find_on_timeline(claim.sign, world.drivers.get(claim.driver, 0.0)))
    if claim.outcome is None:
        return Checked(claim, Finding.FREE)
    changes = np.array([_change(claim.outcome, *pair) for pair in zip(*sides, strict=True)])
    interval = paired_interval(changes)
    change = Change(float(interval.mean), float(interval.low), float(interval.high))
    if not changes.any():  # nothing in the model leads from this world's drivers to this measure
        return Checked(claim, Finding.UNKNOWN, change)
    return Checked(claim, find_in_change(claim.sign, change, is_share(claim.outcome)), change)


def is_share(measure: str) -> bool:
    """Whether a measure is a share of residents, compared in points; the others are yearly totals."""
    return measure in SHARES


def _change(measure: str, world: Run, today: Run) -> float:
    """The change of a measure in the last year, in one replication; NaN where there was nothing to change."""
    if is_share(measure):
        return float(world.share(measure)[-1, 0] - today.share(measure)[-1, 0])
    after, before = (float(run.total(measure)[-1, 0]) for run in (world, today))
    return after / before - 1.0 if before else float("nan")


def find_on_timeline(sign: Sign, timeline: Timeline) -> Finding:
    """Whether a driver is, in some year, above 2025 (up) or below it (down); or as in 2025 in every year (flat)."""
    values = [timeline_value(timeline, year, FIRST_YEAR) for year in range(FIRST_YEAR, LAST_YEAR + 1)]
    goes = {Sign.UP: max(values) > 0.0, Sign.DOWN: min(values) < 0.0, Sign.FLAT: not any(values)}
    return Finding.FOUND if goes[sign] else Finding.NOT_FOUND


def find_in_change(sign: Sign, change: Change, share: bool) -> Finding:
    """What an interval says of a claim: found when all of it agrees, not found when none does, else unknown.

    Args:
        sign: Where the measure is said to go.
        change: How far it went.
        share: Whether it is a share; a total must change by STEADY for it to be noticed.
    """
    if sign is Sign.FLAT:
        inside = max(abs(change.low), abs(change.high)) < STEADY.default
        outside = change.low > STEADY.default or change.high < -STEADY.default
    else:
        least = SMALLEST_EFFECT.default if share else STEADY.default
        way = 1.0 if sign is Sign.UP else -1.0
        near, far = sorted((way * change.low, way * change.high))
        inside = near > 0.0 and way * change.mean >= least
        outside = far < least
    return Finding.FOUND if inside else Finding.NOT_FOUND if outside else Finding.UNKNOWN
