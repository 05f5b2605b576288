"""The printable kit: everything that a workshop without a single screen needs, as PDF to print, cut and fold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulator.experiments.scenario import Scenario
from simulator.wording import translator
from simulator.workshop.kit.agenda import agenda
from simulator.workshop.kit.cards import artefacts, events, levers, roles, tokens, worlds
from simulator.workshop.kit.content import Kit, Room
from simulator.workshop.kit.forms import action, dissents, grid, predictions, territory
from simulator.workshop.kit.tents import tents
from simulator.workshop.press import typeset

DOCUMENTS = {
    "agenda": agenda,
    "tents": tents,
    "roles": roles,
    "grid": grid,
    "territory": territory,
    "worlds": worlds,
    "artefacts": artefacts,
    "levers": levers,
    "tokens": tokens,
    "predictions": predictions,
    "events": events,
    "dissent": dissents,
    "action": action,
}
"""What is printed, in the order in which the day needs it; each makes the name of a typst template and its content."""


def make_kit(template, worlds: Sequence[str], room: Room, language: str, folder: Path) -> list[Path]:
    """Print a workshop's kit.

    Args:
        template: The agenda (a Template).
        worlds: The worlds that tables play, by name.
        room: Tables, address and code.
        language: "fr" or "en".
        folder: Where the files go; made if need be.

    Returns:
        The PDF files, in the order of the day.
    """
    kit = Kit(template, tuple(Scenario.load(name) for name in worlds), room, translator(language))
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, write in DOCUMENTS.items():
        sheet, content = write(kit)
        made.append(folder / f"{kit.say(f'kit.file.{name}')}.pdf")
        made[-1].write_bytes(typeset(sheet, kit.titled(name, content)))
    return made


__all__ = ["DOCUMENTS", "Kit", "Room", "make_kit"]
