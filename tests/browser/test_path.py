"""The path of someone who has never seen the screen: open, move, read, switch language, with the keyboard alone."""

import re
import time
import urllib.parse

import pytest
from driving import READY, SIZES, ask

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]

FIRST_LEVER = ".lever input[type=range] >> nth=0"
PLANNED = ".verdict:has-text('ce plan')"
RESET = "button:has-text('Tout reprendre')"
NAMES = ".closed button:visible"
OPENED = ".lever:visible"


def place(page, tokens=6):
    """Place tokens on the first lever with the arrow keys, and wait for the whole answer."""
    page.focus(FIRST_LEVER)
    for _ in range(tokens):
        page.keyboard.press("ArrowRight")
    page.wait_for_selector(PLANNED, timeout=60_000)
    page.wait_for_selector(READY, timeout=60_000)


@pytest.fixture
def fresh(visited):
    """A page of a size, back to its beginning: French, no token, 2040, outings by commune."""

    def at(size="desk"):
        page = visited(size).page
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        if page.get_attribute("html", "lang") != "fr":
            page.click(".language[lang=fr]")
        open_levers(page)
        if page.is_enabled(RESET):
            page.click(RESET)
            page.wait_for_selector(".verdict:has-text('Posez des jetons')", timeout=60_000)
        open_the_first(page)
        page.keyboard.press("Escape")
        page.select_option(".whom select", "education")
        page.check(".tabs input >> nth=0", force=True)
        page.check(".grain input >> nth=1", force=True)
        page.focus(".line input")
        page.keyboard.press("End")
        return page

    return at


def open_levers(page):
    if page.is_visible(".drawer-open"):
        page.click(".drawer-open")
        page.wait_for_selector(".levers.open")


def open_the_first(page, count=5):
    """The levers that a new screen opens, opened again in their order."""
    for rank in range(count):
        open_one(page, rank)


def open_one(page, rank):
    name = page.locator(".closed button").nth(rank)
    if name.is_visible():
        name.click()


def labels(page):
    return page.locator(f"{OPENED} .row > label").all_inner_texts()


def words(page, selector):
    return page.inner_text(selector).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("size", SIZES)
def test_a_first_visit_from_the_door_to_english(visited, fresh, size):
    one, page = visited(size), fresh(size)
    assert page.title() == "Bassin\u00a02040\u00a0: explorer" or page.title() == "Bassin 2040\u00a0: explorer"
    assert "Posez des jetons" in words(page, ".verdict")
    assert "en 2025" in words(page, ".number >> nth=0")

    open_levers(page)
    place(page)
    assert "6 jetons sur 32" in words(page, ".spent")
    assert "1,5 million d’euros par an" in words(page, ".levers")
    assert "rencontres" in words(page, ".lever >> nth=0")
    if page.is_visible(".drawer-close"):
        page.click(".drawer-close")
    assert re.search(r"[+−] \d|départager", words(page, ".number >> nth=0"))
    assert "Une aide au débat, pas à l’attribution de subventions" in words(page, ".aid")

    kernels = ask(one.address, "/healthz")["screens"]
    page.click(".language[lang=en]")
    assert page.get_attribute("html", "lang") == "en"
    assert ask(one.address, "/healthz")["screens"] == kernels
    assert "Our levers" in page.text_content(".levers")
    assert "An aid to debate" in page.inner_text(".aid")
    assert "lang=en" in page.url
    assert "outreach=6-2027" in page.url
    assert one.foreign == []
    assert one.complaints == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_one_screen_without_scrolling_at_a_table(fresh, language):
    """Whatever the verdict and the groups say: the map under everybody's eyes does not move by a pixel."""
    page = fresh("desk")
    page.click(f".language[lang={language}]")
    page_size = "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
    seen, verdicts = set(), set()
    for tokens in (1, 8):
        page.focus(FIRST_LEVER)
        page.keyboard.press("Home")
        for _ in range(tokens):
            page.keyboard.press("ArrowRight")
        page.wait_for_selector(f".spent:has-text('{tokens}')")
        page.wait_for_selector(READY, timeout=60_000)
        verdicts.add(page.get_attribute(".number >> nth=0", "data-verdict"))
        for by in ("age", "mobility", "education"):
            page.select_option(".whom select", by)
            seen.add(tuple(page.evaluate(page_size)))
            seen.add(page.evaluate("document.querySelector('.ground').clientHeight"))
    assert verdicts == {"same", "more"}
    assert len(seen) == 2
    assert (800, 1280) in seen
    assert page.evaluate("document.querySelector('.choices > .note').getBoundingClientRect().bottom") <= 800


