"""A whole workshop with robots at full size: `python benchmarks/rehearsal.py`, ten tables and forty phones.

One browser holds every page, and one pair of hands presses every button in turn: times are upper bounds for a room,
where people press at once. The day begins when the server is ready, after the `bassin2040 prepare` of the day before.
Prints seconds, bytes, megabytes, and how busy the machine was; what was seen when something failed is kept in
`build/rehearsal/`. The last table is on paper.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE), str(HERE / "tests" / "browser"), str(HERE / "benchmarks")]

from driving import await_ready, environment_of, launch  # noqa: E402
from faults import away  # noqa: E402
from rehearsal import Rehearsal  # noqa: E402
from rooms import COMMAND, Process, room  # noqa: E402

from simulator.cache import folder as cache_folder  # noqa: E402

SEEN = HERE / "build" / "rehearsal"
MEGABYTE = 2**20


def megabytes(processes: Iterable[psutil.Process]) -> list[float]:
    """What each process alone holds in memory, with its part of what it shares."""
    return [round(one.memory_full_info().pss / MEGABYTE, 1) for one in processes]


def memory(process: Process) -> dict[str, float]:
    """The server, the kernels behind its screens, its calculator; and the browser with every page."""
    server = psutil.Process(process.running.pid)
    below = {one: " ".join(one.cmdline()) for one in server.children(recursive=True)}
    kernels = megabytes(one for one, command in below.items() if "ipykernel_launcher" in command)
    calculator = megabytes(one for one, command in below.items() if "workshop.calculator" in command)
    pages = [one for one in psutil.Process().children(recursive=True) if "chrom" in one.name()]
    return {
        "server_mb": megabytes([server])[0],
        "kernels": len(kernels),
        "kernel_mb": round(sum(kernels) / len(kernels), 1),
        "kernel_most_mb": max(kernels),
        "calculator_mb": sum(calculator),
        "browser_mb": round(sum(megabytes(pages))),
    }


class Load:
    """How many processes wanted a core while something ran."""

    def __init__(self) -> None:
        """Watch from now on."""
        self._seen: list[float] = []
        self._over = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while not self._over.wait(5):
            self._seen.append(os.getloadavg()[0])

    def stop(self) -> dict[str, float]:
        """The mean and the most of the minute's load."""
        self._over.set()
        seen = self._seen or [os.getloadavg()[0]]
        return {"cores": os.cpu_count(), "load_mean": round(sum(seen) / len(seen), 1), "load_most": max(seen)}


def prepare(residents: int) -> float:
    """What a host does the day before: residents, histories and compiled kernels, kept on this machine; its seconds."""
    begun = time.perf_counter()
    command = [sys.executable, "-c", COMMAND, "prepare"]
    subprocess.run(command, cwd=HERE, env=environment_of(cache_folder(), residents), check=True, stdout=sys.stderr)
    return round(time.perf_counter() - begun, 1)


def measure(tables: int, phones: int, residents: int, folder: Path) -> dict[str, object]:
    """Rehearse once, from an empty data folder; residents and compiled kernels are this machine's."""
    found: dict[str, object] = {"tables": tables, "phones": phones, "residents": residents}
    found["prepare_s"] = prepare(residents)
    with (
        room(cache_folder(), folder, residents=residents, futures=200) as (process, workshop),
        sync_playwright() as playwright,
    ):
        begun, load = time.perf_counter(), Load()
        await_ready(process.running, workshop.address, process.log)
        found["ready_s"] = round(time.perf_counter() - begun, 1)
        browser = launch(playwright)
        day = Rehearsal(browser, (workshop.address, process.entrance), tables, phones, ("sobriete", "communs"))
        try:
            day.play(folder / "pack.zip", SEEN)
        except Exception:
            print(json.dumps(found | day.figures | memory(process) | load.stop(), indent=2))
            raise
        found |= day.figures | memory(process)
        day.leave()
        workshop.phase("tour-1", 1)
        found["offline"] = away(browser, workshop)
        browser.close()
        return found | load.stop()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tables", type=int, default=10)
    parser.add_argument("--phones", type=int, default=40)
    parser.add_argument("--residents", type=int, default=20_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(measure(asked.tables, asked.phones, asked.residents, Path(name)), indent=2))


if __name__ == "__main__":
    main()
