"""What lies on a table: the worlds with their objects and event cards, the levers with what a token buys."""

from __future__ import annotations

from functools import cache

from simulator.answers.means import STARTS, least_tokens, most_tokens
from simulator.experiments.library import scenario_names
from simulator.experiments.scenario import Scenario
from simulator.model.levers import LEVERS, TOKEN_EUROS, Lever


def worlds() -> tuple[str, ...]:
    """The worlds that a workshop may play."""
    return tuple(scenario_names())


@cache
def world(name: str) -> Scenario:
    """A bundled world."""
    return Scenario.load(name)


def card_codes(name: str) -> tuple[str, ...]:
    """The event cards of a world."""
    return tuple(event.code for event in world(name).events)


@cache
def world_page(name: str) -> dict:
    """A world as its table reads it: story, day, objects, what a run can look for in it; event cards stay hidden."""
    scenario = world(name)
    return {
        "world": name,
        "title": dict(scenario.title),
        "story": dict(scenario.story),
        "day": dict(scenario.day),
        "artefacts": [
            {"key": f"{name}-{rank}", "title": dict(one.title), "text": dict(one.text)}
            for rank, one in enumerate(scenario.artefacts, start=1)
        ],
        "claims": [
            {"rank": rank, "text": dict(one.text)}
            for rank, one in enumerate(scenario.claims, start=1)
            if one.sign is not None
        ],
    }


@cache
def cards(name: str) -> dict[str, dict]:
    """The event cards of a world, by code: title and text in both languages."""
    return {
        event.code: {"card": event.code, "world": name, "title": dict(event.title), "text": dict(event.text)}
        for event in world(name).events
    }


@cache
def lever_page(name: str) -> dict:
    """What a table sees of a lever before any result: words, bounds, and what one token buys."""
    lever: Lever = LEVERS[name]
    return {
        "lever": name,
        "label": dict(lever.label),
        "sentence": dict(lever.sentence),
        "question": dict(lever.question),
        "proof": lever.proof.value,
        "least": least_tokens(name),
        "most": most_tokens(name),
        "token_euros": TOKEN_EUROS,
        "buys": lever.buys(TOKEN_EUROS),
        "unit": dict(lever.unit),
        "builds": lever.running_share is not None,
        "starts": [STARTS[0], STARTS[-1]],
    }
