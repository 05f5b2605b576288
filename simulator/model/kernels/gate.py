"""A gate that the threads of a month pass together, without asking Python."""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel
from simulator.model.kernels.machine import give_way, look, post

_APART = np.uint64(16)
"""Numbers from one thread's count to the next one's: 128 bytes, so that no thread writes where another looks."""
_PATIENCE = 4_000
"""Looks before giving way to other programs: a tenth of a millisecond."""


def new_gate(threads: int) -> np.ndarray:
    """A gate for a number of threads: each one's count of passages, then whether it is shut; int64."""
    return np.zeros((threads + 1) * int(_APART), np.int64)


def shut(gate: np.ndarray) -> None:
    """Send everybody home who waits, now and later."""
    gate[-int(_APART)] = 1


def is_shut(gate: np.ndarray) -> bool:
    """Whether the gate was shut."""
    return bool(gate[-int(_APART)])


@kernel()
def _wait(gate, place, turn, closed):
    looks = 0
    while look(gate, place) < turn:
        if look(gate, closed) > 0:
            return False
        looks += 1
        if looks > _PATIENCE:
            give_way()
    return True


@kernel()
def together(gate, k):
    """Wait at the gate until every thread has come as often as thread `k`; False when the gate is shut."""
    threads = np.uint64(gate.size) // _APART - np.uint64(1)
    mine, closed = np.uint64(k) * _APART, threads * _APART
    turn = gate[mine] + 1
    post(gate, mine, turn)
    arrived = True
    for j in range(threads):
        arrived = arrived and _wait(gate, np.uint64(j) * _APART, turn, closed)
    return arrived
