"""A participant's phone, the operator's page and the wall in a real browser: what a room does, what it survives."""

from pathlib import Path

import pytest
from driving import ANSWERS, SIZES, findings
from rooms import room

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]
SIZES_OF_WORDS = """[...document.querySelectorAll('#wall *')]
    .filter(e => e.checkVisibility() && !e.matches('.unseen, svg *'))
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => parseFloat(getComputedStyle(e).fontSize))"""


@pytest.fixture(scope="module")
def opened(request, tmp_path_factory):
    cache = Path(request.config.cache.mkdir("bassin2040"))
    with room(cache, tmp_path_factory.mktemp("room"), "--wifi-name", "Salle") as found:
        yield found


@pytest.fixture
def workshop(opened):
    return opened[1]


class Phone:
    """A phone's browser, and whatever it asked of another host or complained of."""

    def __init__(self, browser, address, size="phone", **options):
        width, height = SIZES.get(size, size)
        options = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce"} | options
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(ANSWERS)
        self.page = self.context.new_page()
        self.address, self.foreign, self.complaints = address, [], []
        self.page.on("request", lambda asked: asked.url.startswith(address) or self.foreign.append(asked.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path):
        self.page.goto(self.address + path)
        return self.page

    def join(self, workshop, table=1, pseudonym="Loutre", query=""):
        page = self.go(f"/rejoindre/{workshop.code}{query}")
        page.fill("#pseudonym", pseudonym)
        page.check(f"[name=table][value=table-{table}]")
        page.click("button.main")
        page.wait_for_selector("body[data-step]")
        return page


@pytest.fixture
def phone(browser, workshop):
    made = []

    def make(size="phone", **options):
        made.append(Phone(browser, workshop.address, size, **options))
        return made[-1]

    yield make
    for one in made:
        assert one.foreign == []
        assert one.complaints == []
        one.context.close()


def step(page, name):
    page.wait_for_selector(f"body[data-step={name}]")


def test_a_phone_from_the_door_to_its_prediction(phone, workshop):
    workshop.phase("accueil")
    page = phone().join(workshop, 2, "<b>Martre</b>")
    assert page.inner_text("#who") == "Table 2 · <b>Martre</b>"
    workshop.phase("auto-evaluation")
    step(page, "grid")
    for line in ("venues", "hours"):
        page.check(f"[name=stated-{line}][value='3']")
        page.check(f"[name=actual-{line}][value='0']")
    assert "4 réponses sur 20" in page.inner_text("[data-count]")
    page.click(".send button")
    page.wait_for_selector("h1:has-text('C’est noté')")
    workshop.phase("tour-1", 1)
    step(page, "prediction")
    page.check("[name=points][value='4.5']")
    page.fill("#why", "La fanfare")
    page.click("button.main")
    page.wait_for_selector("h1:has-text('+\u202f4,5')")
    page.reload()
    page.wait_for_selector("h1:has-text('+\u202f4,5')", timeout=5000)
    grid = workshop.view(workshop.operator)["pages"]["table-2"]["grid"]
    assert grid["people"]["people"] == 1


def test_a_phone_without_network_loses_no_word(phone, workshop):
    workshop.phase("tour-1", 1)
    visitor = phone()
    visitor.page.clock.install()
    page = visitor.join(workshop, 3, "Hermine")
    step(page, "prediction")
    page.fill("#why", "Un bus le soir")
    visitor.context.set_offline(True)
    page.check("[name=points][value='8']")
    page.click("button.main")
    page.wait_for_selector("#kept.held")
    page.wait_for_selector("#net.none")
    assert "1 réponse gardée" in page.inner_text("#kept")
    page.clock.fast_forward(150_000)
    visitor.context.set_offline(False)
    page.wait_for_selector("#kept:not(.held)", timeout=30_000)
    page.wait_for_selector("#net", state="hidden")
    key = page.evaluate("JSON.parse(localStorage['bassin.outbox.phone']).length")
    assert key == 0
    page.evaluate(
        "Object.keys(localStorage).filter(k => k.startsWith('bassin.answers')).forEach(k => delete localStorage[k])"
    )
    page.reload()
    page.wait_for_selector("h1:has-text('+\u202f8')")


def test_an_answer_that_was_on_its_way_does_not_hide_that_the_network_is_gone(phone, workshop):
    workshop.phase("auto-evaluation")
    visitor, held = phone(), []
    page = visitor.join(workshop, 3, "Fouine")
    step(page, "grid")
    page.route("**/api/view*", lambda asked: held.append(asked))
    workshop.phase("ressources")
    while not held:
        page.wait_for_timeout(50)
    visitor.context.set_offline(True)
    held[0].fulfill(response=held[0].fetch())
    page.route("**/api/view*", lambda asked: asked.abort("internetdisconnected"))
    page.wait_for_selector("body:not([data-step=grid])")
    page.wait_for_selector("#net.none")


def test_what_is_being_typed_is_there_after_a_reload(phone, workshop):
    workshop.phase("tour-1", 1)
    page = phone().join(workshop, 3, "Belette")
    step(page, "prediction")
    page.check("[name=points][value='0']")
    page.fill("#why", "À moitié écrit")
    page.reload()
    page.wait_for_selector("#why", timeout=5000)
    assert page.input_value("#why") == "À moitié écrit"
    assert page.is_checked("[name=points][value='0']")


def test_a_killed_server_is_waited_for(phone, opened):
    process, workshop = opened
    workshop.phase("auto-evaluation")
    page = phone().join(workshop, 4, "Fouine")
    step(page, "grid")
    process.stop(kill=True)
    page.check("[name=stated-venues][value='2']")
    page.click(".send button")
    page.wait_for_selector("#kept.held")
    page.wait_for_selector("#net.other")
    assert "« Salle »" in page.inner_text("#net").replace("\u00a0", " ")
    process.start()
    page.wait_for_selector("#kept:not(.held)", timeout=40_000)
    page.reload()
    step(page, "grid")
    assert page.inner_text("h1").startswith("C’est noté")


def test_a_view_that_a_busy_server_did_not_give_is_asked_for_again(phone, workshop):
    """Without it, a page whose stream is open waited for the next event, for minutes, and said that it was lost."""
    workshop.phase("auto-evaluation")
    page = phone().join(workshop, 3, "Genette")
    step(page, "grid")
    page.route("**/api/view*", lambda route: route.abort())
    workshop.phase("ressources")
    page.wait_for_selector("#net.other")
    page.unroute("**/api/view*")
    page.wait_for_selector("body:not([data-step=grid])", timeout=20_000)
    page.wait_for_selector("#net", state="hidden")


def test_the_keyboard_alone_takes_a_participant_through(phone, workshop):
    workshop.phase("auto-evaluation")
    page = phone("desk").go(f"/rejoindre/{workshop.code}")
    press = page.keyboard.press

    def tab_to(selector):
        for _ in range(90):
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            press("Tab")
        raise AssertionError(f"the keyboard never reaches {selector}")

    tab_to("#pseudonym")
    page.keyboard.type("Lynx")
    tab_to("[name=table]")
    press("Space")
    press("ArrowDown")
    tab_to("button.main")
    press("Enter")
    step(page, "grid")
    tab_to("[name=stated-venues]")
    press("Space")
    press("ArrowRight")
    tab_to("[name=actual-venues]")
    press("Space")
    tab_to(".send button")
    press("Enter")
    page.wait_for_selector("h1:has-text('C’est noté')")
    workshop.phase("tour-1", 1)
    step(page, "prediction")
    tab_to("[name=points]")
    press("Space")
    press("ArrowDown")
    press("ArrowDown")
    tab_to("button.main")
    press("Enter")
    page.wait_for_selector("h1:has-text('4,5')")


def test_one_thing_at_a_time_in_the_simplified_version(phone, workshop):
    workshop.phase("auto-evaluation")
    page = phone().join(workshop, 1, "Putois", "?simple=1")
    step(page, "grid")
    assert page.locator(".line:visible").count() == 1
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 20
    for _ in range(9):
        page.click("[data-walk='1']")
    assert page.is_visible(".send button")
    assert "simple=1" in page.url


def test_paper_counts_as_much(phone, workshop):
    workshop.phase("auto-evaluation")
    before = workshop.view(workshop.operator)["pages"]["table-4"]["grid"]["people"]["people"]
    page = phone("desk").go(f"/operateur?token={workshop.operator}")
    assert "token" not in page.url
    page.keyboard.press("Alt+4")
    page.focus(".digit >> nth=0")
    page.keyboard.type("12340" * 4)
    page.keyboard.press("Enter")
    page.wait_for_selector(".state.sent")
    after = workshop.view(workshop.operator)["pages"]["table-4"]["grid"]["people"]["people"]
    assert after == before + 1
    page.check("[name=card][value=gap]", force=True)
    page.fill("#gap-place", "Auchel")
    page.click("#sheet-gap .main")
    assert "Il manque" in page.inner_text("#sheet-gap .fault")
    page.fill("#gap-concerned", "Les 15-25 ans")
    page.fill("#gap-missing", "Un bus après 20 h")
    page.click("#sheet-gap .main")
    page.wait_for_selector("#latest li:nth-child(2)")
    page.wait_for_selector("#latest li:first-child .state.sent")
    assert workshop.view(workshop.operator)["pages"]["table-4"]["gaps"][-1]["missing"] == "Un bus après 20 h"


def test_the_wall_follows_and_hides_a_few_peoples_marks(phone, workshop):
    page = phone((1920, 1080)).go(f"/projection?token={workshop.host}")
    page.wait_for_selector(".welcome")
    assert workshop.code in page.inner_text("#wall")
    assert page.locator(".code svg").count() == 2
    for view in ("agenda", "grid", "tables", "table", "front_page", "silence", "close", "welcome"):
        workshop.lead("spotlit", view=view, **({"table": "table-1"} if view in ("table", "front_page") else {}))
        page.wait_for_selector(f"body[data-view={view}]")
        sizes = page.evaluate(SIZES_OF_WORDS)
        assert min(sizes) >= 26, view
        assert page.evaluate("document.documentElement.scrollHeight") <= 1080


def test_the_simplified_wall_is_larger_and_still_fits(phone, workshop):
    page = phone((1920, 1080)).go(f"/projection?token={workshop.host}")
    whole = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    page.focus(".wall-tools a[href*='simple=1']")
    page.keyboard.press("Enter")
    page.wait_for_selector("html.simple #wall > *")
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") > whole
    for view in ("welcome", "agenda", "grid", "tables", "close"):
        workshop.lead("spotlit", view=view)
        page.wait_for_selector(f"body[data-view={view}]")
        assert page.evaluate("document.querySelector('#wall').scrollHeight") <= 1080, view


PAGES = ["/", "/rejoindre", "/confidentialite", "/accessibilite", "/nulle-part"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_nothing_serious(phone, workshop, axe, language):
    query = f"?lang={language}"
    visitor = phone(bypass_csp=True)
    for path in [*PAGES, f"/rejoindre/{workshop.code}"]:
        assert findings(visitor.go(path + query), axe) == [], path
    workshop.phase("accueil")
    page = visitor.join(workshop, 1, "Genette", query)
    for key, number, name in (
        ("accueil", None, "waiting"),
        ("auto-evaluation", None, "grid"),
        ("fiction", None, "artefact"),
        ("tour-1", 1, "prediction"),
        ("revelation-1", 1, "result"),
        ("revelation-2", 2, "vote"),
    ):
        workshop.phase(key, number)
        step(page, name)
        for card in page.locator("[data-card]:visible").all():
            card.click()
        assert findings(page, axe) == [], name
    operator = phone("desk", bypass_csp=True).go(f"/operateur?token={workshop.operator}&lang={language}")
    for card in ("grid", "prediction", "reaction", "dissent", "vote", "action", "tie"):
        operator.check(f"[name=card][value={card}]", force=True)
        assert findings(operator, axe) == [], card
    wall = phone((1920, 1080), bypass_csp=True).go(f"/projection?token={workshop.host}&lang={language}")
    for view in ("welcome", "agenda", "grid", "tables", "silence"):
        workshop.lead("spotlit", view=view)
        wall.wait_for_selector(f"body[data-view={view}]")
        assert findings(wall, axe) == [], view


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_scrolls_sideways_on_a_small_or_enlarged_screen(phone, workshop, width):
    """At 320 CSS pixels, which a screen of 1280 has at 400 %, and at 640, which it has at 200 %."""
    workshop.phase("accueil")
    page = phone((width, 700)).join(workshop, 2, "Blaireau")
    sideways = "document.documentElement.scrollWidth > window.innerWidth"
    for key, number, name in (
        ("auto-evaluation", None, "grid"),
        ("fiction", None, "artefact"),
        ("tour-1", 1, "prediction"),
    ):
        workshop.phase(key, number)
        step(page, name)
        assert not page.evaluate(sideways), name
    for path in [*PAGES, f"/operateur?token={workshop.operator}"]:
        page.goto(workshop.address + path)
        assert not page.evaluate(sideways), path


def test_an_unknown_phone_is_sent_to_the_door(phone):
    page = phone().go("/p")
    page.wait_for_selector("#net.unknown a")
    page.click("#net.unknown a")
    page.wait_for_selector("#code")
