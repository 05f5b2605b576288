"""The environment is made whole or not at all: whatever goes wrong, the earlier one is back."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Steps:
    """Stands for the network: makes files where venv, pip and uv would, and fails when told to."""

    def __init__(self, venv: Path) -> None:
        self.venv, self.names, self.failure = venv, [], None

    def __call__(self, command: list[str], fr: str, en: str) -> None:
        name = next(word for word in ("venv", "install", "sync") if word in command)
        self.names.append(name)
        if name == "venv":
            (self.venv / "bin").mkdir(parents=True)
            (self.venv / "bin" / "python").write_text(f"made at step {len(self.names)}")
        if name == "sync" and self.failure is not None:
            raise self.failure


@pytest.fixture
def installer(tmp_path, monkeypatch):
    specification = importlib.util.spec_from_file_location("installer", ROOT / ".ci" / "install.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    (tmp_path / ".ci").mkdir()
    for name in ("pyproject.toml", "uv.lock", ".ci/install.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "EARLIER", tmp_path / ".venv.earlier")
    module.steps = Steps(tmp_path / ".venv")
    monkeypatch.setattr(module, "call", module.steps)
    return module


def contents(installer) -> str:
    return (installer.VENV / "bin" / "python").read_text()


def change_the_lock(installer) -> None:
    with (installer.ROOT / "uv.lock").open("a") as stream:
        stream.write("# changed\n")


def test_a_first_installation_makes_the_environment_and_a_second_does_nothing(installer):
    assert installer.install([])
    assert not installer.install([])
    assert installer.steps.names == ["venv", "install", "sync"]


def test_the_groups_are_added_in_place_and_kept(installer):
    installer.install([])
    installer.install(["dev"])
    assert installer.steps.names == ["venv", "install", "sync", "sync"]
    assert not installer.install([])
    assert json.loads((installer.VENV / ".complete").read_text())["groups"] == ["dev"]


def test_a_changed_lock_makes_a_new_environment(installer):
    installer.install([])
    before = contents(installer)
    change_the_lock(installer)
    assert installer.install([])
    assert contents(installer) != before
    assert not installer.EARLIER.exists()


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), SystemExit(143), OSError("disk full")])
def test_a_first_installation_that_fails_leaves_nothing(installer, failure):
    installer.steps.failure = failure
    with pytest.raises(type(failure)):
        installer.install([])
    assert not installer.VENV.exists()


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), SystemExit(143), OSError("disk full")])
def test_a_later_installation_that_fails_brings_the_earlier_one_back(installer, failure):
    installer.install([])
    before = contents(installer)
    change_the_lock(installer)
    installer.steps.failure = failure
    with pytest.raises(type(failure)):
        installer.install([])
    assert contents(installer) == before
    assert not installer.EARLIER.exists()


def test_a_power_cut_is_mended_at_the_next_start(installer):
    installer.install([])
    installer.VENV.rename(installer.EARLIER)
    (installer.VENV / "bin").mkdir(parents=True)
    assert not installer.install([])
    assert installer.stamp(installer.VENV)


def test_a_missing_module_or_network_is_said_in_both_languages(installer, monkeypatch, capsys):
    monkeypatch.setattr(installer.sys, "argv", ["install.py"])
    installer.steps.failure = installer.InstallError("Vérifiez la connexion.", "Check the connection.")
    assert installer.main() == 1
    assert capsys.readouterr().err == "Vérifiez la connexion.\nCheck the connection.\n"


@pytest.mark.parametrize(
    ("script", "variable", "package"),
    [("browser.py", "BASSIN2040_CHROMIUM", "chromium"), ("postgres.py", "BASSIN2040_POSTGRES_BIN", "postgresql")],
)
def test_without_a_program_the_suite_still_runs_and_says_what_is_missing(tmp_path, script, variable, package):
    environment = {**os.environ, variable: str(tmp_path / "absent"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / script], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr.count(f"apt install {package}") == 2
