"""The facilitator's agenda on one page, and on a second what to print."""

from __future__ import annotations

from typing import Any

from simulator.wording import number
from simulator.workshop.kit.content import Kit, Page

HANDED_OUT = {
    "grid": ("grid",),
    "resources": ("territory",),
    "ties": ("territory",),
    "gaps": ("territory",),
    "dreams": ("territory",),
    "fiction": ("worlds", "artefacts"),
    "policy": ("levers", "tokens", "roles"),
    "prediction": ("predictions",),
    "cards": ("events",),
    "dissent": ("dissent",),
    "actions": ("action",),
}
"""What a phase opens on the screens, to what is handed out on paper."""
COPIES = {
    "agenda": ("one", "plain"),
    "tents": ("all", "thick"),
    "roles": ("tables", "thick.cut"),
    "grid": ("people", "plain"),
    "territory": ("some", "cut"),
    "worlds": ("world", "plain"),
    "artefacts": ("world", "thick.cut"),
    "levers": ("tables", "thick.cut"),
    "tokens": ("tables", "thick.cut"),
    "predictions": ("slips", "cut"),
    "events": ("host", "thick.cut"),
    "dissent": ("tables", "cut"),
    "action": ("some", "plain"),
}
"""Each document: how many copies, on what paper."""


def agenda(kit: Kit) -> Page:
    """The phases with their clock, what is said and what is handed out; then the list of what to print."""
    say, template = kit.say, kit.template
    names = ("minutes", "clock", "phase", "say", "hand", "print", "copies", "file", "paper")
    total = say("kit.agenda.total", minutes=number(template.minutes, kit.language))
    return "agenda", {
        "subtitle": f"{template.title[kit.language]} · {total}",
        "words": kit.words(*names, area="kit.agenda") | kit.words("caution"),
        "phases": _phases(kit),
        "gap": 4.2 if len(template.phases) > 10 else 6,
        "files": [_file(kit, name) for name in COPIES],
    }


def _phases(kit: Kit) -> list[dict[str, Any]]:
    told, elapsed = [], 0
    for phase in kit.template.phases:
        told.append(
            {
                "clock": f"{elapsed // 60}:{elapsed % 60:02}",
                "minutes": str(phase.minutes),
                "title": phase.title[kit.language],
                "say": phase.notes[kit.language],
                "hand": [kit.say(f"kit.page.{name}") for name in handed_out(phase.opens)],
                "pause": not set(phase.opens) - {"join"},
            }
        )
        elapsed += phase.minutes
    return told


def handed_out(opens: tuple[str, ...]) -> list[str]:
    """The documents that a phase needs on the tables, each once."""
    return list(dict.fromkeys(name for instrument in opens for name in HANDED_OUT.get(instrument, ())))


def _file(kit: Kit, name: str) -> dict[str, str]:
    copies, paper = COPIES[name]
    return {
        "file": f"{kit.say(f'kit.file.{name}')}.pdf",
        "title": kit.say(f"kit.page.{name}"),
        "copies": kit.say(f"kit.copies.{copies}"),
        "paper": kit.say(f"kit.{paper}"),
    }
