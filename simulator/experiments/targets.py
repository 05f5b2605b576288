"""What the baseline must reproduce: national participation brought to the basin's own residents (P1, P2).

The basin's rates are not published. National rates are post-stratified on every breakdown that was published (diploma,
occupation, age, town size), of which only the ratios count; where none was, the national rate stands, and the target
says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulator.population.residents import OCCUPATIONS

DEPS = "DEPS, Cinquante ans de pratiques culturelles en France (2018, 15+)"
SRCV = "INSEE SRCV 2012 by occupation, A485-A497"

HERITAGE_AUDIENCE = (0.07, 0.21, 0.19, 0.53)
"""Share of the in-person heritage audience by diploma, none to higher (facts A321-A324)."""
HERITAGE_RATIO = 3.89
"""Museum, exhibition or monument, higher diploma against none (fact A314)."""

AGES = (25, 40, 60)
"""First ages of the published classes after 15-24."""
NATIONAL_AGES = (7_862_281, 12_072_285, 17_501_145, 17_291_567)
"""Residents of France of 15-24, 25-39, 40-59, 60 and over (INSEE, RP2018, POP1B)."""

WORKING = ("manager", "intermediate", "employee", "worker")
NATIONAL_OCCUPATIONS = (5_303_391, 7_682_880, 8_483_824, 6_397_156, 25_874_774)
"""Residents of metropolitan France of 15 and over: WORKING, and all others (INSEE, RP2020, POP6)."""

TOWNS = (2_000, 20_000, 100_000)
"""First sizes of the published classes after the smallest."""


@dataclass(frozen=True)
class Breakdown:
    """Rates published by class; only their ratio to everybody's rate is used.

    Attributes:
        by: "diploma", "occupation", "age" or "town".
        rates: Rate of each class, in any unit.
        everybody: Rate of everybody, in the same unit.
    """

    by: str
    rates: tuple[float, ...]
    everybody: float

    def factor(self, shares: Mapping[str, np.ndarray]) -> float:
        """Rate of a population over the country's, from the population's shares of each class."""
        return float((np.array(self.rates) * shares[self.by]).sum()) / self.everybody


@dataclass(frozen=True)
class Target:
    """A share of residents of 15 and over, at least once in 12 months.

    Attributes:
        name: Domain code, or "AMA" for amateur practice.
        national: The published rate.
        breakdowns: What was published by class; nothing where the national rate stands.
        source: Where all come from.
    """

    name: str
    national: float
    breakdowns: tuple[Breakdown, ...]
    source: str


def gradient(ratio: float) -> np.ndarray:
    """Rates by diploma relative to none, log-linear between none and higher, float64 [4]."""
    return np.array([ratio ** (e / 3.0) for e in range(4)])


def national_diplomas() -> np.ndarray:
    """France's diplomas implied by the heritage audience and its ratio, float64 [4] (.17, .32, .18, .33)."""
    share = np.array(HERITAGE_AUDIENCE) / gradient(HERITAGE_RATIO)
    return share / share.sum()


def by_diploma(ratio: float) -> Breakdown:
    """From a published ratio of higher diploma to none."""
    rates = gradient(ratio)
    return Breakdown("diploma", tuple(rates.tolist()), float((national_diplomas() * rates).sum()))


def by_occupation(rates: tuple[float, ...], everybody: float) -> Breakdown:
    """From published rates of WORKING: all others have the rate that leaves everybody's."""
    shares = np.array(NATIONAL_OCCUPATIONS) / sum(NATIONAL_OCCUPATIONS)
    others = (everybody - float((np.array(rates) * shares[:-1]).sum())) / float(shares[-1])
    return Breakdown("occupation", (*rates, others), everybody)


def by_age(rates: tuple[float, ...]) -> Breakdown:
    """From rates by age of an older survey: everybody's are those of the country's ages in 2018."""
    shares = np.array(NATIONAL_AGES) / sum(NATIONAL_AGES)
    return Breakdown("age", rates, float((np.array(rates) * shares).sum()))


TARGETS = (
    Target(
        "MUS",
        0.44,
        (by_diploma(HERITAGE_RATIO), by_occupation((80.0, 60.0, 32.0, 32.0), 44.0)),
        f"{DEPS}; A095, A314, occupations A283-A285",
    ),
    Target(
        "THE",
        0.21,
        (by_diploma(3.09), Breakdown("town", (17.0, 16.0, 19.0, 26.0), 21.0)),
        f"{DEPS}; A053, ratio of live shows A308, town size A289-A292",
    ),
    Target("CON", 0.24, (by_diploma(3.09),), "Crédoc/DEPS 2023, A532; ratio of live shows A308"),
    Target(
        "CIN",
        0.63,
        (by_age((88.0, 68.0, 55.0, 31.0)), by_occupation((82.0, 78.0, 67.0, 55.0), 59.0)),
        f"{DEPS}; A016, ages of 2008 A199-A202; {SRCV}",
    ),
    Target("BIB", 0.27, (), f"{DEPS}; A004; no gradient published: the national rate stands"),
    Target("RUE", 0.34, (), "DEPS 2008 (street shows); no gradient published: the national rate stands"),
    Target("AMA", 0.39, (by_diploma(2.14),), f"{DEPS}; A113, A319"),
)


def local_target(target: Target, shares: Mapping[str, np.ndarray]) -> float:
    """The target for a population with these shares of each class, residents of 15 and over.

    Diploma, occupation and town size are readings of one gradient (graduates hold the managers' posts and live in the
    cities): each gives an estimate and their geometric mean stands. Age is another gradient and multiplies.
    """
    factors = {b.by: b.factor(shares) for b in target.breakdowns}
    age = factors.pop("age", 1.0)
    mean = float(np.prod(list(factors.values()))) ** (1.0 / max(len(factors), 1))
    return target.national * age * mean


def shares_of(people) -> dict[str, np.ndarray]:
    """Residents of 15 and over by diploma, occupation (WORKING, others), age and town size, shares of each class.

    A town is a commune: the published sizes are those of agglomerations, which the territory's tables do not tell.
    """
    sizes = np.bincount(people.commune, people.weight)
    occupation = np.full(len(OCCUPATIONS), len(WORKING))
    occupation[[OCCUPATIONS.index(name) for name in WORKING]] = range(len(WORKING))
    classes = {
        "diploma": (people.education, 4),
        "occupation": (occupation[people.occupation], len(WORKING) + 1),
        "age": (np.searchsorted(AGES, people.age, "right"), len(AGES) + 1),
        "town": (np.searchsorted(TOWNS, sizes[people.commune], "right"), len(TOWNS) + 1),
    }
    adult = people.age >= 15
    counts = {
        name: np.bincount(column[adult], people.weight[adult], minlength=n) for name, (column, n) in classes.items()
    }
    return {name: count / count.sum() for name, count in counts.items()}
