"""The margins to meet: figures cited by agglomeration, completed by declared assumptions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.errors import SimulatorError
from simulator.parameters import ParameterSet
from simulator.typography import french

if TYPE_CHECKING:
    from simulator.territory.territory import Territory

AGE_BANDS = (0, 15, 25, 55, 65, 80)
"""Lower edges of the cited age bands, years; the last is open."""
ROUNDED = 0.02
"""How far from 1 the shares of the ages may sum, each having been rounded."""
LARGEST = 6
"""Most persons in a household."""
AGE_NAMES = ("0-14", "15-24", "25-54", "55-64", "65-79", "80+")
WORKING = ("worker", "employee", "intermediate", "manager")

READ = {
    "age": AGE_NAMES,
    "sex": ("women",),
    "education": ("below_bac", "bac3_and_over"),
    "education_detail": ("none", "cap"),
    "household": ("one_person", "single_parent"),
    "household_size": ("persons",),
    "car": ("none_persons",),
    "occupation": (*WORKING, "retired"),
    "reduced_mobility": ("residents",),
}
"""Margins and their categories that residents are made from, out of those that a territory's table may hold."""
_TELLING = {
    "age": ("age", "0-14"),
    "sex": ("sex", "women"),
    "education": ("education", "below_bac"),
    "household": ("household", "one_person"),
    "car": ("car", "none_persons"),
    "occupation": ("occupation", "worker"),
}
"""For each margin, the row of the territory's table that tells whether it is published or assumed."""


@dataclass(frozen=True)
class Margins:
    """Shares aimed at, one row per agglomeration (A rows).

    Attributes:
        age: float64 [A, 6], all residents, bands of AGE_BANDS.
        sex: float64 [A, 2], all residents, women and men.
        education: float64 [A, 4], people aged 15 and over who have left school.
        household: float64 [A, 4], households: one person, couples (with children or not), lone parents, others.
        car: float64 [A, 2], all residents, with and without a car in the household.
        occupation: float64 [A, 6], people aged 15 and over: WORKING, retired, others.
        sex_by_age: float64 [A, 6], all residents: women and men under 65, at 65-79, at 80 and over.
        size: float64 [A], persons per household.
        reduced: float64 [A], all residents, share with reduced mobility.
        cited: The margins whose figures are published ones.
    """

    age: np.ndarray
    sex: np.ndarray
    education: np.ndarray
    household: np.ndarray
    car: np.ndarray
    occupation: np.ndarray
    sex_by_age: np.ndarray
    size: np.ndarray
    reduced: np.ndarray
    cited: frozenset[str]


def margins_of(territory: Territory, settings: ParameterSet) -> Margins:
    """The margins of each agglomeration of a territory: its cited figures, else the declared assumptions.

    Raises:
        SimulatorError: The territory's table lacks ages, diplomas or one-person households, or its shares exceed 100 %.
    """
    table = territory.margins
    keys = zip(table.agglomeration, table.margin, table.category, strict=True)
    figures = _Figures(dict(zip(keys, zip(table.value, table.confidence, strict=True), strict=True)), settings)
    codes = territory.agglomerations.code
    single = _mean_single(figures, territory)
    shares = {name: _each(read, name, codes) for name, read in figures.readers().items()}
    return Margins(
        **shares,
        size=np.array([figures.size(code, single) for code in codes]),
        reduced=np.array([figures.reduced(code) for code in codes]),
        cited=frozenset(name for name, row in _TELLING.items() if figures.published(*row, codes)),
    )


def _each(read: Callable[[str], list[float]], name: str, codes: tuple[str, ...]) -> np.ndarray:
    """Shares of a margin in each agglomeration, float64 [A, K], refused when one is negative."""
    shares = np.array([read(code) for code in codes])
    for code, row in zip(codes, shares, strict=True):
        if (row < 0.0).any():
            raise SimulatorError(
                f"{code} : les parts de « {name} » dépassent 100 % ; corriger margins.csv ou les hypothèses.",
                f"{code}: the shares of '{name}' exceed 100 %; correct margins.csv or the assumptions.",
            )
    return shares


def _mean_single(figures: _Figures, territory: Territory) -> float:
    """Share of one-person households over the territory, agglomerations counted by their residents."""
    communes = territory.communes
    total, single = 0.0, 0.0
    for a, code in enumerate(territory.agglomerations.code):
        people = int(communes.residents[communes.agglomeration == a].sum())
        total += people
        single += people * figures.share("household", "one_person", code)
    return single / total


