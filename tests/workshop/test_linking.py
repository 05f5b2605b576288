"""`bassin2040 link`: what a kept run answered, for people and for programs, and what is said of a wrong address."""

from __future__ import annotations

import json

import pytest
from made_bundles import bundle
from typer.testing import CliRunner

from simulator.cli import app
from simulator.experiments.scenario import Scenario
from simulator.workshop.bundle import Bundles
from simulator.workshop.bundle_parts import Dispute
from simulator.workshop.calculator import Calculator


@pytest.fixture(autouse=True)
def french_system(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def bundles(tmp_path, monkeypatch) -> Bundles:
    monkeypatch.setenv("BASSIN2040_DATA", str(tmp_path))
    return Bundles(tmp_path / "bundles")


def call(*arguments: str):
    answer = CliRunner().invoke(app, ["link", *arguments])
    assert isinstance(answer.exception, SystemExit | None), answer.exception
    return answer


def test_a_kept_run_is_shown_with_what_was_asked(bundles):
    world = Scenario.load("sobriete")
    disputed = Dispute(parameter="norm_weight", value=0.2)
    address = bundles.keep(bundle(world, cards=("trente-huit",), dissent=disputed))
    page = call(f"http://atelier.local:8866/lien/{address}").stdout
    for words in (
        "Dernier train, 23\u00a0h\u00a012",
        "Trente-huit degrés",
        "norm_weight = 0,2",
        "à partir de 2027",
        "mieux",
        address,
    ):
        assert words in page
    english = call(address, "--lang", "en").stdout
    for words in ("Last train, 23:12", "Thirty-eight degrees", "a year from 2027", "better", address):
        assert words in english


def test_a_program_reads_it_without_what_only_a_screen_draws(bundles):
    kept = bundle(Scenario.load("communs"))
    told = json.loads(call(bundles.keep(kept), "--json").stdout)
    assert (told["address"], told["changes"]) == (kept.address, None)
    assert set(told["results"]) == {"numbers", "pairs", "whom"}
    assert told["results"]["numbers"][0]["difference"] == kept.results.numbers[0].difference


@pytest.mark.parametrize(("address", "words"), [("0" * 64, "Il n’y a pas de résultat"), ("x", "n’est pas l’adresse")])
def test_a_wrong_address_is_a_sentence(bundles, address, words):
    answer = call(address)
    assert answer.exit_code == 1
    assert words in answer.stderr
    assert answer.stdout == ""


def test_a_changed_file_is_never_shown(bundles):
    address = bundles.keep(bundle(Scenario.load("communs")))
    path = bundles.folder / f"{address}.json"
    path.write_bytes(path.read_bytes().replace(b"0.1.0", b"0.2.0"))
    answer = call(address, "--lang", "en")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "no longer the one that was kept" in answer.stderr


def test_asked_again_it_says_what_has_changed(bundles):
    address = Calculator(bundles, 500, 1).answer("tendanciel", {"amateurs": 3}).address
    told = json.loads(call(address, "--recompute", "--json").stdout)
    assert (told["changes"]["new"], told["changes"]["numbers"]) == (address, [])
    assert "Rien n’a changé" in call(address, "--recompute").stdout
