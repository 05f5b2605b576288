"""Writes a PNG of every screen, three sizes, two languages, into build/screens/: look at them.

`--only atelier-table --sizes desk --languages fr` photographs the screens whose name begins so, at some sizes, in some
languages; what no photograph needs is not started. A screen is opened once, then given every size and language: opening
one takes longer than all its photographs. What fails keeps no other from being photographed; it is told at the end.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).resolve().parents[2])]

from driving import ANSWERS, READY, ROOT, SIZES, launch, serving
from rooms import Workshop, room

from simulator import cache

OUT = ROOT / "build" / "screens"
LANGUAGES = ("fr", "en")
WALL = (1920, 1080)
PLAN = "world=sobriete&outreach=12-2027&transport=7-2029&amateurs=6-2027"
DRAWN = 400
"""Milliseconds for a screen to be drawn anew."""
EXPLORATION = {
    "1-ouverture": None,
    "2-plan": None,
    "3-agglomerations": None,
    "4-chiffres": ".panel .tools > button",
    "5-ce-que-le-simulateur-ne-sait-pas": ".aid button:visible",
    "6-leviers": ".drawer-open",
}
"""The exploration's screens, and the button that opens what is over them."""
DOORS = {
    "accueil": "/",
    "accueil-simplifiee": "/?simple=1",
    "rejoindre": "/rejoindre/{code}",
    "vos-donnees": "/confidentialite",
    "limites": "/limites",
    "saisie": "/operateur?token={operator}",
}
PHONE = {
    "telephone-1-attente": ("accueil", None),
    "telephone-2-grille": ("auto-evaluation", None),
    "telephone-2-simplifiee": ("auto-evaluation", None),
    "telephone-3-cartes": ("ressources", None),
    "telephone-4-objets": ("fiction", None),
    "telephone-5-prevision": ("tour-1", 1),
    "telephone-6-revelation": ("revelation-1", 1),
    "telephone-6-simplifiee": ("revelation-1", 1),
    "telephone-7-vote": ("revelation-2", 2),
}
SCREENS = {
    "table-1-ecouter": ("accueil", None, "table-1"),
    "animation-1-ecouter": ("accueil", None, "host"),
    "table-2-grille": ("auto-evaluation", None, "table-1"),
    "table-3-ressources": ("ressources", None, "table-1"),
    "table-4-objet": ("fiction", None, "table-1"),
    "table-5-decider": ("tour-2", 2, "table-1"),
    "table-5-attendre": ("tour-2", 2, "table-2"),
    "animation-5-decider": ("tour-2", 2, "host"),
    "table-5-simplifiee": ("tour-2", 2, "table-1"),
    "table-6-revelation": ("revelation-1", 1, "table-1"),
    "table-6-sans-plan": ("revelation-1", 1, "table-2"),
    "animation-6-revelation": ("revelation-1", 1, "host"),
    "table-6-simplifiee": ("revelation-1", 1, "table-1"),
    "animation-6-simplifiee": ("revelation-1", 1, "host"),
    "table-7-debrief": ("debrief", None, "table-1"),
}
"""What tables and the host see: the phase, its round, whose screen. A name that ends so is the simplified version."""
SIMPLE = "simplifiee"
WALLS = ("welcome", "agenda", "grid", "map", "tables", "table", "life", "front_page", "silence", "close")


