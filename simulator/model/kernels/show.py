"""What a month leaves to be seen: the window of twelve months, practice, and what the ties read of both (S7, S13)."""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit

_PAST = np.uint64(24)
_AMATEUR = np.uint64(48)


@njit(cache=True, nogil=True, error_model="numpy", inline="always")
def _spread(mask):
    """Bit d of a mask of six domains moved to bit 4 d: one counter of four bits a domain."""
    halves = (mask | (mask << 9)) & 0x7007
    return (halves | (halves << 3) | (halves << 6)) & 0x111111


@njit(cache=True, nogil=True, error_model="numpy", inline="always")
def _signal(last, year, amateur):
    """The signal of one resident: last month's visits, visits in 12 months, practice."""
    low, high = _spread(np.uint32(last)), _spread(np.uint32(year))
    return np.uint64(low) | (np.uint64(high) << _PAST) | (np.uint64(amateur) << _AMATEUR)


@njit(cache=True, nogil=True, error_model="numpy")
def show(people, begin, end, slot, side):
    """Set what the ties will read on `side` of rows [begin, end), whose last month is in `slot` of the window."""
    past, practice, signal = people.past[:, begin:end], people.practice[begin:end], people.signal[side, begin:end]
    size = end - begin
    year = np.zeros(size, np.uint8)
    for k in range(12):
        month = past[k]
        for r in range(size):
            year[r] |= month[r]
    last = past[slot]
    for r in range(size):
        signal[r] = _signal(last[r], year[r], practice[r])


@njit(cache=True, nogil=True, error_model="numpy")
def show_block(people, month, begin, size, moves, went):
    """Write a block's month into the 12-month window, apply its practice moves, and show both to the ties.

    As if everybody found a place: `show_again` mends the rows of those who did not.
    """
    end = begin + size
    past, practice, move = people.past[month.slot, begin:end], people.practice[begin:end], moves[begin:end]
    for r in range(size):
        past[r] = went[r]
        practice[r] = (practice[r] | move[r]) & ((move[r] >> 1) ^ 1)
    show(people, begin, end, month.slot, 1 - month.side)


@njit(cache=True, nogil=True, error_model="numpy")
def show_again(people, month, row):
    """Show one row anew, after its month or its practice was corrected."""
    show(people, row, row + 1, month.slot, 1 - month.side)
