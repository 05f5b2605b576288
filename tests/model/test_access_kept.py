"""Access tables in a long workshop: the same bits made again, and no more memory for every move."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.model import destinations
from simulator.model.access import AccessBook
from simulator.model.drivers import Drivers
from simulator.model.levers import PLACE_LEVERS
from simulator.model.parameters import defaults
from simulator.model.situation import NO_LEVER
from simulator.territory.mobility import expected_minutes, generalised_cost
from simulator.territory.mobility_parameters import mobility_settings
from simulator.territory.territory import Territory


@pytest.fixture(scope="module")
def book() -> AccessBook:
    return AccessBook(Territory.load("bassin-minier"), defaults())


def test_policies_are_forgotten_oldest_first_and_worlds_not(book, monkeypatch):
    monkeypatch.setattr(destinations, "MOST_OF_POLICIES", 3)
    drivers = Drivers({"fuel_price": 0.5})
    world = book.situation(drivers, 2030, 48)
    kept = book.weights(world)
    asked = [book.situation(drivers, 2030, 48, (0.1 * k, *NO_LEVER[1:])) for k in range(1, 6)]
    first = book.weights(asked[0]).values.copy()
    for situation in asked:
        book.journeys(situation)
    assert [s for s in book.destinations._weights if s.levers != NO_LEVER] == asked[2:]
    assert len([key for key in book.destinations._journeys if key[0] > 0.0]) == 3
    assert book.weights(world) is kept
    book.tables(world, asked[4])
    assert (world, asked[4]) in book._common
    later = [book.situation(drivers, 2030, 48, (share, *NO_LEVER[1:])) for share in (0.7, 0.8, 0.9)]
    for situation in later:
        book.make_ready(situation)
    assert set(book._common) == {(world, situation) for situation in later}
    assert book.weights(asked[0]).values.tobytes() == first.tobytes()


def test_tables_in_memory_lent_before_are_those_made_in_fresh_memory(book, monkeypatch):
    monkeypatch.setattr(destinations, "MOST_OF_POLICIES", 1)
    drivers, made = Drivers({"fuel_price": -0.25}), AccessBook(book.territory, book.parameters)
    asked = [made.situation(drivers, 2030, 48, (0.15 * k, *NO_LEVER[1:])) for k in range(1, 5)]
    places = set()
    for situation in asked:
        places |= {made.weights(situation).values.ctypes.data, made.journeys(situation).ctypes.data}
    assert len(places) < 2 * len(asked)
    fresh = AccessBook(book.territory, book.parameters)
    assert made.weights(asked[-1]).values.tobytes() == fresh.weights(asked[-1]).values.tobytes()
    assert made.journeys(asked[-1]).tobytes() == fresh.journeys(asked[-1]).tobytes()


@pytest.mark.parametrize("lever", ["digital", "heritage", "touring", "pricing", "hours", "collaboration"])
def test_weights_made_from_the_worlds_are_those_made_anew(book, lever):
    shares = tuple(0.6 if name == lever else 0.0 for name in PLACE_LEVERS)
    fresh, drivers = AccessBook(book.territory, book.parameters), Drivers({"budget": -0.1})
    world, policy = (book.situation(drivers, 2031, 60, levers) for levers in (NO_LEVER, shares))
    book.journeys(world)
    assert (book.weights(policy).values != book.weights(world).values).any()
    for name in ("values", "utility", "total", "logsum"):
        assert getattr(book.weights(policy), name).tobytes() == getattr(fresh.weights(policy), name).tobytes()


def test_journeys_are_those_of_the_costs_of_every_pair(book):
    situation = book.situation(Drivers({"fuel_price": 0.25}), 2030, 48, (0.4, *NO_LEVER[1:]))
    gain, evening, fuel = book.destinations.travel_key(situation)
    named = {"transit_gain": gain, "evening_service": evening, "fuel_price": fuel}
    travel, settings = book.territory.travel, mobility_settings()
    _, car = generalised_cost(travel, settings, **named)
    clock, t = expected_minutes(travel, settings, **named), 40
    place, share = book.territory.venues.place[book.venue[t]], book.parameters.evening_share[book.domain[t]]
    minutes = (1 - share) * clock[0, 2, :, place] + share * clock[1, 2, :, place]
    driven = (1 - share) * car[0, 2, :, place] + share * car[1, 2, :, place]
    found = book.journeys(situation)
    assert found[2::3, t] >> 16 == pytest.approx(64 * minutes, abs=1)
    assert found[2::3, t] & 0xFFFF == pytest.approx(128 * driven * travel.kilometres[:, place], abs=1)
    assert np.isfinite(book.weights(situation).values).all()
