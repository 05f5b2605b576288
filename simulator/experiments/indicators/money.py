"""What policies cost, who is said to pay, and what an additional person costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from simulator.experiments.indicators.declaration import ALL, Direction, Indicator, Reader, says
from simulator.model.levers import LEVERS, Lever
from simulator.typography import french

if TYPE_CHECKING:
    from simulator.experiments.results import Run

NOT_SAID = "not_said"
"""Who pays for what no lever says."""


def funders_of(lever: Lever) -> Mapping[str, float]:
    """Shares of a lever's cost by funder; what is left is not said.

    A lever that knows who pays declares `funders`: a funder's code to a share, 0 to 1.
    """
    said = {name: float(getattr(part, "default", part)) for name, part in getattr(lever, "funders", {}).items()}
    left = 1.0 - sum(said.values())
    return said | ({NOT_SAID: left} if left > 1e-9 else {})


def funders() -> tuple[str, ...]:
    """Every funder that some lever declares, then those not said."""
    named = {name for lever in LEVERS.values() for name in funders_of(lever)} - {NOT_SAID}
    return (*sorted(named), NOT_SAID)


def _cost(lever: str) -> Reader:
    return lambda run, domain, by: run.total(f"cost_{lever}")


def _by_funder(run: Run, domain: str, by: str) -> np.ndarray:
    """Euros by funder, float64 [years, funders]."""
    names = funders()
    shares = np.zeros((len(LEVERS), len(names)))
    for row, lever in enumerate(LEVERS.values()):
        for name, share in funders_of(lever).items():
            shares[row, names.index(name)] = share
    return (run.record.cost[:, :, None] * shares).sum(axis=1)


COSTS = tuple(
    Indicator(
        f"cost_{name}",
        "EUR",
        french(f"Coût : {lever.label['fr']}"),
        f"Cost: {lever.label['en']}",
        says(
            "Euros de 2025 dépensés dans l’année pour ce levier, en plus d’aujourd’hui.",
            "Euros of 2025 spent on this lever in the year, on top of today’s.",
        ),
        Direction.NEITHER,
        ALL,
        _cost(name),
    )
    for name, lever in LEVERS.items()
)

FUNDED = (
    Indicator(
        "cost",
        "EUR",
        "Coût selon qui paie",
        "Cost by who pays",
        says(
            "Euros de l’année selon les parts que chaque levier déclare ; « not_said » quand il ne dit pas qui paie.",
            "Euros of the year by the shares that each lever declares; “not_said” where it does not say who pays.",
        ),
        Direction.NEITHER,
        ("funder",),
        _by_funder,
    ),
)
