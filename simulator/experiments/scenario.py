"""A named world to 2040: its story, and what nobody in the room decides."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from simulator.calendar import Timeline
from simulator.errors import FileError, ScenarioError
from simulator.experiments.fiction import Artefact, Claim, Event, Words
from simulator.experiments.library import scenario_path
from simulator.experiments.timelines import accept, add, unknown
from simulator.model.drivers import DRIVERS


@dataclass(frozen=True)
class Scenario:
    """What nobody in the room decides: a named world, with its story.

    Attributes:
        name: Code name.
        title: Title in French and English ("fr", "en").
        story: Story in French and English; a fiction.
        drivers: Driver name to timeline, in the driver's declared unit; a driver left out stays as in 2025.
        reasons: Driver name to why it goes that way, in French and English.
        day: A day of 2040 in one imagined person's life, in French and English.
        artefacts: Objects from 2040.
        events: What a facilitator may play in the room.
        claims: What the story says, and what each saying rests on.
    """

    name: str
    title: Words = field(default_factory=dict)
    story: Words = field(default_factory=dict)
    drivers: Mapping[str, Timeline] = field(default_factory=dict)
    reasons: Mapping[str, Words] = field(default_factory=dict)
    day: Words = field(default_factory=dict)
    artefacts: tuple[Artefact, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()

    def __post_init__(self) -> None:
        checked = {}
        for name, timeline in self.drivers.items():
            if name not in DRIVERS:
                raise unknown(name, DRIVERS, "tendance inconnue", "unknown driver")
            checked[name] = accept(DRIVERS[name], timeline)
        object.__setattr__(self, "drivers", checked)
        object.__setattr__(self, "title", dict(self.title) or {"fr": self.name, "en": self.name})

    @classmethod
    def load(cls, path: Path | str) -> Scenario:
        """Read a scenario file, or a bundled scenario by its name.

        Raises:
            ScenarioError: The file is refused; every fault with its line.
        """
        from simulator.experiments.schemas import ScenarioFile, read

        try:
            content = read(scenario_path(path), ScenarioFile)
        except FileError as error:
            raise ScenarioError(error.faults) from None
        given = {name: driver for name in DRIVERS if (driver := getattr(content.drivers, name)) is not None}
        return cls(
            name=content.scenario,
            title=content.title.model_dump(),
            story=content.story.model_dump(),
            drivers={name: driver.values for name, driver in given.items()},
            reasons={name: driver.reason.model_dump() for name, driver in given.items()},
            day=content.day.model_dump() if content.day else {},
            **{part: tuple(one.made() for one in getattr(content, part)) for part in ("artefacts", "events", "claims")},
        )

    def with_event(self, code: str) -> Scenario:
        """This world once an event has happened: its changes are added to the drivers' timelines.

        Raises:
            ParameterError: There is no such event here, or it takes a driver out of its range.
        """
        events = {event.code: event for event in self.events}
        if code not in events:
            raise unknown(code, events, "événement inconnu", "unknown event")
        event = events.pop(code)
        changed = {name: add(self.drivers.get(name, 0.0), change) for name, change in event.drivers.items()}
        return replace(
            self,
            name=f"{self.name}-{code}",
            title={lang: f"{words} · {event.title[lang]}" for lang, words in self.title.items()},
            drivers={**self.drivers, **changed},
            events=tuple(events.values()),
        )

    @property
    def digest(self) -> str:
        """SHA-256 of what the model reads: the drivers, not the words."""
        return hashlib.sha256(json.dumps(_canonical(self.drivers)).encode()).hexdigest()

    def __hash__(self) -> int:
        return hash((self.name, self.digest))

    def _repr_html_(self) -> str:
        from html import escape

        paragraphs = "".join(f"<p>{escape(part)}</p>" for part in self.story.get("fr", "").split("\n") if part.strip())
        return f"<h3>{escape(self.title['fr'])}</h3>{paragraphs}"


def _canonical(timelines: Mapping[str, Timeline]) -> list:
    """Timelines as nested lists in one order, for a digest."""
    return [
        [name, sorted(timeline.items()) if isinstance(timeline, Mapping) else timeline]
        for name, timeline in sorted(timelines.items())
    ]
