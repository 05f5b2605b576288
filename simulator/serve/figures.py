"""The two numbers of a run that phones and the wall show, beside each run that was revealed; and runs side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from simulator.errors import SimulatorError
from simulator.workshop.side_by_side import GROUPS, Shown, SideBySide

if TYPE_CHECKING:
    from simulator.workshop.bundle import Bundles
    from simulator.workshop.state import WorkshopState

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
        self._draws = lru_cache(maxsize=500)(lambda address: Shown.of(json.loads(bundles.raw(address))))

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

    def apart(self, state: WorkshopState) -> list[dict]:
        """Which plans that were revealed can be told apart, by round and world, in both languages."""
        rounds = sorted({number for _, number in state.policies})
        places = [(number, world) for number in rounds for world in dict.fromkeys(state.tables.values())]
        found = ((number, world, self._beside(state, number, world)) for number, world in places)
        return [{"round": number, "world": world, **_told(runs)} for number, world, runs in found if runs]

    def _beside(self, state: WorkshopState, number: int, world: str) -> tuple[tuple[int, Shown], ...]:
        runs = {}
        for rank, (table, own) in enumerate(state.tables.items(), start=1):
            kept = state.runs.get((table, number, None))
            if own == world and kept is not None and state.is_revealed(table, number):
                runs[rank] = self._shown(kept.body.address)
        return tuple((rank, run) for rank, run in runs.items() if run is not None)

    def _shown(self, address: str) -> Shown | None:
        try:
            return self._draws(address)
        except SimulatorError:
            return None

    def _figure(self, address: str) -> dict:
        numbers = {one["code"]: one for one in json.loads(self.bundles.raw(address))["results"]["numbers"]}
        second = numbers.get(SECOND)
        return {**_in_points(numbers[MAIN]), "second": second and _in_points(second)}


@lru_cache(maxsize=200)
def _told(runs: tuple[tuple[int, Shown], ...]) -> dict[str, dict[str, object]]:
    """What may be said of runs side by side; every screen asks at every event."""
    return SideBySide(dict(runs)).as_dict(GROUPS)


def _in_points(one: Mapping) -> dict:
    found = {name: POINTS * one[name] for name in ("reference", "difference", "low", "high")}
    return {**found, "verdict": one["verdict"]}
