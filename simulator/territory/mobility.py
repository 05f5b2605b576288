"""Generalised cost of getting there (S3): minutes and euros as one number, by period and mobility class.

The composite over modes is a logsum; every exponential and logarithm is the project's own, so its bits are the same on
every machine and on any number of threads.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.compiled import njit
from simulator.elementary import exp
from simulator.parameters import ParameterSet
from simulator.territory.exponentials import exp_row, log_row
from simulator.territory.mobility_parameters import CLASSES, PERIODS
from simulator.territory.travel import MODES, SCHEDULED, Travel

Room = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Generalised minutes, the car's share and minutes on the clock, float64 [2 periods, 3 classes, C, P] each."""


class Ways(NamedTuple):
    """What the costs between communes and places are made from."""

    minutes: np.ndarray  # float64 [1 or 2, 5 modes, C, P]: by day, and in the evening where a timetable says them
    kilometres: np.ndarray  # float64 [C, P]
    fare: np.ndarray  # float64 [5 modes, C, P]
    numbers: np.ndarray  # float64 [2 periods, 7], as `_numbers` gives them

    def to(self, places: np.ndarray) -> Ways:
        """Those to some of the places."""
        minutes, kilometres, fare = (np.take(array, places, axis=-1) for array in self[:3])
        return Ways(minutes, kilometres, fare, self.numbers)


EVERYBODY = np.frombuffer(b"")
"""Where nothing is aimed; for reading alone, as where something is: kernels are compiled for one kind of array."""
NEVER = 1e9
"""Minutes above which a mode is taken not to serve."""


def generalised_cost(
    travel: Travel,
    settings: ParameterSet,
    *,
    transit_gain: float = 0.0,
    evening_service: float = 0.0,
    fuel_price: float = 0.0,
) -> tuple[np.ndarray, np.ndarray]:
    """Generalised minutes one way and share of outings by car, for everyone who lives there.

    Args:
        travel: Times, kilometres and fares.
        settings: The mobility parameters (`mobility_settings()`).
        transit_gain: Share of local public-transport time removed, 0 to 0.9.
        evening_service: Share of the evening penalty removed, 0 to 1.
        fuel_price: Relative change of the fuel price (1.0 = doubled).

    Returns:
        Two float64 arrays [2 periods (day, evening), 3 mobility classes (car, no car, reduced), C, P]; minutes may be
        below the fastest mode's by at most ln(modes)/theta, because having several ways counts (S3).
    """
    return _fill(travel, settings, (transit_gain, evening_service, fuel_price))[:2]


def expected_minutes(
    travel: Travel,
    settings: ParameterSet,
    *,
    transit_gain: float = 0.0,
    evening_service: float = 0.0,
    fuel_price: float = 0.0,
) -> np.ndarray:
    """Expected minutes on the clock one way, waiting included, float64 as `generalised_cost` and for its arguments."""
    return _fill(travel, settings, (transit_gain, evening_service, fuel_price))[2]


def ways_of(travel: Travel, settings: ParameterSet, gains: tuple[float, float, float]) -> Ways:
    """What costs are made from in a situation.

    Args:
        travel: Times, kilometres and fares.
        settings: The mobility parameters.
        gains: Transit gain, evening service and fuel price, as for `generalised_cost`.
    """
    day = _numbers(settings, *gains)
    if travel.evening_gap is None:
        return Ways(travel.minutes[None], travel.kilometres, travel.fare, np.stack([day, day]))
    evening = day.copy()
    evening[_KEPT], evening[_PENALTY] = 1.0, 0.0  # both are in the evening's minutes already
    minutes = np.stack([travel.minutes, _evening_minutes(travel, settings, day)])
    return Ways(minutes, travel.kilometres, travel.fare, np.stack([day, evening]))


