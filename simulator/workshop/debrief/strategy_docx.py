"""The draft strategy as an editable document: headings, styles, a language, a contents list, a table for each fiche."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Pt, RGBColor

from simulator.charts import palette
from simulator.wording import Translator
from simulator.workshop.debrief.alike import FIELDS, Fiche, alike, gather
from simulator.workshop.debrief.blocks import Link
from simulator.workshop.debrief.source import Day
from simulator.workshop.debrief.word import bookmark, contents, language_of, link, repeat_as_header, shade

TAGS = {"fr": "fr-FR", "en": "en-GB"}
FIRST_COLUMN = 3.6
WIDTH = 16.6
"""Centimetres between the margins of an A4 page."""


def strategy(days: Sequence[Day], say: Translator) -> bytes:
    """The draft strategy of one or several workshops, as a .docx file."""
    groups = alike(gather(days))
    document = _blank(say)
    titles = [day.title() for day in days]
    document.add_heading(say("pack.strategy.title"), 0)
    document.add_paragraph(say("pack.strategy.from", workshops=", ".join(titles)))
    document.add_paragraph(say("pack.strategy.note"))
    document.add_paragraph(say("pack.caution"), style="Caption")
    headings = [f"{rank}. {group[0].fields['action']}" for rank, group in enumerate(groups, start=1)]
    disputed = [(fiche, fiche.fields["disagreements"]) for group in groups for fiche in group]
    disputed = [(fiche, words) for fiche, words in disputed if words]
    tails = [say("pack.strategy.disagreements")] if disputed else []
    contents(document, say("pack.contents"), [*headings, *tails])
    if not groups:
        document.add_paragraph(say("pack.strategy.none"))
    for rank, (heading, group) in enumerate(zip(headings, groups, strict=True)):
        bookmark(document.add_heading(heading, 1), rank)
        _fiches(document, group, say, len(days) > 1)
    if disputed:
        bookmark(document.add_heading(tails[0], 1), len(headings))
        _disagreements(document, disputed, say)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _blank(say: Translator):
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    language_of(document, TAGS[say.language])
    properties = document.core_properties
    properties.title, properties.language = say("pack.strategy.title"), TAGS[say.language]
    properties.author = say("kit.product")
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Atkinson Hyperlegible Next", Pt(11)
    for name in ("Title", "Heading 1", "Heading 2"):
        font = document.styles[name].font
        font.name, font.color.rgb = "Atkinson Hyperlegible Next", RGBColor.from_string(palette.NUIT.removeprefix("#"))
    return document


def _fiches(document, group: tuple[Fiche, ...], say: Translator, several: bool) -> None:
    """One fiche, or fiches that are alike side by side: a column each."""
    if len(group) > 1:
        document.add_paragraph(say("pack.fiche.alike"))
    table = document.add_table(rows=1, cols=1 + len(group), style="Table Grid")
    table.autofit = False
    names = [f"{fiche.workshop} · {fiche.table}" if several else fiche.table for fiche in group]
    _row(table.rows[0], [say("pack.action.field"), *names], bold=True)
    repeat_as_header(table.rows[0])
    for name in FIELDS:
        words = [fiche.fields[name] or say("pack.blank") for fiche in group]
        _row(table.add_row(), [say(f"pack.action.{name}"), *words])
    if any(fiche.run for fiche in group):
        _row(table.add_row(), [say("pack.action.run"), *(fiche.run or "" for fiche in group)])
    for row in table.rows:
        for rank, cell in enumerate(row.cells):
            cell.width = Cm(FIRST_COLUMN if rank == 0 else (WIDTH - FIRST_COLUMN) / len(group))
    document.add_paragraph()


def _row(row, cells: list, bold: bool = False) -> None:
    for rank, (cell, content) in enumerate(zip(row.cells, cells, strict=True)):
        paragraph = cell.paragraphs[0]
        if isinstance(content, Link):
            link(paragraph, content)
            continue
        for part, words in enumerate(content.split("\n")):
            run = paragraph.add_run(words)
            run.bold = bold or rank == 0
            if part < content.count("\n"):
                run.add_break(WD_BREAK.LINE)
        if bold:
            shade(cell, "E9EEF0")


def _disagreements(document, disputed: list[tuple[Fiche, str]], say: Translator) -> None:
    document.add_paragraph(say("pack.strategy.disagreements.note"))
    for fiche, words in disputed:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{fiche.fields['action']} ({fiche.table})").bold = True
        paragraph.add_run(f"\u00a0: {words}" if say.language == "fr" else f": {words}")
