"""Who is aimed at, in words: beside every comparison of a policy that aims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.experiments.aiming import plain
from simulator.model.levers import EVERY_LEVER, OLDEST, efficiency
from simulator.model.target import Target, commune_row, zone_row
from simulator.wording import LANGUAGES, Translator, percent, translator

if TYPE_CHECKING:
    from simulator.experiments.policy import Policy
    from simulator.experiments.run import Study
    from simulator.territory.territory import Territory

MOST_NAMED = 6
"""Communes named one by one; more are counted."""


def targets_told(study: Study, policy: Policy) -> list[dict[str, Any]]:
    """Each aimed lever of a policy: its target, the part of its base that this is, the share of euros that find it.

    `search_euros` are those of all years; `fr` and `en` say the same in a sentence.
    """
    levers = study.intensities(policy)
    searched = dict(zip(EVERY_LEVER, levers.searches().sum(axis=0).tolist(), strict=True))
    return [
        _told(name, target, levers.aims.part(name), study.territory) | {"search_euros": searched[name]}
        for name, target in policy.targets.items()
    ]


def _told(name: str, target: Target, part: float, territory: Territory) -> dict[str, Any]:
    share = 1.0 - efficiency(part)
    sentences = {lang: _sentence(name, target, (part, share), territory, lang) for lang in LANGUAGES}
    return {"lever": name, "target": plain(target), "part": part, "search_share": share, **sentences}


def _sentence(name: str, target: Target, shares: tuple[float, float], territory: Territory, lang: str) -> str:
    say = translator(lang)
    who = " · ".join([*_places(target, territory, say), *_people(target, say)])
    if not shares[0]:
        return say("aims.nobody", lever=EVERY_LEVER[name].label[lang], who=who)
    part, search = (percent(share, lang, 1) for share in shares)
    return say("aims.target", lever=EVERY_LEVER[name].label[lang], who=who, part=part, search=search)


def _places(target: Target, territory: Territory, say: Translator) -> list[str]:
    zones = [territory.agglomerations.short_name[zone_row(territory, name)] for name in target.agglomerations]
    communes = [territory.communes.name[commune_row(territory, name)] for name in target.communes]
    if len(communes) > MOST_NAMED:
        communes = [say.many("aims.communes", len(communes))]
    return [*zones, *communes, *([say("aims.layer", name=target.layer)] if target.layer else [])]


def _people(target: Target, say: Translator) -> list[str]:
    ages = [say("aims.from", first=a) if b == OLDEST else say("aims.ages", first=a, last=b) for a, b in target.ages]
    diplomas = [say(f"charts.education.{name}") for name in target.education]
    return [*ages, *diplomas, *(say(f"charts.mobility.{name}") for name in target.mobility)]
