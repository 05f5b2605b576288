"""The state of a workshop: what the log amounts to. Nothing is in it that the entries do not say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from simulator.workshop.events import (
    ActionWritten,
    ArtefactWritten,
    Body,
    CardPlayed,
    Dissented,
    Entry,
    GapNoted,
    GridFilled,
    LeversMoved,
    NoteKept,
    PhaseBegun,
    PolicyCommitted,
    PredictionMade,
    PredictionsLocked,
    Reacted,
    ResourceAdded,
    RunKept,
    Spotlit,
    TablesPaired,
    TieDrawn,
    Voted,
    WorkshopOpened,
)

Kind = TypeVar("Kind", bound=Body)


@dataclass(frozen=True)
class Kept(Generic[Kind]):
    """Something that happened: which line of the log, when, and what."""

    sequence: int
    id: str
    at: datetime
    body: Kind


@dataclass(frozen=True)
class Participant:
    """Somebody who joined: which table, which pseudonym (a reference), and whether they are still here."""

    key: str
    table: str
    pseudonym: str
    here: bool = True


ByTable = tuple[str, int]
"""A table and a round."""


@dataclass(frozen=True)
class WorkshopState:
    """Where a workshop stands; never changed, each entry gives a new one.

    Attributes:
        workshop: The workshop's key.
        sequence: The latest entry folded in; 0 for none.
        opened: How it was opened.
        opened_at: When.
        ended_at: When it ended, or None.
        phase: The phase that runs.
        round: The highest round begun; 0 before the first.
        participants: Everybody who joined, by key.
        names: Table to the reference of its name.
        grids: Table and participant (None for the table's own) to the latest grid.
        plans: Table and round to the plan as it stands.
        predictions: Table, round and participant (None for the table's own) to the latest prediction.
        policies: Table and round to the committed plan.
        locks: Table and round to the lock.
        runs: Table, round and dissent (None for the plan itself) to the run that was kept.
        revealed: Rounds that were revealed, each with a table or None for all.
        votes: Question, table and participant to the latest vote.
        actions: Table and fiche to the latest fiche-action.
        artefacts: Table to its latest artefact.
        erased: References of texts that were erased.
    """

    workshop: str = ""
    sequence: int = 0
    opened: WorkshopOpened | None = None
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    phase: Kept[PhaseBegun] | None = None
    round: int = 0
    participants: Mapping[str, Participant] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    grids: Mapping[tuple[str, str | None], Kept[GridFilled]] = field(default_factory=dict)
    resources: tuple[Kept[ResourceAdded], ...] = ()
    gaps: tuple[Kept[GapNoted], ...] = ()
    ties: tuple[Kept[TieDrawn], ...] = ()
    artefacts: Mapping[str, Kept[ArtefactWritten]] = field(default_factory=dict)
    plans: Mapping[ByTable, Kept[LeversMoved]] = field(default_factory=dict)
    predictions: Mapping[tuple[str, int, str | None], Kept[PredictionMade]] = field(default_factory=dict)
    policies: Mapping[ByTable, Kept[PolicyCommitted]] = field(default_factory=dict)
    locks: Mapping[ByTable, Kept[PredictionsLocked]] = field(default_factory=dict)
    runs: Mapping[tuple[str, int, str | None], Kept[RunKept]] = field(default_factory=dict)
    revealed: frozenset[tuple[int, str | None]] = frozenset()
    cards: tuple[Kept[CardPlayed], ...] = ()
    pairs: tuple[Kept[TablesPaired], ...] = ()
    spotlight: Kept[Spotlit] | None = None
    dissents: tuple[Kept[Dissented], ...] = ()
    votes: Mapping[tuple[str, str, str | None], Kept[Voted]] = field(default_factory=dict)
    reactions: tuple[Kept[Reacted], ...] = ()
    notes: tuple[Kept[NoteKept], ...] = ()
    actions: Mapping[tuple[str, str], Kept[ActionWritten]] = field(default_factory=dict)
    erased: frozenset[str] = frozenset()

    @property
    def ended(self) -> bool:
        """Whether the host closed it."""
        return self.ended_at is not None

    @property
    def tables(self) -> Mapping[str, str]:
        """Table to its world, in table order."""
        return self.opened.tables if self.opened else {}

    def is_revealed(self, table: str, number: int) -> bool:
        """Whether `table` may see the results of a round."""
        return not self.revealed.isdisjoint({(number, table), (number, None)})

    def is_locked(self, table: str, number: int) -> bool:
        """Whether the table's prediction of a round is validated."""
        return (table, number) in self.locks

    def partner(self, table: str, number: int) -> str | None:
        """The table that `table` pools its means with in a round."""
        for pair in self.pairs:
            if pair.body.round == number and table in pair.body.tables:
                one, other = pair.body.tables
                return other if table == one else one
        return None

    def played(self, table: str, number: int) -> tuple[str, ...]:
        """The event cards in play for a table in a round: those of this round and of earlier ones."""
        world = self.tables.get(table)
        mine = (
            card.body
            for card in self.cards
            if card.body.world == world and card.body.table in (None, table) and card.body.round <= number
        )
        return tuple(dict.fromkeys(card.card for card in mine))


def fold(entries: Iterable[Entry], state: WorkshopState | None = None) -> WorkshopState:
    """What the entries amount to, from nothing or from `state` on; entries already in it change nothing."""
    from simulator.workshop.folding import step

    state = state or WorkshopState()
    for entry in entries:
        state = step(state, entry)
    return state
