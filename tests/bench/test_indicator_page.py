"""The pages of indicators and of limits are made from their tables, in both languages, and say everything."""

from __future__ import annotations

import pytest

from simulator.answers.ignorance import IGNORANCE
from simulator.answers.questions import QUESTIONS
from simulator.dashboard import limits_page
from simulator.experiments import indicator_page
from simulator.experiments.indicators import INDICATORS


@pytest.mark.parametrize("module", [indicator_page, limits_page], ids=["indicators", "limits"])
def test_the_page_is_up_to_date(module):
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), f"python -m {module.__name__}"


def test_every_indicator_is_on_the_page_once_in_each_language():
    for half in indicator_page.page().split("\n---\n"):
        lines = [line.split(" | ")[0] for line in half.splitlines()]
        assert [lines.count(f"| `{indicator.code}`") for indicator in INDICATORS] == [1] * len(INDICATORS)


def test_every_limit_of_the_screen_is_on_the_page_and_every_question_has_three_answers():
    halves = limits_page.page().split("\n---\n")
    for lang, half in zip(("fr", "en"), halves, strict=True):
        lines = [line[lang] for group in IGNORANCE[:-1] for line in group["lines"]]
        assert [line for line in lines if f"- {line}\n" not in half] == []
        for question in QUESTIONS:
            after = half.split(f"### {question.asks[lang]}\n")[1].split("###")[0]
            assert after.count("- **") == 3
            assert question.cannot[lang] in after


def test_the_screen_tells_what_cannot_be_said_of_every_question():
    lines = [line["fr"] for line in IGNORANCE[-1]["lines"]]
    assert len(lines) == len(QUESTIONS) >= 13
    for question, line in zip(QUESTIONS, lines, strict=True):
        assert line == f"{question.asks['fr']} {question.cannot['fr']}"


def test_what_planners_ask_is_answered_line_by_line():
    """The list of the workshop's first day."""
    asked = " ".join(question.asks["en"] for question in QUESTIONS)
    for subject in (
        "2017-2027", "priority district", "World Heritage", "constant means", "envelope", "running costs", "competent",
        "pays", "2028", "2032", "jobs", "health", "housing", "Lille", "Arras", "disabilities", "lone parents",
        "other languages", "out of school",
    ):  # fmt: skip
        assert subject in asked, subject
