"""What the screen shows: each indicator with its unit and words, and how it is read from a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.domains import DOMAIN_LABELS, DOMAINS

if TYPE_CHECKING:
    from simulator.experiments.run import Run

Words = Mapping[str, str]
KILOGRAMS_PER_KILOTONNE = 1e6


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


def _minutes(run: Run, by: str) -> np.ndarray:
    """Mean one-way minutes of a visit; not a number where nobody went."""
    visits = run.total("visits", by)
    return np.divide(run.total("minutes", by), visits, out=np.full(visits.shape, np.nan), where=visits > 0)


def _education_ratio(run: Run, by: str) -> np.ndarray:
    """How many times more graduates than people without a diploma go out in the year, cinema aside."""
    share = run.share("any_but_cinema", "education")
    names = list(run.classes("education"))
    none, graduates = share[:, names.index("none")], share[:, names.index("sup")]
    return np.divide(graduates, none, out=np.full(none.shape, np.nan), where=none > 0)[:, None]


def _co2(run: Run, by: str) -> np.ndarray:
    return run.total("co2_kg", by) / KILOGRAMS_PER_KILOTONNE


def _shared(code: str, fr: str, en: str) -> Shown:
    return Shown(code, "share", {"fr": fr, "en": en}, _share(code), EVERYWHERE)


SHOWN = (
    _shared("any_but_cinema", "Sorties, hors cinéma", "Outings, cinema aside"),
    _shared("amateur", "Pratiques amateurs", "Amateur practice"),
    Shown(
        "minutes",
        "minutes",
        {"fr": "Minutes de trajet", "en": "Travel minutes"},
        _minutes,
        ("all", *PLACES),
    ),
    _shared("any", "Sorties, cinéma compris", "Outings, cinema included"),
    _shared("institutional", "Musées, théâtres ou concerts", "Museums, theatres or concerts"),
    *(_shared(domain, *DOMAIN_LABELS[domain].values()) for domain in DOMAINS),
    Shown(
        "education_ratio", "ratio", {"fr": "Écart selon le diplôme", "en": "Gap by diploma"}, _education_ratio, ("all",)
    ),
    Shown("co2", "kilotonnes", {"fr": "CO₂ des sorties", "en": "CO₂ from outings"}, _co2, ("all",)),
)
TABS = ("any_but_cinema", "amateur", "minutes")
NUMBERS = ("any_but_cinema", "amateur", "education_ratio", "co2")
