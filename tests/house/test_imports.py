"""Imports run downward, nothing that is not used now is loaded, and the public names are there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import simulator

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("mesa", "numba", "pandas", "matplotlib", "xarray", "voila", "ipywidgets")


def in_a_fresh_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_imports_run_downward():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_import_simulator_loads_nothing_heavy():
    loaded = json.loads(in_a_fresh_process("import json, sys, simulator; print(json.dumps(sorted(sys.modules)))"))
    assert "simulator" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_listing_the_public_names_loads_nothing_heavy():
    code = "import json, sys, simulator; names = dir(simulator); print(json.dumps([names, sorted(sys.modules)]))"
    names, loaded = json.loads(in_a_fresh_process(code))
    assert {"Territory", "synthesise", "Scenario", "Policy", "run", "compare", "charts"} <= set(names)
    assert [name for name in HEAVY if name in loaded] == []


@pytest.mark.parametrize("name", simulator.__all__)
def test_every_public_name_loads_and_is_documented(name):
    value = getattr(simulator, name)
    assert isinstance(value, str) or value.__doc__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="Territoire"):
        simulator.Territoire  # noqa: B018 - the lookup is the test
