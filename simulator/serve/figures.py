"""The two numbers of a run that phones and the wall show, beside each run that was revealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from simulator.errors import SimulatorError

if TYPE_CHECKING:
    from simulator.workshop.bundle import Bundles

MAIN = "any_but_cinema"
"""Residents with at least one outing in the year, cinema aside: what the first prediction is about."""
SECOND = "amateur"
"""Residents who make art as amateurs: what the second one is about."""
POINTS = 100
"""Shares are kept between 0 and 1, and said in points."""


class Figures:
    """Reads them from the runs that are kept; a run never changes, so each is read once."""

    def __init__(self, bundles: Bundles) -> None:
        """Read from `bundles`."""
        self.bundles = bundles
        self._read = lru_cache(maxsize=500)(self._figure)

    def beside(self, part: object) -> object:
        """A view with a `figure` in each `result` that has an address."""
        if isinstance(part, list):
            return [self.beside(one) for one in part]
        if not isinstance(part, Mapping):
            return part
        whole = {name: self.beside(value) for name, value in part.items()}
        if isinstance(whole.get("result"), dict) and whole["result"].get("address"):
            whole["result"]["figure"] = self.of(whole["result"]["address"])
        return whole

    def of(self, address: str) -> dict | None:
        """Difference, interval and verdict, in points, of both numbers; None when the run is not here."""
        try:
            return self._read(address)
        except SimulatorError:
            return None

    def _figure(self, address: str) -> dict:
        numbers = {one["code"]: one for one in json.loads(self.bundles.raw(address))["results"]["numbers"]}
        second = numbers.get(SECOND)
        return {**_in_points(numbers[MAIN]), "second": second and _in_points(second)}


def _in_points(one: Mapping) -> dict:
    found = {name: POINTS * one[name] for name in ("reference", "difference", "low", "high")}
    return {**found, "verdict": one["verdict"]}
