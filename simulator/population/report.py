"""The fit of a population: shares reached, weighted, against the margins."""

from __future__ import annotations

import numpy as np

from simulator.parameters import ParameterSet
from simulator.population.fit import Fit, MarginFit
from simulator.population.margins import AGE_BANDS, AGE_NAMES, Margins
from simulator.population.persons import ADULT, occupation_shares

_CATEGORIES = {
    "age": AGE_NAMES,
    "sex": ("women", "men"),
    "education": ("none", "cap", "bac", "sup"),
    "household": ("one_person", "couple", "lone_parent", "other"),
    "car": ("with", "without"),
    "occupation": ("worker", "employee", "intermediate", "manager", "self_employed", "inactive"),
}
_CITED = {"age", "education", "household"}
_HOUSEHOLD_GROUPS = np.array([0, 1, 1, 2, 3])


def report(columns: dict[str, np.ndarray], agglomeration: np.ndarray, margins: Margins, settings: ParameterSet) -> Fit:
    """Compare the weighted residents with every margin.

    Args:
        columns: The population's columns, with `student` and `carless` (bool [n]).
        agglomeration: int [n].
        margins: Shares aimed at.
        settings: Declared assumptions (the occupations expected of each diploma and sex).

    Returns:
        One line per margin. Households count by their members: each stands for its weight over the household's size.
    """
    weight = columns["weight"].astype(np.int64)
    settled = (columns["age"] >= ADULT) & ~columns["student"]
    by_household = _household_weight(columns["household"], weight)
    band = np.searchsorted(AGE_BANDS, columns["age"], "right") - 1

    def shares(classes: np.ndarray, name: str, counted: np.ndarray) -> np.ndarray:
        return _shares(agglomeration, classes, counted, (margins.size.size, len(_CATEGORIES[name])))

    work = shares(_worked(columns["former"]), "occupation", weight * settled)
    reached = {
        "age": (margins.age, shares(band, "age", weight)),
        "sex": (margins.sex, shares(columns["sex"], "sex", weight)),
        "education": (margins.education, shares(columns["education"], "education", weight * settled)),
        "household": (margins.kinds, shares(_HOUSEHOLD_GROUPS[columns["household_kind"]], "household", by_household)),
        "car": (margins.car, shares(columns["carless"].astype(np.int64), "car", by_household)),
        "occupation": (_expected_work(columns, agglomeration, weight * settled, settings), work),
    }
    return Fit(tuple(MarginFit(k, _CATEGORIES[k], target, got, k in _CITED) for k, (target, got) in reached.items()))


def _household_weight(household: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Each person's part of the households that the row's household stands for, float64 [n]."""
    return weight / np.bincount(household)[household]


def _shares(agglomeration: np.ndarray, classes: np.ndarray, counted: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Shares of the classes in each agglomeration, float64 [A, K]; 0 where nobody is counted."""
    cells = np.bincount(agglomeration * shape[1] + classes, weights=counted, minlength=shape[0] * shape[1])
    cells = cells.reshape(shape)
    return cells / np.maximum(cells.sum(axis=1, keepdims=True), 1e-12)


def _worked(former: np.ndarray) -> np.ndarray:
    """Occupations 1-4, 6, 7 as 0-5; others (never counted) as 0."""
    return np.array([0, 0, 1, 2, 3, 0, 4, 5])[former]


def _expected_work(
    columns: dict[str, np.ndarray], agglomeration: np.ndarray, counted: np.ndarray, settings: ParameterSet
) -> np.ndarray:
    """Occupations that the declared shares give to the residents' diplomas and sexes, float64 [A, 6]."""
    groups = columns["education"].astype(np.int64) * 2 + columns["sex"]
    a = int(agglomeration.max()) + 1
    people = np.bincount(agglomeration * 8 + groups, weights=counted, minlength=a * 8).reshape(a, 8)
    shares = occupation_shares(settings)
    expected = (people[:, :, None] * (shares / shares.sum(axis=1, keepdims=True))).sum(axis=1)
    return expected / np.maximum(people.sum(axis=1, keepdims=True), 1e-12)


def pack(fit: Fit) -> dict[str, np.ndarray]:
    """A fit as arrays to keep in a file."""
    return {f"fit_{m.name}": np.stack([m.target, m.reached]) for m in fit}


def unpack(arrays: dict[str, np.ndarray]) -> Fit:
    """A fit from kept arrays."""
    pairs = {name: arrays[f"fit_{name}"] for name in _CATEGORIES}
    return Fit(tuple(MarginFit(k, _CATEGORIES[k], pair[0], pair[1], k in _CITED) for k, pair in pairs.items()))
