"""Threads that share a month's rows: plain Python threads over kernels that release the interpreter."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import pairwise


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
        self._go = [threading.Semaphore(0) for _ in self.chunks[1:]]
        self._done = threading.Semaphore(0)
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
            for semaphore in self._go:
                semaphore.release()
            self._attempt(0)
            for _ in self._go:
                self._done.acquire()
        for result in self._results:
            if isinstance(result, BaseException):
                raise result
        return list(self._results)

    def close(self) -> None:
        """End the threads; what is asked later is done by the caller."""
        self._closing = True
        for semaphore in self._go:
            semaphore.release()
        for thread in self._threads:
            thread.join()

    def _attempt(self, k: int) -> None:
        try:
            self._results[k] = self._work(k, *self.chunks[k])
        except BaseException as error:  # handed to the caller of each()
            self._results[k] = error

    def _serve(self, k: int) -> None:
        while True:
            self._go[k - 1].acquire()
            if self._closing:
                return
            self._attempt(k)
            self._done.release()
