"""What is computed about a kept run while nobody waits: its lives, its futures, what a dissent does to the levers.

Each is a record beside the bundle, made by the program that made the bundle, so that all of it speaks of one model.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from simulator.experiments.run import sets_of
from simulator.workshop.bundle_error import BundleError, refused
from simulator.workshop.dissent import find
from simulator.workshop.futures import RESIDENTS, Sampling, Trials, Tried
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
WORLDS = 12
"""Worlds, each with its cards, whose futures are remembered: some hundred kilobytes each."""
Waiting = Callable[[], Iterable[str]]
"""Gives the addresses of the other bundles that wait for the same record."""


class Teller:
    """Makes the records of runs with a calculator's engine; what was played is kept when the work is put off."""

    def __init__(self, calculator: Calculator, sampling: Sampling | None = None) -> None:
        """Tell with `calculator`, each plan in the futures of `sampling`."""
        self._calculator, self._sampling = calculator, sampling or Sampling()
        self._tried: dict[str, Tried] = {}
        self._ranked: tuple[object, tuple[Place, ...]] | None = None

    def tell(self, address: str, name: str, stop: threading.Event, tell: Tell, waiting: Waiting = tuple) -> str:
        """Make a record and keep it beside its bundle; found again where it is kept. Returns the bundle's address.

        Args:
            address: The bundle's address.
            name: The record's name.
            stop: Ends the work when it is set.
            tell: Told how far it is.
            waiting: The other bundles that wait for a record of this name: part of their work is done with this one's.

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
            bundles.attach(address, name, self._makers[name](bundle, stop, tell, waiting))
        return address

    @property
    def _makers(self) -> dict[str, Callable[..., object]]:
        return {LIVES: self._lives, FUTURES: self._futures, RANKING: self._ranking}

    def _check(self, bundle: Bundle) -> None:
        """Another program, other data or another sample would tell of another run."""
        if self._calculator.inputs(*asked_again(bundle), bundle.cards, bundle.dissent) != bundle.inputs:
            raise refused("other_program")

    def _lives(self, bundle: Bundle, stop: threading.Event, tell: Tell, _waiting: Waiting) -> object:
        study = self._calculator.prepared(bundle.inputs, stop, tell).study
        return lives_record(trace_pair(study, policy_of(bundle.policy.levers), stop=stop))

    def _futures(self, bundle: Bundle, stop: threading.Event, tell: Tell, waiting: Waiting) -> object:
        tried = self._tried_in(bundle)
        plans = {bundle.address: bundle, **self._beside(bundle, waiting())}
        policies = {address: policy_of(one.policy.levers) for address, one in plans.items()}
        tried.play(policies, stop, lambda share: tell(FUTURES, share))
        found = tried.found(bundle.address)
        tried.forget(bundle.address)
        return found.to_dict()

    def _tried_in(self, bundle: Bundle) -> Tried:
        """The futures of a bundle's world, with what was played of them; those of the latest worlds are kept."""
        key = bundle.scenario.digest
        if key not in self._tried:
            studies = self._calculator.studies
            people = studies.people(min(RESIDENTS, studies.sample))
            world = with_cards(scenario_of(bundle.scenario.content), bundle.cards)
            trials = Trials(studies.territory, people, world, sets_of(studies.territory))
            self._tried[key] = Tried(trials, self._sampling)
        self._tried[key] = self._tried.pop(key)
        while len(self._tried) > WORLDS:
            del self._tried[next(iter(self._tried))]
        return self._tried[key]

    def _beside(self, bundle: Bundle, addresses: Iterable[str]) -> dict[str, Bundle]:
        """The bundles of these addresses that wait for the same futures; those that cannot be told are left out."""
        found = {}
        for address in addresses:
            with contextlib.suppress(BundleError):
                other = self._calculator.bundles.load(address)
                if other.scenario == bundle.scenario and other.dissent is None:
                    self._check(other)
                    found[address] = other
        return found

    def _ranking(self, bundle: Bundle, stop: threading.Event, tell: Tell, _waiting: Waiting) -> object:
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
