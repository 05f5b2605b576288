"""The debrief opened from a file in a real browser: nothing serious for axe-core, nothing fetched, no sideways move."""

import sys
from pathlib import Path

import pytest
from driving import SIZES
from test_accessibility import findings

sys.path.insert(0, str(Path(__file__).parents[1] / "workshop"))

from made_day import open_day, play

from simulator.workshop.debrief import make_pack

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The debrief of a whole workshop in each language, as on a USB stick."""
    folder = tmp_path_factory.mktemp("cle")
    made = {}
    for language in ("fr", "en"):
        (folder / f"log-{language}").mkdir()
        day = play(open_day(folder / f"log-{language}", language))
        made[language] = make_pack(day.desk, day.bundles, day.workshop, folder / language)[0]
    return made


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_it_reads_from_a_usb_stick(browser, axe, pages, language, size):
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages[language].as_uri())
    assert findings(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    context.close()


def test_it_is_whole_without_scripts(browser, pages):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["fr"].as_uri())
    assert "Les bus changent plus que les prix" in page.inner_text("main")
    context.close()


def test_it_reflows_at_four_times_the_size(browser, pages):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(pages["fr"].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
