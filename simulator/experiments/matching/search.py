"""The search: waves of points in an ever smaller box, and the closest points that no fact rules out.

History matching rules out what no error of survey or model explains (implausibility of three or more, McCulloch et al.
2022); the box of what is left is searched anew. Of the last wave's points left, the closest to the facts are accepted:
approximate Bayesian computation by rejection. Every point's intercepts are refitted to P1 first, so that all meet it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np

from simulator.experiments.calibration import Fit, calibrate
from simulator.experiments.matching.facts import SPREADS, TARGETS, measured
from simulator.experiments.matching.space import parameters_at, spread_over, whole
from simulator.experiments.run import replication_seed
from simulator.model.access import AccessBook
from simulator.model.calibrated import parameters_of
from simulator.model.model import CultureModel
from simulator.parameters import ParameterSet

IMPLAUSIBLE = 3.0
MARGIN = 0.1
"""Of the box's sides, kept around the points that are left."""
ROUNDS = 6

Progress = Callable[[float], object]


@dataclass(frozen=True)
class Plan:
    """How a search is made.

    Attributes:
        waves: Points of each wave.
        accept: Points kept at the end, at most.
        residents: Rows of the population of every trial.
        seed: Seed of the points and of the trials.
        noise: Standard deviation of each fact from one seed to another at that size, float64 [facts].
    """

    waves: tuple[int, ...]
    accept: int
    residents: int
    seed: int
    noise: tuple[float, ...]


NOISE = (0.1, 0.1, 0.2, 0.09, 0.003, 0.02, 0.25, 0.003)
"""Standard deviations over six seeds at 6,000 residents: the ensemble's share of what no fact can tell apart."""
PLAN = Plan(waves=(160, 200, 400), accept=120, residents=6_000, seed=1, noise=NOISE)


@dataclass(frozen=True)
class Trial:
    """A point, what it was fitted to, and how far it is from the facts.

    Attributes:
        point: float64 [axes].
        intercepts: Refitted to P1, float64 [7].
        found: What the model says of each fact, float64 [facts].
    """

    point: np.ndarray
    intercepts: np.ndarray
    found: np.ndarray

    def implausibility(self, noise: np.ndarray) -> np.ndarray:
        """Distance from each fact in standard deviations, float64 [facts]; endless where the model gives no number."""
        gap = np.abs(self.found - TARGETS) / np.sqrt(SPREADS**2 + noise**2)
        return np.where(np.isfinite(gap), gap, np.inf)


class Bench:
    """What the trials of a process share: a population, and the access tables."""

    def __init__(self, territory, residents: int, seed: int) -> None:
        """Lay out what does not depend on the point."""
        from simulator.population.synthesis import synthesise

        self.territory, self.seed = territory, seed
        self.people = synthesise(territory, residents=residents, seed=7)
        self.base = parameters_of(territory)
        self.book = AccessBook(territory, self.base)

    def trial(self, point: np.ndarray) -> Trial:
        """Refit the intercepts at a point, then play it."""
        p = parameters_at(self.base, point)
        p, _ = calibrate(self.territory, self.people, p, Fit((self.seed,), ROUNDS, self.book))
        return Trial(point, np.array([*p.intercept, p.practice_intercept]), self._play(p))

    def _play(self, p: ParameterSet) -> np.ndarray:
        seed = replication_seed(self.seed, 0)
        model = CultureModel(self.territory, self.people, parameters=p, seed=seed, book=self.book.sharing(p))
        try:
            return measured(model)
        finally:
            model.close()


_BENCH: list[Bench] = []
"""This process's bench: made once by `_begin`, as a process pool wants it."""


def _begin(folder: str, residents: int, seed: int) -> None:
    from simulator.territory.territory import Territory

    _BENCH.append(Bench(Territory.load(folder), residents, seed))


def _try(point: np.ndarray) -> Trial:
    return _BENCH[-1].trial(point)


def search(territory, plan: Plan = PLAN, processes: int = 1, progress: Progress = lambda share: None) -> list[Trial]:
    """The accepted trials, closest first.

    Args:
        territory: The territory.
        plan: How many points, in which waves.
        processes: Trials made at once; they do not change what is found.
        progress: Told the share done.
    """
    noise, box, done, total = np.array(plan.noise), whole(), 0, sum(plan.waves)
    left: list[Trial] = []
    begin = (str(territory.folder), plan.residents, plan.seed)
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=begin) as pool:
        for wave, count in enumerate(plan.waves):
            for trial in pool.map(_try, spread_over(box, count, plan.seed * 1_000 + wave)):
                left += [trial] if trial.implausibility(noise).max() < IMPLAUSIBLE else []
                done += 1
                progress(done / total)
            box = narrowed(box, [trial.point for trial in left])
    return closest(left, noise, plan.accept)


def narrowed(box: np.ndarray, points: Iterable[np.ndarray]) -> np.ndarray:
    """The box around the points that are left, with a margin, within the old one; the old one when none is left."""
    kept = np.array(list(points))
    if not len(kept):
        return box
    margin = MARGIN * (box[:, 1] - box[:, 0])
    return np.stack(
        [np.maximum(kept.min(axis=0) - margin, box[:, 0]), np.minimum(kept.max(axis=0) + margin, box[:, 1])], axis=1
    )


def closest(trials: list[Trial], noise: np.ndarray, count: int) -> list[Trial]:
    """The trials closest to all facts together, at most `count`."""
    return sorted(trials, key=lambda trial: float((trial.implausibility(noise) ** 2).sum()))[:count]
