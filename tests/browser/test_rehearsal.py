"""A whole workshop played by robots, short; what it leaves is a pack that opens."""

import csv
import io
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from rehearsal import TITLE, Rehearsal
from rooms import room

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def opened(request, tmp_path_factory):
    cache = Path(request.config.cache.mkdir("bassin2040"))
    with room(cache, tmp_path_factory.mktemp("rehearsal"), residents=600, futures=60) as found:
        yield found


def test_a_whole_workshop_from_the_welcome_to_the_pack(browser, opened, tmp_path):
    process, workshop = opened
    day = Rehearsal(browser, (workshop.address, process.entrance), tables=3, phones=4, worlds=("sobriete",))
    figures = day.play(tmp_path / "pack.zip", tmp_path)
    print(figures)
    day.leave()
    assert figures["pack_bytes"] < 5 * 2**20
    check_pack(tmp_path / "pack.zip")


def check_pack(path):
    with zipfile.ZipFile(path) as archive:
        files = {Path(name).name: archive.read(name) for name in archive.namelist()}
    html = files["debrief.html"].decode()
    for words in (
        TITLE,
        "Billet de la table 1",
        "Affiche de papier",
        "Un bus après le concert",
        "Qui manquait",
        "On le vit autrement ici",
    ):
        assert words in html, words
    assert "Loutre" not in html
    printed = pypdf.PdfReader(io.BytesIO(files["debrief.pdf"]))
    assert printed.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Affiche de papier" in "".join(page.extract_text() for page in printed.pages)
    written = docx.Document(io.BytesIO(files["strategie.docx"]))
    told = "\n".join(
        [
            *(one.text for one in written.paragraphs),
            *(cell.text for table in written.tables for row in table.rows for cell in row.cells),
        ]
    )
    assert "Un bus après le concert (1)" in told
    for name, content in files.items():
        if name.endswith(".csv"):
            assert content.startswith(b"\xef\xbb\xbf"), name
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
            assert len({len(row) for row in rows}) == 1, name
    assert sum(name.endswith(".csv") for name in files) >= 2
