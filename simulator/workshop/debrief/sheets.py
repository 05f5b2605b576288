"""Tables that French Excel opens at a double click: semicolons, decimal commas, and a mark that says UTF-8."""

from __future__ import annotations

import csv
import io

from simulator.workshop.debrief.blocks import Cell, Link, Number, Table

BYTE_ORDER_MARK = "\ufeff"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First letters from which a spreadsheet may take a cell for a formula; people's words may begin with any letter."""


def sheet(table: Table) -> bytes:
    """A table as a CSV file."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe(name) for name in table.columns])
    writer.writerows([[written(cell) for cell in row] for row in table.rows])
    return (BYTE_ORDER_MARK + stream.getvalue()).encode("utf-8")


def written(cell: Cell) -> str:
    """A cell: a bare number with a decimal comma, or words that no spreadsheet will compute."""
    if isinstance(cell, Number):
        return f"{cell.value:g}".replace(".", ",")
    return safe(cell.target if isinstance(cell, Link) else cell)


def safe(text: str) -> str:
    """Words that a spreadsheet shows as they are: an apostrophe goes before what looks like a formula."""
    plain = text.replace("\x00", "")
    return f"'{plain}" if plain.lstrip(" \u00a0\u202f").startswith(DANGEROUS) else plain
