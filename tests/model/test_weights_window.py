"""Weights, the twelve-month window and the year's counts (rules 12 and 15); who never goes."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from simulator.calendar import MONTHS, SPIN_UP_MONTHS, year_of
from simulator.experiments.results import SHARES, Frame, Made, Run
from simulator.model.model import CultureModel
from simulator.model.recorder import FAR, groups_of, year_row
from simulator.model.state import CHANGING, bytes_per_resident

SIZE = 2_000
BITS = np.arange(128)


@pytest.fixture(scope="module")
def watched(bassin, sample, parameters, book):
    """From January 2024 to December 2027: every month's visits, copied as they are written, and the model."""
    model = CultureModel(bassin, sample(SIZE), parameters=parameters, book=book)
    model.run_to(-24)
    months = {}
    while model.month < 24:
        month = model.month
        model.step()
        model.learn_now()
        months[month] = SimpleNamespace(
            went=model.columns.past[month % 12].copy(),
            practice=model.columns.practice.copy(),
            symbolic=model.columns.symbolic.copy(),
        )
    return SimpleNamespace(model=model, months=months, people=sample(SIZE))


def year_of_masks(watched, year: int) -> np.ndarray:
    """Domains visited from January to December, one mask per row."""
    return np.bitwise_or.reduce([seen.went for month, seen in watched.months.items() if year_of(month) == year])


def test_weights_are_whole_persons_that_add_up(bassin, sample):
    for size in (500, SIZE, 20_000):
        people = sample(size)
        by_commune = np.bincount(people.commune, people.weight, minlength=len(bassin.communes.code))
        assert by_commune.astype(np.int64).tolist() == bassin.communes.residents.tolist()
        assert people.weight.dtype == np.int32
        rows = np.bincount(people.commune)
        exact = bassin.communes.residents[people.commune] / rows[people.commune]
        assert ((people.weight == np.floor(exact)) | (people.weight == np.floor(exact) + 1)).all()
        assert rows.min() >= 1


def test_months_and_years():
    """Month 0 is January 2026, month 179 December 2040; the spin-up ends in December 2025."""
    assert [year_of(m) for m in (-SPIN_UP_MONTHS, -1, 0, 11, 12, MONTHS - 1)] == [2006, 2025, 2026, 2026, 2027, 2040]
    assert [year_row(y) for y in (2025, 2026, 2040)] == [0, 1, 15]


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_a_years_share_is_who_went_in_that_calendar_year(watched, year):
    """Counted again from the months themselves: January to December, 15 and over, weighted."""
    people, went = watched.people, year_of_masks(watched, year)
    adult = people.age >= 15
    practice = watched.months[(year - 2026) * 12 + 11].practice
    record = watched.model.record.by_commune[year_row(year)]
    assert record.sum() == people.weight[adult].sum()
    for commune in (0, 40, 250):
        here = adult & (people.commune == commune)
        for d in range(6):
            counted = people.weight[here & (went >> d & 1 == 1)].sum()
            assert record[commune, BITS >> d & 1 == 1].sum() == counted
        assert record[commune, SHARES["amateur"]].sum() == people.weight[here & (practice == 1)].sum()
        anything = here & ((went & 0b110111) > 0)
        assert record[commune, SHARES["any_but_cinema"]].sum() == people.weight[anything].sum()


@pytest.mark.parametrize("year", [2025, 2027])
def test_a_share_by_group_is_the_same_count(watched, bassin, year):
    """Museums by diploma, through the public results: weighted persons who went, over weighted persons."""
    people, went, model = watched.people, year_of_masks(watched, year), watched.model
    frame = Frame.of(bassin, people, groups_of(people))
    world = SimpleNamespace(title={"fr": "", "en": ""})
    run = Run(
        model.record, frame, {name: getattr(model.columns, name) for name in CHANGING}, Made(world, world, 1, 1.0)
    )
    adult = people.age >= 15
    for e, share in enumerate(run.share("MUS", "education")[year_row(year)]):
        group = people.weight * (adult & (people.education == e))
        assert share == group[went & 1 == 1].sum() / group.sum()
    symbolic = watched.months[(year - 2026) * 12 + 11].symbolic.astype(float)
    for e, mean in enumerate(run.mean("symbolic_distance", "education")[year_row(year)]):
        group = people.weight * (adult & (people.education == e))
        assert mean == pytest.approx((symbolic * group).sum() / group.sum(), abs=1e-9)


def counted(watched, chosen: np.ndarray, by: str, code: int) -> int:
    """Weighted adults among the chosen rows, of a diploma or of an agglomeration."""
    people = watched.people
    column = watched.model.columns.agglomeration if by == "agglomeration" else people.education
    return int(people.weight[chosen & (people.age >= 15) & (column == code)].sum())


