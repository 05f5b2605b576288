"""From paired runs to one binary buffer: every year, indicator and grouping of an answer, sent to the browser once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from simulator.answers.indicators import GROUPS, PLACES, SHOWN

if TYPE_CHECKING:
    from simulator.experiments.run import Run
    from simulator.territory.territory import Territory

SERIES = ("reference", "plan", "difference", "low", "high")
COMMUNE_SERIES = ("plan", "difference")
"""Communes carry no interval: a sample says nothing that fine."""
COARSE = tuple((s.code, by) for s in SHOWN for by in s.by if by != "commune")
FINE = tuple((s.code, "commune") for s in SHOWN if "commune" in s.by)
"""What is read in a run, indicator and grouping, in the order in which it is kept."""
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

    @cached_property
    def _near(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Who counts in whose value: the commune that counts, its weight, and where each commune's list begins."""
        rows, sources = np.nonzero(self.weights)
        return sources, self.weights[rows, sources], np.searchsorted(rows, np.arange(len(self.weights)))

    def _sums(self, amounts: np.ndarray) -> np.ndarray:
        sources, weights, starts = self._near
        return np.add.reduceat(amounts[..., sources] * weights, starts, axis=-1)

    def values(self, values: np.ndarray, residents: np.ndarray) -> np.ndarray:
        """Means over a commune and its neighbours, weighted by residents; float64 [..., C]."""
        known = np.isfinite(values)
        if known.all():
            return self._sums(values * residents) / np.maximum(self._sums(residents), 1e-9)
        behind = np.where(known, residents, 0.0)
        return self._sums(np.where(known, values, 0.0) * residents) / np.maximum(self._sums(behind), 1e-9)

    def rows(self, rows: np.ndarray) -> np.ndarray:
        """Sample rows behind each smoothed value, neighbours' counted at their weight."""
        return self._sums(np.asarray(rows, np.float64))


@dataclass(frozen=True)
class Reading:
    """What the screen reads in a few runs, replication by replication: it outlives the runs, and can be kept on disk.

    Attributes:
        years: Calendar years.
        classes: Class names by grouping.
        rows: Sample rows behind each class of a place, by grouping.
        widths: Classes of each block, the blocks in the order of COARSE, then FINE.
        table: float64 [replications, numbers], the blocks one after the other, each [years, classes].
    """

    years: tuple[int, ...]
    classes: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, np.ndarray]
    widths: tuple[int, ...]
    table: np.ndarray

    @classmethod
    def of(cls, run: Run) -> Reading:
        """Read one run, as one replication."""
        readers = {shown.code: shown.read for shown in SHOWN}
        blocks = [np.asarray(readers[code](run, by), np.float64) for code, by in COARSE + FINE]
        return cls(
            years=tuple(int(year) for year in run.years),
            classes={by: tuple(run.classes(by)) for by in GROUPS},
            rows={by: np.asarray(run.rows(by), np.float64) for by in PLACES},
            widths=tuple(block.shape[1] for block in blocks),
            table=np.concatenate([block.ravel() for block in blocks])[None],
        )

    @property
    def count(self) -> int:
        """Number of replications."""
        return len(self.table)

    @property
    def coarse(self) -> int:
        """How many numbers of a replication are not about communes; those about communes follow."""
        return len(self.years) * sum(self.widths[: len(COARSE)])

    def values(self, code: str, by: str) -> np.ndarray:
        """An indicator by a grouping, float64 [replications, years, classes]."""
        rank = (COARSE + FINE).index((code, by))
        begin, size = (len(self.years) * n for n in (sum(self.widths[:rank]), self.widths[rank]))
        return self.table[:, begin : begin + size].reshape(self.count, len(self.years), -1)

    def joined(self, other: Reading) -> Reading:
        """These replications, then the other's."""
        return replace(self, table=np.concatenate([self.table, other.table]))

    def to_arrays(self) -> dict[str, np.ndarray]:
        """Plain arrays, to be kept."""
        arrays = {f"rows/{by}": array for by, array in self.rows.items()}
        arrays |= {f"classes/{by}": np.array(names) for by, names in self.classes.items()}
        return arrays | {"years": np.array(self.years), "widths": np.array(self.widths), "table": self.table}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> Reading:
        """What `to_arrays` gave."""
        return cls(
            years=tuple(arrays["years"].tolist()),
            classes={by: tuple(arrays[f"classes/{by}"].tolist()) for by in GROUPS},
            rows={by: arrays[f"rows/{by}"] for by in PLACES},
            widths=tuple(arrays["widths"].tolist()),
            table=arrays["table"],
        )


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

    def change(self, code: str, by: str) -> np.ndarray:
        """What the plan changes in an indicator, pair by pair: float64 [replications, years, classes]."""
        return self.plan.values(code, by) - self.reference.values(code, by)[: self.count]

    def coarse(self) -> np.ndarray:
        """The series of SERIES for all that is not about communes, float64 [series, numbers]."""
        from simulator.experiments.judging import paired_interval

        before, after = (reading.table[: self.count, : self.plan.coarse] for reading in (self.reference, self.plan))
        change = paired_interval(after - before)
        return np.stack([before.mean(axis=0), after.mean(axis=0), change.mean, change.low, change.high])

    def fine(self) -> np.ndarray:
        """The series of COMMUNE_SERIES for communes, float64 [series, numbers]."""
        readings = self.reference, self.plan
        means = [reading.table[: self.count, self.plan.coarse :].mean(axis=0) for reading in readings]
        if self.smoothing is not None:
            shared = np.stack(means).reshape(2, len(FINE), -1, self.residents.size)
            means = self._shared(shared).reshape(2, -1)
        before, after = means
        return np.stack([after, after - before])

    def _shared(self, values: np.ndarray) -> np.ndarray:
        """Commune values [what, indicators, years, C] shared with neighbours, indicator by indicator."""
        for rank in range(values.shape[1]):
            values[:, rank] = self.smoothing.values(values[:, rank], self.residents)
        return values

    def rows(self, by: str) -> np.ndarray:
        """Sample rows behind each class of `by`."""
        rows = self.plan.rows[by]
        return self.smoothing.rows(rows) if by == "commune" and self.smoothing is not None else rows


