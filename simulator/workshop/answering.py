"""The calculator's own process: lines of JSON in, lines of JSON out, one request at a time.

In: `{"id": "…", "ask": {request}}` for a request (`request.Request`), `{"id": "…", "again": "ADDRESS"}` for a kept
bundle answered anew, `{"id": "…", "ready": {request}}` for a world to make ready before anybody asks (the answer is
that world without new measures), `{"id": "…", "record": "lives", "of": "ADDRESS"}` for what is told about a kept
bundle (`records.RECORDS`), `{"cancel": "…"}` for one that nobody waits for any more. Out: `{"state": "ready"}` once,
then for each id `progress` (`step`, `share`), and at last `done` (`address`), `failed` (`fr`, `en`) or `cancelled`. A
committed plan is answered before disputed worlds and old links, these before lives, these before worlds to make ready,
and these before what takes minutes; what is under way is put off for a request that comes before it. The end of the
input ends the process. Nothing is remembered: a request put again to a new process has the same address.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import IO, TYPE_CHECKING

from simulator.errors import Cancelled, SimulatorError
from simulator.memory import give_back
from simulator.priority import give_way
from simulator.workshop.bundle import Bundles
from simulator.workshop.bundle_error import refused

if TYPE_CHECKING:
    from simulator.workshop.calculator import Calculator

LOG = logging.getLogger(__name__)
NICENESS = 10
"""Screens and phones come first."""
STEPS = {"residents": 0.0, "fit": 0.05, "spin_up": 0.2, "baselines": 0.5, "plan": 0.7, "done": 1.0}
"""Where each part of the work begins, as a share of the whole; parts made before are skipped."""
RECORD_RANKS = {"lives": 2, "ranking": 4, "futures": 5}
"""A room waits for lives at the reveal; the others come while tables talk."""
Say = Callable[[dict[str, object]], None]


@dataclass
class Waiting:
    """A request that waits or is under way.

    Attributes:
        key: Its name.
        message: What was asked.
        rank: 0 for a committed plan, for which a room waits; 1 for disputes and old links; 2 for lives; 3 for worlds to
            make ready; then what is told later.
        stop: Ends the work when it is set.
        put_off: Whether it was stopped for a request of a lower rank, and is to be begun again.
    """

    key: str
    message: dict
    rank: int
    stop: threading.Event = field(default_factory=threading.Event)
    put_off: bool = False


class Line:
    """Requests by rank, then in the order in which they came."""

    def __init__(self) -> None:
        """Nobody waits yet."""
        self._waiting: queue.PriorityQueue[tuple[int, int, Waiting | None]] = queue.PriorityQueue()
        self._open: dict[str, Waiting] = {}
        self._current: Waiting | None = None
        self._lock = threading.Lock()
        self._numbers = count()

    def hear(self, lines: Iterable[str], say: Say) -> None:
        """Take lines until there are no more; then end what is under way, and the work."""
        for line in lines:
            try:
                self._take(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                say({"id": None, "state": "failed", **_words(refused("bad_request", place="JSON"))})
        with self._lock:
            for waiting in self._open.values():
                waiting.put_off = False
                waiting.stop.set()
            self._waiting.put((-1, next(self._numbers), None))

    def next(self) -> Waiting | None:
        """The next request, waited for; None at the end."""
        found = self._waiting.get()[-1]
        with self._lock:
            self._current = found
        return found

    def alike(self, waiting: Waiting) -> list[str]:
        """What other requests for a record of the same name are about."""
        with self._lock:
            others = [one.message for one in self._open.values() if one is not waiting]
        return [one["of"] for one in others if one.get("record") == waiting.message["record"] and "of" in one]

    def done(self, waiting: Waiting, state: object) -> bool:
        """Whether a request's last line may be said; one that was put off goes back to its place instead."""
        with self._lock:
            self._current = None
            if waiting.put_off and state == "cancelled":
                waiting.put_off, waiting.stop = False, threading.Event()
                self._put(waiting)
                return False
            self._open.pop(waiting.key, None)
            return True

    def _take(self, message: dict) -> None:
        with self._lock:
            if "cancel" in message:
                self._cancel(str(message["cancel"]))
            elif (key := str(message["id"])) not in self._open:
                self._open[key] = Waiting(key, message, _rank(message))
                self._put(self._open[key])
                self._give_way(self._open[key].rank)

    def _put(self, waiting: Waiting) -> None:
        self._waiting.put((waiting.rank, next(self._numbers), waiting))

    def _cancel(self, key: str) -> None:
        if key in self._open:
            self._open[key].put_off = False
            self._open[key].stop.set()

    def _give_way(self, rank: int) -> None:
        """End the work on a request of a higher rank for now."""
        current = self._current
        if current is not None and current.rank > rank and not current.stop.is_set():
            current.put_off = True
            current.stop.set()


