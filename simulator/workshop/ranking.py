"""Levers beside each other at one price, each alone; and what a dissent changes in their order.

Two levers whose difference is not clear of zero share their places: a rank is a range, and a change of rank is said
only where the ranges have nothing in common.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.calendar import LAST_YEAR
from simulator.experiments.judging import Outcome, judge, paired_interval
from simulator.experiments.policy import Policy
from simulator.model.levers import LEVERS, TOKEN_EUROS
from simulator.model.recorder import year_row
from simulator.typography import french
from simulator.wording import translator

if TYPE_CHECKING:
    import threading

    from simulator.experiments.run import Study
    from simulator.workshop.dissent import Disputable

TOKENS = 4
"""Tokens a year spent on each lever, alone."""
LATE = slice(year_row(2036), year_row(LAST_YEAR) + 1)
"""A gain is the mean of the last five years."""
MEASURE = "any_but_cinema"


@dataclass(frozen=True)
class Place:
    """A lever among the others.

    Attributes:
        lever: Its name.
        mean: Mean gain (share of residents, 2036 to 2040).
        low: Low end of its 90 % interval.
        high: High end.
        best: The best rank it may have: one, and those that are surely before it.
        worst: The worst rank it may have.
    """

    lever: str
    mean: float
    low: float
    high: float
    best: int
    worst: int


@dataclass(frozen=True)
class Move:
    """A lever's places without the dissent and with it.

    Attributes:
        before: In the model's world.
        after: In the table's world.
        certain: Whether the ranges of ranks have nothing in common.
    """

    before: Place
    after: Place
    certain: bool


@dataclass(frozen=True)
class Dissent:
    """What a dissent changes in the order of the levers.

    Attributes:
        disputed: What is disputed.
        value: What the table holds.
        moves: Every lever, in the order of the table's world.
    """

    disputed: Disputable
    value: float
    moves: tuple[Move, ...]

    def sentences(self, language: str = "fr") -> list[str]:
        """What the table holds, then the levers whose rank surely changes, or that none does."""
        say = translator(language)
        sure = [move for move in self.moves if move.certain]
        told = [self._says(say, move, language) for move in sure] or [say("dissent.no_move")]
        return [self.disputed.says(self.value, language), *(french(t) if language == "fr" else t for t in told)]

    def _says(self, say, move: Move, language: str) -> str:
        ranks = [say_rank(place, language) for place in (move.before, move.after)]
        return say("dissent.move", lever=LEVERS[move.after.lever].label[language], before=ranks[0], after=ranks[1])

    def to_dict(self) -> dict[str, object]:
        """Plain values for a bundle or a debrief."""
        moves = [{"before": vars(m.before), "after": vars(m.after), "certain": m.certain} for m in self.moves]
        sentences = {language: self.sentences(language) for language in ("fr", "en")}
        return {"parameter": self.disputed.name, "value": self.value, "moves": moves, "sentences": sentences}


def say_rank(place: Place, language: str) -> str:
    """A rank, or the ranks that cannot be told apart."""
    if place.best == place.worst:
        return translator(language)("dissent.rank", rank=place.best)
    return translator(language)("dissent.ranks", best=place.best, worst=place.worst)


def ranking(
    study: Study,
    tokens: int = TOKENS,
    stop: threading.Event | None = None,
    progress: Callable[[float], object] = lambda share: None,
    threads: int = 1,
    replications: int | None = None,
) -> tuple[Place, ...]:
    """Every lever alone at one price, the best mean first.

    Args:
        study: A world, disputed or not; its replications are paired.
        tokens: Tokens a year from 2027 on.
        stop: Looked at every month.
        progress: Told the share done, 0 to 1.
        threads: Runs at once; results do not depend on it.
        replications: The first so many of the study's; all of them when left out.

    Raises:
        Cancelled: `stop` was set.
    """
    policies = [Policy.none, *(Policy(name, **{name: tokens * TOKEN_EUROS}) for name in LEVERS)]
    todo = [(policy, replication) for policy in policies for replication in range(replications or study.replications)]
    done: list[None] = []

    def play(one: tuple[Policy, int]) -> float:
        run = study.run(*one, stop, threads=1)
        done.append(None)
        progress(len(done) / len(todo))
        return float(run.share(MEASURE)[LATE, 0].mean())

    with ThreadPoolExecutor(threads) as pool:
        shares = np.array(list(pool.map(play, todo))).reshape(len(policies), -1)
    return place(tuple(LEVERS), (shares[1:] - shares[0]).T)


def place(levers: tuple[str, ...], gains: np.ndarray) -> tuple[Place, ...]:
    """The levers' places.

    Args:
        levers: Their names.
        gains: float64 [replications, levers], paired.
    """
    own = paired_interval(gains)
    ahead = _surely_ahead(gains)
    places = [
        Place(name, *(float(a[k]) for a in (own.mean, own.low, own.high)), 1 + int(before), len(levers) - int(behind))
        for k, (name, before, behind) in enumerate(zip(levers, ahead.sum(axis=0), ahead.sum(axis=1), strict=True))
    ]
    return tuple(sorted(places, key=lambda one: (-one.mean, levers.index(one.lever))))


def _surely_ahead(gains: np.ndarray) -> np.ndarray:
    """Which lever (first axis) is surely better than which, bool [levers, levers]: the rule of verdicts."""
    between = paired_interval(gains[:, :, None] - gains[:, None, :])
    ends = np.stack([between.mean, between.low, between.high], axis=-1)
    return np.apply_along_axis(lambda one: judge(*map(float, one)) is Outcome.BETTER, -1, ends)


def compare_rankings(
    disputed: Disputable, value: float, before: tuple[Place, ...], after: tuple[Place, ...]
) -> Dissent:
    """What a dissent changes, lever by lever."""
    old = {place.lever: place for place in before}
    pairs = [(old[place.lever], place) for place in after]
    return Dissent(disputed, value, tuple(Move(b, a, b.worst < a.best or a.worst < b.best) for b, a in pairs))
