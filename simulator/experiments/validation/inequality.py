"""P5, P13, P15, P16, P17: what separates those who go from those who do not."""

from __future__ import annotations

import numpy as np

from simulator.domains import CON, MUS, THE
from simulator.experiments.policy import Policy
from simulator.experiments.validation.pattern import Pattern, at_least, at_most, between, near, over, reported
from simulator.experiments.validation.world import Place, World, beyond, domain_bits, mean_over, year_bits
from simulator.model.policy_effects import shares_to_meet
from simulator.population.residents import EDUCATIONS, MOBILITY_CLASSES, OCCUPATIONS

INSTITUTIONAL = domain_bits(MUS, THE, CON)
QUINTILES = 5
LEAST_ENGAGED = 0.36
"""Share of England's population in the segments that go least (Creative People and Places)."""


def went(world: World, domains: int) -> np.ndarray:
    """How many of the years 2026 to 2030 each resident went in, over all replications, float64 [n]; a share."""
    return np.mean([(life.years[1:6] & domains) > 0 for life in world.lives], axis=(0, 1))


def access_quintiles(world: World, domain: int) -> np.ndarray:
    """Each resident's fifth by accessibility, 0 to 4, -1 for who has no car or is under 15; int64 [n].

    Among those who have a car, so that age and health, which go with other mobility classes, do not enter.
    """
    people, car = world.people, MOBILITY_CLASSES.index("car")
    chosen = np.flatnonzero(world.adult & (people.mobility == car))
    logsum = world.here.book.weights(world.situation).logsum[domain]
    access = logsum[people.commune[chosen].astype(np.int64) * len(MOBILITY_CLASSES) + car]
    order = np.argsort(access, kind="stable")
    reached = np.cumsum(people.weight[chosen][order]) / people.weight[chosen].sum()
    fifths = np.full(people.size, -1)
    fifths[chosen[order]] = np.minimum((reached * QUINTILES).astype(np.int64), QUINTILES - 1)
    return fifths


def _ranges(world: World, domain: int) -> tuple[float, list[float]]:
    """Gap between diplomas, and gap between the best and the worst fifth by accessibility within each diploma."""
    people, fifths, often = world.people, access_quintiles(world, domain), went(world, domain_bits(domain))

    def rate(rows: np.ndarray) -> float:
        return float(np.average(often[rows], weights=people.weight[rows])) if rows.any() else float("nan")

    diplomas = [(people.education == e) & (fifths >= 0) for e in range(len(EDUCATIONS))]
    gains = [rate(rows & (fifths == QUINTILES - 1)) - rate(rows & (fifths == 0)) for rows in diplomas]
    return rate(diplomas[-1]) - rate(diplomas[0]), gains


def _education_and_access(world: World) -> list[float]:
    found = []
    shares = np.bincount(world.people.education[world.adult], minlength=len(EDUCATIONS)) / world.adult.sum()
    for domain in (MUS, THE):
        education, gains = _ranges(world, domain)
        found += [over(education, (shares * gains).sum()), min(gains)]
    return found


def _least_engaged(world: World) -> float:
    """Share of contacts made in the third of residents who go least, over that third's share of residents.

    Residents are ranked by segment (diploma and occupation), as the survey ranks people by who they are.
    """
    people, budget = world.people, Policy("outreach", outreach=1e6)
    reach = world.parameters.contact_reach
    chances = world.study.intensities(budget).chances("outreach", 60, reach, shares_to_meet(people))
    chance = np.array(chances)[people.education]
    segment = people.education.astype(np.int64) * len(OCCUPATIONS) + people.former
    adult, weight = world.adult, people.weight * world.adult
    often = np.bincount(segment, weight * went(world, INSTITUTIONAL))
    size, met = np.bincount(segment, weight), np.bincount(segment, weight * chance)
    order = np.argsort(np.divide(often, size, out=np.full(size.size, 2.0), where=size > 0), kind="stable")
    before = np.cumsum(size[order]) - size[order]
    limit = LEAST_ENGAGED * weight[adult].sum()
    within = np.clip((limit - before) / np.maximum(size[order], 1), 0.0, 1.0)
    return over((met[order] * within).sum(), met.sum() * LEAST_ENGAGED)


def _odds(share: float) -> float:
    return over(share, 1.0 - share)


def _odds_ratio(world: World, bits: np.ndarray, practice: np.ndarray) -> float:
    goes, amateur = (bits & INSTITUTIONAL) > 0, practice > 0
    inside, outside = (world.by_persons(world.adult & group, goes) for group in (amateur, ~amateur))
    return over(_odds(inside), _odds(outside))


def _amateurs(world: World) -> list[float]:
    """Odds ratio of institutional outings, amateurs against others, and the part that practice itself causes."""
    neutral = beyond(world.parameters, practice_weight=(0.0,) * 6)
    observed, without = [], []
    for r, life in enumerate(world.lives):
        practice = world.study.start(r)["practice"]
        observed.append(np.log(_odds_ratio(world, life.years[1], practice)))
        with world.model(world.here, r, parameters=neutral) as model:
            model.run_to(12)
            without.append(np.log(_odds_ratio(world, year_bits(model), practice)))
    ratio = float(np.mean(observed))
    return [float(np.exp(ratio)), 1.0 - over(np.mean(without), ratio)]


