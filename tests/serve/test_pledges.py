"""Pages about people's words and about results: who erases what, what each page says, what old browsers can read."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "workshop"))

from made_bundles import bundle

from simulator.answers.ignorance import IGNORANCE, IN_SHORT
from simulator.experiments.scenario import Scenario
from simulator.serve.settings import PAGES

NEW = re.compile(
    r"\?\?=|\|\|=|&&=|\.at\(|\.replaceAll\(|\.findLast|\.toSorted\(|structuredClone|Object\.hasOwn|randomUUID"
    r"|AbortSignal\.timeout|Promise\.withResolvers|\.groupBy\("
)
"""What browsers of 2020 do not know: Chrome 86, Safari 14, Firefox 82."""


def test_a_person_erases_all_their_own_words(house, somebody):
    token, key = somebody["token"], somebody["participant"]
    note = house.send(token, "note_kept", table="table-1", text="Un banc devant la salle").json["sequence"]
    house.post("/api/erase", {}, token)
    assert house.view(token).json["pseudonym"] is None
    (entry,) = (one for one in house.desk.entries(house.opened.workshop) if one.sequence == note)
    assert house.desk.words(house.opened.workshop, [entry.body.text]) == {entry.body.text: None}
    assert house.post("/api/erase", {}, token).json == {"erased": 0}
    assert house.desk.state(house.opened.workshop).participants[key].here


def test_nobody_erases_for_others(house):
    for token in (house.opened.host, house.opened.operator, house.opened.tables["table-1"]):
        answer = house.post("/api/erase", {}, token)
        assert (answer.status, answer.json["code"]) == (403, "not_allowed")
    assert house.post("/api/erase", {}).json["code"] == "no_token"
    forged = house.post("/api/erase", {}, house.join().json["token"], Origin="https://ailleurs.example")
    assert forged.json["code"] == "other_site"


@pytest.mark.parametrize("query", ["?lang=fr", "?lang=en", "?lang=fr&simple=1", "?lang=en&simple=1"])
def test_the_page_about_data_speaks_of_this_very_database(house, monkeypatch, query):
    page = house.ask(f"/confidentialite{query}").text
    assert "(WAL)" not in page
    assert "PostgreSQL" not in page
    monkeypatch.setattr(house.store, "embedded", False)
    other = house.ask(f"/confidentialite{query}").text
    assert other != page
    assert "simple" in query or "PostgreSQL" in other


def test_what_the_simulator_does_not_know_is_one_tap_from_a_result(house):
    address = house.room.bundles.keep(bundle(Scenario.load("sobriete"), gain=0.031))
    for language in ("fr", "en"):
        page = house.ask(f"/lien/{address}?lang={language}").text
        assert 'href="/limites' in page
        assert ("4 jetons, dès 2027" if language == "fr" else "4 tokens, from 2027") in page.replace("\u00a0", " ")
        limits = house.ask(f"/limites?lang={language}").text
        assert all(f"<h2>{group['title'][language]}</h2>" in limits for group in IGNORANCE)
        short, _, whole = house.ask(f"/limites?lang={language}&simple=1").text.partition("<details>")
        assert all(line[language] in short for line in IN_SHORT)
        assert all(f"<h2>{group['title'][language]}</h2>" in whole for group in IGNORANCE)
    assert 'href="/limites' in (PAGES / "phone.html.j2").read_text("utf-8").replace('{{ link("', "").replace(
        '") }}', ""
    )


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.js")), ids=lambda path: path.name)
def test_no_script_is_newer_than_a_four_year_old_phone(path):
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert NEW.findall(code) == []


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.css")), ids=lambda path: path.name)
def test_a_selector_that_an_old_browser_does_not_know_stands_alone(path):
    """A browser drops a whole list of selectors for one that it does not know."""
    rules = re.findall(r"([^{}]+)\{", path.read_text(encoding="utf-8"))
    assert [rule for rule in rules if ":has(" in rule and "," in re.sub(r"\([^()]*\)", "", rule)] == []
