"""The engine as the screen sees it: residents, and one prepared study per world, made once and kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from simulator.dashboard.figures import Reading, Smoothing

if TYPE_CHECKING:
    from simulator.experiments.run import Study
    from simulator.experiments.scenario import Scenario
    from simulator.model.access import AccessBook
    from simulator.population.residents import Population
    from simulator.territory.territory import Territory

SAMPLE = 20_000
"""Residents in the live sample: a first answer within half a second on two cores."""
REPLICATIONS = 8
POPULATION_SEED = 7
ADULT_AGE = 15
Made = TypeVar("Made")
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
        self._kept: dict[object, object] = {}
        self._locks: dict[object, threading.Lock] = {}
        self._lock = threading.Lock()

    def people(self, size: int | str, progress: Progress = _silent) -> Population:
        """The residents, a sample or "all"."""
        from simulator.population.synthesis import synthesise

        def make() -> Population:
            progress("residents", 0.0)
            return synthesise(self.territory, residents=size, seed=POPULATION_SEED)

        return self._once(("people", size), make)

    def adults(self) -> int:
        """Residents aged 15 and over, whom participation is about."""
        people = self.people(self.sample)
        return int(people.weight[people.age >= ADULT_AGE].sum())

    def world(self, scenario: Scenario, progress: Progress = _silent) -> Prepared:
        """The prepared study of a world, on the live sample."""
        make = self._preparer(scenario, self.sample, self.replications, progress)
        return self._once((scenario.name, self.sample), make)

    def everybody(self, scenario: Scenario, progress: Progress = _silent) -> Prepared:
        """The prepared study of a world with every resident, once; only the latest such world is kept."""
        with self._lock:
            for name, size in [
                key for key in self._kept if key[1] == "all" and key[0] not in ("people", scenario.name)
            ]:
                del self._kept[name, size]
        return self._once((scenario.name, "all"), self._preparer(scenario, "all", 1, progress))

    def prepare(self, scenarios: Sequence[Scenario], progress: Progress = _silent) -> None:
        """Prepare several worlds, one after the other: what is costly is then in the cache for every visitor."""
        for scenario in scenarios:
            self.world(scenario, progress)

    def _preparer(
        self, scenario: Scenario, size: int | str, replications: int, progress: Progress
    ) -> Callable[[], Prepared]:
        def make() -> Prepared:
            from simulator.experiments.run import Study

            people = self.people(size, progress)
            study = Study(
                self.territory,
                people,
                scenario,
                replications=replications,
                progress=lambda share: progress("spin_up", share),
                book=self._book(),
            )
            return Prepared(study, replications, progress)

        return make

    def _book(self) -> AccessBook:
        """Access tables, shared by every study of the territory."""
        from simulator.model.access import AccessBook
        from simulator.model.calibrated import parameters_of

        return self._once(("book", ""), lambda: AccessBook(self.territory, parameters_of(self.territory)))

    def _once(self, key: tuple[str, int | str], make: Callable[[], Made]) -> Made:
        """Make a thing the first time it is asked for; who asks for another thing does not wait."""
        with self._lock:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            if key not in self._kept:
                self._kept[key] = make()
            return self._kept[key]
