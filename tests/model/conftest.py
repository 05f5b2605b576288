"""Territories, samples and spun-up states shared by the engine's tests."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator.model.access import AccessBook
from simulator.model.calibrated import parameters_of
from simulator.model.model import CultureModel
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory

HIGH = {"outreach": {2026: 9e6}, "transport": {2026: 6e6}, "amateurs": {2026: 5e6}}
DRIVERS = {"fuel_price": {2026: 0.2, 2030: 1.0}, "heat_days": 8.0, "touring_supply": -0.2, "ticket_prices": 0.1}
STATE = ("gap", "habit", "experience", "awareness", "symbolic", "habitus", "practice", "past")


@pytest.fixture(scope="session")
def bassin() -> Territory:
    return Territory.load()


@pytest.fixture(scope="session")
def book(bassin) -> AccessBook:
    return AccessBook(bassin, parameters_of(bassin))


@pytest.fixture(scope="session")
def sample(bassin):
    """A sample of residents of any size."""
    return lambda size: synthesise(bassin, residents=size, seed=7)


@pytest.fixture(scope="session")
def spun_up(bassin, book, sample):
    """The state at the end of 2025 of a sample, made once per size."""
    made = {}

    def of(size: int):
        if size not in made:
            model = CultureModel(bassin, sample(size), parameters=book.parameters, book=book)
            model.run_to(0)
            made[size] = model.save()
        return made[size]

    return of


@pytest.fixture(scope="session")
def engine(bassin, book, sample, spun_up):
    """A model in January 2026 on a sample; keyword arguments go to the model."""

    def of(size: int, *, territory=bassin, **changes):
        settings = {"parameters": book.parameters, "book": book, "start": spun_up(size)} | changes
        return CultureModel(territory, sample(size), **settings)

    return of


def with_few_places(territory, places: int):
    """The territory with `places` a month in every venue, and practice places in one venue of twelve."""
    venues = territory.venues
    rows = np.arange(len(venues.code))
    amateur = np.where((venues.amateur_places > 0) & (rows % 12 == 0), places, 0)
    crowded = replace(venues, monthly_places=np.full_like(venues.monthly_places, places), amateur_places=amateur)
    return replace(territory, venues=crowded)


def state_of(model: CultureModel) -> dict[str, np.ndarray]:
    """The residents' state, last month's outings learnt."""
    model.learn_now()
    return {name: getattr(model.columns, name).copy() for name in STATE}


def same_state(a: dict[str, np.ndarray], b: dict[str, np.ndarray]) -> list[str]:
    """Names of the columns that differ."""
    return [name for name in STATE if not np.array_equal(a[name], b[name])]
