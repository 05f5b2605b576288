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


@kernel(inline="always")
def _signal(last, year, practice, present):
    """Last month's and twelve months' domains, practice and presence in one number."""
    kept = np.uint16(practice) << _AMATEUR | np.uint16(present) << _PRESENT
    return np.uint16(last) | np.uint16(year) << _YEAR | kept


@kernel(inner=False)
def show(window, who, signals, span, slot, side, year):
    """Set what the ties will read of some rows.

    Args:
        window: Domains visited in each of twelve months, uint8 [12, n].
        who: Practice and presence, uint8 [n] each.
        signals: uint16 [2, n + 1], written on `side`.
        span: First row and last (excluded).
        slot: Place of the last month in the window.
        side: Of the signals: that of the coming month.
        year: uint8 [rows of the span], becomes the domains visited in twelve months.
    """
    begin, end = span
    past, signal = window[:, begin:end], signals[side, begin:end]
    practice, present = who[0][begin:end], who[1][begin:end]
    size = end - begin
    for r in range(size):
        year[r] = 0
    for k in range(12):
        month = past[k]
        for r in range(size):
            year[r] |= month[r]
    last = past[slot]
    for r in range(size):
        signal[r] = _signal(last[r], year[r], practice[r], present[r])


@kernel()
def show_one(people, row, slot, side):
    """The same of one row, as it is now."""
    past, year = people.past, np.uint8(0)
    for k in range(12):
        year = np.uint8(year | past[k, row])
    people.signal[side, row] = _signal(past[slot, row], year, people.practice[row], people.present[row])


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
    who, next_side = (people.practice, people.present), 1 - month.side
    show(people.past, who, people.signal, (begin, end), month.slot, next_side, desk.year)


@kernel()
def show_again(people, month, row):
    """Show one row anew, after its month or its practice was corrected."""
    show_one(people, row, month.slot, 1 - month.side)
