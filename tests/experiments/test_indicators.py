"""Indicators: each declared once and completely, and worked out again by hand from the run's persons."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator.domains import DOMAINS
from simulator.experiments.compare import Comparison
from simulator.experiments.distance import distance_table, distances, mean_and_far_end
from simulator.experiments.indicators import COMPARED, INDICATORS, OF_RUNS, Scope, inequality
from simulator.experiments.indicators.money import MONEYED
from simulator.experiments.indicators.places import quantile, venue_saturation
from simulator.experiments.policy import Policy
from simulator.experiments.results import Made, Run

DECLARED = {indicator.code: indicator for indicator in INDICATORS}


def value(run, code: str, domain: str = "", by: str = "all") -> np.ndarray:
    return DECLARED[code].read(run, domain, by)


def test_each_is_declared_once_and_says_everything():
    assert len(DECLARED) == len(INDICATORS) > 60
    for indicator in INDICATORS:
        assert indicator.by
        assert (indicator.read is not None) == (indicator.scope is Scope.RUN)
        for words in (indicator.unit, indicator.fr, indicator.en, *indicator.definition.values()):
            assert words.strip()
        assert indicator.fr != indicator.en or indicator.code == "participation"


def test_symbolic_distance_is_never_told_by_place():
    for indicator in INDICATORS:
        if "symbolic" in indicator.code or indicator.scope is Scope.STATE:
            assert {"commune", "agglomeration"}.isdisjoint(indicator.by), indicator.code


@pytest.mark.parametrize("by", ["all", "agglomeration", "education", "mobility"])
def test_months_with_a_visit_share_everybody_out(run, by):
    for domain in DOMAINS:
        classes = [value(run, f"frequency_{name}", domain, by) for name in ("0", "1", "2", "3_plus")]
        assert np.nansum(classes, axis=0) == pytest.approx(np.where(np.isnan(classes[0]), 0.0, 1.0))
        assert classes[0] == pytest.approx(1.0 - run.share(domain, by), nan_ok=True)


@pytest.mark.parametrize(("suffix", "measure"), [("", d) for d in DOMAINS] + [("_institutional", "institutional")])
def test_entries_less_exits_are_the_change_of_participation(frozen, suffix, measure):
    """While nobody is born, ages, dies or moves."""
    run = frozen
    domain = "" if suffix else measure
    for by in ("all", "agglomeration", "age"):
        moved = value(run, f"entries{suffix}", domain, by) - value(run, f"exits{suffix}", domain, by)
        share = run.share(measure, by)
        assert moved[1:] == pytest.approx(share[1:] - share[:-1], nan_ok=True)


def test_who_does_not_go_out_is_everybody_else(run):
    for by in ("all", "sex"):
        went, everybody = run.persons("any", by)
        assert np.array_equal(value(run, "no_outing_persons", by=by), everybody - went)
    assert value(run, "no_outing") == pytest.approx(1.0 - run.share("any"))


def with_shares(run, education: list[tuple[int, int]]) -> Run:
    """The run with (persons who go to museums, persons who do not) by diploma in every year, and nobody else."""
    by_group = np.zeros_like(run.record.by_group)
    for e, (goes, stays) in enumerate(education):
        by_group[:, e, 1], by_group[:, e, 0] = goes, stays
    record = replace(run.record, by_group=by_group)
    return Run(record, run.frame, run._final, Made(run.scenario, run.policy, run.seed, 1.0))


def test_inequality_by_diploma_worked_out_by_hand(run):
    """Ten persons a diploma; 1, 2, 3 and 4 go: ranks .125 .375 .625 .875, covariance of going and rank .03125."""
    made = with_shares(run, [(1, 9), (2, 8), (3, 7), (4, 6)])
    assert value(made, "education_ratio", "MUS")[0, 0] == pytest.approx(4.0)
    assert value(made, "education_gap", "MUS")[0, 0] == pytest.approx(0.3)
    assert value(made, "erreygers", "MUS")[0, 0] == pytest.approx(8 * 0.03125)


@pytest.mark.parametrize(
    ("education", "index"),
    [([(5, 5)] * 4, 0.0), ([(0, 10), (0, 10), (10, 0), (10, 0)], 1.0), ([(10, 0), (10, 0), (0, 10), (0, 10)], -1.0)],
)
def test_erreygers_is_zero_when_all_are_alike_and_one_when_the_upper_half_goes(run, education, index):
    assert value(with_shares(run, education), "erreygers", "MUS")[0, 0] == pytest.approx(index)


def test_erreygers_is_that_of_the_persons_one_by_one(run):
    """Against the definition over individuals: 8 / n^2 times the sum of going times centred rank."""
    went, everybody = run.persons("MUS", "education")
    goes = np.concatenate([np.repeat([1.0, 0.0], [w, n - w]) for w, n in zip(went[3], everybody[3], strict=True)])
    edges = np.cumsum(everybody[3])
    middle = np.repeat(edges - everybody[3] / 2, everybody[3])
    expected = 8 / goes.size**2 * (goes * (middle - goes.size / 2)).sum()
    assert inequality.erreygers(run, "MUS")[3, 0] == pytest.approx(expected)


def test_theil_between_communes_worked_out_from_the_shares(run):
    went, everybody = (array[5].astype(float) for array in run.persons("CIN", "commune"))
    mean = went.sum() / everybody.sum()
    between = (went / went.sum() * np.log(went / everybody / mean)).sum()
    assert value(run, "theil_between", "CIN")[5, 0] == pytest.approx(between, abs=1e-12)
    assert value(run, "theil_within", "CIN")[5, 0] == pytest.approx(np.log(1 / mean) - between)
    assert (value(run, "theil_between", "CIN") >= -1e-12).all()


@pytest.mark.parametrize(
    ("counts", "part", "minute"), [([0, 4, 4, 0], 0.5, 2.0), ([0, 4, 4, 0], 0.75, 2.5), ([8, 0, 0], 0.5, 0.5)]
)
def test_a_quantile_of_minutes_lies_within_its_minute(counts, part, minute):
    assert quantile(np.array(counts), part) == minute


def test_a_quantile_of_nothing_is_none_and_the_open_bin_has_no_inside():
    assert np.isnan(quantile(np.zeros(4, np.int64), 0.5))
    assert quantile(np.array([0, 0, 9]), 0.75) == 2.0


def test_catchments_are_in_order_and_about_the_mean_journey(run):
    for domain in DOMAINS:
        half, most = value(run, "catchment_median", domain), value(run, "catchment_75", domain)
        assert (half <= most).all()
        assert (half > 1).all()


def test_places_taken_are_visits_over_places(run):
    rates, venues = venue_saturation(run), run.territory.venues
    v = int(np.argmax(run.record.venue_visits[0]))
    assert run.record.venue_places[4, v] == 12 * venues.monthly_places[v] > 0
    assert rates[4, v] == run.record.venue_visits[4, v] / run.record.venue_places[4, v]
    assert np.nanmax(rates) <= 1.2, "overruns are carried to the next month, not kept"
    full = value(run, "venues_full")
    assert ((full >= 0) & (full <= 1)).all()


def test_whoever_pays_pays_it_all(run):
    paid = value(run, "cost", by="funder")
    assert paid.shape == (16, len(MONEYED["funder"]))
    assert paid.sum(axis=1) == pytest.approx(run.record.cost.sum(axis=1))


def test_minutes_to_the_nearest_venues(study):
    found = distances(study, Policy.none)
    assert found.shape == (16, 2, 2, 6, 4)
    known = np.isfinite(found[:, 1])
    assert (found[:, 1][known] >= found[:, 0][known]).all(), "the third venue is no nearer than the first"
    nearest = found[:, 0, :, :, 1:]
    assert (nearest[..., 2][np.isfinite(nearest[..., 2])] > nearest[..., 0][np.isfinite(nearest[..., 0])]).all()
    assert (found[-1, 0, 0, :, 1] > found[0, 0, 0, :, 1]).all(), "dear fuel: slower modes for those with a car"


def test_mean_and_far_end_of_ten_persons():
    minutes = np.array([5.0, 10.0, 60.0, np.inf])
    assert mean_and_far_end(minutes, np.array([5, 4, 1, 0])) == (pytest.approx(12.5), 10.0)
    assert np.isnan(mean_and_far_end(minutes, np.array([5, 4, 1, 1]))).all()
    assert np.isnan(mean_and_far_end(minutes, np.zeros(4, np.int64))).all()


def test_distances_are_rows_of_the_same_table(study, run):
    table = distance_table(study, Policy.none)
    assert list(table) == list(run.indicators)
    assert len(table) == 4 * 6 * 4 * 16
    assert set(table["indicator"]) == {i.code for i in INDICATORS if i.scope is Scope.SITUATION}
    assert not set(table["indicator"]) & {i.code for i in OF_RUNS}


def with_more_museums(run, cost: np.ndarray) -> Run:
    """The run with half of those who go nowhere in a museum, from 2026 on, at a cost."""
    by_commune = run.record.by_commune.copy()
    moved = by_commune[1:, :, 0] // 2
    by_commune[1:, :, 0] -= moved
    by_commune[1:, :, 1] += moved
    record = replace(run.record, by_commune=by_commune, cost=cost)
    return Run(record, run.frame, run._final, Made(run.scenario, run.policy, run.seed, 1.0))


def test_expense_per_additional_person(runs, study):
    """Euros over additional persons and years; none where the difference cannot be told apart."""
    reference = [study.baseline(r) for r in range(len(runs))]
    spent = float(runs[0].record.cost.sum())
    nothing = Comparison(reference, reference)
    assert nothing.expense_per_person() is None
    better = [with_more_museums(run, runs[0].record.cost) for run in reference]
    more = np.mean([b.persons("any_but_cinema")[0].sum() - r.persons("any_but_cinema")[0].sum()
                    for b, r in zip(better, reference, strict=True)])  # fmt: skip
    assert Comparison(reference, better).expense_per_person().mean == pytest.approx(spent / more)
    assert COMPARED[0].code == "expense_per_person"


def test_school_reaches_the_published_share_of_each_level(frozen, people):
    """39 % in primary school, 84 % in collège, 74 % in lycée, of the pupils of 2025; nobody ages here."""
    chance = np.select([people.age < 3, people.age < 11, people.age < 15, people.age < 18], [0, 0.39, 0.84, 0.74], 0)
    pupils = (people.age >= 3) & (people.age < 18)
    expected = (people.weight * chance).sum() / people.weight[pupils].sum()
    assert value(frozen, "school_coverage")[:, 0] == pytest.approx(expected)
    assert frozen.record.pupils[:, 0].sum(axis=1).tolist() == [int(people.weight[pupils].sum())] * 16


def test_a_lever_and_a_cut_move_whom_school_reaches(study):
    today = value(study.baseline(0), "school_coverage")[-1, 0]
    more = value(study.run(Policy("more", schools=1e5)), "school_coverage")
    less = value(study.run(Policy("less", moved={"from": {"schools": 3e3}, "to": {"company": 3e3}})), "school_coverage")
    assert less[-1, 0] < today < more[-1, 0] <= 1.0
    assert less[1, 0] == more[1, 0], "nothing is felt in 2026"


def test_refusals_and_visits_by_class_add_up(run):
    refused = sum(value(run, "refused_by_domain", domain) for domain in DOMAINS)
    assert np.array_equal(refused, value(run, "refused"))
    for domain in DOMAINS:
        assert np.array_equal(
            value(run, "visits_by_class", domain, "mobility").sum(axis=1, keepdims=True), value(run, "visits", domain)
        )
