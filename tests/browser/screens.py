"""Writes a PNG of every screen, three sizes, two languages, into build/screens/: look at them.

`--only atelier-table --sizes desk --languages fr` photographs the screens whose name begins so, at some sizes, in some
languages; what no photograph needs is not started.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).resolve().parents[2])]

from driving import READY, ROOT, SIZES, launch, serving
from rooms import Workshop, room

from simulator import cache

OUT = ROOT / "build" / "screens"
LANGUAGES = ("fr", "en")
WALL = (1920, 1080)
PLAN = "world=sobriete&outreach=12-2027&transport=7-2029&amateurs=6-2027"
STEPS = {
    "1-ouverture": ("", None),
    "2-plan": (PLAN, None),
    "3-agglomerations": (PLAN, ".grain label >> nth=0"),
    "4-chiffres": (PLAN, ".panel .tools > button"),
    "5-ce-que-le-simulateur-ne-sait-pas": (PLAN, ".aid button"),
    "6-leviers": (PLAN, ".drawer-open"),
}
DOORS = {"accueil": "/", "rejoindre": "/rejoindre/{code}", "vos-donnees": "/confidentialite"}
PHONE = {
    "telephone-1-attente": ("accueil", None),
    "telephone-2-grille": ("auto-evaluation", None),
    "telephone-3-cartes": ("ressources", None),
    "telephone-4-objets": ("fiction", None),
    "telephone-5-prevision": ("tour-1", 1),
    "telephone-6-revelation": ("revelation-1", 1),
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
"""What a table's and the host's screens show: the phase, its round, whose screen; a simplified one is named so."""
WALLS = ("welcome", "agenda", "grid", "tables", "table", "front_page", "silence", "close")


@dataclass(frozen=True)
class Wanted:
    """Which photographs are asked for: how their names begin, at which sizes, in which languages."""

    only: str = ""
    sizes: tuple[str, ...] = tuple(SIZES)
    languages: tuple[str, ...] = LANGUAGES

    def has(self, name: str) -> bool:
        return name.startswith(self.only)

    def among(self, names: Iterable[str], before: str = "") -> list[str]:
        return [name for name in names if self.has(before + name)]


def keep(page, name: str, size: str, language: str, *, whole: bool) -> None:
    """One photograph, named after what it shows, its size and its language."""
    width, height = WALL if size == "wall" else SIZES[size]
    mark = f"{width}x{height}" if size == "wall" else f"{size}-{width}x{height}"
    page.screenshot(path=OUT / f"{name}-{mark}-{language}.png", full_page=whole)


def opened(browser, size: str):
    """A window of that size."""
    width, height = WALL if size == "wall" else SIZES[size]
    return browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")


def photograph(browser, address: str, wanted: Wanted, size: str, language: str) -> None:
    """The exploration's screens at one size in one language."""
    context = opened(browser, size)
    page = context.new_page()
    for name in wanted.among(STEPS):
        query, click = STEPS[name]
        if click == ".drawer-open" and size == "desk":
            continue
        page.goto(f"{address}/?lang={language}&{query}")
        wait(page, planned=bool(query), language=language)
        if click:
            page.click(click)
            page.wait_for_timeout(300)
        page.mouse.move(2, 2)
        keep(page, name, size, language, whole=size != "desk" and not click)
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


def photograph_room(browser, workshop: Workshop, wanted: Wanted, size: str, language: str) -> None:
    """A participant's way and the operator's page, at one size in one language."""
    context = opened(browser, size)
    page = context.new_page()

    def shot(name: str, path: str) -> None:
        page.goto(f"{workshop.address}{path}{'&' if '?' in path else '?'}lang={language}")
        page.wait_for_timeout(300)
        keep(page, f"atelier-{name}", size, language, whole=True)

    for name in wanted.among(DOORS, "atelier-"):
        shot(name, DOORS[name].format(code=workshop.code))
    phones = wanted.among(PHONE, "atelier-")
    if phones:
        token = workshop.join("table-1", "Loutre" if language == "fr" else "Otter")["token"]
        context.add_cookies([{"name": "bassin", "value": token, "url": workshop.address}])
    for name in phones:
        workshop.phase(*PHONE[name])
        shot(name, "/p")
    if wanted.has("atelier-saisie"):
        shot("saisie", f"/operateur?token={workshop.operator}")
    context.close()


