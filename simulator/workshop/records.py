"""What is told about a kept run, by name; `telling.py` makes each."""

from __future__ import annotations

LIVES, FUTURES, RANKING = RECORDS = ("lives", "futures", "ranking")
"""Names of the records that are kept beside a bundle."""


def records_of(*, disputed: bool) -> tuple[str, ...]:
    """The records that a run has in the end."""
    return (LIVES, RANKING) if disputed else (LIVES, FUTURES)
