"""The money of a policy in words that planners use: what is spent, from where it comes, what of it stays as walls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.levers import EVERY_LEVER, FUNDERS
from simulator.model.recorder import YEARS

if TYPE_CHECKING:
    import numpy as np

    from simulator.experiments.results import Run

EURO_CENTS = 2


def purse_of(run: Run) -> dict[str, Any]:
    """Euros of a policy over the whole run: in all, by lever, by funder (shares as each lever declares them).

    What is spent is what is added on top of today's spending and what is taken from it; it invests or runs.
    """
    record = run.record
    spent, taken = record.cost.sum(axis=0), record.taken.sum(axis=0)
    invested = record.investment.sum(axis=0)
    by_lever = {
        name: _split(spent[k], invested[k], taken[k]) for k, name in enumerate(EVERY_LEVER) if spent[k] or taken[k]
    }
    return {
        "years": [int(YEARS[0]), int(YEARS[-1])],
        "added": _cents(spent.sum() - taken.sum()),
        **_split(spent.sum(), invested.sum(), taken.sum()),
        "by_lever": by_lever,
        "by_funder": _by_funder(spent),
        "spared_by_funder": _by_funder(taken),
    }


def _by_funder(by_lever: np.ndarray) -> dict[str, float]:
    """Euros by lever, float64 [L], as euros of those who fund them; funders who pay nothing are left out."""
    parts = {code: [lever.funders.share(code) for lever in EVERY_LEVER.values()] for code in FUNDERS}
    return {code: euros for code, part in parts.items() if (euros := _cents((by_lever * part).sum()))}


def _split(spent: float, invested: float, taken: float) -> dict[str, float]:
    """What is spent, what of it invests and runs, what is taken."""
    split = {"spent": spent, "investment": invested, "running": spent - invested, "taken": taken}
    return {name: _cents(euros) for name, euros in split.items()}


def _cents(euros: float) -> float:
    return round(float(euros), EURO_CENTS)
