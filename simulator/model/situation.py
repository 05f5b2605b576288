"""The situation that access tables are made for: drivers of a year, novelty's month, and levers on places."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.model.drivers import OF_PLACES
from simulator.model.levers import PLACE_LEVERS

NO_LEVER = (0.0,) * len(PLACE_LEVERS)


@dataclass(frozen=True)
class Situation:
    """What the weights depend on: drivers of a year, novelty's month, and shares of the levers on places (0..1).

    `where` says which of these levers are aimed at communes: the share of each where it works, float64 [C] as bytes.
    """

    drivers: tuple[float, ...]
    novelty_month: int | None
    levers: tuple[float, ...] = NO_LEVER
    where: tuple[tuple[str, bytes], ...] = ()

    def driver(self, name: str) -> float:
        """The value of a driver in this situation."""
        return self.drivers[OF_PLACES.index(name)]

    def lever(self, name: str) -> float:
        """The share of its ceiling at which a lever on places works."""
        return self.levers[PLACE_LEVERS.index(name)]

    def aimed(self, name: str) -> bytes:
        """Where a lever on places is aimed at; empty for nowhere in particular."""
        return dict(self.where).get(name, b"")

    def without_policy(self) -> Situation:
        """The same world on the same day, without any lever."""
        return replace(self, levers=NO_LEVER, where=())