def _rank(message: dict) -> int:
    asked = message.get("ask")
    if "ready" in message:
        return 3
    if "record" in message:
        return RECORD_RANKS.get(message["record"], max(RECORD_RANKS.values()))
    return 0 if isinstance(asked, dict) and not asked.get("dissent") else 1


def answer_lines(calculator: Callable[[], Calculator], lines: Iterable[str], say: Say) -> None:
    """Answer lines until they end.

    Args:
        calculator: Makes the calculator, once.
        lines: What is asked.
        say: Told each line of the answer, as plain values.
    """
    line = Line()
    threading.Thread(target=line.hear, args=(lines, say), name="requests", daemon=True).start()
    made = calculator()
    say({"state": "ready"})
    while (found := line.next()) is not None:
        outcome = _outcome(made, line, found, _progress(found.key, say))
        if line.done(found, outcome["state"]):
            say({"id": found.key, **outcome})
        give_back()


def _outcome(calculator: Calculator, line: Line, asked: Waiting, tell: Callable) -> dict[str, object]:
    """The last line about a request."""
    try:
        if asked.stop.is_set():
            raise Cancelled
        return {"state": "done", "address": _solve(calculator, line, asked, tell)}
    except Cancelled:
        return {"state": "cancelled"}
    except SimulatorError as error:
        return {"state": "failed", **_words(error)}
    except Exception:  # whoever asked reads a sentence, the log keeps the cause
        LOG.exception("a request failed")
        return {"state": "failed", **_words(refused("failed"))}


def _solve(calculator: Calculator, line: Line, asked: Waiting, tell: Callable) -> str:
    from simulator.workshop.request import Request

    message, stop = asked.message, asked.stop
    if "ready" in message:
        return calculator.make_ready(Request.read(message["ready"]), stop, tell).address
    if "record" in message:
        return calculator.tell_record(message.get("of"), message["record"], stop, tell, lambda: line.alike(asked))
    if "again" in message:
        return calculator.solve_again(calculator.bundles.load(message["again"]), stop, tell).address
    return calculator.solve(Request.read(message.get("ask")), stop, tell).address


def _words(error: SimulatorError) -> dict[str, str]:
    return {"code": getattr(error, "code", "refused"), "fr": error.fr, "en": error.en}


def _progress(key: str, say: Say) -> Callable[[str, float], None]:
    """Tells how far a request is, in whole hundredths, each once."""
    told = [-1]
    begins = list(STEPS.values())

    def tell(step: str, share: float) -> None:
        if step not in STEPS:
            return
        begin = STEPS[step]
        end = begins[begins.index(begin) + 1]
        done = int(100 * (begin + (end - begin) * share))
        if done > told[0]:
            told[0] = done
            say({"id": key, "state": "progress", "step": step, "share": done / 100})

    return tell


def serve(arguments: list[str] | None = None) -> None:
    """Answer the standard input on the standard output; other code's own words go to the error stream."""
    from simulator.answers.studies import sample_size
    from simulator.workshop.calculator import REPLICATIONS, Calculator
    from simulator.workshop.futures import Sampling

    parser = argparse.ArgumentParser(prog="python -m simulator.workshop.calculator")
    parser.add_argument("folder", help="where bundles are kept")
    parser.add_argument("--residents", type=int, default=sample_size())
    parser.add_argument("--replications", type=int, default=REPLICATIONS)
    parser.add_argument("--futures", type=int, default=Sampling().count)
    asked = parser.parse_args(arguments)
    give_way(NICENESS)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sampling = Sampling(count=asked.futures)
    make = partial(Calculator, Bundles(asked.folder), asked.residents, asked.replications, sampling=sampling)
    with contextlib.suppress(BrokenPipeError):
        answer_lines(make, sys.stdin, _sayer(out))
    os._exit(0)  # a run under way is nobody's any more: its threads are not waited for


def _sayer(out: IO[str]) -> Say:
    lock = threading.Lock()

    def say(message: dict[str, object]) -> None:
        with lock:
            out.write(json.dumps(message, allow_nan=False) + "\n")
            out.flush()

    return say
