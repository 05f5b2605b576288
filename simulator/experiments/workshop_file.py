"""What a workshop file may hold: the agenda of a day, phase by phase, which a host edits without code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from simulator.experiments.file_types import VERSION, Both, Format, Strict, one_of
from simulator.model.levers import LEVERS
from simulator.reading import Message, said

INSTRUMENTS = (
    "join",
    "grid",
    "resources",
    "ties",
    "gaps",
    "dreams",
    "fiction",
    "policy",
    "prediction",
    "reveal",
    "cards",
    "dissent",
    "votes",
    "reactions",
    "notes",
    "actions",
)
"""What a phase may open on the screens."""
OF_A_ROUND = {"policy", "prediction", "reveal", "cards"}
"""Instruments that need to know in which round they are."""
ROUNDS = 9
TOKENS = 32
LONGEST_MINUTES = 600
_LETTERS = set("abcdefghijklmnopqrstuvwxyz0123456789_-")

Instrument = one_of(INSTRUMENTS, "instrument inconnu :", "unknown instrument:")
LeverName = one_of(LEVERS, "levier inconnu :", "unknown lever:")


def _name(text: str) -> str:
    if 0 < len(text) <= 64 and set(text) <= _LETTERS and text[0] not in "_-":
        return text
    fr = "minuscules sans accent, chiffres, - et _, 64 au plus"
    repair = fr, "unaccented small letters, digits, - and _, 64 at most"
    raise said(Message("nom de code refusé", "code name refused", *repair))


Name = Annotated[
    str, AfterValidator(_name), WithJsonSchema({"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,63}$"})
]


def whole(name: str, low: int, high: int) -> object:
    """The type of a whole number from `low` to `high`; `name` is what it is called in the file."""

    def check(value: int) -> int:
        if low <= value <= high:
            return value
        fr, en = f"« {name} » : {value} refusé", f"'{name}': {value} refused"
        raise said(Message(fr, en, f"entre {low} et {high}", f"between {low} and {high}"))

    return Annotated[int, AfterValidator(check), WithJsonSchema({"type": "integer", "minimum": low, "maximum": high})]


class PhasePart(Strict):
    """A phase of the day: how long, what the host says, which instruments it opens."""

    key: Name
    minutes: whole("minutes", 1, LONGEST_MINUTES)
    title: Both
    notes: Both
    brief: Both | None = None
    """The same in shorter words, for the simplified version of the host's screen."""
    opens: list[Instrument] = Field(default_factory=list)
    round: whole("round", 1, ROUNDS) = None
    levers: list[LeverName] = Field(default_factory=list)
    """Levers that are dealt in the round that this phase begins; all of them when left out."""


class WorkshopFile(Strict):
    """The agenda of a workshop, and its means."""

    version: Format = Field(default=VERSION, alias="schema")
    workshop: Name
    title: Both
    minutes: whole("minutes", 1, LONGEST_MINUTES)
    tokens: whole("tokens", 1, TOKENS) = TOKENS
    phases: Annotated[list[PhasePart], Field(json_schema_extra={"minItems": 1})]

    @model_validator(mode="after")
    def _fits(self) -> WorkshopFile:
        faults = tuple(misfits(self))
        if faults:
            raise said(*faults)
        return self


def misfits(agenda: WorkshopFile) -> Iterator[Message]:
    """Where the phases of an agenda do not fit together."""
    if not agenda.phases:
        yield Message("aucune phase", "no phase", "en écrire une", "write one", ("phases",))
        return
    keys = [phase.key for phase in agenda.phases]
    yield from (_twice(rank, key) for rank, key in enumerate(keys) if key in keys[:rank])
    yield from _wrong_total(agenda)
    misplaced = [fault for rank, phase in enumerate(agenda.phases) for fault in _misplaced(rank, phase)]
    yield from misplaced or _rounds(agenda) or _unplayed(agenda)


def _twice(rank: int, key: str) -> Message:
    repair = "donner un autre nom de code", "give another code name"
    return Message(f"deux phases nommées « {key} »", f"two phases named '{key}'", *repair, ("phases", rank, "key"))


def _misplaced(rank: int, phase: PhasePart) -> Iterator[Message]:
    """What a phase asks of a round that it does not name."""
    needing = [name for name in phase.opens if name in OF_A_ROUND]
    if phase.round is None and (needing or phase.levers):
        what = needing[0] if needing else "levers"
        fr, en = f"« {what} » demande un numéro de tour", f"'{what}' needs the number of a round"
        yield Message(fr, en, "ajouter « round: 1 »", "add 'round: 1'", ("phases", rank))


def _wrong_total(agenda: WorkshopFile) -> Iterator[Message]:
    total = sum(phase.minutes for phase in agenda.phases)
    if total != agenda.minutes:
        fr = f"les phases font {total} minutes, pas {agenda.minutes}"
        en = f"the phases take {total} minutes, not {agenda.minutes}"
        repair = f"écrire « minutes: {total} », ou changer une phase", f"write 'minutes: {total}', or change a phase"
        yield Message(fr, en, *repair, ("minutes",))


def _rounds(agenda: WorkshopFile) -> list[Message]:
    """Rounds come one after the other, from 1 on."""
    reached, faults = 0, []
    for rank, phase in enumerate(agenda.phases):
        if phase.round is None:
            continue
        if phase.round not in (reached, reached + 1):
            repair = "numéroter les tours 1, 2, 3… dans l’ordre", "number rounds 1, 2, 3... in order"
            place = ("phases", rank, "round")
            fr, en = f"tour {phase.round} hors de l’ordre", f"round {phase.round} out of order"
            faults.append(Message(fr, en, *repair, place))
        reached = max(reached, phase.round)
    return faults


def _unplayed(agenda: WorkshopFile) -> Iterator[Message]:
    """A round is revealed after it was played."""
    played = set()
    for rank, phase in enumerate(agenda.phases):
        if "policy" in phase.opens:
            played.add(phase.round)
        if "reveal" in phase.opens and phase.round not in played:
            fr, en = f"tour {phase.round} révélé avant d’être joué", f"round {phase.round} revealed before it is played"
            repair = "ouvrir « policy » avant", "open 'policy' earlier"
            yield Message(fr, en, *repair, ("phases", rank, "opens"))
