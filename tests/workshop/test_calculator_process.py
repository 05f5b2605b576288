"""The calculator's own process: lines in and out, killed at any moment and asked again, never a lost request."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from simulator.errors import Cancelled, SimulatorError
from simulator.serve.calculating import Calculating
from simulator.workshop.answering import answer_lines
from simulator.workshop.bundle import Bundles
from simulator.workshop.calculator import Calculator

SMALL = ("--residents", "500", "--replications", "2")
ASKED = {"world": "sobriete", "tokens": {"outreach": 8}}
OTHER = {"world": "communs", "tokens": {"amateurs": 4}, "start": {"amateurs": 2029}}


@pytest.fixture(scope="module")
def expected(tmp_path_factory) -> dict[str, str]:
    """Addresses as this process finds them; what they need is then in the cache."""
    calculator = Calculator(Bundles(tmp_path_factory.mktemp("expected")), 500, 2)
    return {
        name: calculator.answer(asked["world"], asked["tokens"], asked.get("start")).address
        for name, asked in (("asked", ASKED), ("other", OTHER))
    }


def begun(folder: Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "simulator.workshop.calculator", str(folder), *SMALL]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def send(process: subprocess.Popen, *messages: object) -> None:
    for message in messages:
        process.stdin.write(message if isinstance(message, str) else json.dumps(message) + "\n")
    process.stdin.flush()


def read_until(process: subprocess.Popen, state: str) -> dict:
    for line in process.stdout:
        told = json.loads(line)
        if told["state"] == state:
            return told
    raise AssertionError(f"the process ended without {state}")


def test_it_answers_refuses_and_ends_with_its_input(expected, tmp_path):
    with begun(tmp_path) as process:
        send(process, "no json\n", {"id": "a", "ask": ASKED}, {"id": "b", "ask": {"world": "nowhere"}})
        assert read_until(process, "failed")["id"] is None
        done = read_until(process, "done")
        assert (done["id"], done["address"]) == ("a", expected["asked"])
        refused = read_until(process, "failed")
        assert refused["id"] == "b"
        assert refused["fr"] != refused["en"]
        send(process, {"id": "c", "again": done["address"]})
        assert read_until(process, "done")["address"] == done["address"]
        process.stdin.close()
        assert process.wait(60) == 0
    assert Bundles(tmp_path).load(expected["asked"]).replications == 2


def test_killed_while_it_works_it_is_asked_again_and_answers_the_same(expected, tmp_path):
    with begun(tmp_path) as process:
        send(process, {"id": "a", "ask": OTHER})
        read_until(process, "progress")
        process.kill()
    assert Bundles(tmp_path).addresses() == []
    with begun(tmp_path) as process:
        send(process, {"id": "a", "ask": OTHER})
        assert read_until(process, "done")["address"] == expected["other"]
        process.stdin.close()
        process.wait(60)
    assert Bundles(tmp_path).addresses() == [expected["other"]]


def test_the_server_s_side_asks_again_when_the_process_dies(expected, tmp_path):
    async def room() -> list[str]:
        calculating, killed = Calculating(tmp_path, SMALL), []

        def tell(_step: str, _share: float) -> None:
            if not killed:
                killed.append(calculating._process.pid)
                os.kill(killed[0], signal.SIGKILL)

        await calculating.start()
        try:
            ready = asyncio.create_task(calculating.make_ready({"world": "sobriete"}))
            answers = await asyncio.gather(calculating.ask(ASKED, tell), calculating.ask(OTHER), calculating.ask(ASKED))
            level = Bundles(tmp_path).load(await ready)
            assert (level.scenario.name, level.policy.levers) == ("sobriete", {})
            assert await calculating.tell_record(answers[0], "lives") == answers[0]
            assert set(Bundles(tmp_path).attached(answers[0], "lives")) == {"fr", "en"}
            assert calculating.state == "ready"
            assert calculating._process.pid != killed[0]
            with pytest.raises(SimulatorError, match="nowhere"):
                await calculating.ask({"world": "nowhere"})
            assert await calculating.ask_again(answers[0]) == answers[0]
        finally:
            await calculating.stop()
        assert calculating._process.returncode is not None
        with pytest.raises(SimulatorError):
            await calculating.ask(ASKED)
        return answers

    answers = asyncio.run(asyncio.wait_for(room(), 250))
    assert answers == [expected["asked"], expected["other"], expected["asked"]]


def test_stopping_ends_what_was_asked_and_giving_up_asks_for_no_more(tmp_path):
    async def room() -> None:
        calculating = Calculating(tmp_path, SMALL)
        await calculating.start()
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(calculating.ask(ASKED), 0.05)
        assert calculating._open == {}
        waiting = asyncio.create_task(calculating.ask(OTHER))
        await asyncio.sleep(0.05)
        await calculating.stop()
        with pytest.raises(Cancelled):
            await waiting

    asyncio.run(asyncio.wait_for(room(), 60))


class Slow:
    """A calculator whose work ends when it is told to, or is stopped: for the order of requests alone."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.started, self.go = threading.Semaphore(0), threading.Semaphore(0)

    def solve(self, request, stop, tell):
        return SimpleNamespace(address=self._work(request.world, stop))

    def tell_record(self, address, name, stop, tell, waiting):
        return self._work(name, stop)

    def _work(self, what, stop):
        self.begun.append(what)
        self.started.release()
        while not self.go.acquire(timeout=0.01):
            if stop.is_set():
                raise Cancelled
        return what


