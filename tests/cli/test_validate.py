"""`validate` as people type it: a table in both languages, a JSON list, words for what was typed wrongly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from simulator.cli import app
from simulator.cli.validation_page import validation_page
from simulator.experiments.validation import catalogue
from simulator.wording import translator

PAYS = Path(__file__).parent / "pays"
FEW = ("--territory", str(PAYS), "--residents", "400", "--threads", "1")
FAST = ("P1", "P8", "P12", "V2")


@pytest.fixture(autouse=True)
def few_patterns(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    chosen = tuple(pattern for pattern in catalogue.PATTERNS if pattern.id in FAST)
    monkeypatch.setattr(catalogue.find_all, "__defaults__", (chosen, *catalogue.find_all.__defaults__[1:]))


def call(*arguments: object):
    return CliRunner().invoke(app, ["validate", *map(str, arguments)])


def test_json_is_a_list_of_patterns_whatever_fails():
    answer = call(*FEW, "--json")
    assert answer.exit_code == 0
    found = json.loads(answer.stdout)
    assert [pattern["id"] for pattern in found] == list(FAST)
    keys = {"id", "title", "target", "tolerance", "value", "source", "pass", "held_out"}
    assert all(set(pattern) - {"note"} == keys for pattern in found)
    assert found[1]["pass"] is None  # no Louvre-Lens there
    assert found[1]["note"]["en"] == "No Louvre-Lens in this territory."
    assert found[3]["pass"] is True
    blind = json.loads(call(*FEW, "--json", "--without", "symbolic").stdout)
    assert found[2]["value"] != blind[2]["value"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            (
                "Validation\u00a0: tendances",
                "pas mesuré (réservé)",
                "tient",
                "Sur 4 motifs",
                "Ne tiennent pas\u00a0: P1",
                "pratique amateur",
            ),
        ),
        (
            "en",
            (
                "Validation: drivers",
                "not measured (held out)",
                "holds",
                "Of 4 patterns",
                "These do not hold: P1",
                "amateur practice",
            ),
        ),
    ],
)
def test_the_table_in_both_languages(lang, words):
    answer = call(*FEW, "--lang", lang)
    assert answer.exit_code == 0
    assert [word for word in words if word not in answer.stdout] == []
    assert "Traceback" not in answer.stderr


def test_a_mechanism_off_is_named():
    say = translator("en")
    assert validation_page([], "company", say).startswith("Validation without a mechanism: company\n")
    assert validation_page([], None, say).startswith("Validation: drivers frozen, no new measure\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--without", "luck"), "--without: give norm, symbolic, habit, learning or company."),
        (("--residents", "0"), "--residents: give a whole number of residents, or all."),
        (("--seed", "-3"), "--seed: give a whole number, 0 or more."),
    ],
)
def test_bad_input_is_said_in_one_sentence(arguments, sentence):
    answer = call(*arguments, "--lang", "en")
    assert (answer.exit_code, answer.stdout, answer.stderr) == (2, "", sentence + "\n")


def test_an_interruption_leaves_no_table(monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(catalogue, "find_all", interrupted)
    answer = call(*FEW)
    assert (answer.exit_code, answer.stdout) == (130, "")
    assert "Traceback" not in answer.stderr
