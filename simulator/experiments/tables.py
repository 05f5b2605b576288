"""A run as tables: tidy for spreadsheets, labelled arrays for analysis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr

from simulator.domains import DOMAINS
from simulator.experiments.results import COUNTS, MEASURES, PLACES, TOTALS
from simulator.model.levers import LEVERS
from simulator.model.recorder import YEARS

if TYPE_CHECKING:
    from simulator.experiments.results import Run

COLUMNS = ("indicator", "unit", "domain", "year", "commune", "group", "value")
GROUPS = ("education", "age", "sex", "occupation", "mobility")
PRACTICES = {"amateur": "amateur_practice", "digital": "digital_practice"}
UNITS = {"minutes": "min", "co2_kg": "kg"}


def tidy(run: Run) -> pd.DataFrame:
    """Every indicator of a run in declared order, one value a row."""
    return pd.concat([_block(*series) for series in _series(run)], ignore_index=True)


def _series(run: Run) -> Iterator[tuple[str, str, str, str, tuple[str, ...], np.ndarray]]:
    """(indicator, unit, domain, by, classes, values [years, classes]) of everything a run tells."""
    for measure in MEASURES:
        domain = measure if measure in DOMAINS else ""
        name = "participation" if domain else PRACTICES.get(measure, f"participation_{measure}")
        for by in (*PLACES, *GROUPS):
            yield name, "share of residents 15+", domain, by, run.classes(by), run.share(measure, by)
    for measure in TOTALS:
        name, _, domain = measure.partition("_") if measure.startswith("visits_") else (measure, "", "")
        for by in PLACES:
            yield name, UNITS.get(measure, "visits"), domain, by, run.classes(by), run.total(measure, by)
    for by in GROUPS:
        yield "symbolic_distance", "0..1 (assumed)", "", by, run.classes(by), run.mean("symbolic_distance", by)
    for measure in (*COUNTS, *(f"cost_{lever}" for lever in LEVERS)):
        unit = "EUR" if measure.startswith("cost_") else "persons"
        yield measure, unit, "", "all", ("all",), run.total(measure)


def _block(
    indicator: str, unit: str, domain: str, by: str, classes: tuple[str, ...], values: np.ndarray
) -> pd.DataFrame:
    """One series as rows, year by year."""
    n = len(classes)
    groups = ["" if by == "commune" else c if by == "all" else f"{by}:{c}" for c in classes]
    return pd.DataFrame(
        {
            "indicator": indicator,
            "unit": unit,
            "domain": domain,
            "year": np.repeat(YEARS, n),
            "commune": list(classes if by == "commune" else [""] * n) * YEARS.size,
            "group": groups * YEARS.size,
            "value": values.astype(np.float64).ravel(),
        },
        columns=list(COLUMNS),
    )


def labelled(run: Run) -> xr.Dataset:
    """Shares, totals and counts of a run as an xarray dataset."""
    data: dict[str, tuple] = {}
    coordinates = {"year": YEARS, "measure": list(MEASURES), "lever": list(LEVERS), "domain": list(DOMAINS)}
    for by in (*PLACES[1:], *GROUPS):
        coordinates[by] = list(run.classes(by))
        data[f"share_by_{by}"] = (("measure", "year", by), np.array([run.share(m, by) for m in MEASURES]))
    data["share"] = (("measure", "year"), np.array([run.share(m)[:, 0] for m in MEASURES]))
    data["visits"] = (("year", "commune", "domain"), run.record.visits)
    data["cost"] = (("year", "lever"), run.record.cost)
    for by in GROUPS:
        data[f"symbolic_distance_by_{by}"] = (("year", by), run.mean("symbolic_distance", by))
    dataset = xr.Dataset(data, coords=coordinates)
    dataset.attrs = {"scenario": run.scenario.name, "policy": run.policy.name, "seed": run.seed}
    return dataset
