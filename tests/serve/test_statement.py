"""The accessibility statement: 106 criteria, counts that are the table's, and proofs that exist."""

import re
from pathlib import Path

import pytest

from simulator.serve.statement import FILE, statement

ROOT = Path(__file__).parents[2]
CRITERIA = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
STATES = {"conforme", "non conforme", "non applicable", "à vérifier"}
ROW = re.compile(r"^\| (\d+)\.(\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TEXT = FILE.read_text(encoding="utf-8")
ROWS = [tuple(part.strip() for part in row) for row in ROW.findall(TEXT)]
PROOF = re.compile(r"`((?:tests|simulator)/[^`:]+)(?:::([^`]+))?`")


def test_every_criterion_stands_once_in_its_order():
    numbers = [(int(theme), int(criterion)) for theme, criterion, *_ in ROWS]
    assert numbers == [(theme, number) for theme, count in enumerate(CRITERIA, 1) for number in range(1, count + 1)]
    assert {row[3] for row in ROWS} == STATES


def test_the_counts_are_those_of_the_table():
    states = [row[3] for row in ROWS]
    counts = [states.count(state) for state in ("conforme", "non conforme", "non applicable", "à vérifier")]
    met, not_met, apart, people = counts
    assert (
        f"**{met} conformes**, **{not_met} non conforme**, **{apart} non applicables**, "
        f"**{people} à vérifier par une personne**" in TEXT
    )
    assert f"**{met} met**, **{not_met} not met**, **{apart} not applicable**, **{people} for a person" in TEXT
    assert sum(counts) == 106


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}.{row[1]}")
def test_what_is_said_to_be_met_names_a_proof_and_what_is_not_known_says_who_must_look(row):
    _, _, _, state, proof = row
    assert state != "conforme" or PROOF.search(proof) or "<!doctype" in proof
    assert state != "conforme" or "par une personne" not in proof
    assert state != "à vérifier" or "par une personne" in proof


def test_every_proof_exists():
    proofs = PROOF.findall(TEXT)
    assert len(proofs) > 50
    for path, name in proofs:
        assert (ROOT / path).exists(), path
        assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{name}"


def test_the_page_shows_each_half_in_its_language():
    assert "<table>" in statement("fr")
    assert "No conformance is claimed" in statement("en")
    assert "Conformité non déclarée" not in statement("en")


def test_the_simplified_version_folds_the_criteria():
    short, _, criteria = statement("fr", folded=True).partition("<details>")
    assert "<table>" not in short
    assert criteria.partition("</details>")[0].count("<table>") == statement("fr").count("<table>")
    assert "Signaler un problème" in criteria.partition("</details>")[2]
    assert statement("en", folded=True) == statement("en")
