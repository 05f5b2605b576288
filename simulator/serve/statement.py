"""The accessibility statement: `docs/accessibilite.md`, French above its rule, English below, as HTML."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import mistune
from markupsafe import Markup

import simulator
from simulator.serve.words import words

RULE = "\n---\n"
NAME = "accessibilite.md"
INSTALLED, SOURCE = Path(__file__).parent / "pages" / NAME, Path(simulator.__file__).parents[1] / "docs" / NAME
FILE = INSTALLED if INSTALLED.exists() else SOURCE


@cache
def statement(language: str, folded: bool = False) -> Markup | None:
    """The statement in `language`, its criteria one tap further when `folded`; None where it was not installed."""
    try:
        text = FILE.read_text(encoding="utf-8")
    except OSError:
        return None
    french, _, english = text.partition(RULE)
    half = english if language == "en" else french
    lines = [line for line in half.splitlines() if not line.startswith("*[English below]")]
    made = mistune.create_markdown(escape=True, plugins=["table"])("\n".join(lines))
    framed = _sliding(made, "Criteria" if language == "en" else "Critères")
    return Markup(_folding(framed, words(language)["all.whole"]) if folded else framed)  # the project's own file


def _folding(page: str, summary: str) -> str:
    """The criteria, from the first theme to the next chapter, behind a line to open."""
    before, theme, after = page.partition("<h3>")
    criteria, chapter, end = after.partition("<h2>")
    return f"{before}<details><summary>{summary}</summary>{theme}{criteria}</details>{chapter}{end}" if theme else page


def _sliding(page: str, label: str) -> str:
    """Each table in a frame that slides on a narrow screen, by keyboard too."""
    frame = f'<div class="wide" tabindex="0" role="region" aria-label="{label} %d"><table>'
    first, *rest = page.split("<table>")
    framed = (frame % rank + part.replace("</table>", "</table></div>") for rank, part in enumerate(rest, start=1))
    return "".join((first, *framed))
