"""Whole households: a catalogue of possible ones, weighed to meet the margins, then chosen commune by commune."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulator.compiled import njit
from simulator.draws import Stream, key_of, uniform, unit, words
from simulator.elementary import normal_quantile
from simulator.parameters import ParameterSet
from simulator.population.assumptions import ADULT_BANDS
from simulator.population.fitting import alias_table, fit_weights
from simulator.population.margins import AGE_BANDS, LARGEST, Margins

if TYPE_CHECKING:
    from simulator.territory.territory import Territory

CATALOGUE = 8192
FITTING_ROUNDS = 400
CANDIDATES = 8
FINE_BANDS = 20
"""Five-year age bands that the choice keeps in balance besides kinds and sexes; the last is open."""

SINGLE, COUPLE, FAMILY, LONE_PARENT, OTHER = range(5)
KINDS = 5
_WOMEN = FINE_BANDS + KINDS
_TRACKED = _WOMEN + 3


_MEMBERS = [(3, 4 * child + part) for child in range(4) for part in range(3)]
_MEMBERS += [(4, 4 * person + part) for person in range(2) for part in range(3)]
_DRAWS = ((0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 0), *_MEMBERS)
"""Month and index of a household's draws: reference person's band, age, sex; partner's age, sex; number of others;
then for each of four children and of two other adults: two for the age, one for the sex."""


class Catalogue(NamedTuple):
    """Possible households, sorted by kind.

    Attributes:
        kind: uint8 [M], index in HOUSEHOLD_KINDS.
        size: uint8 [M], persons.
        ages: uint8 [M, 6], years; the reference person first.
        sexes: uint8 [M, 6], 0 women, 1 men.
    """

    kind: np.ndarray
    size: np.ndarray
    ages: np.ndarray
    sexes: np.ndarray


class Shapes(NamedTuple):
    """Prior shapes from which the catalogue is drawn; see `simulator.population.assumptions`."""

    bands: np.ndarray
    ages: np.ndarray
    children: np.ndarray
    women_alone: np.ndarray
    lone_mothers: float
    same_sex: float


def draw_catalogue(settings: ParameterSet, seed: int) -> Catalogue:
    """Draw the possible households of a population seed."""
    kind = np.repeat(np.arange(KINDS), _kind_counts(settings.prior_kinds)).astype(np.uint8)
    catalogue = Catalogue(
        kind,
        np.zeros(CATALOGUE, np.uint8),
        np.zeros((CATALOGUE, LARGEST), np.uint8),
        np.zeros((CATALOGUE, LARGEST), np.uint8),
    )
    names = ("single", "couple", "family", "lone_parent", "other")
    shapes = Shapes(
        bands=np.array(ADULT_BANDS, np.int64),
        ages=np.array([getattr(settings, f"prior_ages_{name}") for name in names]),
        children=np.array(settings.prior_children),
        women_alone=np.array(settings.women_alone),
        lone_mothers=settings.lone_mothers,
        same_sex=settings.same_sex_couples,
    )
    drawn = np.empty((CATALOGUE, len(_DRAWS)))
    _uniforms(key_of(seed, Stream.HOUSEHOLD), np.array(_DRAWS), drawn)
    _draw(drawn, shapes, catalogue)
    return catalogue


def _kind_counts(shares: tuple[float, ...]) -> list[int]:
    """Households of each kind in the catalogue; the last kind takes what rounding leaves."""
    counts = [max(1, int(share * CATALOGUE)) for share in shares[:-1]]
    return [*counts, CATALOGUE - sum(counts)]


@njit(inner=True, cache=True, nogil=True)
def _pick(shares, u):
    """Index in `shares` at the cumulative share `u`."""
    total = 0.0
    for k in range(shares.size - 1):
        total += shares[k]
        if u < total:
            return k
    return shares.size - 1


@njit(cache=True, nogil=True)
def _uniforms(key, draws, out):
    """The draws (month and index, int64 [D, 2]) of every household, to `out` (float64 [M, D])."""
    for i in range(out.shape[0]):
        for d in range(out.shape[1]):
            out[i, d] = uniform(key, i, 0, draws[d, 0], draws[d, 1])


@njit(inner=True, cache=True, nogil=True)
def _women_share(shapes, kind, band):
    """Share of women among the reference persons of a kind of household."""
    if kind == 0:
        return shapes.women_alone[band]
    return shapes.lone_mothers if kind == 3 else 0.5


@njit(inner=True, cache=True, nogil=True)
def _child_age(parent, stays, u):
    """Age of a child at home: the parent was 18 to 43, most leave by 25."""
    low = max(0, parent - 43)
    high = parent - 18 if stays < 0.08 else min(24, parent - 18)
    if high < low:
        high = parent - 22
    return low + np.int64(u * (high - low + 1))


@njit(inner=True, cache=True, nogil=True)
def _other_age(age, spread, u):
    """Age of another adult of the household: of the same generation, or a parent's or grown child's."""
    shift = 0
    if u >= 0.5:
        shift = 27 if age < 45 else -27
    return min(max(age + shift + np.int64(np.floor(5.0 * normal_quantile(spread))), 18), 99)


@njit(cache=True, nogil=True)
def _draw(drawn, shapes, catalogue):
    """The members of every household of the catalogue, whose kinds are set, from its draws (see _DRAWS)."""
    for i in range(catalogue.kind.size):
        kind, u = catalogue.kind[i], drawn[i]
        ages, sexes = catalogue.ages[i], catalogue.sexes[i]
        band = _pick(shapes.ages[kind], u[0])
        low, high = shapes.bands[band], shapes.bands[band + 1]
        within = u[1] * u[1] if band == shapes.bands.size - 2 else u[1]
        age = low + np.int64(within * (high - low))
        sex = 0 if u[2] < _women_share(shapes, kind, band) else 1
        ages[0], sexes[0] = age, sex
        size, parent = 1, age
        if kind == 1 or kind == 2:
            gap = (2.0 if sex == 0 else -2.0) + 3.5 * normal_quantile(u[3])
            ages[1] = min(max(age + np.int64(np.floor(gap + 0.5)), 18), 99)
            sexes[1] = sex if u[4] < shapes.same_sex else 1 - sex
            size, parent = 2, (np.int64(ages[1]) if sex == 1 else age)
        children = 1 + _pick(shapes.children, u[5]) if kind == 2 or kind == 3 else 0
        for child in range(children):
            ages[size] = _child_age(parent, u[6 + 3 * child], u[7 + 3 * child])
            sexes[size] = 0 if u[8 + 3 * child] < 0.488 else 1
            size += 1
        others = (1 if u[5] < 0.7 else 2) if kind == 4 else 0
        for person in range(others):
            ages[size] = _other_age(age, u[18 + 3 * person], u[19 + 3 * person])
            sexes[size] = 0 if u[20 + 3 * person] < 0.5 else 1
            size += 1
        catalogue.size[i] = size


def weigh(catalogue: Catalogue, margins: Margins) -> np.ndarray:
    """Weights of the catalogue's households, float64 [A, M], meeting each agglomeration's margins."""
    lists = _lists(_counts(catalogue))
    out = np.ones((margins.size.size, CATALOGUE))
    for a, size in enumerate(margins.size):
        targets = np.concatenate([margins.household[a], margins.age[a] * size, margins.sex_by_age[a] * size])
        fit_weights(lists, targets, out[a], FITTING_ROUNDS)
    return out


def _counts(catalogue: Catalogue) -> np.ndarray:
    """What each household counts for in the margins: kinds, ages, sexes by age; uint8 [16, M]."""
    kind = catalogue.kind
    present = np.arange(LARGEST) < catalogue.size[:, None]
    couples = (kind == COUPLE) | (kind == FAMILY)
    band = np.searchsorted(AGE_BANDS, catalogue.ages, "right") - 1
    rows = [kind == SINGLE, couples, kind == LONE_PARENT, kind == OTHER]
    rows += [(present & (band == k)).sum(axis=1) for k in range(len(AGE_BANDS))]
    old = np.maximum(band - 3, 0)
    pairs = [(stage, sex) for stage in range(3) for sex in range(2)]
    rows += [(present & (old == stage) & (catalogue.sexes == sex)).sum(axis=1) for stage, sex in pairs]
    return np.array(rows, np.uint8)


def _lists(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Counts as lists: where each category begins (int64 [K + 1]), households, their counts (int64)."""
    category, household = np.nonzero(counts)
    starts = np.searchsorted(category, np.arange(len(counts) + 1))
    return starts, household, counts[category, household].astype(np.int64)


