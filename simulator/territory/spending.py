"""What is spent today on what a policy may take from: a planner's table of the territory, spending.csv."""

from __future__ import annotations

from simulator.errors import Fault
from simulator.territory.places import refuse_twice
from simulator.territory.readers import Table

SPENT_ON = ("amateurs", "touring", "schools", "hours")
"""Levers of which the model knows what today's effort does, so that less of it can be computed."""


def read_spending(table: Table | None, faults: list[Fault]) -> dict[str, float]:
    """Euros a year spent today by lever; nothing without the table.

    Args:
        table: spending.csv, its words and numbers checked.
        faults: Where faults are added: a lever given twice, a "sourced" amount without a source.
    """
    if table is None:
        return {}
    refuse_twice(table, ("lever",), faults)
    for i, record in table.records():
        if record["confidence"] == "sourced" and record["source"] is None:
            cause = "dépense « sourced » sans source", "'sourced' spending without a source"
            repair = "citer la source, ou écrire « assumed »", "cite the source, or write 'assumed'"
            faults.append(table.fault(i, (*cause, *repair)))
    return dict(zip(table["lever"], table["euros"], strict=True))
