"""What can happen in a workshop: every kind of event, typed; the log of these is the only truth.

A body holds what happened, never who somebody is: pseudonyms and everything that people wrote are `Words`, references
to texts kept beside the log, which can be erased one by one while the log stays as it was.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

from simulator.calendar import FIRST_DECISION_YEAR, LAST_YEAR
from simulator.workshop.event_types import Actor, Body, EventId, Key, Mark, Round, Tokens, Words, now
from simulator.workshop.grid import LINES

__all__ = ["BODY", "EVENT_VERSION", "Actor", "AnyBody", "Body", "Entry", "EventId", "Key", "Words", "now"]

EVENT_VERSION = 1
"""Version of the bodies below; an entry from a newer version is refused with a sentence."""


class WorkshopOpened(Body):
    """A host opened a workshop from a template."""

    kind: Literal["workshop_opened"] = "workshop_opened"
    template: Key
    title: Words
    worlds: tuple[Key, ...] = Field(min_length=1, max_length=6)
    tables: dict[Key, Key]
    """Table to the world it plays."""
    language: Literal["fr", "en"] = "fr"


class WorkshopEnded(Body):
    """The host closed it: nothing more is taken but erasures."""

    kind: Literal["workshop_ended"] = "workshop_ended"


class PhaseBegun(Body):
    """The agenda moved to a phase (by its key in the template)."""

    kind: Literal["phase_begun"] = "phase_begun"
    phase: Key
    round: Round | None = None


class Joined(Body):
    """Somebody joined a table under a pseudonym; `participant` is an unguessable key made by the server."""

    kind: Literal["joined"] = "joined"
    participant: Key
    table: Key
    pseudonym: Words


class Left(Body):
    """A participant left."""

    kind: Literal["left"] = "left"
    participant: Key


class TableNamed(Body):
    """A table gave itself a name."""

    kind: Literal["table_named"] = "table_named"
    table: Key
    name: Words


class GridFilled(Body):
    """The self-assessment, alone (with `participant`) or by a table; the latest one counts.

    Both columns have one mark per line of `grid.LINES`: what is said (`stated`), and what is done (`actual`).
    """

    kind: Literal["grid_filled"] = "grid_filled"
    table: Key
    participant: Key | None = None
    area: Words | None = None
    stated: tuple[Mark, ...] = Field(min_length=len(LINES), max_length=len(LINES))
    actual: tuple[Mark, ...] = Field(min_length=len(LINES), max_length=len(LINES))


class ResourceAdded(Body):
    """People, a room, a minibus, a skill: what somebody could share."""

    kind: Literal["resource_added"] = "resource_added"
    table: Key
    sort: Literal["people", "room", "vehicle", "skill", "equipment", "money", "other"]
    owner: Words
    what: Words
    commune: Key | None = None


class GapNoted(Body):
    """A gap card: where, who is concerned, what is missing, what would help, who can act."""

    kind: Literal["gap_noted"] = "gap_noted"
    table: Key
    place: Words
    concerned: Words
    missing: Words
    would_help: Words | None = None
    can_act: Words | None = None


class TieDrawn(Body):
    """A collaboration between two actors, of today or dreamed of."""

    kind: Literal["tie_drawn"] = "tie_drawn"
    table: Key
    one: Words
    other: Words
    sort: Literal["information", "shared_ticket", "co_programming", "shared_mediation", "other"] = "other"
    dreamed: bool = False
    about: Words | None = None


class ArtefactWritten(Body):
    """The table's own object from 2040, which ranks with ours; `claim` is the rank of what its world says, told too."""

    kind: Literal["artefact_written"] = "artefact_written"
    table: Key
    title: Words
    text: Words
    claim: Annotated[int, Field(ge=1, le=99)] | None = None


class LeversMoved(Body):
    """The plan as it stands on a table's screen, before it is committed: so that a reload finds it again."""

    kind: Literal["levers_moved"] = "levers_moved"
    table: Key
    round: Round
    tokens: dict[Key, Tokens]
    start: dict[Key, Annotated[int, Field(ge=FIRST_DECISION_YEAR, le=LAST_YEAR)]]


class PredictionMade(Body):
    """A difference foreseen, in points of residents with at least one outing a year without cinema, in 2040.

    By a participant, or by the table (`participant` none). `second` is the other question of the round: in points too.
    """

    kind: Literal["prediction_made"] = "prediction_made"
    table: Key
    round: Round
    participant: Key | None = None
    points: Annotated[float, Field(ge=-30, le=30, allow_inf_nan=False)]
    second: Annotated[float, Field(ge=-30, le=30, allow_inf_nan=False)] | None = None
    why: Words | None = None


class PolicyCommitted(Body):
    """The table's plan of a round, final: with the table's prediction it is what the reveal is about."""

    kind: Literal["policy_committed"] = "policy_committed"
    table: Key
    round: Round
    world: Key
    tokens: dict[Key, Tokens]
    start: dict[Key, Annotated[int, Field(ge=FIRST_DECISION_YEAR, le=LAST_YEAR)]]
    cards: tuple[Key, ...] = ()
    """Event cards that were in play."""


