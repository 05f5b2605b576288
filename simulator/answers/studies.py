"""The engine as a screen or a calculator sees it: residents, and one prepared study per world, made once and kept."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import cache as cache_once
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

import simulator
from simulator import cache
from simulator.answers.ahead import make_ahead
from simulator.answers.beginnings import Beginnings
from simulator.answers.figures import Reading, Smoothing
from simulator.calendar import MONTHS
from simulator.experiments.policy import Policy

if TYPE_CHECKING:
    from simulator.experiments.run import Study
    from simulator.experiments.scenario import Scenario
    from simulator.model.access import AccessBook
    from simulator.parameters import ParameterSet
    from simulator.population.residents import Population
    from simulator.territory.territory import Territory

SAMPLE = 20_000
"""Residents in the live sample: a first answer within half a second on two cores."""
RESIDENTS_VARIABLE = "BASSIN2040_RESIDENTS"
"""Sets the size of the live sample from outside a notebook or a server."""
REPLICATIONS = 8
POPULATION_SEED = 7
ADULT_AGE = 15
READERS = ("experiments/measures.py", "experiments/r*.py", "experiments/series.py", "answers/[fi]*.py")
"""Sources that read a baseline's numbers from what the engine played."""
Made = TypeVar("Made")
Progress = Callable[[str, float], None]
"""Told what is being prepared and how far it is (0..1); raises Cancelled when nobody waits for it any more."""


def _silent(_what: str, _share: float) -> None:
    """No one is watching."""


def sample_size() -> int:
    """Residents in the live sample: the environment's wish when it is a sensible number, else the default."""
    wish = os.environ.get(RESIDENTS_VARIABLE, "")
    return int(wish) if wish.isdigit() and 500 <= int(wish) <= 200_000 else SAMPLE


class Watch:
    """What a run asks every month whether to stop: it counts the months, and passes the question on."""

    def __init__(self, progress: Callable[[float], None], stop: threading.Event | None = None, months: int = MONTHS):
        """Tell `progress` the share done, 0 to 1; stop after `months`, or when `stop` is set."""
        self._progress, self._stop, self._months = progress, stop, months
        self._done = 0

    def is_set(self) -> bool:
        """Whether the run is to stop now."""
        self._progress(self._done / MONTHS)
        self._done += 1
        return self._done > self._months or (self._stop is not None and self._stop.is_set())


class Prepared:
    """A world ready to be questioned: its study and what its baselines say."""

    def __init__(self, study: Study, progress: Progress = _silent) -> None:
        """Read the baselines, from the cache when they were run before."""
        self.study = study
        self._beginnings = Beginnings(study)
        name = f"baselines-{baselines_key(study)}"
        kept = cache.load_arrays(name)
        if kept is None:
            self.reference = self._run(progress)
            cache.keep_arrays(name, self.reference.to_arrays())
        else:
            self.reference = Reading.from_arrays(kept)

    def first(self, policy: Policy, stop: threading.Event) -> Reading:
        """The first replication of a policy, as soon as may be: its access tables are made beside its model.

        Raises:
            Cancelled: `stop` was set.
        """
        with ThreadPoolExecutor(1) as beside:
            tables = beside.submit(make_ahead, self.study, policy, stop)
            with closing(self._beginnings.begin(policy, 0, stop)) as model:
                tables.result()
                return Reading.of(self.study.play(model, policy, 0, stop))

    def play(self, policy: Policy, replication: int, stop: threading.Event, threads: int | None = None) -> Reading:
        """What the screen reads in one replication of a policy; on every core, or on so many threads.

        Raises:
            Cancelled: `stop` was set.
        """
        return Reading.of(self._beginnings.play(policy, replication, stop, threads))

    def warm(self, stop: threading.Event) -> None:
        """Once: play what every plan's first answer begins with; the engine's machine code is then in memory, too.

        Raises:
            Cancelled: `stop` was set.
        """
        self._beginnings.make(0, stop)

    def rest(self, stop: threading.Event) -> None:
        """Once, while nobody waits: play what every plan's other answers begin with.

        Raises:
            Cancelled: `stop` was set.
        """
        self._beginnings.make_all(stop)

    def expect(self) -> None:
        """Be ready for another plan: memory for its access tables is there before it is asked for."""
        self.study.book.stock()

    def leave(self) -> None:
        """Nobody is in this world any more: keep no more than what coming back needs."""
        self._beginnings.drop()
        self.study.release()

    def _run(self, progress: Progress) -> Reading:
        readings = []
        count = self.study.replications
        for replication in range(count):
            watch = Watch(lambda share, r=replication: progress("baselines", (r + share) / count))
            readings.append(Reading.of(self.study.run(Policy.none, replication, watch)))
        progress("baselines", 1.0)
        return reduce(Reading.joined, readings)