@dataclass(frozen=True)
class _Figures:
    """The territory's table, read with the declared assumptions as defaults; sums in a fixed order.

    Attributes:
        rows: Value and confidence by (agglomeration or "*", margin, category).
        settings: The declared assumptions.
    """

    rows: dict[tuple[str, str, str], tuple[float, str]]
    settings: ParameterSet

    def row(self, margin: str, category: str, code: str) -> tuple[float, str] | None:
        """Value and confidence of an agglomeration's figure, else of the one used everywhere, else None."""
        return self.rows.get((code, margin, category), self.rows.get(("*", margin, category)))

    def share(self, margin: str, category: str, code: str, default: float | None = None) -> float:
        """A cited share, 0 to 1, else the default; an error where there is none."""
        row = self.row(margin, category, code)
        if row is not None:
            return float(row[0]) / 100.0
        if default is not None:
            return default
        raise SimulatorError(
            f"{code} : la table des marges ne donne pas « {margin} / {category} » ; l’ajouter à margins.csv.",
            f"{code}: the table of margins does not give '{margin} / {category}'; add it to margins.csv.",
        )

    def published(self, margin: str, category: str, codes: tuple[str, ...]) -> bool:
        """Whether a figure is given and published for every agglomeration."""
        rows = [self.row(margin, category, code) for code in codes]
        return all(row is not None and row[1] in ("sourced", "known") for row in rows)

    def readers(self) -> dict[str, Callable[[str], list[float]]]:
        """How each margin of shares is read for one agglomeration."""
        return {
            "age": self.ages,
            "sex": self.sexes,
            "education": self.diplomas,
            "household": self.households,
            "car": self.cars,
            "occupation": self.occupations,
            "sex_by_age": self.sexes_by_age,
        }

    def reduced(self, code: str) -> float:
        """Share of residents with reduced mobility."""
        return self.share("reduced_mobility", "residents", code, self.settings.reduced_people)

    def ages(self, code: str) -> list[float]:
        """Shares of the age bands; published percentages are rounded, so they are scaled to sum to 1."""
        shares = [self.share("age", band, code) for band in AGE_NAMES]
        total = 0.0
        for share in shares:
            total += share
        if not abs(total - 1.0) <= ROUNDED:
            raise SimulatorError(
                french(f"{code} : les parts de « age » font {100 * total:.1f} %, pas 100 ; corriger margins.csv."),
                f"{code}: the shares of 'age' sum to {100 * total:.1f} %, not 100; correct margins.csv.",
            )
        return [share / total for share in shares]

    def sexes(self, code: str) -> list[float]:
        """Shares of women and men."""
        women = self.share("sex", "women", code, self.settings.women)
        return [women, 1.0 - women]

    def sexes_by_age(self, code: str) -> list[float]:
        """Shares of women and men under 65, at 65-79, at 80 and over, among all residents."""
        ages, women = self.ages(code), self.sexes(code)[0]
        middle, old = (age * share for age, share in zip(ages[4:], self.settings.older_women, strict=True))
        young = women - middle - old
        return [young, 1.0 - ages[4] - ages[5] - young, middle, ages[4] - middle, old, ages[5] - old]

    def diplomas(self, code: str) -> list[float]:
        """Shares without a diploma, with a CAP or BEP, with the bac, with a higher diploma."""
        below = self.share("education", "below_bac", code)
        higher = self.share("education", "bac3_and_over", code) + self.settings.short_higher_education
        share = self.settings.vocational_below_bac
        if self.row("education_detail", "none", code) and self.row("education_detail", "cap", code):
            none, cap = (self.share("education_detail", name, code) for name in ("none", "cap"))
            share = cap / (none + cap) if none + cap > 0.0 else share
        return [below - below * share, below * share, 1.0 - below - higher, higher]

    def households(self, code: str) -> list[float]:
        """Shares of one-person, couple, lone-parent and other households."""
        single = self.share("household", "one_person", code)
        lone = self.share("household", "single_parent", code, self.settings.lone_parent_households)
        other = self.settings.other_households
        return [single, 1.0 - single - lone - other, lone, other]

    def size(self, code: str, mean_single: float) -> float:
        """Persons per household, refused where households of two or more could not have it.

        Raises:
            SimulatorError: Households of two persons and more would hold fewer than two, or more than can be.
        """
        single = self.share("household", "one_person", code)
        size = self._size(code, mean_single)
        larger = (size - single) / (1.0 - single) if single < 1.0 else 0.0
        if not 2.0 <= larger <= LARGEST:
            raise SimulatorError(
                french(f"{code} : {size:.2f} personnes par ménage, impossible avec {100 * single:.1f} % de personnes")
                + french(" seules ; corriger margins.csv."),
                f"{code}: {size:.2f} persons per household cannot be with {100 * single:.1f} % of people alone; "
                "correct margins.csv.",
            )
        return size

    def _size(self, code: str, mean_single: float) -> float:
        """Persons per household: cited, else as if larger households held the same number everywhere."""
        own, usual = (self.rows.get((zone, "household_size", "persons")) for zone in (code, "*"))
        if own is not None:
            return float(own[0])
        mean = self.settings.household_size if usual is None else float(usual[0])
        larger = (mean - mean_single) / (1.0 - mean_single) if mean_single < 1.0 else 0.0
        single = self.share("household", "one_person", code)
        return single + (1.0 - single) * larger

    def cars(self, code: str) -> list[float]:
        """Shares of residents with and without a car in their household."""
        without = self.share("car", "none_persons", code, self.settings.carless_people) * self.settings.carless_scale
        return [1.0 - without, without]

    def occupations(self, code: str) -> list[float]:
        """Shares of the occupations among people aged 15 and over; the last is what the others leave."""
        names = (*WORKING, "retired")
        defaults = zip(names, self.settings.occupations, strict=True)
        shares = [self.share("occupation", name, code, default) for name, default in defaults]
        left = 1.0
        for share in shares:
            left -= share
        return [*shares, left]
