"""A workshop as one file: its log, what people wrote, its agenda and the digests of its seats; checked when read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulator.cache import write_atomically
from simulator.workshop.drafts import references
from simulator.workshop.events import EVENT_VERSION, Actor, Entry, Key, Words
from simulator.workshop.refusals import refuse
from simulator.workshop.template import Template

FORMAT = "bassin2040-workshop"
VERSION = 1
MOST_BYTES = 256 * 2**20


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TextLine(_Part):
    """A text, and whose it is; `words` is None once erased."""

    text: Words
    sequence: Annotated[int, Field(ge=1)]
    table: Key | None = None
    participant: Key | None = None
    words: str | None = None


class SeatLine(_Part):
    """The digest of a seat's token: who had a link still has it where the workshop goes on."""

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    actor: Actor
    expires: Annotated[str, Field(max_length=40)]


class Export(_Part):
    """Everything of a workshop."""

    workshop: Key
    code: Annotated[str, Field(pattern=r"^[A-Z]{6}$")]
    template: str
    entries: tuple[Entry, ...] = Field(min_length=1)
    texts: tuple[TextLine, ...] = ()
    seats: tuple[SeatLine, ...] = ()

    @property
    def words(self) -> Mapping[str, str | None]:
        """Reference to words."""
        return {line.text: line.words for line in self.texts}


def write_export(export: Export, path: Path) -> None:
    """Write the file in one step; only its owner may read it, since it holds what people wrote."""
    content = export.model_dump(mode="json")
    document = {"format": FORMAT, "version": VERSION, "sha256": _digest(content), "content": content}
    text = json.dumps(document, ensure_ascii=False, indent=1)
    write_atomically(path, lambda part: part.write_text(text, encoding="utf-8"))
    path.chmod(0o600)


def read_export(path: Path) -> Export:
    """Read a file and check all of it.

    Raises:
        Refusal: "bad_file", "newer_file" or "newer_entry".
        OSError: The file cannot be read.
    """
    document = _document(path)
    if isinstance(document.get("version"), int) and document["version"] > VERSION:
        raise refuse("newer_file", file=path)
    content = document.get("content")
    if not isinstance(content, dict) or document.get("sha256") != _digest(content):
        raise refuse("bad_file", file=path)
    if any(_is_newer(entry) for entry in _listed(content)):
        raise refuse("newer_entry")
    try:
        export = Export.model_validate_json(json.dumps(content))
        Template.from_text(export.template)
    except (ValidationError, ValueError):
        raise refuse("bad_file", file=path) from None
    if not _holds_together(export):
        raise refuse("bad_file", file=path)
    return export


def _document(path: Path) -> dict:
    if path.stat().st_size > MOST_BYTES:
        raise refuse("bad_file", file=path)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise refuse("bad_file", file=path)
    return document


def _listed(content: dict) -> list:
    entries = content.get("entries")
    return entries if isinstance(entries, list) else []


def _is_newer(entry: object) -> bool:
    version = entry.get("version") if isinstance(entry, dict) else None
    return isinstance(version, int) and version > EVENT_VERSION


def _holds_together(export: Export) -> bool:
    """One workshop, opened first, without a gap or a line twice; every reference has its text, and no text is loose."""
    entries = export.entries
    written = {
        (reference, entry.sequence)
        for entry in entries
        if entry.body.kind != "text_erased"
        for _, reference in references(entry.body)
    }
    return (
        [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
        and len({entry.id for entry in entries}) == len(entries)
        and {entry.workshop for entry in entries} == {export.workshop}
        and [entry.sequence for entry in entries if entry.body.kind == "workshop_opened"] == [1]
        and len(export.texts) == len(written)
        and {(line.text, line.sequence) for line in export.texts} == written
        and len({seat.digest for seat in export.seats}) == len(export.seats)
    )


def _digest(content: dict) -> str:
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