class PredictionsLocked(Body):
    """The table validated its prediction, or the host overrode a missing one (`override`, which is kept)."""

    kind: Literal["predictions_locked"] = "predictions_locked"
    table: Key
    round: Round
    override: bool = False


class RunKept(Body):
    """What the engine found for a committed policy: the content address of its bundle."""

    kind: Literal["run_kept"] = "run_kept"
    table: Key
    round: Round
    address: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    dissent: EventId | None = None
    """The dissent whose disputed world this is, if any."""


class Revealed(Body):
    """The host revealed the results of a round: to one table, or to all (`table` none)."""

    kind: Literal["revealed"] = "revealed"
    round: Round
    table: Key | None = None


class CardPlayed(Body):
    """An event card entered the round: for one table, or for all of its world."""

    kind: Literal["card_played"] = "card_played"
    card: Key
    world: Key
    round: Round
    table: Key | None = None


class TablesPaired(Body):
    """Two tables pool their means in a round."""

    kind: Literal["tables_paired"] = "tables_paired"
    tables: tuple[Key, Key]
    round: Round


class Spotlit(Body):
    """What the projector shows: a table, a view, a minute of silence."""

    kind: Literal["spotlit"] = "spotlit"
    view: Literal["welcome", "agenda", "grid", "map", "tables", "table", "life", "front_page", "silence", "close"]
    table: Key | None = None


class Dissented(Body):
    """A table disputes a parameter of the model: the value it holds true, and why; anonymous if wished."""

    kind: Literal["dissented"] = "dissented"
    table: Key
    round: Round
    parameter: Annotated[str, Field(pattern=r"^[a-z][A-Za-z0-9_.\[\]]{0,79}$")]
    value: Annotated[float, Field(allow_inf_nan=False)]
    why: Words | None = None
    anonymous: bool = True


class Voted(Body):
    """A participant's vote, or the count of raised hands of a table (`participant` none); the latest one counts."""

    kind: Literal["voted"] = "voted"
    question: Key
    option: Key
    table: Key
    participant: Key | None = None
    count: Annotated[int, Field(ge=1, le=99)] = 1


class Reacted(Body):
    """A reaction to an artefact or to a reveal: one of four words, or a sentence."""

    kind: Literal["reacted"] = "reacted"
    table: Key
    participant: Key | None = None
    about: Key
    reaction: Literal["surprised", "agree", "doubt", "concerned"] | None = None
    words: Words | None = None


class NoteKept(Body):
    """Something said and kept: a surprise, a reason, who was absent from the room."""

    kind: Literal["note_kept"] = "note_kept"
    table: Key | None = None
    sort: Literal["surprise", "feeling", "fact", "reason", "reality", "transfer", "absent", "note"] = "note"
    text: Words


class ActionWritten(Body):
    """A fiche-action: twelve fields; `action` names the fiche, and the latest one of a name counts."""

    kind: Literal["action_written"] = "action_written"
    table: Key
    action_key: Key
    issue: Words
    action: Words
    lead: Words
    """A role, never a person's name: the form says so."""
    partners: Words | None = None
    public: Words | None = None
    place: Words | None = None
    calendar: Words | None = None
    cost: Words | None = None
    funders: Words | None = None
    first_step: Words | None = None
    indicator: Words | None = None
    disagreements: Words | None = None
    run: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """The run that its numbers come from."""


class TextErased(Body):
    """A text was erased on request; its reference stays, what it said does not."""

    kind: Literal["text_erased"] = "text_erased"
    text: Words


AnyBody = Annotated[
    WorkshopOpened
    | WorkshopEnded
    | PhaseBegun
    | Joined
    | Left
    | TableNamed
    | GridFilled
    | ResourceAdded
    | GapNoted
    | TieDrawn
    | ArtefactWritten
    | LeversMoved
    | PredictionMade
    | PolicyCommitted
    | PredictionsLocked
    | RunKept
    | Revealed
    | CardPlayed
    | TablesPaired
    | Spotlit
    | Dissented
    | Voted
    | Reacted
    | NoteKept
    | ActionWritten
    | TextErased,
    Field(discriminator="kind"),
]
BODY: TypeAdapter[AnyBody] = TypeAdapter(AnyBody)


class Entry(BaseModel):
    """One line of the log.

    Attributes:
        sequence: Place in the workshop's log, from 1 on, without a gap.
        id: The client's own identifier.
        workshop: The workshop's key.
        version: Version of the body.
        at: When the server took it, with its time zone.
        actor: Who acted.
        body: What happened.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    sequence: Annotated[int, Field(ge=1)]
    id: EventId
    workshop: Key
    version: Annotated[int, Field(ge=1)] = EVENT_VERSION
    at: AwareDatetime
    actor: Actor
    body: AnyBody
