"""What the engine's tests share: the bundled territory, samples of it, its access tables and spun-up states."""

from __future__ import annotations

from functools import cache

import pytest

from simulator.model.access import AccessBook
from simulator.model.calibrated import parameters_of
from simulator.model.crew import threads_for
from simulator.model.model import CultureModel
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory
from tests.model.worlds import state_after


@pytest.fixture(scope="session")
def bassin() -> Territory:
    return Territory.load("bassin-minier")


@pytest.fixture(scope="session")
def book(bassin) -> AccessBook:
    return AccessBook(bassin, parameters_of(bassin))


@pytest.fixture(scope="session")
def parameters(book):
    return book.parameters


@pytest.fixture(scope="session")
def sample(bassin):
    """A sample of residents of any size."""
    return cache(lambda size: synthesise(bassin, residents=size, seed=7))


@pytest.fixture(scope="session")
def spun_up(bassin, book, sample):
    """The state at the end of 2025 of a sample, made once per size and seed."""
    world = {"parameters": book.parameters, "book": book}
    return cache(lambda size, seed=1: state_after(bassin, sample(size), seed=seed, threads=threads_for(size), **world))


@pytest.fixture(scope="session")
def engine(bassin, book, sample, spun_up):
    """A model in January 2026 on a sample; keyword arguments go to the model."""

    def of(size: int, *, territory=bassin, seed=1, **changes) -> CultureModel:
        settings = {"parameters": book.parameters, "book": book, "start": spun_up(size, seed), "seed": seed}
        return CultureModel(territory, sample(size), **settings | changes)

    return of
