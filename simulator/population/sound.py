"""Whether residents can be made for a territory: its table of margins, looked at before anything is drawn."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from simulator.errors import Fault, SimulatorError
from simulator.population.assumptions import assumptions
from simulator.population.margins import READ, margins_of
from simulator.territory.layout import MARGINS
from simulator.territory.readers import Table, make_fault, read_table

if TYPE_CHECKING:
    from simulator.territory.territory import Territory

FILE = "margins.csv"
SHARE, SIZE = "%", "persons/household"
LIKE_MARGIN, LIKE_CATEGORY = 0.6, 0.8
"""How alike a name must be to one that is read for it to be taken for a slip; other names are kept, and not read."""


def check_margins(territory: Territory) -> list[Fault]:
    """What keeps residents from being made as the table means: a name misspelt, another unit, a figure that lacks."""
    path, faults = territory.folder / FILE, []
    if path.exists():
        table = read_table(path, MARGINS)
        for row, record in table.records():
            faults += _misspelt(table, row, record) + _mismeasured(table, row, record)
    if faults:
        return faults
    try:
        margins_of(territory, assumptions())
    except SimulatorError as error:
        cause = (error.message(language).removesuffix(".") for language in ("fr", "en"))
        return [make_fault(path, 1, (*cause, "", ""))]
    return []


def _misspelt(table: Table, row: int, record: dict) -> list[Fault]:
    """A margin, or a category of a margin that is read, whose name is nearly one that is read."""
    margin, category = record["margin"], record["category"]
    name, known, like = margin, tuple(READ), LIKE_MARGIN
    if margin in READ:
        name, known, like = category, READ[margin], LIKE_CATEGORY
    near = [] if name in known else get_close_matches(name, known, 1, like)
    if not near:
        return []
    cause = f"nom inconnu « {name} »", f"unknown name '{name}'"
    repair = f"le nom le plus proche est « {near[0]} »", f"the nearest name is '{near[0]}'"
    return [table.fault(row, (*cause, *repair))]


def _mismeasured(table: Table, row: int, record: dict) -> list[Fault]:
    """A figure that is read, in another unit than the one it is read in."""
    margin, unit = record["margin"], record["unit"]
    right = SIZE if margin == "household_size" else SHARE
    if record["category"] not in READ.get(margin, ()) or unit == right:
        return []
    cause = f"« {margin} » : unité « {unit} » refusée", f"'{margin}': unit '{unit}' refused"
    return [table.fault(row, (*cause, f"donner la valeur en {right}", f"give the figure in {right}"))]
