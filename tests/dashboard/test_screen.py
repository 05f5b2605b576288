"""The widget: what a browser may write, what a failing callback tells it, and a settings message that says it all."""

import json

import pytest
from made import MadeStudies

from simulator.answers.choices import validate
from simulator.answers.studies import sample_size
from simulator.dashboard.app import WORLDS, _guarded, follow
from simulator.dashboard.screen import Screen, style
from simulator.dashboard.setting import describe, short_name
from simulator.experiments.library import scenario_names
from simulator.experiments.scenario import Scenario
from simulator.territory.territory import Territory

NAMES = ("one", "two")


@pytest.fixture
def screen(worlds):
    screen = Screen(setting={"a": 1}, choices=validate(None, NAMES).as_dict(), status={"state": "preparing"})
    exploration = follow(screen, MadeStudies(), worlds)
    assert exploration.settle(10)
    yield screen, exploration
    screen.close()


def test_the_first_answer_comes_by_itself(screen):
    screen, _ = screen
    assert screen.answer["replications"] == 4
    assert len(screen.values) > 1000
    assert screen.status["state"] == "done"


@pytest.mark.parametrize(
    "choices",
    [
        None,
        7,
        "<script>alert(1)</script>",
        {"tokens": {"outreach": 1e308}, "move": 2},
        {"tokens": {"outreach": [[]]}, "start": {"outreach": {}}, "move": 2},
        {"world": "../../etc/passwd", "tokens": None, "move": 2},
    ],
)
def test_hostile_choices_are_answered_like_any_other(screen, choices):
    screen, exploration = screen
    screen.set_state({"choices": choices})
    assert exploration.settle(10)
    assert screen.status["state"] == "done"
    assert screen.answer["world"] == "one"


def test_a_browser_writes_its_choices_and_nothing_else(screen):
    screen, _ = screen
    answer, values = screen.answer, screen.values
    screen.set_state({"setting": {}, "answer": "x", "values": 3, "status": None, "_esm": "alert(1)", "nonsense": 1})
    assert (screen.setting, screen.answer, screen.values) == ({"a": 1}, answer, values)


def test_a_callback_that_fails_tells_nobody_but_the_log(caplog):
    def fails(change):
        raise RuntimeError(change["new"])

    _guarded(fails)({"new": "oops"})
    assert "oops" in caplog.text


def test_the_setting_is_plain_and_complete():
    territory = Territory.load("bassin-minier")
    worlds = [Scenario.load("tendanciel"), Scenario.load("sobriete")]
    setting = describe(territory, worlds, 20_000)
    json.dumps(setting, allow_nan=False)
    places = setting["territory"]
    assert len(places["communes"]) == len(places["shapes"]["features"]) == 287
    assert sum(commune["residents"] for commune in places["communes"]) == 1_212_037
    labels = {venue["label"] for venue in places["venues"]}
    assert {"Louvre-Lens", "Le Boulon", "Centre historique minier"} <= labels
    assert all(not venue["guessed"] for venue in places["venues"] if venue["label"])
    assert any(venue["guessed"] for venue in places["venues"])
    lever = setting["levers"][0]
    assert (lever["buys"][1], lever["buys"][10]) == (8300, 83000)
    by_name = {lever["name"]: lever for lever in setting["levers"]}
    assert (by_name["digital"]["buys"][1], by_name["heritage"]["buys"][1]) == (6, 100)  # 5.6 places is no 5
    assert (by_name["heritage"]["running"], by_name["pricing"]["running"]) == (0.12, None)
    assert [world["title"]["en"] for world in setting["worlds"]] == ["Carrying on", "Last train, 23:12"]
    for world in setting["worlds"]:
        assert world["day"]["fr"].startswith("Personne imaginée")
        assert (len(world["artefacts"]), len(world["events"])) == (3, 2)


def test_every_bundled_world_is_on_offer():
    assert set(WORLDS) == set(scenario_names())
    assert WORLDS[0] == "tendanciel"


def test_a_planners_own_world_may_have_a_story_alone():
    territory, world = Territory.load("bassin-minier"), Scenario("mine", story={"fr": "Il pleut.", "en": "It rains."})
    (told,) = describe(territory, [world], 20_000)["worlds"]
    assert (told["day"], told["artefacts"], told["events"]) == (None, [], [])


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Musée du Louvre-Lens", "Louvre-Lens"),
        ("Le Boulon, centre national des arts de la rue (CNAREP)", "Le Boulon"),
        ("9-9bis – Le Métaphone", "9-9bis"),
        ("Mine 2 Culture, médiathèque et conservatoire", "Mine 2 Culture"),
    ],
)
def test_venues_are_called_what_people_call_them(name, short):
    assert short_name(name) == short


def test_outside_the_product_s_pages_the_font_travels_in_the_style(monkeypatch):
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    served = style()
    monkeypatch.delenv("SERVER_SOFTWARE")
    assert "data:font/woff2" not in served
    assert style().endswith(served)
    assert "data:font/woff2" in style()


@pytest.mark.parametrize(
    ("wish", "size"), [("", 20_000), ("3000", 3000), ("12", 20_000), ("1e9", 20_000), ("-5", 20_000)]
)
def test_the_size_of_the_sample_can_be_set_within_reason(monkeypatch, wish, size):
    monkeypatch.setenv("BASSIN2040_RESIDENTS", wish)
    assert sample_size() == size
