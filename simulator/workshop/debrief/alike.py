"""The draft of the collaborative strategy: the fiches-action of all tables, of one workshop or of several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.workshop.debrief.blocks import Link
from simulator.workshop.debrief.source import Day

FIELDS = (
    "issue",
    "action",
    "lead",
    "partners",
    "public",
    "place",
    "calendar",
    "cost",
    "funders",
    "first_step",
    "indicator",
    "disagreements",
)
"""The twelve fields of a fiche, in the order of the form."""
ALIKE = 0.5
"""Share of words in common from which two actions are shown side by side (assumed; nothing is merged by it)."""
SHORT = 3
"""Letters of a word that says nothing of what an action is about."""


@dataclass(frozen=True)
class Fiche:
    """A fiche-action as it is read.

    Attributes:
        workshop: The workshop's title.
        table: Whose it is.
        fields: The twelve fields; "" where nothing was written, that it was erased where it was.
        run: The run that its numbers come from.
        gone: Whether what the action is was erased.
    """

    workshop: str
    table: str
    fields: Mapping[str, str]
    run: Link | None = None
    gone: bool = False


def gather(days: Sequence[Day]) -> list[Fiche]:
    """Every fiche, workshop after workshop, in table order."""
    return [_fiche(day, kept.body) for day in days for kept in _in_table_order(day)]


def _in_table_order(day: Day) -> list:
    order = {table: rank for rank, table in enumerate(day.state.tables)}
    return sorted(day.state.actions.values(), key=lambda kept: (order.get(kept.body.table, len(order)), kept.sequence))


def _fiche(day: Day, body) -> Fiche:
    return Fiche(
        workshop=day.title(),
        table=day.by(body.table),
        fields={name: day.text(getattr(body, name)) for name in FIELDS},
        run=day.run(body.run) if body.run else None,
        gone=day.words.get(body.action) is None,
    )


def alike(fiches: Sequence[Fiche]) -> list[tuple[Fiche, ...]]:
    """The fiches in order, those that are alike together: they are shown side by side, and none is left out."""
    groups: list[list[Fiche]] = []
    for fiche in fiches:
        near = next((group for group in groups if any(likeness(fiche, other) >= ALIKE for other in group)), None)
        if near is None:
            groups.append([fiche])
        else:
            near.append(fiche)
    return [tuple(group) for group in groups]


def likeness(one: Fiche, other: Fiche) -> float:
    """The share of words that two actions have in common, 0 to 1; an erased action is like no other."""
    mine, theirs = (_stems(fiche.fields["action"]) for fiche in (one, other))
    if one.gone or other.gone or not mine or not theirs:
        return 0.0
    return len(mine & theirs) / len(mine | theirs)


def _stems(text: str) -> frozenset[str]:
    """The words of a text without accents, capitals and plurals; short words left out."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return frozenset(word.rstrip("sx") for word in re.findall(r"[a-z0-9]+", plain) if len(word) > SHORT)
