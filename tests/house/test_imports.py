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
COMPUTING = ("mesa", "numba", "pandas", "matplotlib", "xarray", "scipy", "typst", "docx", "alembic")
"""What nobody needs before something is computed, drawn or printed, or a database is brought up to date."""
TELL = "import json, sys; print(json.dumps(sorted(sys.modules)))"
ROOM = """
from simulator.workshop.desk import Desk
from simulator.workshop.store import Store
desk = Desk(Store(sys.argv[1]))
opened = desk.open("demi-journee-240", "Essai", ("sobriete",), 2)
table = desk.enter(opened.tables["table-1"])
draft = {"kind": "levers_moved", "table": "table-1", "round": 1, "tokens": {"outreach": 2}, "start": {}}
desk.submit(desk.enter(opened.host), "0" * 32, {"kind": "phase_begun", "phase": "tour-1", "round": 1})
desk.submit(table, "1" * 32, draft)
assert desk.view(table)["turns"]
"""
SERVER = """
from pathlib import Path
from simulator.serve.app import make_server, notebook_path
from simulator.serve.room import Sign, make_room
room = make_room(sys.argv[1], Sign(), language="fr", demonstrate=False)
server = make_server(0, "127.0.0.1", notebook_path(), "fr", room)
assert server.init_settings() and server.init_handlers()
"""
LIGHT = {
    "the server": SERVER,
    "the desk": ROOM,
    "a table's screen": "from simulator.dashboard.team import table_screen; assert table_screen().setting['levers']",
    "the host's screen": "from simulator.dashboard import animation; assert animation().setting['words']",
}


def in_a_fresh_process(code: str, *given: str) -> str:
    done = subprocess.run([sys.executable, "-c", code, *given], cwd=ROOT, capture_output=True, text=True, check=False)
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


@pytest.mark.parametrize("name", LIGHT)
def test_what_must_come_back_fast_loads_nothing_that_computes(name, tmp_path):
    given = f"sqlite:///{tmp_path / 'ateliers.sqlite'}"
    in_a_fresh_process("import sys; from simulator.workshop.store import Store; Store(sys.argv[1])", given)
    loaded = json.loads(in_a_fresh_process(f"import sys\n{LIGHT[name]}\n{TELL}", given).splitlines()[-1])
    assert "simulator" in loaded
    assert [name for name in COMPUTING if name in loaded] == []


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
