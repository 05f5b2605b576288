"""V1 to V6: the program does what its equations say."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from simulator.domains import DOMAINS
from simulator.experiments.policy import Policy
from simulator.experiments.validation.levels import NAMES
from simulator.experiments.validation.pattern import (
    NothingToMeasureError,
    Pattern,
    at_least,
    at_most,
    near,
    over,
    reported,
)
from simulator.experiments.validation.world import Outings, World, frozen_study
from simulator.model.levers import EVERY_LEVER
from simulator.population.residents import COLUMNS

EXPECTED = 5.0
"""Outings expected at least in a class of the chi-square test; smaller ones are put together."""
THREE_SIGMA = 3.3
"""Standard deviations: one sound test of a thousand goes beyond."""
ENOUGH = 1 << 40


def _frequencies(world: World) -> float:
    """Outings by venue against the access tables, when there is room for all: the worst domain, in deviations."""
    venues = world.territory.venues
    place = world.elsewhere(monthly_places=np.full_like(venues.monthly_places, ENOUGH))
    seen = [world.watch(place, r) for r in world.replications]
    weights = place.book.weights(world.situation)
    return max(_deviation(world, place.book, weights, seen, d) for d in range(len(DOMAINS)))


def _deviation(world: World, book, weights, seen: list[Outings], domain: int) -> float:
    """Chi-square of one domain's outings, as deviations of a normal law."""
    columns = slice(int(book.start[domain]), int(book.start[domain + 1]))
    total = np.maximum(weights.total[:, domain], 1e-300)
    people, rows = world.people, [s.row[_chosen(s, domain)] for s in seen]
    cells = people.commune.astype(np.int64) * 3 + people.mobility
    outings = np.bincount(cells[np.concatenate(rows)], minlength=book.cells)
    expected = (weights.values[:, columns] * (outings / total)[:, None]).sum(axis=0, dtype=np.float64)
    venues = np.concatenate([s.venue[_chosen(s, domain)] for s in seen])
    observed = np.bincount(venues, minlength=len(world.territory.venues))[book.venue[columns]]
    return chi_square(observed, expected)


def _chosen(seen: Outings, domain: int) -> np.ndarray:
    """Outings of a domain whose venue was chosen by who goes, bool."""
    return seen.own & (seen.domain == domain) & (seen.venue >= 0)


def chi_square(observed: np.ndarray, expected: np.ndarray) -> float:
    """How far counts are from those expected, in standard deviations (Wilson and Hilferty 1931); 0 with one class."""
    order = np.argsort(expected, kind="stable")
    small = int(np.searchsorted(np.cumsum(expected[order]), EXPECTED))
    small = max(small, int((expected < EXPECTED).sum()) - 1)
    seen, told = observed[order].astype(np.float64), expected[order]
    seen = np.concatenate([[seen[: small + 1].sum()], seen[small + 1 :]])
    told = np.concatenate([[told[: small + 1].sum()], told[small + 1 :]])
    if seen.size < 2:
        return 0.0
    degrees, spread = seen.size - 1, 2.0 / (9.0 * (seen.size - 1))
    chi = float(((seen - told) ** 2 / told).sum())
    return ((chi / degrees) ** (1.0 / 3.0) - (1.0 - spread)) / math.sqrt(spread)


def _conservation(world: World) -> list[float]:
    """Visits by commune against visits by venue, in any year; outings seen one by one against the record of 2026."""
    apart, lost = 0, 0
    for life, seen in zip(world.lives, world.outings, strict=True):
        record = life.run.record
        apart = max(apart, int(np.abs(record.visits.sum(axis=(1, 2)) - record.venue_visits.sum(axis=1)).max()))
        persons = (seen.visits * world.people.weight[seen.row])[seen.seated].sum()
        lost = max(lost, abs(int(persons) - int(record.visits[1].sum())))
    return [apart, lost]