def screen_of(browser, workshop: Workshop, whose: str, size: str, language: str):
    """A table's or the host's screen, once it is there."""
    page = opened(browser, size).new_page()
    path = "animation" if whose == "host" else "table"
    key = workshop.host if whose == "host" else workshop.links["tables"][whose]
    page.goto(f"{workshop.address}/{path}?lang={language}#k={key}")
    page.wait_for_selector(".bassin.team .band", timeout=180_000)
    return page


def photograph_screens(browser, workshop: Workshop, wanted: Wanted, size: str, language: str) -> None:
    """A table's and the host's screen through the day, at one size in one language, and each once simplified."""
    pages: dict = {}
    for name in wanted.among(SCREENS, "atelier-"):
        phase, number, whose = SCREENS[name]
        if whose not in pages:
            pages[whose] = screen_of(browser, workshop, whose, size, language)
        page, simple = pages[whose], name.endswith("simplifiee")
        workshop.phase(phase, number)
        title = next(one["title"] for one in workshop.view(workshop.host)["agenda"] if one["phase"] == phase)[language]
        page.wait_for_function("words => document.querySelector('.where')?.textContent === words", arg=title)
        if simple:
            page.click(".plain-switch")
        page.wait_for_timeout(1200)
        keep(page, f"atelier-{name}", size, language, whole=size != "desk")
        if simple:
            page.click(".plain-switch")
    for page in pages.values():
        page.goto("about:blank")
        page.context.close()


def photograph_wall(browser, workshop: Workshop, wanted: Wanted, language: str) -> None:
    """Everything that the projector shows, in one language."""
    views = wanted.among(WALLS, "projection-")
    if not views:
        return
    context = opened(browser, "wall")
    page = context.new_page()
    page.goto(f"{workshop.address}/projection?token={workshop.host}&lang={language}")
    for view in views:
        workshop.lead("spotlit", view=view, table="table-1")
        page.wait_for_selector(f"body[data-view={view}]")
        page.wait_for_timeout(300)
        keep(page, f"projection-{view}", "wall", language, whole=False)
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


def photograph_rooms(browser, wanted: Wanted) -> None:
    """A workshop's pages, with a first round that was played."""
    folder = Path(tempfile.mkdtemp())
    with room(cache.folder(), folder, "--wifi-name", "Salle des fêtes", "--wifi-password", "lampiste") as (_, workshop):
        reveal(workshop)
        for language in wanted.languages:
            photograph_wall(browser, workshop, wanted, language)
            for size in wanted.sizes:
                photograph_room(browser, workshop, wanted, size, language)
                photograph_screens(browser, workshop, wanted, size, language)


def photograph_exploration(browser, wanted: Wanted) -> None:
    """The exploration of the real sample, with the user's own cache."""
    residents = int(os.environ.get("BASSIN2040_RESIDENTS", "20000"))
    log = Path(tempfile.mkdtemp()) / "server.txt"
    with serving(cache.folder(), residents, log) as address:
        for size in wanted.sizes:
            for language in wanted.languages:
                photograph(browser, address, wanted, size, language)


def read_wanted() -> Wanted:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="how the names of the screens begin, e.g. atelier-table")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    given = parser.parse_args()
    return Wanted(given.only, tuple(given.sizes), tuple(given.languages))


def main() -> None:
    """Serve what the photographs need, and take them."""
    from playwright.sync_api import sync_playwright

    wanted = read_wanted()
    OUT.mkdir(parents=True, exist_ok=True)
    inside = [f"atelier-{name}" for name in (*DOORS, *PHONE, *SCREENS, "saisie")] + [f"projection-{v}" for v in WALLS]
    with sync_playwright() as playwright:
        browser = launch(playwright)
        if wanted.among(STEPS):
            photograph_exploration(browser, wanted)
        if wanted.among(inside):
            photograph_rooms(browser, wanted)
        browser.close()
    print(f"{len(list(OUT.glob('*.png')))} PNG : {OUT}")


if __name__ == "__main__":
    main()
