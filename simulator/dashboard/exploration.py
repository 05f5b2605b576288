"""One visitor's exploration: a move in, answers out, the first replication first, then the interval."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from simulator.dashboard.figures import Answer, Reading, pack
from simulator.dashboard.indicators import GROUPS
from simulator.dashboard.setting import class_words
from simulator.dashboard.state import Choices
from simulator.dashboard.worker import Worker
from simulator.errors import Cancelled

if TYPE_CHECKING:
    from simulator.dashboard.studies import Prepared, Studies
    from simulator.experiments.scenario import Scenario

LOG = logging.getLogger(__name__)
PAUSE = 0.7
"""Seconds between two repaints while the interval narrows: often enough to be seen, seldom enough to be read."""
Show = Callable[[dict, bytes], None]
Say = Callable[[dict], None]


class Exploration:
    """Follows one visitor's moves off the widget's thread.

    `show(header, buffer)` is called with each answer and `say(status)` with what is being done; neither is called for
    a move that a newer one has replaced.
    """

    def __init__(self, studies: Studies, worlds: Sequence[Scenario], show: Show, say: Say) -> None:
        """Nothing runs until the first move."""
        self._studies = studies
        self._worlds = {world.name: world for world in worlds}
        self._show = show
        self._say = say
        self._worker: Worker[Choices] = Worker(self._follow)
        self._others: threading.Thread | None = None

    def move(self, choices: Choices) -> None:
        """Answer these choices; an older move is dropped."""
        self._worker.submit(choices)

    def settle(self, seconds: float) -> bool:
        """Wait until every move is answered and the other worlds are ready; False when `seconds` were not enough."""
        settled = self._worker.join(seconds)
        if self._others is not None:
            self._others.join(seconds)
        return settled and (self._others is None or not self._others.is_alive())

    def _follow(self, choices: Choices, stop: threading.Event) -> None:
        try:
            self._answer(choices, stop)
        except Cancelled:
            return
        except Exception:  # the visitor reads a sentence, the log keeps the cause; no traceback leaves the kernel
            LOG.exception("move %s failed", choices.move)
            self._say({"state": "failed", "done": 0, "of": self._studies.replications})

    def _answer(self, choices: Choices, stop: threading.Event) -> None:
        world = self._worlds[choices.world]
        self._tell("preparing", 0)
        prepared = self._studies.world(world)
        self._check(stop)
        answer = self._refine(choices, prepared, stop)
        if choices.everybody:
            self._tell("everybody", 0)
            self._publish(choices, answer, self._run_everybody(choices, world, stop))
        self._tell("done", self._studies.replications)
        self._make_others_ready()
        prepared.warm(stop)

    def _refine(self, choices: Choices, prepared: Prepared, stop: threading.Event) -> Answer:
        """Run the replications one by one, showing the first at once and the others now and then."""
        if not choices.planned:
            return self._publish(choices, self._of(prepared, prepared.reference))
        self._tell("computing", 0)
        plan, shown = None, 0.0
        for replication in range(self._studies.replications):
            reading = Reading.of(prepared.study.run(choices.policy(), replication, stop))
            self._check(stop)
            plan = reading if plan is None else plan.joined(reading)
            if replication + 1 == self._studies.replications or time.monotonic() - shown > PAUSE:
                answer = self._publish(choices, self._of(prepared, plan))
                shown = time.monotonic()
            self._tell("refining", replication + 1)
        return answer

    def _of(self, prepared: Prepared, plan: Reading) -> Answer:
        return Answer(prepared.reference, plan, self._studies.smoothing, self._studies.residents)

    def _run_everybody(self, choices: Choices, world: Scenario, stop: threading.Event) -> Answer:
        prepared = self._studies.everybody(world)
        self._check(stop)
        plan = prepared.reference
        if choices.planned:
            plan = Reading.of(prepared.study.run(choices.policy(), 0, stop))
        return Answer(prepared.reference, plan, None, self._studies.residents)

    def _publish(self, choices: Choices, answer: Answer, everybody: Answer | None = None) -> Answer:
        from simulator.experiments.compare import SMALLEST_EFFECT

        header, buffer = pack(answer, everybody)
        header |= {
            "move": choices.move,
            "world": choices.world,
            "planned": choices.planned,
            "of": self._studies.replications,
            "sample": self._studies.people(self._studies.sample).size,
            "residents15": self._studies.adults(),
            "classes": {by: class_words(by, answer.plan.classes[by]) for by in GROUPS},
            "smallest": SMALLEST_EFFECT.default,
        }
        self._show(header, buffer)
        return answer

    def _make_others_ready(self) -> None:
        """Once, while the visitor looks, make the other worlds ready for a change of mind."""
        if self._others is None:
            self._others = threading.Thread(target=self._prepare_others, name="worlds", daemon=True)
            self._others.start()

    def _prepare_others(self) -> None:
        try:
            self._studies.prepare(list(self._worlds.values()))
        except Exception:  # the move to that world will fail in its turn, and say so
            LOG.exception("a world could not be made ready")

    def _tell(self, state: str, done: int) -> None:
        self._say({"state": state, "done": done, "of": self._studies.replications})

    @staticmethod
    def _check(stop: threading.Event) -> None:
        if stop.is_set():
            raise Cancelled
