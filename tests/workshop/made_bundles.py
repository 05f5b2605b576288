"""Bundles with known numbers, made from made runs: what keeping and comparing are tested on, without the engine."""

from __future__ import annotations

import sys
from functools import reduce
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(__file__).parents[1] / "answers"))

from made import RESIDENTS, MadeRun, MadeStudies

from simulator.answers.figures import Answer, Reading
from simulator.answers.replies import reply
from simulator.workshop.bundle import Bundle
from simulator.workshop.bundle_parts import MadeWith, Plan, Seeds, World
from simulator.workshop.results import classes_of, results_of
from simulator.workshop.worlds import content_of

TERRITORY = SimpleNamespace(agglomerations=SimpleNamespace(code=("1", "2"), name=("Là-haut", "Là-bas")))

PLAN = Plan(tokens={"outreach": 4}, start={"outreach": 2027}, levers={"outreach": {2027: 1e6}}, digest="2" * 64)


def results(gain: float = 0.02, count: int = 8):
    """The answer of a plan that adds `gain`, a little more in each replication."""
    runs = [MadeRun(0.40 + 0.001 * r) for r in range(count)]
    plan = [MadeRun(0.40 + 0.001 * r + gain + 0.0005 * r) for r in range(count)]
    before, after = (reduce(Reading.joined, [Reading.of(run) for run in side]) for side in (runs, plan))
    answer = Answer(before, after, None, RESIDENTS)
    header, buffer = reply(MadeStudies(count), "tendanciel", True, answer)
    return results_of(header, buffer, classes_of(after, TERRITORY), answer)


def bundle(scenario, gain: float = 0.02, **changes) -> Bundle:
    """A bundle about `scenario`; `changes` replace its inputs."""
    given = {
        "made_with": MadeWith(model="0.1.0", code="1" * 64),
        "scenario": World(name=scenario.name, digest=scenario.digest, content=content_of(scenario)),
        "policy": Plan(
            tokens={"outreach": 4}, start={"outreach": 2027}, levers={"outreach": {2027: 1e6}}, digest="2" * 64
        ),
        "parameters": "3" * 64,
        "accepted": "4" * 64,
        "seeds": Seeds(study=1, population=7),
        "residents": 500,
        "replications": 8,
        "territory": "5" * 64,
        "population": "6" * 64,
    }
    return Bundle(**(given | changes), results=results(gain))
