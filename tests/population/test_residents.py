"""The residents of the Bassin minier: how well they meet the margins, and whom they know."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from simulator.population.assumptions import assumptions
from simulator.population.residents import OCCUPATIONS
from simulator.population.synthesis import synthesise
from simulator.population.ties import likeness, make_ties


@pytest.fixture(scope="module")
def people(bassin):
    return synthesise(bassin, 60_000)


def test_margins_are_met_within_half_a_point(people):
    assert {m.name for m in people.fit} == {"age", "sex", "education", "household", "car", "occupation"}
    for margin in people.fit:
        np.testing.assert_allclose(margin.target.sum(axis=1), 1.0)
        np.testing.assert_allclose(margin.reached.sum(axis=1), 1.0)
        assert margin.largest < 0.5, margin.name
        assert margin.mean < 0.15, margin.name


def test_assumed_margins_are_told_from_cited_ones(people):
    assert {m.name for m in people.fit if m.cited} == {"age", "education", "household", "car"}


def test_the_fit_is_what_the_columns_say(people, bassin):
    young = people.age < 15
    zone = bassin.communes.agglomeration[people.commune] == 0
    share = people.weight[zone & young].sum() / people.weight[zone].sum()
    assert share == pytest.approx(people.fit["age"].reached[0, 0])
    assert people.fit["age"].target[0, 0] == pytest.approx(0.185, abs=0.001)


@pytest.mark.parametrize("size", [20_000, 1_000])
def test_smaller_samples_fit_as_far_as_whole_households_allow(bassin, size):
    fit = synthesise(bassin, size).fit
    assert fit["age"].mean < {20_000: 0.2, 1_000: 3.0}[size]
    assert fit["education"].largest < {20_000: 0.5, 1_000: 5.0}[size]


def test_reduced_mobility_rises_with_age(people):
    share = [
        (people.mobility[(people.age >= low) & (people.age < low + 20)] == 2).mean() for low in (0, 20, 40, 60, 80)
    ]
    assert (people.mobility == 2).mean() == pytest.approx(0.06, abs=0.001)
    assert share[0] == pytest.approx(share[1], abs=0.005)
    assert share[2] < share[3] < share[4]


def test_partners_resemble_each_other_by_diploma(people):
    couple = np.flatnonzero(people.household_kind == 1)
    pairs = couple[np.argsort(people.household[couple], kind="stable")].reshape(-1, 2)
    one, other = people.education[pairs[:, 0]], people.education[pairs[:, 1]]
    chance = ((np.bincount(people.education[couple], minlength=4) / couple.size) ** 2).sum()
    assert (one == other).mean() > 1.3 * chance


def test_managers_studied_and_retired_people_were_something(people):
    manager = people.occupation == OCCUPATIONS.index("manager")
    assert (people.education[manager] == 3).mean() > 0.6
    retired = people.occupation == OCCUPATIONS.index("retired")
    assert people.age[retired].min() >= 55
    assert (people.former[retired] > 0).all()
    assert (people.former[~retired] == people.occupation[~retired]).all()


def test_ties_join_the_same_diplomas_as_often_at_any_size(people, bassin):
    ratio = {size: homophily(synthesise(bassin, size)) for size in (20_000, "all")}
    assert 1.5 < ratio[20_000] < 2.0
    assert 1.5 < ratio["all"] < 2.0
    assert ratio[20_000] == pytest.approx(ratio["all"], rel=0.05)
    assert homophily(people) == pytest.approx(ratio["all"], rel=0.05)


def homophily(people) -> float:
    row, slot = np.nonzero(people.ties >= 0)
    same = people.education[row] == people.education[people.ties[row, slot]]
    weight = people.weight[row]
    shares = np.bincount(people.education, weights=people.weight) / people.residents
    ratio = (same * weight).sum() / weight.sum() / (shares**2).sum()
    assert ratio == pytest.approx(likeness(people.ties, people.education, people.weight))
    return ratio


def test_ties_join_people_of_near_ages_rather(people):
    row, slot = np.nonzero(people.ties >= 0)
    age = people.age.astype(int)
    gap = np.abs(age[row] - age[people.ties[row, slot]]).mean()
    chance = np.abs(age - np.random.default_rng(1).permutation(age)).mean()
    assert gap < 0.75 * chance


def test_a_tenth_of_the_ring_is_rewired_within_the_agglomeration(people, bassin):
    zone = bassin.communes.agglomeration[people.commune]
    home = people.household.astype(np.int64)
    plain, rewired = (make_ties(home, zone, 7, share) for share in (0.0, 0.1))
    assert np.array_equal(rewired, people.ties)
    rows = np.arange(people.size)[:, None]
    near = outside(plain, home)
    assert (np.abs(plain - rows)[near] <= 24).mean() > 0.999
    far = outside(rewired, home) & (np.abs(rewired - rows) > 24)
    assert far.sum() / near.sum() == pytest.approx(0.1, abs=0.01)
    row, slot = np.nonzero(far)
    assert (zone[row] == zone[rewired[row, slot]]).mean() > 0.98  # the ring itself crosses some boundaries


def test_it_is_a_small_world(people):
    """Those whom one knows know each other far likelier than by chance, and everybody is a few ties away."""
    ties, n = people.ties, people.size
    chance = (ties >= 0).mean() * ties.shape[1] / n
    assert np.mean([clustering(ties, row) for row in range(0, n, 100)]) > 500 * chance
    steps = distances(ties, 0)
    assert steps.min() >= 0  # everybody can be reached
    assert steps.mean() < 15  # on the ring alone: hundreds
    alone = make_ties(people.household, np.zeros(n, np.int64), 7, 0.0)
    assert distances(alone, 0).mean() > 10 * steps.mean()


def clustering(ties: np.ndarray, row: int) -> float:
    """Share of the pairs of people tied to `row` who are tied to each other."""
    known = ties[row][ties[row] >= 0]
    pairs = np.isin(ties[known], known).sum()
    return pairs / max(known.size * (known.size - 1), 1)


def distances(ties: np.ndarray, start: int) -> np.ndarray:
    """Fewest ties from `start` to everybody, int [n]; -1 for those who cannot be reached."""
    steps = np.full(len(ties), -1)
    edge, far = np.array([start]), 0
    while edge.size:
        steps[edge], far = far, far + 1
        beyond = np.unique(ties[edge])
        edge = beyond[(beyond >= 0) & (steps[beyond] < 0)]
    return steps


def outside(ties: np.ndarray, home: np.ndarray) -> np.ndarray:
    """The ties outside households, bool [n, 8]."""
    return (ties >= 0) & (home[ties] != home[:, None])


def test_nearly_everybody_has_eight_ties(people):
    known = (people.ties >= 0).sum(axis=1)
    assert (known == 8).mean() > 0.95
    assert known.min() >= 4


def test_one_person_can_be_read(people):
    person = people[12]
    assert person.row == 12
    assert person.age == people.age[12]
    assert person.weight == people.weight[12]
    assert all(12 in people[tie].ties for tie in person.ties)
    assert people[-1].row == people.size - 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        person.age = 3
    with pytest.raises(IndexError):
        people[people.size]
    assert len(people) == 60_000
    assert next(iter(people)).row == 0


def test_columns_are_read_only(people):
    with pytest.raises(ValueError, match="read-only"):
        people.age[0] = 1


def test_a_population_shows_itself(people):
    assert "60000" in repr(people)
    assert people._repr_html_().count("<tr>") == 1 + 6


def test_noise_on_the_ring_lowers_likeness(bassin):
    mixed = synthesise(bassin, 5000, settings=assumptions(ring_diploma_spread=3.0))
    assert homophily(mixed) < homophily(synthesise(bassin, 5000)) - 0.1
