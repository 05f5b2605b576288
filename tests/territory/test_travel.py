"""Distances, travel times and fares: on the sphere, monotone, and only where a mode serves."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.territory import sphere
from simulator.territory.territory import Territory
from simulator.territory.travel import MODES, Ground, car_minutes, travel_settings, travel_times

WALK, CYCLE, TRANSIT, TRAIN, CAR = range(len(MODES))


@pytest.fixture(scope="module")
def bassin() -> Territory:
    return Territory.load("bassin-minier")


def haversine(a: tuple[float, float], b: tuple[float, float]) -> float:
    (p0, l0), (p1, l1) = (tuple(map(math.radians, point)) for point in (a, b))
    h = math.sin((p1 - p0) / 2) ** 2 + math.cos(p0) * math.cos(p1) * math.sin((l1 - l0) / 2) ** 2
    return 2 * sphere.EARTH_KM * math.asin(math.sqrt(h))


points = st.tuples(st.floats(-85, 85), st.floats(-170, 170))
steps = st.tuples(st.floats(-4, 4), st.floats(-4, 4))


@settings(deadline=None)
@given(points, steps)
def test_distances_are_those_of_the_sphere(point, step):
    other = (point[0] + step[0], point[1] + step[1])
    a, b = ((np.array([p[0]]), np.array([p[1]])) for p in (point, other))
    assert sphere.kilometres(a, b)[0, 0] == pytest.approx(haversine(point, other), rel=1e-9, abs=1e-6)
    assert sphere.kilometres(b, a)[0, 0] == pytest.approx(sphere.kilometres(a, b)[0, 0], rel=1e-12, abs=1e-9)


def place(territory: Territory, name: str) -> int:
    return territory.place_names.index(name)


def line_of_villages(step_km: float = 3.0, count: int = 12) -> Ground:
    """Equal dense communes on a meridian, one network, stations at both ends and in the middle."""
    latitude = 50.0 + np.arange(count) * step_km / 111.195
    longitude = np.full(count, 3.0)
    return Ground(
        points=(latitude, longitude),
        area_km2=np.full(count, 4.0),
        residents=np.full(count, 9000),
        network=np.zeros(count, np.int16),
        network_fare=np.array([1.8]),
        free_train=np.array([False]),
        stations=(latitude[[0, 5, 11]], longitude[[0, 5, 11]]),
    )


def test_farther_is_never_quicker_nor_cheaper():
    travel = travel_times(line_of_villages(), travel_settings())
    for mode in (WALK, CYCLE, TRANSIT, CAR):
        assert (np.diff(travel.minutes[mode, 0]) > 0).all(), MODES[mode]
    assert (np.diff(travel.kilometres[0]) > 0).all()
    served = travel.minutes[TRAIN, 0, [5, 11]]
    assert served[0] < served[1] < np.inf
    assert travel.fare[TRAIN, 0, 5] < travel.fare[TRAIN, 0, 11]
    assert travel.minutes[TRAIN, 0, 1] == np.inf


@pytest.mark.parametrize(
    ("name", "slower"),
    [("walk_speed", 3.5), ("cycle_speed", 10), ("car_detour", 1.6), ("transit_wait", 15), ("train_wait", 40)],
)
def test_a_worse_assumption_never_makes_a_trip_quicker(name, slower):
    ground = line_of_villages()
    before = travel_times(ground, travel_settings()).minutes
    after = travel_times(ground, travel_settings(**{name: slower})).minutes
    assert (after >= before).all()
    assert (after > before).any()


def test_a_car_is_slower_in_town_than_outside():
    minutes = car_minutes(np.array([0.0, 5.0, 20.0]), travel_settings())
    assert minutes.tolist() == pytest.approx([5.0, 5 + 5 * 60 / 27, 5 + 5 * 60 / 27 + 15])


def test_the_diagonal_is_a_distance_within_the_commune(bassin):
    count = len(bassin.communes.code)
    inner = np.diagonal(bassin.travel.crow[:, :count])
    assert (inner > 0.2).all()
    assert (inner < 5).all()
    assert (bassin.travel.crow >= inner[:, None]).all()


def nearest_km(territory: Territory, kept: np.ndarray) -> np.ndarray:
    communes, venues = territory.communes, territory.venues
    ends = (venues.latitude[kept], venues.longitude[kept])
    return sphere.kilometres((communes.latitude, communes.longitude), ends).min(axis=1)


def test_residents_live_as_far_from_venues_as_was_measured(bassin):
    """Against facts C213 to C228, measured on another perimeter of the same basin (8 agglomerations, 2021)."""
    people = bassin.communes.residents / bassin.communes.residents.sum()
    cinema = nearest_km(bassin, np.array(bassin.venues.kind) == "cinema")
    assert (people * cinema).sum() == pytest.approx(4.3, abs=0.4)
    assert people[cinema <= 5].sum() == pytest.approx(0.659, abs=0.03)
    louvre = nearest_km(bassin, np.array(bassin.venues.name) == "Musée du Louvre-Lens")
    assert (people * louvre).sum() == pytest.approx(25.2, abs=0.5)
    assert people[louvre <= 10].sum() == pytest.approx(0.225, abs=0.03)
    assert people[louvre <= 20].sum() == pytest.approx(0.474, abs=0.03)


def test_buses_stay_within_their_network(bassin):
    minutes, network = bassin.travel.minutes[TRANSIT], bassin.networks.commune
    same = network[:, None] == network[None, :]
    count = len(network)
    assert (np.isfinite(minutes[:, :count]) == same).all()
    assert np.isinf(minutes[:, count:]).all()


def test_trains_reach_lille_in_the_time_that_is_cited(bassin):
    henin, lille = place(bassin, "Hénin-Beaumont"), place(bassin, "Lille")
    ride = bassin.travel.minutes[TRAIN, henin, lille] - travel_settings().train_wait
    assert 26 <= ride <= 60
    assert np.isfinite(bassin.travel.minutes[TRAIN][:, lille]).all()


def test_fares_are_todays(bassin):
    fare, names = (
        bassin.travel.fare,
        {n: place(bassin, n) for n in ("Lens", "Béthune", "Denain", "Valenciennes", "Douai")},
    )
    assert fare[TRANSIT, names["Lens"], names["Béthune"]] == 0
    assert fare[TRAIN, names["Lens"], names["Béthune"]] == 0
    assert fare[TRANSIT, names["Denain"], names["Valenciennes"]] == 1.8
    assert fare[TRAIN, names["Lens"], names["Douai"]] > 2
    assert (fare[[WALK, CYCLE, CAR]] == 0).all()


def test_a_territory_without_stations_or_networks_has_neither():
    ground = line_of_villages()
    bare = Ground(ground.points, ground.area_km2, ground.residents, np.full(12, -1, np.int16), np.zeros(0),
                  np.zeros(0, bool), (np.zeros(0), np.zeros(0)))  # fmt: skip
    travel = travel_times(bare, travel_settings())
    assert np.isinf(travel.minutes[[TRANSIT, TRAIN]]).all()
    assert (travel.fare == 0).all()
