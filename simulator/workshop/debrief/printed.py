"""The debrief as a tagged PDF."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from simulator.wording import translator
from simulator.workshop.debrief.blocks import Block, Cell, Document, Link, Number, Section, Table
from simulator.workshop.press import typeset


def pdf(document: Document) -> bytes:
    """The document typeset."""
    say = translator(document.language)
    return typeset(
        "pack",
        {
            "title": document.title,
            "language": document.language,
            "subtitle": document.subtitle,
            "caution": document.caution,
            "product": say("kit.product"),
            "contents": say("pack.contents"),
            "sections": [_section(section) for section in document.sections],
        },
    )


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "blocks": [_block(block) for block in section.blocks],
        "parts": [_section(part) for part in section.parts],
    }


def _block(block: Block) -> dict[str, Any]:
    kind = type(block).__name__
    if isinstance(block, Table):
        rows = [[_cell(cell) for cell in row] for row in block.rows]
        return {"kind": kind, "caption": block.caption, "columns": list(block.columns), "rows": rows}
    return {"kind": kind, **asdict(block)}


def _cell(cell: Cell) -> dict[str, Any]:
    if isinstance(cell, Link):
        return {"text": cell.text, "target": cell.target, "number": False}
    return {"text": cell.text if isinstance(cell, Number) else cell, "target": None, "number": isinstance(cell, Number)}
