"""Whom or where a lever is aimed at, as a policy says it, and where that is in a territory (S1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from simulator.model.levers import OLDEST
from simulator.population.residents import EDUCATIONS, MOBILITY_CLASSES

AGES = 256
"""Ages in a table: any that a column can hold."""


@dataclass(frozen=True)
class Target:
    """Whom or where a lever is aimed at: what is left out does not count.

    Attributes:
        communes: Codes or names; with agglomerations, either will do.
        agglomerations: Codes, short names or names.
        layer: A layer of the territory: of these places, the share of residents that it holds.
        ages: First and last age of each range.
        education: Names of EDUCATIONS.
        mobility: Names of MOBILITY_CLASSES.
    """

    communes: tuple[str, ...] = ()
    agglomerations: tuple[str, ...] = ()
    layer: str = ""
    ages: tuple[tuple[int, int], ...] = ()
    education: tuple[str, ...] = ()
    mobility: tuple[str, ...] = ()

    def places(self, territory) -> np.ndarray:
        """Share of each commune's residents where the lever works, float64 [C], 0 to 1; names must be known."""
        size = len(territory.communes.code)
        inside = np.zeros(size, bool) if self.communes or self.agglomerations else np.ones(size, bool)
        inside[[commune_row(territory, name) for name in self.communes]] = True
        zones = [zone_row(territory, name) for name in self.agglomerations]
        inside |= np.isin(territory.communes.agglomeration, zones)
        return inside * territory.layers[self.layer].share if self.layer else inside.astype(np.float64)

    @property
    def kinds(self) -> np.ndarray:
        """Who is meant, by diploma, mobility class and age, bool [4, 3, 256]."""
        old, age = np.zeros(AGES, bool), np.arange(AGES)
        for first, last in self.ages or ((0, OLDEST),):
            old |= (age >= first) & (age <= last)
        diploma = np.isin(EDUCATIONS, self.education or EDUCATIONS)
        mobile = np.isin(MOBILITY_CLASSES, self.mobility or MOBILITY_CLASSES)
        return diploma[:, None, None] & mobile[:, None] & old


def commune_row(territory, name: str) -> int | None:
    """Row of a commune by its code or name; None when there is none."""
    return _row(name, territory.communes.code, territory.communes.name)


def zone_row(territory, name: str) -> int | None:
    """Row of an agglomeration by its code, short name or name; None when there is none."""
    zones = territory.agglomerations
    return _row(name, zones.code, zones.short_name, zones.name)


def _row(name: str, *columns: tuple[str, ...]) -> int | None:
    return next((column.index(name) for column in columns if name in column), None)


@dataclass(frozen=True)
class Stranger:
    """A name in a target that the territory does not know.

    Attributes:
        place: Attribute of the target, and rank in its list.
        name: What was written.
        known: The right names.
    """

    place: tuple[str | int, ...]
    name: str
    known: tuple[str, ...]


def strangers(target: Target, territory) -> Iterator[Stranger]:
    """Every name that a target gives and the territory does not know."""
    communes, zones = territory.communes.name, territory.agglomerations.short_name
    for k, name in enumerate(target.communes):
        if commune_row(territory, name) is None:
            yield Stranger(("communes", k), name, communes)
    for k, name in enumerate(target.agglomerations):
        if zone_row(territory, name) is None:
            yield Stranger(("agglomerations", k), name, zones)
    if target.layer and target.layer not in territory.layers:
        yield Stranger(("layer",), target.layer, tuple(territory.layers))
