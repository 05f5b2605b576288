"""A thread's working arrays: what is known of a block of rows while it is in the processor's own cache."""

from __future__ import annotations

import numpy as np

from simulator.model.kernels.layout import Desk

BLOCK = 2048
ROOM = 6 * BLOCK
"""Outings a block may make: room for them must be left in the events."""


def new_desk() -> Desk:
    """Working arrays of a block, for one thread."""
    return Desk(
        bits=np.empty((6, BLOCK), np.int32),
        practice_word=np.empty(BLOCK, np.uint32),
        shown=np.empty(BLOCK, np.uint64),
        seen=np.empty((2, BLOCK), np.uint32),
        met=np.zeros(BLOCK, np.uint8),
        place=np.empty(BLOCK, np.uint32),
        numbers=np.empty((4, BLOCK), np.float32),
        flags=np.empty((2, BLOCK), np.uint8),
        marks=np.empty((6, BLOCK), np.uint8),
        willing=np.empty(BLOCK, np.uint8),
        outings=np.empty((2, ROOM), np.uint32),
        waiting=np.empty((2, ROOM), np.uint32),
        drawn=np.empty((4, ROOM), np.uint64),
        again=np.empty((4, ROOM), np.uint64),
        column=np.empty(ROOM, np.int32),
        visits=np.empty(ROOM, np.int32),
        floats=np.empty((3, ROOM)),
        powers=np.empty(ROOM, np.int64),
        many=np.empty(ROOM, np.uint8),
        year=np.empty(BLOCK, np.uint8),
    )
