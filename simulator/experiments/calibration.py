"""Calibrating the intercepts on P1, once, at one size: `python -m simulator.experiments.calibration`."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator import cache
from simulator.domains import DOMAINS
from simulator.elementary import logit
from simulator.experiments.results import SHARES
from simulator.experiments.run import replication_seed
from simulator.experiments.targets import TARGETS, local_target, shares_of
from simulator.model.access import AccessBook
from simulator.model.calibrated import FILE, parameters_of
from simulator.model.model import CultureModel
from simulator.parameters import ParameterSet

STEP = 0.6
"""Of the gap in logits: a year's rate answers an intercept by up to twice as much, and would swing at 0.9."""
ROUNDS = 8
SIZE = 60_000
THREADS = 2
SEEDS = (1, 2, 3, 4)
"""Seeds of the histories that intercepts are fitted to."""
OTHERS = (11, 12, 13, 14, 15, 16, 17, 18)
"""Seeds of other histories, on which the gap is published."""


@dataclass(frozen=True)
class Fit:
    """How thoroughly intercepts are fitted.

    Attributes:
        seeds: Seeds over which rates are averaged.
        rounds: Times that rates are measured; intercepts move between two.
        book: Access tables to share, where weights of venues stay as they are; runs then take one thread each.
    """

    seeds: Sequence[int] = SEEDS
    rounds: int = ROUNDS
    book: AccessBook | None = None


THOROUGH = Fit()


def targets_for(people) -> np.ndarray:
    """P1's targets for a population, float64 [7]: six domains, then amateur practice."""
    shares = shares_of(people)
    return np.array([local_target(target, shares) for target in TARGETS])


def reference_rates(territory, people, parameters: ParameterSet, seed: int, book: AccessBook | None = None):
    """Rates in the reference year after the spin-up, float64 [7]."""
    settings = {"parameters": parameters, "seed": seed, "threads": THREADS if book is None else 1}
    model = CultureModel(territory, people, **settings, book=book and book.sharing(parameters))
    try:
        model.run_to(0)
        table = model.record.by_commune[0].sum(axis=0)
    finally:
        model.close()
    names = (*DOMAINS, "amateur")
    return np.array([table[SHARES[name]].sum() / table.sum() for name in names])


def rates_of_seeds(
    territory, people, p: ParameterSet, seeds: Sequence[int], book: AccessBook | None = None
) -> np.ndarray:
    """Rates in the reference year of the history of each seed, float64 [seeds, 7]."""
    return np.array([reference_rates(territory, people, p, replication_seed(seed, 0), book) for seed in seeds])


def calibrate(
    territory,
    people,
    start: ParameterSet | None = None,
    how: Fit = THOROUGH,
    *,
    progress: Callable[[float], object] = lambda share: None,
) -> tuple[ParameterSet, np.ndarray]:
    """Move intercepts by a share of the gap in logits until the spun-up baseline meets P1.

    Args:
        territory: The territory.
        people: Its population.
        start: Parameters to start from.
        how: How thoroughly.
        progress: Told the share done.

    Returns:
        The calibrated parameters, and the rates they reach, float64 [7].
    """
    goal, p = targets_for(people), start or parameters_of(territory)
    for done in range(how.rounds):
        rates = rates_of_seeds(territory, people, p, how.seeds, how.book).mean(axis=0)
        progress((done + 1) / how.rounds)
        if done + 1 < how.rounds:
            p = moved(p, goal, rates)
    return p, rates


def moved(p: ParameterSet, goal: np.ndarray, rates: np.ndarray) -> ParameterSet:
    """Parameters whose intercepts have gone a step of the way from the rates reached to the goal, float64 [7] each."""
    near = np.clip(rates, 1e-4, 0.9999)
    gaps = [logit(float(g)) - logit(float(r)) for g, r in zip(goal, near, strict=True)]
    return p.replace(
        intercept=tuple(a + STEP * g for a, g in zip(p.intercept, gaps[:6], strict=True)),
        practice_intercept=p.practice_intercept + STEP * gaps[6],
    )


def keep(folder: Path, p: ParameterSet, goal: np.ndarray, rates: np.ndarray, others: np.ndarray) -> Path:
    """Write the intercepts beside the territory they were calibrated on.

    Args:
        folder: The territory's folder.
        p: The calibrated parameters.
        goal: Targets, float64 [7].
        rates: Rates reached on the seeds fitted to, float64 [7].
        others: Rates on other seeds, float64 [seeds, 7], of which the largest gap is written.
    """
    values, gaps = (*p.intercept, p.practice_intercept), np.abs(others - goal).max(axis=0)

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(["name", "value", "target", "reached", "largest_gap", "source"])
            for target, *numbers in zip(TARGETS, values, goal, rates, gaps, strict=True):
                writer.writerow([target.name, *(f"{number:.4f}" for number in numbers), target.source])

    cache.write_atomically(folder / FILE, write)
    return folder / FILE


def main() -> None:
    """Calibrate the bundled territory and keep the result."""
    from simulator.population.synthesis import synthesise
    from simulator.territory.territory import Territory

    territory = Territory.load()
    people = synthesise(territory, residents=SIZE, seed=7)
    p, rates = calibrate(territory, people, progress=lambda share: print(f"{100 * share:.0f} %", flush=True))
    goal, others = targets_for(people), rates_of_seeds(territory, people, p, OTHERS)
    print(keep(territory.folder, p, goal, rates, others))
    for name, *shares in zip((*DOMAINS, "AMA"), goal, rates, np.abs(others - goal).max(axis=0), strict=True):
        print(name, *(f"{100 * share:.2f}" for share in shares))


if __name__ == "__main__":
    main()
