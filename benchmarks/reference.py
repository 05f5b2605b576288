"""The plain Mesa reference, timed: `bassin2040 bench` finds it here in a source checkout.

The reference is the oracle of the tests (tests/reference): one object per resident, Python floats, the same equations
and the same draws as the engine. A draw is one call to the keyed generator, four words.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[1])
if ROOT not in sys.path:
    sys.path.append(ROOT)

from tests.reference.model import ReferenceModel  # noqa: E402 - only now is the checkout on the path
from tests.reference.resident import Resident  # noqa: E402


def measure(territory, people, months: int, **world) -> dict[str, float]:
    """Time `months` steps of the reference, and the draws among them.

    Args:
        territory: The territory.
        people: Its population, a few hundred residents.
        months: Steps.
        world: Keyword arguments of the reference: parameters, book, drivers, seed, start.

    Returns:
        seconds (the better of two), draws (how many), draw_seconds (the same draws made again by themselves).
    """
    seconds = min(_time(ReferenceModel(territory, people, **world), months) for _ in range(2))
    model = ReferenceModel(territory, people, **world)
    calls = _draws(model, months)
    return {"seconds": seconds, "draws": len(calls), "draw_seconds": _again(model, calls)}


def _time(model: ReferenceModel, months: int) -> float:
    begun = time.perf_counter()
    for _ in range(months):
        model.step()
    return time.perf_counter() - begun


def _draws(model: ReferenceModel, months: int) -> list[tuple]:
    """Every draw of the coming months: month, resident, stream, index."""
    calls, draw = [], Resident.draw

    def noted(resident, stream, index=0):
        calls.append((model.month, resident, stream, index))
        return draw(resident, stream, index)

    Resident.draw = noted
    try:
        _time(model, months)
    finally:
        Resident.draw = draw
    return calls


def _again(model: ReferenceModel, calls: list[tuple]) -> float:
    begun = time.perf_counter()
    for month, resident, stream, index in calls:
        model.month = month
        resident.draw(stream, index)
    return time.perf_counter() - begun
