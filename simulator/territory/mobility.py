"""Generalised cost of getting there (S3): minutes and euros as one number, by period and mobility class.

The composite over modes is a logsum; every exponential and logarithm is the project's own, so its bits are the same on
every machine and on any number of threads.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit
from simulator.elementary import exp, log
from simulator.parameters import Parameter, ParameterSet, Tag
from simulator.territory.travel import Travel

PERIODS = ("day", "evening")
CLASSES = ("car", "no_car", "reduced")
NEVER = 1e9
"""Minutes above which a mode is taken not to serve."""

_A, _Q = Tag.ASSUMED, Tag.QUOTED

MOBILITY = (
    Parameter(
        "mode_sensitivity", 0.10, "1/minute", (0.05, 0.2), _A, "S3, theta", "Sensibilité au mode", "Mode sensitivity"
    ),
    Parameter(
        "value_of_time",
        8.6,
        "EUR/hour",
        (4.0, 20.0),
        _Q,
        "Quinet 2013, EUR of 2022",
        "Valeur du temps",
        "Value of time",
    ),
    Parameter(
        "evening_penalty",
        40.0,
        "minutes",
        (20.0, 60.0),
        _A,
        "S3: rare or no service at night",
        "Retour du soir en transport collectif",
        "Evening return by public transport",
    ),
    Parameter(
        "lift_penalty",
        25.0,
        "minutes",
        (15.0, 40.0),
        _A,
        "S3",
        "Se faire conduire",
        "Being driven by someone",
    ),
    Parameter(
        "reduced_penalty",
        15.0,
        "minutes",
        (0.0, 40.0),
        _A,
        "S3",
        "Mobilité réduite, tout mode",
        "Reduced mobility, any mode",
    ),
    Parameter("fuel_cost", 0.12, "EUR/km", (0.05, 0.3), _A, "no source", "Carburant", "Fuel"),
    Parameter(
        "occupancy",
        1.8,
        "persons/car",
        (1.0, 4.0),
        _A,
        "no source: leisure outings",
        "Personnes par voiture",
        "Persons per car",
    ),
)


def mobility_settings(**changes: float) -> ParameterSet:
    """The declared mobility assumptions, with some values changed (each checked against its range)."""
    return ParameterSet(MOBILITY, changes)


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
    numbers = _numbers(settings, transit_gain, evening_service, fuel_price)
    return _fill(travel, numbers, clock=False)[:2]


def expected_minutes(
    travel: Travel,
    settings: ParameterSet,
    *,
    transit_gain: float = 0.0,
    evening_service: float = 0.0,
    fuel_price: float = 0.0,
) -> np.ndarray:
    """Expected minutes on the clock one way, waiting included, float64 as `generalised_cost` and for its arguments."""
    return _fill(travel, _numbers(settings, transit_gain, evening_service, fuel_price), clock=True)[2]


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


def _fill(travel: Travel, numbers: np.ndarray, clock: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    shape = (len(PERIODS), len(CLASSES), *travel.kilometres.shape)
    cost, car_share, minutes = np.empty(shape), np.empty(shape), np.empty(shape if clock else (0, 0, 0, 0))
    fill_costs(travel.minutes, travel.kilometres, travel.fare, numbers, cost, car_share, minutes)
    return cost, car_share, minutes


@njit(cache=True, nogil=True)
def fill_costs(minutes, kilometres, fare, numbers, cost, car_share, clock):
    """Fill cost and car share [2, 3, C, P], and expected minutes where `clock` is not empty.

    Compiled or plain, the bits are the same. A mode's weight is e to the minus theta times its cost; penalties multiply
    weights, so that a pair takes five exponentials and six logarithms whatever the periods and classes.
    """
    theta, per_euro, per_km, kept, evening, lift, slow = numbers
    lift_factor, night_factor = exp(-theta * lift), exp(-theta * evening)
    timed = clock.size > 0
    for c in range(minutes.shape[1]):
        for p in range(minutes.shape[2]):
            bus_time, rail_time = minutes[2, c, p] * kept, minutes[3, c, p]
            walk, cycle = exp(-theta * minutes[0, c, p]), exp(-theta * minutes[1, c, p])
            car = exp(-theta * (minutes[4, c, p] + kilometres[c, p] * per_km))
            bus = exp(-theta * (bus_time + fare[2, c, p] * per_euro)) if bus_time < NEVER else 0.0
            rail = exp(-theta * (rail_time + fare[3, c, p] * per_euro)) if rail_time < NEVER else 0.0
            for period in range(2):
                night = night_factor if period == 1 else 1.0
                late = evening if period == 1 else 0.0
                for q in range(3):
                    ride = car if q == 0 else car * lift_factor
                    soft = walk if q == 2 else walk + cycle
                    total = soft + (bus + rail) * night + ride
                    extra = slow if q == 2 else 0.0
                    cost[period, q, c, p] = extra - log(total) / theta
                    car_share[period, q, c, p] = ride / total
                    if timed:
                        spent = walk * minutes[0, c, p] + ride * (minutes[4, c, p] + (lift if q > 0 else 0.0))
                        if q < 2:
                            spent += cycle * minutes[1, c, p]
                        if bus > 0.0:
                            spent += bus * night * (bus_time + late)
                        if rail > 0.0:
                            spent += rail * night * (rail_time + late)
                        clock[period, q, c, p] = extra + spent / total
