"""From paired runs to one binary buffer: every year, indicator and grouping of an answer, sent to the browser once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from simulator.dashboard.indicators import GROUPS, PLACES, SHOWN, Shown
from simulator.experiments.compare import paired_interval

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


class Reading:
    """Values of a set of runs, read once and stacked: the baselines of a world serve every plan."""

    def __init__(self, runs: Sequence[Run]) -> None:
        """Keep the runs, replication by replication."""
        self.runs = tuple(runs)
        self._known: dict[tuple[str, str, int], np.ndarray] = {}

    def values(self, shown: Shown, by: str, count: int) -> np.ndarray:
        """float64 [count, years, classes] of the first `count` replications."""
        return np.stack([self._one(shown, by, r) for r in range(count)])

    def _one(self, shown: Shown, by: str, replication: int) -> np.ndarray:
        key = (shown.code, by, replication)
        if key not in self._known:
            self._known[key] = np.asarray(shown.read(self.runs[replication], by), dtype=np.float64)
        return self._known[key]


@dataclass(frozen=True)
class Answer:
    """A plan against its reference, replication by replication, ready to be packed.

    Attributes:
        reference: Baselines.
        plan: Runs of the plan, paired with the first baselines.
        smoothing: How commune values are shared; None when every resident was run.
        residents: float64 [C], residents of each commune.
    """

    reference: Reading
    plan: Reading
    smoothing: Smoothing | None
    residents: np.ndarray

    @cached_property
    def count(self) -> int:
        """Replications of the plan so far."""
        return len(self.plan.runs)

    def series(self, shown: Shown, by: str) -> tuple[np.ndarray, ...]:
        """The arrays [years, classes] of `series_names(by)`."""
        before = self.reference.values(shown, by, self.count)
        after = self.plan.values(shown, by, self.count)
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
        rows = np.asarray(self.plan.runs[0].rows(by), dtype=np.float64)
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
        "years": [int(year) for year in answer.plan.runs[0].years],
        "blocks": packer.blocks,
        "rows": packer.rows,
        "replications": answer.count,
        "everybody": everybody is not None,
    }
    return header, packer.buffer()
