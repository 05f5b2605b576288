"""The lives of a population (S4): rows are left and entered by rule, and totals are near what is published."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.calendar import MONTHS
from simulator.population.course import ARRIVAL, BOY, DEATH, DEPARTURE, FLOWS, GIRL, MOVE
from simulator.population.demography import chances, demography
from simulator.population.lives import YEARS, draw_lives
from simulator.population.synthesis import synthesise
from simulator.population.work import NONE, RETIRED

NOTHING = (0.0,) * len(YEARS)


@pytest.fixture(scope="module")
def zones(bassin):
    return np.asarray(bassin.communes.agglomeration)


@pytest.fixture(scope="module")
def people(bassin):
    return synthesise(bassin, residents=20_000, seed=7)


@pytest.fixture(scope="module")
def lives(people, zones):
    return draw_lives(people, zones, 5)


class Rows:
    """Who lives in which row, replayed from the events in plain Python."""

    def __init__(self, people, lives):
        self.lives, n, slots = lives, people.size, lives.commune.size
        self.commune = [*people.commune.tolist(), *lives.commune.tolist()]
        self.present = [True] * n + [False] * slots
        names = ("age", "sex", "education", "occupation", "mobility")
        self.of = {name: [*getattr(people, name).tolist(), *([0] * slots)] for name in names}

    def turn(self, year):
        """A January."""
        self.of["age"] = [age + here for age, here in zip(self.of["age"], self.present, strict=True)]
        changes = range(self.lives.turn[year], self.lives.turn[year + 1])
        for change in changes:
            row = self.lives.turn_row[change]
            assert self.present[row]
            before = {name: column[row] for name, column in self.of.items()}
            for name in ("education", "occupation", "mobility"):
                self.of[name][row] = int(getattr(self.lives, f"turn_{name}")[change])
            yield before, {name: column[row] for name, column in self.of.items()}

    def events(self, month):
        """The month's events: (kind, row, source); played after they were looked at."""
        lives = self.lives
        found = range(lives.start[month], lives.start[month + 1])
        now = [(int(lives.kind[e]), int(lives.row[e]), int(lives.source[e])) for e in found]
        yield from now
        for kind, row, _ in now:
            self.present[row] = kind >= GIRL
        for kind, row, source in now:
            if kind in (ARRIVAL, MOVE):
                for column in self.of.values():
                    column[row] = column[source]
            elif kind in (GIRL, BOY):
                self.of["age"][row], self.of["sex"][row], self.of["occupation"][row] = 0, kind - GIRL, NONE
                self.of["education"][row] = self.of["education"][source]
                self.of["mobility"][row] = self.of["mobility"][source] % 2
        for kind, _, source in now:
            self.present[source] = kind != MOVE and self.present[source]


