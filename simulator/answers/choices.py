"""What a visitor may choose, and the one door between a browser's message and the model."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from simulator.answers.means import BUDGET, STARTS, most_tokens
from simulator.experiments.policy import Policy
from simulator.model.levers import LEVERS, TOKEN_EUROS

_MOST_MOVES = 2**31


@dataclass(frozen=True)
class Choices:
    """A world and a plan, always legal.

    Attributes:
        world: Name of a scenario.
        tokens: Lever name to tokens, every lever present.
        start: Lever name to the year it starts, every lever present.
        everybody: Whether every resident is run, for the map of communes.
        move: The visitor's count of moves; an answer carries it back.
    """

    world: str
    tokens: Mapping[str, int] = field(default_factory=dict)
    start: Mapping[str, int] = field(default_factory=dict)
    everybody: bool = False
    move: int = 0

    @property
    def planned(self) -> bool:
        """Whether any token is placed."""
        return any(self.tokens.values())

    @property
    def plan(self) -> tuple[object, ...]:
        """What the replications depend on: the world, and the tokens placed with their years."""
        placed = ((name, count, self.start[name]) for name, count in self.tokens.items() if count)
        return self.world, *sorted(placed)

    def policy(self) -> Policy:
        """The plan as a policy: each lever's euros a year, held from its start year."""
        given = {name: {self.start[name]: count * TOKEN_EUROS} for name, count in self.tokens.items() if count}
        return Policy("plan", {"fr": "Notre plan", "en": "Our plan"}, **given)

    def as_dict(self) -> dict[str, object]:
        """Plain values for the browser."""
        return {
            "world": self.world,
            "tokens": dict(self.tokens),
            "start": dict(self.start),
            "everybody": self.everybody,
            "move": self.move,
        }


def validate(raw: object, worlds: tuple[str, ...]) -> Choices:
    """Legal choices from whatever a browser sent: unknown names are dropped, numbers are brought within bounds.

    Args:
        raw: The value of the `choices` trait; nothing is assumed about it.
        worlds: Names of the scenarios on offer, the default one first.
    """
    given = raw if isinstance(raw, Mapping) else {}
    world = given.get("world")
    tokens = _mapping(given.get("tokens"))
    start = _mapping(given.get("start"))
    placed, left = {}, BUDGET
    for name in LEVERS:
        placed[name] = min(_whole(tokens.get(name), 0, most_tokens(name), 0), left)
        left -= placed[name]
    return Choices(
        world=world if isinstance(world, str) and world in worlds else worlds[0],
        tokens=placed,
        start={name: _whole(start.get(name), STARTS[0], STARTS[-1], STARTS[0]) for name in LEVERS},
        everybody=given.get("everybody") is True,
        move=_whole(given.get("move"), 0, _MOST_MOVES, 0),
    )


def _mapping(value: object) -> Mapping:
    return value if isinstance(value, Mapping) else {}


def _whole(value: object, low: int, high: int, default: int) -> int:
    """A whole number within bounds; the default for anything that is no finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return default
    return int(min(max(value, low), high))


def link_query(world: str, tokens: Mapping[str, int], start: Mapping[str, int], language: str = "fr") -> str:
    """The query under which the exploration screen opens with a plan, as its `link.js` writes it."""
    placed = [(name, f"{tokens[name]}-{start.get(name, STARTS[0])}") for name in LEVERS if tokens.get(name)]
    spoken = [] if language == "fr" else [("lang", language)]
    return urlencode([*spoken, ("world", world), *placed])