def baselines_key(study: Study) -> str:
    """What baselines depend on: territory, residents, parameters, world, seeds, and the code that plays them."""
    parts = (
        study.territory.digest,
        study.people.digest,
        [repr(sorted(study.set_of(r).as_dict().items())) for r in range(study.replications)],
        study.scenario.digest,
        study.seed,
        study.frozen,
        study.replications,
        reading_digest(),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


@cache_once
def reading_digest() -> str:
    """SHA-256 of the code behind a baseline: one read from other code is never paired with this code's plans."""
    from simulator.model.sources import ENGINE, digest_of

    return digest_of(Path(simulator.__file__).parent, (*ENGINE, *READERS))


class Studies:
    """Residents and prepared worlds of one territory, made when first asked for, then kept."""

    def __init__(
        self,
        territory: Territory,
        sample: int = SAMPLE,
        replications: int = REPLICATIONS,
        sets: Sequence[ParameterSet] | None = None,
    ) -> None:
        """Prepare nothing yet.

        Args:
            territory: The territory simulated.
            sample: Residents in the live sample.
            replications: Paired runs behind an interval.
            sets: Parameters of the replications, in turn; the territory's own when left out.
        """
        self._sets = sets
        self.territory = territory
        self.sample = sample
        self.replications = replications
        self.residents = np.asarray(territory.communes.residents, dtype=np.float64)
        self.smoothing = Smoothing.of(territory)
        self._kept: dict[object, object] = {}
        self._locks: dict[object, threading.Lock] = {}
        self._lock = threading.Lock()

    def beside(self, sets: Sequence[ParameterSet]) -> Studies:
        """Studies of the same residents under other parameters."""
        other = Studies(self.territory, self.sample, self.replications, sets)
        other._kept["people", self.sample] = self.people(self.sample)
        return other

    def sets(self) -> list[ParameterSet]:
        """The parameters of each replication."""
        from simulator.experiments.run import sets_of

        sets = self._sets or sets_of(self.territory)
        return [sets[replication % len(sets)] for replication in range(self.replications)]

    def people(self, size: int | str, progress: Progress = _silent) -> Population:
        """The residents, a sample or "all"."""
        from simulator.population.synthesis import synthesise

        def make() -> Population:
            tell = partial(progress, "residents")
            tell(0.0)
            return synthesise(self.territory, residents=size, seed=POPULATION_SEED, progress=tell)

        return self._once(("people", size), make)

    def adults(self) -> int:
        """Residents aged 15 and over, whom participation is about."""
        people = self.people(self.sample)
        return int(people.weight[people.age >= ADULT_AGE].sum())

    def world(self, scenario: Scenario, progress: Progress = _silent) -> Prepared:
        """The prepared study of a world, on the live sample."""
        make = self._preparer(scenario, self.sample, self.replications, progress)
        return self._once((scenario, self.sample), make)

    def forget(self, scenario: Scenario) -> None:
        """Keep nothing of a world: it is prepared anew, from the cache, when it is asked for again."""
        with self._lock:
            prepared = self._kept.pop((scenario, self.sample), None)
        if prepared is not None:
            prepared.leave()

    def everybody(self, scenario: Scenario, progress: Progress = _silent) -> Prepared:
        """The prepared study of a world with every resident, once; only the latest such world is kept."""
        with self._lock:
            for key in [key for key in self._kept if key[1] == "all" and key[0] not in ("people", scenario)]:
                del self._kept[key]
        return self._once((scenario, "all"), self._preparer(scenario, "all", 1, progress))

    def prepare(self, scenarios: Sequence[Scenario], progress: Progress = _silent) -> None:
        """Prepare several worlds, one after the other: what is costly is then in the cache for every visitor."""
        for scenario in scenarios:
            self.world(scenario, progress)

    def _preparer(
        self, scenario: Scenario, size: int | str, replications: int, progress: Progress
    ) -> Callable[[], Prepared]:
        def begin() -> Study:
            from simulator.experiments.run import Study

            return Study(
                self.territory,
                self.people(size, progress),
                scenario,
                replications=replications,
                progress=lambda share: progress("spin_up", share),
                parameters=self._sets,
                book=self._book(),
            )

        def make() -> Prepared:
            if size == "all":
                return Prepared(begin(), progress)
            first = self._once(("study", size), begin)
            return Prepared(first if first.scenario == scenario else first.beside(scenario), progress)

        return make

    def _book(self) -> AccessBook:
        """Access tables, shared by every study of the territory."""
        from simulator.model.access import AccessBook

        return self._once(("book", ""), lambda: AccessBook(self.territory, self.sets()[0]))

    def _once(self, key: tuple[object, int | str], make: Callable[[], Made]) -> Made:
        """Make a thing the first time it is asked for; who asks for another thing does not wait."""
        with self._lock:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            if key not in self._kept:
                self._kept[key] = make()
            return self._kept[key]
