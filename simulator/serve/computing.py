"""Committed plans are computed, the run is noted in the log when it is kept, and what is told about it comes later.

What is still to compute follows from the log alone: after a restart it is asked again.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any

from simulator.errors import SimulatorError
from simulator.serve.calculating import Calculating
from simulator.workshop.records import records_of

if TYPE_CHECKING:
    from simulator.workshop.desk import Desk
    from simulator.workshop.state import WorkshopState

LOG = logging.getLogger("bassin2040.serve")
ASKED_FOR_BY = {"phase_begun", "card_played", "policy_committed", "dissented"}
"""Kinds of events after which something may be to compute."""
Place = tuple[str, str, int, str | None]
"""A workshop, a table, a round, and the dissent that disputes it, if any."""
World = tuple[str, tuple[str, ...]]
"""A world's name, and the event cards in play."""
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


def worlds(state: WorkshopState) -> set[World]:
    """The worlds that the tables are about to play in, from the first round on."""
    if state.ended or not state.round:
        return set()
    return {world_of(state, table) for table in state.tables}


def world_of(state: WorkshopState, table: str) -> World:
    """The world of a table in the round that runs."""
    return state.tables[table], tuple(sorted(state.played(table, state.round)))


def untold(state: WorkshopState) -> Iterator[tuple[str, str]]:
    """What may be told about the runs of a workshop that goes on: addresses, and names of records."""
    for (_, _, dissent), run in () if state.ended else state.runs.items():
        for name in records_of(disputed=dissent is not None):
            yield run.body.address, name


class Computing:
    """Asks the calculator for what workshops wait for; its process is started when it is first needed.

    Attributes:
        levels: The run without any new measure of each world that was made ready: its address.
    """

    def __init__(self, desk: Desk, calculating: Calculating, run: Run) -> None:
        """Ask for the runs of `desk`; `run` calls the desk without holding the server up."""
        self.levels: dict[World, str] = {}
        self._desk, self._calculating, self._run = desk, calculating, run
        self._open: dict[object, asyncio.Task] = {}
        self._seen: set[str] = set()
        self._starting = asyncio.Lock()

    async def look_once(self, workshop: str) -> None:
        """Ask for what a workshop still waited for when the server started."""
        if workshop not in self._seen:
            self._seen.add(workshop)
            await self.look(workshop)

    async def look(self, workshop: str) -> None:
        """Ask for what a workshop waits for and was not asked yet."""
        state = await self._run(self._desk.state, workshop)
        for place, request in wanted(state):
            self._begin(place, self._compute(place, request))
        for world in worlds(state):
            self._begin(world, self._make_ready(world))
        for address, name in untold(state):
            self._begin((address, name), self._ask(self._calculating.tell_record, address, name))

    def _begin(self, what: object, work: Coroutine[Any, Any, object]) -> None:
        """Begin something once; what cannot be is logged, and holds nothing else up."""
        if what in self._open:
            work.close()
        else:
            self._open[what] = asyncio.create_task(self._kept(work))

    async def _kept(self, work: Awaitable[object]) -> None:
        try:
            await work
        except SimulatorError as error:
            LOG.warning("not computed: %s", getattr(error, "code", type(error).__name__))

    async def _ask(self, ask: Callable[..., Awaitable[str]], *given: object) -> str:
        async with self._starting:
            await self._calculating.start()
        return await ask(*given)

    async def _compute(self, place: Place, request: dict) -> None:
        workshop, table, number, dissent = place
        address = await self._ask(self._calculating.ask, request)
        body = {"kind": "run_kept", "table": table, "round": number, "address": address, "dissent": dissent}
        inside = await self._run(self._desk.inside, workshop)
        await self._run(self._desk.submit, inside, uuid.uuid4().hex, body)
        await self.look(workshop)

    async def _make_ready(self, world: World) -> None:
        name, cards = world
        self.levels[world] = await self._ask(self._calculating.make_ready, {"world": name, "cards": list(cards)})
