"""Made runs with known numbers, and a study that gives them after a moment: what the screen's plumbing is tested on."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from functools import reduce
from types import SimpleNamespace

import numpy as np

from simulator.answers.figures import Reading, Smoothing
from simulator.errors import Cancelled

YEARS = np.arange(2025, 2041)
CLASSES = {
    "all": ("all",),
    "agglomeration": ("A", "B"),
    "commune": ("a1", "a2", "b1"),
    "education": ("none", "cap", "bac", "sup"),
    "age": ("15-24", "25-39", "75+"),
    "mobility": ("car", "no_car", "reduced"),
}
ROWS = {"agglomeration": (120, 25), "commune": (100, 20, 25)}
RESIDENTS = np.array([1000.0, 500.0, 250.0])


@dataclass
class MadeRun:
    """Shares are `level` plus a hundredth per class; totals are ten thousand times that."""

    level: float
    years: np.ndarray = field(default_factory=lambda: YEARS)

    def classes(self, by):
        return CLASSES[by]

    def rows(self, by):
        return np.array(ROWS[by])

    def share(self, measure, by="all"):
        del measure
        return np.tile(self.level + 0.01 * np.arange(len(CLASSES[by])), (YEARS.size, 1))

    def total(self, measure, by="all"):
        return self.share(measure, by) * (20.0 if measure == "minutes" else 1.0) * 1e4


class MadeStudy:
    """A baseline of 0.4; a plan adds one point a million euros, a little more in each replication."""

    threads = 2

    def __init__(self, seconds: float = 0.0):
        self.seconds = seconds
        self.played = []
        self.stopped = threading.Event()

    def baseline(self, replication):
        return MadeRun(0.4 + 0.001 * replication)

    def run(self, policy, replication, stop=None, threads=None):
        self.played.append((policy.cost(2040), replication))
        time.sleep(self.seconds)
        if stop is not None and stop.is_set():
            self.stopped.set()
            raise Cancelled
        return MadeRun(0.4 + 0.001 * replication + 0.01 * policy.cost(2040) / 1e6 + 0.0001 * replication)


def reading(*runs):
    """The runs read and joined."""
    return reduce(Reading.joined, [Reading.of(run) for run in runs])


def prepared(study, runs):
    return MadePrepared(study, reading(*runs))


@dataclass
class MadePrepared:
    """A made study with its baselines; it keeps nothing ready, and counts what it was asked to."""

    study: MadeStudy
    reference: Reading
    asked: list = field(default_factory=list)

    def first(self, policy, stop):
        self.asked.append("first")
        return self.play(policy, 0, stop)

    def play(self, policy, replication, stop, threads=None):
        return Reading.of(self.study.run(policy, replication, stop, threads))

    def warm(self, stop):
        self.asked.append("warm")

    def rest(self, stop):
        self.asked.append("rest")

    def expect(self):
        self.asked.append("expect")

    def leave(self):
        self.asked.append("leave")


class MadeStudies:
    """What an exploration asks of the engine, on three communes."""

    def __init__(self, replications=4, seconds=0.0, fails=False):
        self.sample, self.replications, self.fails = 20_000, replications, fails
        self.residents = RESIDENTS
        self.smoothing = Smoothing(np.array([[1.0, 0.5, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 1.0]]))
        self.study = MadeStudy(seconds)
        self.prepared, self.given = [], []

    def people(self, size):
        return SimpleNamespace(size=1_212_037 if size == "all" else size)

    def adults(self):
        return 1_000_000

    def world(self, scenario):
        if self.fails:
            raise RuntimeError("/somewhere/secret.py says no")
        self.prepared.append(scenario.name)
        self.given.append(prepared(self.study, [self.study.baseline(r) for r in range(self.replications)]))
        return self.given[-1]

    def everybody(self, scenario, progress):
        progress("spin_up", 0.5)
        return prepared(self.study, [MadeRun(0.3)])
