"""What a month leaves to be seen: the window of twelve months, practice, and what the ties read of both (S7, S13)."""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel

SIGNALS = 16384
"""Signals there can be: six domains last month, six in twelve months, practice, somebody's presence."""
_YEAR = np.uint16(6)
_AMATEUR = np.uint16(12)
_PRESENT = np.uint16(13)


def counters() -> np.ndarray:
    """Every signal as 14 counters of four bits, uint64: eight of them can be summed without a carry."""
    signals, spread = np.arange(SIGNALS, dtype=np.uint64), np.zeros(SIGNALS, np.uint64)
    for bit in range(14):
        spread |= (signals >> np.uint64(bit) & np.uint64(1)) << np.uint64(4 * bit)
    return spread


@kernel(inner=False)
def show(people, begin, end, slot, side, year):
    """Set what the ties will read on `side` of rows [begin, end), whose last month is in `slot` of the window.

    `year` (uint8, as many) becomes the domains visited in twelve months.
    """
    past, practice, signal = people.past[:, begin:end], people.practice[begin:end], people.signal[side, begin:end]
    present = people.present[begin:end]
    size = end - begin
    for r in range(size):
        year[r] = 0
    for k in range(12):
        month = past[k]
        for r in range(size):
            year[r] |= month[r]
    last = past[slot]
    for r in range(size):
        kept = np.uint16(practice[r]) << _AMATEUR | np.uint16(present[r]) << _PRESENT
        signal[r] = np.uint16(last[r]) | np.uint16(year[r]) << _YEAR | kept


@kernel()
def show_block(people, month, begin, size, moves, willing, desk):
    """Write a block's month into the 12-month window, apply its practice moves, and show both to the ties.

    As if everybody found a place: `show_again` mends the rows of those who did not. In `willing`, the domains that each
    row would go to if asked, and does not go to already.
    """
    end, went, joins = begin + size, desk.flags[1], desk.willing
    asked = willing[begin:end]
    for r in range(size):
        asked[r] = joins[r] & ~went[r]
    past, practice, move = people.past[month.slot, begin:end], people.practice[begin:end], moves[begin:end]
    for r in range(size):
        past[r] = went[r]
        practice[r] = (practice[r] | move[r]) & ((move[r] >> 1) ^ 1)
    show(people, begin, end, month.slot, 1 - month.side, desk.year)


@kernel()
def show_again(people, month, row, desk):
    """Show one row anew, after its month or its practice was corrected."""
    show(people, row, row + 1, month.slot, 1 - month.side, desk.year)
