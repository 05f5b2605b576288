"""The demonstration workshop: opened once, its links kept beside the database so that a restart finds it again."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.typography import french
from simulator.workshop.refusals import Refusal
from simulator.workshop.store import data_folder

if TYPE_CHECKING:
    from simulator.workshop.desk import Desk

TITLES = {"fr": french("Démonstration : une demi-journée"), "en": "Demonstration: a half-day"}
TEMPLATE = "demi-journee-240"
WORLDS = ("sobriete", "communs")
TABLES = 4


@dataclass(frozen=True)
class Demonstration:
    """A workshop for trying.

    Attributes:
        workshop: Its key.
        code: The six letters.
        host: The host's token.
        tables: Each table's token.
        operator: The operator's token.
    """

    workshop: str
    code: str
    host: str
    tables: dict[str, str]
    operator: str


def demonstration(desk: Desk, address: str, language: str) -> Demonstration:
    """The demonstration workshop of a database: the one of the last start, else a new one.

    Args:
        desk: The desk.
        address: The database's address: each has a demonstration of its own.
        language: Language of a new one.
    """
    file = data_folder() / f"demonstration-{sha256(address.encode()).hexdigest()[:12]}.json"
    found = _kept(file)
    if found is not None and _lives(desk, found):
        return found
    made = _opened(desk, language)
    _keep(file, made)
    return made


def _kept(file: Path) -> Demonstration | None:
    try:
        return Demonstration(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _lives(desk: Desk, found: Demonstration) -> bool:
    try:
        desk.enter(found.host)
        return not desk.state(found.workshop).ended
    except Refusal:
        return False


def _opened(desk: Desk, language: str) -> Demonstration:
    opened = desk.open(template=TEMPLATE, title=TITLES[language], worlds=WORLDS, tables=TABLES, language=language)
    return Demonstration(opened.workshop, opened.code, opened.host, dict(opened.tables), opened.operator)


def _keep(file: Path, made: Demonstration) -> None:
    """For the owner of this account only: these tokens open the workshop."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(asdict(made), stream)
