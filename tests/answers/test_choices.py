"""Whatever a browser sends, the model only ever sees legal choices."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.answers.choices import validate
from simulator.answers.means import BUDGET, STARTS, most_tokens
from simulator.model.levers import LEVERS, TOKEN_EUROS

WORLDS = ("tendanciel", "sobriete")
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)
numbers = st.integers() | st.floats() | st.text(max_size=4) | st.none() | st.booleans()
hostile = st.fixed_dictionaries(
    {
        "world": anything,
        "tokens": st.dictionaries(st.sampled_from([*LEVERS, "touring", ""]), numbers, max_size=5) | anything,
        "start": st.dictionaries(st.sampled_from([*LEVERS, "x"]), numbers, max_size=5) | anything,
        "everybody": anything,
        "move": numbers,
    }
)


def legal(choices):
    assert choices.world in WORLDS
    assert set(choices.tokens) == set(choices.start) == set(LEVERS)
    assert all(type(n) is int and 0 <= n <= most_tokens(name) for name, n in choices.tokens.items())
    assert sum(choices.tokens.values()) <= BUDGET
    assert all(year in STARTS for year in choices.start.values())
    assert type(choices.everybody) is bool
    assert 0 <= choices.move <= 2**31
    choices.policy()  # the engine's own declarations accept it


@given(anything)
def test_any_value_becomes_legal_choices(raw):
    legal(validate(raw, WORLDS))


@given(hostile)
def test_any_well_shaped_but_hostile_value_becomes_legal_choices(raw):
    legal(validate(raw, WORLDS))


def test_a_huge_slider_value_is_brought_back_within_the_budget():
    choices = validate({"tokens": {"outreach": 10**8, "transport": 10**8}}, WORLDS)
    assert choices.tokens == dict.fromkeys(LEVERS, 0) | {"outreach": BUDGET}


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, True, "7", None, [7]])
def test_what_is_no_finite_number_places_nothing(value):
    assert validate({"tokens": {"outreach": value}}, WORLDS).tokens["outreach"] == 0


def test_legal_choices_pass_unchanged_and_become_a_policy():
    raw = {
        "world": "sobriete",
        "tokens": dict.fromkeys(LEVERS, 0) | {"outreach": 10, "transport": 6},
        "start": dict.fromkeys(LEVERS, 2027) | {"transport": 2030},
        "everybody": False,
        "move": 3,
    }
    choices = validate(raw, WORLDS)
    assert choices.as_dict() == raw
    assert choices.planned
    assert choices.policy().levers == {"outreach": {2027: 10 * TOKEN_EUROS}, "transport": {2030: 6 * TOKEN_EUROS}}


def test_no_token_is_no_plan():
    choices = validate({}, WORLDS)
    assert not choices.planned
    assert choices.policy().levers == {}