def _capacity(world: World) -> list[float]:
    """Most persons seated beyond a venue's places in a month, and outings refused, with a third of today's places.

    Each row stands for one person here, so that the rule is exact: nothing is overrun, nothing carried (rule 10).
    """
    weight = world.people.weight
    places = np.maximum(world.territory.venues.monthly_places // (3 * max(int(weight.mean()), 1)), 1)
    alone = replace(world.people, weight=np.ones_like(weight))
    tight, excess, refused = replace(world.elsewhere(monthly_places=places), people=alone), -math.inf, 0
    for r in world.replications:
        start = dict(world.study.start(r))
        start["carried"] = np.zeros_like(start["carried"])
        seen = world.watch(tight, r, start)
        excess = max(excess, overrun(seen, places))
        refused += int((~seen.seated & (seen.venue >= 0)).sum())
    if not refused:
        raise NothingToMeasureError("Aucun lieu n’a été complet.", "No venue was full.")
    return [excess, refused]


def overrun(seen: Outings, places: np.ndarray) -> float:
    """Most visits made beyond a venue's places in any month of 2026; negative when all had room left."""
    cell = seen.month[seen.seated] * places.size + seen.venue[seen.seated]
    seated = np.bincount(cell, seen.visits[seen.seated], minlength=12 * places.size).reshape(12, -1)
    return float((seated - places).max())


def _nothing_bought(world: World) -> float:
    """Levers that change anything at zero euros: looked for one by one when all together do."""
    digest = world.lives[0].run.digest
    if world.study.run(Policy("zero", **dict.fromkeys(EVERY_LEVER, 0.0)), 0).digest == digest:
        return 0.0
    alone = [Policy(name, **{name: 0.0}) for name in EVERY_LEVER]
    return float(max(sum(world.study.run(policy, 0).digest != digest for policy in alone), 1))


def _monotone(world: World) -> list[float]:
    """Weights of venues that rise when each costs 5 euros more, or is a fifth farther; and that fall."""
    travel = world.territory.travel
    dearer = world.elsewhere(price=world.territory.venues.price + 5.0)
    farther = world.elsewhere(travel=replace(travel, minutes=travel.minutes * 1.2))
    today = world.here.book.weights(world.situation).values
    found = [place.book.weights(world.situation).values for place in (dearer, farther)]
    return [
        float((found[0] > today).sum()),
        float((found[1] > today).sum()),
        *(float((w < today).mean()) for w in found),
    ]


def _permutation(world: World) -> float:
    """The same residents in another order: the largest gap in 2025, in standard errors of the difference."""
    other = frozen_study(world.territory, shuffled(world.people, world.study.seed), **_settings(world))
    adults, worst = int(world.adult.sum()), 0.0
    for name in NAMES:
        here = float(np.mean([life.run.share(name)[0, 0] for life in world.lives]))
        there = float(np.mean([other.baseline(r).share(name)[0, 0] for r in world.replications]))
        error = math.sqrt(2.0 * here * (1.0 - here) / (adults * len(world.replications)))
        worst = max(worst, over(abs(there - here), error) if there != here else 0.0)
    return worst


def _settings(world: World) -> dict[str, object]:
    study = world.study
    names = ("parameters", "seed", "replications", "threads", "book")
    return {name: getattr(study, name) for name in names}


def shuffled(people, seed: int):
    """The same people in another order of rows, their ties kept."""
    order = np.random.default_rng(seed).permutation(people.size)
    place = np.empty(people.size + 1, np.int32)
    place[order], place[-1] = np.arange(people.size), -1
    columns = {name: getattr(people, name)[order] for name in COLUMNS}
    return replace(people, **columns | {"ties": place[columns["ties"]]})


VERIFICATION = (
    Pattern(
        "V1",
        ("Les lieux sont tirés selon les tables d’accès", "Venues are drawn as the access tables say"),
        (at_most(THREE_SIGMA, 0.0),),
        "chi-square of a year’s outings by venue, the worst domain, in standard deviations",
        _frequencies,
    ),
    Pattern(
        "V2",
        ("Aucune visite ne se perd ni ne s’ajoute", "No visit is lost or added"),
        (near(0.0, 0.0, ("par lieu", "by venue")), near(0.0, 0.0, ("une à une", "one by one"))),
        "identity",
        _conservation,
    ),
    Pattern(
        "V3",
        ("Un lieu n’assoit jamais plus que ses places", "No venue seats more than its places"),
        (
            at_most(0.0, None, ("personnes de trop", "persons too many")),
            reported(("sorties refusées", "outings refused")),
        ),
        "identity, with a third of today’s places so that venues are full",
        _capacity,
    ),
    Pattern(
        "V4",
        ("Un levier à zéro euro ne change rien, au bit près", "A lever at zero changes nothing, to the bit"),
        (near(0.0, 0.0),),
        "identity: digests of whole runs",
        _nothing_bought,
    ),
    Pattern(
        "V5",
        ("Plus cher ou plus loin n’attire jamais plus", "Dearer or farther never attracts more"),
        (
            near(0.0, 0.0, ("plus cher, poids en hausse", "dearer, weights that rise")),
            near(0.0, 0.0, ("plus loin, poids en hausse", "farther, weights that rise")),
            at_least(0.5, None, ("plus cher, en baisse", "dearer, that fall"), share=True),
            at_least(0.5, None, ("plus loin, en baisse", "farther, that fall"), share=True),
        ),
        "identity: every weight of every commune and mobility class",
        _monotone,
    ),
    Pattern(
        "V6",
        ("L’ordre des habitants ne change pas les taux", "The order of residents does not change rates"),
        (at_most(THREE_SIGMA, 0.0),),
        "the largest gap over domains, in standard errors",
        _permutation,
    ),
)
