"""Levers aimed at some residents or places: who is touched, what it costs, and the bits of the reference (S1)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator.calendar import MONTHS
from simulator.model.aims import Aims, Reached
from simulator.model.drivers import Drivers
from simulator.model.kernels.layout import AIMED
from simulator.model.levers import LEVERS, PLACE_LEVERS, PLACES, SEARCH, efficiency
from simulator.model.life import lives_of
from simulator.model.model import CultureModel
from simulator.model.policy_effects import Bases, Intensities
from simulator.model.situation import NO_LEVER, Situation
from simulator.model.target import Target
from simulator.population.januaries import januaries
from simulator.territory.layers import Layer
from simulator.territory.mobility import fill_costs
from tests.model.worlds import (
    DRIVERS,
    differing,
    differing_from_reference,
    everything_of,
    state_of,
)
from tests.model.worlds import (
    LEVERS as BUDGETS,
)
from tests.reference.model import ReferenceModel

SIZE = 3_000
SOME = {
    "outreach": Target(agglomerations=("CALL", "CAHC"), education=("none", "cap")),
    "cocreation": Target(layer="quartiers"),
    "company": Target(mobility=("no_car", "reduced"), ages=((6, 25), (60, 120))),
    "schools": Target(agglomerations=("DOUAISIS",), ages=((3, 10),)),
    "amateurs": Target(agglomerations=("CALL",), ages=((15, 40),)),
    "transport": Target(layer="quartiers"),
    "pricing": Target(agglomerations=("CALL",)),
    "digital": Target(agglomerations=("CABBALR",)),
    "heritage": Target(agglomerations=("CAHC", "CALL")),
    "touring": Target(communes=("Lens", "62510"), agglomerations=("CACO",)),
    "hours": Target(layer="quartiers", agglomerations=("CALL",)),
    "collaboration": Target(agglomerations=("CALL",)),
}


@pytest.fixture(scope="module")
def layered(bassin):
    """The territory with a layer: some share of every third commune."""
    share = np.where(np.arange(len(bassin.communes.code)) % 3 == 0, 0.6, 0.0)
    return replace(bassin, layers={"quartiers": Layer("quartiers", share, "supposé")})


@pytest.fixture(scope="module")
def aims_of(layered, sample, parameters):
    return lambda targets, size=SIZE: Aims(targets, layered, sample(size), parameters)


@pytest.fixture(scope="module")
def intensities(layered, sample, book, aims_of):
    def of(levers, targets):
        bases = Bases.of(layered, sample(SIZE), book)
        return Intensities(levers, bases, aims_of(targets) if targets else None)

    return of


def everybody(territory) -> dict[str, Target]:
    """Every lever, aimed at everything by every word that it accepts but a layer."""
    whole = {
        "communes": territory.communes.code,
        "ages": ((0, 120),),
        "education": ("none", "cap", "bac", "sup"),
        "mobility": ("car", "no_car", "reduced"),
    }
    return {
        name: Target(**{word: whole[word] for word in lever.accepts if word in whole}) for name, lever in LEVERS.items()
    }


def test_the_plain_reference_gives_the_same_bits(layered, sample, book, spun_up, parameters):
    people, start = sample(500), spun_up(500)
    lives = lives_of(layered, people, Drivers({}), 3)
    world = {"parameters": parameters, "book": book, "drivers": DRIVERS, "levers": BUDGETS, "seed": 3}
    models = [kind(layered, people, targets=SOME, lives=lives, start=start, **world)
              for kind in (CultureModel, ReferenceModel)]  # fmt: skip
    for _ in range(24):
        for model in models:
            model.step()
        assert (models[0].month, differing_from_reference(*models)) == (models[1].month, [])
    month = models[0].month_scales()
    assert month.aims
    assert month.reach.min() > 0.0
    assert month.stop[0] < month.stop[1]
    models[0].close()


def test_threads_change_nothing(layered, sample, book, spun_up, parameters):
    runs = []
    for cuts in ([0, SIZE], [0, 700, 1_301, SIZE]):
        model = CultureModel(layered, sample(SIZE), parameters=parameters, book=book, levers=BUDGETS, targets=SOME,
                             start=spun_up(SIZE), threads=len(cuts) - 1, cuts=cuts)  # fmt: skip
        model.run_to(24)
        runs.append(everything_of(model))
        model.close()
    assert differing(*runs) == []


def test_a_target_of_everybody_is_no_target(layered, engine, book):
    plain, aimed = (engine(SIZE, levers=BUDGETS, targets=targets) for targets in (None, everybody(layered)))
    assert [aimed.levers.aims.part(name) for name in LEVERS] == [1.0] * len(LEVERS)
    for model in (plain, aimed):
        model.run_to(24)
    assert aimed.month_scales().aims
    assert aimed.situation != plain.situation
    assert differing(everything_of(plain), everything_of(aimed)) == []
    for model in (plain, aimed):
        model.close()


def test_everybody_counted_by_replay_is_everybody(layered, sample):
    """Births, deaths and moves played again meet whom the lives say that there are to meet."""
    people = sample(SIZE)
    lives = lives_of(layered, people, Drivers({"ageing": 0.3}), 5)
    weight = np.concatenate([people.weight, lives.weight])
    for now, expected in zip(januaries(people, lives), lives.meetable, strict=True):
        counted = np.bincount(now.education, weight * (now.present & (now.age >= 6)), minlength=4)
        assert (counted / people.residents).tolist() == expected.tolist()


def test_a_budget_of_zero_is_the_baseline(engine, layered):
    zero = engine(SIZE, territory=layered, levers=dict.fromkeys(LEVERS, 0.0), targets=SOME)
    plain = engine(SIZE, territory=layered)
    for model in (zero, plain):
        model.run_to(24)
    assert zero.tables is not None
    assert zero.situation == plain.situation
    assert differing(everything_of(plain), everything_of(zero)) == []
    for model in (zero, plain):
        model.close()


def meant_by(model, lever: str) -> np.ndarray:
    """Whom a lever is aimed at in a model's month, bool [n]."""
    month, people = model.month_scales(), model.columns
    bits = month.aim & month.aimed[people.education, people.cell % 3, people.age]
    return (bits >> AIMED.index(lever) & 1).astype(bool)


