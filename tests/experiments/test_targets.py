"""Published rates brought to other residents: by hand, and back to the published rate in the whole country."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from simulator.domains import DOMAINS
from simulator.experiments.targets import (
    HERITAGE_AUDIENCE,
    HERITAGE_RATIO,
    NATIONAL_AGES,
    NATIONAL_OCCUPATIONS,
    TARGETS,
    Breakdown,
    Target,
    by_age,
    by_diploma,
    by_occupation,
    gradient,
    local_target,
    national_diplomas,
    shares_of,
)

EACH = pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
COUNTRY = {
    "diploma": national_diplomas(),
    "occupation": np.array(NATIONAL_OCCUPATIONS) / sum(NATIONAL_OCCUPATIONS),
    "age": np.array(NATIONAL_AGES) / sum(NATIONAL_AGES),
}


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
def test_the_whole_country_gives_the_published_rate(target):
    """By town size the country's shares are not carried: a country where every class has everybody's rate does."""
    for breakdown in target.breakdowns:
        if breakdown.by in COUNTRY:
            assert breakdown.factor(COUNTRY) == pytest.approx(1.0)
    national = [b for b in target.breakdowns if b.by in COUNTRY]
    same = Target("X", target.national, tuple(national), "same")
    assert local_target(same, COUNTRY) == pytest.approx(target.national)


@EACH
def test_everybodys_rate_lies_between_those_of_the_classes(target):
    for b in target.breakdowns:
        assert 0 < min(b.rates) < b.everybody < max(b.rates)


def test_a_diplomas_ratio_stands_between_the_ends():
    rates = by_diploma(3.89).rates
    assert rates[3] / rates[0] == pytest.approx(3.89)
    assert (np.diff(rates) > 0).all()


def test_other_occupations_are_what_everybodys_rate_leaves():
    """Museums: 9.87, 14.30, 15.79 and 11.90 % of 80, 60, 32 and 32 make 25.33 of 44; 18.67 / 48.15 % is 38.8."""
    assert by_occupation((80.0, 60.0, 32.0, 32.0), 44.0).rates[-1] == pytest.approx(38.78, abs=0.02)


def test_ages_are_those_of_the_country_in_2018():
    """14.37, 22.06, 31.98 and 31.60 % of 88, 68, 55 and 31: 55.02, not the 57 of the younger country of 2008."""
    assert by_age((88.0, 68.0, 55.0, 31.0)).everybody == pytest.approx(55.02, abs=0.02)


def test_by_hand():
    """Diploma and town say one and a half and two thirds of the country: together nothing; age doubles."""
    made = Target(
        "X",
        0.2,
        (Breakdown("diploma", (3.0, 1.0), 2.0), Breakdown("town", (2.0, 4.0), 3.0), Breakdown("age", (8.0, 4.0), 4.0)),
        "made up",
    )
    ours = {"diploma": np.array([1.0, 0.0]), "town": np.array([1.0, 0.0]), "age": np.array([1.0, 0.0])}
    assert local_target(made, ours) == pytest.approx(0.4)
    half = {"diploma": np.array([0.5, 0.5]), "town": np.array([1.0, 0.0]), "age": np.array([0.0, 1.0])}
    assert local_target(made, half) == pytest.approx(0.2 * (2 / 3) ** 0.5)


def test_every_domain_and_practice_has_a_target_with_its_source():
    assert tuple(target.name for target in TARGETS) == (*DOMAINS, "AMA")
    assert all(target.source for target in TARGETS)
    assert all(("no gradient" in target.source) == (not target.breakdowns) for target in TARGETS)


def test_shares_are_weighted_and_of_adults_only():
    """Two communes: of 1,000 residents, with a child and a retired manager, and of 30,000."""
    people = SimpleNamespace(
        age=np.array([14, 15, 40, 80]),
        education=np.array([3, 0, 2, 2]),
        occupation=np.array([0, 0, 4, 5]),
        commune=np.array([0, 1, 1, 0]),
        weight=np.array([900, 10_000, 20_000, 100]),
    )
    shares = shares_of(people)
    whole = 30_100
    assert shares["diploma"] * whole == pytest.approx([10_000, 0, 20_100, 0])
    assert shares["occupation"] * whole == pytest.approx([20_000, 0, 0, 0, 10_100])
    assert shares["age"] * whole == pytest.approx([10_000, 0, 20_000, 100])
    assert shares["town"] * whole == pytest.approx([100, 0, 30_000, 0])
