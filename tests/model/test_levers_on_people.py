"""Levers that reach people: who is met, accompanied, taught, and what it leaves (S1, S5, S6, S7, S12)."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.draws import Stream, key_of, unit, words
from simulator.model.access import AccessBook
from simulator.model.schooling import coverage_by_age, uncovered
from tests.model.worlds import with_venues

SIZE = 2_000


def played(engine, months: int, size: int = SIZE, **changes):
    model = engine(size, **changes)
    model.run_to(months)
    model.learn_now()
    model.close()
    return model


def test_school_covers_each_level_and_asks_no_diploma(parameters):
    covered = coverage_by_age(parameters)
    assert covered[[2, 3, 10, 11, 14, 15, 17]] == pytest.approx([0, 0.39, 0.39, 0.84, 0.84, 0.74, 0.74])
    assert coverage_by_age(parameters, 0.5)[12] == pytest.approx(0.92)
    assert coverage_by_age(parameters, 1.0)[3:].tolist() == [1.0] * 15


def test_pupils_whom_none_reaches_are_counted(sample, parameters):
    people = sample(SIZE)
    level = np.select([people.age < 3, people.age < 11, people.age < 15, people.age < 18], [0, 0.61, 0.16, 0.26], 0)
    assert uncovered(people, parameters) == pytest.approx(float((people.weight * level).sum()))


def test_june_reaches_the_share_of_pupils_that_it_says(engine, sample, parameters):
    """Whose anchor falls in June by the school's share, beyond following distance and its origin, was reached."""
    people, june = sample(20_000), 5
    reached = {}
    for added in (0.0, 12e6):
        model = engine(20_000, levers={"schools": {2026: added}}, drivers={})
        model.run_to(12 + june)
        model.learn_now()
        before, distance = model.columns.habitus.copy(), model.columns.symbolic.copy()
        model.step()
        model.close()
        p, columns = parameters, model.columns
        plain = before + p.habitus_following * (distance - before) + p.habitus_return * (columns.origin - before)
        reached[added] = columns.habitus < plain - 0.4 * p.school_anchor * before
    primary = (people.age >= 3) & (people.age < 11)
    adults = people.age >= 18
    assert reached[0.0][primary].mean() == pytest.approx(0.39, abs=0.04)
    assert reached[12e6][primary].mean() > 0.9
    assert reached[0.0][adults].mean() < 0.01
    assert not (reached[0.0] & ~reached[12e6])[primary].any(), "whom school reaches today it reaches still"


JUNE = 17
"""June 2027: the lever of 2026 is felt."""


@pytest.fixture(scope="module")
def families(bassin, book, engine):
    """Two models before June 2027 that differ in the family visit alone; nobody else is asked, no venue is full."""
    roomy = with_venues(bassin, monthly_places=np.full_like(bassin.venues.monthly_places, 10**9))
    settings = book.parameters.replace(invitation_chance=0.0, family_visit=0.0)
    options = {"territory": roomy, "book": AccessBook(roomy, settings), "parameters": settings}

    def after(budget: float):
        options["levers"] = {"schools": {2026: budget}}
        first = engine(SIZE, **options)
        first.run_to(JUNE)
        state, models = first.save(), []
        for chance in (0.0, 0.3):
            changed = options | {"parameters": settings.replace(family_visit=chance), "start": state}
            models.append(engine(SIZE, **changed))
            models[-1].step()
            models[-1].learn_now()
        return models

    return after


def asked_by_a_pupil(model, chance: float, people) -> np.ndarray:
    """Residents of 15 and over who live with a pupil reached beyond today's coverage, and lucky; from the draws."""
    p, key = model.parameters, key_of(1, Stream.SCHOOL)
    today = coverage_by_age(p)
    total = coverage_by_age(p, model.levers.share("schools", JUNE))
    lucky = np.zeros(people.size, bool)
    for i in np.flatnonzero((people.age >= 3) & (people.age <= 17)).tolist():
        reached, luck = (unit(w) for w in words(key, i, 0, JUNE, 0)[:2])
        lucky[i] = today[people.age[i]] <= reached < total[people.age[i]] and luck < chance
    others = np.bincount(people.household, lucky)[people.household] - lucky
    return (others > 0) & (people.age >= 15)


def test_a_family_visit_changes_only_the_households_of_pupils_newly_reached(families, sample):
    without, with_it = families(12e6)
    asked = asked_by_a_pupil(with_it, 0.3, sample(SIZE))
    for name in ("awareness", "past", "gap", "habit", "experience", "symbolic", "practice"):
        mine, theirs = getattr(with_it.columns, name), getattr(without.columns, name)
        differ = (mine != theirs).reshape(-1, asked.size).any(axis=0)
        assert not (differ & ~asked).any(), name
    heard = (with_it.columns.awareness > without.columns.awareness).any(axis=0)
    assert asked.sum() > 20
    assert np.array_equal(heard, asked), "all who are asked hear more, nobody else"
    museum = (with_it.columns.past[JUNE % 12] & 1, without.columns.past[JUNE % 12] & 1)
    assert not (museum[1] & ~museum[0]).any()
    assert (museum[0] & ~museum[1]).sum() >= 2


def test_todays_family_visits_are_in_todays_figures(families):
    without, with_it = families(0.0)
    for name in ("awareness", "past", "symbolic"):
        assert np.array_equal(getattr(with_it.columns, name), getattr(without.columns, name))


@pytest.mark.parametrize("lever", ["outreach", "cocreation", "company"])
def test_who_is_reached_ends_nearer_to_institutions(lever, engine, sample):
    with_it, without = (played(engine, 36, levers=levers) for levers in ({lever: {2026: 12e6}}, {}))
    weight = sample(SIZE).weight
    gain = np.average(without.columns.symbolic - with_it.columns.symbolic, weights=weight)
    assert gain > 1e-4
    assert (with_it.columns.awareness.mean() - without.columns.awareness.mean()) > 0


def test_company_stands_in_for_ties(engine):
    """With nobody going out among the ties, those accompanied go at full chance: more outings in the month itself."""
    levers = {"company": {2026: 12e6}}
    outings = [played(engine, 24, 20_000, levers=given).record.visits[1:3].sum() for given in (levers, {})]
    assert outings[0] > outings[1]


def test_nobody_is_met_once_the_money_has_stopped(engine):
    """Money in 2026 alone is felt until June 2028; from then on the run of months at once meets nobody."""
    spent, never = ({"outreach": {2026: 12e6, 2027: 0.0}}, {})
    model = engine(SIZE, levers=spent)
    model.run_to(48)
    assert not any(desk.met.any() for desk in model.players._desks)
    model.close()
    assert played(engine, 12, levers=spent).record.cost[1].sum() == 12e6
    assert played(engine, 12, levers=never).record.cost[1].sum() == 0
