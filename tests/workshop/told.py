"""A small country, its residents, and both worlds of a plan: what lives, futures and dissents are tested on."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from simulator.experiments.policy import Policy
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory
from tests.experiments.conftest import two_agglomerations

WORLD = Scenario("warm", drivers={"fuel_price": {2026: 0.2, 2035: 0.8}, "heat_days": {2030: 8}})
PLAN = Policy("plan", outreach=3e5, transport={2027: 0, 2030: 4e5}, amateurs=2e5, cocreation=3e5)


@cache
def country() -> Territory:
    """Three communes in two agglomerations."""
    return Territory.load(two_agglomerations(Path(mkdtemp()) / "pays"))


@cache
def people(residents: int = 400):
    """Its residents."""
    return synthesise(country(), residents=residents, seed=7)


@cache
def study(residents: int = 400, replications: int = 3, frozen: bool = False) -> Study:
    """A study of them."""
    return Study(country(), people(residents), WORLD, replications=replications, threads=1, frozen=frozen)
