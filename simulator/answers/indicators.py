"""What the screen shows: each indicator with its unit and words, and how it is read from a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.domains import DOMAIN_LABELS, DOMAINS
from simulator.experiments.indicators import OF_RUNS
from simulator.experiments.judging import SMALLEST_EFFECT

if TYPE_CHECKING:
    from simulator.experiments.run import Run

Words = Mapping[str, str]
DECLARED = {indicator.code: indicator for indicator in OF_RUNS}
KILOGRAMS_PER_KILOTONNE = 1e6
SMALLEST = {"share": SMALLEST_EFFECT.default, "minutes": 0.05, "ratio": 0.05, "kilotonnes": 0.01}
"""Smallest difference worth a word, by unit: declared by the model for shares, a rounding's width for the others; the
browser's `units.js` says the same."""


@dataclass(frozen=True)
class Shown:
    """An indicator of the screen.

    Attributes:
        code: Name in the payload.
        unit: "share" (0..1), "minutes", "ratio" or "kilotonnes".
        label: French and English.
        read: The value in a run by a grouping: float64 [years, classes].
        by: Groupings it is shown by.
    """

    code: str
    unit: str
    label: Words
    read: Callable[[Run, str], np.ndarray]
    by: tuple[str, ...]


PLACES = ("agglomeration", "commune")
GROUPS = ("education", "age", "mobility")
EVERYWHERE = ("all", *PLACES, *GROUPS)


def _share(measure: str) -> Callable[[Run, str], np.ndarray]:
    return lambda run, by: run.share(measure, by)


def _declared(code: str) -> Callable[[Run, str], np.ndarray]:
    """What an indicator of the tables reads."""
    return lambda run, by: DECLARED[code].read(run, "", by)


def _co2(run: Run, by: str) -> np.ndarray:
    return run.total("co2_kg", by) / KILOGRAMS_PER_KILOTONNE


def _shared(code: str, name: str) -> Shown:
    """A share of the tables, under its own words."""
    return Shown(code, "share", {"fr": DECLARED[name].fr, "en": DECLARED[name].en}, _share(code), EVERYWHERE)


def _domain(code: str) -> Shown:
    return Shown(code, "share", DOMAIN_LABELS[code], _share(code), EVERYWHERE)


SHOWN = (
    _shared("any_but_cinema", "participation_any_but_cinema"),
    _shared("amateur", "amateur_practice"),
    Shown(
        "minutes",
        "minutes",
        {"fr": "Minutes de trajet", "en": "Travel minutes"},
        _declared("minutes_per_visit"),
        ("all", *PLACES),
    ),
    _shared("any", "participation_any"),
    _shared("institutional", "participation_institutional"),
    *map(_domain, DOMAINS),
    Shown(
        "education_ratio",
        "ratio",
        {"fr": "Écart selon le diplôme", "en": "Gap by diploma"},
        _declared("education_ratio_any_but_cinema"),
        ("all",),
    ),
    Shown("co2", "kilotonnes", {"fr": "CO₂ des sorties", "en": "CO₂ from outings"}, _co2, ("all",)),
)
TABS = ("any_but_cinema", "amateur", "minutes")
NUMBERS = ("any_but_cinema", "amateur", "education_ratio", "co2")
