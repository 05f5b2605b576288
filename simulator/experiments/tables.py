"""A run as tables: tidy for spreadsheets, labelled arrays for analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr

from simulator.domains import DOMAINS
from simulator.experiments.indicators import ADDED
from simulator.experiments.indicators.declaration import GROUPS, PLACES
from simulator.experiments.indicators.money import MONEYED
from simulator.experiments.indicators.places import venue_saturation
from simulator.experiments.measures import MEASURES
from simulator.experiments.series import series_of
from simulator.model.levers import EVERY_LEVER
from simulator.model.recorder import YEARS

if TYPE_CHECKING:
    from simulator.experiments.results import Run

COLUMNS = ("indicator", "unit", "domain", "year", "commune", "group", "value")


def tidy(run: Run) -> pd.DataFrame:
    """Every indicator of a run in declared order, one value a row."""
    return pd.concat([block(*series) for series in series_of(run)], ignore_index=True)


def block(what: tuple[str, str, str], by: str, classes: tuple[str, ...], values: np.ndarray) -> pd.DataFrame:
    """One series as rows, year by year; `what` is its indicator, unit and domain."""
    (indicator, unit, domain), n = what, len(classes)
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


def _declared(run: Run) -> dict[str, tuple]:
    """What `tidy` tells beyond shares, visits, costs and symbolic distance: one array an indicator and dimension."""
    data: dict[str, tuple] = {}
    for indicator in ADDED:
        for by in indicator.by:
            values = np.array([indicator.read(run, domain, by) for domain in indicator.domains])
            name, dims = (indicator.code, ()) if by == "all" else (f"{indicator.code}_by_{by}", (by,))
            values = values[..., 0] if by == "all" else values
            domains = ("domain",) if len(indicator.domains) > 1 else ()
            data[name] = ((*domains, "year", *dims), values if domains else values[0])
    return data


def labelled(run: Run) -> xr.Dataset:
    """Shares, totals and counts of a run as an xarray dataset."""
    data: dict[str, tuple] = {}
    coordinates = {"year": YEARS, "measure": list(MEASURES), "lever": list(EVERY_LEVER), "domain": list(DOMAINS)}
    for by in (*PLACES[1:], *GROUPS):
        coordinates[by] = list(run.classes(by))
        data[f"share_by_{by}"] = (("measure", "year", by), np.array([run.share(m, by) for m in MEASURES]))
    data["share"] = (("measure", "year"), np.array([run.share(m)[:, 0] for m in MEASURES]))
    data["visits"] = (("year", "commune", "domain"), run.record.visits)
    data["cost"] = (("year", "lever"), run.record.cost)
    for by in GROUPS:
        data[f"symbolic_distance_by_{by}"] = (("year", by), run.mean("symbolic_distance", by))
    data |= _declared(run)
    coordinates |= {"funder": list(MONEYED["funder"]), "venue": list(run.territory.venues.code)}
    data["saturation_by_venue"] = (("year", "venue"), venue_saturation(run))
    dataset = xr.Dataset(data, coords=coordinates)
    dataset.attrs = {"scenario": run.scenario.name, "policy": run.policy.name, "seed": run.seed}
    return dataset
