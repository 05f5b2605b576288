import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from driving import ANSWERS, READY, ROOT, SIZES, launch, serving

RESIDENTS = 1500
STATIC = ROOT / "simulator" / "dashboard" / "static"


@pytest.fixture(scope="session")
def address(request, tmp_path_factory):
    cache = Path(request.config.cache.mkdir("bassin2040"))
    with serving(cache, RESIDENTS, tmp_path_factory.mktemp("server") / "log.txt") as found:
        yield found


@pytest.fixture(scope="module")
def browser():
    """One browser a module: while it is open, this thread has a running event loop, which other tests must not see."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = launch(playwright)
        yield found
        found.close()


class Visit:
    """A page, and everything that it asked for or complained of."""

    def __init__(self, browser, address, size="desk", **options):
        width, height = SIZES[size]
        options = {"viewport": {"width": width, "height": height}, "locale": "fr-FR"} | options
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(ANSWERS)
        self.page = self.context.new_page()
        self.address, self.foreign, self.complaints, self.sent = address, [], [], []
        self.page.on("request", self._asked)
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: self.sent.append(frame)))

    def _asked(self, request):
        if not request.url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:")):
            self.foreign.append(request.url)

    def open(self, query=""):
        self.page.goto(self.address + "/" + query)
        self.page.wait_for_selector(READY, timeout=180_000)
        return self.page

    def close(self):
        self.page.goto("about:blank")
        self.context.close()


@pytest.fixture(scope="module")
def visited(browser, address):
    """One visit, opened once and used by test after test at each size: what a room does, and quick."""
    visits = []

    def at(size="desk"):
        if not visits:
            visits.append(Visit(browser, address, size, bypass_csp=True, reduced_motion="reduce"))
            visits[0].open()
        width, height = SIZES[size]
        visits[0].page.set_viewport_size({"width": width, "height": height})
        return visits[0]

    yield at
    for one in visits:
        one.close()


@pytest.fixture(scope="module")
def simplified(browser, address):
    """The simplified version with a plan, as its address opens it; one page for each size."""
    one = Visit(browser, address, bypass_csp=True, reduced_motion="reduce")
    yield one.open("?simple=1&outreach=12-2027")
    one.close()


@pytest.fixture
def visit(browser, address):
    visits = []

    def make(size="desk", **options):
        visits.append(Visit(browser, address, size, **options))
        return visits[-1]

    yield make
    for one in visits:
        one.close()


@pytest.fixture(scope="session")
def axe(request):
    """The accessibility checker's source, from npm; CI requires it."""
    inside = STATIC / "node_modules" / "axe-core" / "axe.min.js"
    if inside.exists():
        return inside.read_text(encoding="utf-8")
    folder = Path(request.config.cache.mkdir("axe"))
    kept = folder / "node_modules" / "axe-core" / "axe.min.js"
    with (folder / "lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)  # another worker may be fetching it
        done = kept.exists() or fetched(folder)
    if not done and os.environ.get("CI") != "true":
        pytest.skip("not checked: axe-core cannot be fetched from npm")
    assert done, "CI checks accessibility with axe-core from npm: it cannot be fetched"
    return kept.read_text(encoding="utf-8")


def fetched(folder):
    """Whether npm brought what the screens' sources lock."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(STATIC / name, folder)
    npm = shutil.which("npm")
    command = [npm, "ci", "--no-audit", "--no-fund"]
    return bool(npm) and subprocess.run(command, cwd=folder, capture_output=True).returncode == 0
