"""What a process freed goes back to the system, where the C library can be asked; arrays are lent and come back."""

import gc
import platform
import threading

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
    monkeypatch.setattr(memory, "_library", lambda name: None)
    memory.give_back()
    sheets = memory.Sheets((3, 5), 1)
    sheets.stock()
    assert sheets.lend(np.float32).shape == (3, 5)


def test_an_array_is_lent_again_once_nobody_views_it_and_no_sooner():
    sheets = memory.Sheets((40, 500), 2)
    first = sheets.lend(np.float32)
    first[:], where, row = 7.0, first.ctypes.data, first[3]
    del first
    gc.collect()
    other = sheets.lend(np.uint32)
    assert other.ctypes.data != where
    other[:] = 1
    assert (row == 7.0).all()
    del row
    assert sheets.lend(np.uint32).ctypes.data == where


def test_no_more_arrays_wait_than_asked_for():
    sheets = memory.Sheets((40, 500), 2)
    lent = [sheets.lend(np.float32) for _ in range(5)]
    places = {array.ctypes.data for array in lent}
    assert len(places) == 5
    lent.clear()
    again = [sheets.lend(np.float32) for _ in range(2)]
    assert {array.ctypes.data for array in again} <= places
    again.clear()
    sheets.stock()
    assert len(sheets._spare) == 2


def test_two_threads_are_never_lent_the_same_array():
    sheets, twice = memory.Sheets((10, 10), 4), []

    def work(mark: int) -> None:
        for _ in range(2_000):
            array = sheets.lend(np.uint32)
            array[:] = mark
            twice.append(bool((array != mark).any()))

    threads = [threading.Thread(target=work, args=(mark,)) for mark in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not any(twice)
    assert len(twice) == 8_000
