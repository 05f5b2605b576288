"""One way to write plain values as bytes, so that equal values have equal hashes on every machine and for ever."""

from __future__ import annotations

import hashlib
import json
import re


class NotPlain(ValueError):  # noqa: N818 - what the value is
    """A value without one canonical form, or bytes that are no plain JSON."""


ADDRESS = re.compile(r"[0-9a-f]{64}")


def canonical(value: object) -> bytes:
    """JSON in ASCII with sorted keys and no spaces; a float is written with the fewest digits that give its bits back.

    Raises:
        NotPlain: A value is infinite or not a number, or is no plain value.
    """
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")
    except (TypeError, ValueError, RecursionError) as error:
        raise NotPlain(str(error)) from None


def plain(raw: bytes) -> object:
    """What `canonical` wrote, or any other JSON.

    Raises:
        NotPlain: It is no JSON, or holds a number that is none.
    """
    try:
        return json.loads(raw, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NotPlain(str(error)) from None


def address_of(raw: bytes) -> str:
    """The address of some bytes: their SHA-256 in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def is_address(text: object) -> bool:
    """Whether `text` is written as an address."""
    return isinstance(text, str) and ADDRESS.fullmatch(text) is not None


def _refuse(word: str) -> float:
    raise ValueError(f"{word} is no number")
