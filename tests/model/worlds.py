"""Small worlds for the engine's tests: samples, states, and the two models side by side."""

from __future__ import annotations

from dataclasses import fields, replace
from types import SimpleNamespace

import numpy as np

from simulator.model.kernels.play import go
from simulator.model.model import CultureModel
from simulator.model.recorder import Record
from simulator.model.state import CHANGING, LIVING
from tests.reference.model import ReferenceModel

BY_DOMAIN = ("gap", "habit", "experience", "awareness")
BY_RESIDENT = ("symbolic", "habitus", "practice", "digital", "origin", "present", "age", "sex", "education", "cell")
LEVERS = {
    "outreach": {2026: 9e6},
    "transport": {2026: 12e6},
    "amateurs": {2026: 3e6},
    "pricing": {2026: 9e6},
    "digital": {2026: 4e6},
    "heritage": {2026: 12e6},
    "touring": {2026: 5e6},
    "schools": {2026: 2e6},
    "cocreation": {2026: 8e6},
    "hours": {2026: 6e6},
    "company": {2026: 1.2e6},
    "collaboration": {2026: 6e5},
    "campaign": {2026: 2e6},
}
"""High budgets from the first year: every lever is felt within the first two years."""
DRIVERS = {
    "fuel_price": {2026: 0.5, 2027: 1.0},
    "evening_transport": 0.3,
    "heat_days": {2026: 10},
    "touring_supply": {2026: -0.3},
    "ticket_prices": {2026: 0.2},
    "budget": {2026: -0.2},
    "income": {2027: -0.1},
    "rents": 0.4,
    "volunteer_time": {2026: -0.3},
    "amateur_taste": {2026: 0.2},
    "outside_visitors": {2026: 0.5},
    "digital_use": {2026: 0.5, 2027: 2.0},
}


def with_few_places(territory, places: int):
    """The territory with `places` a month in every venue, and practice places in one venue of twelve."""
    venues = territory.venues
    amateur = np.where((venues.amateur_places > 0) & (np.arange(len(venues.code)) % 12 == 0), places, 0)
    return with_venues(territory, monthly_places=np.full_like(venues.monthly_places, places), amateur_places=amateur)


def with_venues(territory, **columns):
    """The territory with some columns of its venues changed."""
    return replace(territory, venues=replace(territory.venues, **columns))


def weighing(people, weight: int):
    """The same people, each standing for `weight` residents."""
    return replace(people, weight=np.full(people.size, weight, np.int32))


def state_after(territory, people, month: int = 0, **options) -> dict[str, np.ndarray]:
    """The state saved before `month`, after a spin-up."""
    model = CultureModel(territory, people, **options)
    model.run_to(month)
    state = model.save()
    model.close()
    return state


def state_of(model: CultureModel) -> dict[str, np.ndarray]:
    """The residents' state, last month's outings learnt."""
    model.learn_now()
    return {name: getattr(model.columns, name).copy() for name in CHANGING}


def outings_of(model: CultureModel, month: int | None = None) -> SimpleNamespace:
    """The outings of the last month played (or of `month`), chunk after chunk: who, where, how often, with a place?

    Without guests'; `other` is who was asked along (NOBODY, a row, or COMING and the place of the guest's outing).
    """
    side = (model.month - 1 if month is None else month) % 2
    shared, events = model.players.shared, model.players.events[side]
    return _listed(model, events, shared.room[:, 0], shared.bounds[side, :, 1])


def guests_of(model: CultureModel) -> SimpleNamespace:
    """The outings of the last month's guests, in the same words; `other` is the host's row."""
    side, shared = (model.month - 1) % 2, model.players.shared
    return _listed(model, model.players.guests[side], 6 * shared.chunks[:, 0], shared.guests[side, :, 1])


def _listed(model, events, firsts, lasts) -> SimpleNamespace:
    """Events of all chunks, each from its first to its last (excluded)."""
    chosen = np.concatenate([np.arange(first, last) for first, last in zip(firsts, lasts, strict=True)])
    venue = model.tables.venue[events.column[chosen]]
    return SimpleNamespace(venue=venue, **{name: getattr(events, name)[chosen] for name in events._fields})


def wanting_of(model: CultureModel) -> list[int]:
    """Domains that each resident of a model without threads wants to go to this month, before anybody is seated.

    Decides the model's month and forgets the outings, so that another month can be decided.
    """
    players, shared, month = model.players, model.players.shared, model.month
    model._refresh_access()
    shared.bounds[:] = shared.room[0, 0]
    parts = shared, players.outings, players._desks[0]
    go(model.columns, players._rules, model.tables, players.scales(month), 0, *parts, True)
    shared.reached[:] = 0
    went, wanted = np.zeros(model.people.size, np.uint8), outings_of(model, month)
    np.bitwise_or.at(went, wanted.row, 1 << wanted.domain)
    shared.bounds[:] = shared.room[0, 0]
    return went.tolist()


def everything_of(model: CultureModel) -> dict[str, np.ndarray]:
    """All that must not depend on how the work was cut: residents, carried places, practitioners, record."""
    record = {f"record_{f.name}": getattr(model.record, f.name) for f in fields(Record)}
    shared = model.players.shared
    lived = {name: getattr(model.columns, name).copy() for name in LIVING}
    return {
        **state_of(model),
        **lived,
        "carried": shared.carried.copy(),
        "practising": shared.practising.copy(),
        **record,
    }


def differing(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> list[str]:
    """Names of the arrays that are not the same to the bit."""
    assert one.keys() == other.keys()
    return [name for name in one if one[name].tobytes() != other[name].tobytes()]


def differing_from_reference(model: CultureModel, reference: ReferenceModel) -> list[str]:
    """Names of what the engine and the plain reference do not have in common."""
    model.learn_now()  # the engine learns from a month at the next one, unless somebody looks
    columns, residents = model.columns, reference.residents
    wrong = []
    for name in (*BY_DOMAIN, "base", "latent", *BY_RESIDENT):
        mine = getattr(columns, name)
        theirs = np.array([getattr(resident, name) for resident in residents]).T.astype(mine.dtype)
        wrong += [name] * (not np.array_equal(mine, theirs))
    windows = np.array([resident.window for resident in residents]).T
    wrong += ["past"] * (not np.array_equal(columns.past, windows))
    known = [[-1 if tie is None else tie.row for tie in resident.slots] for resident in residents]
    ties = np.where(columns.ties == len(residents), -1, columns.ties.astype(np.int64))
    wrong += ["ties"] * (not np.array_equal(ties, known))
    wrong += ["mates"] * (columns.mates.tolist() != [resident.mates for resident in residents])
    wrong += ["carried"] * (model.players.shared.carried.tolist() != reference.carried)
    return wrong
