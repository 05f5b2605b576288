"""Room for the outings of a month: found when it lacks, whatever the chunks, and kept for the months after."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.model.access import AccessBook
from simulator.model.model import CultureModel
from tests.model.worlds import differing, everything_of, outings_of, state_of

SIZE = 12_000


@pytest.fixture(scope="module")
def eager_book(bassin, parameters):
    """Everybody wants to go everywhere, every month: far more outings than there is room for at first."""
    return AccessBook(bassin, parameters.replace(intercept=(20.0,) * 6, awareness_start=1.0))


def played(bassin, people, book, months: int, **options) -> CultureModel:
    model = CultureModel(bassin, people, parameters=book.parameters, book=book, **options)
    model.run_to(model.month + months)
    model.close()
    return model


def test_months_of_many_outings_are_the_same_in_any_chunks(bassin, sample, eager_book):
    people = sample(SIZE)
    whole = played(bassin, people, eager_book, 4)
    assert outings_of(whole).row.size > 2 * SIZE, "the example must ask for more room"
    cut = played(bassin, people, eager_book, 4, cuts=[5_000])
    assert differing(everything_of(whole), everything_of(cut)) == []


def test_habits_hold_at_the_fastest_fading(bassin, sample, parameters):
    """At the parameter's bounds the unit of habits spans forty orders of magnitude by December 2040."""
    for fading in (0.05, 0.2):
        book = AccessBook(bassin, parameters.replace(habit_fading=fading))
        model = played(bassin, sample(500), book, 420)
        assert all(np.isfinite(column).all() for column in state_of(model).values())
        habit = model.residents.get("habit")
        assert 1.0 < habit.max() <= 1.0 / fading
        model.close()


def test_who_looks_sees_last_month_lived(bassin, sample, eager_book):
    looked, other = (played(bassin, sample(500), eager_book, 3) for _ in range(2))
    habit = looked.residents.get("habit")
    other.learn_now()
    assert (habit == other.columns.habit * np.float32(other.month_scales().habit_before)).all()
    assert habit.max() > 1.0


def test_a_practice_set_by_hand_is_counted_and_shown(bassin, sample, eager_book):
    model = played(bassin, sample(500), eager_book, 3)
    model.residents.set("practice", np.ones(500, np.uint8))
    assert model.players.shared.practising.sum() == model.people.weight.sum()
    shown = model.columns.signal[model.month % 2, :500] >> np.uint16(12)
    assert (shown == 3).all(), "somebody is there, and practises"
