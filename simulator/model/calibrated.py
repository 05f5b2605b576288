"""Calibrated intercepts, kept beside the territory they were calibrated on."""

from __future__ import annotations

import csv

from simulator.model.parameters import defaults
from simulator.parameters import ParameterSet

FILE = "intercepts.csv"


def parameters_of(territory) -> ParameterSet:
    """The model's parameters, with the intercepts calibrated for this territory where its folder has them."""
    path = territory.folder / FILE
    if not path.is_file():
        return defaults()
    with path.open(encoding="utf-8", newline="") as stream:
        values = {row["name"]: float(row["value"]) for row in csv.DictReader(stream)}
    practice = values.pop("AMA")
    return defaults(intercept=tuple(values.values()), practice_intercept=practice)
