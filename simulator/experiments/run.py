"""Playing scenarios: what is prepared once (residents' spin-up, access tables) and the runs made on it."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import numpy as np

from simulator import cache
from simulator.calendar import MONTHS, SPIN_UP_MONTHS
from simulator.errors import Cancelled
from simulator.experiments.aiming import targets_in
from simulator.experiments.intercepts import calibrated
from simulator.experiments.matching.sample import accepted
from simulator.experiments.policy import Policy
from simulator.experiments.results import Frame, Made, Run
from simulator.experiments.scenario import Scenario
from simulator.model.access import AccessBook
from simulator.model.aims import Aims
from simulator.model.crew import threads_for
from simulator.model.drivers import Drivers
from simulator.model.life import lives_of
from simulator.model.model import CultureModel
from simulator.model.policy_effects import Bases, Intensities
from simulator.model.recorder import groups_of
from simulator.model.sources import engine_digest
from simulator.model.state import CHANGING
from simulator.parameters import ParameterSet
from simulator.population.lives import Lives

Progress = Callable[[float], object]
Ending = Callable[[CultureModel], object]
LATEST_POLICIES = 8


class Study:
    """A scenario on a population: spin-ups of every replication, ready for any policy."""

    def __init__(
        self,
        territory,
        people,
        scenario: Scenario,
        *,
        replications: int = 8,
        seed: int = 1,
        threads: int | None = None,
        progress: Progress | None = None,
        parameters: ParameterSet | Sequence[ParameterSet] | None = None,
        book: AccessBook | None = None,
        starts: list[dict[str, np.ndarray]] | None = None,
        frozen: bool = False,
    ) -> None:
        """Prepare; spin-ups come from the cache when they were made before.

        Args:
            territory: The territory.
            people: Its population.
            scenario: The world.
            replications: Number of replications that can be run.
            seed: Seed of the study; replication r draws from `replication_seed(seed, r)`.
            threads: Threads per run; when left out all cores, for residents enough. Results do not depend on it.
            progress: Told the share done, 0 to 1.
            parameters: The model's parameters, the same in every replication, or one set for each in turn. When left
                out: those calibrated for the territory, then those of its accepted sample, closest first.
            book: Access tables shared with another study of the same territory and parameters.
            starts: Spun-up states shared with another study of the same residents, parameters, seed and replications.
            frozen: Nobody is born, dies, moves or grows older (pattern P20).
        """
        self.territory, self.people, self.scenario = territory, people, scenario
        self._sets = (parameters,) if isinstance(parameters, ParameterSet) else parameters or sets_of(territory)
        self.parameters = self._sets[0]
        self.seed, self.replications, self.frozen = seed, replications, frozen
        self.threads, self._given = threads or os.cpu_count() or 1, threads
        self.book = book or AccessBook(territory, self.parameters)
        self.frame = Frame.of(territory, people, groups_of(people))
        self._baselines: dict[int, Run] = {}
        self.lives = lru_cache(replications)(self._lives)
        """Births, deaths and moves of a replication, the same under every policy; None in a frozen population."""
        self.intensities = lru_cache(LATEST_POLICIES)(self._intensities)
        """A policy's levers as these residents and places feel them; those of the latest policies are kept."""
        self._lock, self._preparing, self._prepared = threading.Lock(), threading.Lock(), False
        self._starts = starts or self._spin_up(progress or (lambda share: None))

    def set_of(self, replication: int) -> ParameterSet:
        """The parameters of a replication: the calibrated ones first, then the accepted sample, in turn."""
        return self._sets[replication % len(self._sets)]

    def beside(self, scenario: Scenario) -> Study:
        """The study of another world on the same residents, seed and parameters: spin-ups and tables are shared."""
        return Study(
            self.territory,
            self.people,
            scenario,
            replications=self.replications,
            seed=self.seed,
            threads=self._given,
            parameters=self._sets,
            book=self.book,
            starts=self._starts,
        )

    def baseline(self, replication: int) -> Run:
        """The reference: this world without any policy (kept)."""
        with self._lock:
            if replication not in self._baselines:
                self._baselines[replication] = self.run(Policy.none, replication)
            return self._baselines[replication]

    def run(
        self,
        policy: Policy,
        replication: int = 0,
        stop: threading.Event | None = None,
        threads: int | None = None,
        ending: Ending | None = None,
    ) -> Run:
        """Play a policy to December 2040.

        Args:
            policy: What is decided.
            replication: Which draws; the reference of the same replication has the same ones.
            stop: Looked at every month.
            threads: Threads of this run; the study's when left out.
            ending: Looks at the model after its last month.

        Raises:
            Cancelled: `stop` was set.
        """
        return self.play(self.model(policy, replication, threads), policy, replication, stop, ending)

    def play(
        self,
        model: CultureModel,
        policy: Policy,
        replication: int,
        stop: threading.Event | None = None,
        ending: Ending | None = None,
    ) -> Run:
        """Play a model of this study to December 2040, from whatever month it is in, and close it.

        Raises:
            Cancelled: `stop` was set.
        """
        try:
            begun = time.perf_counter()
            model.run_to(MONTHS, stop)
            seconds = time.perf_counter() - begun
            if ending is not None:
                ending(model)
        finally:
            model.close()
        final = {name: getattr(model.columns, name) for name in CHANGING}  # learnt: December was recorded
        made = Made(self.scenario, policy, replication_seed(self.seed, replication), seconds)
        return Run(model.record, self.frame, final, made)

    def model(
        self,
        policy: Policy,
        replication: int = 0,
        threads: int | None = None,
        start: dict[str, np.ndarray] | None = None,
    ) -> CultureModel:
        """The model under a policy in January 2026, or in a state it saved; close it afterwards."""
        self.prepare()
        lives = self.lives(replication)
        return self._model(replication, start or self._starts[replication], policy, threads, lives)

    def prepare(self) -> None:
        """Build the world's access tables, once, before any clock runs; a study that is only read needs none."""
        with self._preparing:
            if not self._prepared:
                self.book.prepare(Drivers(self.scenario.drivers), self.threads)
                self._prepared = True

    def release(self) -> None:
        """Keep no access tables of this world: they are built again for the next run."""
        self._prepared = False
        self.book.release(Drivers(self.scenario.drivers))

    def _intensities(self, policy: Policy) -> Intensities:
        targets = targets_in(policy, self.territory)
        aims = Aims(targets, self.territory, self.people, self.parameters) if targets else None
        return Intensities(policy.net, Bases.of(self.territory, self.people, self.book), aims)

    def _lives(self, replication: int) -> Lives | None:
        if self.frozen:
            return None
        drivers = Drivers(self.scenario.drivers)
        return lives_of(self.territory, self.people, drivers, replication_seed(self.seed, replication))

    def felt(self, policy: Policy) -> int:
        """The first month in which a policy can be felt; MONTHS when it never is."""
        levers = self.intensities(policy)
        return next((m for m in range(MONTHS) if any(levers.share(name, m) for name in policy.net)), MONTHS)

    def start(self, replication: int = 0) -> dict[str, np.ndarray]:
        """The spun-up state of a replication."""
        return self._starts[replication]

    def runs(self, policy: Policy, stop: threading.Event | None = None) -> list[Run]:
        """Every replication of a policy, several at once on one thread each."""
        with ThreadPoolExecutor(min(self.threads, self.replications)) as pool:
            return list(pool.map(lambda r: self.run(policy, r, stop, threads=1), range(self.replications)))

    def _model(
        self,
        replication: int,
        start: dict[str, np.ndarray] | None,
        policy: Policy,
        threads: int | None = None,
        lives: Lives | None = None,
    ) -> CultureModel:
        return CultureModel(
            self.territory,
            self.people,
            parameters=self.set_of(replication),
            drivers=self.scenario.drivers,
            levers=policy.net,
            targets=targets_in(policy, self.territory),
            seed=replication_seed(self.seed, replication),
            threads=threads or self._given or threads_for(self.people.size),
            book=self._book_of(replication),
            start=start,
            lives=lives,
        )

    def _book_of(self, replication: int) -> AccessBook:
        """The access tables of a replication's parameters: weights of venues are the same in all."""
        parameters = self.set_of(replication)
        return self.book if parameters is self.parameters else self.book.sharing(parameters)

    def _spin_up(self, progress: Progress) -> list[dict[str, np.ndarray]]:
        starts = []
        for replication in range(self.replications):
            progress(replication / self.replications)
            starts.append(self._start(replication, lambda s, r=replication: progress((r + s) / self.replications)))
        progress(1.0)
        return starts

    def _start(self, replication: int, progress: Progress) -> dict[str, np.ndarray]:
        """The state at the end of 2025, from the cache or made now."""
        name = f"spinup-{self._key(replication)}"
        start = cache.load_arrays(name)
        if start is None:
            start = self._make_start(replication, progress)
            cache.keep_arrays(name, start)
        return start

    def _make_start(self, replication: int, progress: Progress) -> dict[str, np.ndarray]:
        model = self._model(replication, None, Policy.none)
        try:
            for month in range(-SPIN_UP_MONTHS + 12, 1, 12):
                model.run_to(month)
                progress(1.0 + month / SPIN_UP_MONTHS)
            return model.save()
        finally:
            model.close()

    def _key(self, replication: int) -> str:
        """What a spin-up depends on (rule 16): no scenario, policy or threads."""
        parts = (
            self.territory.digest,
            self.people.digest,
            repr(sorted(self.set_of(replication).as_dict().items())),
            replication_seed(self.seed, replication),
            SPIN_UP_MONTHS,
            engine_digest(),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def sets_of(territory) -> tuple[ParameterSet, ...]:
    """The parameters of a territory's replications: the calibrated ones, then its accepted sample, closest first."""
    return calibrated(territory), *accepted(territory)


def replication_seed(seed: int, replication: int) -> int:
    """The seed of a replication's draws."""
    return seed * 65_536 + replication


def run(
    territory,
    people,
    scenario: Scenario,
    policy: Policy = Policy.none,
    *,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Run:
    """Play one scenario and one policy to 2040.

    Args:
        territory: The territory.
        people: Its population.
        scenario: The world.
        policy: What is decided; nothing new when left out.
        seed: Seed of the draws.
        threads: All cores when left out.
        progress: Told the share of the spin-up done.
    """
    study = Study(territory, people, scenario, replications=1, seed=seed, threads=threads, progress=progress)
    return study.run(policy)


__all__ = ["Cancelled", "Run", "Study", "replication_seed", "run", "sets_of"]
