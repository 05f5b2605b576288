"""Threads that share the residents' rows: plain Python threads over kernels that release the interpreter."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from itertools import pairwise
from queue import SimpleQueue

ROWS_A_THREAD = 2_500
"""Fewer rows are not worth a thread: on a busy machine it waits for the others at the gate longer than it works."""


def threads_for(rows: int) -> int:
    """Threads that so many rows are worth: as many as there are cores, where each has enough to do."""
    return max(1, min(os.cpu_count() or 1, rows // ROWS_A_THREAD))


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
        self._go: list[SimpleQueue] = [SimpleQueue() for _ in self.chunks[1:]]  # a semaphore is Python, and slower
        self._done: SimpleQueue = SimpleQueue()
        self.closed = False
        self._threads = [
            threading.Thread(target=self._serve, args=(k,), daemon=True) for k in range(1, len(self.chunks))
        ]
        for thread in self._threads:
            thread.start()

    def each(self, work: Callable[[int, int, int], object]) -> list:
        """`work(chunk number, begin, end)` on every chunk; results in chunk order; the first error is raised."""
        self._work = work
        if self.closed:  # the threads have ended: the caller does every chunk
            for k in range(len(self.chunks)):
                self._attempt(k)
        else:
            self._share()
        for result in self._results:
            if isinstance(result, BaseException):
                raise result
        return list(self._results)

    def _share(self) -> None:
        for go in self._go:
            go.put(None)
        self._attempt(0)
        for _ in self._threads:
            self._done.get()

    def close(self) -> None:
        """End the threads; what is asked later is done by the caller."""
        self.closed = True
        for go in self._go:
            go.put(None)
        for thread in self._threads:
            thread.join()

    def _attempt(self, k: int) -> None:
        try:
            self._results[k] = self._work(k, *self.chunks[k])
        except BaseException as error:  # handed to the caller of each()
            self._results[k] = error

    def _serve(self, k: int) -> None:
        while True:
            self._go[k - 1].get()
            if self.closed:
                return
            self._attempt(k)
            self._done.put(None)
