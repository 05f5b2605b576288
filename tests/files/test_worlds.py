"""The six worlds of the workshop: complete, told with care in both languages, and bound to the model claim by claim."""

from __future__ import annotations

import dataclasses
import re

import pytest

from simulator.calendar import FIRST_YEAR, LAST_YEAR, timeline_value
from simulator.errors import ParameterError, ScenarioError
from simulator.experiments import library
from simulator.experiments.fiction import Event
from simulator.experiments.scenario import Scenario
from simulator.experiments.story_parts import MEASURES, plain
from simulator.experiments.timelines import add

WORLDS = {name: Scenario.load(name) for name in library.scenario_names()}
TITLES = {
    "tendanciel": "Sur la lancée",
    "numerique": "La scène d’à côté",
    "sobriete": "Dernier train, 23 h 12",
    "communs": "Les clés du mardi",
    "patrimoine": "Un monument où l’on habite",
    "fracture": "Une salle sur trois",
}
LANGUAGES = ("fr", "en")
OPENINGS = {
    "fr": "Fiction, écrite pour ouvrir la discussion : rien de ce qui suit n’est une prévision.",
    "en": "A fiction, written to start a conversation: nothing below is a forecast.",
}
IMAGINED = {"fr": "Personne imaginée", "en": "An imagined person"}
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


def every(drivers, name: str) -> list[float]:
    return [timeline_value(drivers.get(name, 0.0), year, FIRST_YEAR) for year in YEARS]


