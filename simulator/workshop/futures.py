"""Does a plan hold? One policy in many sampled futures, and one sentence that says when it fails.

A future is an accepted set of parameters, and the world's own drivers moved within declared bounds. Births, deaths and
moves stay the world's: ageing and diplomas are not varied.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from simulator.calendar import FIRST_YEAR, LAST_YEAR, Timeline, timeline_value
from simulator.errors import Cancelled
from simulator.experiments.judging import SMALLEST_EFFECT
from simulator.experiments.matching.space import SPACE, spread_over
from simulator.experiments.policy import Policy
from simulator.experiments.run import Study, sets_of
from simulator.model.drivers import DRIVERS
from simulator.model.parameters import MODEL_PARAMETERS
from simulator.model.recorder import year_row
from simulator.parameters import Parameter, ParameterSet
from simulator.typography import french
from simulator.wording import bare_points, number, percent, translator
from simulator.workshop.simple_rule import Condition, Rule, explain
from simulator.workshop.streams import Telling

if TYPE_CHECKING:
    from simulator.experiments.scenario import Scenario
    from simulator.population.residents import Population
    from simulator.territory.territory import Territory

VARIATIONS: dict[str, tuple[float, float]] = {
    "fuel_price": (-0.3, 1.0),
    "evening_transport": (-0.2, 0.4),
    "heat_days": (0.0, 12.0),
    "touring_supply": (-0.4, 0.3),
    "ticket_prices": (-0.1, 0.4),
    "budget": (-0.3, 0.2),
    "income": (-0.15, 0.15),
    "volunteer_time": (-0.3, 0.3),
    "amateur_taste": (-0.3, 0.3),
    "digital_use": (-0.2, 1.0),
}
"""What is added to the world's drivers by 2040, at least and at most, in the driver's unit: all supposed, no source."""
STEPS = ((2026, 2030), (2031, 2035), (2036, 2040))
"""Drivers move by steps of five years, each at its middle year's value: travel tables are then few."""
LATE = slice(year_row(2036), year_row(LAST_YEAR) + 1)
"""A gain is the mean of the last five years, as single years of a small sample are noisy."""
TURNED = ("evening_transport",)
"""Told the other way round: the driver is the share of an inconvenience that goes."""
MEASURE = "any_but_cinema"
RESIDENTS = 4_000
COUNT = 200
_MOVED = {p.name: p for p in MODEL_PARAMETERS}
_SET_AXES = tuple(axis.name for axis in SPACE)
AXES = (*VARIATIONS, *_SET_AXES)
"""What may explain a failure: the drivers in 2040, and what the accepted sets differ by."""


@dataclass(frozen=True, eq=False)
class Trials:
    """What plans are tried on: a world, a small sample of residents, every accepted set of parameters.

    Attributes:
        territory: The territory.
        people: Its residents.
        world: The world.
        sets: The calibrated parameters, then the accepted ones.
    """

    territory: Territory
    people: Population
    world: Scenario
    sets: tuple[ParameterSet, ...]


@dataclass(frozen=True)
class Sampling:
    """How many futures, and how they are played.

    Attributes:
        count: Number of futures.
        threads: Futures played at once; they do not change results.
        seed: Seed of the sample; runs have the same draws in every future.
        threshold: Gain above which a plan is said to hold (share of residents).
    """

    count: int = COUNT
    threads: int = 2
    seed: int = 1
    threshold: float = SMALLEST_EFFECT.default


@dataclass(frozen=True, eq=False)
class Futures:
    """A policy in many futures.

    Attributes:
        inputs: float64 [futures, axes], drivers in 2040 and parameters, in the order of AXES.
        gains: float64 [futures], the plan's participation less the baseline's, mean of 2036 to 2040 (share).
        threshold: Gain above which the plan holds.
        rule: When it fails, where a simple rule says so on futures kept aside.
    """

    inputs: np.ndarray
    gains: np.ndarray
    threshold: float
    rule: Rule | None

    @property
    def holds(self) -> int:
        """Number of futures in which the plan holds."""
        return int((self.gains > self.threshold).sum())

    def sentence(self, language: str = "fr") -> str:
        """How often it holds, when it fails, and what that is worth on futures kept aside."""
        say, many = translator(language), self.gains.size
        tried = {"count": many, "holds": self.holds, "points": bare_points(self.threshold, language)}
        parts = [say("futures.holds" if self.holds else "futures.never", **tried)]
        if self.holds == many:
            parts.append(say("futures.always"))
        elif self.rule is not None:
            parts.append(say_rule(self.rule, language))
        elif self.holds:
            parts.append(say("futures.unexplained"))
        text = " ".join(parts)
        return french(text) if language == "fr" else text

    def to_dict(self) -> dict[str, object]:
        """Plain values for a bundle."""
        rule = self.rule and {
            "conditions": [vars(condition) for condition in self.rule.conditions],
            "precision": self.rule.precision,
            "coverage": self.rule.coverage,
            "cases": self.rule.cases,
        }
        low, middle, high = np.quantile(self.gains, (0.05, 0.5, 0.95)).tolist()
        return {
            "count": self.gains.size,
            "holds": self.holds,
            "threshold": self.threshold,
            "gain": {"low": low, "median": middle, "high": high},
            "rule": rule,
            "sentence": {language: self.sentence(language) for language in ("fr", "en")},
        }


