"""A digest speaks of what was simulated, and of nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.experiments.policy import Policy
from simulator.experiments.results import Made, Run
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.model.state import CHANGING
from simulator.territory.territory import Territory
from tests.experiments.conftest import MIXED, REPLICATIONS, two_agglomerations


def remade(run, study, **changes) -> Run:
    """The same run with something of it changed."""
    record = changes.pop("record", run.record)
    final = run._final | changes.pop("final", {})
    made = replace(Made(run.scenario, run.policy, run.seed, run.seconds), **changes)
    return Run(record, study.frame, final, made)


def test_neither_time_nor_names_nor_the_seeds_number_count(run, study):
    other = remade(run, study, seconds=99.0, scenario=Scenario("other name"), policy=Policy("x"), seed=12)
    assert other.digest == run.digest


@pytest.mark.parametrize("name", CHANGING)
def test_every_final_column_counts_down_to_its_last_bit(run, study, name):
    column = run._final[name].copy()
    column.reshape(-1).view("u1")[-1] ^= 1
    assert remade(run, study, final={name: column}).digest != run.digest


RECORDED = ("by_commune", "by_group", "visits", "minutes", "car_km", "lost", "practice_refused", "residents", "flows")
BESIDE = ("far_by_group", "months", "entered", "left", "visits_by_minute", "venue_visits", "venue_places")


@pytest.mark.parametrize("name", [*RECORDED, *BESIDE])
def test_every_recorded_figure_counts(run, study, name):
    array = getattr(run.record, name).copy()
    array[-1] += 1
    if array.ndim == 3:
        array[-1, 0, 0] += 1  # shares must change, not only both sides of them
    assert remade(run, study, record=replace(run.record, **{name: array})).digest != run.digest


def test_neither_name_nor_threads_nor_order_of_levers_count(study, run):
    same = Policy("another", {"fr": "a", "en": "b"}, **dict(reversed(MIXED.items())))
    assert study.run(same, threads=3).digest == run.digest


def test_a_policy_of_zeros_is_the_baseline(study):
    zeros = Policy("zeros", outreach=0, transport={2027: 0, 2035: 0.0}, amateurs=0.0)
    for replication in range(REPLICATIONS):
        assert study.run(zeros, replication).digest == study.baseline(replication).digest


def test_replications_policies_and_worlds_differ(study, runs, country, people, policy):
    digests = {run.digest for run in runs} | {study.baseline(r).digest for r in range(REPLICATIONS)}
    assert len(digests) == 2 * REPLICATIONS
    elsewhere = Study(country, people, Scenario("frozen"), replications=1, threads=1)
    assert elsewhere.run(policy).digest not in digests


def test_the_folders_place_does_not_count(tmp_path, people, world, run, policy):
    moved = Territory.load(two_agglomerations(tmp_path / "elsewhere"))
    study = Study(moved, people, world, replications=1, threads=1)
    assert study.run(policy).digest == run.digest
