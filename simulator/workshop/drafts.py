"""From what a screen sends to a typed event: sizes, words and their references, then the body itself."""

from __future__ import annotations

import json
import re
import unicodedata
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from pydantic import ValidationError

from simulator.reading import excerpt, hidden
from simulator.workshop.events import BODY, AnyBody, Body
from simulator.workshop.fields import field
from simulator.workshop.refusals import refuse

MOST_CHARACTERS = 20_000
"""Size of an event as JSON, at most."""
LIMITS: Mapping[str, int] = {
    "joined.pseudonym": 40,
    "table_named.name": 60,
    "workshop_opened.title": 120,
    "artefact_written.title": 120,
    "artefact_written.text": 4000,
    "note_kept.text": 2000,
    "prediction_made.why": 1000,
    "dissented.why": 1000,
    "reacted.words": 500,
}
"""Characters of a text, at most, where it is not `USUAL`."""
USUAL = 600
ACTION = 1500
ONE_LINE = {"joined.pseudonym", "table_named.name", "workshop_opened.title", "artefact_written.title"}
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_KINDS: Mapping[str, type[Body]] = {kind.model_fields["kind"].default: kind for kind in get_args(get_args(AnyBody)[0])}


@dataclass(frozen=True)
class Prepared:
    """A draft that was understood: its body, and what the body's references stand for."""

    body: Body
    texts: Mapping[str, str]


@cache
def word_fields(kind: str) -> tuple[str, ...]:
    """The fields of a kind of event that hold what people wrote."""
    fields = _KINDS[kind].model_json_schema()["properties"]
    return tuple(name for name, schema in fields.items() if _redactable(schema))


def _redactable(schema: Mapping) -> bool:
    return any(one.get("redactable") for one in (schema, *schema.get("anyOf", ())))


def limit(kind: str, name: str) -> int:
    """Characters that a text may have."""
    return LIMITS.get(f"{kind}.{name}", ACTION if kind == "action_written" else USUAL)


def check_id(event_id: object) -> str:
    """The client's identifier.

    Raises:
        Refusal: "bad_id".
    """
    if isinstance(event_id, str) and _ID.fullmatch(event_id):
        return event_id
    raise refuse("bad_id")


def prepare(draft: object) -> Prepared:
    """A draft as a body and its texts.

    Raises:
        Refusal: It is too large, of no known kind, or holds a field or a text that is not taken.
    """
    fields = dict(_plain(draft))
    kind = fields.get("kind")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise refuse("bad_draft")
    texts: dict[str, str] = {}
    for name in () if kind == "text_erased" else word_fields(kind):
        words = clean(kind, name, fields.get(name))
        fields.pop(name, None)
        if words is not None:
            fields[name] = "t-" + uuid.uuid4().hex
            texts[fields[name]] = words
    return Prepared(_body(fields), texts)


def _plain(draft: object) -> dict:
    """The draft as JSON gives it back: plain values, and no larger than an event may be."""
    if not isinstance(draft, dict):
        raise refuse("bad_draft")
    try:
        text = json.dumps(draft, ensure_ascii=False, allow_nan=False)
        text.encode()
    except (TypeError, ValueError, RecursionError):
        raise refuse("bad_draft") from None
    if len(text) > MOST_CHARACTERS:
        raise refuse("oversized_event", size=len(text), most=MOST_CHARACTERS)
    return json.loads(text)


def _body(fields: dict) -> Body:
    try:
        return BODY.validate_json(json.dumps(fields), strict=True)
    except ValidationError as error:
        place = error.errors(include_url=False, include_input=False)[0]["loc"][1:]
        raise refuse("bad_field", field=field(excerpt(".".join(str(p) for p in place) or fields["kind"]))) from None


def clean(kind: str, name: str, given: object) -> str | None:
    """What somebody wrote, as it is kept; None where nothing was.

    Raises:
        Refusal: It is no text, is empty where words are asked for, is too long, or holds an invisible character.
    """
    required = _KINDS[kind].model_fields[name].is_required()
    if given is None and not required:
        return None
    if not isinstance(given, str):
        raise refuse("bad_field", field=field(name))
    text = unicodedata.normalize("NFC", given.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()
    most = limit(kind, name)
    if len(text) > most:
        raise refuse("oversized_text", field=field(name), size=len(text), most=most)
    if hidden(text) or (f"{kind}.{name}" in ONE_LINE and "\n" in text):
        raise refuse("control_character", field=field(name))
    if not text and required:
        raise refuse("empty_text", field=field(name))
    return text or None


def references(body: Body) -> Iterator[tuple[str, str]]:
    """Each field of a body that refers to a text, with the reference."""
    for name in word_fields(body.kind):
        if (reference := getattr(body, name)) is not None:
            yield name, reference


def same(prepared: Prepared, kept: Body, words: Mapping[str, str | None]) -> bool:
    """Whether a draft says what a kept body says; a text that was erased since is not compared."""
    if prepared.body.kind != kept.kind:
        return False
    mine, theirs = dict(references(prepared.body)), dict(references(kept))
    if kept.kind != "text_erased":
        if mine.keys() != theirs.keys():
            return False
        pairs = ((prepared.texts[mine[name]], words.get(theirs[name])) for name in mine)
        if any(known is not None and said != known for said, known in pairs):
            return False
        return prepared.body.model_dump(exclude=set(mine)) == kept.model_dump(exclude=set(theirs))
    return prepared.body == kept
