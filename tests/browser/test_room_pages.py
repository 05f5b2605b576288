"""What a room needs of its pages: a wall that holds every table, words that their author erases, targets, no script."""

from pathlib import Path

import pytest
from driving import SIZES
from rooms import room

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]
FABRICATED = """async (count) => {
    const { WALLS } = await import('/bassin/walls.js');
    const found = (rank) => ({ difference: 0.2 * rank, low: 0.2 * rank - 0.25, high: 0.2 * rank + 0.25,
        verdict: rank < 2 ? 'same' : 'better', second: { difference: 0.3, low: 0.1, high: 0.5 } });
    const tables = Array.from({ length: count }, (_, rank) => ({ key: `table-${rank + 1}`, number: rank + 1, world: 'w',
        name: rank % 2 ? 'Les passerelles du soir et du matin, ensemble' : 'Tous musiciens',
        worldTitle: 'Dernier train, 23 h 12',
        result: rank === count - 1 && rank ? null : found(rank), predicted: rank % 3 ? rank : null,
        second: rank % 2 ? 1 : null }));
    const made = WALLS.tables({ tables, world: 'w', worldTitle: 'Dernier train, 23 h 12' });
    document.querySelector('#wall').replaceChildren(made);
    const seen = [...made.querySelectorAll('*')].filter((one) => !one.matches('.unseen') && one.checkVisibility());
    const box = (one) => one.getBoundingClientRect();
    const rows = [...made.querySelectorAll('.row')];
    return {
        out: seen.filter((one) => box(one).bottom > 1080 || box(one).right > 1920).map((one) => one.className),
        small: seen.filter((one) => parseFloat(getComputedStyle(one).fontSize) < 26).length,
        crossed: rows.filter((row) => [...row.children]
            .some((one) => !one.matches('.unseen') && box(one).bottom > box(row).bottom + 4)).length,
        rows: rows.length,
    };
}"""
TYPED = "select, textarea, input:not([type=radio], [type=checkbox])"
PRESSED = "button, .button, .option, .mark, .tick, .band a, .foot a, " + TYPED
TARGETS = f"""[...document.querySelectorAll('{PRESSED}')]
    .filter((one) => one.checkVisibility())
    .filter((one) => one.getBoundingClientRect().height < 43.5 || one.getBoundingClientRect().width < 43.5)
    .map((one) => one.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def workshop(request, tmp_path_factory):
    cache = Path(request.config.cache.mkdir("bassin2040"))
    with room(cache, tmp_path_factory.mktemp("pages")) as (_, found):
        yield found


@pytest.fixture
def page(browser, workshop):
    """Opens a page, as the person of a token if one is given."""
    contexts = []

    def opened(path, size="phone", token=None, **options):
        width, height = SIZES.get(size, size)
        contexts.append(
            browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        )
        if token:
            contexts[-1].add_cookies([{"name": "bassin", "value": token, "url": workshop.address}])
        made = contexts[-1].new_page()
        made.goto(workshop.address + path)
        return made

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("simple", ["", "&simple=1"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_wall_holds_every_table_of_a_world(page, workshop, language, simple):
    wall = page(f"/projection?token={workshop.host}", (1920, 1080))
    wall.goto(f"{workshop.address}/projection?lang={language}{simple}")
    wall.wait_for_selector("body[data-view]")
    for count in (1, 2, 4, 5, 6, 10, 12):
        assert wall.evaluate(FABRICATED, count) == {"out": [], "small": 0, "crossed": 0, "rows": count}, count


def test_the_wall_shows_its_settings_to_a_hand_only(page, workshop):
    wall = page(f"/projection?token={workshop.host}", (1920, 1080))
    shown = "parseFloat(getComputedStyle(document.querySelector('.wall-tools')).opacity)"
    wall.wait_for_selector("body[data-view]")
    assert wall.evaluate(shown) == 0
    wall.mouse.move(30, 30)
    wall.mouse.move(300, 300)
    wall.wait_for_function(f"{shown} === 1")
    wall.click(".wall-tools a[href*='simple=1']")
    wall.wait_for_selector("html.simple body[data-view]")


def test_a_person_erases_what_they_wrote_from_their_phone(page, workshop):
    somebody = workshop.join("table-1", "Zibeline")
    workshop.send(somebody["token"], "note_kept", table="table-1", text="Un banc devant la salle")
    mine = page("/confidentialite", token=somebody["token"])
    mine.click("[data-ask]")
    mine.click("[data-no]")
    assert workshop.view(somebody["token"])["pseudonym"] == "Zibeline"
    mine.click("[data-ask]")
    mine.click("[data-yes]")
    mine.wait_for_selector("[data-said]:has-text('2 textes')")
    assert workshop.view(somebody["token"])["pseudonym"] is None
    assert not page("/confidentialite").is_visible("[data-ask]")


def test_fingers_find_every_target(page, workshop):
    workshop.phase("accueil")
    mine = page("/p", token=workshop.join("table-2", "Vison")["token"])
    steps = {"ressources": "waiting", "auto-evaluation": "grid", "fiction": "artefact", "tour-1": "prediction"}
    for phase, step in steps.items():
        workshop.phase(phase, 1 if phase == "tour-1" else None)
        mine.wait_for_selector(f"body[data-step={step}]")
        assert mine.evaluate(TARGETS) == [], phase
    for path in ("/", "/rejoindre", f"/rejoindre/{workshop.code}", "/confidentialite", "/limites", "/nulle-part"):
        assert page(path).evaluate(TARGETS) == [], path


def test_pages_to_read_need_no_script_and_the_others_say_so(page, workshop):
    for path in ("/", "/confidentialite", "/accessibilite", "/limites", "/rejoindre"):
        plain = page(path, java_script_enabled=False)
        assert not plain.is_visible("noscript .notice"), path
        assert not plain.is_visible("#erase, #forget"), path
    door = page("/", java_script_enabled=False)
    door.fill("#code", workshop.code.lower())
    door.click("#code-form button")
    assert door.is_visible("#pseudonym")
    assert "carte papier" in door.inner_text("noscript .notice")
    assert "carte papier" in page("/p", java_script_enabled=False).inner_text("noscript .notice")
