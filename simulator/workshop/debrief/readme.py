"""The note that lies in every pack, in both languages."""

from __future__ import annotations

from simulator.wording import translator

PARTS = ("title", "html", "pdf", "csv", "docx", "erase", "caution")


def readme() -> str:
    """What each file is, French then English; lines end as every system reads them."""
    halves = []
    for language in ("fr", "en"):
        say = translator(language)
        halves.append("\r\n\r\n".join(say(f"pack.readme.{part}") for part in PARTS))
    return "\ufeff" + "\r\n\r\n----\r\n\r\n".join(halves) + "\r\n"
