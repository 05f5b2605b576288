"""Writes a PNG of every screen, three sizes, two languages, into build/screens/: look at them."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).resolve().parents[2])]

from driving import READY, ROOT, SIZES, launch, serving
from rooms import Workshop, room

from simulator import cache

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
WALL = (1920, 1080)
WALLS = ("welcome", "agenda", "grid", "tables", "table", "front_page", "silence", "close")


def photograph_room(browser, workshop: Workshop, size: str, language: str) -> None:
    """A participant's way and the operator's page, at one size in one language."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page = context.new_page()

    def shot(name: str, path: str) -> None:
        page.goto(f"{workshop.address}{path}{'&' if '?' in path else '?'}lang={language}")
        page.wait_for_timeout(300)
        page.screenshot(path=OUT / f"atelier-{name}-{size}-{width}x{height}-{language}.png", full_page=True)

    for name, path in DOORS.items():
        shot(name, path.format(code=workshop.code))
    token = workshop.join("table-1", "Loutre" if language == "fr" else "Otter")["token"]
    context.add_cookies([{"name": "bassin", "value": token, "url": workshop.address}])
    for rank, (name, (phase, number)) in enumerate(DAY.items(), start=1):
        workshop.phase(phase, number)
        shot(f"telephone-{rank}-{name}", "/p")
    shot("saisie", f"/operateur?token={workshop.operator}")
    context.close()


TABLE = {
    "ecouter": ("accueil", None),
    "grille": ("auto-evaluation", None),
    "ressources": ("ressources", None),
    "objet": ("fiction", None),
    "decider": ("tour-2", 2),
    "revelation": ("revelation-1", 1),
}


def screen_of(browser, workshop: Workshop, screen: str, key: str, size: str, language: str):
    """A table's or the host's screen, once it is there."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{workshop.address}/{screen}?lang={language}#k={key}")
    page.wait_for_selector(".bassin.team .band", timeout=180_000)
    return page


def photograph_screens(browser, workshop: Workshop, size: str, language: str) -> None:
    """A table's and the host's screen through the day, at one size in one language, and each once simplified."""
    table, waiting = (
        screen_of(browser, workshop, "table", workshop.links["tables"][f"table-{number}"], size, language)
        for number in (1, 2)
    )
    host = screen_of(browser, workshop, "animation", workshop.host, size, language)
    width, height = SIZES[size]

    def shot(page, name: str) -> None:
        page.wait_for_timeout(900)
        path = OUT / f"atelier-{name}-{size}-{width}x{height}-{language}.png"
        page.screenshot(path=path, full_page=size != "desk")

    for rank, (name, (phase, number)) in enumerate(TABLE.items(), start=1):
        workshop.phase(phase, number)
        shot(table, f"table-{rank}-{name}")
        if name in ("ecouter", "decider", "revelation"):
            shot(host, f"animation-{rank}-{name}")
        if name == "decider":
            shot(waiting, f"table-{rank}-attendre")
    for name, page in (("table", table), ("animation", host), ("table-2", waiting)):
        page.click(".plain-switch")
        shot(page, f"{name}-simplifiee")
        page.goto("about:blank")
        page.context.close()


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


def photograph_rooms(browser) -> None:
    """A workshop's pages, with a first round that was played."""
    folder = Path(tempfile.mkdtemp())
    with room(cache.folder(), folder, "--wifi-name", "Salle des fêtes", "--wifi-password", "lampiste") as (_, workshop):
        reveal(workshop)
        for language in ("fr", "en"):
            photograph_wall(browser, workshop, language)
            for size in SIZES:
                photograph_room(browser, workshop, size, language)
                photograph_screens(browser, workshop, size, language)


def main() -> None:
    """Serve the real sample, with the user's own cache, and photograph it."""
    from playwright.sync_api import sync_playwright

    OUT.mkdir(parents=True, exist_ok=True)
    residents = int(os.environ.get("BASSIN2040_RESIDENTS", "20000"))
    log = Path(tempfile.mkdtemp()) / "server.txt"
    with serving(cache.folder(), residents, log) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for size in SIZES:
            for language in ("fr", "en"):
                photograph(browser, address, size, language)
        photograph_rooms(browser)
        browser.close()
    print(f"{len(list(OUT.glob('*.png')))} PNG : {OUT}")


if __name__ == "__main__":
    main()
