"""Whom levers on people are aimed at: where they live, and who they are today (S1)."""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel
from simulator.model.kernels.layout import AIMED

SCHOOLS, AMATEURS = np.uint64(AIMED.index("schools")), np.uint64(AIMED.index("amateurs"))
_CLASSES = np.uint16(3)
_ONE = np.uint64(1)


@kernel(inline="always")
def _bits(people, month, i):
    """Levers that are aimed at the resident of row `i`, by bit."""
    row = np.uint64(i)
    education, mobility = np.uint64(people.education[row]), np.uint64(people.cell[row] % _CLASSES)
    return month.aim[row] & month.aimed[education, mobility, np.uint64(people.age[row])]


@kernel()
def spare(people, month, begin, size, met):
    """Take out of those met in a block whom the levers are not aimed at."""
    for r in range(size):
        met[r] = met[r] & _bits(people, month, begin + r)


@kernel()
def which(people, month, i, lever):
    """0 for a resident whom `lever` is aimed at, 1 for one of the others."""
    if not month.aims:
        return np.uint64(0)
    return _ONE - (np.uint64(_bits(people, month, i)) >> lever & _ONE)
