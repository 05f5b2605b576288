"""The debrief pack of a whole workshop: complete, small, readable by everybody, and silent on what must not be said."""

from __future__ import annotations

import csv
import io
import re
import time
import zipfile
from html.parser import HTMLParser

import pytest
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from made_day import FORMULA, GONE, PSEUDONYM, SCRIPT, MadeDay, open_day, play
from pypdf import PdfReader

from simulator.answers.ignorance import IGNORANCE
from simulator.model.levers import LEVERS
from simulator.wording import LANGUAGES, translator
from simulator.workshop.debrief import LARGEST, day_of, make_pack
from simulator.workshop.debrief.blocks import Number, Table
from simulator.workshop.debrief.document import SECTIONS, debrief
from simulator.workshop.debrief.sheets import DANGEROUS, safe, sheet

ADDRESS = "http://bassin.exemple:8866"


@pytest.fixture(scope="module", params=LANGUAGES)
def day(request, tmp_path_factory) -> MadeDay:
    """A workshop from welcome to end, in each language."""
    return play(open_day(tmp_path_factory.mktemp("atelier"), request.param))


@pytest.fixture(scope="module")
def pack(day, tmp_path_factory):
    """Its pack: file name to bytes."""
    made = make_pack(
        day.desk, day.bundles, day.workshop, tmp_path_factory.mktemp("papiers") / "atelier", address=ADDRESS
    )
    return {path.name: path.read_bytes() for path in made}


@pytest.fixture(scope="module")
def page(pack) -> str:
    return pack["debrief.html"].decode("utf-8")


def language_of(day: MadeDay) -> str:
    return day.desk.state(day.workshop).opened.language


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