def _evening_minutes(travel: Travel, settings: ParameterSet, numbers: np.ndarray) -> np.ndarray:
    """Minutes in the evening, float64 [5, C, P]: a timetable's gap where there is one, else the assumed penalty.

    Evening service closes what the evening adds, never what it saves.
    """
    closing = np.array([numbers[_PENALTY] / settings.evening_penalty if m in SCHEDULED else 1.0 for m in MODES])
    assumed = np.array([settings.evening_penalty if m in SCHEDULED else 0.0 for m in MODES])
    gap = np.where(np.isnan(travel.evening_gap), assumed[:, None, None], travel.evening_gap)
    gap = np.where(np.isinf(gap), settings.no_evening_service, gap)
    gap = np.where(gap > 0.0, gap * closing[:, None, None], gap)
    kept = np.array([numbers[_KEPT] if m == "transit" else 1.0 for m in MODES])
    return travel.minutes * kept[:, None, None] + gap


_KEPT, _PENALTY = 3, 4
"""Places of two of the kernel's numbers: the share of bus time kept, the evening penalty left."""


def _numbers(settings: ParameterSet, transit_gain: float, evening_service: float, fuel_price: float) -> np.ndarray:
    per_euro = 60.0 / settings.value_of_time
    return np.array(
        [
            settings.mode_sensitivity,
            per_euro,
            settings.fuel_cost * (1.0 + fuel_price) / settings.occupancy * per_euro,
            1.0 - transit_gain,
            settings.evening_penalty * (1.0 - evening_service),
            settings.lift_penalty,
            settings.reduced_penalty,
        ]
    )


def _fill(travel: Travel, settings: ParameterSet, gains: tuple[float, float, float]) -> Room:
    ways = ways_of(travel, settings, gains)
    return fill_costs(ways, ways, EVERYBODY)


def fill_costs(ways: Ways, without: Ways, there: np.ndarray) -> Room:
    """Costs, car shares and minutes of every pair.

    Args:
        ways: What they are made from.
        without: The same without what is aimed at some communes.
        there: Share of each commune's residents it is aimed at, float64 [C]; empty where it is meant for everybody.
    """
    shape = (len(PERIODS), len(CLASSES), *ways.kilometres.shape)
    room = np.empty(shape), np.empty(shape), np.empty(shape)
    _fill_rows(ways, without, there, *room)
    return room


