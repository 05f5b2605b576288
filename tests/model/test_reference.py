"""The compiled engine equals the plain Mesa reference to the bit: 500 residents, 24 months."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator.model.access import AccessBook
from simulator.model.model import CultureModel
from tests.model.conftest import DRIVERS, HIGH, state_of, with_few_places
from tests.reference.model import ReferenceModel

SIZE, MONTHS = 500, 24
PERSONAL = ("symbolic", "habitus", "practice")
BY_DOMAIN = ("gap", "habit", "experience", "awareness")


def assert_equal(model: CultureModel, reference: ReferenceModel) -> None:
    state, people = state_of(model), reference.residents
    for name in BY_DOMAIN:
        np.testing.assert_array_equal(state[name], np.array([getattr(r, name) for r in people], np.float32).T, name)
    for name in PERSONAL:
        np.testing.assert_array_equal(
            state[name], np.array([getattr(r, name) for r in people], state[name].dtype), name
        )
    np.testing.assert_array_equal(state["past"], np.array([r.window for r in people]).T)
    assert model.capacity.carried.tolist() == reference.carried


def run_both(territory, people, start, **world) -> tuple[CultureModel, ReferenceModel]:
    model = CultureModel(territory, people, start=start, **world)
    reference = ReferenceModel(territory, people, start=start, **world)
    assert_equal(model, reference)
    for _ in range(MONTHS):
        model.step()
        reference.step()
        assert_equal(model, reference)
    return model, reference


@pytest.mark.parametrize("world", [{}, {"levers": HIGH, "drivers": DRIVERS}], ids=["baseline", "levers"])
def test_engine_is_the_reference(bassin, book, sample, spun_up, world):
    model, _ = run_both(bassin, sample(SIZE), spun_up(SIZE), book=book, parameters=book.parameters, **world)
    assert (model.columns.past.sum(axis=1) > 0).all(), "nobody went out: the comparison would be empty"


@pytest.mark.parametrize("weight", [1, 2424])
def test_engine_is_the_reference_where_places_are_few(bassin, book, sample, spun_up, weight):
    crowded = with_few_places(bassin, weight)
    people = replace(sample(SIZE), weight=np.full(SIZE, weight, np.int32))
    crowded_book = AccessBook(crowded, book.parameters)
    start = {**spun_up(SIZE), "carried": np.zeros(len(crowded.venues.code), np.int64)}
    model, _ = run_both(crowded, people, start, book=crowded_book, parameters=book.parameters, levers=HIGH)
    assert model.record.lost[1:3, 0].sum() > 0, "nobody was refused"
    assert model.record.practice_refused[1:3].sum() > 0, "no newcomer was turned away"
