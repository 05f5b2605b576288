"""Every word of the server's own pages, French beside English; the browser holds no sentence of its own.

French is typed with plain spaces: `typography.french` makes them firm where the language asks for it. An entry has the
French and the English sentence, and where it helps two shorter ones for the « version simplifiée ».
"""

from __future__ import annotations

from functools import cache

from simulator.serve.words.doors import DOORS
from simulator.serve.words.instruments import INSTRUMENTS
from simulator.serve.words.paper import PAPER
from simulator.serve.words.phone import PHONE
from simulator.serve.words.pledges import PLEDGES
from simulator.serve.words.projection import PROJECTION
from simulator.typography import french

ENTRIES: dict[str, tuple[str, ...]] = {**DOORS, **INSTRUMENTS, **PAPER, **PHONE, **PLEDGES, **PROJECTION}


@cache
def words(language: str, simple: bool = False) -> dict[str, str]:
    """Key to sentence, in "fr" or "en", in plain words when `simple`."""
    column = 1 if language == "en" else 0
    chosen = {key: entry[column + 2 if simple and len(entry) > 2 else column] for key, entry in ENTRIES.items()}
    return chosen if language == "en" else {key: french(sentence) for key, sentence in chosen.items()}


def words_of(areas: tuple[str, ...], language: str, simple: bool = False) -> dict[str, str]:
    """The sentences whose keys begin with one of `areas`, for a page's scripts."""
    return {key: sentence for key, sentence in words(language, simple).items() if key.partition(".")[0] in areas}
