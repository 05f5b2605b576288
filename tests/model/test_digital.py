"""Digital practice (S14): who practises online, decided each January; what it leaves, and what it replaces."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.elementary import sigmoid
from simulator.model.model import CultureModel
from tests.model import village
from tests.model.village import ALBA, BERT, ELSA
from tests.model.worlds import differing, everything_of, wanting_of

SIZE = 2_000


def share(model: CultureModel) -> float:
    """Weighted share of residents of 15 and over who practise online."""
    people = model.people
    adult = people.weight * (people.age >= 15)
    return float((adult * model.columns.digital).sum() / adult.sum())


def test_about_one_in_seven_practises_in_2025(engine):
    """Published shares go from 12 to 16 % (S14); a sample of two thousand has its own chance of 0.8 point."""
    assert 0.115 < share(engine(SIZE)) < 0.165


def test_it_is_decided_in_january_for_the_year(engine):
    model = engine(SIZE)
    before = model.columns.digital.copy()
    model.run_to(1)
    january = model.columns.digital.copy()
    assert (january != before).any()
    model.run_to(12)
    assert (model.columns.digital == january).all()
    model.run_to(13)
    assert (model.columns.digital != january).any()
    assert not model.columns.digital[model.people.age < 6].any()


def test_diplomas_and_nearness_make_it_likelier():
    """Alba: higher diploma, distance 0.25; Bert: none, 0.72. Their yearly chances, over two hundred seeds."""
    seeds, drawn = range(200), []
    settings = {"digital_intercept": -1.0, "digital_education": 0.8, "digital_symbolic": 0.5}
    for seed in seeds:
        model = CultureModel(
            village.territory(), village.people(), parameters=village.parameters(**settings), seed=seed
        )
        model.step()
        drawn.append(model.columns.digital.copy())
    found = np.mean(drawn, axis=0)
    for row, eta in ((ALBA, -1.0 + 0.8 - 0.5 * 0.25), (BERT, -1.0 - 0.5 * 0.72)):
        assert found[row] == pytest.approx(sigmoid(eta), abs=0.1)
    assert found[ELSA] == 0.0


def test_it_makes_offers_known_and_liked_once_a_year():
    """Awareness 0.5 becomes 0.5 + 0.05 x 0.5 before anything else of the month; taste gains 0.02 in every domain."""
    quiet = {"media_push": 0.0, "word_of_mouth": 0.0, "forgetting": 0.0, "intercept": (-60.0,) * 6, "taste_fading": 0.0}
    effects = {"digital_awareness": 0.05, "digital_taste": 0.02}
    for intercept, known, liked in ((100.0, 0.525, 0.02), (-100.0, 0.5, 0.0)):
        parameters = village.parameters(digital_intercept=intercept, **quiet, **effects)
        model = CultureModel(village.territory(), village.people(), parameters=parameters)
        for _ in range(3):
            model.step()
        assert model.columns.awareness[:, :ELSA] == pytest.approx(known, abs=1e-6)
        assert model.columns.gap[:, :ELSA] == pytest.approx(liked, abs=1e-6)
        assert model.columns.awareness[:, ELSA] == pytest.approx(0.5), "she is four years old"


def test_it_replaces_a_share_of_outings(engine, parameters):
    """Everybody online: the same draws against a chance that is lower by `digital_substitution`, and nobody more."""
    online = {"digital_intercept": 5.0, "digital_education": 2.0, "digital_awareness": 0.0, "digital_taste": 0.0}
    went = []
    for replaced in (0.0, 0.05):
        model = engine(20_000, parameters=parameters.replace(digital_substitution=replaced, **online))
        went.append(np.array(wanting_of(model)))
    some, fewer = went
    assert (fewer & ~some == 0).all()
    assert 1.0 - _count(fewer) / _count(some) == pytest.approx(0.05, abs=0.01)


def _count(went: np.ndarray) -> int:
    return sum(int((went >> d & 1).sum()) for d in range(6))


def test_the_driver_moves_the_share_by_about_its_change(engine):
    usual, more = engine(SIZE), engine(SIZE, drivers={"digital_use": {2026: 0.5}})
    for model in (usual, more):
        model.run_to(1)
    assert (more.columns.digital >= usual.columns.digital).all()
    assert share(more) / share(usual) == pytest.approx(1.5, abs=0.15)


def test_before_2026_no_scenario_moves_it(engine):
    """At zero change, in 2026, everything is as without the driver."""
    usual, zero = engine(SIZE), engine(SIZE, drivers={"digital_use": 0.0})
    for model in (usual, zero):
        model.run_to(13)
    assert differing(*map(everything_of, (usual, zero))) == []


def test_it_is_counted_by_place_and_group(engine):
    model = engine(SIZE)
    model.run_to(12)
    people, record = model.people, model.record
    online = people.weight * (people.age >= 15) * model.columns.digital
    assert record.digital_by_commune[1].tolist() == np.bincount(people.commune, online, minlength=287).tolist()
    assert record.digital_by_group[1, :4].tolist() == np.bincount(people.education, online, minlength=4).tolist()


def test_a_state_in_the_midst_of_a_year_keeps_it(engine):
    whole, first = engine(SIZE), engine(SIZE)
    first.run_to(5)
    resumed = engine(SIZE, start=first.save())
    for model in (whole, resumed):
        model.run_to(12)
    assert differing(*map(everything_of, (whole, resumed))) == []
