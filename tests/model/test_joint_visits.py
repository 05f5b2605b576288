"""Joint visits (S9, rule 9): who is asked along, who comes, with whom, and that a pair is seated both or neither."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from simulator.domains import MUS, THE
from simulator.draws import Stream, key_of, words
from simulator.model.kernels.layout import COMING, NOBODY, REFUSED, SEATED
from simulator.model.model import CultureModel
from simulator.model.state import mates_of
from tests.model import village
from tests.model.village import ALBA, BERT, DINO, ELSA
from tests.model.worlds import (
    differing,
    everything_of,
    guests_of,
    outings_of,
    state_after,
    with_few_places,
    with_venues,
)
from tests.reference.model import ReferenceModel

SIZE = 2_000
OFTEN = 0.5
"""The highest chance of asking somebody along."""


@pytest.fixture(scope="module")
def played(engine, parameters):
    """A month of many invitations, everybody seated or refused, and what was decided in it."""
    model = engine(SIZE, parameters=parameters.replace(invitation_chance=OFTEN, invitation_pull=2.0))
    model.run_to(3)
    return SimpleNamespace(model=model, own=outings_of(model), guests=guests_of(model), people=model.people)


def test_about_as_many_are_asked_as_the_chance_says(played):
    assert (played.own.other != NOBODY).mean() == pytest.approx(OFTEN, abs=0.05)


def test_whoever_has_a_household_asks_one_of_it(played):
    people, mates = played.people, played.model.columns.mates
    hosts, guests = played.guests.other, played.guests.row
    together = people.household[hosts] == people.household[guests]
    assert (together == (mates[hosts] > 0)).all()
    assert together.any()
    assert not together.all()


def test_guests_are_ties_of_their_hosts(played):
    assert all(
        guest in played.people.ties[host] for guest, host in zip(played.guests.row, played.guests.other, strict=True)
    )


def test_a_guest_goes_where_the_host_goes_once(played):
    where = {(r, d): c for r, d, c in zip(played.own.row, played.own.domain, played.own.column, strict=True)}
    guests = played.guests
    assert guests.row.size > 100
    for host, domain, column in zip(guests.other, guests.domain, guests.column, strict=True):
        assert where[host, domain] == column
    assert (guests.visits == 1).all()


def test_a_guest_was_not_going_and_accepts_once_a_domain(played):
    """Who was going already ignores invitations; as guests have no outing of their own, nobody is asked by a guest."""
    own = set(zip(played.own.row.tolist(), played.own.domain.tolist(), strict=True))
    taken = list(zip(played.guests.row.tolist(), played.guests.domain.tolist(), strict=True))
    assert own.isdisjoint(taken)
    assert taken == sorted(set(taken))


def test_under_sixes_stay_and_children_follow(played):
    people, own, guests = played.people, played.own, played.guests
    came = set(zip(guests.row.tolist(), guests.domain.tolist(), strict=True))
    going = set(zip(own.row.tolist(), own.domain.tolist(), strict=True))
    asked = own.other[own.other != NOBODY]
    row = np.where(asked >= COMING, 0, asked)[asked < COMING]
    assert (people.age[row] < 6).any(), "somebody asked a small child"
    assert (people.age[guests.row] >= 6).all()
    for other, d in zip(own.other.tolist(), own.domain.tolist(), strict=True):
        if other < NOBODY and 6 <= people.age[other] < 15:
            assert (other, d) in came | going, "a child that is asked comes, with this host or another"


def test_hosts_know_their_guests(played):
    """The outing of who brings somebody names the guest's outing, and this one the host."""
    own, guests = played.own, played.guests
    bringing = own.other >= COMING
    first = 6 * played.model.players.shared.chunks[0, 0]
    assert bringing.sum() == guests.row.size
    assert (guests.other[(own.other[bringing] ^ COMING) - first] == own.row[bringing]).all()


def test_a_visit_with_a_host_is_a_visit(played):
    window = played.model.columns.past[2]
    for row, domain, status in zip(played.guests.row, played.guests.domain, played.guests.status, strict=True):
        assert (window[row] >> domain & 1) == (status == SEATED)


