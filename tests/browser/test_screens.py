"""A table's and the host's screens at every moment of a day: axe-core, reflow, keyboard, the simplified version."""

from pathlib import Path

import pytest
from driving import ANSWERS, SIZES, findings
from rooms import room

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]
SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"
SMALL = """() => [...document.querySelectorAll('.bassin :is(button, select, summary, .pack, .marks-choice label)')]
    .filter(e => e.checkVisibility() && !e.closest('.unseen')).filter(e => e.getBoundingClientRect().height < 43.5)
    .map(e => e.outerHTML.slice(0, 90))"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.bassin *')]
    .filter(e => e.checkVisibility() && !e.matches('.unseen') && !e.closest('svg'))
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => parseFloat(getComputedStyle(e).fontSize) * (e.currentCSSZoom || 1)))"""
DAY = (
    ("accueil", None, "pages"),
    ("auto-evaluation", None, "pages"),
    ("ressources", None, "pages"),
    ("fiction", None, "pages"),
    ("tour-1", 1, "decide"),
)


@pytest.fixture(scope="module")
def workshop(request, tmp_path_factory):
    cache = Path(request.config.cache.mkdir("bassin2040"))
    with room(cache, tmp_path_factory.mktemp("room")) as (_, found):
        yield found


@pytest.fixture(scope="module")
def opened(browser, workshop):
    """A screen for fingers or not, opened once: every open page follows all that happens, and starting one is long."""
    pages = {}

    def at(screen, size="desk", language="fr", simple=False):
        touched = screen, size != "desk"
        if touched not in pages:
            pages[touched] = open_page(browser, workshop, *touched)
        page, (width, height) = pages[touched], SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        if page.get_attribute("html", "lang") != language:
            page.click(f".language[lang={language}]")
        if ("simple=1" in page.url) != simple:
            page.click(".plain-switch")
        return page

    yield at
    for page in pages.values():
        page.goto("about:blank")
        page.context.close()


def open_page(browser, workshop, screen, fingers):
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True, has_touch=fingers)
    context.set_default_timeout(ANSWERS)
    page = context.new_page()
    key = workshop.host if screen == "animation" else workshop.links["tables"]["table-1"]
    page.goto(f"{workshop.address}/{screen}#k={key}")
    page.wait_for_selector(".bassin.team .band", timeout=180_000)
    return page


def moment(workshop, page, phase, number, stage):
    """Lead the room there, and wait until the screen followed."""
    workshop.phase(phase, number)
    title = next(one["title"] for one in workshop.view(workshop.host)["agenda"] if one["phase"] == phase)
    words = title[page.get_attribute("html", "lang")]
    page.wait_for_function("words => document.querySelector('.where')?.textContent === words", arg=words)
    if stage:
        page.wait_for_selector(f".bassin[data-stage={stage}]")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_serious_at_a_table(workshop, opened, axe, size, language):
    page = opened("table", size, language)
    for phase, number, stage in DAY:
        moment(workshop, page, phase, number, stage)
        assert findings(page, axe) == [], phase
        assert not page.evaluate(SIDEWAYS), phase
        if size != "desk":
            assert page.evaluate(SMALL) == [], phase
        elif phase in ("auto-evaluation", "tour-1"):
            assert page.evaluate("document.documentElement.scrollHeight") <= 800, phase


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_serious_on_the_hosts_screen(workshop, opened, axe, size, language):
    page = opened("animation", size, language)
    for phase, number in (("accueil", None), ("tour-1", 1)):
        moment(workshop, page, phase, number, None)
        for summary in page.query_selector_all("details:not([open]) > summary"):
            summary.click()
        assert findings(page, axe) == [], phase
        assert not page.evaluate(SIDEWAYS), phase
        if size != "desk":
            assert page.evaluate(SMALL) == [], phase


@pytest.mark.parametrize("screen", ["table", "animation"])
@pytest.mark.parametrize("simple", [False, True])
def test_a_screen_enlarged_loses_nothing_sideways(workshop, opened, screen, simple):
    """At 320 CSS pixels, which a screen of 1280 has at 400 %, and at 640, which it has at 200 %."""
    page = opened(screen, simple=simple)
    for width in (320, 640):
        page.set_viewport_size({"width": width, "height": 400})
        for phase, number, stage in DAY[1:]:
            moment(workshop, page, phase, number, stage if screen == "table" else None)
            assert not page.evaluate(SIDEWAYS), (phase, width)
    page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.parametrize("language", ["fr", "en"])