def declaration(axis: str) -> Parameter:
    """The declaration of an axis: a driver's, or a parameter's."""
    return DRIVERS[axis] if axis in VARIATIONS else _MOVED[axis]


def say_rule(rule: Rule, language: str) -> str:
    """When a plan fails, and what that is worth on futures kept aside."""
    say = translator(language)
    shares = {name: percent(getattr(rule, name), language) for name in ("precision", "coverage")}
    when = say("futures.and").join(say_condition(one, language) for one in rule.conditions)
    return say("futures.when", when=when, cases=rule.cases, **shares)


def say_condition(condition: Condition, language: str) -> str:
    """A condition in the room's words: how a driver goes by 2040, or how much something counts; with its cut."""
    say, axis = translator(language), condition.axis
    if axis not in VARIATIONS:
        side = "above" if condition.above else "below"
        return say(f"futures.{side}.{axis}", value=number(condition.cut, language, 2))
    way = -1.0 if axis in TURNED else 1.0
    cut, above = way * condition.cut, condition.above is (way > 0.0)
    moves = ("rises" if cut >= 0.0 else "no_fall") if above else ("falls" if cut < 0.0 else "no_rise")
    days = say("futures.days", count=number(abs(cut), language))
    value = days if axis == "heat_days" else percent(abs(cut), language)
    return say(f"futures.{moves}", noun=say(f"futures.noun.{axis}"), value=value)


class Tried:
    """The futures of one world as far as they were played: what was played is kept when the work is put off.

    The baseline of a future is the same for every plan, and is run once; plans that wait together share the future's
    spin-up and travel tables too.
    """

    def __init__(self, trials: Trials, how: Sampling) -> None:
        """Nothing is played yet."""
        self._trials, self._how = trials, how
        self._points = sample(how, len(trials.sets))
        self._played: dict[int, _Future] = {}

    def play(
        self,
        plans: Mapping[str, Policy],
        stop: threading.Event | None = None,
        progress: Callable[[float], object] = lambda share: None,
    ) -> None:
        """Play in every future what is still missing of some plans, given by name.

        Raises:
            Cancelled: `stop` was set; what was played is kept.
        """
        many = len(self._points)
        missing = [rank for rank in range(many) if rank not in self._played or plans.keys() - self._played[rank].after]
        done = count(many - len(missing) + 1)

        def one(rank: int) -> None:
            known = self._played.get(rank)
            self._played[rank] = _play(self._trials, plans, self._points[rank], known, stop)
            progress(next(done) / many)

        gc.collect()  # what was put off left its tables behind: frozen, they would stay
        gc.freeze()  # collecting after each future then looks at what that future made, and at nothing else
        try:
            with ThreadPoolExecutor(self._how.threads) as pool:
                list(pool.map(one, missing))
        finally:
            gc.unfreeze()

    def found(self, name: str) -> Futures:
        """What a plan that was played in every future makes of them."""
        played = [self._played[rank] for rank in range(len(self._points))]
        gains = np.array([future.after[name] - future.base for future in played])
        table = np.array([future.inputs for future in played])
        threshold = self._how.threshold
        return Futures(table, gains, threshold, explain(AXES, table, gains <= threshold))

    def forget(self, name: str) -> None:
        """A plan's futures were told: the baselines stay."""
        self._played = {rank: future.without(name) for rank, future in self._played.items()}


@dataclass(frozen=True, eq=False)
class _Future:
    """One future: where it lies on AXES, the baseline's participation there, and that of each plan."""

    inputs: np.ndarray
    base: float
    after: Mapping[str, float]

    def without(self, name: str) -> _Future:
        """The same, but for a plan."""
        return replace(self, after={one: share for one, share in self.after.items() if one != name})