@njit(cache=True, nogil=True, error_model="numpy")
def _fill_rows(ways, without, there, cost, car_share, clock):
    """Fill costs, car shares and minutes of every pair, one commune after the other."""
    row = np.empty((6, *cost.shape[:2], cost.shape[3]))
    for c in range(cost.shape[2]):
        fill_row(c, ways, without, there, row)
        cost[:, :, c], car_share[:, :, c], clock[:, :, c] = row[0], row[1], row[2]


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def fill_row(c, ways, without, there, row):
    """Costs, car shares and minutes of a commune's pairs.

    Compiled or plain, the bits are the same. A mode's weight is e to the minus theta times its cost; penalties multiply
    weights, so that a pair takes five exponentials and six logarithms whatever the periods and classes. The work goes
    one operation at a time over a row: processors then do several pairs at once. A row stays in a core's own cache.

    Args:
        c: The commune.
        ways: What they are made from.
        without: The same without what is aimed at some communes.
        there: Share of each commune's residents it is aimed at, float64 [C]; empty where it is meant for everybody.
        row: float64 [6, 2 periods, 3 classes, P]: the first three are written, the others are to work in.
    """
    _fill_row(c, ways, row[0], row[1], row[2])
    if there.size > 0 and there[c] != 1.0:
        _fill_row(c, without, row[3], row[4], row[5])
        row[:3] = row[3:] + there[c] * (row[:3] - row[3:])


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _fill_row(c, ways, cost, car_share, clock):
    """Costs, car shares and minutes of a commune's pairs, float64 [2 periods, 3 classes, P] each."""
    weights, fares = np.empty((5, cost.shape[2])), (ways.fare[2, c], ways.fare[3, c])
    for period in range(cost.shape[0]):
        numbers, told = ways.numbers[period], min(period, ways.minutes.shape[0] - 1)
        # row by row: of a table whose communes are cut out, no loop would be told that neighbours lie side by side
        minutes = _of_each_mode(ways.minutes, told, c)
        if period < ways.minutes.shape[0]:
            _weigh_modes(minutes, ways.kilometres[c], fares, numbers, weights)
        for q in range(cost.shape[1]):
            _share_out(weights, numbers, period, q, cost[period, q], car_share[period, q])
            _time(weights, minutes, numbers, period, q, clock[period, q])


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _of_each_mode(minutes, period, c):
    """A commune's rows of minutes in a period: walk, cycle, bus, rail and car, float64 [P] each."""
    return (
        minutes[period, 0, c],
        minutes[period, 1, c],
        minutes[period, 2, c],
        minutes[period, 3, c],
        minutes[period, 4, c],
    )


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _weigh_modes(minutes, kilometres, fares, numbers, weights):
    """Weights of walk, cycle, bus, rail and car on a row of pairs, float64 [5, P]; 0 for a mode that does not serve."""
    theta, per_euro, per_km, kept = numbers[0], numbers[1], numbers[2], numbers[3]
    (walk, cycle, bus, rail, car), (bus_fare, rail_fare) = minutes, fares
    n = kilometres.size
    spent, powers = np.empty((5, n)), np.empty(n, np.int64)
    for p in range(n):
        spent[0, p] = -theta * walk[p]
        spent[1, p] = -theta * cycle[p]
        spent[2, p] = -theta * (bus[p] * kept + bus_fare[p] * per_euro)
        spent[3, p] = -theta * (rail[p] + rail_fare[p] * per_euro)
        spent[4, p] = -theta * (car[p] + kilometres[p] * per_km)
    for mode in range(5):
        exp_row(spent[mode], powers, weights[mode])
    for p in range(n):
        weights[2, p] = weights[2, p] if bus[p] * kept < NEVER else 0.0
        weights[3, p] = weights[3, p] if rail[p] < NEVER else 0.0


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _share_out(weights, numbers, period, q, cost, car_share):
    """Generalised minutes and the car's share on a row of pairs, float64 [P] each, in a period for a class."""
    theta, evening, lift, slow = numbers[0], numbers[4], numbers[5], numbers[6]
    lift_factor, night = exp(-theta * lift) if q > 0 else 1.0, exp(-theta * evening) if period == 1 else 1.0
    extra = slow if q == 2 else 0.0
    n = cost.size
    total, logarithm, mantissas = np.empty(n), np.empty(n), np.empty(n, np.int64)
    for p in range(n):
        ride = weights[4, p] * lift_factor
        soft = weights[0, p] if q == 2 else weights[0, p] + weights[1, p]
        total[p] = soft + (weights[2, p] + weights[3, p]) * night + ride
        car_share[p] = ride / total[p]
    log_row(total, mantissas, logarithm)
    for p in range(n):
        cost[p] = extra - logarithm[p] / theta


@njit(inner=True, cache=True, nogil=True, error_model="numpy")
def _time(weights, minutes, numbers, period, q, clock):
    """Expected minutes on the clock on a row of pairs, float64 [P], in a period for a class."""
    theta, kept, evening, lift, slow = numbers[0], numbers[3], numbers[4], numbers[5], numbers[6]
    lift_factor, night = exp(-theta * lift) if q > 0 else 1.0, exp(-theta * evening) if period == 1 else 1.0
    late, waited, extra = evening if period == 1 else 0.0, lift if q > 0 else 0.0, slow if q == 2 else 0.0
    by_foot, by_cycle, by_bus, by_rail, by_car = minutes
    for p in range(clock.size):
        walk, cycle, bus, rail = weights[0, p], weights[1, p], weights[2, p], weights[3, p]
        ride = weights[4, p] * lift_factor
        soft = walk if q == 2 else walk + cycle
        spent = walk * by_foot[p] + ride * (by_car[p] + waited)
        spent += cycle * by_cycle[p] if q < 2 else 0.0
        spent += bus * night * (by_bus[p] * kept + late) if bus > 0.0 else 0.0
        spent += rail * night * (by_rail[p] + late) if rail > 0.0 else 0.0
        clock[p] = extra + spent / (soft + (bus + rail) * night + ride)
