"""A model interrupted in the midst of a month: every thread goes home, and nobody goes on from what is left."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.errors import Cancelled
from tests.model.worlds import state_of

SIZE = 500


@pytest.fixture
def interrupted(engine):
    """A model on two threads, the first of which never comes to the gate."""
    model = engine(SIZE, threads=2)
    attempt = model._crew._attempt

    def stop(k: int) -> None:
        if k == 0:
            raise KeyboardInterrupt
        attempt(k)

    model._crew._attempt = stop
    with pytest.raises(KeyboardInterrupt):
        model.step()
    return model


def test_the_others_do_not_wait_for_ever(interrupted):
    assert not any(thread.is_alive() for thread in interrupted._crew._threads)
    interrupted.close()


def test_nobody_goes_on_from_half_a_month(interrupted):
    with pytest.raises(Cancelled):
        interrupted.step()


def test_a_closed_model_says_so_and_can_be_looked_at(engine):
    model = engine(SIZE, threads=2)
    model.step()
    model.close()
    assert np.isfinite(state_of(model)["habit"]).all()
    with pytest.raises(RuntimeError, match="closed"):
        model.step()
