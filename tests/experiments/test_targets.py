"""Published rates brought to other diplomas: by hand, and back to the published rate in the whole country."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from simulator.domains import DOMAINS
from simulator.experiments.targets import (
    HERITAGE_AUDIENCE,
    HERITAGE_RATIO,
    TARGETS,
    Target,
    diplomas_of,
    gradient,
    local_target,
    national_diplomas,
    rates_by_diploma,
)

EACH = pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)


def test_a_gradient_rises_by_the_same_factor_at_each_step():
    assert gradient(8.0) == pytest.approx([1.0, 2.0, 4.0, 8.0])
    assert gradient(1.0).tolist() == [1.0, 1.0, 1.0, 1.0]


def test_the_countrys_diplomas_give_back_the_audience():
    """Residents by diploma, times how often each goes, are the published audience of museums."""
    diplomas = national_diplomas()
    assert diplomas.sum() == pytest.approx(1.0)
    assert diplomas == pytest.approx([0.17, 0.32, 0.18, 0.33], abs=0.005)
    audience = diplomas * gradient(HERITAGE_RATIO)
    assert audience / audience.sum() == pytest.approx(HERITAGE_AUDIENCE)


@EACH
def test_the_countrys_diplomas_give_the_published_rate(target):
    assert local_target(target, national_diplomas()) == pytest.approx(target.national)


@EACH
def test_the_published_ratio_stands_between_the_ends(target):
    rates = rates_by_diploma(target)
    assert rates[3] / rates[0] == pytest.approx(target.ratio or 1.0)
    assert ((rates > 0) & (rates < 1)).all()
    assert (np.diff(rates) >= 0).all()


@EACH
def test_a_target_lies_between_those_of_the_least_and_the_most_diplomas(target):
    low, high = local_target(target, np.eye(4)[0]), local_target(target, np.eye(4)[3])
    ours = local_target(target, np.array([0.38, 0.28, 0.17, 0.17]))
    if target.ratio is None:
        assert low == pytest.approx(high) == pytest.approx(ours) == pytest.approx(target.national)
    else:
        assert low < ours < target.national < high, "fewer diplomas than the country: fewer go"


def test_by_hand():
    """Ratio 8 and half the country at each end would need rates r and 8r; here all have none: r alone counts."""
    made = Target("X", 0.4, 8.0, "made up")
    shares = national_diplomas()
    lowest = 0.4 / (shares * [1, 2, 4, 8]).sum()
    assert local_target(made, np.array([1.0, 0, 0, 0])) == pytest.approx(lowest)
    assert local_target(made, np.array([0, 0.5, 0.5, 0])) == pytest.approx(3 * lowest)


def test_every_domain_and_practice_has_a_target_with_its_source():
    assert tuple(target.name for target in TARGETS) == (*DOMAINS, "AMA")
    assert all(target.source for target in TARGETS)
    assert all("no gradient" in target.source for target in TARGETS if target.ratio is None)


def test_diplomas_are_weighted_and_of_adults_only():
    people = SimpleNamespace(
        age=np.array([14, 15, 40, 80]), education=np.array([3, 0, 2, 2]), weight=np.array([50, 10, 20, 10])
    )
    assert diplomas_of(people) == pytest.approx([0.25, 0.0, 0.75, 0.0])