class Packer:
    """Lays series end to end in one buffer of 32-bit floats and notes where each block begins."""

    def __init__(self) -> None:
        """Start empty."""
        self.blocks: list[dict[str, object]] = []
        self.rows: dict[str, dict[str, int]] = {}
        self._parts: list[np.ndarray] = []
        self._size = 0

    def add(self, keys: tuple[tuple[str, str], ...], widths: tuple[int, ...], series: np.ndarray, years: int) -> None:
        """Add the blocks of `series` [series, numbers], those of `keys`: each block with all its series."""
        names = COMMUNE_SERIES if len(series) == len(COMMUNE_SERIES) else SERIES
        starts = accumulate(widths, initial=0)
        for (code, by), width, start in zip(keys, widths, starts, strict=False):
            block = series[:, start * years : (start + width) * years]
            self.blocks.append({"measure": code, "by": by, "classes": width, "offset": self._append(block)})
            self.blocks[-1]["series"] = names

    def add_rows(self, by: str, rows: np.ndarray) -> None:
        """Add the sample rows behind the classes of a place."""
        self.rows[by] = {"offset": self._append(rows), "classes": rows.size}

    def buffer(self) -> bytes:
        """Everything added, as little-endian 32-bit floats."""
        return b"".join(part.tobytes() for part in self._parts)

    def _append(self, array: np.ndarray) -> int:
        offset = self._size
        self._parts.append(array.astype("<f4"))
        self._size += array.size
        return offset


def pack(answer: Answer, everybody: Answer | None = None) -> tuple[dict[str, object], bytes]:
    """Header and buffer of an answer; communes come from the run of everybody when there is one."""
    packer, years, widths = Packer(), len(answer.plan.years), answer.plan.widths
    communes = everybody or answer
    packer.add(COARSE, widths[: len(COARSE)], answer.coarse(), years)
    packer.add(FINE, widths[len(COARSE) :], communes.fine(), years)
    packer.add_rows("agglomeration", answer.rows("agglomeration"))
    packer.add_rows("commune", communes.rows("commune"))
    header = {
        "years": list(answer.plan.years),
        "blocks": packer.blocks,
        "rows": packer.rows,
        "replications": answer.count,
        "everybody": everybody is not None,
    }
    return header, packer.buffer()
