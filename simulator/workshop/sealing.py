"""Whose an unnamed text is, for its author alone.

An anonymous dissent keeps no author. Its reference is a keyed hash of the line's identifier under a key that only the
author's device can make (the log keeps a digest of the device's token, from which the key cannot be found). So the
author finds the text again and can have it erased; the host, the room and whoever reads the database cannot tell
whose it was.
"""

from __future__ import annotations

import hashlib
import hmac

from simulator.workshop.drafts import Prepared, references
from simulator.workshop.events import Entry

PURPOSE = b"bassin2040 seal "


def seal_of(token: str) -> bytes:
    """The key that a token makes; its digest in the log does not give it."""
    return hashlib.sha256(PURPOSE + token.encode("utf-8", "surrogatepass")).digest()


def _reference(seal: bytes, event_id: str, name: str) -> str:
    return "t-" + hmac.new(seal, f"{event_id} {name}".encode(), hashlib.sha256).hexdigest()[:32]


def sealed(prepared: Prepared, seal: bytes | None, event_id: str) -> Prepared:
    """A draft as it is kept: an anonymous dissent of somebody who has a seal refers to its words under that seal."""
    body = prepared.body
    if seal is None or body.kind != "dissented" or not body.anonymous:
        return prepared
    renamed = {name: _reference(seal, event_id, name) for name, _ in references(body)}
    texts = {renamed[name]: prepared.texts[old] for name, old in references(body)}
    return Prepared(body.model_copy(update=renamed), texts)


def own_references(entry: Entry, seal: bytes) -> list[str]:
    """References of the texts of a line that were written under a seal."""
    return [found for name, found in references(entry.body) if found == _reference(seal, entry.id, name)]
