"""Places (rule 10): never more than there are, by keyed order and not by arrival, the rest carried; who is refused."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from simulator.domains import MUS, THE
from simulator.draws import Stream, key_of, words
from simulator.model.kernels.layout import REFUSED, SEATED
from simulator.model.model import CultureModel
from simulator.model.recorder import year_row
from simulator.model.rules import room_of
from tests.model import village
from tests.model.worlds import guests_of, outings_of, weighing, with_few_places, with_venues

CROWD, SEED = 60, 5
MUSEUM, THEATRE, CITY = 0, 1, 6
"""Rows of the village's venues: its museum, its theatre, the museum of the city."""


def crowd(weight: int = 1) -> SimpleNamespace:
    """Sixty adults in commune A, with a car, without diploma and without ties."""
    columns = village.people().__dict__ | {"size": CROWD}
    for name in ("commune", "mobility", "education", "age", "sex", "occupation", "former", "household", "weight"):
        columns[name] = np.zeros(CROWD, columns[name].dtype)
    columns["age"][:], columns["weight"][:] = 40, weight
    return SimpleNamespace(**columns | {"ties": np.full((CROWD, 8), -1, np.int32)})


def eager(domain: int, places: dict[int, int], weight: int = 1, seed: int = SEED, cuts=None, **changes) -> CultureModel:
    """The crowd, every one of whom goes out in one domain; `places` by venue row, ten thousand elsewhere."""
    plenty = np.full(7, 10_000)
    plenty[list(places)] = list(places.values())
    always = {"awareness_start": 1.0, "company_floor": 1.0, "forgetting": 0.0}
    always |= {"practice_intercept": -50.0, "practice_reference": 0.0}
    always["intercept"] = tuple(60.0 if d == domain else -60.0 for d in range(6))
    parameters = village.parameters(**always | changes)
    territory = with_venues(village.territory(), monthly_places=plenty)
    territory.__dict__["travel"] = village.territory().travel
    return CultureModel(territory, crowd(weight), parameters=parameters, seed=seed, cuts=cuts)


def step(model: CultureModel) -> SimpleNamespace:
    """One month; its outings once everybody is seated or refused."""
    model.step()
    seen = outings_of(model)
    seen.visits = seen.visits.astype(int)
    return seen


def ticket(row: int, month: int, domain: int, attempt: int = 0, seed: int = SEED) -> tuple[int, int, int]:
    """A demander's place in the queue: keyed hash, then row."""
    w = words(key_of(seed, Stream.SEAT), row, 0, month, (attempt << 3) + domain)
    return int(w[0]), int(w[1]), row


def test_the_lowest_tickets_are_seated_whatever_the_row():
    model = eager(THE, {THEATRE: 20})
    month = model.month
    seen = step(model)
    seated = set(seen.row[seen.status == SEATED].tolist())
    assert seated == set(sorted(range(CROWD), key=lambda row: ticket(row, month, THE))[:20])
    assert seated != set(range(20)), "arrival, that is row order, must not decide"


@pytest.mark.parametrize("cuts", [[30], [1, 2, 59]])
def test_nor_does_the_order_of_the_threads_decide(cuts):
    whole, cut = eager(THE, {THEATRE: 20}), eager(THE, {THEATRE: 20}, cuts=cuts)
    one, other = step(whole), step(cut)
    cut.close()
    assert one.status.tolist() == other.status.tolist()


def test_at_weight_one_places_are_never_exceeded():
    model = eager(MUS, {MUSEUM: 11, CITY: 7})
    for _ in range(12):
        seen = step(model)
        visits = np.bincount(seen.venue, np.where(seen.status == SEATED, seen.visits, 0), minlength=7)
        assert (visits[MUSEUM], visits[CITY]) == (11, 7), "both are full, neither is overrun"
        assert (seen.status == REFUSED).sum() == CROWD - 18
        assert not model.players.shared.carried.any()


def test_several_visits_fill_what_is_left():
    """Where people come several times a month, the last one seated gets the visits that are left."""
    often = {"extra_visits": (0.0, 3.0, 0.0, 0.0, 0.0, 0.0)}
    free, full = step(eager(THE, {}, **often)), step(eager(THE, {THEATRE: 101}, **often))
    left, given = 101, {}
    for row in sorted(range(CROWD), key=lambda row: ticket(row, village.FIRST_MONTH, THE)):
        given[row] = min(left, int(free.visits[row]))
        left -= given[row]
    assert free.visits.sum() > 101
    assert np.where(full.status == SEATED, full.visits, 0).tolist() == [given[row] for row in range(CROWD)]


