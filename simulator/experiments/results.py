"""A run's results: shares and totals read from its record, as arrays, tables and a digest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from simulator.calendar import MONTHS
from simulator.domains import DOMAINS
from simulator.experiments import measures
from simulator.experiments.indicators.declaration import PLACES, ratio
from simulator.model.kernels.layout import FIXED
from simulator.model.levers import EVERY_LEVER
from simulator.model.recorder import CODES, YEARS, Groups, Record
from simulator.model.state import CHANGING
from simulator.population.course import FLOWS
from simulator.territory.mobility_parameters import mobility_settings

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from simulator.experiments.policy import Policy
    from simulator.experiments.scenario import Scenario
    from simulator.territory.territory import Territory

_BITS = np.arange(CODES)


def _any_of(*domains: int) -> np.ndarray:
    return (_BITS & sum(1 << d for d in domains)) > 0


SHARES: dict[str, np.ndarray] = {name: _any_of(*bits) for name, bits in measures.SHARES.items()}
"""Shares of residents of 15 and over, by the codes that count."""
_COUNTED = np.array([*SHARES.values(), np.ones(CODES, bool)], np.int64)
"""Which codes each share counts, then all of them, int64 [shares + 1, codes]."""
_RANK = {name: rank for rank, name in enumerate(SHARES)}

AT_HOME = ("moves", "moved_in", "unions", "partings", "left_home")
"""Flows of households, which a frozen population has none of."""
COUNTS = ("refused", "no_venue", "practice_refused", *FLOWS)


@dataclass(frozen=True)
class Frame:
    """What results are read by: classes' names, and which rows stand behind them.

    Attributes:
        territory: The territory.
        communes: Commune codes.
        agglomerations: Agglomeration codes.
        zone: int [C], agglomeration of each commune.
        groups: The population's groups.
        rows: Rows with somebody in 2025.
        rows_by_commune: int [C], adult rows then.
        rows_by_group: int [G], adult rows then.
    """

    territory: Territory
    communes: tuple[str, ...]
    agglomerations: tuple[str, ...]
    zone: np.ndarray
    groups: Groups
    rows: int
    rows_by_commune: np.ndarray
    rows_by_group: np.ndarray

    @classmethod
    def of(cls, territory, people, groups: Groups) -> Frame:
        """The frame of a population in its territory."""
        communes = territory.communes
        adults = np.flatnonzero(groups.adult)
        return cls(
            territory=territory,
            communes=tuple(communes.code),
            agglomerations=tuple(territory.agglomerations.code),
            zone=np.asarray(communes.agglomeration),
            groups=groups,
            rows=people.size,
            rows_by_commune=np.bincount(people.commune[adults], minlength=len(communes.code)),
            rows_by_group=np.bincount(groups.codes[:, adults].ravel(), minlength=groups.size),
        )

    def classes(self, by: str) -> tuple[str, ...]:
        """Names of the classes of a dimension."""
        if by == "all":
            return ("all",)
        if by in PLACES:
            return self.communes if by == "commune" else self.agglomerations
        return self.groups.names[by]

    def gather(self, by_commune: np.ndarray, by: str) -> np.ndarray:
        """An array [Y, C, ...] summed to the classes of a place dimension: [Y, classes, ...]."""
        if by == "commune":
            return by_commune
        if by == "all":
            return by_commune.sum(axis=1, keepdims=True)
        out = np.zeros((by_commune.shape[0], len(self.agglomerations), *by_commune.shape[2:]), by_commune.dtype)
        for zone in range(out.shape[1]):
            out[:, zone] = by_commune[:, self.zone == zone].sum(axis=1)
        return out


@dataclass(frozen=True)
class Made:
    """What made a run, and how long its 180 steps took."""

    scenario: Scenario
    policy: Policy
    seed: int
    seconds: float


class Run:
    """One scenario, policy and seed played to 2040.

    Attributes:
        years: 2025 (the reference year, end of the spin-up) to 2040.
        scenario: The world.
        policy: What was decided; Policy.none for the reference.
        seed: Seed of the run's draws.
        seconds: Time of the 180 steps, recording included; without load, synthesis, spin-up and compilation.
    """

    def __init__(self, record: Record, frame: Frame, final: dict[str, np.ndarray], made: Made) -> None:
        self.record, self.frame, self._final = record, frame, final
        self.years = YEARS
        self.scenario, self.policy, self.seed, self.seconds = made.scenario, made.policy, made.seed, made.seconds

    @property
    def territory(self) -> Territory:
        """The territory played in."""
        return self.frame.territory

    @property
    def residents(self) -> int:
        """Rows simulated, with somebody in 2025."""
        return self.frame.rows

    @property
    def ns_per_resident_month(self) -> float:
        """Nanoseconds per resident and month."""
        return self.seconds / (self.residents * MONTHS) * 1e9

    def classes(self, by: str) -> tuple[str, ...]:
        """Names of the classes of a dimension: "all", a place dimension of PLACES, or a group dimension."""
        return self.frame.classes(by)

    def rows(self, by: str = "all") -> np.ndarray:
        """Adult rows behind each class, int [classes]."""
        if by in PLACES:
            return self.frame.gather(self.frame.rows_by_commune[None], by)[0]
        return self.frame.rows_by_group[self.frame.groups.span(by)]

    def persons(self, measure: str, by: str = "all") -> tuple[np.ndarray, np.ndarray]:
        """Weighted residents of 15 and over whom a share counts, and all of them, int64 [years, classes] each."""
        digital = measure == "digital"
        if by in PLACES:
            counts = self._counts[by]
            online = self.frame.gather(self.record.digital_by_commune, by) if digital else None
            return counts[_RANK[measure]] if online is None else online, counts[-1]
        span = self.frame.groups.span(by)
        table = self.record.by_group[:, span]
        counted = self.record.digital_by_group[:, span] if digital else table[..., SHARES[measure]].sum(axis=-1)
        return counted, table.sum(axis=-1)

    @cached_property
    def _counts(self) -> dict[str, np.ndarray]:
        """Those whom each share counts, then everybody, by place: int64 [shares + 1, years, classes]; counted once.

        One pass over the record's largest table, in whole numbers; the sums over communes follow from its result.
        """
        by_commune = np.einsum("yck,sk->ycs", self.record.by_commune, _COUNTED)
        return {by: np.moveaxis(self.frame.gather(by_commune, by), -1, 0) for by in PLACES}

    def share(self, measure: str, by: str = "all") -> np.ndarray:
        """Weighted share of residents of 15 and over, float64 [years, classes]; NaN where there is nobody."""
        counted, everybody = self.persons(measure, by)
        return ratio(counted, everybody)

    def total(self, measure: str, by: str = "all") -> np.ndarray:
        """A yearly sum over every resident, float64 [years, classes].

        Args:
            measure: "visits", "visits_MUS"..., "minutes" (one way, on the clock), "co2_kg" (cars), "population" (in
                December), "refused", "no_venue", "practice_refused", a name of FLOWS (persons: "births", "deaths"...,
                "overflow" those for whom there was no row), or "cost_" and a lever's name (euros).
            by: "all", "commune" or "agglomeration"; counts and costs are for all.
        """
        record = self.record
        if measure.startswith("cost_"):
            return record.cost[:, [list(EVERY_LEVER).index(measure.removeprefix("cost_"))]]
        if measure in COUNTS:
            counts = {"refused": record.lost[:, 0].sum(axis=1), "no_venue": record.lost[:, 1].sum(axis=1)}
            counts |= dict(zip(FLOWS, record.flows.T, strict=True))
            return counts.get(measure, record.practice_refused)[:, None].astype(np.float64)
        if measure == "population":
            return self.frame.gather(record.residents, by).astype(np.float64)
        tables = {"visits": record.visits, "minutes": record.minutes, "co2_kg": record.car_km}
        table = self.frame.gather(tables.get(measure, record.visits), by)
        if measure.startswith("visits_"):
            return table[..., DOMAINS.index(measure.removeprefix("visits_"))].astype(np.float64)
        travel = mobility_settings()
        scale = {
            "visits": 1.0,
            "minutes": 1.0 / FIXED,
            "co2_kg": travel.car_emissions / travel.occupancy / FIXED,
        }[measure]
        return table.sum(axis=-1) * scale

    def mean(self, measure: str, by: str) -> np.ndarray:
        """Mean of "symbolic_distance" by a group dimension (never by commune), float64 [years, classes]."""
        if measure != "symbolic_distance" or by in PLACES:
            raise KeyError(f"no mean of {measure} by {by}: symbolic distance is read by group")
        span = self.frame.groups.span(by)
        return ratio(self.record.distance_by_group[:, span], self.record.by_group[:, span].sum(axis=-1)) / 2.0**32

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """Every indicator, tidy: indicator, unit, domain, year, commune, group, value."""
        from simulator.experiments.tables import tidy

        return tidy(self)

    @cached_property
    def dataset(self) -> xr.Dataset:
        """The record as labelled arrays."""
        from simulator.experiments.tables import labelled

        return labelled(self)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the indicators' values in declared order, then the final residents' columns.

        Where households never change, as in a frozen population, what says how they do is left out.
        """
        from simulator.experiments.series import values_of

        at_home = self.record.flows[:, [FLOWS.index(flow) for flow in AT_HOME]].any()
        state = hashlib.sha256(values_of(self, without=() if at_home else AT_HOME).astype("<f8").tobytes())
        for name in CHANGING:
            column = self._final[name]
            state.update(np.ascontiguousarray(column).astype(column.dtype.newbyteorder("<")).tobytes())
        return state.hexdigest()

    @property
    def participation(self) -> dict[str, dict[int, float]]:
        """Share of residents of 15 and over by domain and year."""
        names = (*DOMAINS, "amateur", "digital", "any", "any_but_cinema", "institutional")
        shares = {name: self.share(name)[:, 0] for name in names}
        return {name: {int(y): float(v) for y, v in zip(YEARS, row, strict=True)} for name, row in shares.items()}

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th>{name}</th><td>{100 * row[2025]:.1f} %</td><td>{100 * row[2040]:.1f} %</td></tr>"
            for name, row in self.participation.items()
        )
        title = self.scenario.title["fr"]
        return f"<table><caption>{title}</caption><tr><th></th><th>2025</th><th>2040</th></tr>{rows}</table>"
