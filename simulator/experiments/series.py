"""Everything that a run tells, in declared order: its values alone, or with what each of them is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from simulator.experiments.indicators import OF_RUNS
from simulator.experiments.indicators.money import MONEYED

if TYPE_CHECKING:
    from simulator.experiments.results import Run

Series = tuple[tuple[str, str, str], str, tuple[str, ...], np.ndarray]
"""((indicator, unit, domain), by, classes, values [years, classes])."""


def series_of(run: Run) -> Iterator[Series]:
    """Everything a run tells."""
    for indicator in OF_RUNS:
        for domain, by in product(indicator.domains, indicator.by):
            what = indicator.code, indicator.unit, domain
            yield what, by, classes_of(run, by), indicator.read(run, domain, by)


def classes_of(run: Run, by: str) -> tuple[str, ...]:
    """Names of the classes of a dimension, funders and levers included."""
    return MONEYED[by] if by in MONEYED else run.classes(by)


def values_of(run: Run, without: Collection[str] = ()) -> np.ndarray:
    """The values of a run's table alone, float64, some indicators left out: a table of text takes ten times as long."""
    told = (values for what, _, _, values in series_of(run) if what[0] not in without)
    return np.concatenate([values.astype(np.float64).ravel() for values in told])
