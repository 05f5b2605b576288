"""Organisations, and who works with whom: the editable graph of collaborations, each tie with its source or a label.

A tie that nobody sourced is an assumption about named people's work: the model may use it, no screen may project it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.errors import Fault
from simulator.territory.places import frozen, refuse_twice, rows_of
from simulator.territory.readers import Table

SECTORS = ("culture", "public", "social", "housing", "health", "employment", "school")
"""What an organisation is there for; where its row says nothing, culture."""
TIE_KINDS = ("information", "ticket", "programming", "mediation")
INFORMATION, TICKET, PROGRAMMING, MEDIATION = range(len(TIE_KINDS))
SHOWN = ("sourced",)
"""The confidence that a tie must have to be projected."""
UNKNOWN = "structure inconnue", "unknown organisation"


@dataclass(frozen=True)
class Organisations:
    """O organisations: those that run venues, and those that work with them.

    Attributes:
        code: Codes.
        name: Names.
        kind: What each is, in words.
        sector: Words of SECTORS.
        place: Row in places of its seat, -1 where its row says none, int32.
        budget: EUR a year, NaN where none is cited, float64.
        public_share: Share of the budget that is public money, NaN where none is cited, float64.
        confidence: "sourced", "known", "guessed" or "assumed".
        source: Source of the row.
    """

    code: tuple[str, ...]
    name: tuple[str, ...]
    kind: tuple[str, ...]
    sector: tuple[str, ...]
    place: np.ndarray
    budget: np.ndarray
    public_share: np.ndarray
    confidence: tuple[str, ...]
    source: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.code)


@dataclass(frozen=True)
class Collaborations:
    """Today's ties between organisations, in file order; a tie has no direction.

    Attributes:
        a: Row of one organisation, int32.
        b: Row of the other, int32.
        kind: Index in TIE_KINDS, int8.
        strength: 0 (none) to 1 (as close as can be), float64.
        confidence: "sourced", "known", "guessed" or "assumed".
        source: Source of the tie.
        note: What else is known.
    """

    a: np.ndarray
    b: np.ndarray
    kind: np.ndarray
    strength: np.ndarray
    confidence: tuple[str, ...]
    source: tuple[str, ...]
    note: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.confidence)

    def for_screens(self) -> Collaborations:
        """The ties that may be projected: the sourced ones alone (an assumed tie stays in the model)."""
        kept = [i for i, word in enumerate(self.confidence) if word in SHOWN]
        words = {name: tuple(getattr(self, name)[i] for i in kept) for name in ("confidence", "source", "note")}
        arrays = {name: frozen(getattr(self, name)[kept]) for name in ("a", "b", "kind", "strength")}
        return Collaborations(**arrays, **words)


def read_organisations(table: Table | None, places: tuple[str, ...], faults: list[Fault]) -> Organisations:
    """The organisations; none without the table, a fault for a seat in an unknown commune."""
    if table is None:
        nothing = frozen(np.zeros(0))
        return Organisations((), (), (), (), frozen(np.zeros(0, np.int32)), nothing, nothing, (), ())
    seat = rows_of(table, "place", places, faults, ("commune inconnue", "unknown commune"))
    return Organisations(
        code=tuple(table["code"]),
        name=tuple(table["name"]),
        kind=tuple(value or "" for value in table["kind"]),
        sector=tuple(value or SECTORS[0] for value in table["sector"]),
        place=seat,
        budget=_known(table, "budget"),
        public_share=_known(table, "public_share"),
        confidence=tuple(table["confidence"]),
        source=tuple(value or "" for value in table["source"]),
    )


def _known(table: Table, column: str) -> np.ndarray:
    """A column of numbers, NaN where its cell is empty."""
    return frozen(np.array([np.nan if value is None else value for value in table[column]], np.float64))


def read_collaborations(table: Table | None, organisations: tuple[str, ...], faults: list[Fault]) -> Collaborations:
    """Today's ties; none without the table.

    Args:
        table: ties.csv, its words and numbers checked.
        organisations: Codes of the organisations, in row order.
        faults: Where faults are added: an unknown organisation, a tie with itself, one given twice, none to cite.
    """
    if table is None:
        none = frozen(np.zeros(0, np.int32))
        return Collaborations(none, none, frozen(np.zeros(0, np.int8)), frozen(np.zeros(0)), (), (), ())
    a, b = (rows_of(table, end, organisations, faults, UNKNOWN) for end in ("between", "and"))
    _check_ends(table, faults)
    for i, record in table.records():
        if record["confidence"] in SHOWN and record["source"] is None:
            cause = "lien « sourced » sans source", "'sourced' tie without a source"
            repair = "citer la source, ou écrire « assumed »", "cite the source, or write 'assumed'"
            faults.append(table.fault(i, (*cause, *repair)))
    return Collaborations(
        a=a,
        b=b,
        kind=frozen(np.array([TIE_KINDS.index(word) for word in table["kind"]], np.int8)),
        strength=frozen(np.array(table["strength"], np.float64)),
        confidence=tuple(table["confidence"]),
        source=tuple(value or "" for value in table["source"]),
        note=tuple(value or "" for value in table["note"]),
    )


def _check_ends(table: Table, faults: list[Fault]) -> None:
    """A fault for a tie with itself, and for one given twice, whichever end is named first."""
    ends = list(zip(table["between"], table["and"], strict=True))
    for i, (one, other) in enumerate(ends):
        if one == other:
            cause = f"lien de « {one} » avec elle-même", f"tie of '{one}' with itself"
            faults.append(table.fault(i, (*cause, "retirer la ligne", "remove the row")))
    pairs = {"between": [min(pair) for pair in ends], "and": [max(pair) for pair in ends], "kind": table["kind"]}
    refuse_twice(Table(table.path, pairs, table.lines), tuple(pairs), faults)
