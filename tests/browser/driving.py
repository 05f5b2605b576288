"""A started server and a real browser: what the browser tests and `make screens` share."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from simulator.doctor import find_chromium

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
]
SIZES = {"desk": (1280, 800), "tablet": (820, 1180), "phone": (390, 844)}
READY = ".bassin[data-ready='8']"
ANSWERS = 180_000  # milliseconds that a page may take to answer where others compute; one that answers takes none of it
PATIENCE = 900  # seconds: a first start compiles the kernels, some minutes where others compute, too


def launch(playwright):
    """A headless browser that calls nobody by itself."""
    flags = FLAGS + (["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])
    return playwright.chromium.launch(executable_path=find_chromium(), args=flags)


def findings(page, axe) -> list:
    """What axe-core finds serious or critical on a page."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]][:4]) for one in serious]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(address: str, path: str) -> dict:
    """The answer of one of the server's small pages."""
    with urllib.request.urlopen(address + path, timeout=10) as answer:
        return json.loads(answer.read())


def environment_of(cache: Path, residents: int) -> dict[str, str]:
    """What a server of the tests starts in: a cache of its own, fewer residents."""
    return os.environ | {"BASSIN2040_CACHE": str(cache), "BASSIN2040_RESIDENTS": str(residents)}


@contextlib.contextmanager
def serving(cache: Path, residents: int, log: Path) -> Iterator[str]:
    """A server of its own process, prepared; gives its address."""
    port = free_port()
    code = f"from simulator.serve.app import serve; serve({port})"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, env=environment_of(cache, residents), stdout=out, stderr=out
        )
    try:
        await_ready(process, f"http://127.0.0.1:{port}", log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def await_ready(process: subprocess.Popen, address: str, log: Path) -> None:
    """Wait until the preparation is over; the server's own words when it fails."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            state = ask(address, "/progress")["state"]
            if state == "ready":
                return
            if state == "failed":
                break
        time.sleep(0.4)
    raise RuntimeError(f"the server did not come up:\n{log.read_text(encoding='utf-8')}")
