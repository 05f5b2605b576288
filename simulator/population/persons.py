"""What each member of a household is: schooling, diploma, occupation, mobility; dealt out so that margins are met."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from simulator.draws import Stream, key_of, normals, uniform, uniforms
from simulator.elementary import normal_quantile
from simulator.parameters import ParameterSet
from simulator.population.assumptions import (
    EDUCATION_BANDS,
    MOBILITY_BANDS,
    RETIREMENT_BANDS,
    STUDENT_BANDS,
)
from simulator.population.fitting import deal, fit_table, quotas, scale_rows
from simulator.population.households import Catalogue
from simulator.population.margins import Margins

ADULT = 15
TABLE_ROUNDS = 100
_NONE, _RETIRED, _SELF_EMPLOYED, _INACTIVE = 0, 5, 6, 7
_DEALT = np.array([1, 2, 3, 4, _SELF_EMPLOYED, _INACTIVE], np.uint8)
"""Occupations in the order of the declared shares."""
_STUDY, _WORK, _RETIRE, _REDUCED, _CARLESS = range(1, 6)
"""Indices of the draws of a person; 0 is the person's own part of the household's likeness."""


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
    catalogue: Catalogue, chosen: np.ndarray, where: np.ndarray, territory, seed: int, likeness: float
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


def _deal(group: np.ndarray, shares: np.ndarray, rows: np.ndarray, score: np.ndarray) -> np.ndarray:
    """Classes for some people, by group, in whole numbers near the groups' shares; low scores get low classes.

    Args:
        group: int64 [N], group of everybody.
        shares: float64 [G, K], shares of the classes in each group; scaled in place.
        rows: int64 [m], the people concerned.
        score: float64 [m], their order.

    Returns:
        uint8 [N], the class of the people concerned, 0 for others.
    """
    totals = np.bincount(group[rows], minlength=shares.shape[0])
    scale_rows(shares, totals)
    order = rows[np.lexsort((score, group[rows]))]
    return deal(order, group, quotas(shares, totals))


def draw_students(people: People, settings: ParameterSet, seed: int) -> np.ndarray:
    """Who is at school or studies, bool [n]: by age and agglomeration, rather where diplomas are high."""
    band = _band(people.age, STUDENT_BANDS)
    rows = np.flatnonzero((band >= 0) & (band < len(settings.students)) & (people.age < STUDENT_BANDS[-1]))
    studying = np.tile(settings.students, people.agglomeration.max() + 1)
    group = people.agglomeration * len(settings.students) + band
    score = -people.rank[rows] - 1.5 * normals(seed, Stream.PERSON, rows, index=_STUDY)
    return (_deal(group, np.stack([studying, 1.0 - studying], axis=1), rows, score) == 0) & _among(rows, people)


def _among(rows: np.ndarray, people: People) -> np.ndarray:
    chosen = np.zeros(people.age.size, bool)
    chosen[rows] = True
    return chosen


def draw_education(people: People, students: np.ndarray, margins: Margins, settings: ParameterSet) -> np.ndarray:
    """Highest diploma of everybody, uint8 [n].

    People who have left school meet the cited margin of their agglomeration, by age and sex; students have the bac,
    from 21 a first higher diploma; children and pupils under 18 have the diploma of the household's reference person.
    """
    rows = np.flatnonzero((people.age >= ADULT) & ~students)
    bands = len(EDUCATION_BANDS)
    group = (people.agglomeration * bands + _band(people.age, EDUCATION_BANDS)) * 2 + people.sex
    fitted = _fit_education(group[rows], margins, settings)
    education = _deal(group, fitted, rows, people.rank[rows])
    education[students & (people.age >= 18)] = 2
    education[students & (people.age >= 21)] = 3
    origin = (people.age < ADULT) | (students & (people.age < 18))
    education[origin] = education[people.first[origin]]
    return education


def _fit_education(group: np.ndarray, margins: Margins, settings: ParameterSet) -> np.ndarray:
    """Expected people by (agglomeration, age band, sex) and diploma, float64 [A x 14, 4]: proportional fitting."""
    names = ("none", "cap", "bac", "sup")
    ages = np.array([getattr(settings, f"education_{name}") for name in names]).T
    shapes = np.stack([ages * np.array(settings.education_women), ages], axis=1).reshape(-1, len(names))
    agglomerations = margins.education.shape[0]
    totals = np.bincount(group, minlength=agglomerations * len(shapes)).reshape(agglomerations, -1)
    tables = [
        fit_table(shapes.copy(), totals[a], np.ascontiguousarray(margins.education[a]), TABLE_ROUNDS)
        for a in range(agglomerations)
    ]
    return np.concatenate(tables)


def draw_occupation(
    people: People, students: np.ndarray, education: np.ndarray, settings: ParameterSet, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Occupation and former occupation of everybody, uint8 [n] each; the same for those who are not retired."""
    rows = np.flatnonzero((people.age >= ADULT) & ~students)
    shares = occupation_shares(settings)
    group = (people.agglomeration * 4 + education) * 2 + people.sex
    classes = _deal(group, np.tile(shares, (people.agglomeration.max() + 1, 1)), rows, _noise(seed, rows, _WORK))
    former = np.full(people.age.size, _NONE, np.uint8)
    former[rows] = _DEALT[classes[rows]]
    occupation = np.where(_draw_retired(people, settings, seed), _RETIRED, former).astype(np.uint8)
    return occupation, former


