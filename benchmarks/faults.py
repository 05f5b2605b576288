"""What a phone and a table live through, in a real browser: `python benchmarks/faults.py [--pictures FOLDER]`.

A phone reloads and is at its place again; it spends 150 seconds without network; the server is killed with -9 under a
table's screen and a phone, and started anew. Prints seconds, whether everything they wrote is kept, the memory of the
kernels, and how busy the machine was. `--pictures` keeps what the table sees while the room is lost, and after.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE), str(HERE / "tests" / "browser")]

from driving import launch  # noqa: E402
from robots import PhoneRobot, TableRobot  # noqa: E402
from rooms import Process, Workshop, room  # noqa: E402

AWAY = 150
MEGABYTE = 2**20


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 2)


def predictions(workshop: Workshop) -> int:
    """How many people of the first table have predicted in the first round."""
    turns = workshop.view(workshop.links["tables"]["table-1"])["turns"]
    return next(one["people_predicted"] for one in turns if one["round"] == 1)


def seated(browser, workshop: Workshop, rank: int) -> PhoneRobot:
    """A phone at the first table, before its prediction."""
    phone = PhoneRobot(browser, workshop.address, rank, 1)
    phone.go(f"/rejoindre/{workshop.code}")
    phone.name_itself()
    phone.page.click("button.main")
    phone.step("prediction")
    return phone


def reload(browser, workshop: Workshop) -> dict[str, object]:
    """A phone answers, reloads, and is at its place again with its answer."""
    phone = seated(browser, workshop, 1)
    phone.predict()
    phone.taken()
    said = json.dumps(phone.page.inner_text("#step h1"), ensure_ascii=False)

    def again() -> None:
        phone.page.reload(wait_until="commit")
        phone.page.wait_for_selector(f"#step h1:text-is({said})")

    found = {"reload_s": seconds(again)}
    phone.leave()
    return found


def away(browser, workshop: Workshop, length: int = AWAY) -> dict[str, object]:
    """A phone answers without network, which comes back after a while: whether the answer is there, and how soon."""
    phone, before = seated(browser, workshop, 2), predictions(workshop)
    phone.context.set_offline(True)
    phone.predict()
    phone.page.wait_for_timeout(1000 * length)
    phone.context.set_offline(False)
    back = seconds(phone.taken)
    kept = predictions(workshop) == before + 1
    phone.leave()
    return {"away_s": length, "back_s": back, "kept": kept}


def killed(browser, process: Process, workshop: Workshop, pictures: Path | None) -> dict[str, object]:
    """The server dies while a table moves a lever and a phone answers; it is started anew."""
    table, phone = TableRobot(browser, workshop.address, 1), seated(browser, workshop, 3)
    opened = seconds(lambda: (table.go(f"/table#k={workshop.links['tables']['table-1']}"), table.stage("decide")))
    memory, before = kernels(process), predictions(workshop)
    process.stop(kill=True)
    table.page.locator(".lever:not([hidden]) input[type=range]").first.press("ArrowRight")
    phone.predict()
    told = seconds(lambda: table.page.wait_for_selector(".room-notice[data-room=lost]"))
    picture(table, pictures, "lost")
    restart = seconds(process.start)
    table_back = seconds(lambda: table.page.wait_for_selector(".room-notice[data-room=back]"))
    table.page.wait_for_selector("header .status:has-text('Tout est enregistré')")
    picture(table, pictures, "back")
    phone.taken()
    turn = workshop.view(workshop.links["tables"]["table-1"])["turns"][0]
    kept = sum(turn["plan"]["tokens"].values()) == 1 and predictions(workshop) == before + 1
    reopened = seconds(lambda: (table.page.reload(wait_until="commit"), table.stage("decide")))
    table.leave()
    phone.leave()
    return {
        "table_opened_s": opened,
        "kernel_mb": memory,
        "loss_told_s": told,
        "server_healthy_s": restart,
        "table_knows_s": table_back,
        "table_reloaded_s": reopened,
        "kept": kept,
    }


def picture(table: TableRobot, folder: Path | None, name: str) -> None:
    """What the table sees."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        table.page.screenshot(path=folder / f"{name}.png")


def kernels(process: Process) -> list[float]:
    """What the kernel behind each screen alone holds in memory, with its part of what it shares."""
    below = psutil.Process(process.running.pid).children(recursive=True)
    behind = [one for one in below if "ipykernel_launcher" in " ".join(one.cmdline())]
    return [round(one.memory_full_info().pss / MEGABYTE, 1) for one in behind]


def measure(length: int, pictures: Path | None, folder: Path) -> dict[str, object]:
    """Everything once, in one room of 600 residents."""
    with room(folder / "cache", folder, residents=600) as (process, workshop), sync_playwright() as playwright:
        browser = launch(playwright)
        workshop.phase("tour-1", 1)
        found = {
            "reload": reload(browser, workshop),
            "killed": killed(browser, process, workshop, pictures),
            "offline": away(browser, workshop, length),
        }
        browser.close()
        return found | {"cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1)}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--away", type=int, default=AWAY)
    parser.add_argument("--pictures", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(measure(asked.away, asked.pictures, Path(name)), indent=2))


if __name__ == "__main__":
    main()
