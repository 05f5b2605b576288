"""Comparing policies under the same draws: paired differences, their intervals, a verdict in words (rule 22)."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np

from simulator.experiments.judging import Interval, Verdict, judge, paired_interval
from simulator.experiments.policy import Policy
from simulator.experiments.run import Run, Study
from simulator.model.recorder import year_row

if TYPE_CHECKING:
    import pandas as pd


class Comparison:
    """A policy against the reference of the same world, replication by replication.

    Attributes:
        reference: Runs without policy.
        plan: Runs with the policy, in the same order.
        policy: The policy.
    """

    def __init__(self, reference: list[Run], plan: list[Run]) -> None:
        self.reference, self.plan = reference, plan
        self.policy = plan[0].policy

    def difference(self, measure: str, by: str = "all") -> Interval:
        """Paired difference of a share, with its 90 % interval."""
        pairs = zip(self.plan, self.reference, strict=True)
        return paired_interval(np.array([p.share(measure, by) - r.share(measure, by) for p, r in pairs]))

    def verdict(self, measure: str = "any_but_cinema", year: int = 2040) -> Verdict:
        """Better, worse or cannot be told apart, in `year`."""
        interval, row = self.difference(measure), year_row(year)
        mean, low, high = (float(a[row, 0]) for a in (interval.mean, interval.low, interval.high))
        return Verdict(judge(mean, low, high), mean, low, high, year)

    def expense_per_person(self, measure: str = "any_but_cinema", year: int = 2040) -> Interval | None:
        """Euros per additional person and year up to `year`: all that was spent, over all who went more (for planners).

        None when the additional persons cannot be told from nobody, or nothing was spent.
        """
        rows = slice(0, year_row(year) + 1)
        counted = [[run.persons(measure)[0][rows].sum() for run in side] for side in (self.plan, self.reference)]
        spent = float(np.mean([run.record.cost[rows].sum() for run in self.plan]))
        more = paired_interval(np.subtract(*np.array(counted, np.float64)))
        if spent == 0.0 or not more.low > 0.0:
            return None
        return Interval(spent / more.mean, spent / more.high, spent / more.low)

    def who_changes(self, measure: str = "any_but_cinema", year: int = 2040) -> pd.DataFrame:
        """For whom it changes: differences by education, age and mobility class, in points."""
        import pandas as pd

        rows, row = [], year_row(year)
        for by in ("education", "age", "mobility"):
            interval = self.difference(measure, by)
            for k, name in enumerate(self.plan[0].classes(by)):
                rows.append((by, name, *(100 * float(a[row, k]) for a in (interval.mean, interval.low, interval.high))))
        return pd.DataFrame(rows, columns=["by", "class", "points", "low", "high"])

    def table(self, year: int = 2040) -> pd.DataFrame:
        """Every share in `year`: reference, plan, difference and interval, verdict."""
        import pandas as pd

        from simulator.experiments.measures import MEASURES

        rows, row = [], year_row(year)
        for measure in MEASURES:
            v = self.verdict(measure, year)
            levels = [float(np.mean([r.share(measure)[row, 0] for r in side])) for side in (self.reference, self.plan)]
            rows.append((self.policy.name, measure, *levels, v.mean, v.low, v.high, v.code))
        columns = ["policy", "measure", "reference", "plan", "difference", "low", "high", "verdict"]
        return pd.DataFrame(rows, columns=columns)


def compare(study: Study, policies: list[Policy], replications: int | None = None, stop: threading.Event | None = None):
    """Compare policies with the reference, under the same draws.

    Args:
        study: The prepared world.
        policies: What may be decided.
        replications: How many of the study's replications; all when left out.
        stop: Looked at every month.

    Returns:
        One Comparison for one policy, else a list of them in the policies' order.
    """
    count = replications or study.replications
    reference = [study.baseline(r) for r in range(count)]
    out = [Comparison(reference, [study.run(p, r, stop) for r in range(count)]) for p in policies]
    return out[0] if len(out) == 1 else out
