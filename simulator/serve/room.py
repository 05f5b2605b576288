"""The room that a server serves: its desk, its keys, and what is said about it on pages."""

from __future__ import annotations

import asyncio
import secrets
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.model.levers import LEVERS
from simulator.serve.calculating import Calculating
from simulator.serve.computing import Computing, world_of
from simulator.serve.door import refusal
from simulator.serve.figures import Figures
from simulator.serve.limits import Limits
from simulator.workshop.bundle import Bundles
from simulator.workshop.events import now
from simulator.workshop.refusals import Refusal
from simulator.workshop.store import data_folder
from simulator.workshop.threshold import behind

if TYPE_CHECKING:
    from simulator.serve.demonstration import Demonstration
    from simulator.workshop.desk import Desk, Pass
    from simulator.workshop.state import WorkshopState

THREADS = 8
"""Questions to the database at once; none of them holds the server up."""


@dataclass(frozen=True)
class Sign:
    """What the room is told on walls and pages.

    Attributes:
        wifi_name: The room's network, or None.
        wifi_password: Its password, or None for an open one.
        controller: Who answers for people's data, or None.
        address: Where phones find the server, or None for the address that a page was asked at.
    """

    wifi_name: str | None = None
    wifi_password: str | None = None
    controller: str | None = None
    address: str | None = None


@dataclass
class Room:
    """What the server's handlers share.

    Attributes:
        desk: The door to the log.
        sign: What is told about the room.
        demonstration: The workshop opened for trying, or None.
        key: Whoever has it started this server.
        folder: Where runs are kept.
        futures: Futures that each committed plan is tried in, or None for the usual number.
        limits: How often a caller may ask.
        streams: Streams open now.
    """

    desk: Desk
    sign: Sign = field(default_factory=Sign)
    demonstration: Demonstration | None = None
    key: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    folder: Path = field(default_factory=lambda: data_folder() / "calculs")
    futures: int | None = None
    limits: Limits = field(default_factory=Limits)
    streams: int = 0
    _threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(THREADS, "desk"))

    def __post_init__(self) -> None:
        """Runs are read from the folder where they are kept."""
        self.bundles = Bundles(self.folder)
        self.figures = Figures(self.bundles)
        arguments = () if self.futures is None else ("--futures", str(self.futures))
        self.computing = Computing(self.desk, Calculating(self.folder, arguments), self.run)

    async def run(self, work: Callable[..., Any], *given: Any) -> Any:
        """The answer of `work`, which may wait for the database."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)

    async def guarded(self, caller: str, work: Callable[..., Any], *given: Any) -> Any:
        """The answer of `work`, unless `caller` tried too many codes that nobody has.

        Raises:
            Refusal: What `work` refuses, or "too_often".
        """
        if not self.limits.mistakes.allows(caller):
            raise refusal("too_often")
        try:
            return await self.run(work, *given)
        except Refusal as refused:
            if refused.code == "unknown_code":
                self.limits.mistakes.take(caller)
            raise

    async def view(self, passed: Pass, seat: str) -> dict:
        """What a pass may see, the wall when the projector's page asks; revealed runs come with their figure."""
        await self.computing.look_once(passed.workshop)
        return await self.run(self._view, passed, seat)

    def _view(self, passed: Pass, seat: str) -> dict:
        seen = self.desk.view(passed, "projector" if seat == "projection" else None)
        seen = self.figures.beside(seen)
        state = self.desk.state(passed.workshop)
        for turn in seen.get("turns", ()) if passed.actor.role == "participant" else ():
            if turn["revealed"]:
                made = state.predictions.get((turn["table"], turn["round"], None))
                turn["prediction"] = {"points": made.body.points, "second": made.body.second} if made else None
        self._add_level(seen, state)
        if seat == "projection" or "beside" in seen:
            own = seen["world"]["world"] if "beside" in seen else None
            seen["apart"] = [one for one in self.figures.apart(state) if own in (None, one["world"])]
        if seat == "projection":
            lit = state.spotlight
            seen["lit_at"] = lit.at.isoformat() if lit else None
            seen["levers"] = {name: dict(lever.label) for name, lever in LEVERS.items()}
        return {**seen, "now": now().isoformat()}

    def _add_level(self, seen: dict, state: WorkshopState) -> None:
        """Beside the world of a table's or a phone's view: today's measures going on, in points, once that is known."""
        if "world" in seen:
            address = self.computing.levels.get(world_of(state, seen["table"]))
            found = address and self.figures.of(address)
            seen["level"] = found["reference"] if found else None

    def records(self, address: str) -> dict[str, object]:
        """What is told about a kept run, by name.

        Raises:
            BundleError: There is no such run.
        """
        self.bundles.raw(address)
        return {name: self.bundles.attached(address, name) for name in self.bundles.records(address)}

    async def tables_of(self, code: str, caller: str) -> dict:
        """The workshop that a code opens, as the join page shows it: its title, its tables with the names they chose.

        Raises:
            Refusal: Nobody has this code, or the workshop has ended.
        """
        return await self.guarded(caller, behind, self.desk, code)

    async def reachable(self) -> bool:
        """Whether the database answers."""
        return await self.run(self._answers)

    def _answers(self) -> bool:
        try:
            with self.desk.store.reading() as connection:
                connection.exec_driver_sql("SELECT 1")
        except Refusal:
            return False
        return True

    def is_host(self, given: str) -> bool:
        """Whether somebody has the key of who started the server."""
        return secrets.compare_digest(given.encode("utf-8", "replace"), self.key.encode())

    def pack(self, workshop: str, address: str) -> bytes:
        """A workshop's debrief pack, zipped; `address` is where its permanent links are answered."""
        from simulator.workshop.debrief import make_pack

        with tempfile.TemporaryDirectory() as folder:
            return make_pack(self.desk, self.bundles, workshop, Path(folder) / "atelier", address=address)[
                -1
            ].read_bytes()

    def close(self) -> None:
        """End the threads; the calculator's process ends with its input."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def make_room(url: str | None, sign: Sign, *, language: str, demonstrate: bool, futures: int | None = None) -> Room:
    """The room of a database, with its demonstration workshop when wanted.

    Args:
        url: The database's address; None for the one of the environment, else a file of the user's.
        sign: What the room is told.
        language: Language of a new demonstration.
        demonstrate: Whether to open it.
        futures: Futures that each committed plan is tried in, or None for the usual number.

    Raises:
        SimulatorError: The database cannot be opened.
    """
    from simulator.serve.demonstration import demonstration
    from simulator.workshop.desk import Desk
    from simulator.workshop.store import Store

    desk = Desk(Store(url))
    shown = demonstration(desk, desk.store.address, language) if demonstrate else None
    return Room(desk, sign, shown, futures=futures)
