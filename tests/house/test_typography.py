"""French typography in what people read: no-break spaces before ? ! ; : %, inside « », typographic apostrophes."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from babel.messages.pofile import read_po

from simulator.typography import FIRM, THIN, french

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((ROOT / "simulator" / "locale" / "fr" / "LC_MESSAGES").glob("*.po"))
HALVES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`|<[^>\n]*>|\]\([^)]*\)|^\|[-|: ]+\|$", re.MULTILINE | re.DOTALL)
PLAIN = re.compile(r"\S* [?!;:»%€](?=[\s.,;)]|$)|« \S*|\w+'\w+")


def faults(text: str) -> list[str]:
    """Pieces of French prose that are typed with plain spaces or straight apostrophes."""
    return PLAIN.findall(CODE.sub("", text))


def messages(path: Path) -> list[str]:
    with path.open("rb") as stream:
        strings = [message.string for message in read_po(stream) if message.id]
    return [text for string in strings for text in (string if isinstance(string, tuple) else (string,))]


def french_half(path: Path) -> str:
    """A bilingual page is French up to its rule; a page without one is English."""
    before, rule, _ = path.read_text(encoding="utf-8").partition("\n---\n")
    return before.replace("*[English below]", "") if rule else ""


def prose(path: Path) -> list[str]:
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    paragraphs = [text for cell in cells for text in cell.split("\n\n")]
    return [text for text in paragraphs if not text.startswith("*English")]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_words_of_the_screens(path):
    assert messages(path)
    assert {text: faults(text) for text in messages(path) if faults(text)} == {}


@pytest.mark.parametrize("path", HALVES, ids=lambda path: path.name)
def test_french_pages(path):
    assert faults(french_half(path)) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks(path):
    assert {text: faults(text) for text in prose(path) if faults(text)} == {}


@pytest.mark.parametrize("wrong", ["Et demain ?", "Un lieu : ici", "« là »", "l'aller", "12 %,"])
def test_the_check_sees_plain_spaces_and_apostrophes(wrong):
    assert faults(wrong)


def test_the_check_accepts_what_the_house_writes():
    text = french("Pour qui ? « Ici » : 12 % ; l'aller 23 h 12 !")
    assert faults(text) == []
    assert THIN in text
    assert FIRM in text
