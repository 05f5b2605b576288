"""The printable kit: every page tagged and on A4, nothing runs over, and what is written on it can be keyed in."""

from __future__ import annotations

import io
import re
from functools import cache

import pytest
from pypdf import PdfReader

from simulator.experiments.library import scenario_names
from simulator.experiments.scenario import Scenario
from simulator.model.levers import LEVERS
from simulator.wording import LANGUAGES, translator
from simulator.workshop.events import ActionWritten, GapNoted
from simulator.workshop.grid import LINES
from simulator.workshop.kit import DOCUMENTS, Kit, Room, make_kit
from simulator.workshop.kit.agenda import COPIES, HANDED_OUT, handed_out
from simulator.workshop.kit.cards import bought
from simulator.workshop.kit.forms import ACTION_ROWS, GAP_FIELDS
from simulator.workshop.kit.tents import join_address
from simulator.workshop.press import typeset
from simulator.workshop.template import Template, templates

WORLDS = tuple(scenario_names())
TABLES = {f"table-{n}": WORLDS[n % len(WORLDS)] for n in range(1, 4)}
ROOM = Room(TABLES, "http://192.168.1.10:8866", "BCDFGH")
PAGES = {
    "agenda": 2,
    "tents": len(TABLES),
    "roles": 1,
    "grid": 1,
    "territory": 3,
    "worlds": len(WORLDS),
    "artefacts": len(WORLDS),
    "levers": 3,
    "tokens": 1,
    "predictions": 1,
    "events": 3,
    "dissent": 1,
    "action": 1,
}
"""What each document is made of when nothing runs over, with all six worlds."""


def kit(language: str, template: str = "demi-journee-240", room: Room = ROOM) -> Kit:
    worlds = tuple(Scenario.load(name) for name in WORLDS)
    return Kit(Template.load(template), worlds, room, translator(language))


@cache
def printed(language: str, name: str) -> PdfReader:
    made = kit(language)
    sheet, content = DOCUMENTS[name](made)
    return PdfReader(io.BytesIO(typeset(sheet, made.titled(name, content))))


def told(words: str) -> str:
    """Letters and digits only: lines break where they please."""
    return re.sub(r"[\W_]", "", words)


def text(language: str, name: str) -> str:
    return told("".join(page.extract_text() for page in printed(language, name).pages))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_is_tagged_titled_and_says_its_language(language, name):
    document = printed(language, name)
    root = document.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == language
    assert document.metadata.title == translator(language)(f"kit.page.{name}")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_runs_over_its_page(language, name):
    pages = printed(language, name).pages
    assert len(pages) == PAGES[name]
    for page in pages:
        assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_bundled_typeface_is_inside(name):
    fonts = {
        font.get_object()["/BaseFont"]
        for page in printed("fr", name).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("AtkinsonHyperlegibleNext" in font for font in fonts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lever_has_a_card_from_its_declaration(language):
    words = text(language, "levers")
    for lever in LEVERS.values():
        for said in (lever.label, lever.sentence, lever.question):
            assert told(said[language]) in words
        assert told(bought(lever, language)) in words


def test_a_token_buys_what_two_figures_can_say():
    assert bought(LEVERS["outreach"], "en") == "8,300\u00a0contacts"
    assert bought(LEVERS["outreach"], "fr") == "8\u202f300\u00a0rencontres"
    assert bought(LEVERS["digital"], "fr") == "5,6\u00a0lieux"
    assert bought(LEVERS["transport"], "en") == "50,000\u00a0bus km"


@pytest.mark.parametrize("language", LANGUAGES)
def test_worlds_objects_and_events_stand_on_their_cards(language):
    worlds, objects, events = (text(language, name) for name in ("worlds", "artefacts", "events"))
    for world in map(Scenario.load, WORLDS):
        assert told(world.title[language]) in worlds
        assert all(told(one.title[language]) in objects for one in world.artefacts)
        assert all(told(one.title[language]) in events for one in world.events)


def test_the_grid_has_ten_lines_with_two_columns_of_five():
    words = text("fr", "grid")
    assert all(told(translator("fr")(f"kit.grid.{line}")) in words for line in LINES)
    assert words.count("12341234") == len(LINES)


def test_forms_ask_what_events_take():
    fields = [name for row in ACTION_ROWS for name, _ in row]
    assert set(fields) == set(ActionWritten.model_fields) - {"medium", "kind", "table", "action_key"}
    assert set(GAP_FIELDS) == set(GapNoted.model_fields) - {"medium", "kind", "table"}
    assert told("jamais le nom d’une personne") in text("fr", "action")


@pytest.mark.parametrize("language", LANGUAGES)
def test_tents_say_how_to_join(language):
    words = text(language, "tents")
    assert told("192.168.1.10:8866") in words
    assert words.count("BCDFGH") >= len(TABLES)
    for number, world in enumerate(TABLES.values(), 1):
        assert f"Table{number}" in words
        assert told(Scenario.load(world).title[language]) in words


def test_a_day_on_paper_has_tents_without_a_code():
    made = kit("fr", room=Room({"table-1": "sobriete"}))
    sheet, content = DOCUMENTS["tents"](made)
    page = PdfReader(io.BytesIO(typeset(sheet, made.titled("tents", content)))).pages[0]
    assert "Code" not in page.extract_text()
    assert not page.images


def test_the_address_of_a_table():
    assert join_address("http://a.b/", "BCDFGH", "table-2") == "http://a.b/rejoindre/BCDFGH?table=table-2"
    assert join_address("http://a.b", None, "table-2") == "http://a.b/rejoindre"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", templates())
def test_every_agenda_fits_on_one_page_and_names_its_papers(language, template):
    made = kit(language, template)
    sheet, content = DOCUMENTS["agenda"](made)
    document = PdfReader(io.BytesIO(typeset(sheet, made.titled("agenda", content))))
    assert len(document.pages) == 2
    words = told(document.pages[0].extract_text())
    assert all(told(phase.title[language]) in words for phase in made.template.phases)
    assert content["phases"][-1]["clock"] == clock(made.template.minutes - made.template.phases[-1].minutes)


def clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def test_the_list_of_prints_has_every_document():
    assert list(COPIES) == list(DOCUMENTS)
    assert {name for names in HANDED_OUT.values() for name in names} <= set(DOCUMENTS)
    assert handed_out(("join", "resources", "ties", "gaps")) == ["territory"]


def test_a_long_text_shrinks_to_its_card():
    made = kit("fr")
    sheet, content = DOCUMENTS["events"](made)
    content["cards"][0]["text"] *= 4
    pages = PdfReader(io.BytesIO(typeset(sheet, made.titled("events", content)))).pages
    assert len(pages) == PAGES["events"]


def test_a_kit_is_thirteen_files_in_the_order_of_the_day(tmp_path):
    made = make_kit(
        Template.load("demi-journee-180"), ("communs",), Room({"table-1": "communs"}), "fr", tmp_path / "kit"
    )
    assert [path.name.partition("-")[0] for path in made] == [f"{n:02}" for n in range(1, 14)]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in made)
