"""What levers on places do to supply: what opens, what it costs to build and to run, prices, hours (S1 to S3)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from simulator.model.drivers import OF_PLACES
from simulator.model.levers import EVERY_LEVER, LEVERS, PLACE_LEVERS
from simulator.model.policy_effects import Bases, Intensities
from simulator.model.situation import NO_LEVER, Situation
from tests.model.worlds import differing, everything_of

TODAY = (0.0,) * len(OF_PLACES)


def situation(drivers=None, **levers) -> Situation:
    values = tuple((drivers or {}).get(name, 0.0) for name in OF_PLACES)
    return Situation(values, None, tuple(levers.get(name, 0.0) for name in PLACE_LEVERS))


@pytest.fixture(scope="module")
def attraction(book):
    return book.attraction


def utility(book, now) -> np.ndarray:
    return book.attraction.utility(now, book._together(now))


def places(book, now) -> np.ndarray:
    return book.attraction.places(now, book._together(now))


def rows(territory, *kinds) -> np.ndarray:
    return np.array([kind in kinds for kind in territory.venues.kind], bool)


def test_what_a_lever_opens_is_shut_without_it(bassin, book):
    shut = rows(bassin, "microfolie", "itinerance", "site_minier")
    assert shut.sum() > 200
    today = book.weights(Situation(TODAY, None))
    assert not today.values[:, shut[book.venue]].any()
    assert not places(book, Situation(TODAY, None))[shut].any()


def test_a_year_is_cut_only_where_levers_ask_for_another_world(engine):
    """Felt from July 2027 on, and wholly from July 2028; month by month it is the same run."""
    levers = {"transport": {2027: 1e6}, "campaign": {2028: 5e5}}
    at_once, by_month = (engine(300, levers=levers) for _ in range(2))
    spans, play = [], at_once.players.play
    at_once.players.play = lambda first, until, tables: (spans.append((first, until)), play(first, until, tables))
    at_once.run_to(60)
    cuts = [0, 12, 18, 21, 24, 27, 30, 33, 36, 39, 42, 48, 60]
    assert spans == list(pairwise(cuts))
    for _ in range(60):
        by_month.step()
    assert differing(everything_of(at_once), everything_of(by_month)) == []


def test_digital_places_open_one_by_one_from_the_largest_commune(bassin, attraction):
    """With a third of a lever that opens 121 at most: forty, and a third of the next."""
    sites = np.flatnonzero(rows(bassin, "microfolie"))
    assert sites.size == 121
    opened = attraction.open_share(situation(digital=1 / 3))[sites]
    residents = bassin.communes.residents[bassin.venues.place[sites]]
    assert opened.sum() == pytest.approx(121 / 3)
    assert (opened == 1.0).sum() == 40
    assert residents[opened == 1.0].min() >= residents[opened == 0.0].max()


@pytest.mark.parametrize("lever", PLACE_LEVERS)
def test_a_lever_on_places_brings_more_within_reach(lever, book):
    """Everywhere at least as much in its own domains, somewhere more; nothing is lost elsewhere."""
    before, after = (book.weights(situation(**given)) for given in ({}, {lever: 0.8}))
    gain = after.logsum - before.logsum
    assert gain.max() > 0.01
    assert gain.min() >= -1e-12


def test_prices_fall_within_the_territory_alone(bassin, book):
    """At two thirds of the revenue given up, ten euros are 3.33: utility rises by 0.0467 x 6.67, and more."""
    before, after = (utility(book, s) for s in (situation(), situation(pricing=2 / 3)))
    p, venues = book.parameters, bassin.venues
    price, inside = venues.price[book.venue], venues.place[book.venue] < len(bassin.communes.code)
    weight = p.price_weight * (1 + (p.low_income_price - 1) / 3)
    paying = inside & (price > 0) & book.weights(situation()).values.any(axis=0)
    rise = weight * price * 2 / 3 + p.zero_price_bonus * 2 / 3
    assert (after - before)[paying] == pytest.approx(rise[paying])
    assert (after - before)[~inside] == pytest.approx(0.0)


def test_dearer_rents_make_tickets_weigh_more_as_lower_incomes_do(book):
    poorer, squeezed = situation({"income": -0.1}), situation({"rents": 0.4})
    assert utility(book, poorer) == pytest.approx(utility(book, squeezed))
    assert (utility(book, poorer) <= utility(book, situation())).all()


def test_visitors_from_elsewhere_are_served_first(bassin, book):
    """Louvre-Lens keeps 30 % of its places for residents; half as many visitors more leave it none but a twentieth."""
    first, share = 0, bassin.venues.outside_share
    assert share[first] == pytest.approx(0.7)
    before, after = (places(book, s) for s in (situation(), situation({"outside_visitors": 0.5})))
    assert after[first] == pytest.approx(before[first] * 0.05 / 0.3, abs=1)
    assert (after <= before).all()
    assert (after[share == 0] == before[share == 0]).all()


def test_budgets_move_public_venues_and_volunteers_the_small_ones(bassin, book):
    before = utility(book, situation())
    cut, fewer = (utility(book, situation(driver)) for driver in ({"budget": -0.5}, {"volunteer_time": -0.5}))
    kinds = np.array(bassin.venues.kind)[book.venue]
    assert (cut[kinds == "theatre"] < before[kinds == "theatre"]).all()
    commercial = (kinds == "cinema") & (bassin.venues.organisation[book.venue] < 0)
    assert (cut[commercial] == before[commercial]).all()
    assert (fewer[kinds == "rue"] < before[kinds == "rue"]).all()
    assert (fewer[kinds == "theatre"] == before[kinds == "theatre"]).all()


def test_heritage_builds_then_runs_what_it_built():
    """A million a year from 2027, 12 % a year to run: 1.0 M, then 0.88 more, then 1 - 0.12 x 1.88 = 0.7744 more."""
    heritage = LEVERS["heritage"]
    assert heritage.built(1e6, 2027) == pytest.approx((1e6, 1e6))
    assert heritage.built(1e6, 2028) == pytest.approx((1.88e6, 0.88e6))
    assert heritage.built(1e6, 2029) == pytest.approx((2.6544e6, 0.7744e6))
    assert LEVERS["outreach"].investment(1e6, 2029) == 0.0


def test_what_is_not_run_any_more_closes():
    """Three years of a million, then 60,000 a year: they run half a million's worth, and nothing is built."""
    timeline = {2027: 1e6, 2029: 1e6, 2030: 6e4}
    assert LEVERS["heritage"].built(timeline, 2030) == pytest.approx((5e5, 0.0))
    assert LEVERS["heritage"].built({2027: 1e6, 2028: 0.0}, 2035) == (0.0, 0.0)


def test_money_that_builds_and_money_that_runs_make_the_budget(bassin, sample, book):
    levers = Intensities({"heritage": 1e6, "hours": 5e5}, Bases.of(bassin, sample(500), book))
    spent, build, taken = levers.money()
    names = list(EVERY_LEVER)
    assert not taken.any()
    assert build[2:5, names.index("heritage")] == pytest.approx([1e6, 0.88e6, 0.7744e6])
    assert not build[:, names.index("hours")].any()
    assert (build <= spent).all()


def test_revenue_is_what_residents_pay_within_the_territory(bassin, sample, book):
    """The ceiling of the lever on prices: some tens of millions a year, most of it at cinemas and halls."""
    bases = Bases.of(bassin, sample(500), book)
    venues = bassin.venues
    inside = venues.place < len(bassin.communes.code)
    cinema = rows(bassin, "cinema") & inside
    at_cinemas = float((venues.price * venues.visits * (1 - venues.outside_share))[cinema].sum())
    assert at_cinemas < bases.revenue < 4 * at_cinemas
    assert 10e6 < bases.revenue < 60e6


def test_no_lever_is_the_reference(book):
    assert situation().levers == NO_LEVER
    assert book.weights(situation()) is book.weights(Situation(TODAY, None))
