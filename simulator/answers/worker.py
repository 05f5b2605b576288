"""Work off the widget's thread: one move at a time, and a newer move stops an older one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Job = TypeVar("Job")


class Worker(Generic[Job]):
    """Runs the newest job on a thread of its own; the thread ends when there is nothing left to do."""

    def __init__(self, work: Callable[[Job, threading.Event], None]) -> None:
        """Remember how a job is done: `work(job, stop)` returns early once `stop` is set."""
        self._work = work
        self._lock = threading.Lock()
        self._waiting: Job | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def submit(self, job: Job) -> None:
        """Do `job` as soon as possible; whatever is running is told to stop, whatever was waiting is dropped."""
        with self._lock:
            self._waiting = job
            self._stop.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._loop, name="moves", daemon=True)
                self._thread.start()

    def join(self, seconds: float) -> bool:
        """Wait until nothing is left to do; False when `seconds` were not enough."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return self._thread is None

    def _next(self) -> tuple[Job, threading.Event] | None:
        with self._lock:
            job, self._waiting = self._waiting, None
            if job is None:
                self._thread = None
                return None
            self._stop = threading.Event()
            return job, self._stop

    def _loop(self) -> None:
        while (found := self._next()) is not None:
            self._work(*found)
