"""Plans of one world are told apart by their pairs of runs; older runs still open, and say what they can."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from made_bundles import bundle
from made_day import open_day, rounds

from simulator.experiments.judging import Outcome
from simulator.experiments.scenario import Scenario
from simulator.serve.figures import Figures
from simulator.workshop.bundle import Bundle, BundleError, Bundles
from simulator.workshop.canonical import address_of, canonical, plain
from simulator.workshop.side_by_side import MAIN, Shown, SideBySide

SWING = (-0.02, 0.015, -0.01, 0.02, 0.0, -0.015, 0.01, 0.005)
"""What settings and draws do to every plan alike: much more than what parts the plans."""


def shown(gain: float, **changes) -> Shown:
    """A plan that adds `gain` to what the settings of each replication do."""
    pairs = tuple(gain + swing for swing in SWING)
    made = Shown(world="w", ground="g", low=gain - 0.01, high=gain + 0.01, pairs=pairs)
    return replace(made, **changes)


def content(**changes) -> dict:
    return plain(bundle(Scenario.load("sobriete"), **changes).canonical())


def older(**changes) -> bytes:
    """A bundle as the first version wrote it."""
    found = content(**changes) | {"version": 1}
    del found["results"]["pairs"]
    return canonical(found)


def test_a_run_keeps_what_each_pair_says_and_its_mean_is_the_difference():
    kept = bundle(Scenario.load("sobriete"), gain=0.02)
    assert set(kept.results.pairs) == {figure.code for figure in kept.results.numbers}
    for figure in kept.results.numbers:
        pairs = kept.results.pairs[figure.code]
        assert len(pairs) == kept.replications
        assert sum(pairs) / len(pairs) == pytest.approx(figure.difference, abs=1e-5 * max(1.0, abs(figure.difference)))


def test_bars_that_touch_are_told_apart_where_every_pair_says_so():
    one, other = shown(0.025), shown(0.02)
    assert one.low < other.high
    assert one.against(other) is Outcome.BETTER
    assert other.against(one) is Outcome.WORSE
    assert replace(one, pairs=None).against(other) is Outcome.SAME


def test_a_difference_below_the_smallest_effect_is_none_however_sure():
    assert shown(0.0205).against(shown(0.02)) is Outcome.SAME


def test_bars_apart_are_not_enough_where_pairs_disagree():
    one, other = shown(0.02, low=0.018, high=0.022), shown(0.005, low=0.003, high=0.007)
    other = replace(other, pairs=tuple(-2.0 * swing for swing in SWING))
    assert one.low > other.high
    assert one.against(other) is Outcome.SAME


def test_other_draws_make_no_pairs():
    assert shown(0.05).above(shown(0.02, ground="other")) is None
    assert shown(0.05).against(shown(0.02, ground="other")) is Outcome.BETTER  # their bars say so
    assert shown(0.03).against(shown(0.02, ground="other")) is Outcome.SAME


def test_runs_go_by_pairs_when_nothing_but_the_plan_differs():
    policy = {"tokens": {}, "start": {}, "levers": {}, "digest": "8" * 64}
    first, second = (Shown.of(content(gain=gain, policy=given)) for gain, given in ((0.02, policy), (0.05, policy)))
    assert Shown.of(content()).paired_with(first)
    assert second.against(first) is Outcome.BETTER
    for changed in ({"residents": 400}, {"population": "9" * 64}, {"accepted": "9" * 64}):
        assert not first.paired_with(Shown.of(content(**changed)))


def test_a_bundle_of_the_first_version_opens_with_its_own_bytes(tmp_path):
    raw, bundles = older(gain=0.02), Bundles(tmp_path)
    address = bundles.take(raw)
    assert address == address_of(raw)
    kept = bundles.load(address)
    assert (kept.version, kept.results.pairs) == (1, None)
    assert kept.canonical() == raw
    assert kept.results.number(MAIN).difference == pytest.approx(0.022, abs=1e-3)


def test_bundles_of_the_first_version_are_told_apart_by_their_bars():
    one, other, far = (Shown.of(json.loads(older(gain=gain))) for gain in (0.020, 0.0202, 0.08))
    assert one.pairs is None
    assert SideBySide({1: one, 2: other, 3: far}).sentences("fr") == [
        "Les plans des tables 1 et 2 **ne peuvent pas être départagés**.",
        "Le plan de la table 3 fait mieux que ceux des tables 1 et 2.",
        "Ne pas départager ne veut pas dire inutile.",
    ]
    assert "barres ne se touchent pas" in SideBySide({1: one, 2: other}).how("fr")


@pytest.mark.parametrize("fault", ["missing", "short", "early"])
def test_pairs_that_are_not_of_the_run_are_refused(fault):
    found = content()
    if fault == "missing":
        del found["results"]["pairs"]
    elif fault == "short":
        found["results"]["pairs"][MAIN] = found["results"]["pairs"][MAIN][:-1]
    else:
        found["version"] = 1
    with pytest.raises(BundleError, match="abîmé"):
        Bundle.read(canonical(found))


def test_sentences_name_tables_in_their_order_and_make_no_league():
    runs = SideBySide({2: shown(0.03), 4: shown(0.0301), 5: shown(0.01), 9: shown(0.0302)})
    assert runs.sentences("en") == [
        "The plans of tables 2, 4 and 9 **cannot be told apart**.",
        "Table 2’s plan does better than that of table 5.",
        "Table 4’s plan does better than that of table 5.",
        "Table 9’s plan does better than that of table 5.",
        "Not told apart does not mean useless.",
    ]
    assert "even if their bars touch" in runs.how("en")
    assert SideBySide({1: shown(0.02)}).sentences("fr") == []


def test_tables_that_met_other_events_are_not_compared():
    runs = SideBySide({1: shown(0.05), 2: shown(0.01), 3: shown(0.05, world="v", ground="h")})
    assert runs.sentences("fr") == [
        "Le plan de la table 1 fait mieux que celui de la table 2.",
        "Toutes les tables n’ont pas eu les mêmes événements\u00a0: on ne compare que celles qui ont eu les mêmes.",
    ]


def test_a_wall_says_a_few_things_and_a_paper_all():
    runs = SideBySide({rank: shown(0.01 * rank) for rank in range(1, 9)})
    assert len(runs.sentences("fr", most=3)) == 4
    assert len(runs.sentences("fr")) == 7


def test_screens_are_told_by_round_and_world_once_revealed(tmp_path):
    day = open_day(tmp_path)
    figures = Figures(day.bundles)
    assert figures.apart(day.desk.state(day.workshop)) == []
    rounds(day)
    told = {(one["round"], one["world"]): one for one in figures.apart(day.desk.state(day.workshop))}
    assert set(told) == {(1, "sobriete"), (1, "communs")}
    assert told[1, "sobriete"]["fr"]["sentences"] == ["Le plan de la table 1 fait mieux que celui de la table 3."]
    assert told[1, "communs"]["en"]["sentences"] == ["Table 4’s plan does better than that of table 2."]
    assert "mêmes calculs" in told[1, "communs"]["fr"]["how"]
