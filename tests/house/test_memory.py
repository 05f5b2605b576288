"""What a process freed goes back to the system, where the C library can be asked."""

import platform

import numpy as np
import psutil
import pytest

from simulator import memory

MANY, BYTES = 2_000, 100_000


def held() -> int:
    return psutil.Process().memory_full_info().uss


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library keeps nothing, or cannot be asked")
def test_what_is_freed_between_things_that_stay_is_given_back():
    pieces = [np.ones(BYTES, np.uint8) for _ in range(MANY)]
    full = held()
    stay = pieces[::50]
    del pieces
    memory.give_back()
    assert full - held() > 0.8 * MANY * BYTES
    assert all(piece.all() for piece in stay)


def test_a_library_that_cannot_be_asked_is_left_alone(monkeypatch):
    monkeypatch.setattr(memory, "_trim", lambda: None)
    memory.give_back()