def occupation_shares(settings: ParameterSet) -> np.ndarray:
    """Declared shares of the occupations by (education, sex), float64 [8, 6]."""
    names = ("none", "cap", "bac", "sup")
    return np.array([getattr(settings, f"occupation_{name}_{sex}") for name in names for sex in ("women", "men")])


def _draw_retired(people: People, settings: ParameterSet, seed: int) -> np.ndarray:
    """Who is retired, bool [n], by age and agglomeration."""
    band = _band(people.age, RETIREMENT_BANDS)
    rows = np.flatnonzero(band >= 0)
    retired = np.tile(settings.retired, people.agglomeration.max() + 1)
    group = people.agglomeration * len(settings.retired) + band
    shares = np.stack([retired, 1.0 - retired], axis=1)
    return (_deal(group, shares, rows, _noise(seed, rows, _RETIRE)) == 0) & _among(rows, people)


def draw_carless(
    people: People, margins: Margins, density: np.ndarray, settings: ParameterSet, seed: int
) -> np.ndarray:
    """Who lives in a household without a car, bool [n].

    Args:
        people: Everybody.
        margins: The margins; households with and without a car.
        density: float64 [C], residents per km2 of the communes.
        settings: Declared assumptions.
        seed: The population seed.
    """
    rows = np.flatnonzero(people.first == np.arange(people.first.size))
    ages = _band(people.age, (0, 25, 45, 65, 80))
    dense = _band(density, (0, 400, 1500))[people.commune]
    group = ((people.agglomeration * 5 + people.kind) * 5 + ages) * 3 + dense
    shapes = carless_shapes(settings)
    totals = np.bincount(group[rows], minlength=margins.car.shape[0] * len(shapes)).reshape(-1, len(shapes))
    tables = [
        fit_table(shapes.copy(), total, np.ascontiguousarray(share[::-1]), TABLE_ROUNDS)
        for total, share in zip(totals, margins.car, strict=True)
    ]
    score = people.rank[rows] + 1.5 * normals(seed, Stream.PERSON, rows, index=_CARLESS)
    without = (_deal(group, np.concatenate(tables), rows, score) == 0) & _among(rows, people)
    return without[people.first]


def carless_shapes(settings: ParameterSet) -> np.ndarray:
    """Odds of having no car and of having one, by (kind, age, density), float64 [75, 2]."""
    kinds = np.array(settings.carless_kinds)
    odds = (kinds / (1.0 - kinds))[:, None, None] * np.array(settings.carless_age)[:, None]
    odds = (odds * np.array(settings.carless_density)).reshape(-1)
    return np.stack([odds / (1.0 + odds), 1.0 / (1.0 + odds)], axis=1)


def draw_mobility(people: People, carless: np.ndarray, settings: ParameterSet, seed: int) -> np.ndarray:
    """Mobility class of everybody, uint8 [n]: reduced mobility comes before the lack of a car."""
    rows = np.arange(people.age.size)
    reduced = np.tile(settings.reduced_mobility, people.agglomeration.max() + 1)
    group = people.agglomeration * len(settings.reduced_mobility) + _band(people.age, MOBILITY_BANDS)
    shares = np.stack([reduced, 1.0 - reduced], axis=1)
    chosen = _deal(group, shares, rows, _noise(seed, rows, _REDUCED)) == 0
    return np.where(chosen, 2, carless).astype(np.uint8)
