"""Births, deaths and moves in the engine (S4): the plain reference, threads, resumes, levers, and what is counted."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.model.drivers import Drivers
from simulator.model.life import lives_of
from simulator.model.model import CultureModel
from simulator.model.state import LIVING
from simulator.population.course import ARRIVAL, FLOWS, GIRL
from tests.model.worlds import DRIVERS, LEVERS, differing, differing_from_reference, everything_of
from tests.reference.model import ReferenceModel

SIZE = 500
MONTHS = 24
RESUMED = 17
GENERATIONS = {"ageing": {2026: 0.4}, "diplomas": {2026: 1.0}}


@pytest.fixture(scope="module")
def lives(bassin, sample):
    return lives_of(bassin, sample(SIZE), Drivers(GENERATIONS), 3)


@pytest.fixture(scope="module")
def world(bassin, book, lives):
    """A model with lives on a small sample; keyword arguments go to the model."""
    return {"parameters": book.parameters, "book": book, "seed": 3, "lives": lives, "drivers": DRIVERS | GENERATIONS}


@pytest.fixture(scope="module")
def expected(engine, world):
    model = engine(SIZE, **world, levers=LEVERS)
    model.run_to(40)
    return everything_of(model)


def test_the_reference_lives_the_same_lives(bassin, sample, spun_up, world):
    options = world | {"levers": LEVERS, "start": spun_up(SIZE, 3)}
    engine, unseen = (CultureModel(bassin, sample(SIZE), **options) for _ in range(2))
    reference = ReferenceModel(bassin, sample(SIZE), **options)
    assert differing_from_reference(engine, reference) == []
    for _ in range(MONTHS):
        for model in (engine, unseen, reference):
            model.step()
        assert (engine.month, differing_from_reference(engine, reference)) == (reference.month, [])
    assert differing_from_reference(unseen, reference) == []
    events = engine.lives.kind[: engine.lives.start[MONTHS]]
    assert set(events.tolist()) == {0, 1, 2, 3, 4, 5}, "deaths, departures, girls, boys, arrivals, moves are all played"
    assert min(engine.lives.turn[2], engine.lives.bond[2]) > 20


def test_the_reference_goes_on_from_the_midst_of_a_year(bassin, sample, spun_up, world):
    options = world | {"levers": LEVERS}
    first = CultureModel(bassin, sample(SIZE), **options, start=spun_up(SIZE, 3))
    first.run_to(RESUMED)
    state = first.save()
    engine = CultureModel(bassin, sample(SIZE), **options, start=state)
    reference = ReferenceModel(bassin, sample(SIZE), **options, start=state)
    for _ in range(MONTHS - RESUMED):
        engine.step()
        reference.step()
        assert differing_from_reference(engine, reference) == []


@pytest.mark.parametrize("how", [{"threads": 2}, {"threads": 3}, {"threads": 4, "cuts": [1, 7, 300]}])
def test_threads_and_chunks_change_nothing(engine, world, expected, how):
    model = engine(SIZE, **world, levers=LEVERS, **how)
    model.run_to(40)
    model.close()
    assert differing(everything_of(model), expected) == []


@pytest.mark.parametrize("month", [5, 12, 19])
def test_resuming_changes_nothing(engine, world, expected, month):
    first = engine(SIZE, **world, levers=LEVERS)
    first.run_to(month)
    resumed = engine(SIZE, **world | {"levers": LEVERS, "start": first.save()})
    resumed.run_to(40)
    assert differing(everything_of(resumed), expected) == []


def test_looking_on_the_way_changes_nothing(engine, world, expected):
    model = engine(SIZE, **world, levers=LEVERS)
    for month in range(1, 41):
        model.run_to(month)
        model.learn_now()
    assert differing(everything_of(model), expected) == []


def test_outings_that_lack_room_live_a_month_once(engine, world, expected):
    model = engine(SIZE, **world, levers=LEVERS, threads=2)
    shared = model.players.shared
    shared.room[:, 1] = shared.room[:, 0] + 10
    model.run_to(40)
    model.close()
    assert shared.room[0, 1] - shared.room[0, 0] > 10
    assert differing(everything_of(model), expected) == []


def test_no_lever_changes_who_lives(engine, world):
    one, other = engine(SIZE, **world), engine(SIZE, **world, levers=LEVERS)
    for model in (one, other):
        model.run_to(30)
    differ = [n for n in LIVING if not np.array_equal(getattr(one.columns, n), getattr(other.columns, n))]
    assert differ == []
    assert not np.array_equal(one.columns.awareness, other.columns.awareness)


def test_nobody_lives_before_2026(engine, sample, spun_up, world):
    """The spin-up's residents are there, unchanged, before the first month; empty rows weigh nothing."""
    model = engine(SIZE, **world)
    frozen = engine(SIZE, seed=3)
    n = sample(SIZE).size
    for name in (*LIVING, "practice", "past", "pull"):
        mine, theirs = getattr(model.columns, name), getattr(frozen.columns, name)
        if name == "ties":  # rows come first there, and their number stands for nobody
            mine, theirs = (np.where(ties == len(ties), -1, ties.astype(np.int64)).T for ties in (mine, theirs))
        assert np.array_equal(mine[..., :n], theirs), name
    for name in ("present", "eligible", "practice"):
        assert not getattr(model.columns, name)[n:].any()
    assert not model.players.shared.adult[n:].any()
    assert np.array_equal(model.players.shared.practising, frozen.players.shared.practising)


