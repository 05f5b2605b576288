"""axe-core finds nothing serious on any screen, at any size, in either language."""

import pytest
from driving import READY, SIZES, findings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_serious_with_a_plan(visited, axe, size, language):
    page = visited(size).page
    page.keyboard.press("Escape")
    page.click(f".language[lang={language}]")
    if page.is_visible(".drawer-open"):
        page.click(".drawer-open")
        page.wait_for_selector(".levers.open")
    page.focus(".lever:visible input[type=range] >> nth=0")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.wait_for_selector(".verdict:has-text('plan')", timeout=60_000)
    page.wait_for_selector(READY, timeout=60_000)
    assert findings(page, axe) == []
    if page.is_visible(".drawer-open"):
        page.click(".drawer-open")
        page.wait_for_selector(".levers.open")
        page.click(".closed button:visible >> nth=0")
        assert findings(page, axe) == []
        page.keyboard.press("Escape")
    for button, content in (
        (".panel .tools > button", "dialog[open] table"),
        (".aid button", "dialog[open] li"),
        (".story button", "dialog[open] p"),
    ):
        page.click(button)
        page.wait_for_selector(content)
        assert findings(page, axe) == []
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog[open]", state="hidden")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_simplified_version_shows_one_part_at_a_time(simplified, axe, size):
    page, (width, height) = simplified, SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    if page.locator(".bassin:not(.simple)").count():
        page.click(".plain-switch")
        page.wait_for_selector(".bassin.simple")
    parts = page.locator(".bassin.simple > :is(.levers, .middle, .results)")
    for button in page.query_selector_all(".parts button"):
        button.click()
        assert sum(parts.nth(rank).is_visible() for rank in range(3)) == 1
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert findings(page, axe) == []
    page.click(".parts button >> nth=1")
    assert page.locator(".number:visible").count() == 2
    page.click(".plain-switch")
    page.wait_for_selector(".bassin:not(.simple)")
    assert page.locator(".number:visible").count() == 4
    assert "simple" not in page.url
    assert "outreach=12-2027" in page.url
