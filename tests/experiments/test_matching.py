"""Which settings the published facts leave possible: the box, what is ruled out, and the sample that intervals use."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.experiments.matching import sample
from simulator.experiments.matching.facts import FACTS, SPREADS, TARGETS
from simulator.experiments.matching.search import Plan, Trial, closest, narrowed, search
from simulator.experiments.matching.space import SPACE, parameters_at, spread_over, whole
from simulator.experiments.policy import Policy
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.model.access import AccessBook
from simulator.model.calibrated import parameters_of
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory

EXACT = np.zeros(len(FACTS))


@pytest.fixture(scope="module")
def territory() -> Territory:
    return Territory.load()


def trial(found, at=1.0) -> Trial:
    return Trial(np.full(len(SPACE), at), np.zeros(7), np.asarray(found, float))


def test_every_axis_is_a_declared_parameter_and_stays_within_its_range(territory):
    base = parameters_of(territory)
    assert len(SPACE) <= 10
    for corner in (whole()[:, 0], whole()[:, 1]):
        p = parameters_at(base, corner)
        for axis in SPACE:
            p.declaration(axis.name).check(getattr(p, axis.name))
    middle = parameters_at(
        base, [1.0 if isinstance(getattr(base, a.name), tuple) else getattr(base, a.name) for a in SPACE]
    )
    assert middle.as_dict() == base.as_dict()


def test_a_hypercube_puts_one_point_in_each_slice():
    box = whole()
    points = (spread_over(box, 10, seed=3) - box[:, 0]) / (box[:, 1] - box[:, 0])
    for axis in points.T:
        assert sorted((axis * 10).astype(int)) == list(range(10))
    assert (spread_over(box, 10, seed=3) == spread_over(box, 10, seed=3)).all()
    assert (spread_over(box, 10, seed=4) != spread_over(box, 10, seed=3)).any()


def test_implausibility_counts_standard_deviations():
    assert trial(TARGETS).implausibility(EXACT) == pytest.approx(0.0)
    assert trial(TARGETS + 2 * SPREADS).implausibility(EXACT) == pytest.approx(2.0)
    assert trial(TARGETS + SPREADS).implausibility(np.sqrt(3) * SPREADS) == pytest.approx(0.5)
    assert np.isinf(trial(TARGETS * np.nan).implausibility(EXACT)).all()


def test_the_box_narrows_around_what_is_left_and_never_grows():
    box = np.tile([0.0, 1.0], (len(SPACE), 1))
    assert narrowed(box, []).tolist() == box.tolist()
    points = [np.full(len(SPACE), 0.4), np.full(len(SPACE), 0.95)]
    assert narrowed(box, points) == pytest.approx(np.tile([0.3, 1.0], (len(SPACE), 1)))


def test_the_closest_come_first():
    near, far = trial(TARGETS + 0.5 * SPREADS), trial(TARGETS + SPREADS)
    assert closest([far, near, far], EXACT, 2) == [near, far]


def test_a_small_search_finds_the_same_in_one_process_and_in_two(territory, tmp_path):
    plan = Plan(waves=(3, 2), accept=5, residents=600, seed=2, noise=tuple(100 * SPREADS))
    one, two = (search(territory, plan, processes) for processes in (1, 2))
    assert len(one) == 5, "with so much noise nothing is ruled out"
    for a, b in zip(one, two, strict=True):
        assert (a.point.tolist(), a.found.tolist()) == (b.point.tolist(), b.found.tolist())
    kept = sample.keep(tmp_path, one).read_text(encoding="utf-8").splitlines()
    assert kept[0].split(",") == list(sample.COLUMNS)
    assert len(kept) == 6


def test_the_accepted_sample_is_large_and_none_of_it_is_ruled_out(territory):
    sets = sample.accepted(territory)
    assert len(sets) >= 100
    assert len({repr(p.as_dict()) for p in sets}) == len(sets)
    for axis in SPACE:
        assert len({repr(getattr(p, axis.name)) for p in sets}) > 20, axis.name


def test_replications_of_a_study_take_the_calibrated_settings_then_the_accepted_ones(territory):
    people = synthesise(territory, residents=500, seed=7)
    book = AccessBook(territory, parameters_of(territory))
    study = Study(territory, people, Scenario("frozen"), replications=3, threads=1, book=book)
    sets = sample.accepted(territory)
    assert study.set_of(0) is study.parameters
    assert [study.set_of(r).as_dict() for r in (1, 2)] == [p.as_dict() for p in sets[:2]]
    given = Study(
        territory, people, Scenario("frozen"), replications=2, threads=1, parameters=sets[0], book=book.sharing(sets[0])
    )
    assert given.set_of(1) is sets[0]
    assert study.run(Policy.none, 1).digest != study.run(Policy.none, 0).digest


def test_access_tables_are_not_shared_with_other_weights(territory):
    book = AccessBook(territory, parameters_of(territory))
    with pytest.raises(ValueError, match="price_weight"):
        book.sharing(book.parameters.replace(price_weight=0.05))
