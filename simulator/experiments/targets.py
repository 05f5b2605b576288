"""What the baseline must reproduce: national participation (DEPS 2018) brought to the basin's own diplomas (P1, P2).

The basin's rates are not published. National rates are post-stratified on diploma where a gradient is published, and
stand as they are where none is; the targets say which.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

DEPS = "DEPS, Cinquante ans de pratiques culturelles en France (2018, 15+)"

HERITAGE_AUDIENCE = (0.07, 0.21, 0.19, 0.53)
"""Share of the in-person heritage audience by diploma, none to higher (facts A321-A324)."""
HERITAGE_RATIO = 3.89
"""Museum, exhibition or monument, higher diploma against none (fact A314)."""


@dataclass(frozen=True)
class Target:
    """A share of residents of 15 and over, at least once in 12 months.

    Attributes:
        name: Domain code, or "AMA" for amateur practice.
        national: The published rate.
        ratio: Published ratio of higher diploma to none, or None: the national rate then stands.
        source: Where both come from.
    """

    name: str
    national: float
    ratio: float | None
    source: str


TARGETS = (
    Target("MUS", 0.44, HERITAGE_RATIO, f"{DEPS}; A095, A314"),
    Target("THE", 0.21, 3.09, f"{DEPS}; A053, ratio of live shows A308"),
    Target("CON", 0.24, 3.09, "Crédoc/DEPS 2023, A532; ratio of live shows A308"),
    Target("CIN", 0.63, None, f"{DEPS}; A016; no gradient published: the national rate stands"),
    Target("BIB", 0.27, None, f"{DEPS}; A004; no gradient published: the national rate stands"),
    Target("RUE", 0.34, None, "DEPS 2008 (street shows); no gradient published: the national rate stands"),
    Target("AMA", 0.39, 2.14, f"{DEPS}; A113, A319"),
)


def gradient(ratio: float) -> np.ndarray:
    """Rates by diploma relative to none, log-linear between none and higher, float64 [4]."""
    return np.array([ratio ** (e / 3.0) for e in range(4)])


def national_diplomas() -> np.ndarray:
    """France's diplomas implied by the heritage audience and its ratio, float64 [4] (.17, .32, .18, .33)."""
    share = np.array(HERITAGE_AUDIENCE) / gradient(HERITAGE_RATIO)
    return share / share.sum()


def rates_by_diploma(target: Target) -> np.ndarray:
    """National rates by diploma, float64 [4]."""
    shape = gradient(target.ratio or 1.0)
    return target.national * shape / (national_diplomas() * shape).sum()


def local_target(target: Target, diplomas: np.ndarray) -> float:
    """The target for a population whose residents of 15 and over have these diplomas (shares, float64 [4])."""
    return float((rates_by_diploma(target) * diplomas).sum())


def diplomas_of(people) -> np.ndarray:
    """Diplomas of residents of 15 and over, shares, float64 [4]."""
    adult = people.age >= 15
    counts = np.bincount(people.education[adult], people.weight[adult], minlength=4)
    return counts / counts.sum()
