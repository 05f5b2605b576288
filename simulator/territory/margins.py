"""Cited margins: what the residents of each agglomeration are like, one figure per row, each with its source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.errors import Fault
from simulator.territory.layout import EVERYWHERE
from simulator.territory.places import frozen, refuse_twice
from simulator.territory.readers import Table


@dataclass(frozen=True)
class Margins:
    """Every figure of margins.csv, in file order, as columns of one length.

    Attributes:
        zones: Codes of the territory's agglomerations.
        agglomeration: Where the figure holds: an agglomeration's code, or "*" for one that is used everywhere.
        margin: What it is about ("age", "education", "household", ...).
        category: Which class of it.
        value: The figure, float64.
        unit: Its unit.
        year: The year that it is of.
        area: The area that it was measured on, where that is another one.
        source: Its source.
        confidence: "sourced", "known", "guessed" or "assumed".
        note: What else is known.
    """

    zones: tuple[str, ...]
    agglomeration: tuple[str, ...]
    margin: tuple[str, ...]
    category: tuple[str, ...]
    value: np.ndarray
    unit: tuple[str, ...]
    year: tuple[str, ...]
    area: tuple[str, ...]
    source: tuple[str, ...]
    confidence: tuple[str, ...]
    note: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.margin)

    def names(self) -> tuple[str, ...]:
        """The margins there are, in file order."""
        return tuple(dict.fromkeys(self.margin))

    def categories(self, margin: str) -> tuple[str, ...]:
        """The categories of a margin, in file order; empty when the margin is not there."""
        pairs = zip(self.margin, self.category, strict=True)
        return tuple(dict.fromkeys(category for name, category in pairs if name == margin))

    def figure(self, margin: str, category: str, agglomeration: str = EVERYWHERE, default: float = np.nan) -> float:
        """The figure of one agglomeration, else the one used everywhere, else `default`."""
        found = {
            self.agglomeration[i]: float(self.value[i])
            for i in range(len(self))
            if self.margin[i] == margin and self.category[i] == category
        }
        return found.get(agglomeration, found.get(EVERYWHERE, default))

    def table(self, margin: str) -> tuple[tuple[str, ...], np.ndarray]:
        """Categories of a margin, and its figures float64 [agglomerations, categories]; NaN where none is known."""
        categories = self.categories(margin)
        values = [[self.figure(margin, k, a) for k in categories] for a in self.zones]
        return categories, np.array(values, dtype=np.float64).reshape(len(self.zones), len(categories))


def read_margins(table: Table | None, zones: tuple[str, ...], faults: list[Fault]) -> Margins:
    """The margins; none without the table, a fault for an unknown agglomeration or a figure given twice."""
    if table is None:
        return Margins(zones, (), (), (), frozen(np.zeros(0)), (), (), (), (), (), ())
    refuse_twice(table, ("agglomeration", "margin", "category"), faults)
    for i, record in table.records():
        _check(table, i, record, zones, faults)
    words = {name: tuple(v or "" for v in values) for name, values in table.columns.items() if name != "value"}
    return Margins(zones=zones, value=frozen(np.array(table["value"], np.float64)), **words)


def _check(table: Table, row: int, record: dict, zones: tuple[str, ...], faults: list[Fault]) -> None:
    zone = record["agglomeration"]
    if zone not in (*zones, EVERYWHERE):
        listed = ", ".join(zones)
        cause = f"agglomération « {zone} » inconnue", f"unknown agglomeration '{zone}'"
        repair = f"codes : {listed}, ou {EVERYWHERE}", f"codes: {listed}, or {EVERYWHERE}"
        faults.append(table.fault(row, (*cause, *repair)))
    if record["unit"] == "%" and record["value"] > 100:
        cause = f"{record['value']:g} % dépasse 100", f"{record['value']:g} % exceeds 100"
        faults.append(table.fault(row, (*cause, "corriger la valeur", "correct the value")))
