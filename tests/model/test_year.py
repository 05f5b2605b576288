"""Weights, the twelve-month window and the year's counts (rules 10, 12, 15)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulator.experiments.results import SHARES
from simulator.model.access import AccessBook
from simulator.model.model import CultureModel
from simulator.model.recorder import year_row
from simulator.model.state import bytes_per_resident
from tests.model.worlds import with_few_places

SIZE = 2_000


def test_weights_are_the_residents_of_each_commune(bassin, sample):
    people = sample(SIZE)
    by_commune = np.bincount(people.commune, people.weight, minlength=len(bassin.communes.code))
    np.testing.assert_array_equal(by_commune, bassin.communes.residents)


def test_a_years_share_is_who_went_in_that_calendar_year(engine):
    """Counted again from the months themselves: January to December, 15 and over, weighted."""
    model = engine(SIZE)
    people, went = model.people, np.zeros(SIZE, np.uint8)
    for month in range(24):
        model.step()
        if month >= 12:
            went |= model.columns.past[month % 12]
    adult = people.age >= 15
    record = model.record.by_commune[year_row(2027)].sum(axis=0)
    assert record.sum() == people.weight[adult].sum()
    for d in range(6):
        counted = people.weight[adult & ((went >> d) & 1 == 1)].sum()
        assert record[(np.arange(128) >> d) & 1 == 1].sum() == counted
    assert record[SHARES["amateur"]].sum() == people.weight[adult & (model.columns.practice == 1)].sum()


def test_visits_made_are_visits_counted(engine):
    """What residents did, what venues received and what communes sent are one number (V2)."""
    model = engine(SIZE)
    model.run_to(12)
    record, row = model.record, year_row(2026)
    assert record.visits[row].sum() == record.venue_visits[row].sum() == record.visits_by_mobility[row].sum() > 0


def test_the_under_sixes_never_go_out(engine):
    model = engine(SIZE)
    model.run_to(24)
    young = model.people.age < 6
    assert young.any()
    assert model.columns.past[:, young].sum() == 0
    assert model.columns.practice[young].sum() == 0


def test_places_are_never_exceeded_at_weight_one(bassin, sample, engine):
    crowded = with_few_places(bassin, 1)
    people = replace(sample(SIZE), weight=np.ones(SIZE, np.int32))
    parameters = engine(SIZE).parameters
    model = CultureModel(crowded, people, parameters=parameters, book=AccessBook(crowded, parameters))
    model.run_to(-239)
    visits = np.zeros(len(crowded.venues.code), np.int64)
    for _ in range(6):
        model.step()
        first, last = model.outings.bounds[0]
        e, seated = model.outings.events, np.zeros_like(visits)
        for k in range(first, last):
            if e.status[k] == 0:
                seated[model.book.venue[model.book.start[e.domain[k]] + e.column[k]]] += e.visits[k]
        assert seated.max() == 1
        assert (model.capacity.carried == 0).all()


def test_state_is_small(engine):
    """At most 300 bytes of state per resident, events of the month included."""
    model = engine(SIZE)
    events = sum(column.itemsize for column in model.outings.events) * 2 * 1.5
    assert bytes_per_resident(model.columns) + events + 2 < 300
