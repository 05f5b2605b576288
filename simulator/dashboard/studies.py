"""The engine as the screen sees it: residents, and one prepared study per world, made once and kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from simulator.dashboard.figures import Reading, Smoothing

if TYPE_CHECKING:
    from simulator.experiments.run import Study
    from simulator.experiments.scenario import Scenario
    from simulator.population.residents import Population
    from simulator.territory.territory import Territory

SAMPLE = 20_000
"""Residents in the live sample: a first answer within half a second on two cores."""
REPLICATIONS = 8
POPULATION_SEED = 7
Progress = Callable[[str, float], None]
"""Told what is being prepared and how far it is (0..1)."""


def _silent(_what: str, _share: float) -> None:
    """No one is watching."""


class Prepared:
    """A world ready to be questioned: its study and the readings of its baselines."""

    def __init__(self, study: Study, replications: int, progress: Progress = _silent) -> None:
        """Run the baselines, one per replication."""
        self.study = study
        runs = []
        for replication in range(replications):
            runs.append(study.baseline(replication))
            progress("baselines", (replication + 1) / replications)
        self.reference = Reading(runs)


class Studies:
    """Residents and prepared worlds of one territory, made when first asked for, then kept."""

    def __init__(self, territory: Territory, sample: int = SAMPLE, replications: int = REPLICATIONS) -> None:
        """Prepare nothing yet.

        Args:
            territory: The territory simulated.
            sample: Residents in the live sample.
            replications: Paired runs behind an interval.
        """
        self.territory = territory
        self.sample = sample
        self.replications = replications
        self.residents = np.asarray(territory.communes.residents, dtype=np.float64)
        self.smoothing = Smoothing.of(territory)
        self._people: dict[int | str, Population] = {}
        self._worlds: dict[tuple[str, int | str], Prepared] = {}
        self._lock = threading.Lock()

    def people(self, size: int | str, progress: Progress = _silent) -> Population:
        """The residents, a sample or "all"."""
        from simulator.population.synthesis import synthesise

        if size not in self._people:
            progress("residents", 0.0)
            self._people[size] = synthesise(self.territory, residents=size, seed=POPULATION_SEED)
        return self._people[size]

    def adults(self) -> int:
        """Residents aged 15 and over, whom participation is about."""
        people = self.people(self.sample)
        return int(people.weight[people.age >= 15].sum())

    def world(self, scenario: Scenario, progress: Progress = _silent) -> Prepared:
        """The prepared study of a world, on the live sample."""
        return self._prepared(scenario, self.sample, self.replications, progress)

    def everybody(self, scenario: Scenario, progress: Progress = _silent) -> Prepared:
        """The prepared study of a world with every resident, once; only the latest such world is kept."""
        with self._lock:
            stale = [key for key in self._worlds if key[1] == "all" and key[0] != scenario.name]
            for key in stale:
                del self._worlds[key]
        return self._prepared(scenario, "all", 1, progress)

    def prepare(self, scenarios: Sequence[Scenario], progress: Progress = _silent) -> None:
        """Prepare several worlds, one after the other: what is costly is then in the cache for every visitor."""
        for scenario in scenarios:
            self.world(scenario, progress)

    def _prepared(self, scenario: Scenario, size: int | str, replications: int, progress: Progress) -> Prepared:
        from simulator.experiments.run import Study

        key = (scenario.name, size)
        with self._lock:
            if key not in self._worlds:
                people = self.people(size, progress)
                study = Study(
                    self.territory,
                    people,
                    scenario,
                    replications=replications,
                    progress=lambda *told: progress("spin_up", float(told[-1]) if told else 0.0),
                )
                self._worlds[key] = Prepared(study, replications, progress)
            return self._worlds[key]
