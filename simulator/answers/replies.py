"""A plan's replications side by side, and what a reader is given of them: a plain header and one packed buffer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from simulator.answers.classes import class_words
from simulator.answers.figures import Answer, Reading, pack
from simulator.answers.indicators import GROUPS

if TYPE_CHECKING:
    from simulator.answers.studies import Prepared, Studies
    from simulator.experiments.policy import Policy


def play_others(prepared: Prepared, policy: Policy, count: int, stop: threading.Event) -> Iterator[Reading]:
    """The replications after the first, in order, of `count`: one on each core, any left over on every core.

    Raises:
        Cancelled: `stop` was set.
    """
    cores, later = prepared.study.threads, range(1, count)
    left = len(later) % cores
    side_by_side = len(later) - (left if 2 * left <= cores else 0)
    with ThreadPoolExecutor(cores) as pool:
        yield from pool.map(lambda r: prepared.play(policy, r, stop, threads=1), later[:side_by_side])
    for replication in later[side_by_side:]:
        yield prepared.play(policy, replication, stop)


def answer_of(studies: Studies, prepared: Prepared, plan: Reading) -> Answer:
    """A plan's replications against the baselines of its world, on the live sample."""
    return Answer(prepared.reference, plan, studies.smoothing, studies.residents)


def reply(
    studies: Studies, world: str, planned: bool, answer: Answer, everybody: Answer | None = None
) -> tuple[dict[str, object], bytes]:
    """What a screen draws: a header of plain values, and the buffer that it describes."""
    from simulator.experiments.judging import SMALLEST_EFFECT

    header, buffer = pack(answer, everybody)
    return header | {
        "world": world,
        "planned": planned,
        "of": studies.replications,
        "sample": studies.people(studies.sample).size,
        "residents15": studies.adults(),
        "classes": {by: class_words(by, answer.plan.classes[by]) for by in GROUPS},
        "smallest": SMALLEST_EFFECT.default,
    }, buffer
