"""One visitor's exploration: a move in, answers out, the first replication first, then the interval."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from simulator.answers.choices import Choices
from simulator.answers.figures import Answer, Reading
from simulator.answers.replies import answer_of, play_others, reply
from simulator.answers.studies import Watch
from simulator.answers.worker import Worker
from simulator.errors import Cancelled
from simulator.memory import give_back

if TYPE_CHECKING:
    from simulator.answers.studies import Prepared, Studies
    from simulator.experiments.scenario import Scenario

LOG = logging.getLogger(__name__)
PAUSE = 0.7
"""Seconds between two repaints while the interval narrows: often enough to be seen, seldom enough to be read."""
NEAR = 2
"""Replications left under which a repaint waits for the last of them."""
LATEST_PLANS = 8
STAGES = {"residents": (0.0, 0.3), "spin_up": (0.3, 0.6), "baselines": (0.6, 0.8), "plan": (0.8, 1.0)}
"""Where each part of a run of everybody begins and ends, as shares of the whole; parts made before are skipped."""
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
        self._known: OrderedDict[tuple[object, ...], Reading] = OrderedDict()
        self._world: Prepared | None = None
        self._entered: str | None = None
        self._worker: Worker[Choices] = Worker(self._follow)

    def move(self, choices: Choices) -> None:
        """Answer these choices; an older move is dropped."""
        self._worker.submit(choices)

    def settle(self, seconds: float) -> bool:
        """Wait until every move is answered and the world is ready for the next; False after `seconds`."""
        return self._worker.join(seconds)

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
        if self._entered != world.name:  # else nothing is left to prepare, and a frame is saved before the answer
            self._tell("preparing", 0)
        prepared = self._enter(self._studies.world(world))
        self._entered = world.name
        answer = self._refine(choices, prepared, stop)
        if choices.everybody:
            self._publish(choices, answer, self._run_everybody(choices, world, stop))
        self._tell("done", self._studies.replications)
        prepared.rest(stop)
        if choices.planned:
            prepared.expect()
        give_back()

    def _enter(self, prepared: Prepared) -> Prepared:
        """Be in a world; the one left keeps nothing that only a visitor in it needs."""
        if self._world is not None and self._world is not prepared:
            self._world.leave()
        self._world = prepared
        return prepared

    def _refine(self, choices: Choices, prepared: Prepared, stop: threading.Event) -> Answer:
        """Run the first replication on every core and show it, then the others, one on each core.

        The latest plans' replications are kept: going back to one, or asking for every resident, runs nothing again.
        """
        if not choices.planned:
            return self._publish(choices, self._of(prepared, prepared.reference))
        if choices.plan in self._known:
            self._known.move_to_end(choices.plan)
            return self._publish(choices, self._of(prepared, self._known[choices.plan]))
        self._tell("computing", 0)
        policy = choices.policy()
        prepared.warm(stop)
        plan = prepared.first(policy, stop)
        self._check(stop)
        answer, shown = self._publish(choices, self._of(prepared, plan)), time.monotonic()
        for reading in play_others(prepared, policy, self._studies.replications, stop):
            self._check(stop)
            plan = plan.joined(reading)
            self._tell("refining", plan.count)
            if self._due(plan.count, shown):
                answer, shown = self._publish(choices, self._of(prepared, plan)), time.monotonic()
        self._keep(choices.plan, plan)
        return answer

    def _due(self, count: int, shown: float) -> bool:
        """Whether to repaint: at the end; before, now and then, but not when the end is near."""
        left = self._studies.replications - count
        return left == 0 or (left > NEAR and time.monotonic() - shown > PAUSE)

    def _keep(self, plan: tuple[object, ...], reading: Reading) -> None:
        self._known[plan] = reading
        while len(self._known) > LATEST_PLANS:
            self._known.popitem(last=False)

    def _of(self, prepared: Prepared, plan: Reading) -> Answer:
        return answer_of(self._studies, prepared, plan)

    def _run_everybody(self, choices: Choices, world: Scenario, stop: threading.Event) -> Answer:
        progress = self._watcher(stop)
        prepared = self._studies.everybody(world, progress)
        plan = prepared.reference
        if choices.planned:
            watch = Watch(lambda share: progress("plan", share), stop)
            plan = Reading.of(prepared.study.run(choices.policy(), 0, watch))
        return Answer(prepared.reference, plan, None, self._studies.residents)

    def _publish(self, choices: Choices, answer: Answer, everybody: Answer | None = None) -> Answer:
        header, buffer = reply(self._studies, choices.world, choices.planned, answer, everybody)
        header["move"] = choices.move
        self._show(header, buffer)
        return answer

    def _watcher(self, stop: threading.Event) -> Callable[[str, float], None]:
        """Tells how far the run of everybody is, in per cent, and ends it once `stop` is set."""
        told = [-1]

        def progress(what: str, share: float) -> None:
            self._check(stop)
            begin, end = STAGES[what]
            done = int(100 * (begin + (end - begin) * share))
            if done > told[0]:
                told[0] = done
                self._say({"state": "everybody", "done": done, "of": 100})

        progress("residents", 0.0)
        return progress

    def _tell(self, state: str, done: int) -> None:
        self._say({"state": state, "done": done, "of": self._studies.replications})

    @staticmethod
    def _check(stop: threading.Event) -> None:
        if stop.is_set():
            raise Cancelled
