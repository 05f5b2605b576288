"""The calculator as the server sees it: a process that is asked, followed, begun again when it dies, and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import sys
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import Cancelled, SimulatorError
from simulator.workshop.bundle_error import refused

LOG = logging.getLogger(__name__)
MOST_DEATHS = 3
"""Times that the process may die over one request before the request is given up."""
PAUSE = 0.5
"""Seconds before it is begun again."""
LONGEST_PAUSE = 30.0
LONGEST_LINE = 2**20
Tell = Callable[[str, float], None]


@dataclass
class _Asked:
    """A request under way: what was sent, who waits, and how many processes died over it."""

    message: dict[str, object]
    answer: asyncio.Future[str]
    tell: Tell
    deaths: int = 0


class Calculating:
    """Asks the calculator's process; requests still open are put again to the next process when one dies.

    Attributes:
        state: "waiting", "running", "ready" or "stopped".
    """

    def __init__(self, folder: Path | str, arguments: Sequence[str] = ()) -> None:
        """Start nothing yet.

        Args:
            folder: Where bundles are kept.
            arguments: More arguments of the process, such as `--residents 1000`.
        """
        self.state = "waiting"
        self._command = (sys.executable, "-m", "simulator.workshop.calculator", str(folder), *arguments)
        self._open: dict[str, _Asked] = {}
        self._process: asyncio.subprocess.Process | None = None
        self._following: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin the process; it is begun again each time it dies, until `stop`."""
        if self._following is None:
            await self._begin()
            self._following = asyncio.create_task(self._follow())

    async def ask(self, request: dict[str, object], tell: Tell = lambda step, share: None) -> str:
        """The address of the bundle that answers a request (`request.Request`, as plain values).

        Raises:
            SimulatorError: What was asked cannot be, or the run failed.
            Cancelled: The calculator was stopped.
        """
        return await self._send({"ask": request}, tell)

    async def ask_again(self, address: str, tell: Tell = lambda step, share: None) -> str:
        """The address of a kept bundle's request answered with today's program, data and parameters.

        Raises:
            SimulatorError: There is no such bundle, it cannot be asked any more, or the run failed.
            Cancelled: The calculator was stopped.
        """
        return await self._send({"again": address}, tell)

    async def make_ready(self, request: dict[str, object], tell: Tell = lambda step, share: None) -> str:
        """Make the world of a request ready before anybody asks; the address of that world without new measures.

        Raises:
            SimulatorError: There is no such world, or the work failed.
            Cancelled: The calculator was stopped.
        """
        return await self._send({"ready": request}, tell)

    async def tell_record(self, address: str, name: str, tell: Tell = lambda step, share: None) -> str:
        """Have what is told about a kept bundle computed and kept beside it (`records.RECORDS`).

        Raises:
            SimulatorError: There is no such bundle, it cannot be told any more, or the work failed.
            Cancelled: The calculator was stopped.
        """
        return await self._send({"record": name, "of": address}, tell)

    async def stop(self) -> None:
        """End the process and whatever was asked."""
        self.state = "stopped"
        if self._following is not None:
            self._following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._following
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        for asked in self._open.values():
            if not asked.answer.done():
                asked.answer.set_exception(Cancelled())
        self._open.clear()

    async def _send(self, message: dict[str, object], tell: Tell) -> str:
        if self._following is None or self.state == "stopped":
            raise refused("stopped")
        key = uuid.uuid4().hex
        self._open[key] = asked = _Asked(message | {"id": key}, asyncio.get_running_loop().create_future(), tell)
        await self._write(asked.message)
        try:
            return await asked.answer
        finally:
            if asked.answer.cancelled():
                await self._write({"cancel": key})
            self._open.pop(key, None)

    async def _begin(self) -> None:
        pipe = asyncio.subprocess.PIPE
        self.state = "running"
        self._process = await asyncio.create_subprocess_exec(
            *self._command, stdin=pipe, stdout=pipe, limit=LONGEST_LINE
        )
        for asked in list(self._open.values()):
            if not asked.answer.done():
                await self._write(asked.message)

    async def _follow(self) -> None:
        """Read what the process says; begin another one when it ends, later each time that one was never ready."""
        pause = PAUSE
        while True:
            async for line in self._process.stdout:
                self._hear(line)
            pause = PAUSE if self.state == "ready" else min(2 * pause, LONGEST_PAUSE)
            LOG.warning("the calculator ended with %s; beginning another", await self._process.wait())
            self._give_up()
            await asyncio.sleep(pause)
            await self._begin()

    def _give_up(self) -> None:
        """A request over which too many processes died is answered with a failure."""
        for asked in self._open.values():
            asked.deaths += 1
            if asked.deaths >= MOST_DEATHS and not asked.answer.done():
                asked.answer.set_exception(refused("failed"))

    async def _write(self, message: dict[str, object]) -> None:
        """Send a line; a process that has just died is sent it again when the next one begins."""
        with contextlib.suppress(ConnectionError, RuntimeError):
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            await self._process.stdin.drain()

    def _hear(self, line: bytes) -> None:
        try:
            told = json.loads(line)
        except ValueError:
            return
        if told.get("state") == "ready":
            self.state = "ready"
        asked = self._open.get(told.get("id"))
        if asked is None or asked.answer.done():
            return
        if told["state"] == "progress":
            asked.tell(told["step"], told["share"])
        elif told["state"] == "done":
            asked.answer.set_result(told["address"])
        else:
            asked.answer.set_exception(_error(told))


def _error(told: dict[str, str]) -> SimulatorError:
    return Cancelled() if told["state"] == "cancelled" else SimulatorError(told["fr"], told["en"])