@njit(cache=True, nogil=True)
def track(catalogue):
    """What the choice keeps in balance: five-year ages, kinds, women by age group, uint8 [M, 28]."""
    out = np.zeros((catalogue.kind.size, _TRACKED), np.uint8)
    for m in range(catalogue.kind.size):
        for person in range(catalogue.size[m]):
            out[m, min(catalogue.ages[m, person] // 5, FINE_BANDS - 1)] += 1
            stage = (1 if catalogue.ages[m, person] >= 65 else 0) + (1 if catalogue.ages[m, person] >= 80 else 0)
            out[m, _WOMEN + stage] += 1 - catalogue.sexes[m, person]
        out[m, FINE_BANDS + catalogue.kind[m]] += 1
    return out


@njit(cache=True, nogil=True)
def per_person(tracked, size, weights):
    """Expected count per person of each tracked category, float64 [28]."""
    out = np.zeros(tracked.shape[1])
    persons = 0.0
    for m in range(size.size):
        persons += weights[m] * size[m]
        for k in range(out.size):
            out[k] += weights[m] * tracked[m, k]
    for k in range(out.size):
        out[k] = max(out[k] / persons, 1e-6)
    return out


@njit(inner=True, cache=True, nogil=True)
def _imbalance(gap, household, size, expected):
    """How far from balance the agglomeration would be with this household too."""
    total = 0.0
    for k in range(gap.size):
        left = gap[k] + household[k] - size * expected[k]
        total += left * left / expected[k]
    return total


@njit(inner=True, cache=True, nogil=True)
def _best(key, commune, number, room, weighed):
    """The household that fits the room left and balances best among a few drawn by weight; -1 if none fits."""
    accept, alias, size, tracked, expected, gap = weighed
    best, least = -1, 0.0
    for j in range(CANDIDATES):
        w = words(key, commune, number, 0, j)
        m = np.int64(unit(w[0]) * size.size)
        if unit(w[1]) >= accept[m]:
            m = np.int64(alias[m])
        if size[m] <= room:
            imbalance = _imbalance(gap, tracked[m], size[m], expected)
            if best < 0 or imbalance < least:
                best, least = m, imbalance
    return best


@njit(cache=True, nogil=True)
def choose(key, communes, rooms, singles, weighed):
    """Fill the communes of one agglomeration with whole households.

    Args:
        key: Key of the placement stream.
        communes: int64 [c], communes in the order in which they are filled.
        rooms: int64 [c], rows to fill in each.
        singles: Number of one-person households, which come first in the catalogue.
        weighed: Acceptance, alias, sizes, tracked counts, expected counts per person, and the balance so far.

    Returns:
        The households' places in the catalogue and their communes, int32 [h] each.
    """
    size, tracked, expected, gap = weighed[2], weighed[3], weighed[4], weighed[5]
    chosen = np.empty(rooms.sum(), np.int32)
    where = np.empty(chosen.size, np.int32)
    filled = 0
    for c in range(communes.size):
        room, number = rooms[c], np.int64(0)
        while room > 0:
            m = _best(key, communes[c], number, room, weighed)
            if m < 0:
                m = np.int64(uniform(key, communes[c], number, 0, CANDIDATES) * singles)
            for k in range(gap.size):
                gap[k] += tracked[m, k] - size[m] * expected[k]
            chosen[filled], where[filled] = m, communes[c]
            filled, number, room = filled + 1, number + 1, room - size[m]
    return chosen[:filled].copy(), where[:filled].copy()


def place(catalogue: Catalogue, weights: np.ndarray, territory: Territory, rows: np.ndarray, seed: int):
    """Choose whole households until each commune's rows are filled exactly.

    Args:
        catalogue: Possible households.
        weights: float64 [A, M], their weights in each agglomeration.
        territory: The territory.
        rows: int64 [C], rows of each commune.
        seed: The population seed.

    Returns:
        Places in the catalogue and communes of the households, int32 [H] each.
    """
    tracked = track(catalogue)
    singles = int((catalogue.kind == SINGLE).sum())
    key = key_of(seed, Stream.PLACEMENT)
    parts = []
    for a in range(weights.shape[0]):
        communes = np.flatnonzero(territory.communes.agglomeration == a)
        communes = communes[np.argsort(rows[communes], kind="stable")]
        expected = per_person(tracked, catalogue.size, weights[a])
        weighed = (*alias_table(weights[a]), catalogue.size, tracked, expected, np.zeros(_TRACKED))
        parts.append(choose(key, communes, rows[communes], singles, weighed))
    return tuple(np.concatenate(columns) for columns in zip(*parts, strict=True))
