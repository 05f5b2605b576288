"""Killing writers at random instants, and looking at what the log holds afterwards."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from simulator.workshop.desk import Desk
from simulator.workshop.store import Store
from tests.workshop.log.ledger import Ledger

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0


@dataclass(frozen=True)
class Crash:
    """What one killed writer left: lines acknowledged, lines there, and how long until they were read again."""

    acknowledged: int
    present: int
    back: float


class Crasher:
    """A process that forks writers over one workshop, and kills each after a while."""

    def __init__(self, url: str, workshop: str, folder: Path) -> None:
        self.url, self.workshop, self.folder = url, workshop, folder
        self._ledger = Ledger()
        command = [sys.executable, "-m", "tests.workshop.log.crash_writer"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout.readline() == "ready\n"

    def crash(self, rank: int, generator: random.Random) -> Crash:
        """Start a writer, kill it at a random instant after its first answer, and check what is there."""
        said = self.folder / f"said-{rank}"
        self._process.stdin.write(f"{self.url}\t{self.workshop}\t{said}\n")
        self._process.stdin.flush()
        child = int(self._process.stdout.readline())
        self._wait_for(said)
        time.sleep(generator.uniform(0.0, 0.25))
        os.kill(child, signal.SIGKILL)
        assert self._process.stdout.readline() == "gone\n"
        self._listen(said)
        return self._check()

    def _wait_for(self, said: Path) -> None:
        begun = time.monotonic()
        while not (said.exists() and "\nkept " in said.read_text()):
            assert time.monotonic() - begun < PATIENCE, "the writer does not write"
            time.sleep(0.005)

    def _listen(self, said: Path) -> None:
        for line in said.read_text().splitlines():
            word, *rest = line.split()
            if word == "sent":
                self._ledger.send(*rest)
            elif word == "kept":
                self._ledger.keep(rest[0], int(rest[1]))

    def _check(self) -> Crash:
        begun = time.perf_counter()
        store = Store(self.url)
        Desk(store).state(self.workshop)
        back = time.perf_counter() - begun
        store.close()
        present = self._ledger.check(self.url, self.workshop)
        return Crash(len(self._ledger.kept), present, back)

    def close(self) -> None:
        """End the forking process."""
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._process.stdout.close()
