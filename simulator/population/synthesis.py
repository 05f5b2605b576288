"""Residents drawn to match published statistics: how many rows, whole households, diplomas, weights, ties."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import numpy as np

from simulator import cache
from simulator.errors import ParameterError
from simulator.parameters import ParameterSet
from simulator.population import households, persons, ties
from simulator.population.assumptions import assumptions
from simulator.population.margins import Margins, margins_of
from simulator.population.report import pack, report, unpack
from simulator.population.residents import COLUMNS, Population
from simulator.population.work import draw_occupation

if TYPE_CHECKING:
    from simulator.territory.territory import Territory

_RULES = 2
"""Raised when the same inputs give other residents, so that older cache files are not read."""

Progress = Callable[[float], None]


def synthesise(
    territory: Territory,
    residents: int | Literal["all"] = 60_000,
    seed: int = 7,
    settings: ParameterSet | None = None,
    progress: Progress | None = None,
) -> Population:
    """A synthetic population of a territory, the same on every machine for the same territory, size and seed.

    Args:
        territory: The territory: communes with residents, agglomerations with margins.
        residents: Rows wanted, at least one for each commune with residents; "all" for one row per resident.
        seed: The population seed.
        settings: Declared assumptions; the defaults if not given.
        progress: Told the share done, 0 to 1.

    Returns:
        The residents, with the fit of every margin.

    Raises:
        ParameterError: `residents` is neither a positive whole number nor "all".
    """
    settings = settings or assumptions()
    rows = allot(np.asarray(territory.communes.residents, np.int64), _wanted(residents))
    name = f"population-{_key(territory, rows, seed, settings)}"
    tell = progress or (lambda share: None)
    arrays = cache.load_arrays(name)
    if arrays is None:
        arrays = _synthesise(territory, rows, seed, settings, tell)
        cache.keep_arrays(name, arrays)
    tell(1.0)
    columns = {column: arrays[column] for column in COLUMNS}
    return Population(**columns, seed=seed, territory=territory.digest, fit=unpack(arrays))


def _wanted(residents: int | str) -> int | None:
    """Rows wanted, None for all."""
    if isinstance(residents, str) and residents == "all":
        return None
    if isinstance(residents, int | np.integer) and not isinstance(residents, bool) and residents > 0:
        return int(residents)
    raise ParameterError(
        f"« residents » = {residents!r} : attendu un nombre entier positif, ou « all » pour tout le monde.",
        f"'residents' = {residents!r}: expected a positive whole number, or 'all' for everybody.",
    )


def _key(territory: Territory, rows: np.ndarray, seed: int, settings: ParameterSet) -> str:
    """Name of the cache file: everything on which the residents depend."""
    parts = (_RULES, territory.digest, int(rows.sum()), seed, sorted(settings.as_dict().items()))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def allot(residents: np.ndarray, wanted: int | None) -> np.ndarray:
    """Rows of each commune: at least one, then in proportion by largest remainder.

    Args:
        residents: int64 [C].
        wanted: Rows in all, None for one row per resident.

    Returns:
        int64 [C], summing to `wanted` kept between the number of inhabited communes and that of residents.
    """
    total = int(residents.sum())
    inhabited = (residents > 0).astype(np.int64)
    if wanted is None or wanted >= total:
        return residents.copy()
    wanted = max(wanted, int(inhabited.sum()))
    share = wanted * residents
    rows = np.maximum(share // total, inhabited)
    left = wanted - int(rows.sum())
    lack = share - rows * total
    if left > 0:
        rows[np.argsort(-lack, kind="stable")[:left]] += 1
    while left < 0:
        generous = np.flatnonzero(rows > 1)
        given = generous[np.argsort((share - rows * total)[generous], kind="stable")][:-left]
        rows[given] -= 1
        left += given.size
    return rows


def weigh_rows(residents: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Weight of each row, int32 [n], rows by commune: residents // rows or one more, the extra ones evenly spread."""
    commune = np.repeat(np.arange(rows.size), rows)
    place = np.arange(commune.size) - np.repeat(np.cumsum(rows) - rows, rows)
    base, extra = np.divmod(residents, np.maximum(rows, 1))
    before, after = place * extra[commune] // rows[commune], (place + 1) * extra[commune] // rows[commune]
    return (base[commune] + after - before).astype(np.int32)


def _synthesise(
    territory: Territory, rows: np.ndarray, seed: int, settings: ParameterSet, tell: Progress
) -> dict[str, np.ndarray]:
    """Every column, and the fit, as arrays."""
    margins = margins_of(territory, settings)
    people = _house(territory, margins, rows, seed, settings)
    tell(0.4)
    columns = _describe(people, territory, margins, settings, seed)
    tell(0.7)
    spread = settings.ring_diploma_spread, settings.ring_age_spread
    order = ties.ring_order(people.commune, columns["education"], people.age, seed, spread)
    columns = {name: column[order] for name, column in columns.items()}
    columns["household"] = _renumber(columns["household"])
    columns["weight"] = weigh_rows(np.asarray(territory.communes.residents, np.int64), rows)
    agglomeration = people.agglomeration[order]
    columns["ties"] = ties.make_ties(columns["household"], agglomeration, seed, settings.rewired)
    fit = report(columns, agglomeration, margins)
    kept = {name: np.ascontiguousarray(columns[name], kind) for name, kind in COLUMNS.items()}
    return {**kept, **pack(fit)}


def _house(
    territory: Territory, margins: Margins, rows: np.ndarray, seed: int, settings: ParameterSet
) -> persons.People:
    """Whole households in every commune, and their members."""
    catalogue = households.draw_catalogue(settings, seed)
    weights = households.weigh(catalogue, margins)
    chosen, where = households.place(catalogue, weights, territory, rows, seed)
    return persons.expand(catalogue, chosen, where, territory, seed, settings.household_likeness)


def _describe(
    people: persons.People, territory: Territory, margins: Margins, settings: ParameterSet, seed: int
) -> dict[str, np.ndarray]:
    """What everybody is, before rows are put in order; `carless` and `student` serve the report only."""
    communes = territory.communes
    density = np.asarray(communes.residents) / np.asarray(communes.area_km2)
    students = persons.draw_students(people, settings, seed)
    education = persons.draw_education(people, students, margins, settings)
    occupation, former = draw_occupation(people, students, education, margins, settings, seed)
    carless = persons.draw_carless(people, margins, density, settings, seed)
    return {
        "commune": people.commune,
        "age": people.age,
        "sex": people.sex,
        "education": education,
        "occupation": occupation,
        "former": former,
        "household": people.household,
        "household_kind": people.kind,
        "mobility": persons.draw_mobility(people, carless, margins, settings, seed),
        "carless": carless,
        "student": students,
    }


def _renumber(household: np.ndarray) -> np.ndarray:
    """Household numbers in the order in which rows first show them."""
    _, first, inverse = np.unique(household, return_index=True, return_inverse=True)
    rank = np.empty(first.size, np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(first.size)
    return rank[inverse]
