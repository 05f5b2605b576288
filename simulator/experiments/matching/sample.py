"""The accepted sample, kept beside the territory: the parameter sets behind every interval."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import cache
from simulator.domains import DOMAINS
from simulator.experiments.matching.facts import FACTS
from simulator.experiments.matching.space import SPACE, parameters_at
from simulator.model.calibrated import parameters_of
from simulator.parameters import ParameterSet

if TYPE_CHECKING:
    from simulator.experiments.matching.search import Trial

FILE = "accepted.csv"
INTERCEPTS = tuple(f"intercept_{name}" for name in (*DOMAINS, "AMA"))
COLUMNS = (*(axis.name for axis in SPACE), *INTERCEPTS, *(fact.name for fact in FACTS))
"""Where each set lies in SPACE, its intercepts, and what it says of each fact."""


def keep(folder: Path, trials: list[Trial]) -> Path:
    """Write the accepted trials, closest first; returns the file."""

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(COLUMNS)
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
    intercepts = [float(row[name]) for name in INTERCEPTS]
    fitted = parameters_at(base, [float(row[axis.name]) for axis in SPACE])
    return fitted.replace(intercept=tuple(intercepts[:6]), practice_intercept=intercepts[6])
