"""French typography: the no-break spaces, the apostrophe and the ligature that a keyboard does not give."""

from __future__ import annotations

import re

THIN = "\u202f"
"""Narrow no-break space: between thousands, and before ? ! ;"""
FIRM = "\u00a0"
"""No-break space: before : % and units, inside « »."""


def french(text: str) -> str:
    """`text` with the no-break spaces, the apostrophe and the œ of French typography where plain ones were typed."""
    text = re.sub(r" ([?!;])", rf"{THIN}\1", text)
    text = re.sub(r" ([:%»€])", rf"{FIRM}\1", text)
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    text = re.sub(r"\b([Cc])oeur\b", r"\1œur", text)
    return text.replace("« ", f"«{FIRM}")
