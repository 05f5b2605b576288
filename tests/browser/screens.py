"""Writes a PNG of every screen, three sizes, two languages, into build/screens/: look at them.

A screen is opened once, then given every size and both languages: opening one takes longer than all its photographs.
What fails does not keep the other screens from being photographed; it is said at the end.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).resolve().parents[2])]

from driving import READY, ROOT, SIZES, launch, serving
from rooms import Workshop, room

from simulator import cache

OUT = ROOT / "build" / "screens"
LANGUAGES = ("fr", "en")
PLAN = "world=sobriete&outreach=12-2027&transport=7-2029&amateurs=6-2027"
WINDOWS = {
    "4-chiffres": ".panel .tools > button",
    "5-ce-que-le-simulateur-ne-sait-pas": ".aid button:visible",
    "6-leviers": ".drawer-open",
}
"""What opens over the screen, and the button that opens it."""
DRAWN = 400
"""Milliseconds for a screen to be drawn anew."""


def opened(browser, address: str):
    """A page at an address, in a context of its own that moves nothing by itself."""
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.set_default_timeout(180_000)
    page.goto(address)
    return page


def leave(page) -> None:
    """Close a page and its kernel."""
    page.goto("about:blank")
    page.context.close()


def everywhere(page, name: str, window: str | None = None, sizes: tuple[str, ...] = tuple(SIZES)) -> None:
    """Photograph what a page shows, at these sizes and in both languages; or a window over it, opened for each."""
    for size in sizes:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        for language in LANGUAGES:
            page.click(f".language[lang={language}]")
            if window:
                page.click(window)
            page.mouse.move(2, 2)
            page.wait_for_timeout(DRAWN)
            path = OUT / f"{name}-{size}-{width}x{height}-{language}.png"
            page.screenshot(path=path, full_page=size != "desk" and not window)
            if window:
                page.keyboard.press("Escape")


def photograph_exploration(browser, address: str) -> None:
    """The screen of one visitor: at first, with a plan, and what opens over it."""
    page = opened(browser, f"{address}/")
    page.wait_for_selector(READY)
    everywhere(page, "1-ouverture")
    leave(page)
    page = opened(browser, f"{address}/?{PLAN}")
    page.wait_for_selector(".verdict:has-text('ce plan')")
    page.wait_for_selector(READY)
    everywhere(page, "2-plan")
    page.click(".grain label >> nth=0")
    everywhere(page, "3-agglomerations")
    for name, button in WINDOWS.items():
        everywhere(page, name, button, tuple(SIZES) if button != ".drawer-open" else ("tablet", "phone"))
    leave(page)


DOORS = {"accueil": "/", "rejoindre": "/rejoindre/{code}", "vos-donnees": "/confidentialite"}
DAY = {
    "attente": ("accueil", None),
    "grille": ("auto-evaluation", None),
    "cartes": ("ressources", None),
    "objets": ("fiction", None),
    "prevision": ("tour-1", 1),
    "revelation": ("revelation-1", 1),
    "vote": ("revelation-2", 2),
}
TABLE = {
    "ecouter": ("accueil", None),
    "grille": ("auto-evaluation", None),
    "ressources": ("ressources", None),
    "objet": ("fiction", None),
    "decider": ("tour-2", 2),
    "revelation": ("revelation-1", 1),
}
WALL = (1920, 1080)
WALLS = ("welcome", "agenda", "grid", "tables", "table", "front_page", "silence", "close")


def photograph_phones(browser, workshop: Workshop) -> None:
    """The doors, a participant's way and the operator's page."""
    pages = {}
    for language in LANGUAGES:
        pages[language] = opened(browser, "about:blank")
        token = workshop.join("table-1", "Loutre" if language == "fr" else "Otter")["token"]
        pages[language].context.add_cookies([{"name": "bassin", "value": token, "url": workshop.address}])

    def shot(name: str, path: str) -> None:
        for language, page in pages.items():
            page.goto(f"{workshop.address}{path}{'&' if '?' in path else '?'}lang={language}")
            for size, (width, height) in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                page.wait_for_timeout(DRAWN)
                file = OUT / f"atelier-{name}-{size}-{width}x{height}-{language}.png"
                page.screenshot(path=file, full_page=True)

    for name, path in DOORS.items():
        shot(name, path.format(code=workshop.code))
    for rank, (name, (phase, number)) in enumerate(DAY.items(), start=1):
        workshop.phase(phase, number)
        shot(f"telephone-{rank}-{name}", "/p")
    shot("saisie", f"/operateur?token={workshop.operator}")
    for page in pages.values():
        page.context.close()


def photograph_screens(browser, workshop: Workshop) -> None:
    """A table's and the host's screen through the day, and each once simplified."""
    tables = workshop.links["tables"]
    keys = {"table": tables["table-1"], "table-2": tables["table-2"], "animation": workshop.host}
    pages = {}
    for name, key in keys.items():
        screen = "animation" if name == "animation" else "table"
        pages[name] = opened(browser, f"{workshop.address}/{screen}?lang=fr#k={key}")
        pages[name].wait_for_selector(".bassin.team .band")
    for rank, (name, (phase, number)) in enumerate(TABLE.items(), start=1):
        workshop.phase(phase, number)
        pages["table"].wait_for_timeout(1000)
        everywhere(pages["table"], f"atelier-table-{rank}-{name}")
        if name in ("ecouter", "decider", "revelation"):
            everywhere(pages["animation"], f"atelier-animation-{rank}-{name}")
        if name == "decider":
            everywhere(pages["table-2"], f"atelier-table-{rank}-attendre")
    for name, page in pages.items():
        page.click(".plain-switch")
        everywhere(page, f"atelier-{name}-simplifiee")
        leave(page)


def photograph_wall(browser, workshop: Workshop, language: str) -> None:
    """Everything that the projector shows, in one language."""
    context = browser.new_context(viewport={"width": WALL[0], "height": WALL[1]}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{workshop.address}/projection?token={workshop.host}&lang={language}")
    for view in WALLS:
        workshop.lead("spotlit", view=view, table="table-1")
        page.wait_for_selector(f"body[data-view={view}]")
        page.wait_for_timeout(300)
        page.screenshot(path=OUT / f"projection-{view}-{WALL[0]}x{WALL[1]}-{language}.png")
    context.close()


def reveal(workshop: Workshop, patience: float = 900) -> None:
    """Two tables of one world play the first round and see its results; a third waits for the second."""
    workshop.fill_grids(7)
    workshop.phase("tour-1", 1)
    workshop.commit("table-1", 1, 3, outreach=10, amateurs=6)
    workshop.commit("table-3", 1, 8, transport=3, schools=2)
    end = time.monotonic() + patience
    while sum(one["computed"] for one in workshop.view(workshop.host)["standing"]) < 2:
        if time.monotonic() > end:
            raise RuntimeError("the plans were not computed in time")
        time.sleep(1)
    workshop.lead("revealed", round=1)
    workshop.phase("tour-2", 2)
    workshop.commit("table-2", 2, 4, outreach=8)


class Photographs:
    """Photographs taken one part after the other; a part that fails is told, and keeps no other from being taken."""

    def __init__(self) -> None:
        self.failed: list[str] = []

    def take(self, name: str, part: Callable[[], None]) -> None:
        """Take a part's photographs, and say how long it took."""
        begun = time.monotonic()
        try:
            part()
        except Exception:  # the other screens are worth having
            traceback.print_exc()
            self.failed.append(name)
        print(f"{name}: {time.monotonic() - begun:.0f} s", flush=True)