def test_a_move_is_not_answered_before_its_own_answer(fresh):
    """Else a hurried reader, or a test, takes what stood on the screen before for what the plan does."""
    page = fresh()
    place(page, 1)
    page.focus(FIRST_LEVER)
    moved = page.evaluate(
        """() => {
            const lever = document.activeElement;
            lever.value = 8;
            for (const kind of ["input", "change"]) lever.dispatchEvent(new Event(kind, { bubbles: true }));
            return document.querySelector('.bassin').dataset.ready;
        }"""
    )
    assert moved == "0"
    page.wait_for_selector(READY, timeout=60_000)
    assert page.get_attribute(".number >> nth=0", "data-verdict") == "more"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_five_levers_are_open_and_every_name_is_in_sight_at_a_table(fresh, language):
    page = fresh("desk")
    page.click(f".language[lang={language}]")
    assert page.locator(OPENED).count() == 5
    assert page.locator(NAMES).count() == page.locator(".lever").count() - 5
    below = (
        "Math.max(...[...document.querySelectorAll('.closed button')].map((one) => one.getBoundingClientRect().bottom))"
    )
    assert page.evaluate(below) <= 800


@pytest.mark.parametrize("size", SIZES)
def test_a_name_opens_its_lever_by_pointer_or_key_and_the_oldest_empty_one_makes_room(fresh, size):
    page = fresh(size)
    open_levers(page)
    first = labels(page)
    focused = "document.activeElement.labels[0].textContent"
    name = page.inner_text(f"{NAMES} >> nth=0")
    page.click(f"{NAMES} >> nth=0")
    assert page.evaluate(focused) == name
    assert labels(page) == [*first[1:], name]
    assert page.inner_text(f"{NAMES} >> nth=0") == first[0]
    page.focus(f"{NAMES} >> nth=0")
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == first[0]
    assert labels(page) == [first[0], *first[2:], name]
    page.keyboard.press("ArrowRight")
    assert "1 jeton sur 32" in words(page, ".spent")
    assert page.locator(f"{OPENED} >> nth=0 >> .buys >> text=1 jeton").count() == 1


def test_levers_that_hold_tokens_stay_open_and_the_budget_stays_in_sight(fresh):
    page = fresh()
    for _ in range(page.locator(".lever").count() - 5):
        for rank in range(page.locator(OPENED).count()):
            page.focus(f"{OPENED} >> nth={rank} >> input")
            page.keyboard.press("Home")
            page.keyboard.press("ArrowRight")
        page.click(f"{NAMES} >> nth=0")
    assert page.locator(OPENED).count() == page.locator(".lever").count()
    assert page.locator(NAMES).count() == 0
    top = page.evaluate(
        "[document.querySelector('.budget').getBoundingClientRect().top, document.scrollingElement.scrollTop]"
    )
    assert 58 < top[0] < 140
    assert top[1] == 0
    assert page.evaluate("document.querySelector('.choices').scrollTop") > 0
    page.click(".language[lang=en]")
    assert page.locator(OPENED).count() == page.locator(".lever").count()
    page.click(".language[lang=fr]")
    page.click(RESET)
    assert page.locator(OPENED).count() == 5
    assert page.evaluate("document.activeElement.closest('.lever') !== null")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_lever_changes_its_height_while_its_slider_moves(fresh, size, language):
    page = fresh(size)
    page.click(f".language[lang={language}]")
    open_levers(page)
    heights = """() => [...document.querySelectorAll('.lever:not(.seen)')].filter((one) => one.checkVisibility())
      .map((lever) => {
        lever.classList.add('seen');
        const input = lever.querySelector('input');
        const seen = [...Array(33).keys()].map((count) => {
            input.value = count;
            input.dispatchEvent(new Event('input'));
            return document.querySelector('.choices').getBoundingClientRect().top + lever.offsetHeight;
        });
        input.value = 0;
        input.dispatchEvent(new Event('input'));
        return new Set(seen).size; })"""
    different = page.evaluate(heights)
    for rank in range(page.locator(".closed button").count()):
        open_one(page, rank)
        different += page.evaluate(heights)
    assert different == [1] * page.locator(".lever").count()
    page.evaluate("document.querySelectorAll('.lever.seen').forEach((lever) => lever.classList.remove('seen'))")
    page.keyboard.press("Escape")


