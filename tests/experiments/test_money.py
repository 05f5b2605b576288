"""A policy's money: what is spent was added or taken, it invests or runs, and somebody pays it all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import ParameterError
from simulator.experiments.compare import compare
from simulator.experiments.indicators.money import MONEYED
from simulator.experiments.policy import Policy
from simulator.experiments.purse import purse_of
from simulator.experiments.run import Study
from simulator.model.levers import CUT_LEVERS, EVERY_LEVER, FUNDERS, LEVERS
from simulator.model.policy_effects import Bases, Intensities
from simulator.model.recorder import YEARS
from simulator.parameters import Tag

BASES = Bases(
    residents=1_200_000, practice_places=100_000, revenue=2e7, venues=150, pupils=9e4, organisations=80,
    taught=1.2e6, entered={"touring": 2e7},
)  # fmt: skip
GIVEN = tuple(name for name in EVERY_LEVER if name not in CUT_LEVERS)
amounts = st.integers(0, 1_000_000).map(float)
timelines = amounts | st.dictionaries(st.integers(2026, 2040), amounts, min_size=1, max_size=4).map(
    lambda years: dict(sorted(years.items()))
)
added = st.dictionaries(st.sampled_from(GIVEN), timelines, max_size=4)


@st.composite
def moves(draw):
    """As much taken as given, by two levers and to two, each year."""
    pairs = zip(draw(st.permutations(CUT_LEVERS))[:2], draw(st.permutations(GIVEN))[:2], strict=True)
    sides = {"from": {}, "to": {}}
    for one, other in pairs:
        sides["from"][one] = sides["to"][other] = draw(timelines)
    return sides


@settings(deadline=None, max_examples=40)
@given(levers=added, moved=moves())
def test_what_is_spent_was_added_or_taken(levers, moved):
    policy = Policy("any", moved=moved, **levers)
    spent, invested, taken = Intensities(policy.net, BASES).money()
    for row, year in enumerate(YEARS.tolist()):
        assert spent[row].sum() == pytest.approx(policy.cost(year) + policy.taken(year), abs=1e-6)
        assert taken[row].sum() == pytest.approx(policy.taken(year), abs=1e-6)
    assert (invested <= spent + 1e-9).all()
    assert (spent >= 0).all()
    assert (taken >= 0).all()
    assert not (spent * taken).any(), "nothing is both added to and taken from"


@settings(deadline=None, max_examples=20)
@given(moved=moves(), more=st.floats(2.0, 1e6))
def test_sides_that_differ_are_refused(moved, more):
    moved["to"]["campaign"] = more
    with pytest.raises(ParameterError, match="donner autant que"):
        Policy("unbalanced", moved={**moved, "from": {k: 0.0 for k in moved["from"]}})


def test_each_lever_says_who_pays_all_of_it_and_why():
    for lever in EVERY_LEVER.values():
        assert sum(lever.funders.shares.values()) == pytest.approx(1.0), lever.name
        assert set(lever.funders.shares) <= set(FUNDERS), lever.name
        assert min(lever.funders.shares.values()) > 0, lever.name
        assert lever.funders.source.startswith("no source") == (lever.funders.tag is Tag.ASSUMED), lever.name


def test_a_lever_that_builds_does_not_also_spread_its_equipment():
    assert {n for n, lever in EVERY_LEVER.items() if lever.running_share and lever.equipment} == set()
    assert {n for n, lever in EVERY_LEVER.items() if lever.running_share or lever.equipment} == {
        "heritage", "digital", "amateurs",
    }  # fmt: skip


@pytest.fixture(scope="module")
def moving(country, people, world):
    """A study of the small country, whose tables say what hosted shows cost."""
    known = replace(country, spending={"touring": 4e4})
    return Study(known, people, world, replications=2, threads=1)


MOVED = {"from": {"touring": {2028: 2e4}, "hours": 5e3}, "to": {"outreach": 5e3, "heritage": {2028: 2e4}}}


@pytest.fixture(scope="module")
def planned(moving):
    return moving.run(Policy("at constant means", moved=MOVED, digital=1e5, campaign=2e4))


def rows(run, code: str, by: str) -> dict[str, list[float]]:
    """An indicator's values by class of a dimension, year by year."""
    table = run.indicators[run.indicators["indicator"] == code]
    table = table[table["group"].str.startswith(f"{by}:") | (table["group"] == by)]
    return {name.partition(":")[2]: part["value"].tolist() for name, part in table.groupby("group", sort=False)}


