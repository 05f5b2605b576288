"""A small territory to make residents for."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

AGES = {"0-14": (20, 18), "15-24": (12, 14), "25-54": (37, 37), "55-64": (13, 12), "65-79": (13, 14), "80+": (5, 5)}


def figures() -> list[tuple[str, str, str, float, str]]:
    """Agglomeration, margin, category, per cent, confidence."""
    rows = [(code, "age", band, pair[a], "sourced") for band, pair in AGES.items() for a, code in enumerate("XY")]
    for code, below, higher, single in (("X", 60.0, 11.0, 33.0), ("Y", 56.0, 16.0, 38.0)):
        rows.append((code, "education", "below_bac", below, "sourced"))
        rows.append((code, "education", "bac3_and_over", higher, "sourced"))
        rows.append((code, "household", "one_person", single, "sourced"))
    return rows


def territory(rows: list[tuple[str, str, str, float, str]]) -> SimpleNamespace:
    """Two agglomerations of 12 communes, from 1 to 9,000 residents."""
    residents = np.array([53, 1, 9000, 700, 2, 310, 4200, 25, 1800, 6, 120, 2500], np.int64)
    columns = [tuple(column) for column in zip(*rows, strict=True)]
    names = ("agglomeration", "margin", "category", "value", "confidence")
    return SimpleNamespace(
        digest="toy",
        communes=SimpleNamespace(
            agglomeration=np.array([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1], np.int16),
            residents=residents,
            area_km2=np.full(residents.size, 5.0),
        ),
        agglomerations=SimpleNamespace(code=("X", "Y")),
        margins=SimpleNamespace(**dict(zip(names, columns, strict=True))),
    )


@pytest.fixture(scope="session")
def toy():
    return territory(figures())


@pytest.fixture(scope="session")
def without():
    """The same territory without one margin, given by name."""
    return lambda margin: territory([row for row in figures() if row[1] != margin])


@pytest.fixture(scope="session")
def changed():
    """The same territory with other figures, given as (margin, category, per cent) for both agglomerations."""

    def build(*figures_: tuple[str, str, float]):
        named = {(margin, category) for margin, category, _ in figures_}
        kept = [row for row in figures() if row[1:3] not in named]
        return territory(kept + [(code, *figure, "sourced") for code in "XY" for figure in figures_])

    return build


@pytest.fixture(scope="session")
def bassin():
    from simulator.territory.territory import Territory

    return Territory.load("bassin-minier")
