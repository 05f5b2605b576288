"""Organisations together (S15): today's graph is the baseline, ties add what they should, and too many cost more."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domains import BIB, CIN, CON, MUS, THE
from simulator.errors import ParameterError
from simulator.model import collaboration as together
from simulator.model.accounts import accounts_of, programming_of
from simulator.model.collaboration import Partnerships, coordination_cost, crowding, degrees, network_of
from simulator.model.parameters import COLLABORATION, defaults
from simulator.model.tie_order import order_ties
from simulator.territory.organisations import INFORMATION, MEDIATION, PROGRAMMING, TICKET, TIE_KINDS, Organisations
from simulator.territory.territory import Territory

A_TOKEN = 31.25
"""Ties that 250,000 euros buy at 8,000 euros a tie."""
P = defaults()


@pytest.fixture(scope="module")
def bassin() -> Territory:
    return Territory.load("bassin-minier")


def columns_of(territory: Territory) -> tuple[np.ndarray, np.ndarray]:
    """Venue and domain of each column of the access tables, domain by domain."""
    by_domain = [np.flatnonzero(territory.venues.domains[:, d]) for d in range(6)]
    return np.concatenate(by_domain), np.repeat(np.arange(6), [rows.size for rows in by_domain])


@pytest.fixture(scope="module")
def partners(bassin) -> Partnerships:
    return Partnerships(bassin, columns_of(bassin), P)


def a_network(count: int, *ties: tuple[int, int, int, float]) -> np.ndarray:
    kinds, a, b, strength = (np.array(column) for column in zip(*ties, strict=True))
    return network_of(SimpleNamespace(kind=kinds, a=a, b=b, strength=strength), count)


def spill_of(network: np.ndarray, offers: list[tuple[int, ...]], columns: list[tuple[int, int]]) -> together.Spill:
    table = np.array([[d in domains for d in range(6)] for domains in offers])
    organisation, domain = (np.array(column) for column in zip(*columns, strict=True))
    return together.awareness_spill(network, table, organisation, domain, P)


def entries(spill: together.Spill, column: int) -> dict[int, float]:
    part = slice(spill.first[column], spill.first[column + 1])
    return dict(zip(spill.domain[part].tolist(), spill.spill[part].tolist(), strict=True))


def test_visitors_learn_of_partners_offers_in_other_domains():
    network = a_network(3, (INFORMATION, 0, 1, 0.5), (INFORMATION, 0, 2, 1.0), (TICKET, 1, 2, 1.0))
    spill = spill_of(network, [(MUS,), (THE, CON), (CON, MUS)], [(0, MUS), (1, THE), (2, CON), (2, MUS), (-1, CIN)])
    assert (spill.first.dtype, spill.domain.dtype, spill.spill.dtype) == (np.int32, np.uint8, np.float64)
    assert entries(spill, 0) == pytest.approx({THE: 1 - math.exp(-0.05), CON: 1 - math.exp(-0.15)})
    assert entries(spill, 1) == pytest.approx({MUS: 1 - math.exp(-0.05)})
    assert entries(spill, 2) == pytest.approx({MUS: 1 - math.exp(-0.1)})
    assert entries(spill, 3) == {}, "the partner offers nothing else than what was visited"
    assert entries(spill, 4) == {}, "nobody is said to run that venue"
    assert spill.first.tolist() == [0, 2, 3, 4, 4, 4]


def test_an_organisation_with_no_venue_spreads_nothing_and_receives_nothing():
    network = a_network(2, (INFORMATION, 0, 1, 1.0), (MEDIATION, 0, 1, 1.0))
    assert spill_of(network, [(BIB,), ()], [(0, BIB)]).spill.size == 0


def test_tickets_programmes_and_mediation_are_those_of_the_specification():
    today = np.zeros((4, 3, 3))
    ties = (TICKET, 0, 1, 0.5), (TICKET, 0, 2, 0.5), (PROGRAMMING, 0, 1, 1.0), (MEDIATION, 1, 2, 1.0)
    network, run = a_network(3, *ties), np.array([0, 1, 2, -1])
    assert together.ticket_price(network, today, run, P) == pytest.approx([1 - 0.15 * 0.75, 0.925, 0.925, 1])
    assert together.programme_size(network, today, run, P) == pytest.approx([1.1, 1.1, 1, 1])
    both_run = np.array([True, True, False])
    assert together.outreach_cost(network, today, both_run, P) == pytest.approx(1 - 0.2 / 2)


def test_nothing_more_is_the_world_as_it_is(partners, bassin):
    assert partners.network(0.0) is partners.today
    assert partners.network(-1.0) is partners.today
    effects = partners.effects()
    assert (effects.price == 1.0).all()
    assert (effects.size == 1.0).all()
    assert effects.outreach == 1.0
    assert effects.spill.first[-1] == effects.spill.spill.size > 0, "today's ties inform today"
    assert effects.spill.first.size == bassin.venues.domains.sum() + 1


def test_todays_network_holds_every_tie_both_ways(partners, bassin):
    ties = bassin.collaborations
    assert (partners.today == partners.today.swapaxes(1, 2)).all()
    assert (partners.today > 0).sum() == 2 * len(ties)
    assert not partners.today[:, np.arange(97), np.arange(97)].any()


def test_money_buys_whole_ties_and_part_of_the_last(partners):
    held = degrees(partners.today).sum() / 2
    for bought in (0.25, 1.0, A_TOKEN, 100.0):
        network = partners.network(bought)
        assert degrees(network).sum() / 2 == pytest.approx(held + bought)
        assert ((network >= partners.today) & (network <= 1.0)).all()
        assert (network == network.swapaxes(1, 2)).all()
    begun, half = partners.order.before[30], partners.order.room[30] / 2
    changed = (partners.network(begun + half) != partners.network(begun)).any(axis=0)
    assert changed.sum() == 2, "half a tie is part of one pair, seen from both ends"


def test_a_tie_beyond_the_last_changes_nothing(partners):
    everything = partners.network(partners.order.total)
    assert (partners.network(1e9) == everything).all()


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 400), st.floats(0, 400))
def test_more_ties_never_undo_one_nor_any_effect(partners, one, other):
    few, many = (partners.effects(ties) for ties in sorted((one, other)))
    assert (partners.network(max(one, other)) >= partners.network(min(one, other))).all()
    assert (many.price <= few.price).all()
    assert many.outreach <= few.outreach
    assert many.cost >= few.cost
    assert many.spill.spill.sum() >= few.spill.spill.sum()


def test_a_small_step_is_a_small_change(partners):
    for ties in np.arange(0.0, 120.0, 7.3):
        step = np.abs(partners.network(ties + 1e-6) - partners.network(ties)).max()
        assert step <= 1.1e-6 / partners.order.room.min()


def test_the_order_strengthens_what_exists_then_spreads(partners):
    order, today = partners.order, partners.today.max(axis=0)
    tied = today[order.a, order.b] > 0
    assert tied[: tied.sum() - 8].all(), "existing ties come first, but those of the most tied"
    held = np.zeros(97, int)
    for a, b in zip(order.a[:200], order.b[:200], strict=True):
        held[[a, b]] += 1
    assert held.max() <= P.crowding_degree + 1
    assert (held > 0).sum() > 90, "nearly everybody has a tie"
    assert (np.diff(order.before) > 0).all()


def test_the_order_depends_neither_on_rows_nor_on_a_seed(bassin, partners):
    actors, ties = bassin.organisations, bassin.collaborations
    turned = np.arange(len(actors))[::-1]
    columns = {name: tuple(getattr(actors, name)[i] for i in turned) for name in
               ("code", "name", "kind", "sector", "confidence", "source")}  # fmt: skip
    columns |= {name: getattr(actors, name)[turned] for name in ("place", "budget", "public_share")}
    run = np.where(bassin.venues.organisation >= 0, 96 - bassin.venues.organisation, -1)
    other = replace(
        bassin,
        organisations=Organisations(**columns),
        venues=replace(bassin.venues, organisation=run),
        collaborations=replace(ties, a=96 - ties.a, b=96 - ties.b),
    )
    found = order_ties(other, network_of(other.collaborations, 97), P)
    names = [
        [{codes[a], codes[b]} for a, b in zip(order.a, order.b, strict=True)]
        for codes, order in ((actors.code, partners.order), (other.organisations.code, found))
    ]
    assert names[0] == names[1]


def test_every_pair_serves_an_offer_and_only_kinds_that_suit_it(partners, bassin):
    order, running = partners.order, partners.offers.any(axis=1)
    assert (running[order.a] | running[order.b] | (partners.today.max(axis=0)[order.a, order.b] > 0)).all()
    assert order.suits[:, MEDIATION].all()
    new = partners.today.max(axis=0)[order.a, order.b] == 0
    beyond = ~(running[order.a] & running[order.b])
    assert not order.suits[new & beyond][:, [INFORMATION, TICKET, PROGRAMMING]].any()
    shared = (partners.offers[order.a] & partners.offers[order.b]).any(axis=1)
    assert (order.suits[new, PROGRAMMING] == shared[new]).all()
    sectors = [bassin.organisations.sector[row] for pair in ((order.a, order.b)) for row in pair[:100]]
    assert {"social", "health", "employment", "school"} <= set(sectors), "the first hundred ties cross sectors"


def test_the_cost_of_a_graph_is_that_of_the_specification():
    star = a_network(8, *[(INFORMATION, 0, other, 1.0) for other in range(1, 8)])
    assert degrees(star).tolist() == [7.0, *[1.0] * 7]
    assert crowding(star, P).tolist() == [2_000.0 * 2**2, *[0.0] * 7]
    assert coordination_cost(star, P) == 7 * 8_000 + 8_000
    several = a_network(2, (INFORMATION, 0, 1, 0.25), (TICKET, 0, 1, 0.5))
    assert coordination_cost(several, P) == 4_000, "a pair is one tie, as strong as its strongest kind"


def test_a_graph_has_a_best_size_inside(partners, bassin):
    """What co-programming adds to supply grows with ties, then is eaten by what too many ties take."""
    run = partners.runs >= 0
    visits = bassin.venues.visits[run]
    sizes = range(0, 801, 50)
    added = [float((partners.effects(ties).size[run] * visits).sum() / visits.sum()) for ties in sizes]
    best = int(np.argmax(added))
    assert 0 < best < len(sizes) - 1
    assert added[best] > 1.02
    assert added[-1] < 1.0
    assert (np.diff(added[: best + 1]) > 0).all()
    assert (np.diff(added[best:]) < 0).all()


def test_net_value_of_ties_has_a_best_number_inside():
    """Complete graphs, each tie worth 12,000 euros: what they cost stops them at some number of organisations."""
    net = []
    for n in range(2, 16):
        ties = [(INFORMATION, a, b, 1.0) for a in range(n) for b in range(a + 1, n)]
        net.append(12_000 * len(ties) - coordination_cost(a_network(n, *ties), P))
    best = int(np.argmax(net))
    assert 0 < best < len(net) - 1
    assert net[-1] < 0


def test_a_territory_without_organisations_has_no_partner():
    village = Territory.load(Path(__file__).parents[1] / "territory" / "village")
    effects = Partnerships(village, columns_of(village), P).effects(50.0, budget=-0.3)
    assert effects.spill.spill.size == 0
    assert (effects.price == 1.0).all()
    assert (effects.size == 1.0).all()
    assert (effects.outreach, effects.cost) == (1.0, 0.0)


def test_budgets_add_up_and_cuts_shrink_programming(bassin):
    actors = bassin.organisations
    culture = actors.code.index("culture-commune")
    spent = np.linspace(0, 900_000, len(actors))
    for change in (-1.0, -0.2, 0.0, 0.3):
        accounts = accounts_of(actors, change, P, spent)
        assert accounts.tickets + accounts.subsidy == pytest.approx(accounts.spent + accounts.left)
        assert (accounts.left >= 0).all()
        assert accounts.subsidy[culture] == pytest.approx(2.3e6 * 0.83 * (1 + change))
    assert accounts.known.sum() == 3
    fewer = programming_of(actors, -0.2, P)
    assert fewer[culture] == pytest.approx((1 - 0.2 * 0.83) ** 0.5)
    assert fewer[actors.code.index("le-phenix")] == pytest.approx((1 - 0.2 * 0.82) ** 0.5)
    assert (programming_of(actors, 0.0, P) == 1.0).all()
    private = np.array([kind == "exploitant de cinémas" for kind in actors.kind])
    assert (programming_of(actors, 0.1, P)[~private] > 1.0).all()
    assert (programming_of(actors, -0.9, P)[private] == 1.0).all(), "cinemas do not live on public money"
    assert programming_of(actors, 0.0, P, np.full(len(actors), 1e9)).max() == 0.0


def test_a_budget_cannot_fall_by_more_than_all_of_it(bassin):
    for change in (-1.01, math.nan):
        with pytest.raises(ParameterError, match="budget"):
            accounts_of(bassin.organisations, change, P)


@pytest.mark.parametrize("end", [0, 1])
def test_effects_are_sound_at_both_ends_of_every_range(bassin, end):
    extreme = P.replace(**{p.name: p.bounds[end] for p in COLLABORATION})
    partners = Partnerships(bassin, columns_of(bassin), extreme)
    for ties in (0.0, A_TOKEN, 1e5):
        effects = partners.effects(ties, budget=-0.9)
        for values in (effects.price, effects.size, effects.spill.spill):
            assert np.isfinite(values).all()
            assert (values >= 0).all()
        assert 0 < effects.outreach <= 1
        assert math.isfinite(effects.cost)
    assert partners.today.shape[0] == len(TIE_KINDS)
