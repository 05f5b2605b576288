"""What a resident's year says: a code of practice, months with a visit, who came and who left, who is far."""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel

_AMATEUR = np.uint8(6)
_FIRST_THREE = np.uint8(7)
_DOMAINS = np.uint8(63)
_MUSEUM_STAGE_CONCERT = np.uint8(0b000111)
_ALL_BUT_CINEMA = np.uint8(0b110111)
_S3 = np.uint8(3)
_S6 = np.uint8(6)


@kernel()
def read_year(people, far, begin, size, desk):
    """The year of a block of rows, as numbers that `tally` counts by.

    Writes to `desk.year` the year's code: a visit in domain d (bit d), amateur practice (bit 6). And to `desk.marks`:
    months with a visit, in the first and in the last three domains (bit d is the lower half of domain d's number, bit
    d + 3 the upper one: 0, 1, 2, or 3 and more); domains come to since the year before, domains left; and at last the
    wider practices come to (bits 0 to 2), left (3 to 5), and whether the resident is far (6).

    The code is kept for the next year's turnover.
    """
    _read_months(people, begin, size, desk)
    _compare(people, far, begin, size, desk.year, desk.marks)


@kernel()
def _read_months(people, begin, size, desk):
    """The year's codes, and months with a visit."""
    end, codes, once, twice = begin + size, desk.year, desk.flags[0], desk.flags[1]
    past, practice, few, more = people.past[:, begin:end], people.practice[begin:end], desk.marks[0], desk.marks[1]
    for r in range(size):
        codes[r] = once[r] = twice[r] = 0
    for month in range(12):
        went = past[month]
        for r in range(size):
            both = np.uint8(once[r] & went[r])  # else the compiler goes on with 64 bits, and an eighth of the rows
            once[r] = (once[r] ^ went[r]) | (twice[r] & both)
            twice[r] |= both
            codes[r] |= went[r]
    for r in range(size):
        codes[r] |= np.uint8(practice[r] << _AMATEUR)
        few[r] = (once[r] & _FIRST_THREE) | ((twice[r] & _FIRST_THREE) << _S3)
        more[r] = ((once[r] & _DOMAINS) >> _S3) | (twice[r] & _DOMAINS & ~_FIRST_THREE)


@kernel(inline="always")
def _wider(code):
    """Of a year's code: any outing but cinema (bit 0), an institution (bit 1), amateur practice (bit 2)."""
    out = np.uint8((code & _ALL_BUT_CINEMA) != 0)
    out |= np.uint8(np.uint8((code & _MUSEUM_STAGE_CONCERT) != 0) << np.uint8(1))
    return out | np.uint8((code >> _S6) << np.uint8(2))


@kernel()
def _compare(people, far, begin, size, codes, marks):
    """Who came and who left since the year before, and who is far."""
    end, came, left, wide = begin + size, marks[2], marks[3], marks[4]
    before, symbolic = people.before[begin:end], people.symbolic[begin:end]
    for r in range(size):
        code, old = codes[r], before[r]
        now, then = _wider(code), _wider(old)
        came[r] = code & ~old & _DOMAINS
        left[r] = old & ~code & _DOMAINS
        wide[r] = (now & ~then) | ((then & ~now) << _S3) | (np.uint8(symbolic[r] > far) << _S6)
        before[r] = code