def try_futures(
    trials: Trials,
    policy: Policy,
    how: Sampling | None = None,
    stop: threading.Event | None = None,
    progress: Callable[[float], object] = lambda share: None,
) -> Futures:
    """Play a policy and its baseline in many sampled futures.

    Args:
        trials: What `make_ready` gives.
        policy: What was committed.
        how: How many futures, and how they are played.
        stop: Set by who no longer waits.
        progress: Told the share done, 0 to 1.

    Raises:
        Cancelled: `stop` was set.
    """
    tried = Tried(trials, how or Sampling())
    tried.play({policy.name: policy}, stop, progress)
    return tried.found(policy.name)


def make_ready(territory: Territory, world: Scenario, residents: int = RESIDENTS) -> Trials:
    """A small sample of residents of a territory, and its parameters; spin-ups are made and kept as they are needed."""
    from simulator.population.synthesis import synthesise

    return Trials(territory, synthesise(territory, residents=residents, seed=7), world, sets_of(territory))


def sample(how: Sampling, sets: int) -> np.ndarray:
    """A Latin hypercube: changes of the drivers by 2040, then the rank of a parameter set; float64 [count, axes]."""
    box = np.array([*VARIATIONS.values(), (0.0, float(sets))])
    return spread_over(box, how.count, int(Telling.FUTURES) * 65_536 + how.seed)


def _play(
    trials: Trials, plans: Mapping[str, Policy], point: np.ndarray, known: _Future | None, stop: threading.Event | None
) -> _Future:
    """One future with the plans that were not played in it yet, its baseline once."""
    if stop is not None and stop.is_set():
        raise Cancelled
    parameters = trials.sets[min(int(point[-1]), len(trials.sets) - 1)]
    world = moved(trials.world, dict(zip(VARIATIONS, point[:-1].tolist(), strict=True)))
    missing = {name: policy for name, policy in plans.items() if known is None or name not in known.after}
    policies = [*([Policy.none] if known is None else []), *missing.values()]
    shares = _shares(trials, world, parameters, policies, stop)
    gc.collect()  # a study knows itself: its tables, a few hundred megabytes, would wait for a collection by chance
    if known is None:
        known = _Future(_inputs(world, parameters), shares.pop(0), {})
    return replace(known, after={**known.after, **dict(zip(missing, shares, strict=True))})


def _shares(
    trials: Trials, world: Scenario, parameters: ParameterSet, policies: list[Policy], stop: threading.Event | None
) -> list[float]:
    """The participation of each policy in one future, mean of its last years."""
    settings = {"replications": 1, "threads": 1, "parameters": parameters}
    future = Study(trials.territory, trials.people, world, **settings)
    return [float(future.run(policy, 0, stop).share(MEASURE)[LATE, 0].mean()) for policy in policies]


def moved(world: Scenario, changes: dict[str, float]) -> Scenario:
    """A world whose drivers end `changes` away in 2040, growing evenly from 2026, within their declared bounds."""
    drivers = {
        name: _stepped(timeline) for name, timeline in world.drivers.items() if name not in ("ageing", "diplomas")
    }
    kept = {name: world.drivers[name] for name in ("ageing", "diplomas") if name in world.drivers}
    for name, change in changes.items():
        low, high = DRIVERS[name].bounds
        added = _stepped({FIRST_YEAR: 0.0, LAST_YEAR: change})
        base = drivers.get(name, dict.fromkeys(added, 0.0))
        drivers[name] = {year: min(max(base[year] + value, low), high) for year, value in added.items()}
    return replace(world, drivers={**kept, **drivers})


def _stepped(timeline: Timeline) -> dict[int, float]:
    """A timeline by steps, each at the value of its middle year; the last one at that of 2040."""
    out: dict[int, float] = {}
    for first, last in STEPS:
        year = LAST_YEAR if last == LAST_YEAR else (first + last) // 2
        out[first] = out[last] = timeline_value(timeline, year, FIRST_YEAR)
    return out


def _inputs(world: Scenario, parameters: ParameterSet) -> np.ndarray:
    """Where a future lies on AXES; a parameter with one value by domain is told by its first one that is not zero."""
    drivers = [timeline_value(world.drivers[name], LAST_YEAR, FIRST_YEAR) for name in VARIATIONS]
    values = [getattr(parameters, name) for name in _SET_AXES]
    flat = [next((v for v in value if v), 0.0) if isinstance(value, tuple) else value for value in values]
    return np.array([*drivers, *flat])
