"""What the engine's tests share: the bundled territory, samples of it, its access tables and spun-up states."""

from __future__ import annotations

from functools import cache

import pytest

from simulator.model.access import AccessBook
from simulator.model.calibrated import parameters_of
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory
from tests.model.worlds import spun_up


@pytest.fixture(scope="session")
def bassin():
    return Territory.load("bassin-minier")


@pytest.fixture(scope="session")
def parameters(bassin):
    return parameters_of(bassin)


@pytest.fixture(scope="session")
def book(bassin, parameters):
    return AccessBook(bassin, parameters)


@pytest.fixture(scope="session")
def sample(bassin):
    """Residents by size of the sample: 500, 2,000, 5,000 or 20,000."""
    return cache(lambda size: synthesise(bassin, size, seed=7))


@pytest.fixture(scope="session")
def start(bassin, sample, parameters, book):
    """A state at the end of 2025, by size and seed."""
    return cache(
        lambda size, seed=1: spun_up(bassin, sample(size), parameters=parameters, book=book, seed=seed, threads=2)
    )