def test_a_lever_s_question_is_one_key_away_and_moves_nothing(fresh):
    page = fresh()
    height = page.evaluate("document.querySelector('.lever').offsetHeight")
    assert not page.is_visible(".lever .question >> nth=0")
    page.focus(".ask >> nth=0")
    page.keyboard.press("Enter")
    assert words(page, ".lever .question >> nth=0") == "Qui invite qui ?"
    assert page.get_attribute(".ask >> nth=0", "aria-expanded") == "true"
    assert page.evaluate("document.querySelector('.lever').offsetHeight") == height
    page.keyboard.press("Enter")
    assert page.is_visible(".lever .sentence >> nth=0")


@pytest.mark.parametrize("size", SIZES)
def test_the_way_to_the_story_is_at_the_top_of_every_screen(fresh, size):
    assert fresh(size).is_visible(".story-open")


def test_the_legend_stands_clear_of_every_commune(fresh):
    page = fresh()
    place(page)
    boxes = "(selector) => [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect().toJSON())"
    legend = page.evaluate(boxes, ".legend")[0]
    assert legend["height"] > 60
    for commune in page.evaluate(boxes, ".zones path"):
        clear = commune["bottom"] <= legend["top"] or commune["left"] >= legend["right"]
        assert clear or commune["top"] >= legend["bottom"]


@pytest.mark.parametrize("size", ["tablet", "phone"])
def test_narrow_screens_never_scroll_sideways_and_hide_the_levers_in_a_drawer(fresh, size):
    page = fresh(size)
    assert page.evaluate("document.documentElement.scrollWidth") == SIZES[size][0]
    assert not page.is_visible(FIRST_LEVER)
    page.focus(".drawer-open")
    page.keyboard.press("Enter")
    page.wait_for_selector(FIRST_LEVER)
    assert page.evaluate("document.activeElement.className").endswith("drawer-close")
    page.keyboard.press("Escape")
    page.wait_for_selector(FIRST_LEVER, state="hidden")
    assert page.evaluate("document.activeElement.className") == "drawer-open"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_band_of_a_tablet_takes_two_rows(fresh, language):
    page = fresh("tablet")
    page.click(f".language[lang={language}]")
    assert page.evaluate("document.querySelector('.band').getBoundingClientRect().height") < 120


def test_a_phone_shows_numbers_first(fresh):
    page = fresh("phone")
    tops = [page.locator(part).bounding_box()["y"] for part in (".verdict", ".numbers", ".panel", ".curves", ".whom")]
    assert tops == sorted(tops)


