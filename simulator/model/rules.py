"""The parameters as the kernels need them: tables by number of ties, scalars, and what differs from month to month."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cache

import numpy as np

from simulator.calendar import MONTHS, SPIN_UP_MONTHS, year_of
from simulator.draws import Stream, key_of
from simulator.elementary import TAIL, exp, log, log_array, normal_quantile
from simulator.model.aims import MEETING, Reached
from simulator.model.drivers import Drivers
from simulator.model.kernels.layout import BINS, COUNTS, SCHOOL_MONTH, Months, Rules
from simulator.model.kernels.show import counters
from simulator.model.policy_effects import Intensities
from simulator.model.schooling import LAST_SCHOOL_AGE, coverage_by_age
from simulator.parameters import ParameterSet

LOG1P_POINTS = 24 * 64 + 2
HABIT_UNIT = 2.0**64
"""Unit of habits in the spin-up's first month: so large that in December 2040 float32 still holds one over the unit."""
_NUMBERS = range(-12, MONTHS + 1)
_LIKE = [(month if month >= 0 else month % 12 - 12) + 12 for month in range(-SPIN_UP_MONTHS, MONTHS + 1)]
"""Of every month, the place in `_NUMBERS` of one like it: no lever works before 2026, all years are like 2025."""
INVERSE = [0.0] + [1.0 / degree for degree in range(1, COUNTS)]
"""Share of ties is count x inverse degree."""


@cache
def _logits() -> np.ndarray:
    """ln(x / (1 - x)) at the middle of 65,536 bins."""
    middles = (np.arange(BINS) + 0.5) / BINS
    return log_array(middles) - log_array(1.0 - middles)


@cache
def _log1p() -> np.ndarray:
    """ln(1 + x) at 64 points a unit."""
    return log_array(1.0 + np.arange(LOG1P_POINTS) / 64.0)


@cache
def _tails() -> np.ndarray:
    """Normal quantiles of the lowest of 65,536 values, where they are no quotient of polynomials."""
    lowest = np.arange(0.5, TAIL * BINS) / BINS
    return np.array([normal_quantile(u) for u in lowest])


def unheard(p: ParameterSet, told: float = 0.0) -> np.ndarray:
    """e^-Pi by contact x 81 + ties x 9 + active ties, float64 [162] (S6).

    Args:
        p: The parameters.
        told: What campaigns add to media's push, as times today's.
    """
    push, out = p.media_push * (1.0 + told), []
    for met in (0, 1):
        for degree in range(COUNTS):
            for count in range(COUNTS):
                share = count * INVERSE[degree]
                out.append(exp(-(push + p.word_of_mouth * share + p.contact_push * met)))
    return np.array(out)


def compile_rules(p: ParameterSet) -> Rules:
    """The kernels' constants for a parameter set."""
    return Rules(
        logits=_logits(),
        log1p=_log1p(),
        tails=_tails(),
        inverse_degree=np.array(INVERSE),
        counters=counters(),
        unheard=unheard(p),
        relaxing=p.symbolic_relaxing,
        following=p.habitus_following,
        returning=p.habitus_return,
        digital_diploma=np.array([0.0, 0.0, 0.0, p.digital_education]),
        digital_staying=1.0 - p.digital_substitution,
        school_today=coverage_by_age(p),
        **_as_declared(p),
    )


def _as_declared(p: ParameterSet) -> dict[str, float | np.ndarray]:
    """The constants that kernels know by their parameters' names."""
    declared = p.as_dict()
    named = {name: declared[name] for name in Rules._fields if name in declared}
    return {name: np.array(value) if isinstance(value, tuple) else value for name, value in named.items()}


def tabulate(
    p: ParameterSet, seed: int, levers: Intensities, drivers: Drivers, reached: Reached, places: np.ndarray
) -> Months:
    """The scalars of every month, from the spin-up's first to January 2041.

    Args:
        p: The parameters.
        seed: The run's seed.
        levers: The levers' intensities.
        drivers: The world's drivers.
        reached: Whom levers on people may reach.
        places: int64 [agglomerations], places of amateur practice today.
    """
    supports = [levers.support(month) for month in _NUMBERS]
    years = [year_of(month) for month in _NUMBERS]
    volunteers = [p.volunteer_elasticity * drivers.value("volunteer_time", year) for year in years]
    added = levers.aims.added(places) if levers.aims else places
    rooms = {key: room_of(places, added, *key, p) for key in set(zip(supports, volunteers, strict=True))}
    felt = _felt_by(supports, "amateurs", levers)
    starts = _practice_logits(p, drivers, felt, years)
    met = [(year_of(month), *(levers.units(name, month) for name in MEETING)) for month in _NUMBERS]
    taught = [(month % 12 == SCHOOL_MONTH, levers.share("schools", month)) for month in _NUMBERS]
    return Months(
        taste_before=np.array(_powers(1.0 - p.taste_fading)),
        habit_before=np.array(_powers(1.0 - p.habit_fading, HABIT_UNIT)),
        reach=_by_month(met, lambda month: _reach(p, levers, month, reached)),
        school=_by_month(taught, lambda month: _school(p, levers, month)),
        family=_by_month(taught, lambda month: _takes_families(p, levers, month)),
        start_logit=np.array(starts)[_LIKE],
        stop=np.array([[p.practice_stop / 12.0 * exp(-p.practice_stay * x) for x in sides] for sides in felt])[_LIKE],
        start_ceiling=np.array([exp(s + p.practice_norm * (1.0 - p.practice_reference)) for s, _ in starts])[_LIKE],
        digital=np.array(_digital_logits(p, drivers)),
        room=np.array([rooms[key] for key in zip(supports, volunteers, strict=True)])[_LIKE],
        aim=reached.aim,
        aimed=reached.aimed,
        keys=_keys(seed),
    )


