"""The debrief pack: what a workshop leaves, a minute after its end."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Protocol

from simulator.wording import translator
from simulator.workshop.bundle_parts import Bundle
from simulator.workshop.debrief.document import debrief
from simulator.workshop.debrief.fiches import fiches_table
from simulator.workshop.debrief.printed import pdf
from simulator.workshop.debrief.readme import readme
from simulator.workshop.debrief.sheets import sheet
from simulator.workshop.debrief.source import Day
from simulator.workshop.debrief.strategy_docx import strategy
from simulator.workshop.debrief.web import page
from simulator.workshop.desk import Desk
from simulator.workshop.editions import editions, front_page
from simulator.workshop.export import Export
from simulator.workshop.state import fold
from simulator.workshop.template import Template

LARGEST = 5 * 2**20
"""Bytes that a zipped pack may weigh."""


class Shelf(Protocol):
    """Where bundles are kept (Bundles)."""

    def load(self, address: str) -> Bundle:
        """The bundle of an address."""

    def attached(self, address: str, name: str) -> object | None:
        """What is told about it under that name; None where nothing is yet."""


def day_of(export: Export, bundles: Shelf, language: str | None = None, address: str | None = None) -> Day:
    """A workshop as its papers see it, in its own language unless another is asked for.

    Args:
        export: Everything of the workshop, from a desk or from a file.
        bundles: Where its runs are kept.
        language: "fr" or "en"; the workshop's own by default.
        address: Where permanent links are answered, if it is known.
    """
    state = fold(export.entries)
    say = translator(language or state.opened.language)
    template = Template.from_text(export.template)
    return Day(state, export.words, bundles.load, say, template, address, export.entries, bundles.attached)


def make_pack(
    desk: Desk, bundles: Shelf, workshop: str, folder: Path, language: str | None = None, address: str | None = None
) -> list[Path]:
    """Write a workshop's debrief pack.

    Args:
        desk: The desk that holds the workshop.
        bundles: Where its runs are kept.
        workshop: The workshop's key.
        folder: Where the files go; made if need be.
        language: "fr" or "en"; the workshop's own by default.
        address: Where permanent links are answered, if it is known.

    Returns:
        The files: the web page, the PDF, the tables, the draft strategy, a note on them; and last all of them zipped.
    """
    day = day_of(desk.export(workshop), bundles, language, address)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, content in contents(day).items():
        made.append(folder / name)
        made[-1].write_bytes(content)
    packed = folder / f"{folder.name}.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in made:
            archive.write(path, f"{folder.name}/{path.name}")
    return [*made, packed]


def contents(day: Day) -> dict[str, bytes]:
    """Every file of the pack, by name."""
    document = debrief(day)
    tables = [*document.tables(), fiches_table(day)]
    return {
        "debrief.html": page(document).encode("utf-8"),
        "debrief.pdf": pdf(document),
        "strategie.docx": strategy([day], day.say),
        **{f"{table.key}.csv": sheet(table) for table in tables},
        **_front_pages(day),
        "LISEZ-MOI.txt": readme().encode("utf-8"),
    }


def _front_pages(day: Day) -> dict[str, bytes]:
    """The front page of each published table that has one, to print."""
    state, made = day.state, {}
    for table, address in editions(state).items():
        page = front_page(state, table, address, words=day.words, shelf=day, language=day.language)
        if page is not None and day.shown(table):
            made[f"une-{list(state.tables).index(table) + 1}.pdf"] = page.pdf()
    return made


__all__ = ["LARGEST", "Day", "contents", "day_of", "make_pack", "strategy"]
