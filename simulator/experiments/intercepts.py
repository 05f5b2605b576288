"""The calibrated intercepts of a territory folder: looked over before a run takes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.domains import DOMAINS
from simulator.errors import Fault, FileError, TerritoryError
from simulator.model.calibrated import FILE, parameters_of
from simulator.model.parameters import defaults
from simulator.territory.readers import Column, Table, read_table

if TYPE_CHECKING:
    from simulator.parameters import ParameterSet
    from simulator.territory.territory import Territory

NAMES = (*DOMAINS, "AMA")
"""The rows of the table, in the order in which the model takes them."""


def check_intercepts(folder: Path) -> list[Fault]:
    """Every fault of the folder's intercepts; none where it has no such table and the defaults serve."""
    path = folder / FILE
    if not path.exists():
        return []
    try:
        table = read_table(path, _columns(), "name")
    except FileError as error:
        return error.faults
    return _order(table)


def calibrated(territory: Territory) -> ParameterSet:
    """The model's parameters with the intercepts of the territory's folder.

    Raises:
        TerritoryError: The table of intercepts is refused.
    """
    faults = check_intercepts(territory.folder)
    if faults:
        raise TerritoryError(faults)
    return parameters_of(territory)


def _columns() -> tuple[Column, ...]:
    bounds = [defaults().declaration(name).bounds for name in ("intercept", "practice_intercept")]
    low, high = max(low for low, _ in bounds), min(high for _, high in bounds)
    share = {"kind": "number", "blank": True, "low": 0.0, "high": 1.0, "absent": True}
    return (
        Column("name", choices=NAMES),
        Column("value", "number", low=low, high=high),
        Column("target", **share),
        Column("reached", **share),
        Column("largest_gap", **share),
        Column("source", blank=True, absent=True),
    )


def _order(table: Table) -> list[Fault]:
    """A fault at the first row that is not the one expected there, or that lacks."""
    for row, name in enumerate(NAMES):
        if row >= len(table) or table["name"][row] != name:
            cause = f"il manque « {name} » à cette place", f"'{name}' is missing in this place"
            order = " ".join(NAMES)
            repair = f"donner les lignes dans l’ordre : {order}", f"give the rows in this order: {order}"
            return [table.fault(min(row, len(table) - 1), (*cause, *repair))]
    return []
