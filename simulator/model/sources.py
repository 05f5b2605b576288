"""Which code plays: what is kept from a run of other code is never continued by this one."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import simulator

ENGINE = ("model/**/*.py", "population/*.py", "territory/mobility.py", "draws.py", "elementary.py", "calendar.py")


@cache
def engine_digest() -> str:
    """SHA-256 of the engine's own sources."""
    root = Path(simulator.__file__).parent
    sources = [p for folder in ENGINE for p in sorted(root.glob(folder))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
