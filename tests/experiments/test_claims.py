"""Claims of stories: driver claims read on the timeline, outcome claims on paired runs, and never "false"."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from simulator.experiments.claims import TODAY, Change, Finding, check_claims, find_in_change, find_on_timeline
from simulator.experiments.fiction import Claim, Sign
from simulator.experiments.measures import SHARES, TOTALS
from simulator.experiments.policy import Policy
from simulator.experiments.story_parts import MEASURES

UP, DOWN, FLAT = Sign.UP, Sign.DOWN, Sign.FLAT
FOUND, NOT_FOUND, UNKNOWN = Finding.FOUND, Finding.NOT_FOUND, Finding.UNKNOWN
TEXT = {"fr": "x", "en": "x"}


@pytest.mark.parametrize(
    ("timeline", "signs"),
    [
        (0.0, {FLAT}),
        (0.5, {UP}),
        ({2026: 0, 2040: -0.1}, {DOWN}),
        ({2026: 0, 2031: 0.4, 2040: -0.1}, {UP, DOWN}),
        ({2026: 0, 2031: 0.4, 2040: 0}, {UP}),
        ({2030: 0}, {FLAT}),
    ],
)
def test_a_driver_claim_is_read_on_the_timeline(timeline, signs):
    assert {sign for sign in Sign if find_on_timeline(sign, timeline) is FOUND} == signs
    assert {find_on_timeline(sign, timeline) for sign in Sign} <= {FOUND, NOT_FOUND}


@pytest.mark.parametrize(
    ("sign", "change", "finding"),
    [
        (UP, (0.02, 0.01, 0.03), FOUND),
        (DOWN, (0.02, 0.01, 0.03), NOT_FOUND),
        (UP, (-0.02, -0.03, -0.01), NOT_FOUND),
        (DOWN, (-0.02, -0.03, -0.01), FOUND),
        (UP, (0.002, -0.01, 0.014), UNKNOWN),
        (UP, (0.0004, 0.0003, 0.0005), NOT_FOUND),
        (FLAT, (0.002, -0.001, 0.005), FOUND),
        (FLAT, (0.03, 0.02, 0.04), NOT_FOUND),
        (FLAT, (0.01, 0.005, 0.015), UNKNOWN),
        (UP, (0.02, -np.inf, np.inf), UNKNOWN),
        (FLAT, (np.nan, np.nan, np.nan), UNKNOWN),
        (DOWN, (np.nan, np.nan, np.nan), UNKNOWN),
    ],
)
def test_an_interval_says_yes_no_or_nothing(sign, change, finding):
    assert find_in_change(sign, Change(*change), share=True) is finding


def test_a_total_is_noticed_from_one_hundredth():
    change = Change(0.005, 0.004, 0.006)
    assert find_in_change(UP, change, share=True) is FOUND
    assert find_in_change(UP, change, share=False) is NOT_FOUND


def test_measures_are_those_of_results():
    assert set(MEASURES) == set(SHARES) | set(TOTALS)


def test_a_world_is_set_beside_todays_drivers(study, world):
    """Claims that are known to hold, not to hold, to be unreachable, and free; the figures are those of the runs."""
    claims = (
        Claim(TEXT, driver="fuel_price", sign=UP),
        Claim(TEXT, driver="touring_supply", sign=DOWN),
        Claim(TEXT),
        Claim(TEXT, outcome="co2_kg", sign=DOWN),
        Claim(TEXT, outcome="co2_kg", sign=UP),
        Claim(TEXT, outcome="RUE", sign=UP),
    )
    told = dataclasses.replace(world, claims=claims, drivers=world.drivers | {"fuel_price": {2026: 0.2, 2035: 1.5}})
    mine, today = study.beside(told), study.beside(TODAY)
    checked = check_claims(mine, today)
    assert [one.claim for one in checked] == list(claims)
    assert [one.finding for one in checked[:5]] == [FOUND, NOT_FOUND, Finding.FREE, FOUND, NOT_FOUND]
    assert [one.change is None for one in checked] == [True, True, True, False, False, False]
    pairs = zip(mine.runs(Policy.none), today.runs(Policy.none), strict=True)
    shares = [w.share("RUE")[-1, 0] - t.share("RUE")[-1, 0] for w, t in pairs]
    assert checked[5].change.mean == pytest.approx(np.mean(shares))


def test_what_no_driver_reaches_cannot_be_known(study):
    still = dataclasses.replace(TODAY, claims=tuple(Claim(TEXT, outcome="amateur", sign=sign) for sign in Sign))
    checked = check_claims(study.beside(still), study.beside(TODAY))
    assert [(one.finding, one.change) for one in checked] == [(UNKNOWN, Change(0.0, 0.0, 0.0))] * 3
