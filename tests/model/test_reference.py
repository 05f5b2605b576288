"""The engine and a plain Mesa model, one object per resident, give the same bits (rule 3)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator.model.model import CultureModel
from tests.model.worlds import DRIVERS, LEVERS, differing_from_reference, state_after, weighing, with_venues
from tests.reference.model import ReferenceModel

MONTHS = 24


def compare(territory, people, **options) -> tuple[CultureModel, ReferenceModel]:
    """Two years of the engine and of the reference from the same state: every column the same every month.

    A second engine runs without being looked at in between, as in a study.
    """
    engine, unseen = CultureModel(territory, people, **options), CultureModel(territory, people, **options)
    reference = ReferenceModel(territory, people, **options)
    assert differing_from_reference(engine, reference) == []
    for _ in range(MONTHS):
        engine.step()
        unseen.step()
        reference.step()
        assert (engine.month, differing_from_reference(engine, reference)) == (reference.month, [])
    assert differing_from_reference(unseen, reference) == []
    return engine, reference


@pytest.fixture(scope="module")
def crowded(bassin, sample):
    """Where places are few: 500 residents, each one person; two places a venue, seven groups of 25 practitioners."""
    rng = np.random.default_rng(0)
    few = np.minimum(bassin.venues.monthly_places, rng.integers(0, 3, len(bassin.venues)))
    practice = np.where(np.arange(len(bassin.venues)) % 40 == 0, 2, 0)
    return with_venues(bassin, monthly_places=few, amateur_places=practice), weighing(sample(500), 1)


def test_baseline(bassin, sample, parameters, book, spun_up):
    compare(bassin, sample(500), parameters=parameters, book=book, start=spun_up(500))


def test_every_lever_and_driver(bassin, sample, parameters, book, spun_up):
    options = {"parameters": parameters, "book": book, "drivers": DRIVERS, "levers": LEVERS, "seed": 3}
    engine, reference = compare(bassin, sample(500), start=spun_up(500), **options)
    assert min(min(chances) for chances in reference.reach.values()) > 0
    assert min(engine.situation.levers) > 0.05
    assert set(np.unique(engine.tables.state)) >= {1, 2}, "weights must have moved, some of them by more than half"


def test_crowded_places_at_weight_one(crowded, parameters):
    territory, people = crowded
    state = state_after(territory, people, parameters=parameters)
    engine, _ = compare(territory, people, parameters=parameters, start=state)
    lost, turned_away = engine.record.lost[1:3], engine.record.practice_refused[1:3]
    assert lost[:, 0].sum() > 100
    assert turned_away.min() > 0
    assert not engine.players.shared.carried.any()


def test_crowded_places_at_unequal_weights(crowded, parameters):
    territory, people = crowded
    people = replace(people, weight=(np.arange(people.size) % 7 + 1).astype(np.int32))
    state = state_after(territory, people, parameters=parameters)
    engine, _ = compare(territory, people, parameters=parameters, start=state)
    carried = engine.players.shared.carried
    assert engine.record.lost[1:3, 0].sum() > 100
    assert carried.min() < 0 < carried.max(), "overruns and unused places are both carried"


def test_another_seed_is_another_history(bassin, sample, parameters, book, spun_up):
    options = {"parameters": parameters, "book": book, "start": spun_up(500)}
    engine = CultureModel(bassin, sample(500), seed=2, **options)
    reference = ReferenceModel(bassin, sample(500), seed=1, **options)
    engine.step()
    reference.step()
    assert "past" in differing_from_reference(engine, reference)


LESS = {"hours": -9e6, "schools": -2e6, "amateurs": -1e6, "touring": -4e6}
"""Euros a year taken from today's spending, a fair share of each."""


def test_less_than_today(bassin, sample, parameters, spun_up):
    poorer = replace(bassin, spending={"touring": 8e6})
    options = {"parameters": parameters, "levers": {name: {2026: euros} for name, euros in LESS.items()}, "seed": 5}
    engine, reference = compare(poorer, sample(500), start=spun_up(500), **options)
    assert min(engine.situation.levers) < -0.3
    assert reference.practice_gain < -0.02
