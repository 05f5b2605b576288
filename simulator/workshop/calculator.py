"""The model asked by a workshop: a committed plan in, a bundle out; the same request always has the same address.

One calculator serves every table: residents, spin-ups and baselines are made once and shared. `python -m
simulator.workshop.calculator` is a process of its own that answers lines of JSON (`answering.py` says which), so that
the server itself never computes.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import simulator
from simulator.answers.figures import Reading
from simulator.answers.replies import answer_of, play_others, reply
from simulator.answers.studies import POPULATION_SEED, READERS, SAMPLE, Prepared, Studies
from simulator.errors import Cancelled
from simulator.experiments.disputed import ROUNDS, Ground, with_value
from simulator.experiments.scenario import Scenario
from simulator.model.sources import ENGINE, digest_of
from simulator.workshop.bundle import Bundle, Bundles, Inputs
from simulator.workshop.bundle_parts import Dispute, MadeWith, Plan, Seeds, World
from simulator.workshop.request import Request, asked_again, policy_of
from simulator.workshop.results import classes_of, results_of
from simulator.workshop.telling import Teller
from simulator.workshop.worlds import content_of, scenario_of, with_cards

if TYPE_CHECKING:
    from simulator.parameters import ParameterSet
    from simulator.territory.territory import Territory
    from simulator.workshop.futures import Sampling

REPLICATIONS = 20
"""Paired runs behind a committed answer, the screen's eight among them. With 20,000 residents a paired difference has a
standard deviation of some 0.08 point: the interval is ±0.03 with twenty runs and ±0.05 with eight, and a few times that
for a class of residents, where it decides what may be said. The number never depends on how busy the machine is, or the
same request would have two answers."""
STUDY_SEED = 1
MOST_WORLDS = 3
"""Worlds kept ready, each with its cards: some 350 MB each with 20,000 residents. Another one is read from the cache
when it is asked for again."""
CODE = (
    *ENGINE,
    *READERS,
    "answers/*.py",
    "experiments/calibration.py",
    "experiments/compare.py",
    "experiments/disputed.py",
    "experiments/judging.py",
    "workshop/results.py",
)
"""Sources that an answer depends on."""
Tell = Callable[[str, float], None]
"""Told what is being done and how far it is, 0 to 1."""


def _silent(_what: str, _share: float) -> None:
    """No one is watching."""


@cache
def code_digest() -> str:
    """SHA-256 of the sources that an answer depends on."""
    return digest_of(Path(simulator.__file__).parent, CODE)


class Calculator:
    """Answers requests, one at a time.

    Attributes:
        bundles: Where answers are kept, and found again.
        studies: The engine.
    """

    def __init__(
        self,
        bundles: Bundles,
        sample: int = SAMPLE,
        replications: int = REPLICATIONS,
        territory: Territory | None = None,
        sampling: Sampling | None = None,
    ) -> None:
        """Compute nothing yet.

        Args:
            bundles: Where answers are kept.
            sample: Residents simulated.
            replications: Paired runs behind an answer.
            territory: The Bassin minier when left out.
            sampling: The futures that a plan is tried in.
        """
        from simulator.territory.territory import Territory

        self.bundles = bundles
        self.studies = Studies(territory or Territory.load("bassin-minier"), sample, replications)
        self._disputed: tuple[Dispute, Studies] | None = None
        self._ready: OrderedDict[Scenario, None] = OrderedDict()
        self._teller = Teller(self, sampling)

    def answer(
        self,
        world: str,
        tokens: Mapping[str, int],
        start: Mapping[str, int] | None = None,
        cards: Iterable[str] = (),
        dissent: tuple[str, float] | None = None,
        stop: threading.Event | None = None,
    ) -> Bundle:
        """A plan against no new measure, in a world.

        Args:
            world: A bundled world's name.
            tokens: Lever to tokens.
            start: Lever to the year it starts; 2027 when left out.
            cards: Codes of the event cards in play.
            dissent: A parameter and the value that somebody holds true, on both sides.
            stop: Ends the work when it is set.

        Raises:
            SimulatorError: Something asked does not exist or is out of range.
            Cancelled: `stop` was set.
        """
        disputed = dissent and {"parameter": dissent[0], "value": dissent[1]}
        given = {"world": world, "tokens": dict(tokens), "start": dict(start or {}), "cards": tuple(cards)}
        return self.solve(Request.read(given | {"dissent": disputed}), stop)

    def solve(self, request: Request, stop: threading.Event | None = None, tell: Tell = _silent) -> Bundle:
        """The answer to a request, kept; found again where it is kept already.

        Raises:
            SimulatorError: Something asked does not exist or is out of range.
            Cancelled: `stop` was set.
        """
        inputs = self.inputs(request.scenario(), request.plan(), request.cards, request.dissent)
        return self._found(inputs, stop or threading.Event(), tell)

    def solve_again(self, bundle: Bundle, stop: threading.Event | None = None, tell: Tell = _silent) -> Bundle:
        """What a bundle asked, answered with today's program, data and parameters; kept beside it.

        As many residents and replications as then are run.

        Raises:
            SimulatorError: It asked something that this version does not know any more.
            Cancelled: `stop` was set.
        """
        scenario, plan = asked_again(bundle)
        if (bundle.residents, bundle.replications) != (self.studies.sample, self.studies.replications):
            other = Calculator(self.bundles, bundle.residents, bundle.replications, self.studies.territory)
            return other.solve_again(bundle, stop, tell)
        inputs = self.inputs(scenario, plan, bundle.cards, bundle.dissent)
        return self._found(inputs, stop or threading.Event(), tell)

    def make_ready(self, request: Request, stop: threading.Event, tell: Tell = _silent) -> Bundle:
        """Make the world of a request ready, so that its first plan waits for nothing but its own runs.

        Returns:
            That world without any new measure: the level that a plan is set against.

        Raises:
            SimulatorError: Something asked does not exist or is out of range.
            Cancelled: `stop` was set; what was made is in the cache.
        """
        bare = request.model_copy(update={"tokens": {}, "start": {}})
        self.prepared(self.inputs(bare.scenario(), bare.plan(), bare.cards, bare.dissent), stop, tell)
        return self.solve(bare, stop, tell)

    def tell_record(
        self,
        address: str,
        name: str,
        stop: threading.Event,
        tell: Tell = _silent,
        waiting: Callable[[], Iterable[str]] = tuple,
    ) -> str:
        """Compute what is told about a kept run, and keep it beside its bundle; returns the bundle's address.

        `waiting` gives the other bundles that wait for a record of this name (`Teller.tell`).

        Raises:
            BundleError: There is no such bundle or record, or another program made the bundle.
            Cancelled: `stop` was set.
        """
        return self._teller.tell(address, name, stop, tell, waiting)

    def studies_of(self, inputs: Inputs, stop: threading.Event, tell: Tell = _silent) -> Studies:
        """The engine under the parameters of some inputs; those of the latest dispute are kept.

        Raises:
            Cancelled: `stop` was set.
        """
        dispute = inputs.dissent
        if dispute is None:
            return self.studies
        if self._disputed is None or self._disputed[0] != dispute:
            self._disputed = dispute, self.studies.beside(self._fitted(dispute, stop, tell))
        return self._disputed[1]

    def _fitted(self, dispute: Dispute, stop: threading.Event, tell: Tell) -> tuple[ParameterSet, ...]:
        """The parameters of each replication with one disputed, today's levels kept (rule 21)."""
        studies, histories, checked = self.studies, count(), _checked(stop, tell)
        many = studies.replications * (ROUNDS + 1)
        people = studies.people(studies.sample, checked)
        threads = os.cpu_count() or 1
        ground = Ground(studies.territory, people, studies.sets(), seed=STUDY_SEED, threads=threads)
        return ground.fit(dispute.parameter, dispute.value, lambda: checked("fit", min(next(histories) / many, 1.0)))

    def prepared(self, inputs: Inputs, stop: threading.Event, tell: Tell = _silent) -> Prepared:
        """The study that answers some inputs, ready: what lives and futures are told from, too.

        Raises:
            Cancelled: `stop` was set.
        """
        studies = self.studies_of(inputs, stop, tell)
        scenario = with_cards(scenario_of(inputs.scenario.content), inputs.cards)
        prepared = studies.world(scenario, _checked(stop, tell))
        if inputs.dissent is None:
            self._ready[scenario] = None
            self._ready.move_to_end(scenario)
            while len(self._ready) > MOST_WORLDS:
                studies.forget(self._ready.popitem(last=False)[0])
        return prepared

    def inputs(self, scenario: Scenario, plan: Plan, cards: Iterable[str], dissent: Dispute | None) -> Inputs:
        """All that the answer will follow from; what cannot be is refused here, before anything is computed.

        Raises:
            SimulatorError: Something asked does not exist or is out of range.
        """
        studies, sets = self.studies, self.studies.sets()
        if dissent is not None:
            with_value(sets[0], dissent.parameter, dissent.value)
        played = with_cards(scenario, cards)
        return Inputs(
            made_with=MadeWith(model=simulator.__version__, code=code_digest()),
            scenario=World(name=scenario.name, digest=played.digest, content=content_of(scenario)),
            policy=plan,
            cards=tuple(sorted(set(cards))),
            dissent=dissent,
            parameters=sets[0].digest,
            accepted=hashlib.sha256("".join(one.digest for one in sets).encode()).hexdigest(),
            seeds=Seeds(study=STUDY_SEED, population=POPULATION_SEED),
            residents=studies.sample,
            replications=studies.replications,
            territory=studies.territory.digest,
            population=studies.people(studies.sample).digest,
        )

    def _found(self, inputs: Inputs, stop: threading.Event, tell: Tell) -> Bundle:
        """The bundle that answers the inputs: the one that is kept, else one made now."""
        bundle = self.bundles.find(inputs)
        if bundle is None:
            studies, prepared = self.studies_of(inputs, stop, tell), self.prepared(inputs, stop, tell)
            answer = answer_of(studies, prepared, self._play(inputs, prepared, stop, tell))
            header, buffer = reply(studies, inputs.scenario.name, bool(inputs.policy.levers), answer)
            results = results_of(header, buffer, classes_of(answer.plan, studies.territory), answer)
            bundle = Bundle(**{name: getattr(inputs, name) for name in Inputs.model_fields}, results=results)
            self.bundles.keep(bundle)
        return bundle

    def _play(self, inputs: Inputs, prepared: Prepared, stop: threading.Event, tell: Tell) -> Reading:
        """Every replication of the plan, in order."""
        if not inputs.policy.levers:
            return prepared.reference
        policy, many = policy_of(inputs.policy.levers), inputs.replications
        tell("plan", 0.0)
        plan = prepared.first(policy, stop)
        for reading in play_others(prepared, policy, many, stop):
            tell("plan", plan.count / many)
            plan = plan.joined(reading)
        return plan


def _checked(stop: threading.Event, tell: Tell = _silent) -> Tell:
    """Tells, and ends the work once `stop` is set."""

    def checked(what: str, share: float) -> None:
        if stop.is_set():
            raise Cancelled
        tell(what, share)

    return checked


def main() -> None:
    """Answer lines of JSON until the input ends."""
    from simulator.workshop.answering import serve

    serve()


if __name__ == "__main__":
    main()
