"""Calibrating the intercepts on P1, once, at one size: `python -m simulator.experiments.calibration`."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from simulator import cache
from simulator.domains import DOMAINS
from simulator.elementary import logit
from simulator.experiments.results import SHARES
from simulator.experiments.run import replication_seed
from simulator.experiments.targets import TARGETS, diplomas_of, local_target
from simulator.model.calibrated import FILE, parameters_of
from simulator.model.model import CultureModel
from simulator.parameters import ParameterSet

STEP = 0.9
ROUNDS = 8
SIZE = 60_000


def targets_for(people) -> np.ndarray:
    """P1's targets for a population, float64 [7]: six domains, then amateur practice."""
    diplomas = diplomas_of(people)
    return np.array([local_target(target, diplomas) for target in TARGETS])


def reference_rates(territory, people, parameters: ParameterSet, seed: int, threads: int) -> np.ndarray:
    """Rates in the reference year after the spin-up, float64 [7]."""
    model = CultureModel(territory, people, parameters=parameters, seed=seed, threads=threads)
    try:
        model.run_to(0)
        table = model.record.by_commune[0].sum(axis=0)
    finally:
        model.close()
    names = (*DOMAINS, "amateur")
    return np.array([table[SHARES[name]].sum() / table.sum() for name in names])


def calibrate(
    territory,
    people,
    start: ParameterSet | None = None,
    *,
    seeds: Sequence[int] = (1, 2),
    threads: int = 2,
    progress: Callable[[float], object] = lambda share: None,
) -> tuple[ParameterSet, np.ndarray]:
    """Move intercepts by 0.9 of the gap in logits until the spun-up baseline meets P1.

    Args:
        territory: The territory.
        people: Its population.
        start: Parameters to start from.
        seeds: Seeds over which rates are averaged.
        threads: Threads of each spin-up.
        progress: Told the share done.

    Returns:
        The calibrated parameters, and the rates they reach, float64 [7].
    """
    goal, p = targets_for(people), start or parameters_of(territory)
    for done in range(ROUNDS):
        rates = np.mean([reference_rates(territory, people, p, replication_seed(s, 0), threads) for s in seeds], axis=0)
        progress((done + 1) / ROUNDS)
        if done + 1 < ROUNDS:
            gaps = [logit(float(g)) - logit(float(min(max(r, 1e-4), 0.9999))) for g, r in zip(goal, rates, strict=True)]
            p = p.replace(
                intercept=tuple(a + STEP * g for a, g in zip(p.intercept, gaps[:6], strict=True)),
                practice_intercept=p.practice_intercept + STEP * gaps[6],
            )
    return p, rates


def keep(folder: Path, p: ParameterSet, goal: np.ndarray, rates: np.ndarray) -> Path:
    """Write the intercepts beside the territory they were calibrated on."""
    values = (*p.intercept, p.practice_intercept)

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(["name", "value", "target", "reached", "source"])
            for target, value, wanted, reached in zip(TARGETS, values, goal, rates, strict=True):
                writer.writerow([target.name, f"{value:.4f}", f"{wanted:.4f}", f"{reached:.4f}", target.source])

    cache.write_atomically(folder / FILE, write)
    return folder / FILE


def main() -> None:
    """Calibrate the bundled territory and keep the result."""
    from simulator.population.synthesis import synthesise
    from simulator.territory.territory import Territory

    territory = Territory.load()
    people = synthesise(territory, residents=SIZE, seed=7)
    p, rates = calibrate(territory, people, progress=lambda share: print(f"{100 * share:.0f} %", flush=True))
    goal = targets_for(people)
    print(keep(territory.folder, p, goal, rates))
    for name, wanted, reached in zip((*DOMAINS, "AMA"), goal, rates, strict=True):
        print(f"{name} {100 * wanted:.1f} {100 * reached:.1f}")


if __name__ == "__main__":
    main()
