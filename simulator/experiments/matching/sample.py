"""The accepted sample, kept beside the territory: the parameter sets behind every interval."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from simulator import cache
from simulator.experiments.matching.search import Trial, columns
from simulator.experiments.matching.space import SPACE, parameters_at
from simulator.model.calibrated import parameters_of
from simulator.parameters import ParameterSet

FILE = "accepted.csv"


def keep(folder: Path, trials: list[Trial]) -> Path:
    """Write the accepted trials, closest first."""

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(columns())
            for trial in trials:
                writer.writerow([f"{x:.6g}" for part in (trial.point, trial.intercepts, trial.found) for x in part])

    cache.write_atomically(folder / FILE, write)
    return folder / FILE


def accepted(territory) -> tuple[ParameterSet, ...]:
    """The accepted parameter sets of a territory, closest first; none where its folder has no sample."""
    path = territory.folder / FILE
    return _read(path, path.stat().st_mtime_ns, parameters_of(territory)) if path.is_file() else ()


@lru_cache(4)
def _read(path: Path, _changed: int, base: ParameterSet) -> tuple[ParameterSet, ...]:
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(_set_of(row, base) for row in csv.DictReader(stream))


def _set_of(row: dict[str, str], base: ParameterSet) -> ParameterSet:
    point = [float(row[axis.name]) for axis in SPACE]
    intercepts = [float(value) for name, value in row.items() if name.startswith("intercept_")]
    fitted = parameters_at(base, point)
    return fitted.replace(intercept=tuple(intercepts[:6]), practice_intercept=intercepts[6])
