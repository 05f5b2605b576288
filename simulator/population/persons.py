"""What each member of a household is: schooling, diploma, occupation, mobility; dealt out so that margins are met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.compiled import njit
from simulator.draws import Stream, key_of, normals, uniform, uniforms
from simulator.elementary import normal_quantile
from simulator.parameters import ParameterSet
from simulator.population.assumptions import EDUCATION_BANDS, MOBILITY_BANDS, STUDENT_BANDS
from simulator.population.fitting import deal, fit_table, quotas, scale_rows
from simulator.population.households import KINDS, Catalogue
from simulator.population.margins import Margins

if TYPE_CHECKING:
    from simulator.territory.territory import Territory

ADULT = 15
TABLE_ROUNDS = 100
CAR_BANDS = (0, 25, 45, 65, 80)
DENSITY_BANDS = (0, 400, 1500)
_STUDY, _REDUCED, _CARLESS = 1, 4, 5
"""Indices of the draws of a person; 0 is the person's own part of the household's likeness, 2 and 3 are for work."""


@dataclass
class People:
    """Everybody, household by household, before rows are put in their final order.

    Attributes:
        commune: int64 [n].
        agglomeration: int64 [n].
        household: int64 [n], number of the household.
        first: int64 [n], row of the household's reference person.
        kind: uint8 [n], kind of household.
        age: int64 [n], years.
        sex: int64 [n], 0 women, 1 men.
        rank: float64 [n], place in the scale of diplomas, normal, alike within a household.
    """

    commune: np.ndarray
    agglomeration: np.ndarray
    household: np.ndarray
    first: np.ndarray
    kind: np.ndarray
    age: np.ndarray
    sex: np.ndarray
    rank: np.ndarray


def expand(
    catalogue: Catalogue, chosen: np.ndarray, where: np.ndarray, territory: Territory, seed: int, likeness: float
) -> People:
    """The members of the chosen households, one row each, households one after the other."""
    size = catalogue.size[chosen].astype(np.int64)
    starts = np.cumsum(size) - size
    household = np.repeat(np.arange(chosen.size), size)
    member = np.arange(household.size) - starts[household]
    source = chosen[household]
    commune = where[household].astype(np.int64)
    rank = np.empty(household.size)
    _rank(key_of(seed, Stream.PERSON), household, chosen.size, likeness, rank)
    return People(
        commune=commune,
        agglomeration=np.asarray(territory.communes.agglomeration, np.int64)[commune],
        household=household,
        first=starts[household],
        kind=catalogue.kind[source],
        age=catalogue.ages[source, member].astype(np.int64),
        sex=catalogue.sexes[source, member].astype(np.int64),
        rank=rank,
    )


@njit(cache=True, nogil=True)
def _rank(key, household, households, likeness, out):
    """Normal deviates that share `likeness` of their variance within a household (month 1 holds the shared part)."""
    shared, own = np.sqrt(likeness), np.sqrt(1.0 - likeness)
    common = np.empty(households)
    for h in range(households):
        common[h] = normal_quantile(uniform(key, h, 0, 1, 0))
    for i in range(out.size):
        out[i] = shared * common[household[i]] + own * normal_quantile(uniform(key, i, 0, 0, 0))


def _noise(seed: int, rows: np.ndarray, index: int) -> np.ndarray:
    return uniforms(seed, Stream.PERSON, rows, index=index)


def _band(values: np.ndarray, edges: tuple[int, ...]) -> np.ndarray:
    """Band of each value: -1 below the first edge."""
    return np.searchsorted(np.array(edges), values, "right") - 1


def _totals(group: np.ndarray, aims: np.ndarray, shapes: np.ndarray) -> np.ndarray:
    """People of each agglomeration in each of its groups, int64 [A, G]."""
    return np.bincount(group, minlength=len(aims) * len(shapes)).reshape(len(aims), len(shapes))


def fit_groups(shapes: np.ndarray, totals: np.ndarray, aims: np.ndarray) -> np.ndarray:
    """Proportional fitting in every agglomeration.

    Args:
        shapes: float64 [G, K], shares of the classes in each group before fitting.
        totals: int64 [A, G], people.
        aims: float64 [A, K], shares aimed at.

    Returns:
        float64 [A x G, K], expected people, agglomeration by agglomeration.
    """
    tables = [fit_table(shapes.copy(), totals[a], aims[a].copy(), TABLE_ROUNDS) for a in range(len(aims))]
    return np.concatenate(tables)


def deal_shares(group: np.ndarray, shares: np.ndarray, rows: np.ndarray, score: np.ndarray) -> np.ndarray:
    """Classes for some people, by group, in whole numbers near the groups' shares; low scores get low classes.

    Args:
        group: int64 [N], group of everybody; read for the people concerned only.
        shares: float64 [G, K], shares of the classes in each group; scaled in place.
        rows: int64 [m], the people concerned.
        score: float64 [m], their order.

    Returns:
        uint8 [N], the class of the people concerned, 255 for others.
    """
    totals = np.bincount(group[rows], minlength=shares.shape[0])
    scale_rows(shares, totals)
    order = rows[np.lexsort((score, group[rows]))]
    return deal(order, group, quotas(shares, totals))


def draw_students(people: People, settings: ParameterSet, seed: int) -> np.ndarray:
    """Who is at school or studies, bool [n]: by age and agglomeration, rather where diplomas are high."""
    rows = np.flatnonzero((people.age >= STUDENT_BANDS[0]) & (people.age < STUDENT_BANDS[-1]))
    group = people.agglomeration * len(settings.students) + _band(people.age, STUDENT_BANDS)
    shares = np.array([[share, 1.0 - share] for share in settings.students])
    shares = np.tile(shares, (people.agglomeration.max() + 1, 1))
    score = -people.rank[rows] - 1.5 * normals(seed, Stream.PERSON, rows, index=_STUDY)
    return deal_shares(group, shares, rows, score) == 0


def draw_education(people: People, students: np.ndarray, margins: Margins, settings: ParameterSet) -> np.ndarray:
    """Highest diploma of everybody, uint8 [n].

    People who have left school meet the cited margin of their agglomeration, by age and sex; students have the bac,
    from 21 a first higher diploma; children and pupils under 18 have the diploma of the household's reference person.
    """
    rows = np.flatnonzero((people.age >= ADULT) & ~students)
    bands = len(EDUCATION_BANDS)
    group = (people.agglomeration * bands + _band(people.age, EDUCATION_BANDS)) * 2 + people.sex
    shapes = _education_shapes(settings)
    fitted = fit_groups(shapes, _totals(group[rows], margins.education, shapes), margins.education)
    education = deal_shares(group, fitted, rows, people.rank[rows])
    education[students & (people.age >= 18)] = 2
    education[students & (people.age >= 21)] = 3
    origin = (people.age < ADULT) | (students & (people.age < 18))
    education[origin] = education[people.first[origin]]
    return education


def _education_shapes(settings: ParameterSet) -> np.ndarray:
    """Shares of the diplomas by (age band, sex) before fitting, float64 [14, 4]."""
    names = ("none", "cap", "bac", "sup")
    ages = np.array([getattr(settings, f"education_{name}") for name in names]).T
    return np.stack([ages * np.array(settings.education_women), ages], axis=1).reshape(-1, len(names))


def draw_mobility(people: People, carless: np.ndarray, margins: Margins, settings: ParameterSet, seed: int):
    """Mobility class of everybody, uint8 [n]: reduced mobility comes before the lack of a car."""
    rows = np.arange(people.age.size)
    group = people.agglomeration * len(MOBILITY_BANDS) + _band(people.age, MOBILITY_BANDS)
    shapes = np.array([[share, 1.0 - share] for share in settings.reduced_mobility])
    aims = np.array([[share, 1.0 - share] for share in margins.reduced])
    fitted = fit_groups(shapes, _totals(group, aims, shapes), aims)
    reduced = deal_shares(group, fitted, rows, _noise(seed, rows, _REDUCED)) == 0
    return np.where(reduced, 2, carless).astype(np.uint8)


def draw_carless(
    people: People, margins: Margins, density: np.ndarray, settings: ParameterSet, seed: int
) -> np.ndarray:
    """Who lives in a household without a car, bool [n]: rather alone, old, with few diplomas, in a dense commune.

    Args:
        people: Everybody.
        margins: The margins; residents with and without a car.
        density: float64 [C], residents per km2 of the communes.
        settings: Declared assumptions.
        seed: The population seed.
    """
    rows = np.flatnonzero(people.first == np.arange(people.first.size))
    ages = _band(people.age[people.first], CAR_BANDS)
    dense = _band(density, DENSITY_BANDS)[people.commune]
    group = ((people.agglomeration * KINDS + people.kind) * len(CAR_BANDS) + ages) * len(DENSITY_BANDS) + dense
    shapes = _carless_shapes(settings)
    aims = margins.car[:, ::-1]
    fitted = fit_groups(shapes, _totals(group, aims, shapes), aims)
    score = people.rank[rows] + 1.5 * normals(seed, Stream.PERSON, rows, index=_CARLESS)
    return (deal_shares(group, fitted, rows, score) == 0)[people.first]


def _carless_shapes(settings: ParameterSet) -> np.ndarray:
    """Shares without and with a car by (kind, age, density), float64 [75, 2]."""
    kinds = np.array(settings.carless_kinds)
    odds = (kinds / (1.0 - kinds))[:, None, None] * np.array(settings.carless_age)[:, None]
    odds = (odds * np.array(settings.carless_density)).reshape(-1)
    return np.stack([odds / (1.0 + odds), 1.0 / (1.0 + odds)], axis=1)
