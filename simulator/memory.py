"""Memory given back to the system: a C library keeps what a process freed between things that it still holds."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache


@cache
def _trim() -> Callable[[int], int] | None:
    """The C library's own way, where it has one (glibc)."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):  # Windows; a library without it
        return None


def give_back() -> None:
    """Give freed memory back, in some hundredths of a second; nothing where the C library cannot be asked.

    A calculator that has answered nine plans in three worlds held half a gigabyte that it did not use.
    """
    trim = _trim()
    if trim is not None:
        trim(0)
