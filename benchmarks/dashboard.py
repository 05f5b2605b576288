"""How long the screen takes to answer, in a real browser: from letting a lever go to the numbers, then to the interval.

`python benchmarks/dashboard.py [RESIDENTS]` starts a server on the user's own cache, opens a page per lever, and pulls
the lever with the pointer. A repaint counts once the browser has painted the frame after the answer.
`--everybody` presses the button that runs every resident instead: for a plan, then for another one in the same page,
then in a new page.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / folder) for folder in ("tests/browser", ".")]

from driving import READY, SIZES, launch, serving  # noqa: E402

LEVERS = ("outreach", "transport", "amateurs")
PULLS = (6, 3, 9, 4, 12)
"""Tokens that a lever is pulled to, one after the other; the first is the first move after opening."""
PATIENCE = 60_000

WATCH = """() => {
    const root = document.querySelector('.bassin');
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    window.addEventListener('pointerup', () => {
        window.released = performance.now();
        window.times = {};
        window.pulls = (window.pulls ?? 0) + 1;
        window.asked = Number(root.dataset.move) + 1;
    }, true);
    new MutationObserver(async () => {
        const [move, ready] = [Number(root.dataset.move), Number(root.dataset.ready)];
        if (window.released === undefined || move < window.asked) return;
        await painted();
        const now = performance.now() - window.released;
        window.times.first ??= now;
        if (ready >= 8) window.times.whole ??= now;
        if (window.times.whole) root.dataset.timed = String(window.pulls);
    }).observe(root, { attributes: true, attributeFilter: ['data-ready', 'data-move'] });
}"""


TOLD = """() => {
    const node = document.querySelector('.grain label:last-child span');
    const button = document.querySelector('.everybody');
    const begun = new Promise((done) => {
        button.addEventListener('click', () => done(performance.now()), { once: true });
    });
    delete window.told;
    new MutationObserver(async (_, watcher) => {
        if (node.textContent !== 'Communes') return;
        watcher.disconnect();
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        window.told = performance.now() - (await begun);
    }).observe(node, { childList: true, characterData: true, subtree: true });
}"""
"""Starts a clock at the button, and stops it once communes are no longer smoothed, which is when everybody is there."""


def pull(page, lever: int, tokens: int, rank: int) -> dict[str, float]:
    """Pull a lever to a number of tokens with the pointer; milliseconds to the first repaint and to the interval."""
    slider = page.locator(".lever input[type=range]").nth(lever)
    box, most = slider.bounding_box(), int(slider.get_attribute("max"))
    now = int(slider.input_value())

    def place(count: int) -> float:
        return box["x"] + 10 + (box["width"] - 20) * count / most

    middle = box["y"] + box["height"] / 2
    page.mouse.move(place(now), middle)
    page.mouse.down()
    page.mouse.move(place(tokens), middle, steps=6)
    page.mouse.up()
    page.wait_for_selector(f".bassin[data-timed='{rank}']", timeout=PATIENCE)
    return page.evaluate("window.times")


def measure(browser, address: str, lever: int) -> dict[str, object]:
    """A page opened for one lever, which is then pulled several times."""
    width, height = SIZES["desk"]
    page = browser.new_context(bypass_csp=True, viewport={"width": width, "height": height}).new_page()
    begun = time.monotonic()
    page.goto(address)
    page.wait_for_selector(READY, timeout=PATIENCE)
    opened = time.monotonic() - begun
    page.evaluate(WATCH)
    times = [pull(page, lever, tokens, rank) for rank, tokens in enumerate(PULLS, 1)]
    page.goto("about:blank")
    page.context.close()
    return {
        "opened_ms": round(1000 * opened),
        "first_move": {name: round(value) for name, value in times[0].items()},
        "later_moves": {name: [round(one[name]) for one in times[1:]] for name in ("first", "whole")},
        "later_median": {name: round(statistics.median(one[name] for one in times[1:])) for name in ("first", "whole")},
    }


def press(page, tokens: int) -> int:
    """Choose a plan, then press the button: milliseconds until the map of communes is painted with every resident."""
    move = int(page.get_attribute(".bassin", "data-move"))
    page.locator(".lever input[type=range]").first.evaluate(
        "(one, count) => { one.value = count; one.dispatchEvent(new Event('input')); "
        "one.dispatchEvent(new Event('change')); }",
        tokens,
    )
    answered = "move => Number(document.querySelector('.bassin').dataset.move) > move"
    page.wait_for_function(answered, arg=move, timeout=PATIENCE)
    page.wait_for_selector(".band[data-status=done]", timeout=PATIENCE)
    page.wait_for_selector(".everybody:visible", timeout=PATIENCE)
    page.evaluate(TOLD)
    page.click(".everybody")
    page.wait_for_function("window.told !== undefined", timeout=10 * PATIENCE)
    return round(page.evaluate("window.told"))


def measure_everybody(browser, address: str) -> dict[str, object]:
    """The button pressed for two plans in one page, then for one in a new page: what is kept between them shows."""
    width, height = SIZES["desk"]
    found = {}
    for name, plans in (("first_page", (6, 9)), ("next_page", (4,))):
        page = browser.new_context(bypass_csp=True, viewport={"width": width, "height": height}).new_page()
        page.goto(address)
        page.wait_for_selector(READY, timeout=PATIENCE)
        found[name] = [press(page, tokens) for tokens in plans]
        page.goto("about:blank")
        page.context.close()
    return found


def main() -> None:
    """Measure every lever, or every resident, and print one JSON document."""
    from playwright.sync_api import sync_playwright

    from simulator import cache

    everybody = "--everybody" in sys.argv
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()]
    residents = sizes[0] if sizes else 20_000
    log = Path(tempfile.mkdtemp()) / "server.txt"
    with serving(cache.folder(), residents, log) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        if everybody:
            found = {"everybody": measure_everybody(browser, address)}
        else:
            found = {"levers": {name: measure(browser, address, rank) for rank, name in enumerate(LEVERS)}}
        browser.close()
    print(json.dumps({"residents": residents, "unit": "ms"} | found, indent=2))


if __name__ == "__main__":
    main()