class Pipe:
    """Lines given one by one, until it is closed."""

    def __init__(self) -> None:
        self._lines, self._some = [], threading.Semaphore(0)

    def put(self, message: dict | None) -> None:
        self._lines.append(message)
        self._some.release()

    def __iter__(self):
        return self

    def __next__(self) -> str:
        self._some.acquire()
        message = self._lines.pop(0)
        if message is None:
            raise StopIteration
        return json.dumps(message)


def ask(key: str, world: str, disputed: bool = False) -> dict:
    dissent = {"dissent": {"parameter": "norm_weight", "value": 0.2}} if disputed else {}
    return {"id": key, "ask": {"world": world} | dissent}


@pytest.fixture
def line():
    slow, pipe, told = Slow(), Pipe(), []
    thread = threading.Thread(target=answer_lines, args=(lambda: slow, pipe, told.append), daemon=True)
    thread.start()
    yield slow, pipe, told
    pipe.put(None)
    thread.join(10)
    assert not thread.is_alive()


def ended(told: list, count: int) -> list[tuple]:
    for _ in range(1000):
        found = [(one["id"], one["state"]) for one in told if "id" in one]
        if len(found) >= count:
            return found
        threading.Event().wait(0.01)
    raise AssertionError(told)


def test_a_committed_plan_comes_before_a_disputed_world_which_is_begun_again(line):
    slow, pipe, told = line
    pipe.put(ask("dispute", "communs", disputed=True))
    slow.started.acquire()
    pipe.put(ask("plan", "sobriete"))
    slow.started.acquire()
    assert slow.begun == ["communs", "sobriete"]
    slow.go.release()
    slow.started.acquire()
    slow.go.release()
    assert ended(told, 2) == [("plan", "done"), ("dispute", "done")]
    assert slow.begun == ["communs", "sobriete", "communs"]


def test_what_is_told_gives_way_to_a_plan_lives_first_and_futures_last(line):
    slow, pipe, told = line
    for name in ("futures", "ranking", "lives"):
        pipe.put({"id": name, "record": name, "of": name})
    slow.started.acquire()
    pipe.put(ask("plan", "sobriete"))
    while "sobriete" not in slow.begun:
        slow.started.acquire()
    for _ in range(4):
        slow.go.release()
    assert [key for key, _ in ended(told, 4)] == ["plan", "lives", "ranking", "futures"]


def test_a_request_that_nobody_waits_for_is_ended_whether_begun_or_not(line):
    slow, pipe, told = line
    pipe.put(ask("first", "communs"))
    pipe.put(ask("second", "sobriete"))
    slow.started.acquire()
    pipe.put({"cancel": "second"})
    pipe.put({"cancel": "first"})
    pipe.put({"cancel": "unheard-of"})
    assert sorted(ended(told, 2)) == [("first", "cancelled"), ("second", "cancelled")]
    assert slow.begun == ["communs"]


def test_a_fault_in_the_work_is_a_sentence_and_the_next_is_answered(line):
    slow, pipe, told = line
    pipe.put({"id": "again", "again": "0" * 64})  # this calculator keeps no bundles
    pipe.put(ask("plan", "sobriete"))
    slow.go.release()
    assert sorted(ended(told, 2)) == [("again", "failed"), ("plan", "done")]
    assert "bundles" not in next(one["fr"] for one in told if one.get("id") == "again")