@dataclass
class Photographs:
    """Which photographs are asked for, and the parts that failed.

    Attributes:
        only: How their names begin.
        sizes: At which sizes.
        languages: In which languages.
        failed: Parts that were not photographed.
    """

    only: str = ""
    sizes: tuple[str, ...] = tuple(SIZES)
    languages: tuple[str, ...] = LANGUAGES
    failed: list[str] = field(default_factory=list)

    def among(self, names: Iterable[str], before: str = "") -> list[str]:
        """Those of some names that are asked for."""
        return [name for name in names if (before + name).startswith(self.only)]

    def part(self, name: str, take: Callable[[], None]) -> None:
        """Take a part's photographs, and say how long it took; a part that fails keeps no other from being taken."""
        begun = time.monotonic()
        try:
            take()
        except Exception:  # the other screens are worth having
            traceback.print_exc()
            self.failed.append(name)
        print(f"{name}: {time.monotonic() - begun:.0f} s", flush=True)

    def every_size(self, page, name: str, language: str, *, over: bool = False) -> None:
        """What a page shows at every size; of a window over it, what is in sight."""
        for size in self.sizes:
            if over and ".drawer-open" in (EXPLORATION.get(name) or "") and size == "desk":
                continue  # at a desk, levers are in sight
            width, height = SIZES[size]
            page.set_viewport_size({"width": width, "height": height})
            page.mouse.move(2, 2)
            page.wait_for_timeout(DRAWN)
            whole = size != "desk" and not over
            page.screenshot(path=OUT / f"{name}-{size}-{width}x{height}-{language}.png", full_page=whole)


def opened(browser, address: str):
    """A page at an address, in a context of its own that moves nothing by itself."""
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.set_default_timeout(ANSWERS)
    page.goto(address)
    return page


def leave(page) -> None:
    """Close a page and its kernel."""
    page.goto("about:blank")
    page.context.close()


def photograph_exploration(browser, wanted: Photographs, address: str, language: str) -> None:
    """The screen of one visitor: at first, with a plan, and what opens over it."""
    names = wanted.among(EXPLORATION)
    page = opened(browser, f"{address}/?lang={language}")
    page.wait_for_selector(READY)
    if "1-ouverture" in names:
        wanted.every_size(page, "1-ouverture", language)
    leave(page)
    page = opened(browser, f"{address}/?lang={language}&{PLAN}")
    page.wait_for_selector(f".verdict:has-text('{'this plan' if language == 'en' else 'ce plan'}')")
    page.wait_for_selector(READY)
    for name in names[1:] if names[0] == "1-ouverture" else names:
        if name == "3-agglomerations":
            page.click(".grain label >> nth=0")
        photograph_over(page, wanted, name, language)
    leave(page)


def photograph_over(page, wanted: Photographs, name: str, language: str) -> None:
    """A screen of the exploration, or a window that opens over it."""
    button = EXPLORATION[name]
    if button:
        width, height = SIZES["phone" if button == ".drawer-open" else "desk"]
        page.set_viewport_size({"width": width, "height": height})
        page.click(button)
    wanted.every_size(page, name, language, over=bool(button))
    if button:
        page.keyboard.press("Escape")


def photograph_phone(browser, workshop: Workshop, wanted: Photographs, language: str) -> None:
    """The doors, the operator's page and a participant's way, in one language."""
    page = opened(browser, "about:blank")

    def shot(name: str, path: str) -> None:
        page.goto(f"{workshop.address}{path}{'&' if '?' in path else '?'}lang={language}")
        wanted.every_size(page, f"atelier-{name}", language)

    for name in wanted.among(DOORS, "atelier-"):
        shot(name, DOORS[name].format(code=workshop.code, operator=workshop.operator))
    phones = wanted.among(PHONE, "atelier-")
    if phones:
        token = workshop.join("table-1", "Loutre" if language == "fr" else "Otter")["token"]
        page.context.add_cookies([{"name": "bassin", "value": token, "url": workshop.address}])
    for name in phones:
        workshop.phase(*PHONE[name])
        shot(name, f"/p?simple={int(name.endswith(SIMPLE))}")
    leave(page)


def screen_of(browser, workshop: Workshop, whose: str, language: str):
    """A table's or the host's screen, once it is there."""
    path, key = ("animation", workshop.host) if whose == "host" else ("table", workshop.links["tables"][whose])
    page = opened(browser, f"{workshop.address}/{path}?lang={language}#k={key}")
    page.wait_for_selector(".bassin.team .band")
    return page


