"""Generalised cost: the bits of plain Python, the value of the formula, monotone in what it depends on."""

from __future__ import annotations

import functools
import hashlib
import math
import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import elementary
from simulator.territory import mobility
from simulator.territory.mobility import expected_minutes, generalised_cost
from simulator.territory.mobility_parameters import MOBILITY, mobility_settings
from simulator.territory.territory import Territory
from simulator.territory.travel import Travel
from tests.compiling import plain_processor

DAY, EVENING = 0, 1
WITH_CAR, NO_CAR, REDUCED = range(3)


@pytest.fixture(scope="module")
def bassin() -> Territory:
    return Territory.load("bassin-minier")


@pytest.fixture(scope="module")
def some(bassin) -> Travel:
    """Forty communes and every place, the poles with them."""
    return cut(bassin.travel, slice(0, 280, 7))


def cut(travel: Travel, rows: slice) -> Travel:
    """Some communes; arrays in one piece, as the territory's are: kernels are compiled for one kind of array."""
    apart = {name: getattr(travel, name)[rows].copy() for name in ("kilometres", "crow")}
    return replace(travel, minutes=travel.minutes[:, rows].copy(), fare=travel.fare[:, rows].copy(), **apart)


def plain_pair(travel: Travel, numbers: np.ndarray, c: int, p: int) -> list[tuple[float, float, float]]:
    """Cost, car share and minutes of one pair by period and class: the same operations, one number at a time."""
    theta, per_euro, per_km, kept, evening, lift, slow = (float(number) for number in numbers)
    exp, log = elementary.exp.py_func, elementary.log.py_func
    on_foot, by_cycle, by_bus, by_rail, by_car = (float(m) for m in travel.minutes[:, c, p])
    by_bus *= kept
    walk, cycle = exp(-theta * on_foot), exp(-theta * by_cycle)
    car = exp(-theta * (by_car + float(travel.kilometres[c, p]) * per_km))
    bus = exp(-theta * (by_bus + float(travel.fare[2, c, p]) * per_euro)) if by_bus < mobility.NEVER else 0.0
    rail = exp(-theta * (by_rail + float(travel.fare[3, c, p]) * per_euro)) if by_rail < mobility.NEVER else 0.0
    found = []
    for night, late in ((1.0, 0.0), (exp(-theta * evening), evening)):
        for q in (WITH_CAR, NO_CAR, REDUCED):
            ride = car * exp(-theta * lift) if q else car
            total = (walk if q == REDUCED else walk + cycle) + (bus + rail) * night + ride
            spent = walk * on_foot + ride * (by_car + (lift if q else 0.0))
            spent += cycle * by_cycle if q != REDUCED else 0.0
            spent += bus * night * (by_bus + late) if bus > 0.0 else 0.0
            spent += rail * night * (by_rail + late) if rail > 0.0 else 0.0
            extra = slow if q == REDUCED else 0.0
            found.append((extra - log(total) / theta, ride / total, extra + spent / total))
    return found


@pytest.mark.parametrize("gains", [(0.0, 0.0, 0.0), (0.2, 0.7, 1.5)])
def test_whole_rows_give_the_bits_of_one_pair_after_the_other(some, gains):
    small = cut(some, slice(8))
    named = dict(zip(("transit_gain", "evening_service", "fuel_price"), gains, strict=True))
    cost, car = generalised_cost(small, mobility_settings(), **named)
    clock = expected_minutes(small, mobility_settings(), **named)
    numbers = mobility._numbers(mobility_settings(), *gains)
    wanted = [plain_pair(small, numbers, c, p) for c in range(8) for p in range(small.kilometres.shape[1])]
    expected = np.moveaxis(np.array(wanted).reshape(8, -1, 2, 3, 3), (4, 2, 3), (0, 1, 2))
    for found, wanted in zip((cost, car, clock), expected, strict=True):
        assert found.tobytes() == np.ascontiguousarray(wanted).tobytes()


def formula(travel: Travel, c: int, p: int, period: int, q: int, s) -> float:
    """S3 as it is written, mode by mode, with the library's own functions."""
    euro = 60 / s.value_of_time
    walk, cycle, bus, rail, car = (float(m) for m in travel.minutes[:, c, p])
    late = s.evening_penalty if period == EVENING else 0.0
    drive = car + travel.kilometres[c, p] * s.fuel_cost / s.occupancy * euro
    modes = [walk, bus + travel.fare[2, c, p] * euro + late, rail + travel.fare[3, c, p] * euro + late]
    modes += [drive] if q == WITH_CAR else [drive + s.lift_penalty]
    modes += [cycle] if q != REDUCED else []
    slow = s.reduced_penalty if q == REDUCED else 0.0
    return -math.log(math.fsum(math.exp(-s.mode_sensitivity * (m + slow)) for m in modes)) / s.mode_sensitivity


