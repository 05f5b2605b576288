"""Residents in Mesa's words: AgentSet's verbs over columns, and a small view of one person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from simulator.domains import DOMAINS

if TYPE_CHECKING:
    from simulator.model.model import CultureModel

_STATIC = ("age", "sex", "education", "occupation", "weight", "present")
_CLASSES = 3
_STATE = ("symbolic", "habitus", "origin", "practice", "digital")
_BY_DOMAIN = ("awareness", "habit", "taste", "experience")
_NAMES = ("commune", "household", "mobility", *_STATIC, *_STATE, *_BY_DOMAIN)


class ResidentView:
    """One resident, read only: `model.residents[12].habit["MUS"]`."""

    __slots__ = ("_residents", "row")

    def __init__(self, residents: ResidentSet, row: int) -> None:
        object.__setattr__(self, "_residents", residents)
        object.__setattr__(self, "row", row)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a resident's view is read-only; write `model.residents.set({name!r}, ...)`")

    def __getattr__(self, name: str):
        values = self._residents.get(name)
        if values.ndim == 2:
            return {domain: values[d].item() for d, domain in enumerate(DOMAINS)}
        return values.item()

    def __repr__(self) -> str:
        return f"ResidentView(row={self.row}, age={self.age}, commune={self.commune})"


class ResidentSet:
    """All rows, or some of them: `select`, `get`, `set`, `agg`, `groupby`, `do`, vectorised.

    Where people are born and die some rows are empty: `select(present=1)` leaves them out.
    """

    def __init__(self, model: CultureModel, rows: np.ndarray | None = None) -> None:
        self._model = model
        self._rows = rows

    def __len__(self) -> int:
        return self._model.columns.cell.size if self._rows is None else self._rows.size

    def __iter__(self) -> Iterator[ResidentView]:
        return (self[k] for k in range(len(self)))

    def __getitem__(self, k: int) -> ResidentView:
        if not -len(self) <= k < len(self):
            raise IndexError(k)
        row = int(np.arange(len(self))[k] if self._rows is None else self._rows[k])
        return ResidentView(ResidentSet(self._model, np.array([row])), row)

    def _column(self, name: str) -> np.ndarray:
        """A whole column, in the present month's unit."""
        if name in _STATIC:
            return getattr(self._model.columns, name)
        if name in ("commune", "mobility"):
            cell = self._model.columns.cell
            return (cell // _CLASSES).astype(np.int16) if name == "commune" else (cell % _CLASSES).astype(np.uint8)
        if name == "household":
            return self._households()
        self._model.learn_now()  # what the last month's outings leave is there before anybody looks
        columns, month = self._model.columns, self._model.month_scales()
        if name in _STATE or name == "awareness":
            return getattr(columns, name)
        if name == "habit":
            return columns.habit * np.float32(month.habit_before)
        if name == "experience":
            return columns.experience * np.float32(month.taste_before)
        if name == "taste":
            return columns.base + columns.gap * np.float32(month.taste_before)
        raise AttributeError(f"no resident column '{name}'; there are {', '.join(_NAMES)}")

    def _households(self) -> np.ndarray:
        """Households of 2025, by row; -1 in rows that were empty."""
        added = len(ResidentSet(self._model)) - self._model.people.size
        return np.concatenate([self._model.people.household, np.full(added, -1, np.int32)])

    def get(self, name: str) -> np.ndarray:
        """A copy of a column: [rows], or [6, rows] by domain."""
        column = self._column(name)
        return column.copy() if self._rows is None else column[..., self._rows]

    def set(self, name: str, values) -> ResidentSet:
        """Write a state column (`symbolic`, `habitus`, `practice`, `awareness`) of these residents in place."""
        if name not in ("symbolic", "habitus", "practice", "awareness"):
            raise AttributeError(f"'{name}' cannot be set; write symbolic, habitus, practice or awareness")
        self._model.learn_now()
        getattr(self._model.columns, name)[..., slice(None) if self._rows is None else self._rows] = values
        if name == "practice":
            self._model.count_practice()
        return self

    def select(
        self, mask: np.ndarray | Callable[[ResidentSet], np.ndarray] | None = None, **equal: object
    ) -> ResidentSet:
        """Residents where `mask` (bool, or a function of the set giving one) holds and every named column equals."""
        chosen = np.ones(len(self), bool)
        if mask is not None:
            chosen &= mask(self) if callable(mask) else mask
        for name, value in equal.items():
            chosen &= self.get(name) == value
        rows = np.arange(len(self)) if self._rows is None else self._rows
        return ResidentSet(self._model, rows[chosen])

    def agg(self, name: str, function: Callable[[np.ndarray], object]) -> object:
        """`function` of a column."""
        return function(self.get(name))

    def groupby(self, name: str) -> dict[object, ResidentSet]:
        """These residents by the values of a column."""
        values = self.get(name)
        return {value.item(): self.select(values == value) for value in np.unique(values)}

    def do(self, function: Callable[[ResidentSet], object]) -> object:
        """Call `function` with these residents."""
        return function(self)
