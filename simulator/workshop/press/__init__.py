"""Printed pages: typst templates, the house’s typeface and colours; every PDF is tagged (PDF/UA-1) and titled.

A template (`*.typ` in this folder) reads one JSON document; the words in it come from the catalogues, already in the
reader's language, so that no template holds a sentence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import typst

from simulator.charts import palette

FOLDER = Path(__file__).parent
FONTS = FOLDER / "fonts"
STANDARDS = ["ua-1"]
"""PDF/UA-1: typst refuses a page that a screen reader could not follow."""
COLOURS = ("INK", "SLATE", "PAPER", "CARD", "LINE", "NUIT", "CIEL", "BRIQUE", "TERRIL", "LAMPE")


def typeset(template: str, content: Mapping[str, object]) -> bytes:
    """A template filled with `content`, as a PDF.

    Args:
        template: Name of a template, without its ending.
        content: What it prints; at least `title` and `language`. Plain JSON.
    """
    return typst.compile(str(_source(template)), pdf_standards=STANDARDS, **_settings(content))


def pictures(template: str, content: Mapping[str, object], dots: float = 72.0) -> list[bytes]:
    """The same pages as PNG, at `dots` per inch: to look at them."""
    pages = typst.compile(str(_source(template)), format="png", ppi=dots, **_settings(content))
    return pages if isinstance(pages, list) else [pages]


def _source(template: str) -> Path:
    return FOLDER / f"{template}.typ"


def _settings(content: Mapping[str, object]) -> dict:
    colours = {name.lower(): getattr(palette, name) for name in COLOURS}
    inputs = {"content": json.dumps(content, ensure_ascii=False), "colours": json.dumps(colours)}
    return {"root": str(FOLDER), "font_paths": [str(FONTS)], "ignore_system_fonts": True, "sys_inputs": inputs}