def test_one_part_at_a_time_in_the_simplified_version(workshop, opened, axe, language):
    page = opened("table", "desk", language, simple=True)
    moment(workshop, page, *DAY[4])
    parts = page.locator(".bassin.simple > :is(.levers, .middle, .results)")
    for button in page.query_selector_all(".parts button"):
        button.click()
        assert sum(parts.nth(rank).is_visible() for rank in range(3)) == 1
        assert page.evaluate(SMALLEST) >= 16
        assert findings(page, axe) == []
    page.click(".plain-switch")
    page.wait_for_selector(".bassin:not(.simple)")
    assert "simple" not in page.url
    page.click(".plain-switch")
    page.wait_for_selector(".bassin.simple")
    assert "simple=1" in page.url


def test_the_keyboard_goes_through_tabs_and_faults(workshop, opened):
    page = opened("table")
    moment(workshop, page, *DAY[2])
    page.focus("[role=tab][aria-selected=true]")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-selected')") == "true"
    assert page.locator("[role=tab][tabindex='0']").count() == 1
    panel = page.get_attribute("[role=tabpanel]", "aria-labelledby")
    assert panel == page.evaluate("document.activeElement.id")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement === document.querySelector('[role=tab]')")
    page.focus("form button[type=submit]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    said = page.evaluate("document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent")
    assert said.startswith("Il manque un mot")


def test_the_focus_is_seen_and_skips_the_band(workshop, opened):
    page = opened("table")
    moment(workshop, page, *DAY[1])
    page.focus(".skip")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.focus(".skip")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('main')")


def test_a_change_of_the_screen_is_announced(workshop, opened):
    page = opened("table")
    moment(workshop, page, *DAY[1])
    page.evaluate("window.live = document.querySelector('.bassin > .unseen[role=status]')")
    moment(workshop, page, *DAY[4])
    assert page.evaluate("window.live.isConnected && window.live.textContent").startswith("Tour 1")


def test_selection_and_focus_survive_forced_colours(workshop, opened):
    page = opened("table")
    page.emulate_media(forced_colors="active")
    moment(workshop, page, *DAY[1])
    assert page.evaluate("getComputedStyle(document.querySelector('[aria-selected=true]')).outlineStyle") == "solid"
    page.emulate_media(forced_colors="none")


def test_a_round_that_is_gone_back_to(workshop, opened):
    """A table without a plan watches the others'; a late one still decides; going back shows the earlier reveal."""
    page, host = opened("table"), opened("animation")
    moment(workshop, page, "tour-1", 1, "decide")
    workshop.commit("table-3", 1, 2, outreach=4)
    workshop.lead("revealed", round=1)
    moment(workshop, page, "revelation-1", 1, "watch")
    states = [host.locator(f".table-card:nth-child({number}) .table-state") for number in (1, 3)]
    host.wait_for_function(
        "document.querySelector('.table-card:nth-child(3) .table-state').innerText.includes('révélé')"
    )
    assert [state.inner_text().split("\n")[-1] for state in states] == ["Pas de plan", "Résultat révélé"]
    moment(workshop, page, "tour-2", 2, "decide")
    moment(workshop, page, "revelation-2", 2, "decide")
    moment(workshop, page, "revelation-1", 1, "watch")


def test_the_host_says_less_in_the_simplified_version(workshop, opened):
    page = opened("animation", simple=True)
    moment(workshop, page, "auto-evaluation", None, None)
    found = next(one for one in workshop.view(workshop.host)["agenda"] if one["phase"] == "auto-evaluation")
    assert len(found["brief"]["fr"]) < len(found["notes"]["fr"])
    assert page.inner_text(".notes-card .lead").replace("\u00a0", " ") == found["brief"]["fr"].replace("\u00a0", " ")
    assert "minute" in page.inner_text(".clock")


def test_the_last_screen_of_a_day(workshop, opened, axe):
    """Last of this file: the workshop it ends is the file's own."""
    page = opened("table", "phone")
    workshop.lead("workshop_ended")
    page.wait_for_selector(".bassin[data-stage=ended]")
    assert findings(page, axe) == []
    host = opened("animation")
    host.wait_for_function("[...document.querySelectorAll('.act button')].at(-1)?.disabled")
    assert findings(host, axe) == []