def photograph_screens(browser, workshop: Workshop, wanted: Photographs, language: str) -> None:
    """A table's and the host's screen through the day, in one language."""
    pages: dict = {}
    for name in wanted.among(SCREENS, "atelier-"):
        phase, number, whose = SCREENS[name]
        page = pages[whose] = pages.get(whose) or screen_of(browser, workshop, whose, language)
        workshop.phase(phase, number)
        title = next(one["title"] for one in workshop.view(workshop.host)["agenda"] if one["phase"] == phase)[language]
        page.wait_for_function("words => document.querySelector('.where')?.textContent === words", arg=title)
        if name.endswith(SIMPLE):
            page.click(".plain-switch")
        page.wait_for_timeout(DRAWN)
        wanted.every_size(page, f"atelier-{name}", language)
        if name.endswith(SIMPLE):
            page.click(".plain-switch")
    for page in pages.values():
        leave(page)


def photograph_wall(browser, workshop: Workshop, wanted: Photographs, language: str) -> None:
    """Everything that the projector shows, in one language."""
    page = opened(browser, f"{workshop.address}/projection?token={workshop.host}&lang={language}")
    page.set_viewport_size({"width": WALL[0], "height": WALL[1]})
    for view in wanted.among(WALLS, "projection-"):
        workshop.lead("spotlit", view=view, table="table-1")
        page.wait_for_selector(f"body[data-view={view}]")
        page.wait_for_timeout(DRAWN)
        page.screenshot(path=OUT / f"projection-{view}-{WALL[0]}x{WALL[1]}-{language}.png")
    leave(page)


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


def photograph_workshop(browser, wanted: Photographs) -> None:
    """A workshop's pages, with a first round that was played."""
    parts = {
        "wall": (photograph_wall, wanted.among(WALLS, "projection-")),
        "phone": (photograph_phone, wanted.among((*DOORS, *PHONE), "atelier-")),
        "screens": (photograph_screens, wanted.among(SCREENS, "atelier-")),
    }
    folder = Path(tempfile.mkdtemp())
    with room(cache.folder(), folder, "--wifi-name", "Salle des fêtes", "--wifi-password", "lampiste", futures=200) as (
        _,
        workshop,
    ):
        wanted.part("round", partial(reveal, workshop))
        for language in wanted.languages:
            for name, (part, names) in parts.items():
                if names:
                    wanted.part(f"{name}, {language}", partial(part, browser, workshop, wanted, language))


def photograph_visit(browser, wanted: Photographs) -> None:
    """The exploration of the usual sample."""
    residents = int(os.environ.get("BASSIN2040_RESIDENTS", "20000"))
    with serving(cache.folder(), residents, Path(tempfile.mkdtemp()) / "server.txt") as address:
        for language in wanted.languages:
            wanted.part(f"exploration, {language}", partial(photograph_exploration, browser, wanted, address, language))


def read_wanted() -> Photographs:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="how the names of the screens begin, e.g. atelier-table")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    given = parser.parse_args()
    return Photographs(given.only, tuple(given.sizes), tuple(given.languages))


def main() -> None:
    """Serve what the photographs need, with the user's own cache, and take them."""
    from playwright.sync_api import sync_playwright

    wanted = read_wanted()
    OUT.mkdir(parents=True, exist_ok=True)
    rooms = [f"atelier-{name}" for name in (*DOORS, *PHONE, *SCREENS)] + [f"projection-{view}" for view in WALLS]
    with sync_playwright() as playwright:
        browser = launch(playwright)
        if wanted.among(EXPLORATION):
            wanted.part("exploration", partial(photograph_visit, browser, wanted))
        if wanted.among(rooms):
            wanted.part("workshop", partial(photograph_workshop, browser, wanted))
        browser.close()
    print(f"{len(list(OUT.glob('*.png')))} PNG : {OUT}")
    if wanted.failed:
        sys.exit(f"not photographed: {', '.join(wanted.failed)}")


if __name__ == "__main__":
    main()
