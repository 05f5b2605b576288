"""From paired runs to one binary buffer: every year, indicator and grouping of an answer, sent to the browser once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from simulator.dashboard.indicators import GROUPS, PLACES, SHOWN, Shown

if TYPE_CHECKING:
    from simulator.experiments.run import Run
    from simulator.territory.territory import Territory

SERIES = ("reference", "plan", "difference", "low", "high")
COMMUNE_SERIES = ("plan", "difference")
NEIGHBOUR_SHARE = 0.5
"""Weight of a neighbouring commune's residents in a smoothed value; a commune's own weigh 1."""


@dataclass(frozen=True)
class Smoothing:
    """Commune values shared with neighbours, so that a sample's few rows do not shout.

    Attributes:
        weights: float64 [C, C], share of a commune's residents that counts in another's value.
    """

    weights: np.ndarray

    @classmethod
    def of(cls, territory: Territory) -> Smoothing:
        """A commune counts for one, each neighbour for half."""
        weights = np.eye(len(territory.communes.code))
        first, second = np.asarray(territory.neighbours).T
        weights[first, second] = weights[second, first] = NEIGHBOUR_SHARE
        return cls(weights)

    def values(self, values: np.ndarray, residents: np.ndarray) -> np.ndarray:
        """Means over a commune and its neighbours, weighted by residents; float64 [years, C]."""
        known = np.isfinite(values)
        total = np.where(known, values, 0.0) * residents
        behind = np.where(known, residents, 0.0)
        return (total @ self.weights.T) / np.maximum(behind @ self.weights.T, 1e-9)

    def rows(self, rows: np.ndarray) -> np.ndarray:
        """Sample rows behind each smoothed value, neighbours' counted at their weight."""
        return self.weights @ rows


@dataclass(frozen=True)
class Reading:
    """What the screen reads in a few runs, replication by replication: it outlives the runs, and can be kept on disk.

    Attributes:
        years: Calendar years.
        classes: Class names by grouping.
        rows: Sample rows behind each class of a place, by grouping.
        values: float64 [replications, years, classes] by indicator and grouping.
    """

    years: tuple[int, ...]
    classes: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, np.ndarray]
    values: Mapping[tuple[str, str], np.ndarray]

    @classmethod
    def of(cls, run: Run) -> Reading:
        """Read one run, as one replication."""
        read = {(s.code, by): np.asarray(s.read(run, by), np.float64)[None] for s in SHOWN for by in s.by}
        return cls(
            years=tuple(int(year) for year in run.years),
            classes={by: tuple(run.classes(by)) for by in GROUPS},
            rows={by: np.asarray(run.rows(by), np.float64) for by in PLACES},
            values=read,
        )

    @property
    def count(self) -> int:
        """Number of replications."""
        return next(iter(self.values.values())).shape[0]

    def joined(self, other: Reading) -> Reading:
        """These replications, then the other's."""
        values = {key: np.concatenate([array, other.values[key]]) for key, array in self.values.items()}
        return replace(self, values=values)

    def first(self, count: int) -> Reading:
        """The first `count` replications."""
        return replace(self, values={key: array[:count] for key, array in self.values.items()})

    def to_arrays(self) -> dict[str, np.ndarray]:
        """Plain arrays, to be kept."""
        arrays = {f"values/{code}/{by}": array for (code, by), array in self.values.items()}
        arrays |= {f"rows/{by}": array for by, array in self.rows.items()}
        arrays |= {f"classes/{by}": np.array(names) for by, names in self.classes.items()}
        return arrays | {"years": np.array(self.years)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> Reading:
        """What `to_arrays` gave."""
        parts: dict[str, dict] = {"values": {}, "rows": {}, "classes": {}}
        for name, array in arrays.items():
            kind, _, key = name.partition("/")
            if kind == "values":
                parts[kind][tuple(key.split("/"))] = array
            elif kind in parts:
                parts[kind][key] = tuple(array.tolist()) if kind == "classes" else array
        return cls(tuple(arrays["years"].tolist()), parts["classes"], parts["rows"], parts["values"])


@dataclass(frozen=True)
class Answer:
    """A plan against its reference, replication by replication, ready to be packed.

    Attributes:
        reference: The baselines.
        plan: The plan, paired with the first baselines.
        smoothing: How commune values are shared; None when every resident was run.
        residents: float64 [C], residents of each commune.
    """

    reference: Reading
    plan: Reading
    smoothing: Smoothing | None
    residents: np.ndarray

    @property
    def count(self) -> int:
        """Replications of the plan so far."""
        return self.plan.count

    def series(self, shown: Shown, by: str) -> tuple[np.ndarray, ...]:
        """The arrays [years, classes] of `series_names(by)`."""
        from simulator.experiments.compare import paired_interval

        before, after = self.reference.values[shown.code, by][: self.count], self.plan.values[shown.code, by]
        if by == "commune":
            return self._communes(before.mean(axis=0), after.mean(axis=0))
        change = paired_interval(after - before)
        return before.mean(axis=0), after.mean(axis=0), change.mean, change.low, change.high

    def _communes(self, before: np.ndarray, after: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if self.smoothing is not None:
            before, after = (self.smoothing.values(values, self.residents) for values in (before, after))
        return after, after - before

    def rows(self, by: str) -> np.ndarray:
        """Sample rows behind each class of `by`."""
        rows = self.plan.rows[by]
        return self.smoothing.rows(rows) if by == "commune" and self.smoothing is not None else rows


def series_names(by: str) -> tuple[str, ...]:
    """Which series travel for a grouping: communes carry no interval, a sample says nothing that fine."""
    return COMMUNE_SERIES if by == "commune" else SERIES


class Packer:
    """Lays arrays end to end in one buffer of 32-bit floats and notes where each begins."""

    def __init__(self) -> None:
        """Start empty."""
        self.blocks: list[dict[str, object]] = []
        self.rows: dict[str, dict[str, int]] = {}
        self._parts: list[np.ndarray] = []
        self._size = 0

    def add(self, answer: Answer, groupings: Sequence[str]) -> None:
        """Add every indicator of an answer by the groupings given."""
        for shown in SHOWN:
            for by in (by for by in shown.by if by in groupings):
                arrays = answer.series(shown, by)
                offset = self._append(arrays)
                block = {"measure": shown.code, "by": by, "classes": arrays[0].shape[1], "offset": offset}
                self.blocks.append(block | {"series": series_names(by)})
        for by in (by for by in PLACES if by in groupings):
            rows = answer.rows(by)
            self.rows[by] = {"offset": self._append((rows,)), "classes": rows.size}

    def buffer(self) -> bytes:
        """Everything added, as little-endian 32-bit floats."""
        return np.concatenate(self._parts).astype("<f4").tobytes()

    def _append(self, arrays: Sequence[np.ndarray]) -> int:
        offset = self._size
        self._parts.extend(array.ravel() for array in arrays)
        self._size += sum(array.size for array in arrays)
        return offset


def pack(answer: Answer, everybody: Answer | None = None) -> tuple[dict[str, object], bytes]:
    """Header and buffer of an answer; communes come from the run of everybody when there is one."""
    packer = Packer()
    packer.add(answer, ("all", "agglomeration", *GROUPS))
    packer.add(everybody or answer, ("commune",))
    header = {
        "years": list(answer.plan.years),
        "blocks": packer.blocks,
        "rows": packer.rows,
        "replications": answer.count,
        "everybody": everybody is not None,
    }
    return header, packer.buffer()
