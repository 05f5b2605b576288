"""`workshop kit`, `pack` and `strategy` as a host types them, rightly and wrongly."""

from __future__ import annotations

import pytest
from made_day import open_day, play
from typer.testing import CliRunner

from simulator.cli import app
from simulator.cli.papers import RUNS
from simulator.workshop.store import FILE


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The data folder of a machine that held a workshop, and that workshop."""
    folder = tmp_path_factory.mktemp("donnees")
    day = play(open_day(folder, file=FILE, runs=RUNS))
    return folder, day


@pytest.fixture(autouse=True)
def machine(monkeypatch, home):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "BASSIN2040_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BASSIN2040_DATA", str(home[0]))


def call(*arguments: object):
    answer = CliRunner().invoke(app, ["workshop", *(str(argument) for argument in arguments)])
    assert isinstance(answer.exception, SystemExit | None), answer.exception
    return answer


def test_a_kit_is_printed(tmp_path):
    answer = call("kit", "--world", "communs", "--tables", 1, "--lang", "en", "--out", tmp_path / "kit")
    assert answer.exit_code == 0, answer.output
    assert "13 files" in answer.stdout
    assert (tmp_path / "kit" / "02-table-tents.pdf").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--code", "abc"), "six lettres"),
        (("--address", "192.168.1.10"), "n’est pas une adresse"),
        (("--world", "nulle"), "nulle"),
        (("--template", "absent"), "absent"),
        (("--tables", "0"), "--tables"),
        (("--tables", "99"), "24"),
    ],
)
def test_what_is_typed_wrongly_is_said_and_nothing_is_written(tmp_path, wrong, said):
    answer = call("kit", *wrong, "--out", tmp_path / "kit")
    assert answer.exit_code in (1, 2)
    assert said in answer.stderr
    assert not (tmp_path / "kit").exists()


@pytest.mark.parametrize("by", ["code", "key", "typed"])
def test_a_pack_is_made_by_code_or_key(tmp_path, home, by):
    opened = home[1].opened
    asked = {"code": opened.code, "key": opened.workshop, "typed": f"{opened.code[:3]} {opened.code[3:].lower()}"}[by]
    answer = call("pack", asked, "--out", tmp_path / "papiers")
    assert answer.exit_code == 0, answer.output
    page = (tmp_path / "papiers" / "debrief.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert home[1].runs["table-1"][:16] in page


def test_a_pack_in_the_other_language(tmp_path, home):
    call("pack", home[1].opened.code, "--out", tmp_path / "papers", "--lang", "en")
    assert '<html lang="en">' in (tmp_path / "papers" / "debrief.html").read_text(encoding="utf-8")


def test_an_unknown_workshop_is_said(tmp_path):
    answer = call("pack", "ZZZZZZ", "--out", tmp_path / "papiers")
    assert answer.exit_code == 1
    assert "ZZZZZZ" in answer.stderr
    assert not (tmp_path / "papiers").exists()


def test_a_strategy_is_written_once(tmp_path, home):
    exported, out = tmp_path / "atelier.json", tmp_path / "strategie.docx"
    assert call("export", home[1].workshop, exported).exit_code == 0
    assert call("strategy", exported, "--out", out).exit_code == 0
    assert out.read_bytes().startswith(b"PK")
    again = call("strategy", exported, "--out", out)
    assert again.exit_code != 0
    assert "--force" in again.stderr
