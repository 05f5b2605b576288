"""The front pages of a workshop: which tables have one, and what it is made of.

A table has one once it has written its artefact and its run was revealed; what was erased leaves no page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from simulator.typography import french
from simulator.wording import translator
from simulator.workshop.front_page import FrontPage, Saying, Story
from simulator.workshop.records import FUTURES, LIVES
from simulator.workshop.worlds import scenario_of

if TYPE_CHECKING:
    from simulator.experiments.fiction import Claim
    from simulator.workshop.bundle_parts import Bundle
    from simulator.workshop.state import WorkshopState

Words = Mapping[str, str | None]
"""Reference of a text to the text; None where it was erased."""
Told = Callable[[str, str], Any]
"""What is told about a run, by its address and the record's name; None where nothing is yet."""


class Shelf(Protocol):
    """Where runs and what is told about them are kept (Bundles)."""

    def load(self, address: str) -> Bundle:
        """The run of an address."""

    def attached(self, address: str, name: str) -> object | None:
        """A record beside a run; None where there is none."""


def editions(state: WorkshopState) -> dict[str, str]:
    """The tables that have a front page, in table order: the address of their latest revealed run."""
    found = {table: revealed_runs(state, table) for table in state.tables if table in state.artefacts}
    return {table: runs[-1] for table, runs in found.items() if runs}


def revealed_runs(state: WorkshopState, table: str) -> list[str]:
    """Addresses of a table's revealed runs, the earliest round first; disputed worlds aside."""
    rounds = sorted(number for one, number, dissent in state.runs if one == table and dissent is None)
    return [state.runs[table, n, None].body.address for n in rounds if state.is_revealed(table, n)]


def references(state: WorkshopState, table: str) -> tuple[str, ...]:
    """Which texts a table's front page needs."""
    artefact = state.artefacts[table].body
    named = (state.names[table],) if table in state.names else ()
    return (artefact.title, artefact.text, *named)


def front_page(
    state: WorkshopState, table: str, address: str, *, words: Words, shelf: Shelf, language: str
) -> FrontPage | None:
    """The front page of a table; None where what it wrote was erased.

    Args:
        state: The workshop.
        table: A table that has one (`editions`).
        address: One of its revealed runs.
        words: What the texts of `references` say.
        shelf: Where runs are kept.
        language: "fr" or "en".

    Raises:
        BundleError: The run is not here.
    """
    title, text, *name = (words.get(reference) for reference in references(state, table))
    if title is None or text is None:
        return None
    rank = list(state.tables).index(table)
    plain = translator(language)("kit.tent", number=rank + 1)
    bundle, told = shelf.load(address), shelf.attached(address, FUTURES)
    claims = scenario_of(bundle.scenario.content).claims
    sayings = tuple(sayings_of(claims, state.artefacts[table].body.claim, f"{title} {text}", language))
    story = Story(" · ".join([plain, *filter(None, name)]), title, text, sayings)
    sentence = told["sentence"][language] if told else None
    return FrontPage(bundle, story, address, language, life_of(shelf.attached, address, rank, language), sentence)


def sayings_of(claims: Sequence[Claim], chosen: int | None, written: str, language: str) -> Iterator[Saying]:
    """What an object tells of its world: the claim that the table chose, then those whose words it takes up.

    Args:
        claims: What the world says.
        chosen: Rank, from 1, of the claim that the table bound its object to, if any.
        written: The object's title and text.
        language: The page's language.
    """
    words = _bare(written)
    for rank, claim in enumerate(claims, start=1):
        if rank == chosen or any(_bare(text) in words for text in claim.text.values()):
            text = translator(language)("front.saying", text=claim.text[language])
            yield Saying(french(text) if language == "fr" else text, claim)


def _bare(text: str) -> str:
    """Words without accents, capitals and punctuation, each with a space on both sides."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return f" {' '.join(re.findall('[a-z0-9]+', plain))} "


def life_of(told: Told, address: str, rank: int, language: str) -> Mapping[str, object] | None:
    """One of a run's told lives: of another kind from table to table, by rank, so that no kind stands for all."""
    found = told(address, LIVES)
    lives = found[language] if found else []
    return lives[rank % len(lives)] if lives else None