def test_zero_moved_is_the_baseline_bit_for_bit(moving):
    zero = Policy("zero", moved={"from": {"hours": 0, "touring": {2030: 0}}, "to": {"outreach": 0.0}})
    assert moving.run(zero).digest == moving.baseline(0).digest
    assert moving.run(Policy("nothing", moved={"from": {}, "to": {}})).digest == moving.baseline(0).digest


def test_moved_money_changes_the_run_and_the_policys_digest(moving, planned):
    still = Policy("at constant means", digital=1e5, campaign=2e4)
    assert moving.run(still).digest != planned.digest
    assert still.digest != planned.policy.digest
    assert still.digest == Policy("another name", campaign=2e4, digital=1e5).digest


def test_the_table_tells_investment_running_and_taken_by_lever(planned):
    invested, running, taken = (rows(planned, code, "lever") for code in ("investment", "running", "taken"))
    assert set(invested) == set(running) == set(taken) == set(EVERY_LEVER)
    heritage = [2e4, 2e4 - 0.12 * 2e4]
    assert invested["heritage"][3:5] == pytest.approx(heritage)
    assert invested["digital"][-1] == pytest.approx(0.12 * 1e5)
    assert not any(invested["outreach"])
    for name in EVERY_LEVER:
        cost = rows(planned, f"cost_{name}", "all")[""]
        assert [i + r for i, r in zip(invested[name], running[name], strict=True)] == pytest.approx(cost), name
    assert taken["touring"][-1] == 2e4
    assert taken["hours"][2] == 5e3


def test_the_table_tells_who_pays_for_each_lever(planned):
    paid = {name: rows(planned, f"funding_{name}", "funder") for name in EVERY_LEVER}
    for name, shares in paid.items():
        assert tuple(shares) == MONEYED["funder"]
        total = [sum(year) for year in zip(*shares.values(), strict=True)]
        assert total == pytest.approx(rows(planned, f"cost_{name}", "all")[""]), name
    everything = rows(planned, "cost", "funder")
    for funder in FUNDERS:
        by_lever = [sum(year) for year in zip(*(paid[name][funder] for name in EVERY_LEVER), strict=True)]
        assert everything[funder] == pytest.approx(by_lever), funder
    spared = rows(planned, "spared", "funder")
    assert sum(values[-1] for values in spared.values()) == pytest.approx(2.5e4)


def test_a_purse_adds_up(planned):
    purse = purse_of(planned)
    assert purse["spent"] == pytest.approx(purse["added"] + purse["taken"])
    assert purse["spent"] == pytest.approx(purse["investment"] + purse["running"])
    assert purse["spent"] == pytest.approx(sum(purse["by_funder"].values()), abs=0.1)
    assert purse["taken"] == pytest.approx(sum(purse["spared_by_funder"].values()), abs=0.1)
    assert purse["spent"] == pytest.approx(sum(part["spent"] for part in purse["by_lever"].values()), abs=0.1)
    assert set(purse["by_lever"]) == {"touring", "hours", "outreach", "heritage", "digital", "campaign"}


def test_the_expense_counts_moved_money_too(moving):
    found = compare(moving, [Policy("moved", moved={"from": {"touring": 2e4}, "to": {"company": 2e4}})])
    expense = found.expense_per_person("any")
    spent = 14 * 2e4
    more = sum(
        int((p.persons("any")[0] - r.persons("any")[0]).sum()) for p, r in zip(found.plan, found.reference, strict=True)
    )
    assert found.plan[0].record.cost.sum() == pytest.approx(spent)
    assert expense is None or expense.mean == pytest.approx(spent / (more / 2))


def test_campaigns_are_for_planners_alone():
    from simulator.answers.choices import validate
    from simulator.dashboard.setting import describe
    from simulator.experiments.scenario import Scenario
    from simulator.territory.territory import Territory

    assert "campaign" not in LEVERS
    assert [name for name, lever in EVERY_LEVER.items() if lever.planners] == ["campaign"]
    screen = describe(Territory.load(), [Scenario.load("tendanciel")], 2_000)
    assert {lever["name"] for lever in screen["levers"]} == set(LEVERS)
    assert "campaign" not in validate({"tokens": {"campaign": 3}}, ("tendanciel",)).policy().levers
