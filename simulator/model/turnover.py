"""What the codes of a year's turnover say: months with a visit, entries, exits, and who is far."""

from __future__ import annotations

import numpy as np

from simulator.domains import DOMAINS

TURNOVERS = (*DOMAINS, "any_but_cinema", "institutional", "amateur")
"""Practices whose entries and exits are counted, in the order of the record."""

_BITS = np.arange(128)[:, None] >> np.arange(7) & 1
"""Bits of each code, int [128, 7]."""
_CLASSES = np.array([[(code >> d & 1) + 2 * (code >> d + 3 & 1) for d in range(3)] for code in range(64)])
_MONTHS = np.stack([months == _CLASSES for months in (1, 2, 3)], axis=2).reshape(64, 9).astype(np.int64)
"""Whether a code says that many months in that domain, int64 [64, 3 domains x 3 classes]."""


def read_turnover(counted: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Persons by class, from persons by code.

    Args:
        counted: int64 [classes, TURNOVER], as `kernels/turnover.py` counts.

    Returns:
        By months with a visit (1, 2, 3 or more) and domain, int64 [classes, 6, 3]; entries and exits by practice of
        `TURNOVERS`, int64 [classes, 9] each; persons who are far, int64 [classes].
    """
    first, last, came, went = np.split(counted[:, :256], 4, axis=1)
    months = [(part @ _MONTHS).reshape(-1, 3, 3) for part in (first, last)]
    narrow = _BITS[:64, :6]
    wide = counted[:, 256:] @ _BITS
    entered, left = came @ narrow, went @ narrow
    return (
        np.concatenate(months, axis=1),
        np.concatenate([entered, wide[:, :3]], axis=1),
        np.concatenate([left, wide[:, 3:6]], axis=1),
        wide[:, 6],
    )