def test_newcomers_take_the_lowest_row_empty_at_the_months_start(people, zones, lives):
    rows = Rows(people, lives)
    entered = 0
    for month in range(MONTHS):
        if month % 12 == 0:
            for _ in rows.turn(month // 12):
                pass
        free: dict[int, list[int]] = {}
        for row in np.flatnonzero(~np.array(rows.present)).tolist():
            free.setdefault(rows.commune[row], []).append(row)
        left = set()
        for kind, row, source in rows.events(month):
            if kind in (DEATH, DEPARTURE):
                assert (rows.present[row], source) == (True, -1)
                left.add(row)
                continue
            assert row == free[rows.commune[row]].pop(0)
            assert rows.present[source]
            assert source not in left
            same = rows.commune[row] == rows.commune[source]
            assert zones[rows.commune[row]] == zones[rows.commune[source]] or kind == MOVE
            if kind == MOVE:
                assert (month % 12, same) == (0, False)
                left.add(source)
            elif kind != ARRIVAL:
                assert same
                assert rows.of["sex"][source] == 0
                assert 15 <= rows.of["age"][source] < 50
            entered += 1
    assert entered > 5_000


class Homes:
    """Who lives with whom, January after January, as the changes of ties tell it."""

    def __init__(self, people, lives):
        self.lives, self.rows = lives, Rows(people, lives)
        order = np.argsort(people.household, kind="stable")
        parts = np.split(order, np.flatnonzero(np.diff(people.household[order])) + 1)
        self.with_whom = {int(i): set(part.tolist()) - {int(i)} for part in parts for i in part}

    def year(self, y):
        """Play a year; yields what its January leaves, and lets events happen after they were looked at."""
        for _ in self.rows.turn(y):
            pass
        for month in range(12 * y, 12 * y + 12):
            events = list(self.rows.events(month))
            if month % 12 == 0:
                for change in range(self.lives.bond[y], self.lives.bond[y + 1]):
                    count = int(self.lives.bond_mates[change])
                    mates = self.lives.bond_ties[change, 8 - count :] if count else []
                    self.with_whom[int(self.lives.bond_row[change])] = {int(j) for j in mates}
            yield month, events


def test_households_are_whole_in_january(people, lives):
    """Whoever lives with somebody is lived with, in the same commune; a child born last year lives with its mother."""
    homes, mothers, checked = Homes(people, lives), {}, 0
    for y in range(len(YEARS)):
        for month, events in homes.year(y):
            if month % 12 == 0:
                here, entered = homes.rows, {row for kind, row, _ in events if kind not in (MOVE, DEATH, DEPARTURE)}
                gone = {row for kind, row, _ in events if kind in (DEATH, DEPARTURE)}
                for i in np.flatnonzero(here.present).tolist():
                    if i in entered:
                        continue
                    for j in homes.with_whom.get(i, ()):
                        assert i in homes.with_whom[j] or len(homes.with_whom[j]) == 8, "eight are shown at most"
                        assert here.commune[i] == here.commune[j]
                        assert here.present[j] or j in gone
                stayed = [c for c, m in mothers.items() if here.present[c] and here.present[m] and m not in entered]
                moved = {source for kind, _, source in events if kind == MOVE}
                for child in set(stayed) - entered - moved:
                    checked += mothers[child] in homes.with_whom[child]
                mothers = {}
            mothers |= {row: source for kind, row, source in events if kind in (GIRL, BOY)}
            for kind, row, _ in events:
                if kind in (DEATH, DEPARTURE):
                    mothers = {c: m for c, m in mothers.items() if row not in (c, m)}
    assert checked > 1_000


def test_children_leave_and_arrive_with_somebody(people, lives):
    """Under 18, one leaves in the month in which somebody of the household does; alone only where no adult is left."""
    homes, alone, together, arrived = Homes(people, lives), 0, 0, []
    for y in range(5):
        for _, events in homes.year(y):
            gone = {row for kind, row, _ in events if kind == DEPARTURE}
            came = [(homes.rows.commune[row], homes.rows.of["age"][row]) for kind, row, _ in events if kind == ARRIVAL]
            for row in gone:
                if homes.rows.of["age"][row] < 18 and homes.with_whom.get(row):
                    together += bool(homes.with_whom[row] & gone)
                    alone += not homes.with_whom[row] & gone
            grown = {commune for commune, age in came if age >= 18}
            arrived += [commune in grown for commune, age in came if age < 18]
    assert together > 100
    assert alone == 0
    assert np.mean(arrived) > 0.95


def test_households_change_as_published(people, zones):
    """INSEE: 1.6 % of couples part in a year; 8.8 % of people move, 67 % of them nearby, 30 % in the commune: 3.2 %."""
    flows = np.array([draw_lives(people, zones, seed).flows[0] for seed in range(8)]).mean(axis=0) / people.residents
    first = dict(zip(FLOWS, flows.tolist(), strict=True))
    couples = np.isin(people.household_kind, (1, 2))
    order = np.argsort(people.household, kind="stable")
    in_couples = 2 * np.unique(people.household[order][couples[order]]).size / people.size
    assert first["partings"] / in_couples == pytest.approx(0.016, abs=0.003)
    assert first["moves"] == pytest.approx(0.032, abs=0.004)
    assert first["moved_in"] == pytest.approx(first["moves"], rel=0.03)
    assert first["unions"] > first["partings"]
    assert first["left_home"] > 0.004


def test_schooling_ends_and_retirement_comes_at_their_ages(people, lives):
    rows, ended, retired = Rows(people, lives), [], []
    for month in range(MONTHS):
        if month % 12 == 0:
            for before, after in rows.turn(month // 12):
                if before["occupation"] == NONE and after["occupation"] != NONE:
                    ended.append(before["age"])
                if before["occupation"] != RETIRED and after["occupation"] == RETIRED:
                    retired.append(before["age"])
        for _ in rows.events(month):
            pass
    assert min(ended) == 16
    assert np.quantile(ended, 0.99) <= 26
    assert min(retired) == 60
    assert 62 <= np.median(retired) <= 65
    assert max(rows.of["age"]) <= 120


def test_the_first_year_is_near_the_published_rates(people, zones):
    """INSEE 2022: 11.2 births and 10.7 deaths for 1,000 residents of the basin (facts C028, C029)."""
    flows = np.array([draw_lives(people, zones, seed).flows[0] for seed in range(12)]).mean(axis=0) / people.residents
    births, deaths = (1000 * flows[FLOWS.index(name)] for name in ("births", "deaths"))
    assert births == pytest.approx(11.2, abs=0.6)
    assert deaths == pytest.approx(10.7, abs=0.6)


def test_the_total_follows_the_regions_projection(bassin, zones):
    """INSEE's central scenario: the region loses 4.2 % over 2018-2050, so 2.0 % over fifteen years (fact D002)."""
    people, changes, overflow = synthesise(bassin, residents=60_000, seed=7), [], []
    for seed in range(6):
        births, deaths, arrivals, departures, lost = draw_lives(people, zones, seed).flows.sum(axis=0)[:5]
        changes.append((births + arrivals - deaths - departures) / people.residents)
        overflow.append(lost / (births + arrivals))
    assert np.mean(changes) == pytest.approx(-0.042 * 15 / 32, abs=0.006)
    assert max(overflow) < 0.005


def test_the_drivers_do_what_they_say(people, zones, lives):
    older = draw_lives(people, zones, 5, ageing=(0.5,) * len(YEARS))
    learned = draw_lives(people, zones, 5, diplomas=(2.0,) * len(YEARS))
    births, departures = FLOWS.index("births"), FLOWS.index("departures")
    assert older.flows[0, births] == pytest.approx(0.5 * lives.flows[0, births], rel=0.15)
    assert older.flows[0, departures] > lives.flows[0, departures]
    assert learned.meetable[-1, 3] > lives.meetable[-1, 3] + 0.01
    assert np.array_equal(learned.row, lives.row) is False


def test_the_same_lives_for_the_same_seed_only(people, zones, lives):
    again, other = draw_lives(people, zones, 5), draw_lives(people, zones, 6)
    assert np.array_equal(again.row, lives.row)
    assert not np.array_equal(other.row, lives.row)


def test_chances_are_chances():
    rates = chances(demography(), NOTHING, (2.0,) * len(YEARS))
    for name in ("dying", "bearing", "leaving", "drawing", "finishing", "working", "retiring", "losing"):
        values = getattr(rates, name)
        assert values.min() >= 0
        assert values.max() <= 1 + 1e-12, name
    assert (np.diff(rates.finishing, axis=-1) >= 0).all()
    assert (rates.dying[-1] <= rates.dying[0]).all()


def test_even_the_smallest_population_lives(bassin, zones):
    people = synthesise(bassin, residents=1, seed=7)
    lives = draw_lives(people, zones, 1)
    births, deaths, arrivals, departures = lives.flows.sum(axis=0)[:4]
    assert people.residents + births + arrivals - deaths - departures > 0
    assert lives.kind.size
