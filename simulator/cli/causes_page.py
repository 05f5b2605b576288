"""What `causes` prints: why people stay at home, as a document or as a page for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from simulator.domains import DOMAIN_LABELS, DOMAINS
from simulator.wording import Translator, number, percent

if TYPE_CHECKING:
    import numpy as np

    from simulator.model.causes import LostDemand
    from simulator.model.model import CultureModel


def causes_document(model: CultureModel, scenario: str, policy: str, year: int) -> dict[str, Any]:
    """Expected outings of a month and what five causes take from them, for everybody and by group.

    Args:
        model: The model after a December.
        scenario: Name of the world.
        policy: Name of the policy.
        year: The December's year.
    """
    from simulator.experiments.causes_table import DIMENSIONS
    from simulator.model.causes import lost_demands

    found = lost_demands(model, DIMENSIONS)
    return {
        "scenario": scenario,
        "policy": policy,
        "year": year,
        "residents": int(model.people.commune.size),
        "unit": "expected person-outings a month",
        "lost_demand": whole(found),
        "by": {by: _classes(lost) for by, lost in found.items() if by != "all"},
    }


def whole(found: Mapping[str, LostDemand]) -> dict[str, Any]:
    """What five causes take from everybody, by domain and in all."""
    return _class(found["all"], 0)


def _classes(lost: LostDemand) -> dict[str, Any]:
    return {name: _class(lost, k) for k, name in enumerate(lost.classes)}


def _class(lost: LostDemand, k: int) -> dict[str, Any]:
    """Domains, then all of them together, of one class."""
    parts = [(domain, slice(d, d + 1)) for d, domain in enumerate(DOMAINS)] + [("all", slice(None))]
    return {
        name: _part(lost.expected[k, rows].sum(), lost.lifted[k, rows].sum(), lost.causes[k, rows].sum(axis=0))
        for name, rows in parts
    }


def _part(expected: float, lifted: float, causes: np.ndarray) -> dict[str, Any]:
    from simulator.model.cause_words import CAUSES

    by_cause = {cause: float(value) for cause, value in zip(CAUSES, causes, strict=True)}
    return {"expected": float(expected), "lifted": float(lifted), "causes": by_cause}


def causes_summary(document: dict[str, Any], say: Translator) -> str:
    """The page for people: by domain, outings as expected and each cause's part of those that are missing."""
    from simulator.model.cause_words import CAUSE_LABELS, CAUSES

    told = document["lost_demand"]
    lines = [say("causes.title", year=document["year"]), ""]
    for name, part in told.items():
        label = DOMAIN_LABELS[name][say.language] if name in DOMAIN_LABELS else say("causes.all")
        outings = {end: number(part[end], say.language) for end in ("expected", "lifted")}
        lines.append(say("causes.outings", domain=label, **outings))
        missing = sum(part["causes"].values())
        for cause in CAUSES:
            share = part["causes"][cause] / missing if missing else 0.0
            lines.append(f"  {CAUSE_LABELS[cause][say.language]:<44}{percent(share, say.language):>12}")
    return "\n".join([*lines, "", say("causes.honest"), say("run.debate")])
