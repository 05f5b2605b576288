"""Residents: how many, how heavy, in which households, and the same ones everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import cache
from simulator.errors import ParameterError, SimulatorError
from simulator.population.assumptions import DECLARATIONS, assumptions
from simulator.population.residents import (
    COLUMNS,
    EDUCATIONS,
    HOUSEHOLD_KINDS,
    MOBILITY_CLASSES,
    OCCUPATIONS,
    SEXES,
)
from simulator.population.synthesis import allot, synthesise, weigh_rows
from tests.compiling import plain_processor

ROOT = Path(__file__).resolve().parents[2]
DIGEST = "a50d732aced89b012fbf3ccdfff1d45e472f6730d0adb340a23eeaf5238be479"
SINGLE, COUPLE, FAMILY, LONE_PARENT, OTHER = range(5)


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=30).filter(any), st.integers(1, 100_000))
def test_rows_are_allotted_in_proportion_with_one_at_least(residents, wanted):
    residents = np.array(residents)
    rows = allot(residents, wanted)
    assert rows.sum() == min(max(wanted, (residents > 0).sum()), residents.sum())
    assert (rows <= residents).all()
    assert ((rows > 0) == (residents > 0)).all()
    exact = rows.sum() * residents / residents.sum()
    assert (rows <= np.maximum(exact + 1, 1)).all()


@given(st.lists(st.tuples(st.integers(1, 500), st.integers(1, 500)), min_size=1, max_size=20))
def test_weights_are_the_share_or_one_more_and_sum_to_the_residents(communes):
    residents = np.array([max(pair) for pair in communes])
    rows = np.array([min(pair) for pair in communes])
    weights = weigh_rows(residents, rows)
    commune = np.repeat(np.arange(rows.size), rows)
    assert np.bincount(commune, weights=weights).tolist() == residents.tolist()
    assert np.isin(weights - (residents // rows)[commune], (0, 1)).all()


@settings(max_examples=40, deadline=None)
@given(size=st.integers(1, 5000), seed=st.integers(0, 2**31))
def test_any_population_is_whole(toy, size, seed):
    people = synthesise(toy, size, seed)
    assert people.size == max(size, 12)
    check_columns(people, toy)
    check_households(people)
    check_ties(people)


def check_columns(people, territory):
    assert (np.diff(people.commune) >= 0).all()
    residents = territory.communes.residents
    assert np.bincount(people.commune, weights=people.weight).tolist() == residents.tolist()
    assert {name: getattr(people, name).dtype for name in COLUMNS} == {n: np.dtype(k) for n, k in COLUMNS.items()}
    for name, labels in (
        ("sex", SEXES),
        ("education", EDUCATIONS),
        ("occupation", OCCUPATIONS),
        ("former", OCCUPATIONS),
        ("mobility", MOBILITY_CLASSES),
        ("household_kind", HOUSEHOLD_KINDS),
    ):
        assert getattr(people, name).max() < len(labels)
    young = people.age < 15
    assert (people.occupation[young] == OCCUPATIONS.index("none")).all()
    assert (people.former != OCCUPATIONS.index("retired")).all()


def check_households(people):
    home = people.household
    count = np.bincount(home)
    assert (count > 0).all()
    _, first = np.unique(home, return_index=True)
    for column in (people.commune, people.household_kind):
        assert (column == column[first][home]).all()
    size = count[home]
    kind = people.household_kind
    assert (size[kind == SINGLE] == 1).all()
    assert (size[kind == COUPLE] == 2).all()
    assert (size[kind == FAMILY] > 2).all()
    assert (size[(kind == LONE_PARENT) | (kind == OTHER)] > 1).all()
    assert (np.bincount(home, weights=people.age >= 18) > 0).all()
    assert (np.bincount(home, weights=people.age >= 18)[home[kind == COUPLE]] == 2).all()
    no_car = np.bincount(home, weights=people.mobility == 1) > 0
    assert not (no_car[home] & (people.mobility == 0)).any()
    adults = np.zeros((count.size, len(EDUCATIONS)), bool)
    adults[home[people.age >= 18], people.education[people.age >= 18]] = True
    young = people.age < 15
    assert adults[home[young], people.education[young]].all()


def check_ties(people):
    n, ties = people.size, people.ties
    assert ties.shape == (n, 8)
    assert ties.min() >= -1
    assert ties.max() < n
    row, slot = np.nonzero(ties >= 0)
    other = ties[row, slot].astype(np.int64)
    assert (row != other).all()
    forth, back = row * n + other, other * n + row
    assert np.unique(forth).size == forth.size
    assert np.array_equal(np.sort(forth), np.sort(back))
    together = people.household[row] == people.household[other]
    size = np.bincount(people.household)[people.household]
    assert (np.bincount(row, weights=together, minlength=n) == size - 1).all()
    assert (slot[together] >= 8 - (size - 1)[row[together]]).all()


def test_all_is_one_row_per_resident(toy):
    people = synthesise(toy, "all")
    assert people.size == toy.communes.residents.sum()
    assert (people.weight == 1).all()
    check_columns(people, toy)
    check_ties(people)


@pytest.mark.parametrize("wrong", [0, -3, 2.5, "tout", True, None])
def test_a_wrong_size_is_refused_with_a_sentence(toy, wrong):
    with pytest.raises(ParameterError, match="all"):
        synthesise(toy, wrong)


@pytest.mark.parametrize("margin", ["age", "education", "household"])
def test_a_territory_without_a_margin_is_refused_by_name(without, margin):
    with pytest.raises(SimulatorError, match=margin):
        synthesise(without(margin), 500)


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([("age", "0-14", 0.0)], "'age' sum to 80.0 %, not 100"),
        ([("age", band, 0.0) for band in ("0-14", "15-24", "25-54", "55-64", "65-79", "80+")], "sum to 0.0 %"),
        ([("household", "one_person", 100.0)], "'household' exceed 100 %"),
        ([("household_size", "persons", 1.2)], "1.20 persons per household cannot be"),
        ([("household_size", "persons", 9.0)], "9.00 persons per household cannot be"),
    ],
)
def test_margins_that_no_households_can_have_are_refused_with_a_sentence(changed, figures, words):
    with pytest.raises(SimulatorError) as refusal:
        synthesise(changed(*figures), 300)
    assert words in refusal.value.message("en")
    assert refusal.value.message("fr") != refusal.value.message("en")


def test_nobody_in_the_listed_occupations_is_no_hindrance(changed):
    listed = [("occupation", name, 0.0) for name in ("worker", "employee", "intermediate", "manager")]
    people = synthesise(changed(*listed), 600)
    codes = [OCCUPATIONS.index(name) for _, name, _ in listed]
    assert not np.isin(people.occupation, codes).any()
    assert (people.occupation == OCCUPATIONS.index("self_employed")).any()


def test_shares_that_exceed_a_hundred_are_refused_by_name(toy):
    with pytest.raises(SimulatorError, match="education"):
        synthesise(toy, 500, settings=assumptions(short_higher_education=0.9))


def test_same_inputs_same_residents_another_seed_others(toy, tmp_path, monkeypatch):
    people = synthesise(toy, 900, 3)
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    assert synthesise(toy, 900, 3).digest == people.digest
    assert synthesise(toy, 900, 4).digest != people.digest
    assert synthesise(toy, 901, 3).digest != people.digest


def test_the_residents_of_the_reference_are_these(toy):
    assert synthesise(toy, 3000, 7).digest == DIGEST


def test_another_processor_makes_the_same_residents(tmp_path):
    """Without numpy's optional instructions and with numba's plainest code."""
    code = (
        "import sys; sys.path[:0] = ['tests/population']\n"
        "from conftest import figures, territory\n"
        "from simulator.population.synthesis import synthesise\n"
        "print(synthesise(territory(figures()), 3000, 7).digest)"
    )
    environment = {**os.environ, **plain_processor(), cache.VARIABLE: str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == DIGEST, done.stderr


def test_residents_are_read_back_from_their_file(toy, tmp_path, monkeypatch):
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    people = synthesise(toy, 700, 5)
    (kept,) = tmp_path.glob("population-*.npz")
    before = kept.stat().st_mtime_ns
    again = synthesise(toy, 700, 5)
    assert kept.stat().st_mtime_ns == before
    assert again.digest == people.digest
    assert again.fit.rows() == people.fit.rows()


def test_a_cache_that_cannot_be_written_is_no_hindrance(toy, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file" / "cache"))
    assert synthesise(toy, 60, 5).size == 60


def test_an_assumption_that_changes_changes_the_residents(toy):
    usual = synthesise(toy, 4000)
    fewer_cars = synthesise(toy, 4000, settings=assumptions(carless_scale=1.5))
    assert (fewer_cars.mobility == 1).sum() > 1.3 * (usual.mobility == 1).sum()


def test_progress_is_told_up_to_the_end(toy):
    told = []
    synthesise(toy, 333, 99, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 2


def test_every_assumption_has_words_and_a_source():
    assert len({p.name for p in DECLARATIONS}) == len(DECLARATIONS)
    assert all(p.fr and p.en and p.source and p.check(p.default) is p.default for p in DECLARATIONS)
