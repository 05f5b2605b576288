"""What holds between a run's figures, whatever was decided: parts add up to wholes, wholes to the population."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator.calendar import MONTHS
from simulator.domains import DOMAINS
from simulator.experiments.measures import MEASURES, TOTALS
from simulator.experiments.results import Made, Run
from simulator.model.levers import LEVERS
from simulator.territory.mobility_parameters import mobility_settings
from tests.experiments.conftest import MIXED

GROUPS = ("education", "age", "sex", "occupation", "mobility")


@pytest.fixture(scope="module")
def adults(people):
    return people.age >= 15


def test_everybody_of_15_and_over_is_counted_once_a_year(run, frozen, people, adults):
    there = run.persons("any")[1][:, 0].tolist()
    assert there[0] == int(people.weight[adults].sum())
    assert len(set(there)) > 10
    for measure in MEASURES:
        assert run.persons(measure)[1][:, 0].tolist() == there
        assert set(frozen.persons(measure)[1][:, 0].tolist()) == {there[0]}


def test_residents_are_those_before_and_the_born_and_the_newcomers_less_the_dead_and_the_gone(run, frozen, people):
    born, dead, come, gone = (run.total(flow)[1:, 0] for flow in ("births", "deaths", "arrivals", "departures"))
    assert run.total("population")[0, 0] == people.residents
    assert np.array_equal(np.diff(run.total("population")[:, 0]), born - dead + come - gone)
    assert min(flow.sum() for flow in (born, dead, come, gone)) > 0
    assert set(frozen.total("population")[:, 0].tolist()) == {people.residents}
    assert not frozen.record.flows.any()


@pytest.mark.parametrize("by", ["commune", "agglomeration", *GROUPS])
@pytest.mark.parametrize("measure", MEASURES)
def test_classes_add_up_to_all(run, measure, by):
    parts, whole = run.persons(measure, by), run.persons(measure)
    for part, total in zip(parts, whole, strict=True):
        assert part.shape == (run.years.size, len(run.classes(by)))
        assert (part.sum(axis=1) == total[:, 0]).all()


@pytest.mark.parametrize("by", ["commune", "agglomeration", *GROUPS])
def test_rows_behind_the_classes_add_up_to_the_adult_rows(run, adults, by):
    assert run.rows(by).sum() == run.rows("all")[0] == adults.sum()


def test_a_class_is_who_lives_there(run, people, adults, country):
    """Weighted adults of 2025 by commune, agglomeration and diploma, counted from the residents themselves."""
    weight = people.weight * adults
    zones = country.communes.agglomeration[people.commune]
    for by, column in (("commune", people.commune), ("agglomeration", zones), ("education", people.education)):
        counted = np.bincount(column, weight, minlength=len(run.classes(by)))
        assert (run.persons("any", by)[1][0] == counted).all()
    assert len(run.classes("agglomeration")) == 2


def test_a_share_is_persons_over_persons(run):
    for by in ("all", "commune", "age"):
        counted, everybody = run.persons("BIB", by)
        assert np.array_equal(run.share("BIB", by), counted / everybody)


@pytest.mark.parametrize("by", ["all", "commune", "education"])
def test_wider_shares_hold_narrower_ones(run, by):
    """Any outing holds each domain and is at most their sum; without cinema, and institutions, lie between."""
    each = {domain: run.persons(domain, by)[0] for domain in DOMAINS}
    anything, but_cinema, institutional = (run.persons(m, by)[0] for m in ("any", "any_but_cinema", "institutional"))
    for domain, went in each.items():
        assert (anything >= went).all(), domain
    for domain in set(DOMAINS) - {"CIN"}:
        assert (but_cinema >= each[domain]).all(), domain
    for domain in ("MUS", "THE", "CON"):
        assert (institutional >= each[domain]).all(), domain
    assert (anything >= but_cinema).all()
    assert (but_cinema >= institutional).all()
    assert (anything <= but_cinema + each["CIN"]).all()
    assert (anything <= sum(each.values())).all()
    assert (institutional <= each["MUS"] + each["THE"] + each["CON"]).all()


@pytest.mark.parametrize("by", ["commune", "agglomeration"])
@pytest.mark.parametrize("measure", TOTALS)
def test_totals_of_places_add_up(run, measure, by):
    parts, whole = run.total(measure, by), run.total(measure)
    assert parts.shape == (run.years.size, len(run.classes(by)))
    assert parts.sum(axis=1) == pytest.approx(whole[:, 0], rel=1e-12)
    assert (whole > 0).all()


def test_visits_are_those_of_the_domains_of_the_venues_and_of_everybody(run):
    domains = sum(run.total(f"visits_{domain}") for domain in DOMAINS)
    assert np.array_equal(run.total("visits"), domains)
    for other in (run.record.venue_visits, run.record.visits_by_mobility.sum(axis=2)):
        assert (other.sum(axis=1) == run.total("visits")[:, 0]).all()


@pytest.mark.parametrize("domain", DOMAINS)
def test_whoever_went_made_a_visit(frozen, domain):
    """Persons who went at least once are at most the visits made, commune by commune, where nobody moves."""
    assert (frozen.persons(domain, "commune")[0] <= frozen.total(f"visits_{domain}", "commune")).all()


def test_emissions_are_those_of_the_cars_on_the_road(run):
    """Person-kilometres by car, over the persons in a car, times what a kilometre emits."""
    kilometres = run.record.car_km.sum(axis=(1, 2)) / 64
    expected = kilometres / mobility_settings().occupancy * mobility_settings().car_emissions
    assert run.total("co2_kg")[:, 0] == pytest.approx(expected, rel=1e-12)
    assert (run.total("minutes") >= run.total("visits")).all(), "nobody is there within a minute"


def test_money_is_the_policys(run, policy):
    for lever in LEVERS:
        spent = dict(zip(run.years.tolist(), run.total(f"cost_{lever}")[:, 0].tolist(), strict=True))
        assert (spent[2025], spent[2026]) == (0.0, 0.0)
        assert spent[2040] == (MIXED[lever][2030] if lever == "transport" else MIXED.get(lever, 0.0))
    for year in (2027, 2029, 2035):
        row = year - 2025
        assert sum(run.total(f"cost_{lever}")[row, 0] for lever in LEVERS) == pytest.approx(policy.cost(year))


def test_mean_distance_is_the_same_however_people_are_grouped(run):
    """Group means, weighted by the groups, give one mean; it lies between 0 and 1."""
    means = []
    for by in GROUPS:
        groups, weight = run.mean("symbolic_distance", by), run.persons("any", by)[1]
        assert ((groups[weight > 0] >= 0) & (groups[weight > 0] <= 1)).all()
        means.append((np.nan_to_num(groups) * weight).sum(axis=1) / weight.sum(axis=1))
    assert np.array(means) == pytest.approx(np.tile(means[0], (len(GROUPS), 1)), rel=1e-12)


def test_what_does_not_exist_is_refused(run):
    for call in (
        lambda: run.share("museums"),
        lambda: run.share("MUS", "region"),
        lambda: run.total("euros"),
        lambda: run.mean("symbolic_distance", "commune"),
        lambda: run.mean("age", "education"),
    ):
        with pytest.raises(KeyError):
            call()
    with pytest.raises(ValueError, match="not in"):
        run.total("visits_XXX")


def test_time_is_per_resident_and_month(run):
    assert run.ns_per_resident_month == pytest.approx(run.seconds * 1e9 / (400 * MONTHS))
    assert run.residents == 400


def test_a_nobody_has_no_share(study, run):
    """A class without anybody has no figure rather than zero."""
    empty = replace(run.record, by_commune=run.record.by_commune.copy())
    empty.by_commune[:, 1] = 0
    lonely = Run(empty, study.frame, run._final, Made(run.scenario, run.policy, run.seed, 1.0))
    assert np.isnan(lonely.share("any", "commune")[:, 1]).all()
    assert np.isfinite(lonely.share("any", "commune")[:, [0, 2]]).all()


def test_a_notebook_shows_a_run_in_points(run):
    page = run._repr_html_()
    assert page.count("<tr>") == len(run.participation) + 1
    assert f"{100 * run.participation['CIN'][2040]:.1f} %" in page
    assert run.participation["any"][2025] == run.share("any")[0, 0]