def explore(browser) -> None:
    """The exploration, on the usual sample."""
    residents = int(os.environ.get("BASSIN2040_RESIDENTS", "20000"))
    log = Path(tempfile.mkdtemp()) / "server.txt"
    with serving(cache.folder(), residents, log) as address:
        photograph_exploration(browser, address)


def meet(browser, photographs: Photographs) -> None:
    """A workshop's pages, with a first round that was played."""
    folder = Path(tempfile.mkdtemp())
    with room(cache.folder(), folder, "--wifi-name", "Salle des fêtes", "--wifi-password", "lampiste") as (_, workshop):
        photographs.take("round", partial(reveal, workshop))
        for language in LANGUAGES:
            photographs.take(f"wall, {language}", partial(photograph_wall, browser, workshop, language))
        photographs.take("phones", partial(photograph_phones, browser, workshop))
        photographs.take("tables and host", partial(photograph_screens, browser, workshop))


def main() -> None:
    """Photograph everything, with the user's own cache."""
    from playwright.sync_api import sync_playwright

    OUT.mkdir(parents=True, exist_ok=True)
    photographs = Photographs()
    with sync_playwright() as playwright:
        browser = launch(playwright)
        photographs.take("exploration", partial(explore, browser))
        photographs.take("workshop", partial(meet, browser, photographs))
        browser.close()
    print(f"{len(list(OUT.glob('*.png')))} PNG : {OUT}")
    if photographs.failed:
        sys.exit(f"not photographed: {', '.join(photographs.failed)}")


if __name__ == "__main__":
    main()
