"""Permanent numbers of the workshop's own streams of draws, from 1000 on; those below are the model's."""

from __future__ import annotations

from enum import IntEnum


class Telling(IntEnum):
    """Never renumber, never reuse: a number is part of every story told."""

    FIRST_NAME = 1000
    CHOICE_OF_LIVES = 1001
    FUTURES = 1002
