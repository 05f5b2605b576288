"""Tables of one world side by side: which plans can be told apart, by the paired difference of their runs (rule 22).

Replication by replication, two runs of one world have the same residents, settings and draws: what is left between
them is the plans. That says more than their intervals do, which each hold what the settings and draws do to a plan.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from simulator.experiments.judging import Interval, Outcome, judge, paired_interval
from simulator.typography import french
from simulator.wording import translator
from simulator.workshop.bundle_parts import Inputs
from simulator.workshop.canonical import address_of, canonical

MAIN = "any_but_cinema"
"""The number that a round is about: a share of residents."""
OWN = {"policy", "version"}
"""What two runs may differ in and be paired."""
GROUPS = 3
"""Groups of plans that a wall says cannot be told apart; one more sentence says who does better."""


@dataclass(frozen=True)
class Shown:
    """What of a run is needed to set it beside others.

    Attributes:
        world: Digest of the world that was played, event cards included.
        ground: Digest of all that paired runs must share.
        low: Low end of the number's interval, NaN where there is none.
        high: High end.
        pairs: What the plan changes, one number by replication; None where the run does not say it.
    """

    world: str
    ground: str
    low: float
    high: float
    pairs: tuple[float, ...] | None

    @classmethod
    def of(cls, content: Mapping[str, Any], code: str = MAIN) -> Shown:
        """A run's number of this code; `content` is the bundle as plain values."""
        results = content["results"]
        figure = next(one for one in results["numbers"] if one["code"] == code)
        pairs = (results.get("pairs") or {}).get(code)
        shared = {name: content[name] for name in Inputs.model_fields if name not in OWN}
        return cls(
            world=content["scenario"]["digest"],
            ground=address_of(canonical(shared)),
            low=math.nan if figure["low"] is None else figure["low"],
            high=math.nan if figure["high"] is None else figure["high"],
            pairs=None if pairs is None or None in pairs else tuple(pairs),
        )

    def paired_with(self, other: Shown) -> bool:
        """Whether their runs go by pairs."""
        return self.ground == other.ground and None not in (self.pairs, other.pairs)

    def above(self, other: Shown) -> Interval | None:
        """What this plan changes more than the other, with its 90 % interval; None where runs do not go by pairs."""
        if not self.paired_with(other):
            return None
        return paired_interval(np.subtract(self.pairs, other.pairs))

    def against(self, other: Shown) -> Outcome:
        """The verdict of this plan against the other, as of a plan against none.

        Where runs do not go by pairs (they were kept by an older version), plans differ when their intervals do not
        touch.
        """
        found = self.above(other)
        if found is not None:
            return judge(float(found.mean), float(found.low), float(found.high))
        if self.low > other.high:
            return Outcome.BETTER
        return Outcome.WORSE if other.low > self.high else Outcome.SAME


@dataclass(frozen=True)
class SideBySide:
    """The runs of one world and round.

    Attributes:
        runs: Table number to its run, in table order.
    """

    runs: Mapping[int, Shown]

    def sentences(self, language: str, most: int | None = None) -> list[str]:
        """Which plans cannot be told apart, and which does better; in table order, without a league.

        Args:
            language: "fr" or "en".
            most: Groups told at most, and one sentence more; every one when left out.
        """
        worlds = list(dict.fromkeys(run.world for run in self.runs.values()))
        if len(self.runs) < 2:
            return []
        say, said, same = translator(language), [], False
        for world in worlds:
            tables = [number for number, run in self.runs.items() if run.world == world]
            groups = self._together(tables)
            same = same or bool(groups)
            said += [say("beside.together", tables=_listed(group, language)) for group in groups[:most]]
            said += self._apart(tables, language)
        said = said if most is None else said[: most + 1]
        said += [say("beside.useless")] if same else []
        said += [say("beside.events")] if len(worlds) > 1 else []
        return [french(one) for one in said] if language == "fr" else said

    def how(self, language: str) -> str:
        """How plans are told apart."""
        pairs = [pair for pair in combinations(self.runs.values(), 2) if pair[0].world == pair[1].world]
        text = translator(language)("beside.pairs" if all(a.paired_with(b) for a, b in pairs) else "beside.bars")
        return french(text) if language == "fr" else text

    def as_dict(self, most: int | None = None) -> dict[str, dict[str, object]]:
        """Sentences and how they came about, in both languages."""
        return {one: {"sentences": self.sentences(one, most), "how": self.how(one)} for one in ("fr", "en")}

    def _together(self, tables: Sequence[int]) -> list[tuple[int, ...]]:
        """The largest groups of plans of which no two can be told apart."""
        groups: list[tuple[int, ...]] = []
        same = {frozenset(pair) for pair in combinations(tables, 2) if self._same(*pair)}

        def grow(group: tuple[int, ...], rest: Sequence[int]) -> None:
            near = [one for one in rest if all(frozenset((one, other)) in same for other in group)]
            if not near and len(group) > 1 and not any(set(group) <= set(known) for known in groups):
                groups.append(group)
            for rank, one in enumerate(near):
                grow((*group, one), near[rank + 1 :])

        grow((), tables)
        return groups

    def _same(self, one: int, other: int) -> bool:
        return self.runs[one].against(self.runs[other]) is Outcome.SAME

    def _apart(self, tables: Sequence[int], language: str) -> list[str]:
        """For each plan that does better than others: which."""
        say, said = translator(language), []
        for one in tables:
            mine = self.runs[one]
            beaten = [other for other in tables if mine.against(self.runs[other]) is Outcome.BETTER]
            if beaten:
                worse = say.many("beside.those", len(beaten), tables=_listed(beaten, language))
                said.append(say("beside.apart", better=one, worse=worse))
        return said


def _listed(numbers: Sequence[int], language: str) -> str:
    *first, last = map(str, numbers)
    return f"{', '.join(first)} {translator(language)('beside.and')} {last}" if first else last