class Reader(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.headings, self.links, self.ids, self.loads = [], [], [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "a":
            self.links.append(found["href"])
        if "id" in found:
            self.ids.append(found["id"])
        self.loads += [value for name, value in attributes if name in ("src", "srcset", "data", "action")]


def test_the_pack_is_whole_and_small(pack):
    assert {"debrief.html", "debrief.pdf", "strategie.docx", "LISEZ-MOI.txt", "atelier.zip"} < set(pack)
    assert len(pack["atelier.zip"]) < LARGEST
    with zipfile.ZipFile(io.BytesIO(pack["atelier.zip"])) as archive:
        assert {name.removeprefix("atelier/") for name in archive.namelist()} == set(pack) - {"atelier.zip"}


def test_the_pack_takes_less_than_a_minute(day, tmp_path):
    start = time.perf_counter()
    make_pack(day.desk, day.bundles, day.workshop, tmp_path / "encore")
    assert time.perf_counter() - start < 60


def test_the_page_stands_alone_and_needs_no_script(page):
    found = Reader(page)
    tags = [tag for tag, _ in found.tags]
    assert {"script", "link", "iframe", "img", "object"}.isdisjoint(tags)
    assert found.loads == []
    assert re.findall(r"url\((?!\"data:font/woff2;base64,)", page) == []
    assert len(found.ids) == len(set(found.ids))


def test_the_page_has_landmarks_headings_captions_and_scopes(page, day):
    found = Reader(page)
    tags = [tag for tag, _ in found.tags]
    assert all(tags.count(one) == 1 for one in ("main", "nav", "header", "footer", "h1"))
    assert dict(found.tags[0][1])["lang"] == language_of(day)
    assert all(after - before <= 1 for before, after in zip(found.headings, found.headings[1:], strict=False))
    assert tags.count("table") == tags.count("caption") > 10
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in found.tags if tag == "th")
    drawings = [attributes for tag, attributes in found.tags if tag == "svg"]
    assert len(drawings) == 2
    assert all(one["role"] == "img" and len(one["aria-label"]) > 60 for one in drawings)


def test_every_link_within_the_page_leads_somewhere(page):
    found = Reader(page)
    inside = [link.removeprefix("#") for link in found.links if link.startswith("#")]
    assert len(inside) >= len(SECTIONS)
    assert set(inside) <= set(found.ids)


def test_numbers_lead_to_their_runs_permanent_address(page, day):
    links = Reader(page).links
    for table, address in day.runs.items():
        assert (f"{ADDRESS}/lien/{address}" in links) == (table not in ("table-3", "unnamed"))


def test_without_an_address_numbers_lead_to_the_list_of_runs(day):
    document = debrief(day_of(day.desk.export(day.workshop), day.bundles))
    targets = {
        cell.target for table in document.tables() for row in table.rows for cell in row if hasattr(cell, "target")
    }
    keys = {part.key for section in document.sections for part in section.parts}
    assert targets
    assert {target.removeprefix("#") for target in targets} <= keys


def test_the_pdf_is_tagged_titled_and_says_its_language(pack, day):
    document = PdfReader(io.BytesIO(pack["debrief.pdf"]))
    root = document.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == language_of(day)
    assert "Carvin" in document.metadata.title
    words = "".join(page.extract_text() for page in document.pages)
    assert "Les passerelles" in words
    assert GONE in " ".join(words.split())


def test_what_people_wrote_is_never_markup(page):
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#39;non&#39;)&lt;/script&gt; &amp; &lt;b&gt;" in page


def test_nobodys_pseudonym_is_in_any_file(pack):
    for name, content in pack.items():
        assert PSEUDONYM.encode() not in content, name
    assert PSEUDONYM not in "".join(page.extract_text() for page in PdfReader(io.BytesIO(pack["debrief.pdf"])).pages)


def test_a_table_of_three_is_neither_named_nor_measured(day, pack, page):
    too_few = translator(language_of(day))("pack.too_few.table")
    tables = rows(pack["tables.csv"])
    assert [row[0] for row in tables[1:]].count(too_few) == 1
    assert "Table 3" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    assert day.runs["table-3"] not in page
    assert "grille-table-3.csv" not in pack
    assert len(rows(pack["resultats-tour-1.csv"])) == 1 + 3


def test_the_room_does_not_give_away_a_small_table(day):
    """Eleven people sit at tables that are shown; the three others would be the room less those."""
    document = debrief(day_of(day.desk.export(day.workshop), day.bundles))
    room = next(table for table in document.tables() if table.key == "grille-salle")
    assert {sum(cell.value for cell in row[1:]) for row in room.rows} == {2 * 11}


def test_votes_of_fewer_than_five_are_not_counted(day, pack):
    counted = {row[0]: row for row in rows(pack["votes.csv"])[1:]}
    assert len(counted) == 2
    assert [row[2] for row in counted.values()] == ["6", ""]
    say = translator(language_of(day))
    assert counted[say("pack.vote.plan", number=1)][1] == say("pack.vote.keep")


def test_results_carry_interval_and_verdict(day, pack):
    say = translator(language_of(day))
    first = rows(pack["resultats-tour-1.csv"])[1]
    assert first[0].startswith("Table 1")
    predicted, found, low, high = (float(cell.replace(",", ".")) for cell in first[2:6])
    assert predicted == 5.0
    assert low <= found <= high
    assert first[6] == say("pack.verdict.better")
    assert first[7] == f"{ADDRESS}/lien/{day.runs['table-1']}"


def test_tables_of_one_world_stand_side_by_side_and_small_ones_are_left_out(day, page):
    said = {"fr": "Le plan de la table 4 fait mieux que celui de la table 2.", "en": "Table 4’s plan does better than"}
    assert said[language_of(day)] in page
    assert page.count({"fr": "Côte à côte", "en": "Side by side"}[language_of(day)]) == 1


def test_a_dissent_shows_every_lever_in_both_worlds(day, pack):
    lines = rows(pack["leviers-desaccord-1.csv"])
    assert len(lines) == 1 + len(LEVERS)
    assert (lines[1][0], lines[1][2], lines[1][4]) == (
        LEVERS["outreach"].label[language_of(day)],
        "1",
        str(len(LEVERS)),
    )


def test_an_unnamed_dissent_names_no_table(day, pack):
    say = translator(language_of(day))
    found = rows(pack["desaccords.csv"])[1]
    assert "0,2" in found
    assert say("pack.anonymous") in found
    assert not any("Table 2" in cell for cell in found)
    assert say("pack.dissent.unlinked") in found
    assert all(day.runs["unnamed"].encode() not in content for content in pack.values())


def test_every_section_is_there_in_order(day):
    say = translator(language_of(day))
    document = debrief(day_of(day.desk.export(day.workshop), day.bundles))
    keys = (
        "day worlds grid resources gaps dreams artefacts rounds cards dissents told surprises notes absent votes fiches"
    )
    assert [section.key for section in document.sections] == [*keys.split(), "unknowns", "ethics", "runs"]
    unknown = document.sections[-3]
    assert [part.title for part in unknown.parts] == [group["title"][say.language] for group in IGNORANCE]


def test_an_empty_workshop_has_a_pack_too(tmp_path):
    made = open_day(tmp_path, title="Rien encore")
    files = make_pack(made.desk, made.bundles, made.workshop, tmp_path / "vide")
    assert "Rien encore" in files[0].read_text(encoding="utf-8")


def test_an_erased_text_says_so_everywhere(tmp_path):
    made = play(open_day(tmp_path))
    state = made.desk.state(made.workshop)
    reference = next(kept.body.text for kept in state.notes if kept.body.sort == "reality")
    made.desk.erase(made.workshop, reference)
    files = {path.name: path.read_bytes() for path in make_pack(made.desk, made.bundles, made.workshop, tmp_path / "p")}
    assert all(GONE.encode() not in content for content in files.values())
    erased = translator("fr")("pack.erased")
    assert erased == "effacé à la demande"
    assert erased in files["debrief.html"].decode()
    assert erased in files["notes.csv"].decode("utf-8-sig")
    assert erased in " ".join(
        "".join(p.extract_text() for p in PdfReader(io.BytesIO(files["debrief.pdf"])).pages).split()
    )


def test_sheets_open_in_a_french_excel(pack):
    content = pack["ressources.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    assert rows(content)[2][1] == SCRIPT
    assert rows(content)[2][2] == "'" + FORMULA


@given(st.text(max_size=30))
def test_no_words_become_a_formula(words):
    written = safe(words)
    assert not written.lstrip(" \u00a0\u202f").startswith(DANGEROUS)
    assert written.removeprefix("'").replace("\x00", "") == words.removeprefix("'").replace("\x00", "")


@given(st.lists(st.tuples(st.text(max_size=12), st.floats(-1e6, 1e6, allow_nan=False)), max_size=5))
def test_a_sheet_reads_back(lines):
    table = Table("t", "", ("a;b", "c"), tuple((words, Number("", round(value, 2))) for words, value in lines))
    found = rows(sheet(table))
    assert found[0] == ["a;b", "c"]
    assert len(found) == 1 + len(lines)
    for row, (words, value) in zip(found[1:], lines, strict=True):
        assert row[0] == safe(words).replace("\r\n", "\n").replace("\r", "\n") or "\r" in words
        assert float(row[1].replace(",", ".")) == pytest.approx(round(value, 2), rel=1e-5)


@pytest.mark.parametrize("name", ["debrief.html", "debrief.pdf", "strategie.docx", "LISEZ-MOI.txt"])
def test_every_file_says_what_the_tool_is_for(pack, day, name):
    say = translator(language_of(day))
    words = told(name, pack[name])
    assert letters(say("kit.caution")) in words
    if name != "LISEZ-MOI.txt":
        assert letters(say("pack.caution")) in words


def told(name: str, content: bytes) -> str:
    """The letters of a file's words."""
    if name.endswith(".pdf"):
        return letters("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    if name.endswith(".docx"):
        return letters("".join(paragraph.text for paragraph in WordDocument(io.BytesIO(content)).paragraphs))
    return letters(content.decode("utf-8"))


def letters(words: str) -> str:
    return re.sub(r"[\W_]", "", words)


def test_only_ties_of_the_room_are_printed(day, pack):
    drawn = [kept.body for kept in day.desk.state(day.workshop).ties]
    printed = [row for name in ("liens.csv", "liens-reves.csv") for row in rows(pack[name])[1:]]
    assert len(printed) == len(drawn) == 2
    assert {row[0] for row in printed} == {"Une harmonie", "Un bailleur"}


def test_who_was_absent_is_kept(pack):
    assert rows(pack["absents.csv"])[1][1] == "Personne des transports"