def test_nobody_asks_when_the_chance_is_zero(engine, parameters):
    """Whatever an invitation would weigh, and whoever would follow: the same history to the bit."""
    alone = [engine(SIZE, parameters=parameters.replace(invitation_chance=0.0, invitation_pull=w)) for w in (0.0, 2.0)]
    for model in alone:
        model.run_to(15)
        assert guests_of(model).row.size == 0
    assert differing(*map(everything_of, alone)) == []


@pytest.mark.parametrize("how", [{"threads": 2}, {"threads": 4, "cuts": [1, 7, 900]}])
def test_guests_in_other_threads_come_all_the_same(engine, bassin, parameters, how):
    options = {"parameters": parameters.replace(invitation_chance=OFTEN), "territory": with_few_places(bassin, 400)}
    whole, cut = engine(SIZE, **options), engine(SIZE, **options, **how)
    for model in (whole, cut):
        model.run_to(13)
        model.close()
    assert differing(everything_of(whole), everything_of(cut)) == []
    assert whole.record.lost[1, 0].sum() > 100


def test_crowded_pairs_are_the_references(bassin, sample, parameters):
    """A year of few places and many invitations, at unequal weights: every column as in the plain model."""
    people = replace(sample(500), weight=(np.arange(500) % 3 + 1).astype(np.int32))
    few = np.random.default_rng(0).choice([0, 3, 40], len(bassin.venues))
    territory = with_venues(bassin, monthly_places=np.minimum(bassin.venues.monthly_places, few))
    often = parameters.replace(invitation_chance=OFTEN, invitation_pull=2.0)
    state = state_after(territory, people, parameters=often)
    engine = CultureModel(territory, people, parameters=often, start=state)
    reference = ReferenceModel(territory, people, parameters=often, start=state)
    refused, second = 0, 0
    for _ in range(12):
        first = {(r, d): c for r, d, c in first_choices(engine)}
        engine.step()
        reference.step()
        own, guests = outings_of(engine), guests_of(engine)
        assert engine.columns.past[(engine.month - 1) % 12].tolist() == [
            r.window[(engine.month - 1) % 12] for r in reference.residents
        ]
        assert engine.players.shared.carried.tolist() == reference.carried
        pairs = {
            (h, d): (c, s) for h, d, c, s in zip(guests.other, guests.domain, guests.column, guests.status, strict=True)
        }
        for row, d, column, status in zip(own.row, own.domain, own.column, own.status, strict=True):
            if (row, d) in pairs:
                assert pairs[row, d] == (column, status), "both or neither, in the same venue"
                refused += status == REFUSED
                second += status == SEATED and first[row, d] != column
    assert refused > 20
    assert second > 5, "a host's second choice served both"


def first_choices(model: CultureModel) -> list[tuple[int, int, int]]:
    """What everybody would choose this month if there were places for all."""
    free = with_venues(model.territory, monthly_places=np.full(len(model.territory.venues), 10**9))
    other = CultureModel(free, model.people, parameters=model.parameters, start=model.save())
    other.step()
    seen = outings_of(other)
    return list(zip(seen.row, seen.domain, seen.column, strict=True))


SEED = 5
ALWAYS = {"awareness_start": 1.0, "company_floor": 1.0, "forgetting": 0.0, "invitation_chance": 1.0}


def villagers(domain: int, goers: tuple[int, ...], places: int, weight: int = 1, ties=None, **changes) -> CultureModel:
    """The village, where `goers` always go out in one domain, asking somebody, and others only if they are asked.

    Everybody else has a taste so low that they stay alone, and an invitation so strong that they come.
    """
    people = weighing_village(weight, ties)
    parameters = village.parameters(
        **ALWAYS, intercept=tuple(0.0 if d == domain else -100.0 for d in range(6)), **changes
    )
    territory = with_venues(village.territory(), monthly_places=np.full(7, places))
    territory.__dict__["travel"] = village.territory().travel
    model = CultureModel(territory, people, parameters=parameters, seed=SEED)
    model.columns.base[domain] = np.where(np.isin(np.arange(5), goers), 90.0, -90.0)
    return model