@pytest.mark.parametrize("size", ["tablet", "phone"])
def test_what_is_touched_is_44_pixels_tall(fresh, size):
    page = fresh(size)
    open_levers(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.bassin :is(button, select, input[type=range], .choice span)')]
            .filter((one) => one.checkVisibility({visibilityProperty: true}))
            .map((one) => [one.className || one.id, one.getBoundingClientRect().height])
            .filter(([, height]) => height > 0 && height < 44)"""
    )
    assert small == []


def raw(sent):
    return sent.encode() if isinstance(sent, str) else bytes(sent)


def test_a_page_asks_the_kernel_for_nothing_but_its_choices(fresh, visited):
    page, one = fresh(), visited()
    place(page, 2)
    kinds = {
        kind
        for kind in ("execute_request", "inspect_request", "complete_request", "input_reply")
        for sent in one.sent
        if kind.encode() in raw(sent)
    }
    assert kinds == set()
    assert any(b"comm_msg" in raw(sent) for sent in one.sent)


def test_years_indicators_and_details_cost_no_message(fresh, visited):
    page, one = fresh(), visited()
    place(page)
    page.wait_for_timeout(1500)
    before = len(one.sent)
    big = words(page, ".number .big >> nth=0")
    page.focus(".line input")
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    assert words(page, ".here") == "2028"
    page.click("label:has-text('Pratiques amateurs')")
    page.click("label:has-text('Agglomérations')")
    page.click("label:has-text('Niveau')")
    page.select_option(".domains", "MUS")
    page.select_option(".whom select", "mobility")
    page.hover(".zones path >> nth=40")
    assert "2028" in words(page, ".legend-title")
    assert "Sans voiture" in words(page, ".bars")
    assert "Musées, expositions, patrimoine" in words(page, ".curves h2")
    assert big
    assert len(one.sent) == before


def test_playing_goes_year_by_year_to_2040_and_stops(fresh):
    page = fresh()
    page.focus(".line input")
    page.keyboard.press("Home")
    for _ in range(11):
        page.keyboard.press("ArrowRight")
    page.focus(".play")
    page.keyboard.press("Enter")
    page.wait_for_selector(".here:text-is('2038')")
    page.wait_for_selector(".here:text-is('2040')")
    page.wait_for_selector(".play:has-text('Lire')")


def test_every_chart_gives_its_figures_and_the_focus_comes_back(fresh):
    page = fresh()
    place(page)
    for part, rows in ((".panel", 287), (".curves", 16), (".whom", 4)):
        button = f"{part} button:has-text('Voir les chiffres')"
        page.focus(button)
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog[open] table")
        assert page.locator("dialog table >> nth=0 >> tbody tr").count() == rows
        assert page.locator("dialog caption").count() == page.locator("dialog table").count()
        assert "Une aide au débat" in words(page, "dialog[open]")
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog[open]", state="hidden")
        assert page.evaluate("document.activeElement.textContent") == "Voir les chiffres"


def test_what_is_known_of_each_venue_is_read_without_pointing_at_it(fresh):
    page = fresh()
    page.click(".panel .tools > button")
    rows = page.locator("dialog[open] table.words tbody tr")
    assert rows.count() == page.locator(".venues circle").count()
    known = {
        row[2] for row in rows.evaluate_all("all => all.map((one) => [...one.cells].map((cell) => cell.textContent))")
    }
    assert {"Lieu sourcé", "Lieu à confirmer"} <= known
    assert any("supposée" in one for one in known)
    page.keyboard.press("Escape")


@pytest.mark.parametrize("size", ["tablet", "phone"])
def test_the_last_thing_on_a_long_page_is_what_it_is_for(fresh, size):
    page = fresh(size)
    last = page.locator(".results > .aid")
    assert last.is_visible()
    below = page.evaluate("""() => {
        const bottom = (one) => one.getBoundingClientRect().bottom;
        const all = [...document.querySelectorAll('.numbers, .curves, .whom, .map')];
        return bottom(document.querySelector('.results > .aid')) - Math.max(...all.map(bottom));
    }""")
    assert below > 0


def test_figures_are_saved_as_a_file_that_a_spreadsheet_opens(fresh):
    page = fresh()
    page.click(".whom button:has-text('Voir les chiffres')")
    with page.expect_download() as download:
        page.click("dialog button:has-text('CSV')")
    text = download.value.path().read_text(encoding="utf-8")
    assert text.startswith("\ufeffDiplôme;Sans mesure nouvelle")
    assert "Supérieur" in text
    page.keyboard.press("Escape")
    place(page, 1)


def test_what_is_not_known_and_the_story_are_one_key_away(fresh):
    page = fresh()
    page.focus(".aid button")
    page.keyboard.press("Enter")
    assert "projection officielle" in words(page, "dialog[open]")
    page.keyboard.press("Escape")
    page.focus(".story-open")
    page.keyboard.press("Enter")
    assert "clarinettes" in words(page, "dialog[open]")


def test_everything_is_reached_with_the_tab_key_and_has_a_name(fresh):
    page = fresh()
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('.bassin :is(button, select, input, a)')]
            .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled && !one.closest('dialog'))
            .filter((one) => one.type !== 'radio' || one.checked).length"""
    )
    seen = {}
    for _ in range(wanted + 3):
        page.keyboard.press("Tab")
        place_in_page, name, inside = page.evaluate(
            """() => { const one = document.activeElement; const all = [...document.querySelectorAll('*')];
                const labels = [...(one.labels ?? [])].map((label) => label.textContent).join();
                const name = one.getAttribute('aria-label') || labels || one.textContent;
                return [all.indexOf(one), name.trim(), one.closest('.bassin') !== null]; }"""
        )
        if inside:
            seen[place_in_page] = name
    assert len(seen) >= wanted
    assert all(seen.values())


