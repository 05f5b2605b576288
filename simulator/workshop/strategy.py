"""Several workshops as one strategy: their fiches-action together, with the gaps, ties and doubts they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.workshop.export import Export
from simulator.workshop.marks import dispersion, grids_of, votes
from simulator.workshop.refusals import refuse
from simulator.workshop.said import Said, spoken
from simulator.workshop.state import WorkshopState, fold
from simulator.workshop.view_parts import by_table, seat

FORMAT = "bassin2040-strategy"
VERSION = 1
KINDS = ("actions", "gaps", "ties", "resources", "artefacts", "dissents")
"""What workshops bring together; the fiches-action first."""


@dataclass(frozen=True)
class Contribution:
    """What one workshop brings.

    Attributes:
        state: Where it stands.
        words: Reference to words, None where they were erased.
    """

    state: WorkshopState
    words: Mapping[str, str | None]

    @classmethod
    def of(cls, export: Export) -> Contribution:
        """What an exported workshop brings."""
        return cls(fold(export.entries), export.words)


def latest(exports: Iterable[Export]) -> list[Export]:
    """Each workshop once, the longest of its logs, by date.

    Raises:
        Refusal: "diverged", when two files of one workshop differ.
    """
    kept: dict[str, Export] = {}
    for export in exports:
        other = kept.get(export.workshop, export)
        short, long = sorted((export, other), key=lambda one: len(one.entries))
        if long.entries[: len(short.entries)] != short.entries:
            raise refuse("diverged", workshop=export.workshop)
        kept[export.workshop] = long
    return sorted(kept.values(), key=lambda export: (export.entries[0].at, export.workshop))


def merge(exports: Iterable[Export]) -> dict:
    """The draft of a strategy, as plain values: the same whatever the order of workshops, or how often one is given.

    Raises:
        Refusal: "diverged".
    """
    brought = [Contribution.of(export) for export in latest(exports)]
    document = {"format": FORMAT, "version": VERSION, "workshops": [_workshop(one) for one in brought]}
    for kind in KINDS:
        document[kind] = [line for one in brought for line in _lines(one, kind)]
    return document


def _workshop(brought: Contribution) -> dict:
    state = brought.state
    page = {
        "workshop": state.workshop,
        "title": Said(state.opened.title),
        "opened_at": state.opened_at.isoformat(),
        "ended_at": state.ended_at.isoformat() if state.ended_at else None,
        "people": len(state.participants),
        "tables": [seat(state, table) for table in state.tables],
        "grid": dispersion(grids_of(state)),
        "votes": votes(state),
    }
    return spoken(page, brought.words)


def _lines(brought: Contribution, kind: str) -> list[dict]:
    """What a workshop kept of a kind, in table order, each line with where it comes from."""
    state, lines = brought.state, by_table(getattr(brought.state, kind), None)
    order = {table: rank for rank, table in enumerate(state.tables)}
    lines.sort(key=lambda line: (order.get(line["table"], len(order)), line["sequence"]))
    return [{"workshop": state.workshop, **spoken(line, brought.words)} for line in lines]