def _persistence(world: World) -> list[float]:
    def again(r: int, went_before: bool) -> float:
        last, now = ((world.lives[r].years[y] & INSTITUTIONAL) > 0 for y in (0, 1))
        return world.by_persons(world.adult & (last == went_before), now)

    loyal, new = (mean_over(world, lambda r, w=went_before: again(r, w)) for went_before in (True, False))
    return [over(loyal, new), loyal, new]


def _nobody_to_go_with(world: World) -> list[float]:
    """Of those who would go if they knew of it, had company and paid nothing: who goes if one of these changes.

    Histories of 2026 under the same draws: as it is; with company; with awareness; with all.
    """
    free = world.elsewhere(price=np.zeros_like(world.territory.venues.price))
    together, informed = {"company_floor": 1.0}, {"forgetting": 0.0}
    company, awareness, wishing, adults = 0, 0, 0, 0
    for r, life in enumerate(world.lives):
        start = dict(world.study.start(r))
        knowing = start | {"awareness": np.ones_like(start["awareness"])}
        anything = _goers(world, free, r, knowing, together | informed)
        held_back = world.adult & ((life.years[1] & INSTITUTIONAL) == 0) & anything
        weight = world.people.weight * held_back
        company += int(weight[_goers(world, world.here, r, start, together)].sum())
        awareness += int(weight[_goers(world, world.here, r, knowing, informed)].sum())
        wishing += int(weight.sum())
        adults += int(world.people.weight[world.adult].sum())
    return [over(company, wishing), over(awareness, wishing), over(wishing, adults)]


def _goers(world: World, place: Place, replication: int, start: dict, changes: dict[str, float]) -> np.ndarray:
    """Who goes to a museum, a theatre or a concert in 2026 under changed parameters, bool [n]."""
    with world.model(place, replication, start=start, parameters=beyond(world.parameters, **changes)) as model:
        model.run_to(12)
        return (year_bits(model) & INSTITUTIONAL) > 0


INEQUALITY = (
    Pattern(
        "P5",
        ("Le diplôme compte plus que l’accès, et l’accès compte pour tous", "Diploma matters more than access"),
        (
            between(2.0, 6.0, None, ("musées, diplôme / accès", "museums, diploma / access")),
            at_least(0.0, None, ("musées, moindre gain d’accès", "museums, least access gain"), share=True),
            between(2.0, 6.0, None, ("théâtre, diplôme / accès", "theatre, diploma / access")),
            at_least(0.0, None, ("théâtre, moindre gain d’accès", "theatre, least access gain"), share=True),
        ),
        "DEPS 2023: territory ±5 points; DEPS 2018: 9 to 52 % by diploma; Brook 2016: access counts for all",
        _education_and_access,
    ),
    Pattern(
        "P13",
        ("Les rencontres touchent plus ceux qui sortent le moins", "Contacts reach those who go least"),
        (between(1.3, 1.45, 1.39),),
        "Creative People and Places, 2014-2017: 48 to 52 % of participants from segments that are 36 %",
        _least_engaged,
        note=(
            "Les poids par diplôme sont une donnée d’entrée, déduite de la même étude.",
            "The weights by diploma are an input, derived from the same study.",
        ),
    ),
    Pattern(
        "P15",
        ("Les amateurs sortent plus ; la pratique n’en cause qu’une part", "Amateurs go more; practice causes a part"),
        (
            between(1.5, 6.0, None, ("rapport des chances", "odds ratio")),
            at_most(0.5, None, ("part causée", "part caused"), share=True),
        ),
        "NEA #54: an association; the causal part of one half at most is an assumption",
        _amateurs,
    ),
    Pattern(
        "P16",
        ("Qui est sorti ressort : l’an passé et cette année", "Who went goes again: last year and this year"),
        (
            at_least(2.0, 0.64 / 0.13, ("rapport", "ratio")),
            reported(("sortis l’an passé", "went last year"), 0.64, share=True),
            reported(("pas sortis l’an passé", "did not go last year"), 0.13, share=True),
        ),
        "no French figure found; .64 against .13 in a prototype; a ratio of 2 at least is an assumption",
        _persistence,
    ),
    Pattern(
        "P17",
        ("Personne avec qui sortir, parmi ceux que cela tente", "Nobody to go with, among the interested"),
        (
            near(0.22, 0.08, ("iraient avec compagnie", "would go with company"), share=True),
            reported(("iraient s’ils connaissaient tout", "would go if they knew of everything"), share=True),
            reported(("adultes tentés qui ne sortent pas", "interested adults who do not go"), 0.133, share=True),
        ),
        "NEA #59, When Going Gets Tough (2012): 22 % of interested non-attendees, who are 13.3 % of adults",
        _nobody_to_go_with,
        note=(
            "Sont dits tentés ceux qui sortiraient s’ils connaissaient tout, ne payaient rien et avaient compagnie. "
            "L’enquête laisse nommer plusieurs freins ; ici, seule la compagnie change. Le plancher supposé de S7 "
            "(0,6) borne ce qu’elle ajoute : qui n’a personne sort au mieux 1,67 fois plus, et la plupart manquent "
            "d’abord de savoir.",
            "Interested: who would go if they knew of everything, paid nothing and had company. The survey lets people "
            "name several reasons; here company alone changes. The assumed floor of S7 (0.6) bounds what it adds: who "
            "has nobody goes 1.67 times as much at best, and most lack knowing first.",
        ),
    ),
)
