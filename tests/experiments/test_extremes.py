"""Extreme but legal worlds and policies run to December 2040, and every sum that they tell is finite."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.experiments.indicators import OF_RUNS, SUMS
from simulator.experiments.policy import Policy
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.model.drivers import DRIVERS
from simulator.model.levers import CUT_LEVERS, EVERY_LEVER
from simulator.population.synthesis import synthesise

CUTS = {"budget": {2026: 0.0, 2035: -0.8}, "touring_supply": {2026: 0, 2035: -0.9}, "income": {2026: 0, 2035: -0.5}}
"""Ten years of cuts, down to the lowest legal values."""
ALWAYS = {indicator.code for indicator in SUMS}


def must_be_sound(run) -> None:
    """Sums are finite and not negative; ratios are finite, or without a value where there is nothing to divide by."""
    table = run.indicators
    value = table["value"].to_numpy()
    assert not np.isinf(value).any()
    summed = table["indicator"].isin(ALWAYS).to_numpy()
    assert np.isfinite(value[summed]).all(), sorted(set(table["indicator"][summed & ~np.isfinite(value)]))
    assert (value[summed] >= 0).all()
    shares = table["unit"].str.startswith("share of").to_numpy() & np.isfinite(value)
    assert ((value[shares] >= 0) & (value[shares] <= 1)).all()
    assert all(np.isfinite(column).all() for column in run._final.values())


def test_sums_and_ratios_are_told_apart():
    others = {indicator.code for indicator in OF_RUNS} - ALWAYS
    assert {"visits", "cost", "taken", "refused", "population"} <= ALWAYS
    assert {"participation", "education_ratio", "saturation", "school_coverage", "minutes_per_visit"} <= others


@pytest.fixture(scope="module")
def everything() -> Policy:
    return Policy("everything", **{name: {2026: lever.budget.bounds[1]} for name, lever in EVERY_LEVER.items()})


def test_all_levers_at_maximum(study, everything):
    run = study.run(everything)
    must_be_sound(run)
    assert run.record.cost[-1].sum() == 12e6 * len(EVERY_LEVER)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    levers=st.dictionaries(st.sampled_from(tuple(EVERY_LEVER)), st.floats(0, 12e6), max_size=5),
    drivers=st.sampled_from([(k, end) for k, p in DRIVERS.items() for end in p.bounds]),
)
def test_any_budgets_in_any_extreme_world(study, levers, drivers):
    name, end = drivers
    must_be_sound(study.beside(Scenario("extreme", drivers={name: {2026: end}})).run(Policy("any", **levers)))


def test_ten_years_of_cuts_and_all_of_today_taken(study, country, people):
    from simulator.model.policy_effects import Bases

    known = replace(country, spending={"touring": 1e5})
    poorer = Study(known, people, Scenario("cuts", drivers=CUTS), replications=1, threads=1)
    bases = Bases.of(known, people, poorer.book)
    taken = {name: {2026: 0, 2035: min(bases.spent_today(name), 3e6)} for name in CUT_LEVERS}
    total = {year: sum(points[year] for points in taken.values()) for year in (2026, 2035)}
    run = poorer.run(Policy("cut", moved={"from": taken, "to": {"company": total}}))
    must_be_sound(run)
    assert run.total("visits_BIB")[-1, 0] == 0.0, "no library is open a single hour"
    assert run.record.pupils[-1, 1].sum() == 0
    assert run.total("visits")[-1, 0] < poorer.baseline(0).total("visits")[-1, 0]


@pytest.mark.parametrize("residents", [1, 2, 3])
def test_a_population_of_one(country, residents, everything):
    few = synthesise(country, residents=residents, seed=3)
    study = Study(country, few, Scenario("alone"), replications=1, threads=1)
    must_be_sound(study.baseline(0))
    must_be_sound(study.run(everything))


def test_every_venue_closed(country, people, everything):
    venues = country.venues
    shut = replace(
        country,
        digest="shut",
        venues=replace(
            venues,
            domains=np.zeros_like(venues.domains),
            monthly_places=np.zeros_like(venues.monthly_places),
            amateur_places=np.zeros_like(venues.amateur_places),
        ),
    )
    study = Study(shut, people, Scenario("shut"), replications=1, threads=1)
    run = study.run(everything)
    must_be_sound(run)
    assert not run.record.visits.any()
    assert run.total("no_venue")[-1, 0] > 0
    full = replace(country, digest="full", venues=replace(venues, monthly_places=np.zeros_like(venues.monthly_places)))
    crowded = Study(full, people, Scenario("full"), replications=1, threads=1).baseline(0)
    must_be_sound(crowded)
    assert not crowded.record.visits.any()
