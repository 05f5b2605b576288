"""What a strict reading gives: plain values, the line of each, and words for what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from simulator.errors import Fault
from simulator.typography import french

MOST_NAMES = 12
"""Names that a repair lists at most."""
Place = tuple[str | int | float, ...]
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Message:
    """A cause and its repair, in both languages; `place` leads from the value at fault to the part that is wrong."""

    fr: str
    en: str
    repair_fr: str = ""
    repair_en: str = ""
    place: Place = ()


@dataclass(frozen=True)
class Document:
    """A YAML file as plain values, and where each stands.

    Attributes:
        path: The file, as it was named.
        data: Dictionaries, lists, texts, numbers, booleans and None.
        lines: Line (from 1) of each place, a place being the keys that lead to it; () is the whole file.
    """

    path: Path
    data: object
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest thing around it that stands in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, place: Place, message: Message) -> Fault:
        """A fault at `place`."""
        return fault(self.path, self.line(place), message.fr, message.en, message.repair_fr, message.repair_en)


def fault(path: Path, line: int, fr: str, en: str, repair_fr: str = "", repair_en: str = "") -> Fault:
    """A fault whose French has the spaces of French typography."""
    return Fault(path, line, french(fr), en, french(repair_fr), repair_en)


def nearest_name(name: object, known: Iterable[str]) -> str | None:
    """The known name nearest to `name`, or None when none is near."""
    folded = {k.casefold(): k for k in known}
    match = get_close_matches(str(name).casefold(), folded, 1, 0.6)
    return folded[match[0]] if match else None


def nearest(name: object, known: Iterable[str]) -> tuple[str, str]:
    """The repair that names the known name nearest to `name`, or all of them, in French and in English."""
    known = list(known)
    right = nearest_name(name, known)
    if right:
        return f"le nom le plus proche est « {right} »", f"the nearest name is '{right}'"
    return f"noms possibles : {', '.join(known)}", f"possible names: {', '.join(known)}"


def nearest_or(name: object, known: Iterable[str], otherwise: tuple[str, str]) -> tuple[str, str]:
    """The repair that names the known name nearest to `name`, or all of them if few, or `otherwise`.

    Args:
        name: What was written.
        known: The right names.
        otherwise: The repair where no name is near, in French and in English.
    """
    known = list(known)
    listed = 0 < len(known) <= MOST_NAMES
    return nearest(name, known) if listed or nearest_name(name, known) else otherwise


def excerpt(value: object, longest: int = 40) -> str:
    """A value as one short line, for a message."""
    words = " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
    return words if len(words) <= longest else words[: longest - 1] + "…"


def hidden(text: str) -> bool:
    """Whether a text holds a character that no one sees or that turns a line around; ends of lines do not count."""
    return _CONTROL.search(text.replace("\n", "")) is not None
