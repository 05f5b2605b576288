"""Measuring the engine on this machine: time per resident and month, against the plain reference, and memory.

Machines are noisy: read ratios from one call. `bassin2040 bench --json` prints what `measure` returns.
"""

from __future__ import annotations

import importlib
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from simulator.calendar import MONTHS
from simulator.experiments.policy import Policy
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.model.state import bytes_per_resident
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory

SIZE, FLAT_SIZES = 60_000, (10_000, 200_000)
REFERENCE_SIZE, REFERENCE_MONTHS = 500, 24
REPEATS = 5
EVENT_BYTES = 13 * 2 * 1.5
"""An outing takes 13 bytes; two months of them are kept, with room for one and a half per resident."""

Report = Callable[[float], object]


def measure(
    progress: Report = lambda share: None,
    *,
    size: int = SIZE,
    flat_sizes: tuple[int, ...] = FLAT_SIZES,
    everybody: bool = False,
    repeats: int = REPEATS,
) -> dict[str, object]:
    """Time the engine and the reference in one call.

    Args:
        progress: Told the share done.
        size: Residents of the main measure.
        flat_sizes: Other sizes, to see that time per resident is flat.
        everybody: Also all residents on two threads.
        repeats: Runs of each measure; the best and the median are given.

    Returns:
        Figures by name; times are nanoseconds per resident and month over 180 steps with recording, without load,
        synthesis, spin-up and compilation. `ratio_to_reference` compares two threads with the plain Mesa reference
        (None where the sources of the reference are not there).
    """
    territory = Territory.load()
    study = _study(territory, size)
    one, two = (_time(study, threads, repeats) for threads in (1, 2))
    progress(0.5)
    found: dict[str, object] = {
        "machine": {"processor": platform.machine(), "python": platform.python_version()},
        "residents": size,
        "months": MONTHS,
        "ns_per_resident_month": {"one_thread": one, "two_threads": two},
        "bytes_per_resident": _bytes(study),
    }
    found |= _against_reference(territory, two["best"], size)
    progress(0.8)
    found["by_size_one_thread"] = {str(size): one["best"]} | {
        str(other): _time(_study(territory, other), 1, repeats)["best"] for other in flat_sizes
    }
    if everybody:
        found["everybody"] = _everybody(territory)
    progress(1.0)
    return found


def _study(territory: Territory, size: int | str) -> Study:
    people = synthesise(territory, residents=size, seed=7)
    return Study(territory, people, Scenario("bench"), replications=1)


def _time(study: Study, threads: int, repeats: int) -> dict[str, float]:
    """Best and median nanoseconds per resident and month; the first run, which compiles, is not counted."""
    study.run(Policy.none, threads=threads)
    times = [study.run(Policy.none, threads=threads).ns_per_resident_month for _ in range(repeats)]
    return {"best": round(min(times), 2), "median": round(float(np.median(times)), 2)}


def _bytes(study: Study) -> float:
    model = study.model(Policy.none)
    try:
        return round(bytes_per_resident(model.columns) + EVENT_BYTES + 2, 1)
    finally:
        model.close()


def _everybody(territory: Territory) -> dict[str, float]:
    """All residents, 180 months, two threads."""
    study = _study(territory, "all")
    seconds = [study.run(Policy.none, threads=2).seconds for _ in range(2)]
    return {"residents": study.people.size, "seconds": round(min(seconds), 2)}


def _against_reference(territory: Territory, engine: float, size: int) -> dict[str, object]:
    """The plain reference on 500 residents and 24 months, and how many times slower it is."""
    model_class = _reference_class()
    if model_class is None:
        return {"ratio_to_reference": None, "reference": "its sources are not here: run from a source tree"}
    study = _study(territory, REFERENCE_SIZE)
    reference = model_class(
        territory, study.people, parameters=study.parameters, book=study.book, start=study.start(0), seed=study.seed
    )
    reference.step()
    begun = time.perf_counter()
    for _ in range(REFERENCE_MONTHS):
        reference.step()
    seconds = time.perf_counter() - begun
    each = seconds / (REFERENCE_SIZE * REFERENCE_MONTHS) * 1e9
    return {
        "ratio_to_reference": round(each / engine, 1),
        "reference": {
            "ns_per_resident_month": round(each, 1),
            "residents": REFERENCE_SIZE,
            "months": REFERENCE_MONTHS,
            "share_on_draws": round(_share_on_draws(reference), 3),
        },
        "engine": {"ns_per_resident_month": engine, "residents": size, "threads": 2},
    }


def _reference_class() -> type | None:
    """The plain Mesa reference, which lives beside the tests of a source tree."""
    root = Path(__file__).resolve().parents[2]
    if not (root / "tests" / "reference" / "model.py").is_file():
        return None
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    return importlib.import_module("tests.reference.model").ReferenceModel


def _share_on_draws(reference) -> float:
    """Share of a month that the reference spends drawing: its draws timed one by one, over the whole month."""
    spent = [0.0]
    residents = type(reference.residents[0])
    plain = residents.draw

    def timed(self, stream, index=0):
        begun = time.perf_counter()
        words = plain(self, stream, index)
        spent[0] += time.perf_counter() - begun
        return words

    residents.draw = timed
    try:
        begun = time.perf_counter()
        reference.step()
        return spent[0] / (time.perf_counter() - begun)
    finally:
        residents.draw = plain
