"""Less than today: what is taken from today's spending is taken from what it does, never more than all of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import ParameterError
from simulator.model.drivers import OF_PLACES
from simulator.model.levers import CUT_LEVERS, EVERY_LEVER, LEVERS, PLACE_LEVERS
from simulator.model.policy_effects import OPENED, Bases, Intensities
from simulator.model.schooling import coverage_by_age
from simulator.model.situation import Situation
from simulator.territory.spending import SPENT_ON

BASES = Bases(
    residents=1_200_000, practice_places=100_000, revenue=2e7, venues=150, pupils=9e4, organisations=80,
    taught=1.2e5, entered={"touring": 4e6},
)  # fmt: skip
FELT = 60
"""A month in which budgets held from 2027 on are in full force."""


def cut(**levers: float) -> Intensities:
    return Intensities({name: -euros for name, euros in levers.items()}, BASES)


def situation(**levers) -> Situation:
    return Situation((0.0,) * len(OF_PLACES), None, tuple(levers.get(name, 0.0) for name in PLACE_LEVERS))


def test_what_is_spent_today_is_entered_or_declared_or_unknown():
    """18.85 euros a resident for libraries; 250 a place; 25 a pupil reached; the rest only where a table says it."""
    told = {name: BASES.spent_today(name) for name in EVERY_LEVER}
    known = {"amateurs": 2.5e7, "touring": 4e6, "schools": 3e6, "hours": pytest.approx(2.262e7)}
    assert {name: euros for name, euros in told.items() if euros is not None} == known
    assert replace(BASES, entered={"hours": 1e7}).spent_today("hours") == 1e7
    assert set(CUT_LEVERS) == set(SPENT_ON) <= set(LEVERS)
    assert all(EVERY_LEVER[name].today is None for name in EVERY_LEVER if name not in CUT_LEVERS)


@settings(deadline=None, max_examples=60)
@given(name=st.sampled_from(CUT_LEVERS), share=st.floats(0, 1), month=st.integers(-12, 180))
def test_a_share_of_todays_euros_is_the_same_share_of_what_they_do(name, share, month):
    levers = cut(**{name: share * BASES.spent_today(name)})
    assert -1.0 - 1e-12 <= levers.share(name, month) <= 0.0
    assert levers.share(name, FELT) == pytest.approx(-share)
    assert levers.share(name, 17) == 0.0, "not felt before July 2027"
    assert levers.units(name, month) == 0.0


@pytest.mark.parametrize("name", CUT_LEVERS)
def test_more_than_today_cannot_be_taken(name):
    today = BASES.spent_today(name)
    with pytest.raises(ParameterError, match="en prendre moins") as refusal:
        cut(**{name: today * 1.01})
    assert f"'{name}'" in refusal.value.en


def test_what_nobody_knows_cannot_be_taken():
    with pytest.raises(ParameterError, match=r"spending\.csv") as refusal:
        Intensities({"touring": -1e5}, replace(BASES, entered={}))
    assert "today's spending is unknown" in refusal.value.en


def test_hours_lost_are_places_lost_and_at_none_the_doors_are_shut(bassin, book):
    """Half the hours: half the places, and size by 0.5^0.6 = 0.66; none: shut."""
    half, none = situation(hours=-0.5), situation(hours=-1.0)
    together = book._together(situation())
    places = {s: book.attraction.places(s, together) for s in (situation(), half, none)}
    open_late = np.isin(bassin.venues.kind, OPENED) & (bassin.venues.place < len(bassin.communes.code))
    assert (places[half][open_late] <= places[situation()][open_late] / 2).all()
    assert not places[none][open_late].any()
    assert (places[none][~open_late] == places[situation()][~open_late]).all()
    column = open_late[book.venue]
    utility = [book.attraction.utility(s, together) for s in (situation(), half, none)]
    p = book.parameters
    lost = p.attractiveness * p.hours_elasticity * np.log(2.0)
    assert (utility[0] - utility[1])[column] == pytest.approx(lost)
    assert (utility[2][column] < -1e8).all()
    assert (utility[2][~column] == utility[0][~column]).all()


def test_fewer_hosted_shows_draw_less_to_stages_concerts_and_streets_alone(book):
    before, after = (book.attraction.utility(s, book._together(s)) for s in (situation(), situation(touring=-0.5)))
    toured = np.isin(book.domain, (1, 2, 5)) & (before > -1e8)
    assert (before - after)[toured] == pytest.approx(book.parameters.attractiveness * np.log(2.0))
    assert (before == after)[~toured].all()


def test_schools_lose_the_same_share_at_every_level(parameters):
    assert coverage_by_age(parameters, -0.25) == pytest.approx(0.75 * coverage_by_age(parameters))
    assert not coverage_by_age(parameters, -1.0).any()


def test_fewer_places_to_practise_keep_newcomers_out(engine):
    played = {}
    for euros in (0.0, -2e7):
        model = engine(2_000, levers={"amateurs": {2026: euros}})
        model.run_to(60)
        played[euros] = model.record.by_group[5, :4, 64:].sum()
        model.close()
    assert played[-2e7] < played[0.0]
    assert played[-2e7] > 0, "those who practise stay until they stop"


def test_all_of_todays_hours_and_schools_taken_runs_to_the_end(engine, bassin, sample, book):
    bases = Bases.of(bassin, sample(500), book)
    given = {name: {2026: -bases.spent_today(name)} for name in ("hours", "schools", "amateurs")}
    model = engine(500, levers=given)
    model.run_to(48)
    record = model.record
    model.close()
    library = np.isin(bassin.venues.kind, ("bibliotheque", "bibliotheque_locale"))
    assert not record.venue_visits[4][library].any()
    assert not record.pupils[4, 1].any()
    assert record.pupils[0, 1].any()
    assert record.taken[1:, list(EVERY_LEVER).index("hours")] == pytest.approx(bases.spent_today("hours"))
