"""Words and numbers: both languages complete, nothing unused, French set with the right spaces."""

from __future__ import annotations

import ast
import gettext
import re
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import simulator
from simulator import wording
from simulator.typography import french
from simulator.wording import euros, language, number, percent, points, signed, translator

SOURCES = sorted(Path(simulator.__file__).parent.rglob("*.py"))
OWN_WORDS = {"dashboard", "serve"}
"""Folders whose keys are those of the screen's own table of words."""
CATALOGUES = sorted(path.name for path in (wording.LOCALE / "fr" / "LC_MESSAGES").glob("*.po"))
KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
FILE_NAMES = {"run.nc", "pack.css", "pack.html.j2"}


def messages(name: str, lang: str) -> dict[str, tuple[str, ...]]:
    """Key to its sentences (one, or one per plural) in one catalogue."""
    with (wording.LOCALE / lang / "LC_MESSAGES" / name).open("rb") as stream:
        found = read_po(stream)
    assert not any(message.fuzzy for message in found if message.id)
    return {
        message.id[0] if message.pluralizable else message.id: tuple(message.string)
        if message.pluralizable
        else (message.string,)
        for message in found
        if message.id
    }


@cache
def literals() -> tuple[set[str], set[str]]:
    """Key-like texts of the sources, and the beginnings (`area.`) of keys put together there."""
    whole, begun = set(), set()
    for path in (path for path in SOURCES if not OWN_WORDS & set(path.parts)):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begun.add(str(node.values[0].value))
    return whole - FILE_NAMES, {start for start in begun if re.fullmatch(r"([a-z0-9_]+\.)+", start)}


def names(sentence: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}


@pytest.mark.parametrize("name", CATALOGUES)
def test_both_languages_say_the_same_things(name):
    fr, en = messages(name, "fr"), messages(name, "en")
    assert set(fr) == set(en)
    for key in fr:
        assert all(sentence.strip() for sentence in (*fr[key], *en[key])), key
        assert {frozenset(names(s)) for s in fr[key]} == {frozenset(names(s)) for s in en[key]}, key


@pytest.mark.parametrize("name", CATALOGUES)
def test_no_sentence_is_unused(name):
    whole, begun = literals()
    unused = {key for key in messages(name, "fr") if key not in whole and not key.startswith(tuple(begun))}
    assert unused == set()


def test_no_sentence_is_missing():
    known = {key for name in CATALOGUES for key in messages(name, "fr")}
    areas = {key.partition(".")[0] for key in known}
    asked = {key for key in literals()[0] if key.partition(".")[0] in areas}
    asked = {key for key in asked if not any(one.startswith(f"{key}.") for one in known)}  # an area of keys is none
    assert asked - known == set()


def test_a_key_stands_in_one_catalogue_only():
    keys = [key for name in CATALOGUES for key in messages(name, "fr")]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("name", CATALOGUES)
@pytest.mark.parametrize("lang", wording.LANGUAGES)
def test_compiled_catalogues_are_up_to_date(name, lang):
    expected = {}
    for key, sentences in messages(name, lang).items():
        plural = {(key, n): sentence for n, sentence in enumerate(sentences)}
        expected |= plural if len(plural) > 1 else {key: sentences[0]}
    with (wording.LOCALE / lang / "LC_MESSAGES" / name).with_suffix(".mo").open("rb") as stream:
        compiled = dict(gettext.GNUTranslations(stream)._catalog)
    compiled.pop("")
    assert compiled == expected, "python -m simulator.wording"


@pytest.mark.parametrize("name", CATALOGUES)
def test_french_typography(name):
    for key, sentences in messages(name, "fr").items():
        for sentence in sentences:
            for wrong in (" ?", " !", " ;", " :", " %", " »", "« ", "'", '"', "..."):
                assert wrong not in sentence, (key, sentence)
            assert not re.search(r"\w[?!;](\s|$)", sentence), (key, sentence)


@pytest.mark.parametrize("name", CATALOGUES)
def test_english_typography(name):
    for key, sentences in messages(name, "en").items():
        assert not any(re.search(r"[«»\u00a0\u202f]| [?!;:]", sentence) for sentence in sentences), key


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError, match="nothing"):
        translator("fr")("nothing.here")


def test_plurals_follow_the_language():
    shown = [translator(lang).many("check.faults", n) for lang in ("fr", "en") for n in (0, 1, 1200)]
    assert shown == ["0 faute.", "1 faute.", "1\u202f200 fautes.", "0 faults.", "1 fault.", "1,200 faults."]


@pytest.mark.parametrize(
    ("settings", "chosen", "spoken"),
    [
        ({}, None, "fr"),
        ({"LANG": "C.UTF-8"}, None, "fr"),
        ({"LANG": "fr_FR.UTF-8"}, None, "fr"),
        ({"LANG": "en_GB.UTF-8"}, None, "en"),
        ({"LANG": "de_DE.UTF-8"}, None, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US"}, None, "en"),
        ({"LC_ALL": "", "LANG": "en_US"}, None, "en"),
        ({"LANG": "en_US"}, "fr", "fr"),
        ({}, "en-GB", "en"),
    ],
)
def test_the_language_is_chosen_or_the_systems_or_french(monkeypatch, settings, chosen, spoken):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert language(chosen) == spoken


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (number(1234567.891, "fr", 1), "1\u202f234\u202f567,9"),
        (number(1234567.891, "en", 1), "1,234,567.9"),
        (number(-3, "fr"), "\u22123"),
        (number(-0.04, "fr", 1), "0,0"),
        (signed(5, "fr"), "+\u202f5"),
        (signed(-5, "en"), "\u22125"),
        (signed(-0.001, "fr", 1), "0,0"),
        (percent(0.442, "fr", 1), "44,2\u00a0%"),
        (percent(0.442, "en", 1), "44.2%"),
        (percent(1, "fr"), "100\u00a0%"),
        (points(0.05, "fr", 0), "+\u202f5\u00a0points"),
        (points(0.019, "fr"), "+\u202f1,9\u00a0point"),
        (points(-0.0125, "en"), "\u22121.2\u00a0points"),
        (points(0.01, "en", 0), "+1\u00a0point"),
        (points(0.0, "fr"), "0,0\u00a0point"),
        (euros(250000, "fr"), "250\u202f000\u00a0€"),
        (euros(-250000, "en"), "\u2212€250,000"),
    ],
)
def test_numbers_are_written_as_people_write_them(shown, expected):
    assert shown == expected


def test_typed_french_gets_its_spaces():
    assert french("« Oui » : l'an 2040 ; vrai ? 5 % !") == (
        "«\u00a0Oui\u00a0»\u00a0: l’an 2040\u202f; vrai\u202f? 5\u00a0%\u202f!"
    )
    assert french("CA Coeur d'Ostrevent, coeurs") == "CA Cœur d’Ostrevent, coeurs"
