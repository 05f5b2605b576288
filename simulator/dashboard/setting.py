"""The fixed part of the screen, sent once: territory, worlds, levers, indicators, words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from simulator.answers.classes import DIMENSIONS
from simulator.answers.ignorance import IGNORANCE, IN_SHORT
from simulator.answers.indicators import NUMBERS, PLACES, SHOWN, TABS
from simulator.answers.means import BUDGET, STARTS, most_tokens
from simulator.calendar import LAST_YEAR, REFERENCE_YEAR
from simulator.dashboard.plain_words import PLAIN
from simulator.dashboard.words import WORDS
from simulator.model.levers import LEVERS, TOKEN_EUROS, Lever
from simulator.territory.kinds import KINDS
from simulator.typography import french

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from simulator.experiments.fiction import Words
    from simulator.experiments.scenario import Scenario
    from simulator.territory.territory import Territory

MOST_LABELS = 12
"""Venues named on the map, at most; the others are dots."""
LONGEST_LABEL = 24
LANDMARKS = (
    "musee",
    "patrimoine",
    "scene_nationale",
    "theatre",
    "musiques_actuelles",
    "arts_de_la_rue",
    "tiers_lieu",
    "centre_art",
)
"""Kinds of venues that people find their way by: only these are named."""
GUESSED = "guessed"
ASSUMED = "assumed"
"""Rows of supply that stand for no venue in particular: they count in the model and are not drawn."""


def describe(territory: Territory, worlds: Sequence[Scenario], sample: int) -> dict:
    """Everything that the screen needs before the first result, as plain values.

    Args:
        territory: The territory shown.
        worlds: Scenarios on offer, the default one first.
        sample: Residents in the live sample.
    """
    return {
        "years": list(range(REFERENCE_YEAR, LAST_YEAR + 1)),
        "territory": _territory(territory),
        "worlds": [_world(world) for world in worlds],
        "levers": [_lever(lever) for lever in LEVERS.values()],
        "budget": BUDGET,
        "token": TOKEN_EUROS,
        "starts": list(STARTS),
        "sample": sample,
        "indicators": [
            {"code": s.code, "unit": s.unit, "label": s.label, "map": set(PLACES) <= set(s.by)} for s in SHOWN
        ],
        "tabs": list(TABS),
        "numbers": list(NUMBERS),
        "dimensions": [{"code": one["code"], "label": one["label"]} for one in DIMENSIONS],
        "ignorance": IGNORANCE,
        "ignorance_in_short": IN_SHORT,
        "words": WORDS,
        "plain": PLAIN,
    }


def _world(world: Scenario) -> dict:
    """A world as its window tells it; a planner's own may have a story alone."""
    return {
        "name": world.name,
        "title": _typeset(world.title),
        "story": _typeset(world.story),
        "day": _typeset(world.day) if world.day else None,
        "artefacts": [{"title": _typeset(one.title), "text": _typeset(one.text)} for one in world.artefacts],
        "events": [_typeset(event.title) for event in world.events],
    }


def _typeset(words: Words) -> dict[str, str]:
    return {"fr": french(words["fr"]), "en": words["en"]}


def _lever(lever: Lever) -> dict:
    most = most_tokens(lever.name)
    return {
        "name": lever.name,
        "label": _typeset(lever.label),
        "sentence": _typeset(lever.sentence),
        "question": _typeset(lever.question),
        "unit": _typeset(lever.unit),
        "proof": lever.proof.value,
        "running": lever.running_share.default if lever.running_share else None,
        "most": most,
        "buys": [_rounded(lever.buys(count * TOKEN_EUROS)) for count in range(most + 1)],
    }


def _rounded(number: float) -> int:
    """Two significant figures: what a token buys is an order of magnitude."""
    return round(float(f"{number:.2g}"))


def _territory(territory: Territory) -> dict:
    communes = territory.communes
    inside, around = _contours(territory.contours()), _contours(territory.contours(context=True))
    shapes = {feature["id"]: feature["geometry"] for feature in inside["features"]}
    rows = zip(communes.name, communes.agglomeration.tolist(), communes.residents.tolist(), strict=True)
    return {
        "communes": [{"name": name, "agglomeration": a, "residents": r} for name, a, r in rows],
        "shapes": _features([shapes[code] for code in communes.code]),
        "around": around if around["features"] else None,
        "agglomerations": _agglomerations(territory),
        "venues": _venues(territory),
    }


def _contours(path: Path | None) -> dict:
    return json.loads(path.read_text(encoding="utf-8")) if path else {"type": "FeatureCollection", "features": []}


def _features(geometries: Sequence[dict]) -> dict:
    features = [{"type": "Feature", "properties": {}, "geometry": geometry} for geometry in geometries]
    return {"type": "FeatureCollection", "features": features}


def _agglomerations(territory: Territory) -> list[dict]:
    agglomerations = territory.agglomerations
    pairs = zip(agglomerations.name, agglomerations.short_name, strict=True)
    return [{"name": french(name), "short": french(short)} for name, short in pairs]


def _venues(territory: Territory) -> list[dict]:
    """Venues inside the perimeter; landmarks with a source are named on the map, best known first."""
    venues = territory.venues
    communes = len(territory.communes.code)
    real = [row for row, word in enumerate(venues.confidence) if word != ASSUMED and venues.status[row] != "closed"]
    inside = [row for row in real if venues.place[row] < communes]
    known = [row for row in inside if venues.confidence[row] == "sourced" and venues.kind[row] in LANDMARKS]
    short = [row for row in known if len(short_name(venues.name[row])) <= LONGEST_LABEL]
    guesses = ("visits", "capacity")
    short.sort(key=lambda row: (*(bool(venues.assumed[what][row]) for what in guesses), -venues.visits[row]))
    ranks = {row: rank for rank, row in enumerate(short[:MOST_LABELS])}
    return [_venue(venues, row, ranks.get(row)) for row in inside]


def _venue(venues: object, row: int, rank: int | None) -> dict:
    kind = KINDS[venues.kind[row]]
    return {
        "name": french(venues.name[row]),
        "label": french(short_name(venues.name[row])) if rank is not None else None,
        "kind": {"fr": kind.fr, "en": kind.en},
        "longitude": float(venues.longitude[row]),
        "latitude": float(venues.latitude[row]),
        "rank": rank,
        "guessed": venues.confidence[row] == GUESSED,
        "assumed": bool(venues.assumed["visits"][row] or venues.assumed["capacity"][row]),
    }


def short_name(name: str) -> str:
    """A venue's name as people say it: before the dash, the bracket or the comma, without its kind."""
    first = re.split(r"\s[-–]\s|\s?\(|,", name)[0].strip()
    return re.sub(r"^(Musée du|Cinéma|Médiathèque) (?=\S)", "", first)
