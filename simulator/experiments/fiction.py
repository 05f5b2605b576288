"""What tells a world beside its story: objects from 2040, events, and the claims that tie the story to the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from simulator.calendar import Timeline

Words = Mapping[str, str]


class Sign(Enum):
    """Which way a claim says that things go, from today."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"


@dataclass(frozen=True)
class Artefact:
    """An object from 2040.

    Attributes:
        title: What it is, in French and English ("fr", "en").
        text: What is written on it.
    """

    title: Words
    text: Words


@dataclass(frozen=True)
class Event:
    """A shock that a facilitator may play in the room.

    Attributes:
        code: Code name, unique in its world.
        title: Title in French and English.
        text: What happens.
        drivers: Driver name to the change, in the driver's unit, added on top of the world's timeline.
    """

    code: str
    title: Words
    text: Words
    drivers: Mapping[str, Timeline] = field(default_factory=dict)


@dataclass(frozen=True)
class Claim:
    """Something that a story says, and what it rests on: a driver, an outcome, or nothing (free fiction).

    Attributes:
        text: The words of the story, in French and English, as they stand there.
        driver: The driver that is said to go somewhere, if any.
        outcome: The measure of a run that is said to go somewhere, if any.
        sign: Where; None for free fiction.
    """

    text: Words
    driver: str | None = None
    outcome: str | None = None
    sign: Sign | None = None
