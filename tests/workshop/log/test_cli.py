"""`bassin2040 workshop`: what a host does from a terminal."""

from __future__ import annotations

import json
import re

import pytest
from typer.testing import CliRunner

from simulator.cli import app
from simulator.wording import LANGUAGES
from simulator.workshop.desk import Desk
from simulator.workshop.store import Store


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Run a command on a database of its own."""
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setenv("BASSIN2040_DATABASE_URL", f"sqlite:///{tmp_path / 'a.sqlite'}")
    monkeypatch.setattr("sys.argv", ["bassin2040"])

    def run(*arguments):
        return CliRunner().invoke(app, ["workshop", *map(str, arguments)])

    return run


def opened(call) -> dict:
    answer = call("new", "--title", "Essai", "--world", "sobriete", "--tables", "2", "--json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_a_workshop_from_its_opening_to_its_end(call, tmp_path):
    seats = opened(call)
    key, file = seats["workshop"], tmp_path / "a.json"
    store = Store()
    desk = Desk(store)
    assert desk.enter(seats["host"]).workshop == key
    _, zoe = desk.admit(seats["code"], "table-1", "Zoé")
    desk.submit(zoe, "0" * 32, {"kind": "note_kept", "table": "table-1", "text": "Une surprise"})
    assert [one["workshop"] for one in json.loads(call("list", "--json").stdout)] == [key]
    assert "Zoé" in call("show", key).stdout
    reference = next(
        line["text"] for line in json.loads(call("show", key, "--texts", "--json").stdout) if line["participant"]
    )
    assert reference in call("show", key, "--texts").stdout
    assert call("erase", key, reference).stdout == "1 texte effacé.\n"
    assert call("erase", key, zoe.actor.participant).stdout == "1 texte effacé.\n"
    assert "Zoé" not in call("show", key).stdout
    assert call("end", key).exit_code == 0
    assert "terminé" in call("list").stdout
    assert call("export", key, file).exit_code == 0
    assert call("import", file, "--database", f"sqlite:///{tmp_path / 'b.sqlite'}").exit_code == 0
    assert call("merge", file, "--out", tmp_path / "s.json").exit_code == 0
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["workshops"][0]["workshop"] == key
    store.close()


def test_new_tokens(call):
    seats = opened(call)
    renewed = json.loads(call("show", seats["workshop"], "--renew", "--json").stdout)
    assert renewed["code"] == seats["code"]
    assert renewed["host"] != seats["host"]


def test_every_seat_has_a_link_that_opens_it(call):
    told = call("new", "--title", "Essai", "--tables", "2", "--address", "http://192.168.1.10:8866/").stdout
    links = re.findall(r"http://192\.168\.1\.10:8866(/\S+)", told)
    paths = ["/animation#k=", "/table#k=", "/table#k=", "/projection?token=", "/operateur?token="]
    assert [link[: len(path)] for link, path in zip(links, paths, strict=True)] == paths
    store = Store()
    desk = Desk(store)
    roles = [desk.enter(re.split("#k=|token=", link)[1]).actor.role for link in links]
    assert roles == ["host", "table", "table", "host", "operator"]
    store.close()


def test_six_letters_name_a_workshop_and_a_missing_file_is_said(call, tmp_path):
    seats = opened(call)
    assert call("show", seats["code"].lower()).stdout == call("show", seats["workshop"]).stdout
    assert call("export", seats["code"], tmp_path / "a.json").exit_code == 0
    missing = call("import", tmp_path / "no.json", "--lang", "fr")
    assert (missing.exit_code, "Il n’y a rien à l’adresse" in missing.stderr) == (1, True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_is_said_in_both_languages(call, lang, tmp_path):
    key = opened(call)["workshop"]
    pages = [call("--lang", lang), call("list", "--lang", lang), call("show", key, "--lang", lang)]
    pages += [call("new", "--title", "x", "--lang", lang), call("export", key, tmp_path / lang, "--lang", lang)]
    assert all(page.exit_code == 0 for page in pages)
    assert ("Atelier" in pages[0].stdout) == (lang == "fr")
    assert ("saisie du papier" in pages[3].stdout) == (lang == "fr")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("show", "w-none"), 1),
        (("end", "w-none"), 1),
        (("erase", "w-none", "t-x"), 1),
        (("import", "nowhere.json"), 1),
        (("new", "--title", "x", "--world", "utopie"), 1),
        (("new", "--title", "x", "--template", "demi-journee-90"), 1),
        (("new", "--title", "x", "--tables", "99"), 1),
        (("new", "--titel", "x"), 2),
        (("nwe",), 2),
        (("merge", "x.json"), 2),
    ],
)
def test_what_is_refused_is_one_sentence(call, arguments, code):
    answer = call(*arguments)
    assert answer.exit_code == code
    assert answer.stdout == ""
    assert len(answer.stderr.strip().splitlines()) == 1


def test_a_file_that_is_there_is_not_replaced(call, tmp_path):
    key, file = opened(call)["workshop"], tmp_path / "a.json"
    file.write_text("mine", encoding="utf-8")
    assert call("export", key, file).exit_code == 2
    assert call("merge", file, "--out", file).exit_code == 2
    assert file.read_text(encoding="utf-8") == "mine"
    assert call("export", key, file, "--force").exit_code == 0
