"""A planner's layers: shares of communes' residents, strict, given or in the territory's folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.errors import TerritoryError
from simulator.territory.territory import Territory

VILLAGE = Path(__file__).parent / "village"
GOOD = "name,commune,share,source\nquartiers,A,0.25,décret\nquartiers,C,,décret\nbassin,B,1,liste\n"


def write(folder: Path, text: str, name: str = "layers.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_layers_are_shares_of_residents(tmp_path):
    village = Territory.load(VILLAGE, layer=write(tmp_path, GOOD))
    assert list(village.layers) == ["quartiers", "bassin"]
    assert village.layers["quartiers"].share.tolist() == [0.25, 0.0, 1.0]
    assert village.layers["bassin"].share.tolist() == [0.0, 1.0, 0.0]
    assert village.layers["quartiers"].source == "décret"


def test_the_folders_own_layers_are_read_and_a_given_file_stands_for_them(tmp_path):
    folder = Path(shutil.copytree(VILLAGE, tmp_path / "village"))
    assert Territory.load(folder).layers == {}
    write(folder, GOOD)
    assert list(Territory.load(folder).layers) == ["quartiers", "bassin"]
    other = write(tmp_path, "name,commune,source\nautre,B,liste\n", "autre.csv")
    assert list(Territory.load(folder, layer=other).layers) == ["autre"]


def test_the_digest_follows_layers_and_nothing_else_does(tmp_path):
    plain, line_ends = Territory.load(VILLAGE), write(tmp_path, GOOD.replace("\n", "\r\n"), "crlf.csv")
    one = Territory.load(VILLAGE, layer=write(tmp_path, GOOD))
    other = Territory.load(VILLAGE, layer=write(tmp_path, GOOD.replace("0.25", "0.5"), "autre.csv"))
    assert len({plain.digest, one.digest, other.digest}) == 3
    assert Territory.load(VILLAGE, layer=line_ends).digest == one.digest
    assert one.venues.code == plain.venues.code


@pytest.mark.parametrize(
    ("text", "line", "fr", "en"),
    [
        (GOOD.replace("C,,", "Z,,"), 3, "commune inconnue", "unknown commune 'Z'"),
        (GOOD.replace("0.25", "25"), 2, "hors limites", "between 0 and 1"),
        (GOOD.replace("0.25", "-0.1"), 2, "hors limites", "out of range"),
        (GOOD.replace("0.25", "nan"), 2, "attend un nombre", "expects a number"),
        (GOOD.replace("0.25", '"0,25"'), 2, "point décimal", "decimal point"),
        (GOOD.replace("0.25,décret", "0.25,"), 2, "« source » est vide", "'source' is empty"),
        (GOOD.replace("quartiers,C", "quartiers,A"), 3, "en double", "duplicate quartiers / A"),
        (GOOD.replace("name,commune,share", "name,commune,part"), 1, "colonne inconnue", "unknown column 'part'"),
        (GOOD.replace(",commune,", ",communes,"), 1, "le nom le plus proche est", "the nearest name is 'commune'"),
        ("name,commune,source\n", 1, "aucune ligne", "no row"),
        ("", 1, "fichier vide", "empty file"),
    ],
)
def test_one_fault_one_line(tmp_path, text, line, fr, en):
    path = write(tmp_path, text)
    with pytest.raises(TerritoryError) as refusal:
        Territory.load(VILLAGE, layer=path)
    (fault,) = refusal.value.faults
    assert (fault.path, fault.line) == (path, line)
    assert fr in fault.message("fr").replace("\u00a0", " ")
    assert en in fault.message("en")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(TerritoryError, match="fichier introuvable"):
        Territory.load(VILLAGE, layer=tmp_path / "rien.csv")


def test_layers_need_their_source_where_a_folder_has_a_table_of_sources(tmp_path):
    folder = Path(shutil.copytree(VILLAGE, tmp_path / "village"))
    tables = ("communes.csv", "agglomerations.csv", "poles.csv", "venues.csv")
    rows = "".join(f"  {name}: {{origin: exemple, year: '2026', licence: CC0}}\n" for name in tables)
    write(folder, f"schema: 1\ntables:\n{rows}", "sources.yaml")
    assert Territory.check(folder) == []
    write(folder, GOOD)
    (fault,) = Territory.check(folder)
    assert "layers.csv has no source" in fault.message("en")
