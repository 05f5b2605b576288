"""The host's guide and the rules of conduct name commands, files and tests that exist, in both languages alike."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from simulator.cli import app
from simulator.workshop.template import Template

ROOT = Path(__file__).resolve().parents[2]
RULE = "\n---\n"
GUIDE = (ROOT / "docs" / "guide-animation.md").read_text(encoding="utf-8")
RULES = (ROOT / "docs" / "ethique.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"bassin2040 workshop [^`\n]+")


def commands() -> list[str]:
    return sorted(set(COMMAND.findall(GUIDE)))


@pytest.mark.parametrize("line", commands())
def test_every_command_of_the_guide_exists_with_its_options(line):
    _, _, name, *rest = shlex.split(line)
    known = get_command(app).commands["workshop"].commands
    assert name in known
    options = {option for parameter in known[name].params for option in parameter.opts}
    assert {word for word in rest if word.startswith("--")} <= options


def test_both_languages_name_the_same_commands():
    halves = [sorted({line.split()[2] for line in COMMAND.findall(half)}) for half in GUIDE.split(RULE)]
    assert len(halves) == 2
    assert halves[0] == halves[1]
    assert {"new", "kit", "pack", "strategy", "export", "import", "show", "erase"} <= set(halves[0])


@pytest.mark.parametrize("half", [0, 1], ids=["fr", "en"])
def test_the_minutes_of_the_guide_are_those_of_the_agenda(half):
    rows = re.findall(r"^\| (\d+):(\d\d) \|", GUIDE.split(RULE)[half], re.MULTILINE)
    told = [(60 * int(hours) + int(minutes)) for hours, minutes in rows]
    begins, expected = 0, []
    for phase in Template.load("demi-journee-240").phases:
        expected.append(begins)
        begins += phase.minutes
    assert told == expected


def test_every_test_that_the_rules_name_is_in_the_file_beside_it():
    missing = []
    for line in RULES.splitlines():
        for file, names in re.findall(r"\]\(\.\./(tests/[^)]+)\)((?:,? `test_\w+`)*)", line):
            source = (ROOT / file).read_text(encoding="utf-8")
            missing += [name for name in re.findall(r"test_\w+", names) if f"def {name}(" not in source]
    assert missing == []
    assert RULES.count("`test_") > 40


def test_both_languages_of_the_rules_name_the_same_files():
    halves = [re.findall(r"\]\(([^)#]+)\)", half) for half in RULES.split(RULE)]
    assert halves[0] == halves[1]
