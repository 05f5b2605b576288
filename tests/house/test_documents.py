"""Every code block of the README and every planner's notebook runs; every link and image is there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
# Commands that make, serve or test the whole: other tests and CI run them.
ELSEWHERE = ("make ", "pip install .", "python -m venv ", "bassin2040 dashboard", ".venv/bin/python -m pytest")


def blocks(path: Path, language: str) -> list[str]:
    return [text for name, text in BLOCK.findall(path.read_text(encoding="utf-8")) if name == language]


def commands(path: Path) -> list[str]:
    lines = [line.split("  #")[0].strip() for text in blocks(path, "bash") for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def with_own_commands(environment: dict[str, str]) -> dict[str, str]:
    return {**environment, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"}


def test_python_blocks_of_the_readme_run_in_order(tmp_path):
    written = blocks(ROOT / "README.md", "python")
    assert written
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(written)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_shell_lines_run_or_name_a_target(path, tmp_path):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    for line in commands(path):
        if line.startswith("make "):
            assert line.split()[1] in targets, line
        if line.startswith(ELSEWHERE):
            continue
        done = subprocess.run(
            shlex.split(line),
            cwd=tmp_path,
            env=with_own_commands(dict(os.environ)),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_images_lead_somewhere(path):
    missing = [
        target for target in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / target).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("0*.ipynb")), ids=lambda path: path.stem)
def test_planners_notebooks_run_from_top_to_bottom(path, tmp_path):
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "commit notebooks without outputs"
    NotebookClient(notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    assert all(cell["execution_count"] for cell in notebook.cells if cell["cell_type"] == "code")


def test_the_model_description_and_the_declared_parameters_agree():
    from simulator.model.drivers import DRIVERS
    from simulator.model.levers import EVERY_LEVER, SEARCH, declared_by
    from simulator.model.parameters import MODEL_PARAMETERS
    from simulator.population.demography import DEMOGRAPHY
    from simulator.territory.mobility_parameters import MOBILITY

    levers = [p.name for lever in EVERY_LEVER.values() for p in declared_by(lever)] + [SEARCH.name]
    declared = {p.name for p in (*MODEL_PARAMETERS, *MOBILITY, *DEMOGRAPHY)}
    known = declared | set(DRIVERS) | set(levers) | set(EVERY_LEVER) | {"code", "weight"}
    text = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
    named = {name.removesuffix("_d") for name in re.findall(r"`([a-z_]+)`", text)}
    assert named - known == set()
    assert {p.name for p in (*MODEL_PARAMETERS, *DEMOGRAPHY) if p.name not in text} == set()
