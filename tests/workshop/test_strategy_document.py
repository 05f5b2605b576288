"""The draft strategy read back: headings, language, contents list, a table for each fiche; nothing merged or lost."""

from __future__ import annotations

import io
import uuid

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from made_day import MadeDay, open_day, play

from simulator.wording import translator
from simulator.workshop.debrief import day_of, strategy
from simulator.workshop.debrief.alike import FIELDS, Fiche, alike

ADDRESS = "http://bassin.exemple"


@pytest.fixture(scope="module")
def days(tmp_path_factory) -> list[MadeDay]:
    """Two workshops, the second with one fiche of its own."""
    first = play(open_day(tmp_path_factory.mktemp("un")))
    second = open_day(tmp_path_factory.mktemp("deux"), title="Denain, le soir")
    written = {
        "action": "Un bus de nuit, chaque samedi",
        "issue": "Rentrer",
        "lead": "La mobilité",
        "disagreements": "Qui paie ?",
    }
    second.table("table-2", "action_written", action_key="bus", **written)
    return [first, second]


@pytest.fixture(scope="module")
def document(days):
    read = [day_of(day.desk.export(day.workshop), day.bundles, address=ADDRESS) for day in days]
    return Document(io.BytesIO(strategy(read, translator("fr"))))


def headings(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]


def column(table, rank: int) -> list[str]:
    return [row.cells[rank].text for row in table.rows]


def test_it_says_its_title_and_language(document):
    assert document.core_properties.language == "fr-FR"
    assert document.core_properties.title == "Stratégie collaborative\u00a0: brouillon"
    assert document.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == "fr-FR"
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == [document.core_properties.title]


def test_the_contents_list_is_a_field_whose_lines_lead_to_the_headings(document):
    body = document.element.body
    instructions = [one.text for one in body.iter(qn("w:instrText"))]
    assert instructions == [r'TOC \o "1-1" \h \z \u']
    assert [one.get(qn("w:fldCharType")) for one in body.iter(qn("w:fldChar"))] == ["begin", "separate", "end"]
    marks = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    anchors = [one for one in body.iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))]
    assert {one.get(qn("w:anchor")) for one in anchors} == marks
    assert ["".join(t.text for t in one.iter(qn("w:t"))) for one in anchors] == headings(document)


def test_fiches_that_are_alike_stand_side_by_side_and_none_is_lost(document):
    buses, keys = document.tables
    assert column(buses, 0)[1:13] == [translator("fr")(f"pack.action.{name}") for name in FIELDS]
    assert [row.cells[0].text for row in keys.rows][2] == "Action"
    actions = buses.rows[2].cells
    assert [cell.text for cell in actions][1:] == [
        "Un bus de nuit le samedi",
        "Des bus de nuit, le samedi",
        "Un bus de nuit, chaque samedi",
    ]
    assert "Carvin" in buses.rows[0].cells[1].text
    assert "Denain" in buses.rows[0].cells[3].text
    assert column(keys, 1)[2] == "Confier les clés de la salle aux habitants"


def test_disagreements_are_kept_in_their_fiche_and_together(document):
    cells = " ".join(cell.text for cell in document.tables[0].rows[12].cells)
    bullets = [p.text for p in document.paragraphs if p.style.name == "List Bullet"]
    for words in ("Le samedi ou le vendredi ?", "Qui paie ?"):
        assert words in cells
        assert any(words in bullet for bullet in bullets)
    assert headings(document)[-1] == translator("fr")("pack.strategy.disagreements")


def test_a_number_leads_to_its_run(document, days):
    targets = [one.target_ref for one in document.part.rels.values() if one.is_external]
    assert targets == [f"{ADDRESS}/lien/{days[0].runs['table-1']}"]


def test_header_rows_stand_again_on_each_page(document):
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_words_with_signs_that_xml_does_not_take_are_no_trouble(tmp_path):
    made = open_day(tmp_path)
    made.table("table-1", "action_written", action_key="x", action="Un ]]> & <deux>\nlignes", issue="é", lead="rôle")
    read = day_of(made.desk.export(made.workshop), made.bundles)
    table = Document(io.BytesIO(strategy([read], translator("en")))).tables[0]
    assert table.rows[2].cells[1].text == "Un ]]> & <deux>\nlignes"


def fiche(words: str) -> Fiche:
    return Fiche("w", uuid.uuid4().hex, {name: words if name == "action" else "" for name in FIELDS})


@given(st.lists(st.text(alphabet="abcdefghé -", max_size=40), max_size=12))
def test_no_fiche_is_left_out_or_shown_twice(actions):
    fiches = [fiche(words) for words in actions]
    shown = [one.table for group in alike(fiches) for one in group]
    assert sorted(shown) == sorted(one.table for one in fiches)
    assert [group[0].table for group in alike(fiches)] == [one.table for one in fiches if one.table in firsts(fiches)]


def firsts(fiches: list[Fiche]) -> set[str]:
    return {group[0].table for group in alike(fiches)}


def test_accents_capitals_and_plurals_do_not_part_what_is_alike():
    assert len(alike([fiche("Des navettes ÉTÉ pour tous"), fiche("la navette, l’été, pour tous")])) == 1
    assert len(alike([fiche("Ouvrir la médiathèque le dimanche"), fiche("Former des chœurs à l’école")])) == 2
