"""What an indicator is: one declaration that tables, arrays and documents read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from simulator.domains import DOMAINS
from simulator.typography import french

if TYPE_CHECKING:
    from simulator.experiments.results import Run

Reader = Callable[["Run", str, str], np.ndarray]
"""From a run, a domain ("" for none) and a dimension to values, float64 [years, classes]."""

ALL = ("all",)
ZONES = ("all", "agglomeration")
PLACES = ("all", "commune", "agglomeration")
GROUPS = ("education", "age", "sex", "occupation", "mobility")
BY_CODE = ("", *DOMAINS)

SHARE = "share of residents 15+"


class Direction(Enum):
    """Which way an indicator gets better; many are for discussion only."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Scope(Enum):
    """What an indicator is read from."""

    RUN = "run"
    SITUATION = "situation"
    COMPARISON = "comparison"
    STATE = "state"


@dataclass(frozen=True)
class Indicator:
    """A number people discuss.

    Attributes:
        code: Its name in tables.
        unit: Unit, spelt out.
        fr: French label.
        en: English label.
        definition: What is counted, over whom, and what it cannot say, in French and English.
        direction: Which way is better.
        by: Dimensions it is read by.
        read: Its values in a run; None when it is not read from a run.
        domains: Domains it is read by; "" stands for none.
        scope: What it is read from.
    """

    code: str
    unit: str
    fr: str
    en: str
    definition: Mapping[str, str]
    direction: Direction
    by: tuple[str, ...]
    read: Reader | None = None
    domains: tuple[str, ...] = ("",)
    scope: Scope = Scope.RUN


def says(fr: str, en: str) -> dict[str, str]:
    """A definition in both languages."""
    return {"fr": french(fr), "en": en}


def ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Part over whole, NaN where there is no whole; float64."""
    return np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=np.asarray(whole) > 0)


WIDER = {
    "any": ("au moins une sortie, cinéma compris", "at least one outing, cinema included"),
    "any_but_cinema": ("au moins une sortie, hors cinéma", "at least one outing, cinema aside"),
    "institutional": ("musée, scène ou concert", "museum, stage or concert"),
    "amateur": ("pratique en amateur", "amateur practice"),
    "one_of_three": ("cinéma, concert ou théâtre", "cinema, concert or theatre"),
}
"""Practices wider than a domain, in words."""