def test_the_cost_is_the_formula_of_the_specification(some):
    cost, _ = generalised_cost(some, mobility_settings())
    for c, p in ((0, 0), (3, 77), (12, 200), (30, 287), (39, 288)):
        for period in (DAY, EVENING):
            for q in (WITH_CAR, NO_CAR, REDUCED):
                assert cost[period, q, c, p] == pytest.approx(
                    formula(some, c, p, period, q, mobility_settings()), rel=1e-9
                )


def test_costs_and_shares_are_sound(some):
    cost, car = generalised_cost(some, mobility_settings())
    assert np.isfinite(cost).all()
    assert ((car >= 0) & (car <= 1)).all()
    assert (cost[EVENING] >= cost[DAY]).all()
    assert (cost[:, WITH_CAR] < cost[:, NO_CAR]).all()
    assert (cost[:, NO_CAR] < cost[:, REDUCED]).all()
    assert (car[:, WITH_CAR] > car[:, NO_CAR]).all()


def test_an_unserved_mode_never_makes_a_number_undefined(some):
    alone = replace(some, minutes=some.minutes.copy())
    alone.minutes[2:4] = np.inf
    for array in (*generalised_cost(alone, mobility_settings()), expected_minutes(alone, mobility_settings())):
        assert np.isfinite(array).all()
    assert (generalised_cost(alone, mobility_settings())[0] >= generalised_cost(some, mobility_settings())[0]).all()


gains = st.floats(0, 1)


@settings(max_examples=25, deadline=None)
@given(st.tuples(gains, gains), st.tuples(gains, gains), st.tuples(st.floats(-0.5, 4), st.floats(-0.5, 4)))
def test_more_service_costs_less_and_dearer_fuel_more(transit, evening, fuel):
    travel, s = a_few_communes(), mobility_settings()
    (slow, quick), (early, late) = sorted(transit), sorted(evening)
    worse, _ = generalised_cost(travel, s, transit_gain=0.9 * slow, evening_service=early, fuel_price=max(fuel))
    better, _ = generalised_cost(travel, s, transit_gain=0.9 * quick, evening_service=late, fuel_price=min(fuel))
    assert (better <= worse + 1e-9).all()


@functools.cache
def a_few_communes() -> Travel:
    return cut(Territory.load("bassin-minier").travel, slice(0, 280, 40))


def test_a_full_evening_service_makes_evenings_like_days(some):
    cost, car = generalised_cost(some, mobility_settings(), evening_service=1.0)
    assert (cost[DAY] == cost[EVENING]).all()
    assert (car[DAY] == car[EVENING]).all()


def test_late_buses_matter_most_without_a_car(bassin):
    before, _ = generalised_cost(bassin.travel, mobility_settings())
    after, _ = generalised_cost(bassin.travel, mobility_settings(), evening_service=1.0)
    gained = (before - after)[EVENING].mean(axis=(1, 2))
    assert gained[NO_CAR] > 5 * gained[WITH_CAR]


def test_expected_minutes_lie_between_the_quickest_and_the_slowest_mode(some):
    clock, s = expected_minutes(some, mobility_settings()), mobility_settings()
    assert (clock[DAY, WITH_CAR] >= some.minutes.min(axis=0) - 1e-9).all()
    slowest = np.where(np.isfinite(some.minutes), some.minutes, 0.0).max(axis=0)
    assert (clock <= slowest + s.evening_penalty + s.lift_penalty + s.reduced_penalty + 1e-9).all()


def test_every_assumption_is_declared_with_its_range_and_evidence():
    assert len({p.name for p in MOBILITY}) == len(MOBILITY)
    for parameter in MOBILITY:
        assert parameter.check(parameter.default) == parameter.default
        assert parameter.source
        assert parameter.fr != parameter.en


DIGEST = """
import hashlib
from simulator.territory.mobility import generalised_cost
from simulator.territory.mobility_parameters import mobility_settings
from simulator.territory.territory import Territory
travel = Territory.load("bassin-minier").travel
cost, car = generalised_cost(travel, mobility_settings(), transit_gain=0.1, fuel_price=0.5)
parts = travel.minutes, travel.fare, travel.kilometres, cost, car
print(hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest())
"""


def test_another_processor_gives_the_same_bits(bassin):
    """A generic processor for numba, and numpy's own dispatch switched off."""
    env = {**os.environ, **plain_processor()}
    done = subprocess.run([sys.executable, "-c", DIGEST], env=env, capture_output=True, text=True, check=True)
    cost, car = generalised_cost(bassin.travel, mobility_settings(), transit_gain=0.1, fuel_price=0.5)
    parts = bassin.travel.minutes, bassin.travel.fare, bassin.travel.kilometres, cost, car
    assert done.stdout.strip() == hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest()