def _by_month(keys: Sequence[Hashable], make: Callable[[int], object]) -> np.ndarray:
    """What is made for every month, once for the months of `_NUMBERS` whose keys are the same."""
    made: dict[Hashable, object] = {}
    for month, key in zip(_NUMBERS, keys, strict=True):
        if key not in made:
            made[key] = make(month)
    return np.array([made[key] for key in keys])[_LIKE]


def _practice_logits(
    p: ParameterSet, drivers: Drivers, felt: list[tuple[float, float]], years: list[int]
) -> list[list[float]]:
    """The logit of beginning to practise in every month, for those that amateur support is aimed at and the others."""
    wishes = {year: log(1.0 + drivers.value("amateur_taste", year)) for year in set(years)}
    return [
        [p.practice_intercept + p.practice_start * support + wishes[year] for support in sides]
        for sides, year in zip(felt, years, strict=True)
    ]


def _digital_logits(p: ParameterSet, drivers: Drivers) -> list[float]:
    """The logit of practising online in every month, without diploma and symbolic distance (S14)."""
    years = [year_of(month) for month in range(-SPIN_UP_MONTHS, MONTHS + 1)]
    by_year = {year: p.digital_intercept + log(1.0 + drivers.value("digital_use", year)) for year in set(years)}
    return [by_year[year] for year in years]


def _in_year(table: np.ndarray, month: int) -> np.ndarray:
    """The row of a month's year; the first before 2026, the last after the last."""
    return table[min(max(month // 12, 0), len(table) - 1)]


def _felt_by(values: list[float], lever: str, levers: Intensities) -> list[tuple[float, float]]:
    """What a lever gives to whom it is aimed at, and to the others: nothing, or the same when it aims at nobody."""
    aimed = levers.aims is not None and lever in levers.aims.targets
    return [(value, 0.0 if aimed else value) for value in values]


def _reach(p: ParameterSet, levers: Intensities, month: int, reached: Reached) -> list[list[float]]:
    """Chances of being met, of creating and of being accompanied, by education."""
    ways = dict(zip(MEETING, (p.contact_reach, p.cocreation_reach, p.company_reach), strict=True))
    shares = {name: _in_year(reached.shares[name], month) for name in ways}
    return [levers.chances(name, month, reach, shares[name]) for name, reach in ways.items()]


def _school(p: ParameterSet, levers: Intensities, month: int) -> np.ndarray:
    """Chance of an action at school in the year by age, in June, for the aimed at and the others; else nothing."""
    if month % 12 != SCHOOL_MONTH:
        return np.zeros((2, LAST_SCHOOL_AGE + 1))
    (sides,) = _felt_by([levers.share("schools", month)], "schools", levers)
    return np.array([coverage_by_age(p, share) for share in sides])


def _takes_families(p: ParameterSet, levers: Intensities, month: int) -> bool:
    """Whether school reaches pupils beyond today's this month, and some of them take their family out (S5)."""
    return month % 12 == SCHOOL_MONTH and p.family_visit > 0.0 and levers.share("schools", month) > 0.0


def room_of(places: np.ndarray, added: np.ndarray, gain: float, volunteers: float, p: ParameterSet) -> list[int]:
    """Practitioners there is room for by agglomeration (S13).

    Today's places go with the practitioners who need none, and with volunteers' time (`volunteers`: share more, or
    less); an added place (`gain`: as a share of those that may be added to, or of today's) lets one practitioner in, a
    lost one keeps one out.
    """
    pairs = zip(places.tolist(), added.tolist(), strict=True)
    return [int(place / p.organised_share * (1.0 + volunteers) + base * gain) for place, base in pairs]


def _keys(seed: int) -> np.ndarray:
    """The streams' keys, uint64 by stream number."""
    keys = np.zeros(max(Stream) + 1, np.uint64)
    for stream in Stream:
        keys[stream] = key_of(seed, stream)
    return keys


def _powers(factor: float, first: float = 1.0) -> list[float]:
    """first, first x factor, ... by successive products, one more than the months of spin-up and run."""
    out = [first]
    for _ in range(SPIN_UP_MONTHS + MONTHS):
        out.append(out[-1] * factor)
    return out
