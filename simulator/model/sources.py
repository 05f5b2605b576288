"""Which code plays: what is kept from a run of other code is never continued by this one."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import simulator

ENGINE = (
    "model/**/*.py",
    "population/*.py",
    "territory/*.py",
    "calendar.py",
    "compiled.py",
    "domains.py",
    "draws.py",
    "elementary.py",
    "linked.py",
    "parameters.py",
)
"""Everything that a state depends on; not the scripts that make the territory's tables, which its own digest covers."""


@cache
def engine_digest() -> str:
    """SHA-256 of the engine's own sources."""
    return digest_of(Path(simulator.__file__).parent)


def digest_of(root: Path, patterns: tuple[str, ...] = ENGINE) -> str:
    """SHA-256 of the sources below `root` that match the patterns (the engine's), their names included."""
    state = hashlib.sha256()
    for path in sources_of(root, patterns):
        state.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()


def sources_of(root: Path, patterns: tuple[str, ...] = ENGINE) -> list[Path]:
    """The sources below `root` that match the patterns (the engine's), in order."""
    return [path for pattern in patterns for path in sorted(root.glob(pattern))]