@pytest.fixture(scope="module")
def in_force(layered, sample, book, spun_up, parameters):
    """Two models of many residents in the first month in which a lever is felt whole, with it and without it."""
    world = {"parameters": parameters, "book": book}

    def of(lever):
        before = CultureModel(layered, sample(20_000), start=spun_up(20_000), **world)
        before.run_to(17)
        state, targets = before.save(), {lever: SOME[lever]}
        before.close()
        given = {"start": state, "targets": targets, **world}
        return [CultureModel(layered, sample(20_000), levers={lever: {2026: euros}}, **given) for euros in (12e6, 0.0)]

    return of


@pytest.mark.parametrize("lever", AIMED)
def test_a_lever_on_people_touches_nobody_else(lever, in_force):
    """One state, one month: who feels nearer, or starts or stops to practise, is somebody whom it is aimed at."""
    models = in_force(lever)
    aimed = meant_by(models[0], lever)
    before = models[0].columns.practice.copy()
    for model in models:
        model.step()
    if lever == "amateurs":
        went = [model.columns.practice != before for model in models]
        changed = went[0] != went[1]
    else:
        changed = models[0].columns.symbolic != models[1].columns.symbolic
    for model in models:
        model.close()
    assert 0 < aimed.sum() < 0.7 * aimed.size
    assert changed.any()
    assert not (changed & ~aimed).any()