@pytest.mark.parametrize("year", [2025, 2027])
def test_months_with_a_visit_are_counted_from_the_months_themselves(watched, year):
    """By domain: 1, 2, 3 or more months of the calendar year with a visit, by diploma and agglomeration."""
    seen = [s.went for month, s in watched.months.items() if year_of(month) == year]
    record, groups = watched.model.record.months[year_row(year)], groups_of(watched.people).size
    for d in range(6):
        months = sum((went >> d & 1).astype(int) for went in seen)
        assert months.max() > 3
        for k, chosen in enumerate([months == 1, months == 2, months >= 3]):
            for code in range(4):
                assert record[code, d, k] == counted(watched, chosen, "education", code)
            assert record[groups + 3, d, k] == counted(watched, chosen, "agglomeration", 3)


@pytest.mark.parametrize("year", [2025, 2026])
def test_entries_and_exits_compare_a_resident_with_themselves_a_year_before(watched, year):
    """Domains, then any outing but cinema, institutions and amateur practice; 2025 is compared with 2024."""
    now, then = year_of_masks(watched, year), year_of_masks(watched, year - 1)
    ends = [watched.months[(y - 2026) * 12 + 11].practice > 0 for y in (year, year - 1)]
    pairs = [(now >> d & 1 > 0, then >> d & 1 > 0) for d in range(6)]
    pairs += [(now & mask > 0, then & mask > 0) for mask in (0b110111, 0b000111)] + [tuple(ends)]
    record, row, groups = watched.model.record, year_row(year), groups_of(watched.people).size
    for k, (goes, went) in enumerate(pairs):
        for code in range(4):
            assert record.entered[row, code, k] == counted(watched, goes & ~went, "education", code)
            assert record.left[row, code, k] == counted(watched, went & ~goes, "education", code)
        assert record.entered[row, groups + 2, k] == counted(watched, goes & ~went, "agglomeration", 2)
        assert record.left[row, groups:, k].sum() > 0


def test_who_is_far_is_counted_in_december(watched):
    symbolic = watched.months[23].symbolic.astype(float)
    for code in range(4):
        far = watched.model.record.far_by_group[year_row(2027), code]
        assert far == counted(watched, symbolic > FAR.default, "education", code)
    assert watched.model.record.far_by_group[:3].all(axis=0).any()


def test_visits_are_counted_by_the_minute_too(watched):
    record = watched.model.record
    assert (record.visits_by_minute.sum(axis=2) == record.visits.sum(axis=1)).all()
    minutes = (record.visits_by_minute * np.arange(256)).sum(axis=2)[:3]
    exact = record.minutes.sum(axis=1)[:3] / 64
    assert (minutes <= exact).all()
    assert (exact <= minutes + record.visits.sum(axis=1)[:3]).all(), "nobody travels for more than 255 minutes here"


def test_2025_is_the_year_before_any_decision(watched, engine):
    """The reference year is recorded in the spin-up; what comes before it is not."""
    assert watched.model.record.by_commune[0].sum() > 0
    assert year_row(2025) == 0
    fresh = engine(SIZE)
    assert fresh.month == 0
    assert (fresh.record.by_commune[0] == watched.model.record.by_commune[0]).all()
    assert not fresh.record.by_commune[1:].any()
    assert not fresh.record.visits[1:].any()


def test_the_window_holds_the_last_twelve_months(watched):
    past = watched.model.columns.past
    for month in range(12, 24):
        assert (past[month % 12] == watched.months[month].went).all()


def test_the_under_sixes_never_go_out(watched):
    young = watched.people.age < 6
    assert young.any()
    assert not any(seen.went[young].any() or seen.practice[young].any() for seen in watched.months.values())
    six = watched.people.age == 6
    assert any(seen.went[six].any() for seen in watched.months.values())


def test_children_count_as_visitors_but_not_in_shares(watched):
    """Visits are everybody's; shares are of residents of 15 and over."""
    people, record = watched.people, watched.model.record
    row = year_row(2026)
    adult = people.age >= 15
    assert record.by_commune[row].sum() == people.weight[adult].sum()
    months = [seen.went for month, seen in watched.months.items() if year_of(month) == 2026]
    cinema = sum(int(people.weight[went >> 3 & 1 == 1].sum()) for went in months)
    adults = sum(int(people.weight[adult & (went >> 3 & 1 == 1)].sum()) for went in months)
    assert record.visits[row, :, 3].sum() >= cinema > adults


def test_state_is_small(engine):
    """At most 300 bytes of state per resident, the month's outings included."""
    model = engine(SIZE)
    events = sum(column.itemsize for side in model.players.events for column in side) * 1.5
    assert bytes_per_resident(model.columns) + events + 2 < 300
