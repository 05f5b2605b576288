"""P6, P6b, P6c, P19: a museum made free, its fee given back, every museum free, better transport."""

from __future__ import annotations

import numpy as np

from simulator.calendar import FIRST_YEAR, january
from simulator.domains import DOMAINS, MUS
from simulator.experiments.policy import Policy
from simulator.experiments.results import SHARES
from simulator.experiments.validation.pattern import (
    NothingToMeasureError,
    Pattern,
    at_least,
    between,
    near,
    over,
    reported,
)
from simulator.experiments.validation.world import Place, World, visits_to
from simulator.model.levers import LEVERS

MOST_MUSEUMS = 8
"""Museums made free one at a time: those that residents visit most."""
HALF_YEAR = 6
NO_MUSEUM = NothingToMeasureError("Aucun musée payant dans ce territoire.", "No museum that charges in this territory.")


def paying_museums(world: World) -> np.ndarray:
    """Rows of the museums of the territory that charge, the most visited by residents first."""
    venues = world.territory.venues
    here = venues.place < len(world.territory.communes.code)
    chosen = np.flatnonzero(np.array([kind == "musee" for kind in venues.kind]) & here & (venues.price > 0.0))
    visits = sum(life.run.record.venue_visits[1] for life in world.lives)
    visited = chosen[visits[chosen] > 0]
    return visited[np.argsort(-visits[visited], kind="stable")][:MOST_MUSEUMS]


def made_free(world: World, venues: np.ndarray) -> Place:
    """The territory with some venues free."""
    price = world.territory.venues.price.copy()
    price[venues] = 0.0
    return world.elsewhere(price=price)


def _growth_of_one(world: World, museum: int) -> float:
    """Change in a museum's own visits in the six months after it went free, all replications together."""
    free, after, before = made_free(world, np.array([museum])), 0, 0
    for r in world.replications:
        after += _half_year(world, free, r)[museum]
        before += _half_year(world, world.here, r)[museum]
    return over(after, before) - 1.0


def _half_year(world: World, place: Place, replication: int) -> np.ndarray:
    with world.model(place, replication) as model:
        model.run_to(HALF_YEAR)
        return visits_to(model, FIRST_YEAR)


def _one_free(world: World) -> list[float]:
    museums = paying_museums(world)
    if not museums.size:
        raise NO_MUSEUM
    growths = [_growth_of_one(world, museum) for museum in museums.tolist()]
    return [float(np.mean(growths)), min(growths), max(growths)]


def _loss_of_one(world: World, museum: int) -> float:
    """Change in a museum's own visits in the year after a fee came back, two years after it was dropped."""
    free, last, first = made_free(world, np.array([museum])), 0, 0
    for r in world.replications:
        with world.model(free, r) as model:
            model.run_to(january(2028))
            last += visits_to(model, 2027)[museum]
            state = model.save()
        with world.model(world.here, r, start=state) as model:
            model.run_to(january(2029))
            first += visits_to(model, 2028)[museum]
    return over(first, last) - 1.0


def _fee_back(world: World) -> float:
    museums = paying_museums(world)
    if not museums.size:
        raise NO_MUSEUM
    return float(np.mean([_loss_of_one(world, museum) for museum in museums.tolist()]))


def _visits_and_visitors(world: World) -> list[float]:
    """Growth of visits over growth of visitors in the year in which every museum goes free."""
    venues = world.territory.venues
    paying = np.flatnonzero(venues.domains[:, MUS] & (venues.price > 0.0))
    if not paying.size:
        raise NO_MUSEUM
    free, sums = made_free(world, paying), np.zeros((2, 2))
    for r, life in enumerate(world.lives):
        with world.model(free, r) as model:
            model.run_to(12)
            record = model.record
        for k, found in enumerate((record, life.run.record)):
            sums[k] += found.visits[1, :, MUS].sum(), found.by_commune[1][:, SHARES[DOMAINS[MUS]]].sum()
    visits, visitors = (over(*column) - 1.0 for column in sums.T.tolist())
    return [over(visits, visitors), visits, visitors]


def _transport(world: World) -> list[float]:
    """Museum participation with the best public transport, against none new: in the first and the fifth year."""
    lever = LEVERS["transport"]
    most = Policy("transport", transport={FIRST_YEAR: lever.budget.bounds[1]})
    gains = []
    for r, life in enumerate(world.lives):
        gains.append(world.study.run(most, r).share("MUS")[:, 0] - life.run.share("MUS")[:, 0])
    mean = np.mean(gains, axis=0)
    return [float(mean[5]), float(mean[1])]


PRICES = (
    Pattern(
        "P6",
        ("Un musée devient gratuit : ses visites en six mois", "One museum goes free: its own visits in six months"),
        (
            between(0.25, 0.75, 0.52, ("moyenne", "mean"), share=True),
            reported(("la plus faible", "the least"), 0.21, share=True),
            reported(("la plus forte", "the most"), 1.38, share=True),
        ),
        "Banque des territoires, expérimentation de 2008 dans 14 musées: +52 % (+21 à +138 %)",
        _one_free,
        held_out=True,
        note=(
            "Le poids du prix et de la gratuité sont déduits de la même moyenne : la diversion ne l’est pas.",
            "The weights of price and of free entry are derived from the same mean; diversion is not.",
        ),
    ),
    Pattern(
        "P6b",
        ("Le billet revient après deux ans de gratuité", "The fee comes back after two free years"),
        (between(-0.40, -0.19, None, share=True),),
        "Sweden 2007: −40 % (metro.se), −19 % (The Local)",
        _fee_back,
        held_out=True,
    ),
    Pattern(
        "P6c",
        ("Tous gratuits : les visites croissent plus que les visiteurs", "All free: visits grow more than visitors"),
        (
            at_least(1.2, 63 / 28, ("rapport des hausses", "ratio of rises")),
            reported(("visites", "visits"), 0.63, share=True),
            reported(("visiteurs", "visitors"), 0.28, share=True),
        ),
        "MORI 2002 (The Independent): visits +63 %, visitors +28 %",
        _visits_and_visitors,
        held_out=True,
    ),
    Pattern(
        "P19",
        ("De meilleurs transports changent peu les musées", "Better transport changes museums little"),
        (
            near(0.0, 0.01, ("cinquième année", "fifth year"), share=True),
            reported(("première année", "first year"), share=True),
        ),
        "an upper bound of 1 point is an assumption; public transport is free already in most of the basin",
        _transport,
        note=(
            "Le levier au plus haut, dès 2026 ; l’usage des bus n’est pas mesuré par le modèle.",
            "The lever at its highest from 2026 on; the model does not measure the use of buses.",
        ),
    ),
)
