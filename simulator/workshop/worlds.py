"""A scenario as plain values, and back: a bundle holds the world it was played in, story included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from simulator.calendar import Timeline
from simulator.experiments.fiction import Artefact, Claim, Event, Sign
from simulator.experiments.scenario import Scenario

WORDS = ("title", "story", "day")


def content_of(scenario: Scenario) -> dict[str, Any]:
    """Everything that a scenario holds, as JSON takes it."""
    claims = [{**asdict(claim), "sign": claim.sign and claim.sign.value} for claim in scenario.claims]
    return {
        "name": scenario.name,
        **{name: dict(getattr(scenario, name)) for name in WORDS},
        "drivers": _written(scenario.drivers),
        "reasons": {name: dict(words) for name, words in scenario.reasons.items()},
        "artefacts": [asdict(artefact) for artefact in scenario.artefacts],
        "events": [{**asdict(event), "drivers": _written(event.drivers)} for event in scenario.events],
        "claims": claims,
    }


def scenario_of(content: Mapping[str, Any]) -> Scenario:
    """The scenario that `content_of` wrote.

    Raises:
        ParameterError: A driver that this version does not know, or out of its range.
    """
    return Scenario(
        name=content["name"],
        **{name: content[name] for name in WORDS},
        drivers=_read(content["drivers"]),
        reasons=content["reasons"],
        artefacts=tuple(Artefact(**one) for one in content["artefacts"]),
        events=tuple(Event(**{**one, "drivers": _read(one["drivers"])}) for one in content["events"]),
        claims=tuple(Claim(**{**one, "sign": one["sign"] and Sign(one["sign"])}) for one in content["claims"]),
    )


def with_cards(scenario: Scenario, cards: Iterable[str]) -> Scenario:
    """The world once some event cards were played: in alphabetical order, so that their order never changes a bit.

    Raises:
        ParameterError: A card is not of this world, or together they take a driver out of its range.
    """
    for code in sorted(set(cards)):
        scenario = scenario.with_event(code)
    return scenario


def _written(timelines: Mapping[str, Timeline]) -> dict[str, Any]:
    """Timelines with their years as text, as JSON's keys are."""
    return {
        name: {str(year): float(value) for year, value in timeline.items()}
        if isinstance(timeline, Mapping)
        else float(timeline)
        for name, timeline in timelines.items()
    }


def _read(timelines: Mapping[str, Any]) -> dict[str, Timeline]:
    return {
        name: {int(year): value for year, value in timeline.items()} if isinstance(timeline, Mapping) else timeline
        for name, timeline in timelines.items()
    }
