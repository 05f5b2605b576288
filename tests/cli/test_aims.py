"""Policies that aim, on the command line: layers, lines of faults, and words that say who."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from simulator.cli import app

PAYS = Path(__file__).parent / "pays"
FEW = ("--territory", str(PAYS), "--residents", "400")
LAYER = "name,commune,share,source\nquartiers,A,0.3,supposé\n"
PLAN = (
    "policy: p\ntitle: {fr: Le plan, en: The plan}\nlevers: {outreach: 300000, touring: 100000}\n"
    "targets:\n  outreach: {layer: quartiers, education: [none]}\n"
)


@pytest.fixture
def files(tmp_path) -> tuple[Path, Path]:
    plan, layer = tmp_path / "plan.yaml", tmp_path / "quartiers.csv"
    plan.write_text(PLAN, encoding="utf-8")
    layer.write_text(LAYER, encoding="utf-8")
    return plan, layer


def call(*arguments: object, code: int = 0):
    answer = CliRunner().invoke(app, [*map(str, arguments), "--lang", "fr"])
    assert answer.exit_code == code, (answer.stderr, answer.exception)
    return answer


def test_compare_says_who_is_aimed_at(files):
    plan, layer = files
    asked = "compare", "tendanciel", "--policy", plan, "--policy", "zero", "--layer", layer, "--replications", 1, *FEW
    page = call(*asked).stdout
    line = next(line for line in page.splitlines() if line.startswith("Aller à la rencontre"))
    assert "couche «\u00a0quartiers\u00a0» · Sans diplôme" in line
    aimed, plain = json.loads(call(*asked, "--json").stdout)["policies"]
    assert [told["lever"] for told in aimed["targets"]] == ["outreach"]
    assert aimed["targets"][0]["fr"] == line
    assert "targets" not in plain


def test_run_keeps_the_layers_file_in_the_manifest(files, tmp_path):
    plan, layer = files
    page = call("run", "tendanciel", "--policy", plan, "--layer", layer, "--out", tmp_path / "out", *FEW).stdout
    assert "Aller à la rencontre" in page
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["files"]["layer"]["name"] == "quartiers.csv"


def test_a_layer_that_nobody_gave_is_refused_before_anything_is_played(files):
    plan, _ = files
    answer = call("run", "tendanciel", "--policy", plan, *FEW, code=1)
    assert (
        f"{plan}:5: couche inconnue «\u00a0quartiers\u00a0»; donner la table des couches avec --layer" in answer.stderr
    )
    assert "Mise en place" not in answer.stderr


def test_a_broken_layer_is_refused_with_its_line(files):
    plan, layer = files
    layer.write_text(LAYER.replace("A,0.3", "A,3"), encoding="utf-8")
    answer = call("run", "tendanciel", "--policy", plan, "--layer", layer, *FEW, code=1)
    assert f"{layer}:2:" in answer.stderr