def test_the_refused_choose_once_more_and_never_the_full_venue():
    """The museum has 5 places: its 37 or so others all try the city; half of them find one of its 30 places."""
    model = eager(MUS, {MUSEUM: 5, CITY: 30})
    month = model.month
    first, now = step(eager(MUS, {})), step(model)
    wanted = {row: venue for row, venue in zip(first.row.tolist(), first.venue.tolist(), strict=True)}
    museum = [row for row in range(CROWD) if wanted[row] == MUSEUM]
    assert len(museum) > 25
    turned = set(sorted(museum, key=lambda row: ticket(row, month, MUS))[5:])
    second = {row: venue for row, venue in zip(now.row.tolist(), now.venue.tolist(), strict=True)}
    assert {second[row] for row in turned} == {CITY}
    directly = CROWD - len(museum)
    let_in = sorted(turned, key=lambda row: ticket(row, month, MUS, attempt=1))[: 30 - directly]
    status = dict(zip(now.row.tolist(), now.status.tolist(), strict=True))
    assert {row for row in turned if status[row] == SEATED} == set(let_in)
    assert {row for row in range(CROWD) if status[row] == REFUSED} == turned - set(let_in)


def test_a_single_full_venue_leaves_the_refused_at_home():
    model = eager(THE, {THEATRE: 0})
    assert (step(model).status == REFUSED).all()
    model.learn_now()
    assert not model.columns.past.any()
    assert model.columns.symbolic == pytest.approx(0.72 + 0.01)


@pytest.mark.parametrize("weight", [2, 7])
def test_heavier_agents_overrun_and_repay(weight):
    """An agent is seated while persons seated are fewer than places; what is over or left is carried."""
    model, places, most = eager(THE, {THEATRE: 100}, weight), 100, 8 * (weight - 1)
    carried = seated = 0
    for month in range(1, 25):
        seen = step(model)
        persons = weight * int(seen.visits[seen.status == SEATED].sum())
        left = places + carried
        assert left <= persons < left + weight, "full, and overrun by less than one agent"
        carried = left - persons
        assert model.players.shared.carried[THEATRE] == carried
        assert -most <= carried <= most
        seated += persons
        assert abs(seated - places * month) < weight, "over the months, places are met"


def test_what_is_carried_is_bounded():
    """Nobody at the museum's: unused places keep 8 (weight - 1) persons' room, none at weight one."""
    for weight in (1, 7):
        model = eager(THE, {THEATRE: 500}, weight)
        model.step()
        assert model.players.shared.carried[MUSEUM] == model.players.shared.carried[CITY] == 8 * (weight - 1)


@pytest.mark.parametrize("weight", [1, 243])
def test_visits_made_are_visits_counted(engine, sample, bassin, weight):
    """V2: what residents did, what venues received and what communes sent are one number, in crowded places too."""
    crowded, people = with_few_places(bassin, weight), weighing(sample(2_000), weight)
    model = CultureModel(crowded, people, parameters=engine(2_000).parameters)
    model.month = 0
    made = np.zeros(len(bassin.venues), np.int64)
    for _ in range(12):
        month = np.zeros_like(made)
        for seen in (step(model), guests_of(model)):
            kept = seen.status == SEATED
            np.add.at(month, seen.venue[kept], seen.visits[kept].astype(int) * weight)
        assert weight > 1 or month.max() == 1
        made += month
    record, row = model.record, year_row(2026)
    assert record.venue_visits[row].tolist() == made.tolist()
    assert record.visits[row].sum() == record.visits_by_mobility[row].sum() == made.sum() > 0
    assert record.lost[row, 0].sum() > 0


def test_a_full_group_of_amateurs_lets_in_by_keyed_order():
    """The band has 2 places for a quarter of practitioners, so 8 can practise; all sixty want to start at once."""
    model = eager(THE, {}, practice_intercept=20.0, practice_stop=0.0)
    month = model.month
    model.step()
    queue = sorted(range(CROWD), key=lambda r: [*map(int, words(key_of(SEED, Stream.PRACTICE), r, 0, month, 0)[:2]), r])
    assert set(np.flatnonzero(model.columns.practice).tolist()) == set(queue[:8])
    assert model.players.shared.practising.tolist() == [8]
    model.step()
    assert model.columns.practice.sum() == 8


def test_support_of_amateurs_makes_room():
    """Today's 2 places go with 8 practitioners, three of four needing none; each place added lets one more in."""
    parameters = village.parameters()
    assert room_of(np.array([2]), np.array([2]), 0.0, 0.0, parameters) == [8]
    assert room_of(np.array([2]), np.array([2]), 0.3, 0.0, parameters) == [8]
    assert room_of(np.array([2]), np.array([2]), 0.5, 0.0, parameters) == [9]
    assert room_of(np.array([2]), np.array([2]), 1.0, 0.0, parameters) == [10]
