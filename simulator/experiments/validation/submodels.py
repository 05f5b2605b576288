"""P10, P14, P18: school, vouchers, digital practice; and P11, whose measure has a file of its own."""

from __future__ import annotations

import numpy as np

from simulator.domains import MUS
from simulator.experiments.measures import MEASURES
from simulator.experiments.validation.childhood import MEMORY
from simulator.experiments.validation.levels import share
from simulator.experiments.validation.pattern import (
    NothingToMeasureError,
    Pattern,
    at_least,
    between,
    near,
    over,
    reported,
)
from simulator.experiments.validation.world import World, beyond, domain_bits
from simulator.model.kernels.layout import SCHOOL_MONTH
from simulator.model.schooling import LAST_SCHOOL_AGE, LEVELS
from simulator.model.state import FIRST_GOING_AGE
from simulator.population.residents import EDUCATIONS

COLLEGE = range(LEVELS[1], LEVELS[2])
"""Ages of one school level: coverage differs from level to level, and origins are not of the same ages."""
PUPILS = range(FIRST_GOING_AGE, LAST_SCHOOL_AGE + 1)


def absent(fr: str, en: str) -> NothingToMeasureError:
    """The reason why a pattern has no value."""
    return NothingToMeasureError(f"Pas encore dans le modèle : {fr}.", f"Not in the model yet: {en}.")


def measured(name: str) -> bool:
    """Whether runs tell this share of residents."""
    return name in MEASURES


def _school(world: World) -> list[float]:
    """Highest over lowest diploma of origin, among pupils: reached at school; practising, and in museums, out of it."""
    reached, practising, visiting = [], [], []
    for r in world.replications:
        taught = _after_june(world, r, world.parameters)
        untaught = _after_june(world, r, beyond(world.parameters, school_coverage=(0.0,) * 3))
        reached.append(_by_origin(world, taught != untaught, COLLEGE))
        start = world.study.start(r)
        practising.append(_by_origin(world, start["practice"] > 0, PUPILS))
        visiting.append(_by_origin(world, (start["past"] & domain_bits(MUS)).any(axis=0), PUPILS))
    told = (np.mean(rates, axis=0) for rates in (reached, practising, visiting))
    return [over(rates[-1], rates[0]) for rates in told]


def _after_june(world: World, replication: int, parameters) -> np.ndarray:
    """Symbolic distances when June 2026 ends, float32 [n]: an action at school shows in them."""
    with world.model(world.here, replication, parameters=parameters) as model:
        model.run_to(SCHOOL_MONTH + 1)
        model.learn_now()
        return model.columns.symbolic.copy()


def _by_origin(world: World, chosen: np.ndarray, ages: range) -> list[float]:
    """Share of pupils of some ages who are chosen, by diploma of origin."""
    education, pupil = world.people.education, np.isin(world.people.age, ages)
    return [world.by_persons(pupil & (education == e), chosen) for e in range(len(EDUCATIONS))]


def _voucher(world: World) -> list[float]:
    raise NothingToMeasureError(
        "Pas dans le modèle, et sans mécanisme dans sa spécification : le recours à un chèque est une inscription, non "
        "une sortie ; on y achète surtout des livres, qu’aucun domaine ne compte ; personne n’a ici de bourse.",
        "Not in the model, and without a mechanism in its specification: taking up a voucher is a registration, no "
        "outing; it buys mostly books, which no domain counts; nobody has a purse here.",
    )


def _digital(world: World) -> list[float]:
    """Share of adults who practise online, and share of these who also went out somewhere in the year."""
    if not measured("digital"):
        raise absent("la pratique numérique", "digital practice")
    visitors = []
    for r, life in enumerate(world.lives):
        online = world.study.start(r)["digital"] > 0
        visitors.append(world.by_persons(world.adult & online, life.years[0] > 0))
    return [share(world, "digital"), float(np.mean(visitors))]


SUBMODELS = (
    Pattern(
        "P10",
        ("À l’école, pas d’écart selon le milieu ; hors d’elle, un écart", "No gradient at school, one outside it"),
        (
            near(1.0, 0.1, ("à l’école (collège)", "at school (collège)")),
            at_least(1.2, None, ("hors de l’école", "out of school")),
            reported(("musées, hors de l’école", "museums, out of school")),
        ),
        "Mak & Fancourt 2021: no gradient in school, a strong one out of it; the bounds are assumptions",
        _school,
        note=(
            "À l’école, l’absence d’écart est construite : la couverture ne dépend que de l’âge. Hors d’elle, on juge "
            "la pratique amateur : dans S13, seule la distance symbolique y porte le milieu, et c’est trop peu ; les "
            "visites de musée des mêmes élèves ont, elles, un écart.",
            "No gradient at school by construction: coverage depends on age alone. Out of it, amateur practice is "
            "judged: in S13 symbolic distance alone carries origin, and that is too little; the same pupils’ visits to "
            "museums do have a gradient.",
        ),
    ),
    MEMORY,
    Pattern(
        "P14",
        ("Chèque culture : recours, et part du spectacle vivant", "Voucher: take-up, and share of live shows"),
        (
            near(0.84, 0.05, ("recours", "take-up"), share=True),
            near(0.07, 0.05, ("spectacle vivant", "live shows"), share=True),
        ),
        "pass Culture, Cour des comptes 2024: 84 % (68 % among workers’ children), 7 % a live show",
        _voucher,
    ),
    Pattern(
        "P18",
        ("Pratique numérique : rare, et surtout de visiteurs", "Digital practice: rare, mostly by visitors"),
        (
            between(0.09, 0.16, None, ("part des adultes", "share of adults"), share=True),
            at_least(0.5, None, ("dont visiteurs", "of whom visitors"), share=True),
        ),
        "Jonchery & Lombardo 2020 (9 to 12 %), Crédoc 2012 (16 %); 79 % against 31 % by diploma",
        _digital,
    ),
)
