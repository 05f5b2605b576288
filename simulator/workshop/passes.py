"""Who may enter: six letters for a workshop, an unguessable token for each seat; only a token's digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from simulator.workshop.events import Actor
from simulator.workshop.log import row_of
from simulator.workshop.refusals import refuse
from simulator.workshop.sealing import seal_of
from simulator.workshop.tables import PASSES, WORKSHOPS

LETTERS = "BCDFGHJKLMNPRSTVWXZ"
"""No vowel, so no word; no Q, which is taken for an O."""
CODE_LENGTH = 6
VALID = timedelta(days=90)
"""How long a token lets somebody in (assumed: the day, the fortnight after it, and a second meeting)."""


@dataclass(frozen=True)
class Pass:
    """Somebody who was let in.

    Attributes:
        workshop: The workshop's key.
        actor: Who acts.
        language: The workshop's language.
        seal: By which a person finds what they wrote without a name (`sealing.py`); None for other seats.
    """

    workshop: str
    actor: Actor
    language: str = "fr"
    seal: bytes | None = field(default=None, repr=False, compare=False)


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_code(connection: Connection) -> str:
    """Six letters that no other workshop here has."""
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        if connection.execute(select(WORKSHOPS.c.code).where(WORKSHOPS.c.code == code)).first() is None:
            return code


def read_code(typed: object) -> str:
    """A code as it was meant: capitals, without the spaces and dashes that people put in."""
    return "".join(letter for letter in str(typed)[:64].upper() if letter.isalpha())


def issue(connection: Connection, workshop: str, actor: Actor, at: datetime) -> str:
    """A new token for `actor`."""
    token = secrets.token_urlsafe(24)
    row = {
        "digest": digest(token),
        "workshop": workshop,
        "actor": actor.model_dump_json(),
        "expires": (at + VALID).isoformat(),
        "revoked": False,
    }
    connection.execute(insert(PASSES), [row])
    return token


def revoke(connection: Connection, workshop: str) -> None:
    """Make the tokens of host, tables and operator useless; people who joined keep theirs."""
    mine = select(PASSES).where(PASSES.c.workshop == workshop, PASSES.c.revoked.is_(False))
    for row in connection.execute(mine).all():
        if Actor.model_validate_json(row.actor).role != "participant":
            connection.execute(update(PASSES).where(PASSES.c.digest == row.digest).values(revoked=True))


def look_up(connection: Connection, token: object, at: datetime) -> Pass:
    """Whom a token lets in.

    Raises:
        Refusal: "unknown_token" or "expired_token".
    """
    if not isinstance(token, str) or not token:
        raise refuse("unknown_token")
    row = connection.execute(select(PASSES).where(PASSES.c.digest == digest(token))).one_or_none()
    if row is None or row.revoked:
        raise refuse("unknown_token")
    if datetime.fromisoformat(row.expires) <= at:
        raise refuse("expired_token")
    language = row_of(connection, row.workshop).language
    actor = Actor.model_validate_json(row.actor)
    return Pass(row.workshop, actor, language, seal_of(token) if actor.role == "participant" else None)
