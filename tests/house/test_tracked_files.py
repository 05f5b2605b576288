"""What is committed speaks of the product only, and its documents agree with one another."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
PLACES = re.compile("/" + "(work|farm|root|home)/" + "|" + r"\.\./" + "shared")
TOOLS = re.compile("|".join(("Clau" + "de", "Anthro" + "pic", "Chat" + "GPT", "Copi" + "lot")), re.IGNORECASE)
DOCUMENT = re.compile(r"\b[A-Z]{4,}\.md\b")
UNREAD = {".lock", ".png", ".mo", ".woff2", ".npz", ".nc", ".ico"}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.fail("git ls-files says nothing here: this test needs a clone")
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and path.suffix not in UNREAD]


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("pattern", [PLACES, TOOLS], ids=["places", "tools"])
def test_no_file_names_a_foreign_place_or_tool(pattern):
    found = []
    for path in tracked():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), start=1):
            if pattern.search(line) and len(line) < 2000:
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    assert found == []


def test_every_document_that_is_named_is_there():
    there = {path.name for path in tracked() if path.suffix == ".md"}
    named = {(word, path.name) for path in tracked() for word in DOCUMENT.findall(path.read_text("utf-8", "replace"))}
    assert {(word, place) for word, place in named if word not in there} == set()


def test_the_citation_and_the_changelog_know_the_version():
    version = project()["version"]
    citation = YAML(typ="safe").load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(citation["version"]) == version
    assert citation["license"] == project()["license"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{version}]" in changelog or "## [Unreleased]" in changelog


def test_continuous_integration_calls_exactly_the_second_command():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"^exec .*$", script, re.MULTILINE) == ["exec make --no-print-directory test"]


def test_no_commit_holds_a_file_of_more_than_five_megabytes():
    assert [str(path) for path in tracked() if path.stat().st_size > 5 * 2**20] == []
