"""The debrief as one web page that needs nothing else: it opens from a USB stick, without Internet or scripts."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import simulator
from simulator.wording import translator
from simulator.workshop.debrief.blocks import Document, Link, Number

FOLDER = Path(__file__).parent
TYPEFACE = Path(simulator.__file__).parent / "dashboard" / "static" / "built" / "atkinson-hyperlegible-next.woff2"


def page(document: Document) -> str:
    """The page, its style and typeface inside it; whatever people wrote is escaped."""
    return (
        _pages()
        .get_template("pack.html.j2")
        .render(
            document=document,
            say=translator(document.language),
            style=(FOLDER / "pack.css").read_text(encoding="utf-8"),
            typeface=base64.b64encode(TYPEFACE.read_bytes()).decode(),
        )
    )


@cache
def _pages() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
        lstrip_blocks=False,
    )
    made.tests["number_cell"] = lambda cell: isinstance(cell, Number)
    made.tests["link_cell"] = lambda cell: isinstance(cell, Link)
    made.tests["block_of"] = lambda block, name: type(block).__name__ == name
    return made
