"""What is made ready before the first screen: residents, spin-ups, compiled kernels, kept in the cache for all.

`python -m simulator.serve.preparation` does the work in a process of its own and prints one JSON line per step. The
first world is enough for screens to open; the others follow in the same process, at a lower priority. What was made
before is not made again (`readiness.py`).
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from simulator.priority import give_way
from simulator.serve.readiness import made_before, remember

if TYPE_CHECKING:
    from simulator.population.fit import Fit

STEPS = ("territory", "residents", "spin_up", "baselines", "rehearsal")
NICENESS = 5
"""The room's pages come first: a server that fell is back before its screens are."""
LATER = 14
"""Added for the other worlds: they take what is left. A new user plays just then, and waited twice as long."""
READY = "ready"
"""Said once screens may open; what follows is for later."""
Tell = Callable[[str, float], None]


class Preparation:
    """The preparation as the server follows it.

    Attributes:
        state: "waiting", "running", "ready" or "failed".
        step: A word of STEPS.
        share: How far the step is, 0..1.
    """

    def __init__(self, tell: Tell) -> None:
        """Nothing runs yet; `tell(step, share)` is called as the work advances."""
        self.state = "waiting"
        self.step = STEPS[0]
        self.share = 0.0
        self._tell = tell
        self._process: asyncio.subprocess.Process | None = None

    async def run(self) -> bool:
        """Do the work in a process of its own; whether screens may open. The other worlds follow, unwatched."""
        self.state = "running"
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "simulator.serve.preparation", stdin=pipe, stdout=pipe, start_new_session=True
        )
        async for line in self._process.stdout:
            self._hear(line)
            if self.state == READY:
                return True
        self.state = "failed"
        return False

    def stop(self) -> None:
        """End the process, if it still runs."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()

    def as_dict(self) -> dict[str, object]:
        """Plain values for the waiting page."""
        done = STEPS.index(self.step) + min(max(self.share, 0.0), 1.0)
        return {"state": self.state, "step": self.step, "share": done / len(STEPS)}

    def _hear(self, line: bytes) -> None:
        try:
            told = json.loads(line)
            step, share = str(told["step"]), float(told["share"])
        except (ValueError, KeyError, TypeError):
            return  # a library's own word on standard output
        if step == READY:
            self.state = READY
        if step in STEPS:
            self.step, self.share = step, share
            self._tell(step, share)


def prepare(tell: Tell, names: Sequence[str]) -> Fit:
    """Fill the cache: what every screen then loads in a moment.

    Args:
        tell: Told each step and the share of it done.
        names: The worlds to make ready, the one shown first in front.

    Returns:
        How well the screens' residents meet the published figures.
    """
    from simulator.answers.choices import validate
    from simulator.answers.studies import Studies, sample_size
    from simulator.dashboard.exploration import Exploration
    from simulator.experiments.scenario import Scenario
    from simulator.territory.territory import Territory

    tell("territory", 0.0)
    studies = Studies(Territory.load("bassin-minier"), sample_size())
    worlds = [Scenario.load(name) for name in names]
    studies.prepare(worlds, tell)
    tell("rehearsal", 0.0)
    states: list[str] = []
    rehearsal = Exploration(studies, worlds, show=lambda *_: None, say=lambda status: states.append(status["state"]))
    rehearsal.move(validate({"tokens": {"outreach": 4, "transport": 4, "amateurs": 4}}, tuple(names)))
    if not rehearsal.settle(600) or "done" not in states:
        raise SystemExit(1)
    tell("rehearsal", 1.0)
    return studies.people(studies.sample).fit


def prepare_later(names: Sequence[str]) -> None:
    """Fill the cache for other worlds, while screens are open: whatever they ask for comes first."""
    from simulator.answers.studies import Studies, sample_size
    from simulator.experiments.scenario import Scenario
    from simulator.territory.territory import Territory

    give_way(LATER)
    studies = Studies(Territory.load("bassin-minier"), sample_size())
    for world in [Scenario.load(name) for name in names]:
        studies.prepare([world])
        studies.forget(world)  # it is in the cache: all worlds at once would take a gigabyte from the screens


def end_with_the_server() -> None:
    """End when the server does, a killed one too: nothing is left behind that computes for nobody.

    The server holds the other end of the standard input and never writes to it.
    """

    def wait() -> None:
        while os.read(0, 1):  # not by Python's buffer: a preparation that is over would wait for it, and fail
            pass
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def main() -> None:
    """Prepare, one JSON line per step on standard output, until the standard input ends."""
    end_with_the_server()
    give_way(NICENESS)
    from simulator.dashboard.app import WORLDS

    def tell(step: str, share: float) -> None:
        print(json.dumps({"step": step, "share": round(share, 3)}), flush=True)

    if made_before(WORLDS):
        tell(READY, 1.0)
        return
    prepare(tell, WORLDS[:1])
    tell(READY, 1.0)
    prepare_later(WORLDS[1:])
    remember(WORLDS)


if __name__ == "__main__":
    main()
