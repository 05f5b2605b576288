"""The doctor finds what is missing and says how to mend it, in both languages."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from simulator import doctor


def named(name: str, language: str = "fr", **options: object) -> doctor.Check:
    return next(check for check in doctor.diagnose(language, **options) if check.name == name)


@pytest.fixture
def forbidden(tmp_path, monkeypatch):
    """A folder in which nobody can write: a file stands in its place."""
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    return blocked / "inside"


def test_the_test_environment_itself_is_sound():
    states = {check.name: check.state for check in doctor.diagnose()}
    assert states["python"] == states["packages"] == states["kernels"] == "ok"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_whatever_is_not_well_says_how_to_mend_it(language, forbidden, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(forbidden))
    monkeypatch.setenv("BASSIN2040_CACHE", str(forbidden))
    monkeypatch.setenv("BASSIN2040_CHROMIUM", str(forbidden))
    checks = {check.name: check for check in doctor.diagnose(language)}
    assert {name: checks[name].state for name in ("kernels", "cache", "chromium")} == {
        "kernels": "warning",
        "cache": "warning",
        "chromium": "warning",
    }
    assert all(check.mend for check in checks.values() if check.state != "ok")
    assert all(not check.mend for check in checks.values() if check.state == "ok")


def test_languages_differ(forbidden, monkeypatch):
    monkeypatch.setenv("BASSIN2040_CACHE", str(forbidden))
    assert "écriture impossible" in named("cache", "fr").sentence
    assert "not writable" in named("cache", "en").sentence


def test_a_taken_port_is_seen():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert named("port", port=port).state == "warning"
    assert named("port", port=port).state == "ok"


def test_requirements_that_are_not_met_are_named():
    needs = ["numpy>=1", "numpy<1", "no-such-package-here>=2", 'no-such-package-either; python_version < "3"']
    assert doctor.unmet(needs) == ["numpy<1", "no-such-package-here>=2"]


def test_a_browser_is_found_where_the_variable_says(tmp_path, monkeypatch):
    browser = tmp_path / "chromium"
    browser.write_text("")
    monkeypatch.setenv("BASSIN2040_CHROMIUM", str(browser))
    assert doctor.find_chromium() == str(browser)


def test_too_old_a_python_and_too_little_memory_are_seen(monkeypatch):
    monkeypatch.setattr(doctor.sys, "version_info", (3, 10, 4))
    monkeypatch.setattr(doctor, "NEEDED_MEMORY", 2**60)
    monkeypatch.setattr(doctor, "NEEDED_DISK", 2**60)
    states = {check.name: check.state for check in doctor.diagnose()}
    assert (states["python"], states["memory"], states["disk"]) == ("missing", "warning", "warning")


def test_asking_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("BASSIN2040_CACHE", str(tmp_path / "cache"))
    doctor.diagnose()
    assert list(tmp_path.iterdir()) == []


def test_kernels_are_looked_for_where_they_are_kept():
    code = "from simulator import compiled, doctor; print(compiled.FOLDER.parent == doctor.kernel_folder())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
