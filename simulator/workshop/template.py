"""A workshop's agenda: which phases, how long, what each opens, which levers are dealt in a round, how many tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from simulator.errors import AgendaError, FileError
from simulator.experiments.fiction import Words
from simulator.experiments.library import agenda_names, agenda_path
from simulator.experiments.schemas import read
from simulator.experiments.workshop_file import PhasePart, WorkshopFile
from simulator.model.levers import LEVERS


@dataclass(frozen=True)
class Phase:
    """A phase of the day.

    Attributes:
        key: Its name in the log.
        minutes: How long it lasts.
        title: Title in French and English ("fr", "en").
        notes: What the host says, in French and English.
        brief: The same in shorter words; None where the file has none.
        opens: Instruments that the screens offer.
        round: The round it belongs to, if any.
        levers: Levers dealt, as written in the file; empty for all.
    """

    key: str
    minutes: int
    title: Words
    notes: Words
    brief: Words | None = None
    opens: tuple[str, ...] = ()
    round: int | None = None
    levers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Template:
    """The agenda of a workshop, and its means; `text` is what the log keeps of it.

    Attributes:
        name: Code name.
        title: Title in French and English.
        minutes: How long the day lasts.
        tokens: Tokens that a table may place in a round.
        phases: The phases, in order.
        text: The whole as JSON, from which `Template.from_text` makes it again.
    """

    name: str
    title: Words
    minutes: int
    tokens: int
    phases: tuple[Phase, ...]
    text: str = field(repr=False)

    @classmethod
    def load(cls, path: Path | str) -> Template:
        """Read a workshop file, or a bundled one by its name.

        Raises:
            AgendaError: The file is refused; every fault with its line.
        """
        try:
            return _made(read(agenda_path(path), WorkshopFile))
        except FileError as error:
            raise AgendaError(error.faults) from None

    @classmethod
    def from_text(cls, text: str) -> Template:
        """The agenda that a workshop was opened with.

        Raises:
            ValueError: The text is no agenda.
        """
        return _made(WorkshopFile.model_validate_json(text))

    @property
    def rounds(self) -> tuple[int, ...]:
        """The rounds of the day, in order."""
        return tuple(sorted({phase.round for phase in self.phases if phase.round is not None}))

    def phase(self, key: str | None) -> Phase | None:
        """The phase called `key`; None when there is none."""
        return next((phase for phase in self.phases if phase.key == key), None)

    def dealt(self, number: int) -> tuple[str, ...]:
        """The levers of round `number`, in the order of screens."""
        given = [phase.levers for phase in self.phases if phase.round == number and phase.levers]
        return tuple(name for name in LEVERS if not given or name in given[0])


def templates() -> tuple[str, ...]:
    """The names of the bundled agendas."""
    return tuple(agenda_names())


def _made(content: WorkshopFile) -> Template:
    return Template(
        name=content.workshop,
        title=content.title.model_dump(),
        minutes=content.minutes,
        tokens=content.tokens,
        phases=tuple(_phase(part) for part in content.phases),
        text=content.model_dump_json(by_alias=True, exclude_none=True),
    )


def _phase(part: PhasePart) -> Phase:
    return Phase(
        key=part.key,
        minutes=part.minutes,
        title=part.title.model_dump(),
        notes=part.notes.model_dump(),
        brief=part.brief.model_dump() if part.brief else None,
        opens=tuple(part.opens),
        round=part.round,
        levers=tuple(part.levers),
    )
