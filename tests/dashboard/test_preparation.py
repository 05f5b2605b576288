"""Screens open once the first world is ready; the others follow in the same process, and end with the server."""

from __future__ import annotations

import asyncio
import sys

import pytest

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
