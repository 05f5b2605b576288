"""What the bodies of events are made of: references to texts, short names, identifiers, counts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(pattern=r"^t-[0-9a-f]{32}$", json_schema_extra={"redactable": True})]
"""Reference to a text that can be erased: "t-" and 32 hexadecimal digits."""
Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
"""A table, a participant, a commune's code, a lever, a world, a phase: a short name that a program made."""
EventId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
"""Made by the client (a random UUID, its 32 hexadecimal digits): the same one twice is the same event."""
Round = Annotated[int, Field(ge=1, le=9)]
Mark = Annotated[int, Field(ge=1, le=4)] | None
"""One to four; none for « je ne sais pas »."""
Tokens = Annotated[int, Field(ge=-32, le=32)]
Role = Literal["host", "table", "participant", "operator"]
Medium = Literal["screen", "phone", "paper"]


class Body(BaseModel):
    """What happened; frozen, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    medium: Medium = "screen"


class Actor(BaseModel):
    """Who acts: a role, and the table or the participant it stands for; never a name."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    role: Role
    table: Key | None = None
    participant: Key | None = None


def now() -> datetime:
    """The server's clock, in universal time."""
    return datetime.now(UTC)
