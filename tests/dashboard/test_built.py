"""What browsers run is what the sources say: built again and compared where npm answers (CI requires it)."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "simulator" / "dashboard" / "static"
BUILT = STATIC / "built"
PAGES = Path("serve", "pages")
"""Beside `dashboard/`: modules that the tables' and the host's screens share with the server's pages."""


def test_the_built_files_are_there_with_their_licences():
    assert (BUILT / "atkinson-hyperlegible-next.woff2").read_bytes()[:4] == b"wOF2"
    assert "SIL OPEN FONT LICENSE" in (BUILT / "atkinson-hyperlegible-next-OFL.txt").read_text(encoding="utf-8")
    bundled = json.loads((STATIC / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    licences = (BUILT / "LICENCES.txt").read_text(encoding="utf-8")
    for name in (
        n.removeprefix("node_modules/") for n in bundled if n.startswith(("node_modules/d3-", "node_modules/internmap"))
    ):
        assert name in licences


def test_nothing_built_names_another_host():
    for name in ("screen.js", "screen.css", "team.js", "team.css", "host.js"):
        hosts = set(re.findall(r"(?:https?:)?//([a-z0-9.-]+\.[a-z]{2,})", (BUILT / name).read_text(encoding="utf-8")))
        assert hosts <= {"www.w3.org"}  # the name of the SVG language, never fetched


def test_the_lock_names_no_registry():
    assert "resolved" not in (STATIC / "package-lock.json").read_text(encoding="utf-8")


@pytest.mark.network
def test_building_again_gives_the_committed_files(tmp_path):
    npm = shutil.which("npm")
    required = os.environ.get("CI") == "true"
    if npm is None and not required:
        pytest.skip("not checked: npm is not here")
    assert npm, "CI checks that the built files are the sources': npm is missing"
    package = STATIC.parents[1]
    static = tmp_path / STATIC.relative_to(package)
    static.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "build.mjs"):
        shutil.copy(STATIC / name, static)
    shutil.copytree(STATIC / "src", static / "src")
    shutil.copytree(package / PAGES, tmp_path / PAGES)
    fetched = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=static, capture_output=True, text=True)
    if fetched.returncode and not required:
        pytest.skip("not checked: the npm registry does not answer")
    assert fetched.returncode == 0, fetched.stderr
    (static / "built").mkdir()
    subprocess.run(["node", "build.mjs"], cwd=static, check=True, capture_output=True)
    for path in sorted(BUILT.iterdir()):
        assert (static / "built" / path.name).read_bytes() == path.read_bytes(), f"{path.name}: run npm run build"