def weighing_village(weight: int, ties) -> SimpleNamespace:
    people = village.people()
    people.weight[:] = weight
    if ties is not None:
        people.ties[:] = -1
        for row, known in ties.items():
            people.ties[row, : len(known)] = known
    return people


PULL = {"invitation_pull": 100.0}


def came(model: CultureModel) -> list[tuple[int, int]]:
    """Who came with whom, (guest, host), after a month."""
    model.step()
    seen = guests_of(model)
    return list(zip(seen.row.tolist(), seen.other.tolist(), strict=True))


def test_the_village_brings_its_ties():
    """Dino knows Bert alone, and brings him; Elsa, four years old, is asked by Dino in another village and stays."""
    assert came(villagers(MUS, (DINO,), 100, **PULL)) == [(BERT, DINO)]
    assert came(villagers(MUS, (DINO,), 100, ties={DINO: [ELSA], ELSA: [DINO]}, **PULL)) == []


def test_without_a_pull_they_stay():
    assert came(villagers(MUS, (DINO,), 100, invitation_pull=0.0)) == []


def test_who_is_going_is_not_asked_twice():
    """Alba and Dino go; both know Bert alone: he follows the lower priority of the two, and only that one."""
    ties = {ALBA: [BERT], DINO: [BERT], BERT: [ALBA, DINO]}
    model = villagers(MUS, (ALBA, DINO), 100, ties=ties, **PULL)
    priority = {
        row: int(words(key_of(SEED, Stream.INVITATION), row, 0, model.month, MUS)[2]) >> 3 for row in (ALBA, DINO)
    }
    assert came(model) == [(BERT, min(priority, key=priority.get))]
    assert came(villagers(MUS, (ALBA, BERT), 100, ties={ALBA: [BERT], BERT: [ALBA]}, **PULL)) == []


def test_a_guest_asks_nobody():
    """Dino brings Bert, who knows Alba: she stays at home."""
    model = villagers(MUS, (DINO,), 100, ties={DINO: [BERT], BERT: [ALBA], ALBA: [BERT]}, **PULL)
    assert came(model) == [(BERT, DINO)]


@pytest.mark.parametrize(
    ("places", "weight", "seated", "carried"), [(2, 1, 2, 0), (1, 1, 0, 0), (7, 5, 2, -3), (5, 5, 0, 5)]
)
def test_a_pair_finds_places_for_both_or_stays(places, weight, seated, carried):
    """The theatre is the only one; the second of the pair must find a place too, and may overrun it as others do."""
    model = villagers(THE, (DINO,), places, weight, **PULL)
    model.step()
    status = [outings_of(model).status.tolist(), guests_of(model).status.tolist()]
    assert status == ([[SEATED]] * 2 if seated else [[REFUSED]] * 2)
    assert model.players.shared.carried[1] == carried
    assert (model.columns.past[0] > 0).sum() == seated
    row = 1 if seated else 0
    assert model.players.shared.trips[0, :, THE, 0].sum() == row * 2 * weight


def test_further_visits_are_the_hosts():
    """Dino goes several times, Bert once: of four places two are the pair's, the others Dino's."""
    often = {"extra_visits": (0.0, 50.0, 0.0, 0.0, 0.0, 0.0)}
    model = villagers(THE, (DINO,), 4, **often, **PULL)
    model.step()
    assert (outings_of(model).visits.tolist(), guests_of(model).visits.tolist()) == ([3], [1])
    assert model.players.shared.carried[1] == 0


def test_the_journey_is_from_the_guests_own_commune():
    """Dino (B) brings Bert (A) to the one theatre, in A."""
    model = villagers(THE, (DINO,), 100, **PULL)
    model.step()
    column = int(guests_of(model).column[0])
    for row in (BERT, DINO):
        cell = model.columns.cell[row]
        minutes = int(model.tables.journeys[cell, column]) >> 16
        assert model.players.shared.trips[0, cell, THE, 1] == minutes > 0


def test_mates_are_counted_from_the_last_slot():
    people = SimpleNamespace(
        ties=np.array([[3, -1, 2, 1], [0, -1, -1, 2], [0, 1, -1, 3], [2, 0, -1, -1]]), household=np.array([7, 7, 7, 8])
    )
    assert mates_of(people).tolist() == [2, 1, 0, 0]
