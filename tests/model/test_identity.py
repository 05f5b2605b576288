"""The same bits for any number of threads, any chunks, after a resume, and on another processor."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest

from tests.compiling import plain_processor
from tests.model.worlds import DRIVERS, LEVERS, differing, everything_of

SIZE = 2_000
WORLD = {"levers": LEVERS, "drivers": DRIVERS}


@pytest.fixture(scope="module")
def expected(engine):
    model = engine(SIZE, **WORLD)
    model.run_to(40)
    return everything_of(model)


def assert_same(model, expected) -> None:
    assert differing(everything_of(model), expected) == []


@pytest.mark.parametrize("how", [{"threads": 2}, {"threads": 3}, {"threads": 4, "cuts": [1, 7, 300]}])
def test_threads_and_chunks_change_nothing(engine, expected, how):
    model = engine(SIZE, **WORLD, **how)
    model.run_to(40)
    model.close()
    assert_same(model, expected)


@pytest.mark.parametrize("month", [5, 12, 19])
def test_resuming_changes_nothing(engine, expected, month):
    first = engine(SIZE, **WORLD)
    first.run_to(month)
    resumed = engine(SIZE, **WORLD, start=first.save())
    resumed.run_to(40)
    assert_same(resumed, expected)


def test_looking_on_the_way_changes_nothing(engine, expected):
    model = engine(SIZE, **WORLD)
    for month in range(1, 41):
        model.run_to(month)
        model.learn_now()
    assert_same(model, expected)


SCRIPT = """
import hashlib
from simulator.territory.territory import Territory
from simulator.population.synthesis import synthesise
from simulator.model.calibrated import parameters_of
from simulator.model.model import CultureModel
bassin = Territory.load()
people = synthesise(bassin, residents=400, seed=11)
model = CultureModel(bassin, people, parameters=parameters_of(bassin), levers={"transport": {2026: 4e6}})
model.run_to(6)
state = model.save()
print(hashlib.sha256(b"".join(state[name].tobytes() for name in sorted(state))).hexdigest())
"""


def digest(tmp_path, **environment: str) -> str:
    env = os.environ | {"BASSIN2040_CACHE": str(tmp_path)} | environment
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_another_processor_gives_the_same_bits(tmp_path):
    """numpy without its special instructions, numba for a generic processor: everything from synthesis to 2026."""
    here = digest(tmp_path / "here", NUMBA_CACHE_DIR=os.environ.get("NUMBA_CACHE_DIR", str(tmp_path / "kernels")))
    there = digest(tmp_path / "there", **plain_processor())
    assert here == there
    assert len(here) == hashlib.sha256().digest_size * 2
