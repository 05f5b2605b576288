"""Causes of lost demand: expected outings are those of the plain reference, and causes share out what is missing."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from simulator.elementary import sigmoid
from simulator.model.cause_words import CAUSES
from simulator.model.causes import lost_demand, shapley
from simulator.model.model import CultureModel
from tests.model.worlds import with_venues
from tests.reference.model import ReferenceModel

SIZE = 500


@pytest.fixture(scope="module")
def model(engine):
    return engine(SIZE)


@pytest.fixture(scope="module")
def lost(model):
    return lost_demand(model)


@pytest.fixture(scope="module")
def reference(bassin, book, sample, spun_up):
    plain = ReferenceModel(bassin, sample(SIZE), parameters=book.parameters, book=book, start=spun_up(SIZE))
    plain.begin_month()
    return plain


def chance(reference, resident, d: int, *, lifted: bool, offset: np.ndarray, mean: float) -> float:
    """A resident's chance by the reference's equations, as things are or with every cause lifted."""
    if not resident.may_go:
        return 0.0
    p, share = reference.p, resident.look_around()[1][d]
    eta = resident.eta(d, share)
    if lifted:
        eta += (
            p.symbolic_weight[d] * max(resident.symbolic - mean, 0.0) + offset[d] - resident.pull[d] + resident.base[d]
        )
        return sigmoid(eta)
    reach = p.company_floor + (1.0 - p.company_floor) * (1.0 - reference.alone(share))
    return resident.awareness[d] * reach * sigmoid(eta)


def everything_near_and_free(reference, book, bassin) -> np.ndarray:
    """Intercept and accessibility of the best placed cell where no venue asks for anything, float64 [6]."""
    p, values = reference.p, book.weights(reference._situations[1]).values.astype(float)
    out = []
    for d in range(6):
        total = np.zeros(book.cells)
        for column in range(book.start[d], book.start[d + 1]):
            price = bassin.venues.price[book.venue[column]]
            euro = p.price_weight * (1.0 + (p.low_income_price - 1.0) / 3.0)
            gain = np.exp(euro * price + p.zero_price_bonus) if price > 0 else 1.0
            total += values[:, column] * gain
        out.append(p.intercept[d] + p.access_weight[d] * (np.log(total.max()) - book.centre[d]))
    return np.array(out)


@pytest.mark.parametrize("lifted", [False, True])
def test_both_ends_are_those_of_the_plain_reference(lost, model, reference, book, bassin, lifted):
    offset = everything_near_and_free(reference, book, bassin)
    columns = model.columns
    graduates = columns.weight * ((columns.education == 3) & (model.people.age >= 15))
    mean = float((columns.symbolic * graduates.astype(float)).sum() / graduates.sum())
    for d in range(6):
        told = {"lifted": lifted, "offset": offset, "mean": mean}
        expected = sum(r.weight * chance(reference, r, d, **told) for r in reference.residents)
        found = (lost.lifted if lifted else lost.expected)[0, d]
        assert found == pytest.approx(expected, rel=1e-4), "the engine's ln(1 + x) is a table"


def test_causes_add_up_and_none_is_negative(lost):
    assert lost.causes.shape == (1, 6, len(CAUSES))
    assert lost.causes.sum(axis=2) == pytest.approx(lost.lifted - lost.expected)
    assert (lost.causes >= 0).all()
    assert (lost.causes[0, :, CAUSES.index("symbolic")] > 0).all()


@pytest.mark.parametrize("by", ["education", "age", "mobility"])
def test_classes_add_up_to_all(model, lost, by):
    parts = lost_demand(model, by)
    for name in ("expected", "lifted", "causes"):
        assert getattr(parts, name).sum(axis=0) == pytest.approx(getattr(lost, name)[0], rel=1e-12)
    assert len(parts.classes) == len(parts.expected)


def test_places_are_refused(model):
    for by in ("commune", "agglomeration"):
        with pytest.raises(KeyError):
            lost_demand(model, by)


def test_looking_changes_nothing(engine):
    looked, other = engine(SIZE), engine(SIZE)
    lost_demand(looked)
    for model in (looked, other):
        model.run_to(3)
    assert looked.columns.gap.tobytes() == other.columns.gap.tobytes()


def test_a_cause_that_is_not_there_takes_nothing(bassin, sample, parameters):
    """Free venues, full awareness, all alike in symbolic distance: the way and company are left."""
    free = with_venues(bassin, price=np.zeros_like(bassin.venues.price))
    model = CultureModel(free, sample(SIZE), parameters=parameters)
    model.columns.awareness[:], model.columns.symbolic[:] = 1.0, 0.5
    causes = dict(zip(CAUSES, lost_demand(model).causes[0].T, strict=True))
    for gone in ("price", "awareness", "symbolic"):
        assert causes[gone] == pytest.approx(0.0, abs=1e-6)
    assert (causes["travel"] > 0).all()
    assert (causes["company"] > 0).all()


def test_shapley_of_games_worked_out_by_hand():
    """Each to their own when nobody needs another; alike when all are needed; nothing to whoever brings nothing."""
    alone, together, pair = (np.zeros((2,) * 5) for _ in range(3))
    for members in product((0, 1), repeat=5):
        alone[members] = np.dot(members, [1, 2, 3, 4, 5])
        together[members] = 10.0 if all(members) else 0.0
        pair[members] = 6.0 if members[1] and members[3] else 0.0
    assert shapley(alone) == pytest.approx([1, 2, 3, 4, 5])
    assert shapley(together) == pytest.approx([2.0] * 5)
    assert shapley(pair) == pytest.approx([0, 3, 0, 3, 0])
