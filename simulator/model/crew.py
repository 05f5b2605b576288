"""Threads that share a month's rows: plain Python threads over kernels that release the interpreter."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from simulator.model.kernels.machine import watch

PATIENCE = 60_000
"""Looks before a waiting thread goes to sleep: some milliseconds, longer than what a month does on one thread.

A sleeping thread takes a fifth of a millisecond to wake up, as long as 2,000 residents' month.
"""
GRACE = 200
"""Looks after the count was reached: until then its ringer still has the interpreter, and asking for it means sleep."""
HEAD_START = 600
"""Looks after the others have begun: they need the interpreter to get into their kernels."""


class Bell:
    """A count that one thread raises and another waits for: looking at it for a while, then asleep."""

    def __init__(self) -> None:
        self._count = np.zeros(1, np.int64)
        self._asleep = False
        self._wake = threading.Semaphore(0)

    def ring(self) -> None:
        """Raise the count by one."""
        self._count[0] += 1
        if self._asleep:
            self._wake.release()

    def wait(self, count: int, grace: int = GRACE) -> None:
        """Return once the count has reached `count`, and a moment has passed."""
        if watch(self._count, count, PATIENCE, grace):
            return
        self._asleep = True
        while self._count[0] < count:
            self._wake.acquire()
        self._asleep = False


class Crew:
    """Runs one function over consecutive chunks of rows, one chunk per thread.

    What a chunk computes never depends on the chunking, so results are the same for any number of threads.
    """

    def __init__(self, rows: int, threads: int, cuts: list[int] | None = None) -> None:
        """Cut the rows.

        Args:
            rows: Number of rows.
            threads: Number of threads.
            cuts: First row of every chunk but the first, when not evenly cut (tests use odd ones).
        """
        edges = [0, *(cuts if cuts is not None else [rows * k // threads for k in range(1, threads)]), rows]
        self.chunks = list(pairwise(edges))
        self._work: Callable[[int, int, int], object] | None = None
        self._results: list = [None] * len(self.chunks)
        self._turn = 0
        self._go, self._begun, self._done = ([Bell() for _ in self.chunks[1:]] for _ in range(3))
        self._closing = False
        self._threads = [
            threading.Thread(target=self._serve, args=(k,), daemon=True) for k in range(1, len(self.chunks))
        ]
        for thread in self._threads:
            thread.start()

    def each(self, work: Callable[[int, int, int], object]) -> list:
        """`work(chunk number, begin, end)` on every chunk; results in chunk order; the first error is raised."""
        self._work = work
        if self._closing:  # the threads have ended: the caller does every chunk
            for k in range(len(self.chunks)):
                self._attempt(k)
        else:
            try:
                self._share()
            except BaseException:  # interrupted between two bells: from now on the caller does every chunk
                self._closing = True
                raise
        for result in self._results:
            if isinstance(result, BaseException):
                raise result
        return list(self._results)

    def _share(self) -> None:
        """One turn: the others begin first, as beginning needs the interpreter; then the caller does its own chunk."""
        self._turn += 1
        for bell in self._go:
            bell.ring()
        for bell in self._begun:
            bell.wait(self._turn, HEAD_START)
        self._attempt(0)
        for bell in self._done:
            bell.wait(self._turn)

    def close(self) -> None:
        """End the threads, called by who calls `each`; what is asked later is done by the caller."""
        self._closing = True
        for bell in self._go:
            bell.ring()
        for thread in self._threads:
            thread.join()

    def _attempt(self, k: int) -> None:
        try:
            self._results[k] = self._work(k, *self.chunks[k])
        except BaseException as error:  # handed to the caller of each()
            self._results[k] = error

    def _serve(self, k: int) -> None:
        go, begun, done, turn = self._go[k - 1], self._begun[k - 1], self._done[k - 1], 0
        while True:
            turn += 1
            go.wait(turn)
            if self._closing:
                return
            begun.ring()
            self._attempt(k)
            done.ring()
