"""Committed plans are computed, and the run is noted in the log when it is kept.

What is still to compute follows from the log alone: after a restart it is asked again.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any

from simulator.errors import SimulatorError
from simulator.serve.calculating import Calculating

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
    """Asks the calculator for what workshops wait for; its process is started when it is first needed."""

    def __init__(self, desk: Desk, calculating: Calculating, run: Run) -> None:
        """Ask for the runs of `desk`; `run` calls the desk without holding the server up."""
        self._desk, self._calculating, self._run = desk, calculating, run
        self._open: dict[Place, asyncio.Task] = {}
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
                self._open[place] = asyncio.create_task(self._compute(place, request))

    async def _compute(self, place: Place, request: dict) -> None:
        workshop, table, number, dissent = place
        try:
            async with self._starting:
                await self._calculating.start()
            address = await self._calculating.ask(request)
            body = {"kind": "run_kept", "table": table, "round": number, "address": address, "dissent": dissent}
            inside = await self._run(self._desk.inside, workshop)
            await self._run(self._desk.submit, inside, uuid.uuid4().hex, body)
        except SimulatorError as error:
            LOG.warning("no run for round %s: %s", number, getattr(error, "code", type(error).__name__))
