"""Many exponentials and logarithms at once have the bits of one after the other."""

from __future__ import annotations

import numpy as np

from simulator import elementary
from simulator.territory.exponentials import exp_row, log_row


def test_exponentials_of_a_row_have_the_bits_of_elementary():
    draws = np.random.default_rng(1)
    edges = [0.0, -0.0, 1.0, -708.0, 708.9, 709.0, -708.5, 1e9, -1e9, np.inf, -np.inf, 5e-324]
    values = np.concatenate([draws.uniform(-720, 715, 20_000), draws.normal(0, 1, 20_000), edges])
    found = np.empty_like(values)
    exp_row(values, np.empty(values.size, np.int64), found)
    assert found.tobytes() == np.array([elementary.exp(value) for value in values]).tobytes()


def test_logarithms_of_a_row_have_the_bits_of_elementary():
    draws = np.random.default_rng(2)
    half = 0.7071067811865476
    edges = [1.0, 0.5, 2.0, half, np.nextafter(half, 0), np.nextafter(1.0, 0), 2.2250738585072014e-308, 1e308]
    values = np.concatenate([np.exp(draws.uniform(-700, 700, 20_000)), draws.uniform(0.1, 5, 20_000), edges])
    found = np.empty_like(values)
    log_row(values, np.empty(values.size, np.int64), found)
    assert found.tobytes() == np.array([elementary.log(value) for value in values]).tobytes()