def test_the_budget_holds_whatever_the_key(fresh):
    page = fresh()
    page.focus(FIRST_LEVER)
    page.keyboard.press("End")
    page.focus(".lever input[type=range] >> nth=1")
    page.keyboard.press("End")
    assert "32 jetons sur 32" in words(page, ".spent")
    assert page.input_value(".lever input[type=range] >> nth=1") == "0"
    page.wait_for_selector(READY, timeout=60_000)
    page.click(RESET)
    assert "0 jeton" in words(page, ".spent")


def test_another_world_answers_under_its_own_name(fresh):
    page = fresh()
    page.select_option(".pill select", "sobriete")
    page.wait_for_selector(READY, timeout=60_000)
    assert "Dernier train, 23 h 12" in words(page, ".story")
    assert "world=sobriete" in page.url


def test_a_shared_address_shows_the_same_plan_and_a_closed_page_leaves_no_kernel(visit, address):
    before = ask(address, "/healthz")["screens"]
    one = visit()
    page = one.open("?lang=en&world=sobriete&outreach=5-2030&transport=99&amateurs=x")
    page.wait_for_selector(".verdict:has-text('this plan')", timeout=60_000)
    assert page.input_value(FIRST_LEVER) == "5"
    assert page.input_value(".lever select >> nth=0") == "2030"
    assert page.input_value(".lever input[type=range] >> nth=1") == "27"
    query = urllib.parse.parse_qs(urllib.parse.urlparse(page.url).query)
    assert query["world"] == ["sobriete"]
    assert one.foreign == []
    assert one.complaints == []
    page.goto("about:blank")
    end = time.monotonic() + 20
    while ask(address, "/healthz")["screens"] > before and time.monotonic() < end:
        time.sleep(0.5)
    assert ask(address, "/healthz")["screens"] == before


def test_reduced_motion_is_respected(fresh):
    page = fresh()
    place(page)
    moving = "document.getAnimations().length"
    page.focus(".line input")
    page.keyboard.press("Home")
    assert page.evaluate(moving) == 0
    page.emulate_media(reduced_motion="no-preference")
    page.keyboard.press("End")
    assert page.evaluate(moving) > 0
    page.emulate_media(reduced_motion="reduce")


def test_nothing_moves_while_a_run_is_waited_for(fresh):
    """Its frames would be taken from the run: the budget and the status change at once, even where motion is liked."""
    page = fresh()
    page.emulate_media(reduced_motion="no-preference")
    moved = page.evaluate(
        """() => new Promise((done) => {
            const lever = document.querySelectorAll('.lever input[type=range]')[0];
            lever.value = 9;
            for (const kind of ["input", "change"]) lever.dispatchEvent(new Event(kind, { bubbles: true }));
            const seen = [];
            const look = () => {
                seen.push(document.getAnimations().length);
                const waited = document.querySelector('.bassin').dataset.ready === "0";
                return waited ? setTimeout(look, 15) : done(seen.slice(0, -1));
            };
            look();
        })"""
    )
    assert moved
    assert set(moved) == {0}
    page.emulate_media(reduced_motion="reduce")
    page.wait_for_selector(READY, timeout=60_000)


@pytest.mark.parametrize("size", ["desk", "tablet"])
def test_an_agglomeration_s_name_stands_on_its_own_ground(fresh, size):
    page = fresh(size)
    for grain in ("Communes lissées", "Agglomérations"):
        page.click(f"label:has-text('{grain}')")
        page.locator(".map").scroll_into_view_if_needed()
        elsewhere = page.evaluate(
            """() => [...document.querySelectorAll('.names text:is(.place, .agglomeration)')].filter((one) => {
                const box = one.getBoundingClientRect();
                const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
                return !document.elementsFromPoint(x, y).some((under) => under.closest('.zones'));
            }).map((one) => one.textContent)"""
        )
        assert elsewhere == []
        assert page.locator(".names text:is(.place, .agglomeration)").count() == 7
    assert page.locator(".names .leader").count() == 0


def test_labels_on_the_map_and_the_curves_never_collide(fresh):
    page = fresh()
    place(page)
    for selector in (".names text", ".drawing .end"):
        crossing = page.evaluate(
            """(selector) => {
                const boxes = [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
                return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) =>
                    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3)).length; }""",
            selector,
        )
        assert crossing == 0
    assert page.locator(".names text").count() >= 8
