"""What a debrief is written from: one workshop's state and words, its runs, and who is many enough to be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.wording import Translator, figure, number, points
from simulator.workshop.debrief.blocks import Link, Number
from simulator.workshop.events import Entry
from simulator.workshop.marks import FEWEST
from simulator.workshop.state import WorkshopState

WIDE = 5
"""Tables that may stand side by side with their names."""
MAIN = "any_but_cinema"
"""The number that predictions are about."""


def _nothing(_address: str, _name: str) -> None:
    """Nothing is told about any run."""


@dataclass(frozen=True)
class Day:
    """A workshop as its papers see it.

    Attributes:
        state: What the log amounts to.
        words: Reference of a text to the text; None where it was erased.
        load: The bundle of an address.
        say: The words of the papers' language.
        template: The agenda (a Template).
        address: Where permanent links are answered, or None: links then lead to the list of runs in the paper itself.
        entries: The log, for what happened when.
        attached: What is told about a run, by its address and the record's name; None where nothing is yet.
    """

    state: WorkshopState
    words: Mapping[str, str | None]
    load: Callable[[str], Any]
    say: Translator
    template: Any
    address: str | None = None
    entries: Sequence[Entry] = field(default=(), repr=False)
    attached: Callable[[str, str], Any] = field(default=_nothing, repr=False)

    @property
    def language(self) -> str:
        """The papers' language."""
        return self.say.language

    def text(self, reference: str | None) -> str:
        """What somebody wrote; that it was erased, if it was; nothing where nothing was written."""
        if reference is None:
            return ""
        written = self.words.get(reference)
        return self.say("pack.erased") if written is None else written

    def table(self, key: str) -> str:
        """A table's number and the name it gave itself."""
        rank = list(self.state.tables).index(key) + 1 if key in self.state.tables else 0
        plain = self.say("kit.tent", number=rank) if rank else key
        name = self.text(self.state.names.get(key))
        return f"{plain} · {name}" if name else plain

    def heads(self, tables: Sequence[str]) -> list[str]:
        """Tables as the heads of columns: many of them have their numbers only."""
        names = [self.table(table) for table in tables]
        return names if len(names) <= WIDE else [name.partition(" · ")[0] for name in names]

    def title(self) -> str:
        """The workshop's title."""
        return self.text(self.state.opened.title if self.state.opened else None)

    def people(self, table: str) -> int:
        """How many people joined a table."""
        return sum(somebody.table == table for somebody in self.state.participants.values())

    def shown(self, table: str) -> bool:
        """Whether a table is published: five people at least, or nobody who joined by name (a table on paper)."""
        return self.people(table) == 0 or self.people(table) >= FEWEST

    def shown_tables(self) -> list[str]:
        """The tables that are published, in table order."""
        return [table for table in self.state.tables if self.shown(table)]

    def by(self, table: str | None) -> str:
        """Who said something: a table, or that the table is too small to be named, or the room."""
        if table is None:
            return self.say("pack.room")
        return self.table(table) if self.shown(table) else self.say("pack.too_few.table")

    def may_link(self, table: str, dissent: str | None) -> bool:
        """Whether a run may be linked to: it holds its table's plan, which tells whose an unnamed dissent is."""
        unnamed = any(kept.id == dissent and kept.body.anonymous for kept in self.state.dissents)
        return self.shown(table) and not unnamed

    def run(self, address: str) -> Link:
        """The link of a run: permanent where the address of the links is known, else to the list in this paper."""
        text = self.say("pack.run", short=address[:8])
        return Link(text, f"{self.address.rstrip('/')}/lien/{address}" if self.address else f"#run-{address[:16]}")

    def points(self, share: float) -> Number:
        """A difference of shares, in points."""
        return Number(points(share, self.language), round(100 * share, 2))

    def count(self, value: float, decimals: int = 0) -> Number:
        """A count."""
        return Number(number(value, self.language, decimals), value)

    def figure(self, value: float) -> Number:
        """The value of a parameter, with as many decimals as it needs."""
        return Number(figure(value, self.language), value)
