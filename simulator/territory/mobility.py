"""Generalised cost of getting there (S3): minutes and euros as one number, by period and mobility class.

The composite over modes is a logsum; every exponential and logarithm is the project's own, so its bits are the same on
every machine and on any number of threads.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from simulator.elementary import exp, log
from simulator.parameters import Parameter, ParameterSet, Tag
from simulator.territory.travel import MODES, Travel

PERIODS = ("day", "evening")
CLASSES = ("car", "no_car", "reduced")
WALK, CYCLE, TRANSIT, TRAIN, CAR = range(len(MODES))

_A, _D, _Q = Tag.ASSUMED, Tag.DERIVED, Tag.QUOTED

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


@dataclass(frozen=True)
class Costs:
    """What getting there costs, each float64 [2 periods, 3 classes, C, P].

    Attributes:
        minutes: Generalised minutes one way.
        car_share: Share of outings by car, driving or driven.
        clock: Expected minutes on the clock one way, waiting included.
    """

    minutes: np.ndarray
    car_share: np.ndarray
    clock: np.ndarray


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
    costs = mode_mix(
        travel, settings, transit_gain=transit_gain, evening_service=evening_service, fuel_price=fuel_price
    )
    return costs.minutes, costs.car_share


def mode_mix(
    travel: Travel,
    settings: ParameterSet,
    *,
    transit_gain: float = 0.0,
    evening_service: float = 0.0,
    fuel_price: float = 0.0,
) -> Costs:
    """As `generalised_cost`, with the expected minutes on the clock as well."""
    _, communes, places = travel.minutes.shape
    shape = (len(PERIODS), len(CLASSES), communes, places)
    costs = Costs(np.empty(shape), np.empty(shape), np.empty(shape))
    per_euro = 60.0 / settings.value_of_time
    numbers = np.array(
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
    fill_costs(travel.minutes, travel.kilometres, travel.fare, numbers, costs.minutes, costs.car_share, costs.clock)
    return costs


@njit(cache=True, nogil=True)
def fill_costs(minutes, kilometres, fare, numbers, cost, car_share, clock):
    """Fill the three arrays of `Costs`; plain Python gives the same bits as the compiled loop.

    The weight of a mode is e to the minus theta times its cost; penalties multiply weights, so that each pair takes five
    exponentials and six logarithms whatever the periods and classes.
    """
    theta, per_euro, per_km, kept, evening, lift, slow = numbers
    lift_factor, night_factor = exp(-theta * lift), exp(-theta * evening)
    for c in range(minutes.shape[1]):
        for p in range(minutes.shape[2]):
            t_walk, t_cycle, t_car = minutes[0, c, p], minutes[1, c, p], minutes[4, c, p]
            t_transit, t_train = minutes[2, c, p] * kept, minutes[3, c, p]
            walk, cycle = exp(-theta * t_walk), exp(-theta * t_cycle)
            car = exp(-theta * (t_car + kilometres[c, p] * per_km))
            transit, train = 0.0, 0.0
            if t_transit < 1e9:
                transit = exp(-theta * (t_transit + fare[2, c, p] * per_euro))
            else:
                t_transit = 0.0
            if t_train < 1e9:
                train = exp(-theta * (t_train + fare[3, c, p] * per_euro))
            else:
                t_train = 0.0
            for period in range(2):
                night = night_factor if period == 1 else 1.0
                late = evening if period == 1 else 0.0
                bus, rail = transit * night, train * night
                public = bus + rail
                public_clock = bus * (t_transit + late) + rail * (t_train + late)
                for q in range(3):
                    ride, wait = car, 0.0
                    if q > 0:
                        ride, wait = car * lift_factor, lift
                    soft, soft_clock = walk, walk * t_walk
                    if q < 2:
                        soft, soft_clock = walk + cycle, soft_clock + cycle * t_cycle
                    total = soft + public + ride
                    extra = slow if q == 2 else 0.0
                    cost[period, q, c, p] = extra - log(total) / theta
                    car_share[period, q, c, p] = ride / total
                    clock[period, q, c, p] = extra + (soft_clock + public_clock + ride * (t_car + wait)) / total
