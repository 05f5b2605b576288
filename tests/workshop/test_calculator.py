"""A request has one answer, to the bit, that of the screen; cards and disputes change both sides; old links stay."""

from __future__ import annotations

import contextlib
import json
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.answers.choices import validate
from simulator.answers.studies import Studies
from simulator.dashboard.exploration import Exploration
from simulator.domains import DOMAINS
from simulator.errors import Cancelled, ParameterError
from simulator.experiments.disputed import with_value
from simulator.experiments.run import sets_of
from simulator.experiments.scenario import Scenario
from simulator.model.parameters import defaults
from simulator.workshop.bundle import Bundle, BundleError, Bundles
from simulator.workshop.calculator import Calculator
from simulator.workshop.canonical import canonical
from simulator.workshop.changes import changes, recompute
from simulator.workshop.request import Request, asked_again

RESIDENTS, RUNS = 500, 2
PLAN = {"outreach": 8, "transport": 6}
START = {"transport": 2030}


@pytest.fixture(scope="module")
def calculator(tmp_path_factory) -> Calculator:
    return Calculator(Bundles(tmp_path_factory.mktemp("bundles")), RESIDENTS, RUNS)


@pytest.fixture(scope="module")
def answered(calculator) -> Bundle:
    return calculator.answer("sobriete", PLAN, START)


def test_the_same_request_has_the_same_address(calculator, answered):
    turned = {"amateurs": 0, **dict(reversed(PLAN.items()))}
    again = calculator.answer("sobriete", turned, START | {"outreach": 2027, "amateurs": 2031})
    assert again == answered
    assert calculator.bundles.load(answered.address) == answered
    other = calculator.answer("sobriete", PLAN)
    assert other.address != answered.address


def test_another_calculator_gives_the_same_bytes(answered, tmp_path):
    other = Calculator(Bundles(tmp_path), RESIDENTS, RUNS)
    assert other.answer("sobriete", PLAN, START).canonical() == answered.canonical()


def test_the_answer_is_the_one_that_the_screen_draws(calculator, answered):
    shown = []
    studies = Studies(calculator.studies.territory, RESIDENTS, RUNS)
    exploration = Exploration(studies, [Scenario.load("sobriete")], lambda *one: shown.append(one), lambda status: None)
    exploration.move(validate({"tokens": PLAN, "start": START}, ("sobriete",)))
    assert exploration.settle(120)
    header, buffer = shown[-1]
    assert buffer == answered.results.buffer
    assert json.loads(canonical({**header, "move": 0})) == answered.results.header | {"move": 0}


def test_a_bundle_says_what_was_asked_and_what_made_it(calculator, answered):
    people = calculator.studies.people(RESIDENTS)
    assert answered.policy.levers == {"outreach": {2027: 2e6}, "transport": {2030: 1.5e6}}
    assert (answered.policy.tokens, answered.policy.start) == (PLAN, START | {"outreach": 2027})
    assert (answered.residents, answered.replications, answered.population) == (RESIDENTS, RUNS, people.digest)
    assert answered.territory == calculator.studies.territory.digest
    assert answered.parameters == sets_of(calculator.studies.territory)[0].digest
    assert answered.scenario.content["story"]["fr"].startswith("Fiction")


def test_without_any_token_nothing_differs(calculator):
    nothing = calculator.answer("sobriete", {"outreach": 0})
    assert nothing.policy.levers == {}
    assert {(f.difference, f.verdict) for f in nothing.results.numbers} == {(0.0, "same")}


def test_an_event_card_changes_both_sides(calculator, answered):
    codes = [event.code for event in Scenario.load("sobriete").events]
    played = calculator.answer("sobriete", PLAN, START, cards=reversed(codes))
    assert played.cards == tuple(sorted(codes))
    assert played.scenario.digest != answered.scenario.digest
    assert played.scenario.content == answered.scenario.content
    before, after = (one.results.series("any_but_cinema") for one in (answered, played))
    assert (before["reference"][:5] == after["reference"][:5]).all()
    assert (before["reference"][9:] != after["reference"][9:]).any()
    assert calculator.answer("sobriete", PLAN, START, cards=codes) == played


def test_a_disputed_parameter_changes_both_sides_and_keeps_today(calculator, answered):
    disputed = calculator.answer("sobriete", PLAN, START, dissent=("norm_weight", 0.2))
    assert (disputed.dissent.parameter, disputed.dissent.value) == ("norm_weight", 0.2)
    assert (disputed.parameters, disputed.accepted) == (answered.parameters, answered.accepted)
    changed = [with_value(p, "norm_weight", 0.2) for p in calculator.studies.sets()]
    unfitted = calculator.studies.beside(changed).world(Scenario.load("sobriete")).reference
    gaps = {"fitted": 0.0, "unfitted": 0.0}
    for code in ("any", *DOMAINS, "amateur"):
        then, now = (one.results.series(code)["reference"][:, 0] for one in (answered, disputed))
        gaps["fitted"] += abs(then[0] - now[0])
        gaps["unfitted"] += abs(then[0] - unfitted.values(code, "all").mean(axis=0)[0, 0])
        assert (then[1:] != now[1:]).any()
    assert gaps["fitted"] < gaps["unfitted"] / 2
    assert calculator.answer("sobriete", PLAN, START, dissent=("norm_weight", 0.2)) == disputed