def test_titles_are_those_of_the_workshop():
    assert {name: plain(world.title["fr"]) for name, world in WORLDS.items()} == TITLES
    assert [world.name for world in WORLDS.values()] == list(WORLDS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_a_world_is_a_fiction_told_in_both_languages(world, lang):
    assert plain(world.story[lang]).startswith(OPENINGS[lang])
    assert 200 <= len(world.story[lang].split()) <= 400
    assert world.day[lang].startswith(IMAGINED[lang])
    assert 120 <= len(world.day[lang].split()) <= 250


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_a_world_holds_three_artefacts_and_two_events(world):
    assert len(world.artefacts) == 3
    assert len(world.events) >= 2
    for part in (*world.artefacts, *world.events):
        assert all(part.title[lang].strip() and len(part.text[lang].split()) >= 20 for lang in LANGUAGES)


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_every_claim_is_in_the_story_and_every_driver_is_claimed(world):
    for claim in world.claims:
        assert all(plain(claim.text[lang]) in plain(world.story[lang]) for lang in LANGUAGES)
    assert {claim.driver for claim in world.claims} - {None} == set(world.drivers) == set(world.reasons)
    assert {claim.outcome for claim in world.claims} - {None} <= set(MEASURES)
    assert any(claim.outcome for claim in world.claims)
    assert any(claim.sign is None for claim in world.claims)


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_every_reason_says_that_it_is_an_assumption(world):
    assert all(reason["fr"].startswith("Hypothèse") for reason in world.reasons.values())
    assert all(reason["en"].startswith("Assumption") for reason in world.reasons.values())


def test_directions_are_those_of_the_workshop():
    """Where each world goes by 2040, and where it has been on the way."""
    last = {name: {d: every(world.drivers, d)[-1] for d in world.drivers} for name, world in WORLDS.items()}
    assert last["tendanciel"]["ageing"] > 0 < last["tendanciel"]["diplomas"]
    assert last["tendanciel"]["budget"] == last["numerique"]["budget"] == last["communs"]["budget"] == 0
    assert last["numerique"]["digital_use"] == 1 == last["sobriete"]["fuel_price"]
    assert last["numerique"]["diplomas"] > 0 < last["sobriete"]["evening_transport"]
    assert last["sobriete"]["touring_supply"] < 0 < last["sobriete"]["heat_days"]
    assert last["communs"]["amateur_taste"] > 0
    assert max(every(WORLDS["communs"].drivers, "volunteer_time")) > 0 > last["communs"]["volunteer_time"]
    assert min(last["patrimoine"][name] for name in ("outside_visitors", "rents", "ticket_prices")) > 0
    assert len({value for value in every(WORLDS["fracture"].drivers, "budget") if value < 0}) == 2
    assert last["fracture"]["income"] < 0 < min(last["fracture"]["ageing"], last["fracture"]["heat_days"])


@pytest.mark.parametrize(("world", "code"), [(w, e.code) for w in WORLDS.values() for e in w.events])
def test_an_event_is_added_on_top_of_the_world(world, code):
    event = next(event for event in world.events if event.code == code)
    shaken = world.with_event(code)
    for name in {**world.drivers, **event.drivers}:
        sums = [a + b for a, b in zip(every(world.drivers, name), every(event.drivers, name), strict=True)]
        assert every(shaken.drivers, name) == pytest.approx(sums)
    assert shaken.digest != world.digest
    assert shaken.name != world.name
    assert code not in {event.code for event in shaken.events}
    assert event.title["fr"] in shaken.title["fr"]


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_both_events_may_happen(world):
    first, second = (event.code for event in world.events[:2])
    assert world.with_event(first).with_event(second).digest == world.with_event(second).with_event(first).digest


def test_an_event_that_goes_too_far_is_refused_not_clipped():
    event = Event("choc", {"fr": "Choc", "en": "Shock"}, {"fr": "x", "en": "x"}, {"touring_supply": {2031: -0.5}})
    world = Scenario("x", drivers={"touring_supply": {2030: -0.5}}, events=(event,))
    with pytest.raises(ParameterError, match=r"« touring_supply » en 2031 = −1 hors limites".replace(" ", r"\s")):
        world.with_event("choc")
    assert Scenario("y", events=(event,)).with_event("choc").drivers["touring_supply"][2040] == -0.5


def test_an_event_that_is_not_there_gives_the_nearest():
    with pytest.raises(ParameterError, match="trente-huit"):
        WORLDS["sobriete"].with_event("trente-hui")


def test_a_change_begins_in_its_first_year_and_a_number_holds_from_the_start():
    assert add({2026: 0, 2040: 1.4}, {2031: -0.2, 2032: 0})[2030] == pytest.approx(0.4)
    assert add({2026: 0, 2040: 1.4}, {2031: -0.2, 2032: 0})[2031] == pytest.approx(0.3)
    assert add(0.5, {2031: 0.1})[2026] == 0.5


def test_words_change_nothing_that_the_model_reads():
    world = WORLDS["sobriete"]
    bare = dataclasses.replace(world, day={}, artefacts=(), events=(), claims=())
    assert (bare.digest, hash(bare)) == (world.digest, hash(world))
    assert bare != world


def test_a_planners_own_file_needs_none_of_it(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("scenario: mien\ntitle: {fr: a, en: b}\nstory: {fr: c, en: d}\ndrivers: {}\n")
    world = Scenario.load(path)
    assert (world.day, world.artefacts, world.events, world.claims, world.drivers) == ({}, (), (), (), {})


def test_several_misfits_are_each_given_their_line(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "scenario: mien\ntitle: {fr: a, en: b}\nstory: {fr: Il pleut, en: It rains}\ndrivers: {}\nclaims:\n"
        "  - text: {fr: Il neige, en: It rains}\n    fiction: true\n"
        "  - text:\n      fr: Il pleut\n      en: It snows\n    driver: heat_days\n    sign: down\n"
    )
    with pytest.raises(ScenarioError) as refusal:
        Scenario.load(path)
    assert [fault.line for fault in refusal.value.faults] == [6, 10]


def test_no_text_names_a_real_place():
    named = re.compile(
        r"Louvre|Lens|Liévin|Béthune|Bruay|Douai|Valenciennes|Lille|Arras|Tadao|9-9|Boulon|Carvin|Oignies"
    )
    for world in WORLDS.values():
        parts = (*world.artefacts, *world.events)
        texts = [world.story, world.day, *(part.text for part in parts), *(part.title for part in parts)]
        assert [text[lang] for text in texts for lang in LANGUAGES if named.search(text[lang])] == []
