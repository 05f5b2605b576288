"""One visitor's exploration: a move in, answers out, the first replication first, then the interval."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from simulator.dashboard.figures import Answer, Reading, pack
from simulator.dashboard.indicators import GROUPS
from simulator.dashboard.setting import class_words
from simulator.dashboard.state import Choices
from simulator.dashboard.studies import Watch
from simulator.dashboard.worker import Worker
from simulator.errors import Cancelled

if TYPE_CHECKING:
    from simulator.dashboard.studies import Prepared, Studies
    from simulator.experiments.policy import Policy
    from simulator.experiments.scenario import Scenario

LOG = logging.getLogger(__name__)
PAUSE = 0.7
"""Seconds between two repaints while the interval narrows: often enough to be seen, seldom enough to be read."""
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
        self._known: tuple[object, Reading] | None = None
        self._worker: Worker[Choices] = Worker(self._follow)

    def move(self, choices: Choices) -> None:
        """Answer these choices; an older move is dropped."""
        self._worker.submit(choices)

    def settle(self, seconds: float) -> bool:
        """Wait until every move is answered and the other worlds are ready; False when `seconds` were not enough."""
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
        self._tell("preparing", 0)
        prepared = self._studies.world(world)
        prepared.warm()
        self._check(stop)
        answer = self._refine(choices, prepared, stop)
        if choices.everybody:
            self._publish(choices, answer, self._run_everybody(choices, world, stop))
        self._tell("done", self._studies.replications)
        self._make_others_ready(stop)

    def _refine(self, choices: Choices, prepared: Prepared, stop: threading.Event) -> Answer:
        """Run the first replication on every core and show it, then the others, one on each core.

        The latest plan's replications are kept: asking for every resident, or no more, does not run them again.
        """
        if not choices.planned:
            return self._publish(choices, self._of(prepared, prepared.reference))
        if self._known and self._known[0] == choices.plan:
            return self._publish(choices, self._of(prepared, self._known[1]))
        self._tell("computing", 0)
        policy = choices.policy()
        prepared.ahead(policy, stop)
        plan = Reading.of(prepared.study.run(policy, 0, stop))
        answer, shown = self._publish(choices, self._of(prepared, plan)), time.monotonic()
        for reading in self._others(prepared, policy, stop):
            self._check(stop)
            plan = plan.joined(reading)
            self._tell("refining", plan.count)
            if plan.count == self._studies.replications or time.monotonic() - shown > PAUSE:
                answer, shown = self._publish(choices, self._of(prepared, plan)), time.monotonic()
        self._known = choices.plan, plan
        return answer

    def _others(self, prepared: Prepared, policy: Policy, stop: threading.Event) -> Iterator[Reading]:
        """The replications after the first, in order, several at once on one thread each."""

        def play(replication: int) -> Reading:
            self._check(stop)
            return Reading.of(prepared.study.run(policy, replication, stop, threads=1))

        with ThreadPoolExecutor(prepared.study.threads) as pool:
            yield from pool.map(play, range(1, self._studies.replications))

    def _of(self, prepared: Prepared, plan: Reading) -> Answer:
        return Answer(prepared.reference, plan, self._studies.smoothing, self._studies.residents)

    def _run_everybody(self, choices: Choices, world: Scenario, stop: threading.Event) -> Answer:
        progress = self._watcher(stop)
        prepared = self._studies.everybody(world, progress)
        plan = prepared.reference
        if choices.planned:
            watch = Watch(lambda share: progress("plan", share), stop)
            plan = Reading.of(prepared.study.run(choices.policy(), 0, watch))
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

    def _make_others_ready(self, stop: threading.Event) -> None:
        """While the visitor looks, make the other worlds ready for a change of mind; a move comes first."""
        for world in self._worlds.values():
            try:
                self._studies.make_ready(world, stop)
            except Cancelled:
                raise
            except Exception:  # the move to that world will fail in its turn, and say so
                LOG.exception("a world could not be made ready")

    def _tell(self, state: str, done: int) -> None:
        self._say({"state": state, "done": done, "of": self._studies.replications})

    @staticmethod
    def _check(stop: threading.Event) -> None:
        if stop.is_set():
            raise Cancelled