def test_disputing_a_value_with_itself_changes_nothing():
    p = defaults()
    assert with_value(p, "norm_weight", p.norm_weight).digest == p.digest
    assert with_value(p, "access_weight[2]", 0.3).access_weight[2] == 0.3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("unheard_of", 1.0),
        ("norm_weight", 99.0),
        ("access_weight[6]", 0.3),
        ("norm_weight[0]", 0.3),
        ("intercept[0]", -3.0),
        ("practice_intercept", -3.0),
        ("norm_weight; drop", 0.3),
    ],
)
def test_what_cannot_be_disputed_is_said(calculator, name, value):
    with pytest.raises(ParameterError) as found:
        calculator.answer("sobriete", PLAN, dissent=(name, value))
    assert found.value.fr != found.value.en


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"world": "nowhere"}, ParameterError),
        ({"world": "../sobriete"}, BundleError),
        ({"world": "sobriete", "tokens": {"unheard_of": 1}}, ParameterError),
        ({"world": "sobriete", "tokens": {"outreach": 60}}, ParameterError),
        ({"world": "sobriete", "tokens": {"outreach": -1}}, ParameterError),
        ({"world": "sobriete", "tokens": {"outreach": 1}, "start": {"outreach": 2041}}, ParameterError),
        ({"world": "sobriete", "cards": ["unheard-of"]}, ParameterError),
        ({"world": "sobriete", "tokens": {"outreach": 1.5}}, BundleError),
        ({"world": "sobriete", "more": 1}, BundleError),
        ({"world": "sobriete", "dissent": {"parameter": "norm_weight", "value": float("nan")}}, BundleError),
        ([], BundleError),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(calculator, asked, error):
    kept = calculator.bundles.addresses()
    with pytest.raises(error) as found:
        calculator.solve(Request.read(asked))
    assert found.value.fr != found.value.en
    assert calculator.bundles.addresses() == kept


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)
PARTS = st.fixed_dictionaries(
    {}, optional={name: ANYTHING for name in ("world", "tokens", "start", "cards", "dissent", "other")}
)


@settings(max_examples=200, deadline=None)
@given(ANYTHING | PARTS | PARTS.map(lambda parts: parts | {"world": "sobriete"}))
def test_whatever_is_sent_is_a_request_or_a_sentence(raw):
    with contextlib.suppress(BundleError):
        request = Request.read(raw)
        assert Request.read(request.model_dump()) == request


def test_work_that_nobody_waits_for_leaves_nothing(calculator):
    stop, kept = threading.Event(), calculator.bundles.addresses()
    stop.set()
    for dissent in (None, ("forgetting", 0.1)):
        with pytest.raises(Cancelled):
            calculator.answer("communs", {"amateurs": 5}, dissent=dissent, stop=stop)
    assert calculator.bundles.addresses() == kept


def test_how_far_the_work_is_grows_and_ends_before_the_answer(calculator):
    told = []
    request = Request.read({"world": "tendanciel", "tokens": {"amateurs": 3}})
    calculator.solve(request, tell=lambda what, share: told.append((what, share)))
    steps = [what for what, _ in told]
    assert steps == sorted(steps, key=["residents", "spin_up", "baselines", "plan"].index)
    assert all(0.0 <= share <= 1.0 for _, share in told)
    again = []
    calculator.solve(request, tell=lambda what, share: again.append(what))
    assert again == []


def test_an_old_link_asked_again_by_the_same_version_has_not_changed(calculator, answered):
    new, found = recompute(calculator, answered.address)
    assert new == answered
    assert (found.inputs, found.numbers) == ((), ())
    assert found.sentences("fr") == ["Rien n’a changé\u00a0: la même réponse, au bit près."]


@pytest.fixture(scope="module")
def older(calculator, answered) -> Bundle:
    """The same request as an older version answered it: other data, another code, another number."""
    content = json.loads(answered.canonical())
    content["made_with"] = {"model": "0.0.9", "code": "a" * 64}
    content["territory"] = "b" * 64
    first, second = content["results"]["numbers"][:2]
    first |= {"difference": -0.05, "low": -0.06, "high": -0.04, "verdict": "worse"}
    second |= {"difference": second["difference"] + 1e-4, "low": -1.0, "high": 1.0}
    old = Bundle.read(canonical(content))
    calculator.bundles.keep(old)
    return old


def test_what_has_changed_since_an_older_version_is_told(calculator, answered, older):
    new, found = recompute(calculator, older.address)
    assert new == answered
    assert found.inputs == ("model", "code", "territory")
    assert [(moved.before.code, moved.within) for moved in found.numbers] == [
        ("any_but_cinema", False),
        ("amateur", True),
    ]
    assert found.numbers[0].by == pytest.approx(answered.results.numbers[0].difference + 0.05)
    assert "hors de l’intervalle d’alors" in found.sentences("fr")[1]
    assert "within the interval of then" in found.sentences("en")[2]
    assert canonical(found.as_dict())


def test_an_older_link_shows_its_first_answer_for_ever(calculator, older):
    raw = calculator.bundles.raw(older.address)
    recompute(calculator, older.address)
    assert calculator.bundles.raw(older.address) == raw
    assert calculator.bundles.load(older.address).results.numbers[0].difference == -0.05


def test_a_bundle_of_another_size_is_asked_again_at_its_size(calculator, answered, tmp_path):
    bigger = Calculator(calculator.bundles, RESIDENTS, 1)
    assert changes(bigger.solve_again(answered), answered).inputs == ()


def test_what_this_version_no_longer_knows_cannot_be_asked_again(answered):
    content = json.loads(answered.canonical())
    content["policy"]["levers"] = {"forgotten": {"2027": 1e6}}
    with pytest.raises(BundleError, match="forgotten") as found:
        asked_again(Bundle.read(canonical(content)))
    assert found.value.code == "bundle_cannot_ask_again"


def test_the_whole_interval_is_that_of_the_paired_runs(answered):
    series = answered.results.series("any_but_cinema")
    assert np.allclose(series["plan"] - series["reference"], series["difference"], atol=1e-6)
    assert (series["low"] <= series["difference"]).all()
    assert (series["difference"] <= series["high"]).all()
