"""A population as it is each January to 2040, its births, deaths and moves played again; nothing else is (S4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from simulator.calendar import january
from simulator.population.course import ARRIVAL, GIRL, MOVE
from simulator.population.lives import YEARS, Lives

_OLDEST = 120
_REDUCED = 2


@dataclass
class Living:
    """Who lives in each row, those empty at the start included: columns of `Lives.size` rows, rewritten each year."""

    present: np.ndarray
    age: np.ndarray
    education: np.ndarray
    mobility: np.ndarray


def living(people, lives: Lives | None) -> Living:
    """A population at the end of 2025, and its empty rows."""
    slots = 0 if lives is None else lives.commune.size
    columns = (
        np.concatenate([getattr(people, n), np.zeros(slots, np.uint8)]) for n in ("age", "education", "mobility")
    )
    present = np.arange(people.commune.size + slots) < people.commune.size
    return Living(present, *(column.astype(np.int64) for column in columns))


def januaries(people, lives: Lives) -> Iterator[Living]:
    """Who lives where each January from 2026 to 2040, after its birthdays and changes; one and the same object."""
    now = living(people, lives)
    for y, year in enumerate(YEARS):
        _grow(now, lives, y)
        yield now
        for month in range(january(year), january(year) + 12):
            _move(now, lives, slice(lives.start[month], lives.start[month + 1]))


def _grow(now: Living, lives: Lives, y: int) -> None:
    now.age[now.present] = np.minimum(now.age[now.present] + 1, _OLDEST)
    changes = slice(lives.turn[y], lives.turn[y + 1])
    rows = lives.turn_row[changes]
    now.education[rows], now.mobility[rows] = lives.turn_education[changes], lives.turn_mobility[changes]


def _move(now: Living, lives: Lives, events: slice) -> None:
    """A month's events: no row is both read and written in it, but those that movers leave, emptied after all."""
    kind, row, source = lives.kind[events], lives.row[events], lives.source[events]
    comes = kind >= GIRL
    now.present[row[~comes]], now.age[row[~comes]] = False, 0
    row, like, grown = row[comes], source[comes], kind[comes] >= ARRIVAL
    now.present[row] = True
    now.age[row] = np.where(grown, now.age[like], 0)
    now.education[row] = now.education[like]
    now.mobility[row] = np.where(~grown & (now.mobility[like] == _REDUCED), 0, now.mobility[like])
    left = source[kind == MOVE]
    now.present[left], now.age[left] = False, 0
