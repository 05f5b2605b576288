"""Two levers together: where the equations say that they help each other, and where one takes what the other would.

The list is that of docs/odd.md, S1; each line of it has a test here.
"""

from __future__ import annotations

import numpy as np
import pytest

from simulator.model.causes import lost_demand
from simulator.model.drivers import OF_PLACES
from simulator.model.levers import PLACE_LEVERS
from simulator.model.policy_effects import Bases, Intensities
from simulator.model.rules import unheard
from simulator.model.situation import Situation

YEARS = 36


def situation(drivers=None, **levers) -> Situation:
    values = tuple((drivers or {}).get(name, 0.0) for name in OF_PLACES)
    return Situation(values, None, tuple(levers.get(name, 0.0) for name in PLACE_LEVERS))


def test_organisations_that_share_mediation_meet_more_people_for_the_same_euros(bassin, sample, book):
    bases = Bases.of(bassin, sample(500), book)
    alone, together = (
        Intensities({"outreach": {2026: 3e6}} | more, bases) for more in ({}, {"collaboration": {2026: 6e5}})
    )
    assert together.units("outreach", YEARS) > alone.units("outreach", YEARS) * 1.005
    assert Intensities({"collaboration": {2026: 6e5}}, bases).units("outreach", YEARS) == 0.0


def test_a_shared_ticket_has_less_to_take_off_a_lower_price(book):
    """A price of p falls to p (1 - cut) f: together less than one fall after the other."""
    none, cut, shared, both = (
        book.attraction.utility(s, book._together(s))
        for s in (
            situation(), situation(pricing=0.6), situation(collaboration=0.8), situation(pricing=0.6, collaboration=0.8)
        )
    )  # fmt: skip
    extra = (both - cut) - (shared - none)
    paying = (book.attraction._venues.price[book.venue] > 0) & (none > -1e8)
    assert extra[paying].max() <= 1e-12
    assert extra[paying].min() < -1e-3
    assert extra[~paying & (none > -1e8)] == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(("one", "other"), [("digital", "heritage"), ("heritage", "hours")])
def test_a_second_place_to_go_to_adds_less_than_a_first(one, other, book):
    """Accessibility is a logarithm: what opens beside another place adds less than it would alone."""
    gains = [
        book.weights(situation(**given)).logsum - book.weights(situation()).logsum
        for given in ({one: 0.8}, {other: 0.8}, {one: 0.8, other: 0.8})
    ]
    extra = gains[2] - gains[0] - gains[1]
    where = (gains[0] > 1e-6) & (gains[1] > 1e-6)
    assert where.any()
    assert extra[where].max() < 0


def test_longer_hours_are_worth_more_where_buses_run(book):
    """Weights are products: hours multiply a venue's weight, and buses multiply it again."""
    none, bus, hours, both = (
        book.weights(situation(**given)).values.astype(np.float64)
        for given in ({}, {"transport": 0.8}, {"hours": 0.8}, {"transport": 0.8, "hours": 0.8})
    )
    extra = (both - bus) - (hours - none)
    moved = ((bus - none) / np.maximum(none, 1e-30) > 0.01) & ((hours - none) / np.maximum(none, 1e-30) > 0.01)
    assert moved.any()
    assert (extra[moved] > 0).all()


def test_buses_remove_less_where_evenings_are_served_already_and_shorten_more_rides(book):
    """The evening penalty left is (1 - driver)(1 - share): less to remove, but more outings by bus to shorten.

    Which of the two wins differs from commune to commune.
    """
    removed, gain = {}, {}
    for evening in (0.0, 0.8):
        before, after = (situation({"evening_transport": evening}, transport=s) for s in (0.0, 0.8))
        removed[evening] = book.destinations.travel_key(after)[1] - book.destinations.travel_key(before)[1]
        gain[evening] = (
            book.weights(after).logsum[1] - book.weights(before).logsum[1]
        )  # theatre, nearly always at night
    assert removed[0.0] == pytest.approx(0.8)
    assert removed[0.8] == pytest.approx(0.2 * 0.8)
    assert (gain[0.0] - gain[0.8]).max() > 0.01
    assert (gain[0.8] - gain[0.0]).max() > 0.001


def test_who_was_told_by_media_learns_less_from_a_mediator(parameters):
    """1 - e^-(a + b): what both tell is less than what each would tell alone."""
    quiet, loud = unheard(parameters), unheard(parameters, 1.5)
    learnt = {key: 1.0 - table for key, table in (("quiet", quiet), ("loud", loud))}
    alone, met = slice(0, 81), slice(81, 162)
    extra = (learnt["loud"][met] - learnt["loud"][alone]) - (learnt["quiet"][met] - learnt["quiet"][alone])
    assert (extra < 0).all()
    assert (loud < quiet).all()


def awareness_and_distance(engine, **levers: float) -> np.ndarray:
    model = engine(2_000, levers={name: {2026: euros} for name, euros in levers.items()})
    model.run_to(YEARS)
    model.learn_now()
    weight = model.columns.weight / model.columns.weight.sum()
    model.close()
    return np.array([(model.columns.awareness * weight).sum(), -(model.columns.symbolic * weight).sum()])


@pytest.mark.parametrize(
    ("one", "other"), [("outreach", "company"), ("outreach", "campaign"), ("cocreation", "outreach")]
)
def test_two_ways_of_reaching_people_reach_some_of_them_twice(one, other, engine):
    """Awareness fills up, and a distance that was halved has less left to lose: less than the sum, more than either."""
    none = awareness_and_distance(engine)
    first, second, both = (
        awareness_and_distance(engine, **dict.fromkeys(names, 9e6)) - none for names in ([one], [other], [one, other])
    )
    assert max(first[0], second[0]) < both[0] < first[0] + second[0]
    if "campaign" not in (one, other):
        assert max(first[1], second[1]) < both[1] < first[1] + second[1]


def test_knowing_and_being_able_to_pay_multiply(engine, book):
    """P = A x company x sigma(eta): half of the lacking awareness and lower prices, in one state.

    Expected outings, so that no draw enters.
    """
    expected = {}
    for told in (False, True):
        for cut in (0.0, 0.8):
            model = engine(2_000)
            model._current = situation(pricing=cut)
            model.tables = book.tables(situation(), model._current)
            if told:
                model.columns.awareness[:] = model.columns.awareness + 0.5 * (1.0 - model.columns.awareness)
            expected[told, cut] = lost_demand(model).expected[0]
            model.close()
    extra = (expected[True, 0.8] - expected[True, 0.0]) - (expected[False, 0.8] - expected[False, 0.0])
    assert (extra >= 0).all()
    assert extra[3] > 1.0, "cinema, where nearly everybody pays"
