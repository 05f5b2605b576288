"""What a table asks of the model: a world, a plan, the event cards in play, and perhaps a parameter it disputes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, ValidationError

from simulator.calendar import FIRST_DECISION_YEAR
from simulator.errors import SimulatorError
from simulator.experiments.library import scenario_names
from simulator.experiments.policy import Policy
from simulator.experiments.scenario import Scenario
from simulator.experiments.timelines import unknown
from simulator.model.levers import LEVERS, TOKEN_EUROS
from simulator.wording import LANGUAGES
from simulator.workshop.bundle import BundleError
from simulator.workshop.bundle_error import refused
from simulator.workshop.bundle_parts import Bundle, Dispute, Part, Plan
from simulator.workshop.event_types import Key
from simulator.workshop.worlds import scenario_of

TITLE = {"fr": "Notre plan", "en": "Our plan"}
Count = Annotated[int, Field(ge=-64, le=64, strict=True)]
Year = Annotated[int, Field(strict=True)]


class Request(Part):
    """A request to the calculator, with names only.

    Attributes:
        world: A bundled world's name.
        tokens: Lever to tokens.
        start: Lever to the year it starts; the first year of decisions when left out.
        cards: Codes of event cards.
        dissent: The parameter disputed, if any.
    """

    world: Key
    tokens: dict[Key, Count] = Field(default_factory=dict)
    start: dict[Key, Year] = Field(default_factory=dict)
    cards: tuple[Key, ...] = Field((), max_length=12)
    dissent: Dispute | None = None

    @classmethod
    def read(cls, raw: object) -> Request:
        """A request from plain values.

        Raises:
            BundleError: They are no request; the first part that is wrong is named.
        """
        try:
            return cls.model_validate(raw)
        except ValidationError as error:
            place = ".".join(str(step) for step in error.errors()[0]["loc"]) or "?"
            raise refused("bad_request", place=place[:80]) from None

    def scenario(self) -> Scenario:
        """The world, without any card.

        Raises:
            ParameterError: There is no such world.
        """
        if self.world not in scenario_names():
            raise unknown(self.world, scenario_names(), "monde inconnu", "unknown world")
        return Scenario.load(self.world)

    def plan(self) -> Plan:
        """The plan in tokens and in euros; a lever without tokens is left out.

        Raises:
            ParameterError: A lever that does not exist, too many tokens on one, or a year that cannot be.
        """
        for name in (*self.tokens, *self.start):
            if name not in LEVERS:
                raise unknown(name, LEVERS, "levier inconnu", "unknown lever")
        placed = {name: self.tokens[name] for name in LEVERS if self.tokens.get(name)}
        start = {name: self.start.get(name, FIRST_DECISION_YEAR) for name in placed}
        levers = {name: {start[name]: count * TOKEN_EUROS} for name, count in placed.items()}
        return Plan(tokens=placed, start=start, levers=levers, digest=policy_of(levers).digest)


def policy_of(levers: Mapping[str, Mapping[int, float]]) -> Policy:
    """A plan's euros by year, as the model takes them."""
    return Policy("plan", TITLE, **levers)


def asked_again(bundle: Bundle) -> tuple[Scenario, Plan]:
    """What a bundle asked, put to this version of the program: the same world, the same euros.

    Raises:
        BundleError: It asked something that this version does not know any more.
    """
    try:
        plan = bundle.policy.model_copy(update={"digest": policy_of(bundle.policy.levers).digest})
        return scenario_of(bundle.scenario.content), plan
    except (SimulatorError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, BundleError):
            raise
        raise refused("cannot_ask_again", why={lang: _why(error, lang) for lang in LANGUAGES}) from None


def _why(error: Any, language: str) -> str:
    return error.message(language) if isinstance(error, SimulatorError) else ""
