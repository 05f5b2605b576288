"""The margins to meet: figures cited by agglomeration, completed by declared assumptions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.parameters import ParameterSet

AGE_BANDS = (0, 15, 25, 55, 65, 80)
"""Lower edges of the cited age bands, years; the last is open."""
AGE_NAMES = ("0-14", "15-24", "25-54", "55-64", "65-79", "80+")


@dataclass(frozen=True)
class Margins:
    """Shares aimed at, one row per agglomeration (A rows); every row sums to 1.

    Attributes:
        age: float64 [A, 6], all residents, bands of AGE_BANDS.
        sex: float64 [A, 2], women and men, all residents.
        education: float64 [A, 4], people aged 15 and over who have left school.
        kinds: float64 [A, 4], households: one person, couples (with children or not), lone parents, others.
        car: float64 [A, 2], households with and without a car.
        size: float64 [A], persons per household.
    """

    age: np.ndarray
    sex: np.ndarray
    education: np.ndarray
    kinds: np.ndarray
    car: np.ndarray
    size: np.ndarray


def margins_of(territory, settings: ParameterSet) -> Margins:
    """The margins of each agglomeration of a territory, from its cited figures and the declared assumptions."""
    cited = _figures(territory)
    codes = territory.agglomerations.code
    women = settings.women
    carless = settings.households_without_car
    single = np.array([cited[code, "household", "one_person"] for code in codes])
    return Margins(
        age=_normalised(np.array([[cited[code, "age", band] for band in AGE_NAMES] for code in codes])),
        sex=np.tile([women, 1.0 - women], (len(codes), 1)),
        education=np.array([_education(cited, code, settings) for code in codes]),
        kinds=np.array([_kinds(share, settings) for share in single]),
        car=np.tile([1.0 - carless, carless], (len(codes), 1)),
        size=np.array([_size(share, settings) for share in single]),
    )


def _figures(territory) -> dict[tuple[str, str, str], float]:
    """Cited shares by (agglomeration, margin, category)."""
    table = territory.margins
    keys = zip(table.agglomeration, table.margin, table.category, strict=True)
    return {key: float(value) / 100.0 for key, value in zip(keys, table.value, strict=True)}


def _normalised(shares: np.ndarray) -> np.ndarray:
    """Rows divided by their sum, added up in column order (published percentages are rounded)."""
    total = np.zeros(shares.shape[0])
    for k in range(shares.shape[1]):
        total = total + shares[:, k]
    return shares / total[:, None]


def _education(cited: dict[tuple[str, str, str], float], code: str, settings: ParameterSet) -> list[float]:
    """Shares without a diploma, with a CAP or BEP, with the bac, with a higher diploma."""
    below = cited[code, "education", "below_bac"]
    higher = cited[code, "education", "bac3_and_over"] + settings.short_higher_education
    vocational = below * settings.vocational_below_bac
    return [below - vocational, vocational, 1.0 - below - higher, higher]


def _kinds(single: float, settings: ParameterSet) -> list[float]:
    """Shares of one-person, couple, lone-parent and other households."""
    lone, other = settings.lone_parent_households, settings.other_households
    return [single, 1.0 - single - lone - other, lone, other]


def _size(single: float, settings: ParameterSet) -> float:
    """Persons per household: larger households hold the same number everywhere, one-person households vary."""
    mean = settings.one_person_households
    larger = (settings.household_size - mean) / (1.0 - mean)
    return single + (1.0 - single) * larger
