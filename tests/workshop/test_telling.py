"""What is told about a kept run: made once, put off and taken up again, never about another program's run; its map."""

from __future__ import annotations

import threading
import xml.etree.ElementTree as Xml

import pytest

from simulator.errors import Cancelled
from simulator.workshop.bundle import Bundle, BundleError, Bundles
from simulator.workshop.bundle_parts import MadeWith
from simulator.workshop.calculator import Calculator
from simulator.workshop.difference_map import DifferenceMap
from simulator.workshop.futures import Sampling
from simulator.workshop.request import Request

COUNT = 4
PLAN = {"outreach": 8, "transport": 6}
NEVER = threading.Event()


@pytest.fixture(scope="module")
def calculator(tmp_path_factory) -> Calculator:
    return Calculator(Bundles(tmp_path_factory.mktemp("told")), 500, 2, sampling=Sampling(count=COUNT))


@pytest.fixture(scope="module")
def answered(calculator) -> Bundle:
    return calculator.answer("sobriete", PLAN)


def test_lives_are_told_in_both_languages_and_once(calculator, answered):
    calculator.tell_record(answered.address, "lives", NEVER)
    told = calculator.bundles.attached(answered.address, "lives")
    assert [one["kind"] for one in told["fr"]] == [one["kind"] for one in told["en"]]
    assert {one["imagined"] for one in told["fr"]} == {"Personne imaginée"}
    stopped = threading.Event()
    stopped.set()
    assert calculator.tell_record(answered.address, "lives", stopped) == answered.address  # nothing is played again


def test_futures_put_off_go_on_where_they_were(calculator, answered):
    stop, shares = threading.Event(), []

    def tell(what, share):
        shares.append(share)
        stop.set()

    with pytest.raises(Cancelled):
        calculator.tell_record(answered.address, "futures", stop, tell)
    assert calculator.bundles.attached(answered.address, "futures") is None
    before = len(shares)
    calculator.tell_record(answered.address, "futures", NEVER, lambda what, share: shares.append(share))
    told = calculator.bundles.attached(answered.address, "futures")
    assert told["count"] == COUNT
    assert 1 <= before < COUNT
    assert len(shares) == COUNT  # each future was played once
    assert str(COUNT) in told["sentence"]["fr"]


def test_tables_that_wait_together_share_each_future_and_its_baseline(calculator):
    one, two, other = (
        calculator.answer(world, plan)
        for world, plan in (("numerique", PLAN), ("numerique", {"outreach": 2}), ("communs", PLAN))
    )
    waiting = [two.address, other.address, "0" * 64]
    calculator.tell_record(one.address, "futures", NEVER, waiting=lambda: waiting)
    shares = []
    calculator.tell_record(two.address, "futures", NEVER, lambda what, share: shares.append(share))
    assert shares == [], "every future was played already"
    told, alone = (
        one.bundles.attached(two.address, "futures")
        for one in (calculator, _told_alone(two, calculator.bundles.folder.parent / "alone"))
    )
    assert told == alone
    calculator.tell_record(other.address, "futures", NEVER, lambda what, share: shares.append(share))
    assert len(shares) == COUNT, "another world has other futures"


def _told_alone(bundle: Bundle, folder) -> Calculator:
    """A calculator that told a bundle's futures with no other plan beside it."""
    fresh = Calculator(Bundles(folder), 500, 2, sampling=Sampling(count=COUNT))
    fresh.bundles.keep(bundle)
    fresh.tell_record(bundle.address, "futures", NEVER)
    return fresh


def test_a_dissent_has_a_ranking_and_an_undisputed_run_has_none(calculator, answered):
    disputed = calculator.answer("sobriete", PLAN, dissent=("norm_weight", 0.2))
    calculator.tell_record(disputed.address, "ranking", NEVER)
    told = calculator.bundles.attached(disputed.address, "ranking")
    assert (told["parameter"], told["value"]) == ("norm_weight", 0.2)
    assert {one["after"]["best"] <= one["after"]["worst"] for one in told["moves"]} == {True}
    for name in ("ranking", "tarot"):
        with pytest.raises(BundleError):
            calculator.tell_record(answered.address, name, NEVER)


def test_nothing_is_told_of_another_program_s_run(calculator, answered):
    inputs = {name: getattr(answered, name) for name in type(answered).model_fields}
    old = Bundle(**inputs | {"made_with": MadeWith(model="0.0.1", code="0" * 64)})
    address = calculator.bundles.take(old.canonical())
    with pytest.raises(BundleError) as error:
        calculator.tell_record(address, "lives", NEVER)
    assert error.value.code == "bundle_other_program"
    assert calculator.bundles.records(address) == []


def test_a_world_made_ready_says_its_level_without_new_measures(calculator, answered):
    level = calculator.make_ready(Request.read({"world": "sobriete", "tokens": PLAN}), NEVER)
    ours, theirs = (one.results.number("any_but_cinema") for one in (level, answered))
    assert (ours.reference, ours.difference) == (pytest.approx(theirs.reference), 0.0)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_map_is_a_drawing_whose_words_never_cover_each_other(calculator, answered, language):
    drawn = DifferenceMap(answered, calculator.studies.territory, language)
    root = Xml.fromstring(drawn.svg())
    texts = [one for one in root if one.tag.endswith("text")]
    places = [(float(one.get("x")), float(one.get("y"))) for one in texts]
    names = len(calculator.studies.territory.agglomerations.code)
    assert len(set(places)) == len(texts) == 2 * names + 3
    assert root.get("aria-label") == drawn.sentence
    figures = [one.text for one in texts[1 : 2 * names : 2]]
    whom = [one for one in answered.results.whom if (one.code, one.by) == ("any_but_cinema", "agglomeration")]
    assert [figure.startswith("(") for figure in figures] == [one.verdict == "same" for one in whom]