def test_empty_rows_change_nothing_for_the_others(engine, sample, world):
    """In a month without events a population does the same with its empty rows as without them."""
    model, frozen = engine(SIZE, **world), engine(SIZE, seed=3, drivers=DRIVERS | GENERATIONS)
    n = sample(SIZE).size
    model.players.shared.lived[:] = 0  # as if January 2026 had been lived
    for played in (model, frozen):
        played.step()
        played.learn_now()
    for name in ("awareness", "symbolic", "past", "gap", "habit", "practice"):
        assert np.array_equal(getattr(model.columns, name)[..., :n], getattr(frozen.columns, name)), name


def test_residents_add_up(engine, sample, world, lives):
    """Each year's residents are those before, the born and the newcomers, less the dead and the gone."""
    model = engine(SIZE, **world)
    model.run_to(120)
    record, before = model.record, sample(SIZE).residents
    for y in range(1, 11):
        born, dead, come, gone, _, moved, settled, *_ = record.flows[y].tolist()
        before += born + come - dead - gone + settled - moved
        assert record.residents[y].sum() == before
        assert record.flows[y].tolist() == [lives.flow(name, 2025 + y) for name in FLOWS]
    adults = model.columns.weight[(model.columns.age >= 15) & (model.columns.present == 1)]
    assert record.by_commune[10].sum() == adults.sum()
    assert record.flows[1:11, [0, 1, 2, 3, 5, 6, 7, 8, 9]].sum(axis=0).min() > 0


def test_children_under_six_stay_at_home_and_grow(engine, world):
    model = engine(SIZE, **world)
    model.run_to(180)
    columns = model.columns
    infants, pupils = (columns.present == 1) & (columns.age < 6), (columns.age >= 6) & (columns.age < 15)
    born = np.unique(model.lives.row[np.isin(model.lives.kind, (GIRL, GIRL + 1))])
    assert infants.sum() > 10
    assert not columns.past[:, infants].any()
    assert not columns.eligible[infants].any()
    assert columns.past[:, pupils & np.isin(np.arange(pupils.size), born)].any(), "who was born since 2026 goes out"


def test_an_arrival_brings_the_donors_past(engine, world, lives):
    """In the month of the arrival, before anybody decides: checked on the window of the months before."""
    model = engine(SIZE, **world)
    arrivals = np.flatnonzero((lives.kind == ARRIVAL) & (lives.row >= 0))[:20]
    month = int(np.searchsorted(lives.start, arrivals[-1], "right"))
    checked = 0
    for m in range(month):
        model.run_to(m)
        donors = {
            e: model.columns.past[:, lives.source[e]].copy()
            for e in arrivals
            if lives.start[m] <= e < lives.start[m + 1]
        }
        model.step()
        for event, past in donors.items():
            others = [slot for slot in range(12) if slot != m % 12]
            assert np.array_equal(model.columns.past[others, lives.row[event]], past[others])
            checked += 1
    assert checked >= 10
