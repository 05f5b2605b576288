"""The format that a file says it follows: older ones are read too, a newer one is refused with one sentence."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from simulator.errors import FileError
from simulator.reading.checking import said
from simulator.reading.document import Document, Message

KEY = "schema"


def format_type(newest: int) -> object:
    """The type of a file's `schema` line: a whole number from 1 to `newest`."""
    words = {"type": "integer", "minimum": 1, "maximum": newest, "description": "Format of this file"}
    return Annotated[int, AfterValidator(partial(_known, newest)), WithJsonSchema(words)]


def _known(newest: int, version: int) -> int:
    if 1 <= version <= newest:
        return version
    repair = f"écrire « {KEY}: {newest} »", f"write '{KEY}: {newest}'"
    raise said(Message("format inconnu", "unknown format", *repair))


def refuse_newer(document: Document, newest: int) -> None:
    """Refuse a file of a newer format with one sentence, whatever else it holds.

    Raises:
        FileError: The file says that it follows a format above `newest`.
    """
    version = document.data.get(KEY) if isinstance(document.data, dict) else None
    if isinstance(version, int) and not isinstance(version, bool) and version > newest:
        raise FileError([document.fault((KEY,), _too_new(version, newest))])


def _too_new(version: int, newest: int) -> Message:
    return Message(
        f"ce fichier suit le format {version}, plus récent que ce programme (format {newest})",
        f"this file follows format {version}, newer than this program (format {newest})",
        "mettre à jour bassin2040",
        "update bassin2040",
    )
