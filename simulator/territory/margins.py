"""Cited margins: what the residents of each agglomeration are like, one figure per row, each with its source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.errors import Fault
from simulator.territory.layout import EVERYWHERE
from simulator.territory.readers import Table


@dataclass(frozen=True)
class Margin:
    """One figure: where ("*" for a figure used everywhere), what, how much, and on whose word."""

    agglomeration: str
    margin: str
    category: str
    value: float
    unit: str
    year: str
    area: str
    source: str
    confidence: str
    note: str


@dataclass(frozen=True)
class Margins:
    """Every figure of margins.csv, in file order."""

    agglomerations: tuple[str, ...]
    rows: tuple[Margin, ...]

    def names(self) -> tuple[str, ...]:
        """The margins there are, in file order."""
        return tuple(dict.fromkeys(row.margin for row in self.rows))

    def categories(self, margin: str) -> tuple[str, ...]:
        """The categories of a margin, in file order; empty when the margin is not there."""
        return tuple(dict.fromkeys(row.category for row in self.rows if row.margin == margin))

    def row(self, margin: str, category: str, agglomeration: str = EVERYWHERE) -> Margin | None:
        """The figure of one agglomeration, else the one used everywhere, else None."""
        found = {r.agglomeration: r for r in self.rows if r.margin == margin and r.category == category}
        return found.get(agglomeration, found.get(EVERYWHERE))

    def value(self, margin: str, category: str, agglomeration: str = EVERYWHERE, default: float = np.nan) -> float:
        """The value of `row`, or `default`."""
        row = self.row(margin, category, agglomeration)
        return default if row is None else row.value

    def table(self, margin: str) -> tuple[tuple[str, ...], np.ndarray]:
        """Categories of a margin, and its values float64 [agglomerations, categories]; NaN where no figure is known."""
        categories = self.categories(margin)
        values = [[self.value(margin, k, a) for k in categories] for a in self.agglomerations]
        return categories, np.array(values, dtype=np.float64).reshape(len(self.agglomerations), len(categories))


def read_margins(table: Table | None, agglomerations: tuple[str, ...], faults: list[Fault]) -> Margins:
    """The margins; none without the table, a fault for an unknown agglomeration or a figure given twice."""
    if table is None:
        return Margins(agglomerations, ())
    rows, seen = [], set()
    for i, record in table.records():
        row = Margin(**{name: value if value is not None else "" for name, value in record.items()})
        key = row.agglomeration, row.margin, row.category
        if row.agglomeration not in (*agglomerations, EVERYWHERE):
            listed = ", ".join(agglomerations)
            cause = f"agglomération « {row.agglomeration} » inconnue", f"unknown agglomeration '{row.agglomeration}'"
            faults.append(
                table.fault(i, (*cause, f"codes : {listed}, ou {EVERYWHERE}", f"codes: {listed}, or {EVERYWHERE}"))
            )
        if key in seen:
            cause = f"{' / '.join(key)} en double", f"duplicate {' / '.join(key)}"
            faults.append(table.fault(i, (*cause, "n’en garder qu’une", "keep one only")))
        if row.unit == "%" and row.value > 100:
            cause = f"{row.value:g} % dépasse 100", f"{row.value:g} % exceeds 100"
            faults.append(table.fault(i, (*cause, "corriger la valeur", "correct the value")))
        seen.add(key)
        rows.append(row)
    return Margins(agglomerations, tuple(rows))
