"""Rule 6: closing a venue changes its users, and nobody else, as long as nothing passes from one to another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator.model.kernels.access import fill_states
from simulator.model.kernels.layout import SHUT
from simulator.model.model import CultureModel
from simulator.parameters import ParameterSet
from tests.model.worlds import guests_of, outings_of, state_of

SIZE = 5_000


def close(model, venue: int) -> None:
    """Shut a venue in the current world, accessibility held where it was (logsum of the baseline)."""
    model._refresh_access()
    current = model.tables.current.copy()
    current[:, model.book.venue == venue] = 0.0
    state, past = np.empty_like(model.tables.state), np.zeros(current.shape[1], np.uint8)
    fill_states(model.book.start, model.tables.reference, current, state, past)
    assert not past.any()
    model.tables = model.tables._replace(current=current, state=state)


def busiest_museum(model) -> int:
    inside = model.territory.venues.domains[:, 0]
    return int(np.argmax(np.where(inside, model.recorder._record.venue_visits[0], -1)))


def events_of(model) -> dict[tuple[int, int], tuple[int, int]]:
    e = outings_of(model)
    rows = zip(e.row, e.domain, e.column, e.visits, strict=True)
    return {(int(r), int(d)): (int(c), int(v)) for r, d, c, v in rows}


@pytest.fixture
def free_places(bassin):
    venues = replace(bassin.venues, monthly_places=np.full_like(bassin.venues.monthly_places, 10**9))
    return replace(bassin, venues=venues)


def test_one_month_one_closing(engine, free_places):
    """One state, one month, logsum held, capacity off: only the users of the venue move, and all of them."""
    with_venue, without = engine(SIZE, territory=free_places), engine(SIZE, territory=free_places)
    museum = busiest_museum(with_venue)
    close(without, museum)
    with_venue.step()
    without.step()
    before, after = events_of(with_venue), events_of(without)
    assert before.keys() == after.keys(), "closing a venue changed who goes out"
    column = int(np.flatnonzero(with_venue.book.venue == museum)[0])
    users = {key for key, (c, _) in before.items() if key[1] == 0 and c == column}
    moved = {key for key in before if before[key] != after[key]}
    assert users
    assert moved == users
    assert (without.tables.state != SHUT).any()


def test_one_month_leaves_everybody_else_untouched(engine, free_places):
    """Hosts lead their guests elsewhere: nobody else is touched."""
    with_venue, without = engine(SIZE, territory=free_places), engine(SIZE, territory=free_places)
    museum = busiest_museum(with_venue)
    close(without, museum)
    with_venue.step()
    without.step()
    column = int(np.flatnonzero(with_venue.book.venue == museum)[0])
    users = {row for (row, d), (c, _) in events_of(with_venue).items() if d == 0 and c == column}
    guests = guests_of(with_venue)
    users |= set(guests.row[(guests.domain == 0) & (guests.column == column)].tolist())
    a, b = state_of(with_venue), state_of(without)
    for name in a:
        differ = np.unique(np.nonzero(a[name] != b[name])[-1])
        assert set(differ.tolist()) <= users, name


SILENT = (
    "invitation_chance",
    "information_spill",
    "norm_weight",
    "word_of_mouth",
    "habit_weight",
    "visit_effect",
    "surprise_spread",
)


def without_feedback(parameters):
    """All that passes from one outing to another is off, guests and partners included, beyond declared ranges."""
    values = parameters.as_dict() | dict.fromkeys(SILENT, 0.0)
    values |= {"company_floor": 1.0, "visit_awareness": 0.0, "extra_visits": (0.0,) * 6, "learning_delay": 1e30}
    quiet = ParameterSet(parameters.declarations)
    quiet._values = values
    return quiet


def test_twenty_four_months_without_feedback(bassin, sample, free_places, book):
    """With nothing passed on, two years of a closed venue change its users' outings and no other outing."""
    quiet = without_feedback(book.parameters)
    models = [CultureModel(free_places, sample(SIZE), parameters=quiet) for _ in range(2)]
    for model in models:
        model.month = 0
    museum, users = 0, 0
    for _ in range(24):
        close(models[1], museum)
        for model in models:
            model.step()
        before, after = map(events_of, models)
        assert before.keys() == after.keys()
        column = int(np.flatnonzero(models[0].book.venue == museum)[0])
        for key, outing in before.items():
            if key[1] == 0 and outing[0] == column:
                users += 1
                assert after[key][0] != column
            else:
                assert after[key] == outing
    assert users > 0


def test_downstream_differences_are_there_and_bounded(engine, bassin):
    """With everything on, a closing spreads through ties, habit and places; most people are still untouched."""
    with_venue, without = engine(SIZE), engine(SIZE)
    museum = busiest_museum(with_venue)
    for _ in range(24):
        close(without, museum)
        with_venue.step()
        without.step()
    a, b = state_of(with_venue), state_of(without)
    touched = np.zeros(SIZE, bool)
    for name in ("gap", "habit"):
        touched |= (a[name] != b[name]).any(axis=0)
    print(f"closing {bassin.venues.name[museum]}: {touched.mean():.1%} of residents differ after 24 months")
    assert 0.0 < touched.mean() < 0.9
