"""How often an address or a token may ask: generous to a room behind one address, closed to a guesser."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

MOST_KEPT = 20_000
"""Callers remembered; the one silent for longest is forgotten first."""


class Limit:
    """So many at once, then so many a second, for each caller."""

    def __init__(self, at_once: float, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Nobody has asked yet."""
        self._most, self._pace, self._clock = at_once, per_second, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, caller: str) -> bool:
        """Whether `caller` may ask once more; it does not count yet."""
        return self._now(caller) >= 1.0

    def take(self, caller: str) -> bool:
        """Whether `caller` may ask once more, which then counts."""
        left = self._now(caller)
        self._left.pop(caller, None)
        self._left[caller] = (left - 1.0 if left >= 1.0 else left, self._clock())
        while len(self._left) > MOST_KEPT:
            self._left.popitem(last=False)
        return left >= 1.0

    def _now(self, caller: str) -> float:
        left, since = self._left.get(caller, (self._most, self._clock()))
        return min(self._most, left + self._pace * (self._clock() - since))


class Limits:
    """The limits of one server."""

    def __init__(self) -> None:
        """Seventy phones behind one address join within a minute, and nobody tries a thousand codes."""
        self.joins = Limit(at_once=200, per_second=4)
        self.mistakes = Limit(at_once=60, per_second=0.5)
        self.events = Limit(at_once=150, per_second=10)
        self.views = Limit(at_once=200, per_second=20)
