"""Speed and memory of the engine on the machine at hand, and of the plain reference beside it, in one call.

The unit is nanoseconds per resident-month: the time of a run's 180 steps, recording included, over residents x months.
Loading, synthesis, spin-up, compilation and the access tables of a world (built once, shared by every run) have their
own figures. Wall-clock time; machines are noisy: the best of several runs is what the machine can do, the median what
it did, and ratios are read from one call.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from simulator import __version__, cache
from simulator.calendar import FIRST_YEAR, LAST_YEAR, MONTHS, january
from simulator.experiments.policy import Policy
from simulator.experiments.run import Study, replication_seed
from simulator.experiments.scenario import Scenario
from simulator.model.access import AccessBook
from simulator.model.drivers import Drivers
from simulator.model.recorder import groups_of
from simulator.model.state import bytes_per_resident
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory

REFERENCE = Path(__file__).resolve().parents[2] / "benchmarks" / "reference.py"
"""Where a source tree keeps the plain reference's hook; an installed package has none."""

SIZE, FLAT_SIZES, REPEATS = 60_000, (10_000, 200_000), 5
LEAST_SECONDS = 10.0
"""What each size is measured for at least: five runs of a tenth of a second tell what else the machine did then.
Sizes take turns: a machine's quarter of an hour changes more than a size does."""
REFERENCE_SIZE, REFERENCE_MONTHS = 500, 24
WORLD = "tendanciel"
THREADS = {"one_thread": 1, "two_threads": 2}
ACCOUNTS = (
    *("trips", "lost", "spread", "demand", "wishes"),
    *("by_commune", "digital_by_commune", "by_class", "distance", "lines", "line_distance"),
)
"""What a thread counts in, of a month and of a year; as much for any number of residents."""
TIMER = "import time; begun = time.perf_counter(); import simulator; print(time.perf_counter() - begun)"

Report = Callable[[float], object]


def measure(
    progress: Report = lambda share: None,
    *,
    size: int = SIZE,
    flat_sizes: tuple[int, ...] = FLAT_SIZES,
    everybody: bool = False,
    repeats: int = REPEATS,
    least: float = LEAST_SECONDS,
) -> dict[str, Any]:
    """Time the engine and the reference in one call; benchmarks/README.md tells every key.

    Args:
        progress: Told the share done.
        size: Residents of the main measure.
        flat_sizes: Other sizes, to see that time per resident is flat.
        everybody: Also all residents, one row each.
        repeats: Runs of each measure at least, after one that is not counted; the best and the median are given.
        least: Seconds that the runs of a size take at least, all together.

    Returns:
        Figures by name, ready for JSON: nanoseconds per resident-month, seconds, bytes. `ratio_to_reference` is the
        reference's nanoseconds over the engine's on two threads (None where the reference is not there).
    """
    territory, machine = Territory.load(), machine_now()
    study = _study(territory, size)
    others = (*flat_sizes, *(["all"] if everybody else []))
    studies = {str(size): study} | {str(other): _study(territory, other, study.book) for other in others}
    progress(0.3)
    times = _times(studies, repeats, least, lambda share: progress(0.3 + 0.5 * share))
    reference = reference_of(study)
    progress(0.9)
    sizes = {name: _at_size(taken, studies[name].people.size) for name, taken in times.items()}
    found = {"version": __version__, "machine": machine} | _found(study, times[str(size)], reference, sizes)
    progress(1.0)
    return found


def _found(study: Study, times: dict, reference: dict[str, Any], sizes: dict[str, dict]) -> dict[str, Any]:
    """The benchmark's document."""
    engine, plain = times["two_threads"]["best"], reference["ns_per_resident_month"]
    return {
        "residents": study.people.size,
        "months": MONTHS,
        "ratio_to_reference": plain / engine if plain else None,
        "ns_per_resident_month": times,
        "engine": {"ns_per_resident_month": engine, "residents": study.people.size, "threads": 2},
        "reference": reference,
        "by_size": sizes,
        "flatness": {name: _flatness([figures[name] for figures in sizes.values()]) for name in THREADS},
        "bytes": bytes_of(study),
        "seconds_before": _before(study),
    }


def _study(territory: Territory, size: int | str, book: AccessBook | None = None) -> Study:
    """The world on a population of a size, spun up and compiled, its access tables built."""
    people = synthesise(territory, residents=size)
    study = Study(territory, people, Scenario.load(WORLD), replications=1, book=book)
    study.run(Policy.none, threads=2)
    return study


def _times(studies: dict[str, Study], repeats: int, least: float, progress: Report) -> dict[str, dict[str, Any]]:
    """Nanoseconds per resident-month by size and number of threads, taken in turn: a noisy moment touches all."""
    taken: dict[str, dict[str, list[float]]] = {size: {name: [] for name in THREADS} for size in studies}
    for turn in range(repeats):
        for size, study in studies.items():
            _take(study, taken[size], least / repeats)
        progress((turn + 1) / repeats)
    return {size: {name: _told(ns) for name, ns in threads.items()} for size, threads in taken.items()}


def _take(study: Study, taken: dict[str, list[float]], least: float) -> None:
    """Run a size on one thread and on two, again and again for so many seconds, once at least."""
    begun = time.perf_counter()
    while True:
        for name, threads in THREADS.items():
            taken[name].append(study.run(Policy.none, threads=threads).ns_per_resident_month)
        if time.perf_counter() - begun >= least:
            return


