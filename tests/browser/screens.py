"""Writes a PNG of every screen, three sizes, two languages, into build/screens/: look at them."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).resolve().parents[2])]

from driving import READY, ROOT, SIZES, launch, serving

OUT = ROOT / "build" / "screens"
PLAN = "world=sobriete&outreach=12-2027&transport=7-2029&amateurs=6-2027"
STEPS = {
    "1-ouverture": ("", None),
    "2-plan": (PLAN, None),
    "3-agglomerations": (PLAN, ".grain label >> nth=0"),
    "4-chiffres": (PLAN, ".panel .tools > button"),
    "5-ce-que-le-simulateur-ne-sait-pas": (PLAN, ".aid button"),
    "6-leviers": (PLAN, ".drawer-open"),
}


def photograph(browser, address: str, size: str, language: str) -> None:
    """Every screen at one size in one language."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page = context.new_page()
    for name, (query, click) in STEPS.items():
        if click == ".drawer-open" and size == "desk":
            continue
        if not click or name.startswith("3"):
            page.goto(f"{address}/?lang={language}&{query}")
            wait(page, planned=bool(query), language=language)
        if click:
            page.click(click)
            page.wait_for_timeout(300)
        page.mouse.move(2, 2)
        page.screenshot(
            path=OUT / f"{name}-{size}-{width}x{height}-{language}.png", full_page=size != "desk" and not click
        )
        if click and not name.startswith("3"):
            page.keyboard.press("Escape")
    page.goto("about:blank")
    context.close()


def wait(page, *, planned: bool, language: str) -> None:
    """Until the whole answer to the address's plan is shown."""
    if planned:
        page.wait_for_selector(
            f".verdict:has-text('{'this plan' if language == 'en' else 'ce plan'}')", timeout=180_000
        )
    page.wait_for_selector(READY, timeout=180_000)
    page.wait_for_timeout(400)


def main() -> None:
    """Serve the real sample, with the user's own cache, and photograph it."""
    from playwright.sync_api import sync_playwright

    from simulator import cache

    OUT.mkdir(parents=True, exist_ok=True)
    residents = int(os.environ.get("BASSIN2040_RESIDENTS", "20000"))
    log = Path(tempfile.mkdtemp()) / "server.txt"
    with serving(cache.folder(), residents, log) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for size in SIZES:
            for language in ("fr", "en"):
                photograph(browser, address, size, language)
        browser.close()
    print(f"{len(list(OUT.glob('*.png')))} PNG : {OUT}")


if __name__ == "__main__":
    main()
