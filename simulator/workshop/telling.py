"""What is computed about a kept run while nobody waits: its lives, its futures, what a dissent does to the levers.

Each is a record beside the bundle, made by the program that made the bundle, so that all of it speaks of one model.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.experiments.run import sets_of
from simulator.workshop.bundle_error import refused
from simulator.workshop.dissent import find
from simulator.workshop.futures import RESIDENTS, Sampling, Trials, try_futures
from simulator.workshop.lives import lives_record
from simulator.workshop.ranking import Place, compare_rankings, ranking
from simulator.workshop.records import FUTURES, LIVES, RANKING
from simulator.workshop.request import asked_again, policy_of
from simulator.workshop.traces import trace_pair
from simulator.workshop.worlds import scenario_of, with_cards

if TYPE_CHECKING:
    import threading

    from simulator.workshop.bundle_parts import Bundle
    from simulator.workshop.calculator import Calculator, Tell

RANKED = 8
"""Paired runs behind a rank: thirteen plans are played in two worlds, and a rank is a range anyway."""


class Teller:
    """Makes the records of runs with a calculator's engine; what was played is kept when the work is put off."""

    def __init__(self, calculator: Calculator, sampling: Sampling | None = None) -> None:
        """Tell with `calculator`, each plan in the futures of `sampling`."""
        self._calculator, self._sampling = calculator, sampling or Sampling()
        self._tried: tuple[str, dict[int, tuple]] = "", {}
        self._ranked: tuple[object, tuple[Place, ...]] | None = None

    def tell(self, address: str, name: str, stop: threading.Event, tell: Tell) -> str:
        """Make a record and keep it beside its bundle; found again where it is kept. Returns the bundle's address.

        Raises:
            BundleError: There is no such bundle or record, or another program made the bundle.
            Cancelled: `stop` was set.
        """
        bundles = self._calculator.bundles
        if name not in self._makers:
            raise refused("bad_record", name=str(name)[:40])
        bundle = bundles.load(address)
        if bundles.attached(address, name) is None:
            self._check(bundle)
            bundles.attach(address, name, self._makers[name](bundle, stop, tell))
        return address

    @property
    def _makers(self) -> dict[str, Callable[..., object]]:
        return {LIVES: self._lives, FUTURES: self._futures, RANKING: self._ranking}

    def _check(self, bundle: Bundle) -> None:
        """Another program, other data or another sample would tell of another run."""
        if self._calculator.inputs(*asked_again(bundle), bundle.cards, bundle.dissent) != bundle.inputs:
            raise refused("other_program")

    def _lives(self, bundle: Bundle, stop: threading.Event, tell: Tell) -> object:
        study = self._calculator.prepared(bundle.inputs, stop, tell).study
        return lives_record(trace_pair(study, policy_of(bundle.policy.levers), stop=stop))

    def _futures(self, bundle: Bundle, stop: threading.Event, tell: Tell) -> object:
        studies, address = self._calculator.studies, bundle.address
        people = studies.people(min(RESIDENTS, studies.sample))
        world = with_cards(scenario_of(bundle.scenario.content), bundle.cards)
        trials = Trials(studies.territory, people, world, sets_of(studies.territory))
        if self._tried[0] != address:
            self._tried = address, {}
        plan = policy_of(bundle.policy.levers)
        found = try_futures(trials, plan, self._sampling, stop, lambda share: tell(FUTURES, share), self._tried[1])
        self._tried = "", {}
        return found.to_dict()

    def _ranking(self, bundle: Bundle, stop: threading.Event, tell: Tell) -> object:
        if bundle.dissent is None:
            raise refused("bad_record", name=RANKING)
        before = self._undisputed(bundle, stop, tell)
        after = self._rank(bundle, stop, tell)
        disputed = find(bundle.dissent.parameter)
        return compare_rankings(disputed, bundle.dissent.value, before, after).to_dict()

    def _undisputed(self, bundle: Bundle, stop: threading.Event, tell: Tell) -> tuple[Place, ...]:
        """The levers' places in the model's own world; those of the latest world are kept."""
        world = bundle.scenario.digest
        if self._ranked is None or self._ranked[0] != world:
            plain = bundle.model_copy(update={"dissent": None})
            self._ranked = world, self._rank(plain, stop, tell)
        return self._ranked[1]

    def _rank(self, bundle: Bundle, stop: threading.Event, tell: Tell) -> tuple[Place, ...]:
        study = self._calculator.prepared(bundle.inputs, stop, tell).study
        count = min(RANKED, study.replications)
        return ranking(study, stop=stop, progress=lambda share: tell(RANKING, share), replications=count)