def _told(ns: list[float]) -> dict[str, Any]:
    return {"best": min(ns), "median": statistics.median(ns), "runs": ns}


def _at_size(times: dict[str, dict[str, Any]], residents: int) -> dict[str, float]:
    one, two = (times[name]["best"] for name in THREADS)
    seconds = two * residents * MONTHS / 1e9
    return {"residents": residents, "one_thread": one, "two_threads": two, "seconds": seconds}


def _flatness(ns: list[float]) -> float:
    """How far the slowest size is from the fastest, per resident-month: 0.25 is a quarter slower."""
    return max(ns) / min(ns) - 1.0


def reference_of(study: Study) -> dict[str, Any]:
    """The plain Mesa reference on 500 residents and 24 months, from the engine's spun-up state.

    Args:
        study: The engine's world; the reference lives in the same.

    Returns:
        Its size, its nanoseconds per resident-month and the share of its time spent on draws; None where it is not
        there (`here` is then false).
    """
    hook = reference_hook()
    known = {"here": hook is not None, "residents": REFERENCE_SIZE, "months": REFERENCE_MONTHS}
    if hook is None:
        return known | {"ns_per_resident_month": None, "share_on_draws": None, "draws_per_resident_month": None}
    small = _study(study.territory, REFERENCE_SIZE, study.book)
    world = {"parameters": small.parameters, "book": small.book, "drivers": small.scenario.drivers}
    seed, start = replication_seed(small.seed, 0), small.start(0)
    taken = hook.measure(small.territory, small.people, REFERENCE_MONTHS, **world, seed=seed, start=start)
    steps = small.people.size * REFERENCE_MONTHS
    return known | {
        "ns_per_resident_month": taken["seconds"] / steps * 1e9,
        "share_on_draws": taken["draw_seconds"] / taken["seconds"],
        "draws_per_resident_month": taken["draws"] / steps,
    }


def reference_hook() -> ModuleType | None:
    """The module that times the plain reference, in a source tree; None where the package is installed alone."""
    if not REFERENCE.is_file():
        return None
    spec = spec_from_file_location("bassin2040_reference", REFERENCE)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def bytes_of(study: Study) -> dict[str, float]:
    """Bytes of a run.

    Args:
        study: The world; one of its models is measured.

    Returns:
        Per resident: `state` (columns, ties included), `month` (practice moves, outings of two months), `groups` (what
        results are read by), `per_resident` (their sum), `population` (what the columns were made from). Not growing
        with residents: `access_tables` (those in force), `accounts` (of one thread).
    """
    people, model = study.people, study.model(Policy.none, threads=1)
    model.close()
    shared, groups, rows = model.players.shared, groups_of(people), people.size
    month = shared.moves.nbytes + sum(column.nbytes for side in model.players.events for column in side)
    parts = {
        "state": bytes_per_resident(model.columns),
        "month": month / rows,
        "groups": (groups.codes.nbytes + groups.adult.nbytes) / rows,
    }
    held = [value for value in vars(people).values() if isinstance(value, np.ndarray)]
    return parts | {
        "per_resident": sum(parts.values()),
        "population": sum(column.nbytes for column in held) / rows,
        "access_tables": sum(table.nbytes for table in model.tables),
        "accounts": sum(getattr(shared, name).nbytes for name in ACCOUNTS),
    }


def _before(study: Study) -> dict[str, float]:
    """What comes before the 180 steps, made anew, in seconds."""
    territory, size = study.territory, study.people.size
    with _fresh_cache():
        synthesise(territory, residents=1)  # compiles what is not compiled yet: that is not what is timed
        begun = time.perf_counter()
        people = synthesise(territory, residents=size)
        synthesised = time.perf_counter()
        Study(territory, people, study.scenario, replications=1, threads=2, book=study.book)
        spun_up = time.perf_counter()
    return {
        "import": import_seconds(),
        "synthesis": synthesised - begun,
        "spin_up": spun_up - synthesised,
        "access_tables": access_seconds(study),
    }


def access_seconds(study: Study) -> float:
    """Seconds to build every access table of a world from nothing: 2025 to 2040, no policy, journeys included."""
    begun = time.perf_counter()
    book, drivers = AccessBook(study.territory, study.parameters), Drivers(study.scenario.drivers)
    for year in range(FIRST_YEAR - 1, LAST_YEAR + 1):
        situation = book.situation(drivers, year, january(year))
        book.tables(situation, situation)
    return time.perf_counter() - begun


def import_seconds(times: int = 5) -> float:
    """Seconds that `import simulator` takes in a fresh process; the best of several."""
    command = [sys.executable, "-c", TIMER]
    return min(float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(times))


@contextmanager
def _fresh_cache() -> Iterator[None]:
    """An empty cache for a while, so that what is kept between runs is made again."""
    before = os.environ.get(cache.VARIABLE)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[cache.VARIABLE] = folder
        try:
            yield
        finally:
            os.environ.pop(cache.VARIABLE)
            if before is not None:
                os.environ[cache.VARIABLE] = before


def machine_now() -> dict[str, Any]:
    """The machine, and how busy it is with other things: processes that wanted a core in the last minute (`load`)."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    }


def _processor() -> str:
    """The processor's name, where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8", errors="replace").splitlines() if told.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
