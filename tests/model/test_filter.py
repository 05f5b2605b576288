"""What single precision settles is what the exact rule decides: for any state, the plain rule's decisions (rule 4).

The engine first computes chances roughly, in single precision, and leaves to the exact rule only whose draw is near.
Here states are drawn at random, extremes included, and most are placed a hair's breadth on either side of their own
draw, where too small a tolerance would show.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.draws import Stream, key_of, words
from simulator.model.model import CultureModel
from simulator.model.state import show_month
from tests.model.worlds import wanting_of
from tests.reference.model import ReferenceModel

SIZE = 500
SEED = 11
HAIR = (0.0, 1e-7, 1e-5, 1e-4, 1e-3, 3e-3, 5e-3, 0.01, 0.05, 1.0)


@pytest.fixture(scope="module")
def pair(bassin, sample, book, parameters, spun_up):
    """Both models on the same people, with 0 to 8 ties each."""
    people = sample(SIZE)
    known = np.arange(8) < (np.arange(SIZE) % 9)[:, None]
    people = replace(people, ties=np.where(known, people.ties % SIZE, -1))
    world = {"parameters": parameters, "book": book, "start": spun_up(SIZE), "seed": SEED}
    return CultureModel(bassin, people, **world), ReferenceModel(bassin, people, **world)


@pytest.fixture(scope="module")
def outermost():
    """Months in which somebody's draw is the first or the last of the 65,536 values, where a second draw decides."""
    key, months = key_of(SEED, Stream.PARTICIPATION), []
    for month in range(-240, 180):
        drawn = np.array([words(key, row, 0, month, 0)[:3] for row in range(SIZE)], np.uint64)
        halves = np.concatenate([drawn & np.uint64(0xFFFF), drawn >> np.uint64(16)])
        if np.isin(halves, (0, 65535)).any():
            months.append(month)
    return months


def random_state(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Any state a resident may be in, and some they may not."""
    shape = (6, SIZE)

    def extreme(low: float, high: float) -> np.ndarray:
        values = rng.uniform(low, high, shape)
        return np.where(rng.random(shape) < 0.2, rng.choice([low, high], shape), values).astype(np.float32)

    visited = rng.integers(0, 64, (12, SIZE)) * (rng.random((12, SIZE)) < rng.random())
    return {
        "awareness": np.where(rng.random(shape) < 0.1, 1e-6, extreme(0.0, 1.0)).astype(np.float32),
        "habit": extreme(0.0, rng.choice([1.0, 10.0, 19.0])),
        "experience": extreme(0.0, 60.0),
        "symbolic": extreme(0.0, 1.0)[0],
        "habitus": extreme(0.0, 1.0)[0],
        "practice": rng.integers(0, 2, SIZE).astype(np.uint8),
        "past": visited.astype(np.uint8),
    }


def put(engine: CultureModel, reference: ReferenceModel, state: dict[str, np.ndarray], month: int) -> None:
    """Give both models a state at the start of a month; stocks that fade are given in the month's unit."""
    engine.month = reference.month = month
    reference.begin_month()
    units = {"habit": reference.habit_before, "experience": reference.taste_before}
    for name, values in state.items():
        stored = (values / units.get(name, 1.0)).astype(getattr(engine.columns, name).dtype)
        getattr(engine.columns, name)[:] = stored
        for resident in reference.residents:
            value = stored[..., resident.row].tolist()
            setattr(resident, "window" if name == "past" else name, value)
    show_month(engine.columns, month)
    for resident in reference.residents:
        resident.show((month - 1) % 12)


def place_at_the_edge(engine: CultureModel, reference: ReferenceModel, rng: np.random.Generator) -> None:
    """Set tastes so that eta is a hair above or below what the draw asks for, or anywhere in [-40, 20]."""
    p, target = reference.p, np.empty((6, SIZE))
    for resident in reference.residents:
        drawn = resident.draw(Stream.PARTICIPATION)
        _, year, _ = resident.look_around()
        resident.gap = [0.0] * 6
        for d in range(6):
            bits = int(drawn[d // 2]) >> 16 * (d % 2) & 0xFFFF
            company = p.company_floor + (1 - p.company_floor) * (1 - (1 - year[d]) ** 8)
            asked = rng.random() < 0.5  # half of them at the edge of coming along
            present = 1.0 - p.digital_substitution * resident.digital
            x = (bits + 0.5) / 65536 / max(resident.awareness[d] * present * (1.0 if asked else company), 1e-9)
            eta = np.log(x / (1 - x)) + rng.choice(HAIR) * rng.choice([-1, 1]) if x < 1 else rng.uniform(-40, 20)
            eta = eta - p.invitation_pull * asked
            eta = rng.uniform(-40, 20) if rng.random() < 0.2 else eta
            target[d, resident.row] = (eta - resident.eta(d, year[d])) / reference.taste_before
    engine.columns.gap[:] = target
    for resident in reference.residents:
        resident.gap = engine.columns.gap[:, resident.row].astype(float).tolist()


def decide(engine: CultureModel, reference: ReferenceModel) -> list[int]:
    """Let both decide the month, without seating anybody; who wants to go where in the engine."""
    reference.begin_month()
    for resident in reference.residents:
        resident.decide()
    return wanting_of(engine)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(number=st.integers(0, 2**32), month=st.integers(-240, 179), edge=st.booleans())
def test_no_state_makes_the_filter_lose_anybody(pair, outermost, number, month, edge):
    engine, reference = pair
    rng = np.random.default_rng(number)
    month = outermost[month % len(outermost)] if edge else month
    put(engine, reference, random_state(rng), month)
    place_at_the_edge(engine, reference, rng)
    went = decide(engine, reference)
    assert went == [r.went for r in reference.residents]
    assert engine.players.shared.willing.tolist() == [r.willing & ~r.went for r in reference.residents]
    assert engine.players.shared.moves.tolist() == [r.move for r in reference.residents]
    assert engine.columns.awareness.T.tolist() == [r.awareness for r in reference.residents]
    assert engine.columns.symbolic.tolist() == [r.symbolic for r in reference.residents]
    assert 0 < sum(r.went > 0 for r in reference.residents) < SIZE


def test_months_with_outermost_draws_were_found(outermost):
    """Two values of 65,536, 3,000 draws a month: about 37 of 420 months."""
    assert 15 < len(outermost) < 70


def test_a_chance_of_zero_sends_nobody(pair):
    engine, reference = pair
    state = random_state(np.random.default_rng(0)) | {"awareness": np.zeros((6, SIZE), np.float32)}
    put(engine, reference, state, 6)  # in June, school makes everything known to some
    assert not any(decide(engine, reference))
    assert not any(r.went for r in reference.residents)
