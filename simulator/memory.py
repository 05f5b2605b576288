"""Memory taken from the system and given back to it, where that costs as much as the work done in it."""

from __future__ import annotations

import ctypes
import mmap
import sys
from collections.abc import Callable
from functools import cache

import numpy as np

_POPULATE_WRITE = 23
"""Linux's advice to give every page of a range at once (MADV_POPULATE_WRITE, from 5.14 on)."""


@cache
def _library(name: str) -> Callable[..., int] | None:
    """A function of the C library, where it has it; it runs without the interpreter's lock."""
    try:
        return getattr(ctypes.CDLL(None), name)
    except (OSError, TypeError, AttributeError):  # Windows; a library without it
        return None


def give_back() -> None:
    """Give freed memory back, in some hundredths of a second; nothing where the C library cannot be asked.

    A C library keeps what a process freed between things that it still holds: a calculator that has answered nine plans
    in three worlds held half a gigabyte that it did not use.
    """
    trim = _library("malloc_trim")
    if trim is not None:
        trim(0)


def _take(shape: tuple[int, ...]) -> np.ndarray:
    """An array of 4-byte numbers whose memory is there at once: page by page, as it is written, takes twice as long."""
    array, advise = np.empty(shape, np.uint32), _library("madvise")
    first = -(-array.ctypes.data // mmap.PAGESIZE) * mmap.PAGESIZE
    size = array.ctypes.data + array.nbytes - first
    if advise is not None and size > 0 and sys.platform == "linux":  # elsewhere the number says something else
        advise(ctypes.c_void_p(first), ctypes.c_size_t(size), _POPULATE_WRITE)
    return array


class _Loan:
    """Holds an array for whoever views it; without a view left, it is to be lent again."""

    def __init__(self, array: np.ndarray, take_back: Callable[[np.ndarray], None]) -> None:
        self.__array_interface__ = array.__array_interface__
        self._array, self._take_back = array, take_back

    def __del__(self) -> None:
        self._take_back(self._array)


class Sheets:
    """Arrays of one shape, of 4-byte numbers, lent out; one that nobody views any more is lent again.

    Its memory is then there already. Fresh memory costs as much as what the engine writes in it: access tables are
    8 MB for each year of a plan, and half of their time was the system's.
    """

    def __init__(self, shape: tuple[int, ...], most: int) -> None:
        """Nothing is taken yet.

        Args:
            shape: Of every array.
            most: Arrays kept that nobody views.
        """
        self._shape, self._most = shape, most
        self._spare: list[np.ndarray] = []

    def lend(self, kind: type[np.generic]) -> np.ndarray:
        """An array of a kind of 4 bytes; what is in it is arbitrary."""
        try:
            array = self._spare.pop()
        except IndexError:  # not asked before: another thread may take the last one in between
            array = _take(self._shape)
        return np.asarray(_Loan(array, self._back)).view(kind)

    def stock(self) -> None:
        """Have as many ready as are kept: for a moment when nobody waits."""
        while len(self._spare) < self._most:
            self._spare.append(_take(self._shape))

    def _back(self, array: np.ndarray) -> None:
        if len(self._spare) < self._most:
            self._spare.append(array)
