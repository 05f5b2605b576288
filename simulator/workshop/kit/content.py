"""What a kit is made from: the agenda, the worlds, the room, and the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.experiments.scenario import Scenario
from simulator.wording import Translator

Page = tuple[str, dict[str, Any]]
"""The name of a typst template, and what it prints."""


@dataclass(frozen=True)
class Room:
    """Where people sit, and how they join.

    Attributes:
        tables: Table to the name of the world it plays, in order.
        address: The address that phones open, or None for a day on paper.
        code: The six letters, or None.
    """

    tables: Mapping[str, str]
    address: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class Kit:
    """A workshop, as far as paper is concerned."""

    template: Any
    worlds: tuple[Scenario, ...]
    room: Room
    say: Translator

    @property
    def language(self) -> str:
        """The language of the pages."""
        return self.say.language

    def words(self, *names: str, area: str = "kit") -> dict[str, str]:
        """The words that a template asks for by their last name."""
        return {name.replace(".", "_"): self.say(f"{area}.{name}") for name in names}

    def titled(self, name: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """A page's content with its title and language."""
        return {"title": self.say(f"kit.page.{name}"), "language": self.language, **content}


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text of a scenario file."""
    return [" ".join(part.split(" ")) for part in text.split("\n") if part.strip()]


def card(kicker: str, title: str, text: Iterable[str], **more: Any) -> dict[str, Any]:
    """A card to cut out; `more` overrides what most cards do without."""
    plain = {"badge": None, "badge_tone": "slate", "tone": "ciel", "lines": 0, "spots": [], "foot": [], "note": ""}
    return {**plain, "kicker": kicker, "title": title, "text": list(text), **more}
