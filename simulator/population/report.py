"""The fit of a population: shares reached, weighted, against the margins."""

from __future__ import annotations

import numpy as np

from simulator.population.fit import Fit, MarginFit
from simulator.population.margins import AGE_BANDS, AGE_NAMES, WORKING, Margins
from simulator.population.persons import ADULT

_CATEGORIES = {
    "age": AGE_NAMES,
    "sex": ("women", "men"),
    "education": ("none", "cap", "bac", "sup"),
    "household": ("one_person", "couple", "lone_parent", "other"),
    "car": ("with", "without"),
    "occupation": (*WORKING, "retired", "other"),
}
_HOUSEHOLD_GROUPS = np.array([0, 1, 1, 2, 3])
_OCCUPATION_GROUPS = np.array([5, 0, 1, 2, 3, 4, 5, 5])


def report(columns: dict[str, np.ndarray], agglomeration: np.ndarray, margins: Margins) -> Fit:
    """Compare the weighted residents with every margin.

    Args:
        columns: The population's columns, with `student` and `carless` (bool [n]).
        agglomeration: int [n].
        margins: Shares aimed at.

    Returns:
        One line per margin. Households count by their members: each stands for its weight over the household's size.
    """
    weight = columns["weight"].astype(np.int64)
    grown = weight * (columns["age"] >= ADULT)
    shared = weight / np.bincount(columns["household"])[columns["household"]]
    counted = {
        "age": (np.searchsorted(AGE_BANDS, columns["age"], "right") - 1, weight),
        "sex": (columns["sex"], weight),
        "education": (columns["education"], grown * ~columns["student"]),
        "household": (_HOUSEHOLD_GROUPS[columns["household_kind"]], shared),
        "car": (columns["carless"].astype(np.int64), weight),
        "occupation": (_OCCUPATION_GROUPS[columns["occupation"]], grown),
    }
    fits = []
    for name, (classes, people) in counted.items():
        target = getattr(margins, name)
        reached = _shares(agglomeration, classes, people, target.shape)
        fits.append(MarginFit(name, _CATEGORIES[name], target, reached, name in margins.cited))
    return Fit(tuple(fits))


def _shares(agglomeration: np.ndarray, classes: np.ndarray, people: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Shares of the classes in each agglomeration, float64 [A, K]; 0 where nobody is counted."""
    cells = np.bincount(agglomeration * shape[1] + classes, weights=people, minlength=shape[0] * shape[1])
    cells = cells.reshape(shape)
    return cells / np.maximum(cells.sum(axis=1, keepdims=True), 1e-12)


def pack(fit: Fit) -> dict[str, np.ndarray]:
    """A fit as arrays to keep in a file."""
    shares = {f"fit_{m.name}": np.stack([m.target, m.reached]) for m in fit}
    return {**shares, "fit_cited": np.array([m.cited for m in fit])}


def unpack(arrays: dict[str, np.ndarray]) -> Fit:
    """A fit from kept arrays."""
    pairs = zip(_CATEGORIES.items(), arrays["fit_cited"], strict=True)
    return Fit(tuple(MarginFit(k, names, *arrays[f"fit_{k}"], bool(cited)) for (k, names), cited in pairs))
