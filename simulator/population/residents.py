"""The residents: one row each, in columns; a row is an identity for the whole run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

import numpy as np

from simulator.population.fit import Fit

EDUCATIONS = ("none", "cap", "bac", "sup")
SEXES = ("women", "men")
OCCUPATIONS = ("none", "worker", "employee", "intermediate", "manager", "retired", "self_employed", "inactive")
MOBILITY_CLASSES = ("car", "no_car", "reduced")
HOUSEHOLD_KINDS = ("single", "couple", "family", "lone_parent", "other")

COLUMNS = {
    "commune": np.int16,
    "age": np.uint8,
    "sex": np.uint8,
    "education": np.uint8,
    "occupation": np.uint8,
    "former": np.uint8,
    "household": np.int32,
    "household_kind": np.uint8,
    "mobility": np.uint8,
    "weight": np.int32,
    "ties": np.int32,
}
"""Every column and its type, in the order of the digest."""


@dataclass(frozen=True)
class Resident:
    """One person, read only.

    Attributes:
        row: The person's row, an identity.
        commune: Row of the commune in the territory.
        age: Years.
        sex: A name of SEXES.
        education: A name of EDUCATIONS; under 15, and for pupils under 18, that of the household's reference person.
        occupation: A name of OCCUPATIONS; "none" for children, pupils and students.
        household: Number of the household.
        household_kind: A name of HOUSEHOLD_KINDS.
        mobility: A name of MOBILITY_CLASSES.
        weight: Residents whom this row stands for.
        ties: Rows of the people they know; household members come last.
    """

    row: int
    commune: int
    age: int
    sex: str
    education: str
    occupation: str
    household: int
    household_kind: str
    mobility: str
    weight: int
    ties: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Population:
    """A synthetic population: residents drawn to match statistics, in columns of n rows.

    Rows are ordered by commune, then along the ring on which ties are made; households never straddle communes.

    Attributes:
        commune: int16 [n], row of the commune in the territory.
        age: uint8 [n], years.
        sex: uint8 [n], index in SEXES.
        education: uint8 [n], index in EDUCATIONS (highest diploma; education of origin for children and pupils).
        occupation: uint8 [n], index in OCCUPATIONS.
        former: uint8 [n], index in OCCUPATIONS: what retired people were, the same as `occupation` for others.
        household: int32 [n], household number, from 0.
        household_kind: uint8 [n], index in HOUSEHOLD_KINDS.
        mobility: uint8 [n], index in MOBILITY_CLASSES.
        weight: int32 [n], residents whom a row stands for; sums to the commune's residents.
        ties: int32 [n, 8], rows of the people known, -1 for none; symmetric; household members in the last slots.
        seed: The population seed.
        territory: Digest of the territory.
        fit: How well the margins are met.
    """

    commune: np.ndarray
    age: np.ndarray
    sex: np.ndarray
    education: np.ndarray
    occupation: np.ndarray
    former: np.ndarray
    household: np.ndarray
    household_kind: np.ndarray
    mobility: np.ndarray
    weight: np.ndarray
    ties: np.ndarray
    seed: int
    territory: str
    fit: Fit

    def __post_init__(self) -> None:
        for name in COLUMNS:
            getattr(self, name).setflags(write=False)

    @property
    def size(self) -> int:
        """Number of rows."""
        return self.commune.size

    @property
    def residents(self) -> int:
        """Number of residents whom the rows stand for."""
        return int(self.weight.sum(dtype=np.int64))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the columns, in the order of COLUMNS, as little-endian bytes; hexadecimal."""
        state = hashlib.sha256()
        for name, kind in COLUMNS.items():
            column = np.ascontiguousarray(getattr(self, name), dtype=np.dtype(kind).newbyteorder("<"))
            state.update(f"{name}{column.shape}".encode())
            state.update(column.tobytes())
        return state.hexdigest()

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[Resident]:
        return (self[row] for row in range(self.size))

    def __getitem__(self, row: int) -> Resident:
        """The person in `row`; negative rows count from the end.

        Raises:
            IndexError: There is no such row.
        """
        if not -self.size <= row < self.size:
            raise IndexError(f"row {row} of {self.size}")
        row = int(row) % self.size
        return Resident(
            row=row,
            commune=int(self.commune[row]),
            age=int(self.age[row]),
            sex=SEXES[self.sex[row]],
            education=EDUCATIONS[self.education[row]],
            occupation=OCCUPATIONS[self.occupation[row]],
            household=int(self.household[row]),
            household_kind=HOUSEHOLD_KINDS[self.household_kind[row]],
            mobility=MOBILITY_CLASSES[self.mobility[row]],
            weight=int(self.weight[row]),
            ties=tuple(int(tie) for tie in self.ties[row] if tie >= 0),
        )

    def __repr__(self) -> str:
        return f"<Population: {self.size} rows for {self.residents} residents, seed {self.seed}>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(m.name)}</td><td>{m.largest:.2f}</td><td>{m.mean:.2f}</td></tr>" for m in self.fit
        )
        return (
            f"<p>{escape(repr(self))}</p><table><thead><tr><th>marge / margin</th><th>écart maximal, points</th>"
            f"<th>écart moyen, points</th></tr></thead><tbody>{rows}</tbody></table>"
        )
