"""Where computed things are kept between runs; the place is settable and need not exist or be writable."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

VARIABLE = "BASSIN2040_CACHE"


def folder() -> Path:
    """The cache folder: $BASSIN2040_CACHE, else the user's cache folder."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("bassin2040")


def write_atomically(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a temporary file beside `path`, then move it there in one step; leave nothing on failure."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=path.suffix)
    os.close(handle)
    temporary = Path(name)
    try:
        write(temporary)
        os.chmod(temporary, 0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def load_arrays(name: str) -> dict[str, np.ndarray] | None:
    """The arrays kept under `name`, or None when there are none, or none that can be read."""
    try:
        with (folder() / f"{name}.npz").open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
            return {key: archive[key] for key in archive.files} or None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None


def keep_arrays(name: str, arrays: dict[str, np.ndarray]) -> None:
    """Keep arrays under `name`; a read-only or full cache is no error, the work is simply done again next time."""

    def write(path: Path) -> None:
        with path.open("wb") as stream:
            np.savez(stream, **arrays)

    with contextlib.suppress(OSError):
        write_atomically(folder() / f"{name}.npz", write)
