"""Every word of the screen is in one place, in both languages, and each is used."""

import re
from pathlib import Path

import pytest

from simulator.answers.ignorance import IGNORANCE
from simulator.answers.indicators import NUMBERS, SHOWN, TABS
from simulator.dashboard.host_words import HOST_WORDS
from simulator.dashboard.team_words import TEAM_WORDS
from simulator.dashboard.words import WORDS

ROOT = Path(__file__).parents[2] / "simulator"
SOURCES = ROOT / "dashboard" / "static" / "src"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SCREENS = {
    "exploration": (WORDS, ("",)),
    "table": (TEAM_WORDS, ("", "team")),
    "host": (HOST_WORDS, ("", "team", "host")),
}
"""Each screen's words, and the folders of the sources that may ask for them."""


@pytest.fixture(params=SCREENS)
def screen(request):
    """A screen's words, and everything that its sources say."""
    words, folders = SCREENS[request.param]
    paths = [path for folder in folders for path in sorted((SOURCES / folder).glob("*.js"))]
    return words, "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_both_languages_have_the_same_keys_and_places(screen):
    words, _ = screen
    assert set(words["fr"]) == set(words["en"])
    for key, french in words["fr"].items():
        assert set(PLACEHOLDER.findall(french)) == set(PLACEHOLDER.findall(words["en"][key])), key


def test_every_key_that_a_source_asks_for_exists(screen):
    words, text = screen
    asked = set(re.findall(r'(?:say|app\.say)\.t\(\s*"([^"]+)"', text)) | set(re.findall(r'\bt\("([^"]+)"', text))
    assert asked
    assert asked <= set(words["fr"])


def test_no_word_is_left_unused(screen):
    words, text = screen
    keys = set(re.findall(r'"([a-z0-9]+(?:\.[a-z0-9_]+)*)"', text)) & set(words["fr"])
    begun = set(re.findall(r"`([a-z_]+(?:\.[a-z_]+)*\.)\$\{", text))
    begun |= {f"{name}." for name in re.findall(r'message\(app, "([a-z]+)"', text)}
    begun |= {"page.", "server."}
    python = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "serve").rglob("*") if path.suffix in (".py", ".js", ".j2")
    )
    for key in words["fr"]:
        assert key in keys or key.startswith(tuple(begun)) or key in python, key


@pytest.mark.parametrize("family", ["number", "tab"])
def test_every_indicator_in_front_has_its_words(family):
    codes = NUMBERS if family == "number" else TABS
    assert all(f"{family}.{code}" in WORDS["fr"] for code in codes)
    assert {shown.code for shown in SHOWN} >= set(codes)


def test_the_words_of_the_room_are_kept():
    fr = WORDS["fr"]
    everything = " ".join(fr.values()).casefold()
    assert fr["aid"] == "Une aide au débat, pas à l’attribution de subventions"
    assert fr["ignorance"] == "Ce que le simulateur ne sait pas"
    assert fr["reference"] == "Sans mesure nouvelle"
    assert fr["figures.see"] == "Voir les chiffres"
    assert "hors cinéma" in fr["number.any_but_cinema"]
    for jargon in ("réplication", "distance symbolique", "bénéficiaire", "non-participant", "public éloigné", "kpi"):
        assert jargon not in everything


def test_what_is_not_known_is_listed_in_both_languages():
    lines = [line for group in IGNORANCE for line in group["lines"]]
    assert len(lines) >= 16
    assert all(line["fr"] and line["en"] and line["fr"] != line["en"] for line in lines)
    french = " ".join(line["fr"] for line in lines)
    for missing in ("Micro-Folie", "projection officielle", "9-9", "PIAC Carvin", "bus du soir", "coopération", "CO₂"):
        assert missing in french
