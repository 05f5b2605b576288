"""Months and years of the simulation, and timelines over years.

Month 0 is January 2026 and month 179 is December 2040; the spin-up runs through the negative months.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

FIRST_YEAR = 2026
LAST_YEAR = 2040
MONTHS = (LAST_YEAR - FIRST_YEAR + 1) * 12
SPIN_UP_MONTHS = 240
REFERENCE_YEAR = FIRST_YEAR - 1
FIRST_DECISION_YEAR = 2027

Timeline = float | Mapping[int, float]
"""One number (held from 2027), or values by year: 0 before the first, linear between, held after."""


def year_of(month: int) -> int:
    """The calendar year of a month; month -1 is December 2025."""
    return FIRST_YEAR + month // 12


def january(year: int) -> int:
    """The month number of January of `year`."""
    return (year - FIRST_YEAR) * 12


def timeline_value(timeline: Timeline, year: int, first_year: int = FIRST_DECISION_YEAR) -> float:
    """The value of `timeline` in `year` (docs/odd.md rule 17).

    Args:
        timeline: One number, which holds from `first_year`, or a mapping of years to numbers.
        year: A calendar year.
        first_year: The year from which a single number holds.

    Returns:
        0 before the first year given, linear between two years, the last value after the last.
    """
    points = sorted(timeline.items()) if isinstance(timeline, Mapping) else [(first_year, float(timeline))]
    if not points or year < points[0][0]:
        return 0.0
    for (y0, v0), (y1, v1) in pairwise(points):
        if y0 <= year < y1:
            return v0 + (v1 - v0) * ((year - y0) / (y1 - y0))
    return float(points[-1][1])
