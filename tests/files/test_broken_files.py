"""A folder of broken files, one fault each: the line, the cause and the repair, in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.errors import FileError, PolicyError, ScenarioError
from simulator.experiments.checking import check_file, check_places
from simulator.experiments.policy import Policy
from simulator.experiments.scenario import Scenario

BROKEN = Path(__file__).parent / "broken"
ROWS = [row.split("\t") for row in (BROKEN / "expected.tsv").read_text(encoding="utf-8").splitlines()]


def test_every_broken_file_is_expected():
    assert sorted(row[0] for row in ROWS) == sorted(path.name for path in BROKEN.glob("*.yaml"))


@pytest.mark.parametrize(("name", "line", "fr", "en"), ROWS, ids=[row[0] for row in ROWS])
def test_one_fault_one_line(name, line, fr, en):
    path = BROKEN / name
    (fault,) = check_file(path)
    assert fault.message("fr") == f"{path}:{line}: {fr}"
    assert fault.message("en") == f"{path}:{line}: {en}"
    assert "\n" not in fault.message("fr") + fault.message("en")


@pytest.mark.parametrize("name", [row[0] for row in ROWS])
def test_loading_refuses_what_checking_refuses(name):
    with pytest.raises(PolicyError):
        Policy.load(BROKEN / name)
    with pytest.raises(ScenarioError):
        Scenario.load(BROKEN / name)


def test_a_folder_is_looked_at_whole():
    looked, faults = check_places([BROKEN])
    assert looked == len(faults) == len(ROWS)


def test_folders_are_searched_and_territories_in_them_recognised(tmp_path):
    (tmp_path / "worlds" / "deep").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "land").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path)
    shutil.copy(BROKEN / "lever-nan.yaml", tmp_path / "worlds" / "deep" / "a.yml")
    shutil.copy(BROKEN / "lever-nan.yaml", tmp_path / ".hidden")
    (tmp_path / "land" / "territory.yaml").write_text("nom: x\n")
    looked, faults = check_places([tmp_path])
    assert looked == 2
    assert {fault.path.relative_to(tmp_path).parts[0] for fault in faults} == {"worlds", "land"}


def test_several_faults_come_in_file_order(tmp_path):
    path = tmp_path / "three.yaml"
    path.write_text("policy: 3\ntitle: {fr: a, en: b}\nlevers:\n  amateur: 1\n  transport: {2030: -1, 2029: 0}\n")
    with pytest.raises(FileError) as refusal:
        Policy.load(path)
    assert [fault.line for fault in refusal.value.faults] == [1, 4, 5, 5]


def test_a_missing_file_a_folder_and_a_file_too_large(tmp_path):
    large = tmp_path / "large.yaml"
    large.write_bytes(b"a" * 300_000)
    sentences = [check_file(place)[0].message("fr") for place in (tmp_path / "none.yaml", large)]
    assert sentences == [
        f"{tmp_path}/none.yaml:1: fichier introuvable",
        f"{large}:1: fichier de plus de 256 Kio",
    ]
    with pytest.raises(PolicyError, match="c’est un dossier, pas un fichier"):
        Policy.load(tmp_path)
