"""The benchmark tells both sides, and a ratio that is their quotient; no time is asserted."""

from __future__ import annotations

import pytest

from simulator.experiments.bench import measure


def test_the_benchmark_tells_both_sides():
    found = measure(size=1_000, flat_sizes=(500,), repeats=1)
    reference, engine = found["reference"]["ns_per_resident_month"], found["engine"]["ns_per_resident_month"]
    assert found["ratio_to_reference"] == pytest.approx(reference / engine, rel=0.01)
    assert engine == found["ns_per_resident_month"]["two_threads"]["best"]
    assert 0.0 < found["reference"]["share_on_draws"] < 1.0
    assert 100 < found["bytes_per_resident"] < 300
    assert set(found["by_size_one_thread"]) == {"1000", "500"}
