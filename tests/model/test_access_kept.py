"""Access tables in a long workshop: the same bits made again, and no more memory for every move."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.model import access
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
    monkeypatch.setattr(access, "MOST_OF_POLICIES", 3)
    drivers = Drivers({"fuel_price": 0.5})
    world = book.situation(drivers, 2030, 48)
    kept = book.weights(world)
    asked = [book.situation(drivers, 2030, 48, (0.1 * k, *NO_LEVER[1:])) for k in range(1, 6)]
    first = book.weights(asked[0]).values.copy()
    for situation in asked:
        book.journeys(situation)
    assert [s for s in book._weights if s.levers != NO_LEVER] == asked[2:]
    assert len([key for key in book._journeys if key[0] > 0.0]) == 3
    assert book.weights(world) is kept
    book.tables(world, asked[4])
    assert (world, asked[4]) in book._common
    book.journeys(book.situation(drivers, 2030, 48, (0.7, *NO_LEVER[1:])))
    book.journeys(book.situation(drivers, 2030, 48, (0.8, *NO_LEVER[1:])))
    book.journeys(book.situation(drivers, 2030, 48, (0.9, *NO_LEVER[1:])))
    assert (world, asked[4]) not in book._common
    assert book.weights(asked[0]).values.tobytes() == first.tobytes()


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
    gain, evening, fuel = book._travel_key(situation)
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
