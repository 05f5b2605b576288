"""Screens open once the first world is ready; the others follow in the same process, and end with the server."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from simulator.dashboard.app import WORLDS
from simulator.serve import preparation
from simulator.serve.preparation import READY, Preparation

TOLD = "import json, time; print(json.dumps({'step': 'residents', 'share': 1})); "
READY_THEN_BUSY = TOLD + f"print(json.dumps({{'step': '{READY}', 'share': 1}}), flush=True); time.sleep(60)"
FAILS = TOLD + "raise SystemExit(1)"


@pytest.fixture
def playing(monkeypatch):
    """Plays a script in place of the preparation."""
    start = asyncio.create_subprocess_exec

    def play(script: str) -> None:
        async def stand_in(*_arguments, **settings):
            return await start(sys.executable, "-c", script, **settings)

        monkeypatch.setattr(preparation.asyncio, "create_subprocess_exec", stand_in)

    return play


async def followed(told: list[str]) -> tuple[bool, Preparation, int]:
    watched = Preparation(lambda step, share: told.append(step))
    ready = await asyncio.wait_for(watched.run(), 20)
    watched.stop()
    return ready, watched, await watched._process.wait()


def test_screens_open_before_the_other_worlds_are_ready(playing):
    playing(READY_THEN_BUSY)
    told: list[str] = []
    ready, watched, code = asyncio.run(followed(told))
    assert (ready, watched.state, told) == (True, "ready", ["residents"])
    assert code != 0  # still busy with the other worlds when the server stopped it


def test_a_preparation_that_fails_opens_no_screen(playing):
    playing(FAILS)
    ready, watched, _ = asyncio.run(followed([]))
    assert (ready, watched.state) == (False, "failed")


def test_a_preparation_that_is_over_ends_in_silence():
    """Python's end waits for whoever reads the standard input by its buffer, and calls that a fatal error."""
    watching = "import time; from simulator.serve.preparation import end_with_the_server as go; go(); time.sleep(0.2)"
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen([sys.executable, "-c", watching], **pipes) as process:
        assert process.wait(60) == 0
        assert process.stderr.read() == b""


def test_a_preparation_ends_with_its_server():
    watching = "import time; from simulator.serve.preparation import end_with_the_server as go; go(); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", watching], stdin=subprocess.PIPE) as process:
        process.stdin.close()
        assert process.wait(20) == 0


def test_what_was_made_ready_is_not_made_again_but_for_another_sample(monkeypatch, tmp_path, capsys):
    """A server that a power cut took comes back in the time of a look at a mark."""
    monkeypatch.setenv("BASSIN2040_CACHE", str(tmp_path))
    monkeypatch.setenv("BASSIN2040_RESIDENTS", "700")
    made = []
    monkeypatch.setattr(preparation, "end_with_the_server", lambda: None)
    monkeypatch.setattr(preparation, "give_way", lambda niceness: None)
    monkeypatch.setattr(preparation, "prepare", lambda tell, names: made.append(names))
    monkeypatch.setattr(preparation, "prepare_later", lambda names: made.append(names))
    preparation.main()
    assert [name for names in made for name in names] == list(WORLDS)
    preparation.main()
    assert len(made) == 2, "only once"
    assert capsys.readouterr().out.count(f'"{READY}"') == 2
    monkeypatch.setenv("BASSIN2040_RESIDENTS", "800")
    preparation.main()
    assert len(made) == 4
