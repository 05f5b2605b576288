"""Geographic distance: minutes to the nearest venues, by domain and mobility class; no run is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulator.calendar import january
from simulator.domains import DOMAINS
from simulator.model.access import AccessBook
from simulator.model.destinations import CLASSES
from simulator.model.drivers import Drivers
from simulator.model.kernels.layout import FIXED
from simulator.model.recorder import YEARS
from simulator.model.situation import Situation
from simulator.population.residents import MOBILITY_CLASSES

if TYPE_CHECKING:
    import pandas as pd

    from simulator.experiments.policy import Policy
    from simulator.experiments.run import Study

RANKS = {"nearest": 1, "third": 3}
"""Which venue is reached, by distance."""
FAR_END = 0.9


def minutes_to(book: AccessBook, situation: Situation, rank: int) -> np.ndarray:
    """Minutes on the clock, one way, to the `rank`-th nearest open venue of each domain, float64 [6, cells].

    Means over day and evening, and over the modes that each mobility class uses; infinite where there are fewer venues.
    Venues of the poles outside the territory count.
    """
    minutes = (book.journeys(situation) >> 16) / FIXED
    is_open = (book.weights(situation).values > 0.0).any(axis=0)
    out = np.full((len(DOMAINS), book.cells), np.inf)
    for d in range(len(DOMAINS)):
        columns = np.flatnonzero(is_open & (book.domain == d))
        if columns.size >= rank:
            out[d] = np.partition(minutes[:, columns], rank - 1, axis=1)[:, rank - 1]
    return out


def mean_and_far_end(minutes: np.ndarray, persons: np.ndarray) -> tuple[float, float]:
    """Persons' mean minutes, and those that nine in ten do not exceed; NaN where somebody reaches no such venue.

    Args:
        minutes: float64 [cells].
        persons: int64 [cells].
    """
    lived = persons > 0
    if not lived.any() or not np.isfinite(minutes[lived]).all():
        return float("nan"), float("nan")
    order = np.argsort(minutes[lived], kind="stable")
    sorted_minutes, reached = minutes[lived][order], np.cumsum(persons[lived][order])
    end = sorted_minutes[np.searchsorted(reached, FAR_END * reached[-1])]
    return float((minutes[lived] * persons[lived]).sum() / reached[-1]), float(end)


def distances(study: Study, policy: Policy) -> np.ndarray:
    """Minutes to the nearest and third nearest venue: float64 [years, 2 ranks, 2 (mean, 9 in 10), 6, 4].

    The last axis holds everybody, then the mobility classes, residents of every age. A year's figures are those of its
    January, under the scenario's drivers and the policy's levers on places.
    """
    persons = _persons_by_cell(study.people, study.book.cells)
    weights = [persons, *(persons * (np.arange(persons.size) % CLASSES == q) for q in range(CLASSES))]
    kept: dict[Situation, np.ndarray] = {}
    out = []
    for year in YEARS.tolist():
        situation = _situation(study, policy, year)
        if situation not in kept:
            reached = [minutes_to(study.book, situation, rank) for rank in RANKS.values()]
            found = [[[mean_and_far_end(row, w) for w in weights] for row in minutes] for minutes in reached]
            kept[situation] = np.moveaxis(np.array(found), -1, 1)
        out.append(kept[situation])
    return np.array(out)


def _situation(study: Study, policy: Policy, year: int) -> Situation:
    """The situation of a year's January, as the model finds it."""
    levers = study.intensities(policy)
    drivers, shares = Drivers(study.scenario.drivers), levers.of_places(january(year))
    return study.book.situation(drivers, year, january(year), shares, levers.where)


def _persons_by_cell(people, cells: int) -> np.ndarray:
    """Residents by commune and mobility class, int64 [cells]."""
    counted = np.zeros(cells, np.int64)
    np.add.at(counted, people.commune.astype(np.int64) * CLASSES + people.mobility, people.weight)
    return counted


def distance_table(study: Study, policy: Policy) -> pd.DataFrame:
    """The same as rows of the tidy table."""
    import pandas as pd

    from simulator.experiments.indicators import DISTANCE
    from simulator.experiments.tables import block

    values, rows = distances(study, policy), []
    for indicator, (rank, end) in zip(DISTANCE, np.ndindex(2, 2), strict=True):
        for d, domain in enumerate(DOMAINS):
            everybody, by_class = np.split(values[:, rank, end, d], [1], axis=1)
            what = indicator.code, indicator.unit, domain
            rows += [block(what, "all", ("all",), everybody), block(what, "mobility", MOBILITY_CLASSES, by_class)]
    return pd.concat(rows, ignore_index=True)


def with_distances(table: pd.DataFrame, distance: pd.DataFrame, replications: int) -> pd.DataFrame:
    """The tables of runs, then the distances, which are the same in every replication."""
    import pandas as pd

    told = [distance if replications == 1 else distance.assign(replication=r) for r in range(replications)]
    return pd.concat([table, *told], ignore_index=True)
