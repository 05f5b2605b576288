"""What planners ask of `run` and `compare`: causes at the end of a run, moved money, who pays, in both languages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from simulator.cli import app
from simulator.domains import DOMAINS
from simulator.model.cause_words import CAUSES
from simulator.model.levers import FUNDERS

PAYS = Path(__file__).parent / "pays"
FEW = ("--residents", "200", "--seed", "4")
POLICY = """\
schema: 1
policy: moving
title: {fr: Déplacer, en: Moving}
levers: {heritage: 100000}
moved:
  from: {touring: 30000}
  to: {outreach: {2027: 30000}}
"""


def call(*arguments: object, code: int = 0):
    answer = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert answer.exit_code == code, (answer.stdout, answer.stderr, answer.exception)
    return answer


@pytest.fixture(scope="module")
def policy(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("policies") / "moving.yaml"
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The small country, whose tables say what hosted shows cost."""
    folder = Path(shutil.copytree(PAYS, tmp_path_factory.mktemp("country") / "pays"))
    (folder / "spending.csv").write_text("lever,euros,year,confidence\ntouring,40000,2025,assumed\n", encoding="utf-8")
    return folder


def test_a_run_tells_its_causes_when_asked_and_is_the_same_run(folder, policy, tmp_path):
    told = ["tendanciel", "--territory", folder, *FEW, "--policy", policy, "--json"]
    plain = json.loads(call("run", *told).stdout)
    asked = json.loads(call("run", *told, "--causes", "--replications", "2", "--out", tmp_path / "out").stdout)
    once = json.loads(call("run", *told, "--causes").stdout)
    alone = json.loads(call("causes", *told).stdout)
    assert "lost_demand" not in plain
    assert once["digest"] == plain["digest"]
    assert asked["lost_demand"] == once["lost_demand"] == alone["lost_demand"]
    assert set(once["lost_demand"]) == {*DOMAINS, "all"}
    table = pd.read_csv(tmp_path / "out" / "indicators.csv", keep_default_na=False)
    lost = table[table["indicator"].str.startswith("lost_")]
    assert set(lost["indicator"]) == {f"lost_{cause}" for cause in CAUSES}
    assert set(lost["year"]) == {2040}
    assert set(lost["replication"]) == {0}
    price = lost[(lost["indicator"] == "lost_price") & (lost["domain"] == "CIN")].set_index("group")["value"]
    assert float(price["all"]) == once["lost_demand"]["CIN"]["causes"]["price"]
    by_mobility = price[price.index.str.startswith("mobility:")].astype(float)
    assert by_mobility.sum() == pytest.approx(float(price["all"]))


def test_a_run_says_its_causes_to_people(folder):
    told = ["tendanciel", "--territory", folder, *FEW, "--causes", "--lang"]
    assert "avoir avec qui venir" in call("run", *told, "fr").stdout
    assert "having someone to come with" in call("run", *told, "en").stdout


@pytest.fixture(scope="module")
def compared(folder, policy) -> tuple[dict, str, str]:
    asked = ["compare", "tendanciel", "--territory", folder, *FEW, "--policy", policy, "--replications", "2"]
    document = json.loads(call(*asked, "--json").stdout)
    return document["policies"][0]["money"], *(call(*asked, "--lang", lang).stdout for lang in ("fr", "en"))


def test_a_comparison_tells_a_policys_money(compared):
    money, _, _ = compared
    assert money["added"] == 14 * 1e5
    assert money["taken"] == 14 * 3e4
    assert money["spent"] == money["added"] + money["taken"]
    assert money["investment"] + money["running"] == pytest.approx(money["spent"])
    assert money["by_lever"]["touring"]["taken"] == money["taken"]
    assert money["by_lever"]["outreach"]["investment"] == 0.0 < money["by_lever"]["heritage"]["investment"]
    assert set(money["by_funder"]) <= set(FUNDERS)
    assert sum(money["by_funder"].values()) == pytest.approx(money["spent"], abs=0.1)


def test_a_comparison_says_it_in_both_languages(compared):
    _, fr, en = compared
    for line in (
        "Dépense de 2026 à 2040",
        "pris sur la dépense d’aujourd’hui",
        "Investissement",
        "Qui paie",
        "Qui payait",
    ):
        assert line in fr
    for line in ("Expense from 2026 to 2040", "taken from today’s spending", "Investment", "Who pays", "Who paid"):
        assert line in en
    assert "420\u202f000\u00a0€" in fr or "420\u202f000\u202f€" in fr
    assert "€420,000" in en


def test_taking_from_what_nobody_knows_is_one_sentence(policy):
    answer = call("run", "tendanciel", "--territory", PAYS, *FEW, "--policy", policy, "--lang", "en", code=1)
    assert "'touring': today's spending is unknown; write it in the territory's spending.csv." in answer.stderr
    assert "Traceback" not in answer.stderr
