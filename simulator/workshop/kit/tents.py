"""Table tents: the table's number, its world, and how a phone joins."""

from __future__ import annotations

import io
from typing import Any

import segno

from simulator.workshop.kit.content import Kit, Page


def tents(kit: Kit) -> Page:
    """A tent for each table."""
    words = kit.words("product", "caution")
    words |= kit.words("name", "join", "code", "order", "paper", "fold", area="kit.tent")
    titles = {world.name: world.title[kit.language] for world in kit.worlds}
    faces = [_face(kit, rank, table, titles[world]) for rank, (table, world) in enumerate(kit.room.tables.items(), 1)]
    return "tents", {"words": words, "tables": faces}


def _face(kit: Kit, number: int, table: str, world: str) -> dict[str, Any]:
    room = kit.room
    address = None if room.address is None else join_address(room.address, room.code, table)
    return {
        "title": kit.say("kit.tent", number=number),
        "world": world,
        "code": room.code,
        "shown": (room.address or "").removeprefix("http://").removeprefix("https://").rstrip("/"),
        "qr": None if address is None else qr_code(address),
        "alt": "" if address is None else kit.say("kit.tent.qr", address=address),
    }


def join_address(address: str, code: str | None, table: str) -> str:
    """The page where somebody joins this table of the workshop."""
    return f"{address.rstrip('/')}/rejoindre" + (f"/{code}?table={table}" if code else "")


def qr_code(text: str) -> str:
    """A QR code as SVG, with the quiet zone that cameras need."""
    stream = io.BytesIO()
    segno.make(text, error="m").save(stream, kind="svg", border=2, dark="#16324A", xmldecl=False)
    return stream.getvalue().decode()
