"""The address keeps a whole plan: twelve levers, each with its tokens and its year, there and back, in Chromium."""

from __future__ import annotations

import pytest
from driving import ROOT, launch

from simulator.answers.choices import link_query, validate
from simulator.answers.means import BUDGET, STARTS
from simulator.dashboard.app import WORLDS
from simulator.dashboard.setting import describe
from simulator.experiments.scenario import Scenario
from simulator.model.levers import LEVERS
from simulator.territory.territory import Territory

SOURCE = (ROOT / "simulator/dashboard/static/src/link.js").read_text(encoding="utf-8")
PAGE = (
    f"<!doctype html><title>lien</title><script type=module>{SOURCE}\nwindow.link = {{ readLink, writeLink }};</script>"
)
READ = "setting => window.link.readLink(window.location.search, setting)"
WRITE = "([state, setting]) => { window.link.writeLink(state, setting); return window.location.search; }"


@pytest.fixture(scope="module")
def setting():
    return describe(Territory.load("bassin-minier"), [Scenario.load(name) for name in WORLDS], 500)


@pytest.fixture(scope="module")
def page():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.route(
            "http://bassin.test/**", lambda route: route.fulfill(body=PAGE, content_type="text/html; charset=utf-8")
        )
        yield page
        browser.close()


def opened(page, query):
    page.goto(f"http://bassin.test/exploration?{query}")
    page.wait_for_function("window.link")
    return page


def plan_of_twelve(shift: int = 0):
    """Every lever, with tokens that use the budget up and years that differ."""
    tokens = {name: 2 + (rank < BUDGET - 2 * len(LEVERS)) for rank, name in enumerate(LEVERS)}
    return tokens, {name: STARTS[(rank + shift) % len(STARTS)] for rank, name in enumerate(LEVERS)}


@pytest.mark.browser
@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_plan_of_twelve_levers_comes_back_whole(page, setting, world, language):
    tokens, start = plan_of_twelve(WORLDS.index(world))
    assert (len(tokens), sum(tokens.values())) == (12, BUDGET)
    found = opened(page, link_query(world, tokens, start, language)).evaluate(READ, setting)
    assert (found["world"], found["tokens"], found["start"]) == (world, tokens, start)
    assert found.get("language", "fr" if language == "fr" else None) == language
    assert validate(found, WORLDS).as_dict() | {"tokens": tokens, "start": start} == validate(found, WORLDS).as_dict()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_screen_writes_the_address_that_a_kept_run_gives(page, setting, language):
    tokens, start = plan_of_twelve()
    tokens["schools"] = 0
    state = {"language": language, "world": "communs", "tokens": tokens, "start": start}
    written = opened(page, "").evaluate(WRITE, [state, setting])
    assert written == "?" + link_query("communs", tokens, start, language)
    found = page.evaluate(READ, setting)
    assert found["tokens"] == {name: count for name, count in tokens.items() if count}
    assert found["start"] == {name: year for name, year in start.items() if tokens[name]}


@pytest.mark.browser
def test_an_address_that_asks_too_much_is_brought_within_bounds(page, setting):
    query = "world=nowhere&outreach=99-1999&transport=32-2030&amateurs=-3-2030&pricing=2.5&schools=x"
    found = opened(page, query).evaluate(READ, setting)
    assert "world" not in found
    assert found["tokens"] == {"outreach": BUDGET, "transport": 0}
    assert found["start"] == {"transport": 2030}
