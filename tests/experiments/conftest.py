"""A country of three communes in two agglomerations, its residents, a study of them, and runs made on it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.experiments.policy import Policy
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory

PAYS = Path(__file__).parents[1] / "cli" / "pays"
REPLICATIONS = 3
MIXED = {"outreach": 3e5, "transport": {2027: 0, 2030: 4e5}, "amateurs": 2e5}
"""Euros a year that this small country feels."""


def two_agglomerations(folder: Path) -> Path:
    """The small country of the command line's tests, its last commune in an agglomeration of its own."""
    shutil.copytree(PAYS, folder)
    (folder / "agglomerations.csv").write_text("code,name\nV,La vallée\nW,Le plateau\n", encoding="utf-8")
    communes = (folder / "communes.csv").read_text(encoding="utf-8")
    (folder / "communes.csv").write_text(communes.replace("C,Coron,V", "C,Coron,W"), encoding="utf-8")
    margins = (folder / "margins.csv").read_text(encoding="utf-8")
    again = "".join(f"W{line[1:]}" for line in margins.splitlines(keepends=True) if line.startswith("V,"))
    (folder / "margins.csv").write_text(margins + again, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def country(tmp_path_factory) -> Territory:
    return Territory.load(two_agglomerations(tmp_path_factory.mktemp("country") / "pays"))


@pytest.fixture(scope="session")
def people(country):
    return synthesise(country, residents=400, seed=7)


@pytest.fixture(scope="session")
def world() -> Scenario:
    return Scenario("warm", drivers={"fuel_price": {2026: 0.2, 2035: 0.8}, "heat_days": {2030: 8}})


@pytest.fixture(scope="session")
def study(country, people, world) -> Study:
    return Study(country, people, world, replications=REPLICATIONS, threads=1)


@pytest.fixture(scope="session")
def frozen(country, people, world, policy):
    """The same, where nobody is born, dies, moves or grows older."""
    return Study(country, people, world, replications=1, threads=1, frozen=True).run(policy)


@pytest.fixture(scope="session")
def policy() -> Policy:
    return Policy("mixed", {"fr": "Un peu de chaque", "en": "Some of each"}, **MIXED)


@pytest.fixture(scope="session")
def runs(study, policy):
    """Every replication under the policy."""
    return [study.run(policy, replication) for replication in range(REPLICATIONS)]


@pytest.fixture(scope="session")
def run(runs):
    return runs[0]