@pytest.mark.parametrize("lever", PLACE_LEVERS)
def test_a_lever_on_places_brings_more_within_reach_there_alone(lever, layered, book, aims_of):
    """Supply moves where it is aimed at, and is reached from elsewhere too; transport moves what residents reach."""
    target = Target(agglomerations=("CAVM",))
    aims = aims_of({lever: target})
    shares = tuple(0.8 if name == lever else 0.0 for name in PLACE_LEVERS)
    before = book.situation(Drivers({}), 2030, 48)
    after = book.situation(Drivers({}), 2030, 48, shares, aims.where)
    gain = book.weights(after).logsum - book.weights(before).logsum
    assert gain.max() > 0.005
    assert gain.min() >= -1e-9
    inside = np.repeat(target.places(layered) > 0, 3)
    moved = (book.weights(after).values != book.weights(before).values).any(axis=0)
    if lever == "transport":
        assert not gain[:, ~inside].any()
        assert (book.journeys(after) == book.journeys(before))[~inside].all()
        return
    place = layered.venues.place[book.venue]
    elsewhere = moved & ~np.append(target.places(layered), 0.0)[np.minimum(place, len(inside) // 3)].astype(bool)
    if lever == "collaboration":
        partners = book.partnerships.order.about
        assert partners(np.zeros(len(layered.organisations), bool)).room.size == 0
        assert elsewhere.sum() < moved.sum()
    else:
        assert not elsewhere.any()


def test_part_of_a_commune_has_part_of_the_service(book, layered, aims_of):
    """A bus for 60 % of a commune's residents closes 60 % of the gap between the ways with and without it."""
    drivers, shares = Drivers({}), (0.8, *NO_LEVER[1:])
    keys = [
        book.destinations.travel_key(book.situation(drivers, 2030, 48, given, where))
        for given, where in ((NO_LEVER, ()), (shares, ()), (shares, aims_of({"transport": SOME["transport"]}).where))
    ]
    none, full, part = (fill_costs(*book.destinations.ways(key))[0] for key in keys)
    share = layered.layers["quartiers"].share[:, None]
    assert np.isfinite(part).all()
    assert part == pytest.approx(none + share * (full - none))
    assert (part[:, :, 1] == none[:, :, 1]).all()


def test_digital_places_open_where_they_are_aimed_first_the_largest(book, layered, aims_of):
    aims = aims_of({"digital": SOME["digital"]})
    levers = tuple(0.5 if name == "digital" else 0.0 for name in PLACE_LEVERS)
    opened = book.attraction.open_share(Situation(Drivers({}).row(2030), None, levers, aims.where))
    sites = np.array([kind == "microfolie" for kind in layered.venues.kind])
    there = SOME["digital"].places(layered)[layered.venues.place[sites]] > 0
    assert opened[sites].sum() == pytest.approx(there.sum() / 2)
    assert not opened[sites][~there].any()
    assert aims.part("digital") == there.sum() / sites.sum()


def test_budgets_are_delivered_searched_and_built_with(intensities):
    """Every euro is one of the three; who is harder to find costs more to reach, up to the declared share."""
    levers = dict.fromkeys(LEVERS, 1e6)
    aimed = intensities(levers, SOME)
    twelve = slice(len(LEVERS))  # campaigns, the planners' own, come last and are not given any
    spent, built, _ = (euros[:, twelve] for euros in aimed.money())
    searched = aimed.searches()[:, twelve]
    parts = [aimed.aims.part(name) for name in LEVERS]
    assert all(0.0 < part < 0.7 for part in parts)
    assert searched == pytest.approx(spent * SEARCH.default * (1.0 - np.array(parts)))
    assert (searched + built <= spent + 1e-6).all()
    assert (searched[2:] > 0.0).all()
    assert intensities(levers, {}).searches().max() == 0.0
    assert (intensities(levers, {}).money().cost[:, twelve] == spent).all(), "the budget is what it was"
    assert efficiency(1.0) == 1.0


def test_outreach_by_hand(intensities, sample):
    """1 M a year for those of two agglomerations without the bac: 30 euros a contact, less the search."""
    levers = intensities({"outreach": 1e6}, {"outreach": SOME["outreach"]})
    people, part = sample(SIZE), levers.aims.part("outreach")
    zone, old = levers.aims.places["outreach"][people.commune] > 0, people.age >= 6
    meant = zone & old & (people.education < 2)
    assert part == pytest.approx(people.weight[meant].sum() / people.weight[old].sum())
    ceiling = 0.25 * people.weight.sum() * part
    euros = 1e6 * (1.0 - 0.3 * (1.0 - part))
    assert levers.units("outreach", 60) == pytest.approx(ceiling * (1.0 - np.exp(-euros / (30.0 * ceiling))))


def test_the_same_euros_reach_fewer_people_more_often(intensities, parameters, aims_of, sample):
    """Contacts are fewer (search, saturation), and each of those aimed at is met more often."""
    people, meetable = sample(SIZE), np.full((1, 4), 0.25)
    aimed, plain = (intensities({"outreach": 1e6}, t) for t in ({"outreach": SOME["outreach"]}, {}))
    reached = aimed.aims.reached(people.commune, meetable, None, 1).shares["outreach"][0]
    usual = np.bincount(people.education, people.weight * (people.age >= 6), minlength=4) / people.weight.sum()
    assert aimed.units("outreach", 60) < plain.units("outreach", 60)
    chances = [levers.chances("outreach", 60, parameters.contact_reach, shares)
               for levers, shares in ((aimed, reached), (plain, usual))]  # fmt: skip
    assert chances[0][0] > 2 * chances[1][0]


@pytest.mark.parametrize("lever", LEVERS)
def test_more_euros_never_buy_less(lever, intensities):
    bought = [intensities({lever: euros}, SOME).units(lever, 100) for euros in (0.0, 1e4, 2.5e5, 1e6, 6e6, 12e6)]
    assert bought[0] == 0.0
    assert bought == sorted(bought)
    assert len(set(bought)) > 4


def test_a_target_without_anybody_gives_nothing(intensities, engine, layered):
    """No mining site to reopen, nobody aged 119: the euros are spent, and nothing is there."""
    nobody = {"outreach": Target(ages=((119, 120),)), "heritage": Target(communes=("59007",))}
    levers = intensities(dict.fromkeys(nobody, 1e6), nobody)
    assert [levers.units(name, MONTHS) for name in nobody] == [0.0, 0.0]
    model = engine(SIZE, territory=layered, levers={name: {2026: 1e6} for name in nobody}, targets=nobody)
    model.run_to(24)
    plain = engine(SIZE, territory=layered)
    plain.run_to(24)
    assert differing(state_of(model), state_of(plain)) == []
    for one in (model, plain):
        one.close()


def test_a_layer_holds_its_share_of_households_and_whole_ones(layered, sample, aims_of):
    people, targets = sample(20_000), {"cocreation": Target(layer="quartiers")}
    reached = aims_of(targets, 20_000).reached(people.commune, np.ones((1, 4)), None, 1)
    inside = (reached.aim >> AIMED.index("cocreation") & 1).astype(bool)
    share = layered.layers["quartiers"].share[people.commune]
    assert not inside[share == 0].any()
    assert np.average(inside[share > 0], weights=people.weight[share > 0]) == pytest.approx(0.6, abs=0.03)
    by_home = np.bincount(people.household, inside) / np.bincount(people.household)
    assert set(by_home.tolist()) <= {0.0, 1.0}
    other = aims_of(targets, 20_000).reached(people.commune, np.ones((1, 4)), None, 2)
    assert (other.aim != reached.aim).any(), "who lives there is not known: another seed, another draw"


def test_nobody_in_particular_asks_nothing_of_the_month(engine):
    model = engine(SIZE, levers=BUDGETS)
    month = model.month_scales()
    assert (month.aims, month.aim.size) == (False, 0)
    assert (month.stop[0], month.start_logit[0]) == (month.stop[1], month.start_logit[1])
    assert Reached.everybody(np.ones((1, 4))).aim.size == 0
    model.close()


def test_every_lever_accepts_places_and_says_why_nothing_else():
    for lever in LEVERS.values():
        assert set(PLACES) <= set(lever.accepts)
        assert (lever.limit is None) == (len(lever.accepts) == 6)
