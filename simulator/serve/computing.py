"""Committed plans are computed in a process of their own, and the run is noted in the log when it is kept.

What is still to compute follows from the log alone: after a restart, or when the process fell, it is asked again.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import uuid
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.workshop.refusals import Refusal

if TYPE_CHECKING:
    from simulator.workshop.desk import Desk
    from simulator.workshop.state import WorkshopState

LOG = logging.getLogger("bassin2040.serve")
ASKED_FOR_BY = {"policy_committed", "dissented"}
"""Kinds of events after which something may be to compute."""
Place = tuple[str, str, int, str | None]
"""A workshop, a table, a round, and the dissent that disputes it, if any."""
Run = Callable[..., Awaitable[Any]]


def wanted(state: WorkshopState) -> Iterator[tuple[Place, dict]]:
    """What a workshop waits for: committed plans without a run, and dissents about them, as requests."""
    for (table, number), kept in state.policies.items():
        body = kept.body
        plan = {"world": body.world, "tokens": body.tokens, "start": body.start, "cards": list(body.cards)}
        if (table, number, None) not in state.runs:
            yield (state.workshop, table, number, None), plan
        for dissent in state.dissents:
            about = (dissent.body.table, dissent.body.round) == (table, number)
            if about and (table, number, dissent.id) not in state.runs:
                disputed = {"parameter": dissent.body.parameter, "value": dissent.body.value}
                yield (state.workshop, table, number, dissent.id), plan | {"dissent": disputed}


class Computing:
    """The calculator's process, started when it is first needed."""

    def __init__(self, desk: Desk, folder: Path, run: Run) -> None:
        """Ask for the runs of `desk`, kept in `folder`; `run` calls the desk without holding the server up."""
        self._desk, self._folder, self._run = desk, folder, run
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task | None = None
        self._open: set[Place] = set()
        self._seen: set[str] = set()
        self._starting = asyncio.Lock()

    async def look_once(self, workshop: str) -> None:
        """Ask for what a workshop still waited for when the server started."""
        if workshop not in self._seen:
            self._seen.add(workshop)
            await self.look(workshop)

    async def look(self, workshop: str) -> None:
        """Ask for what a workshop waits for and was not asked yet."""
        for place, request in wanted(await self._run(self._desk.state, workshop)):
            if place not in self._open:
                self._open.add(place)
                await self._ask(place, request)

    def stop(self) -> None:
        """End the process."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()

    async def _ask(self, place: Place, request: dict) -> None:
        async with self._starting:
            if self._process is None:
                command = (sys.executable, "-m", "simulator.workshop.calculator", str(self._folder))
                pipe = asyncio.subprocess.PIPE
                self._process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
                self._reading = asyncio.create_task(self._read(self._process))
        line = json.dumps({"id": json.dumps(place), "ask": request}) + "\n"
        self._process.stdin.write(line.encode())

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        async for line in process.stdout:
            told = json.loads(line)
            if told.get("state") in ("done", "failed"):
                await self._hear(told)
        self._process = None
        self._open.clear()  # what was not answered is asked again at the next look

    async def _hear(self, told: dict) -> None:
        workshop, table, number, dissent = place = tuple(json.loads(told["id"]))
        if told["state"] == "failed":
            LOG.warning("a run of round %s failed: %s", number, told.get("code"))
            return
        body = {"kind": "run_kept", "table": table, "round": number, "address": told["address"], "dissent": dissent}
        try:
            inside = await self._run(self._desk.inside, workshop)
            await self._run(self._desk.submit, inside, uuid.uuid4().hex, body)
        except Refusal as refused:
            LOG.warning("a run of round %s was not noted: %s", number, refused.code)
        self._open.discard(place)
