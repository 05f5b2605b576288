"""Organisations and today's ties: read strictly, every fault with its place, no guess on a screen."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import numpy as np
import pytest

import simulator
from simulator.territory.organisations import MEDIATION, SECTORS, TIE_KINDS
from simulator.territory.territory import Territory

VILLAGE = Path(__file__).parent / "village"
ACTORS = (
    "code,name,kind,sector,place,budget,public_share,confidence,source\n"
    "m,Le musée,,,A,2000000,0.8,sourced,exemple\n"
    "t,Le théâtre,,culture,,,,known,\n"
    "s,Le centre social,,social,B,,,assumed,exemple\n"
)
HEAD = "between,and,kind,strength,confidence,source\n"
GOOD = HEAD + "m,t,information,0.5,sourced,un journal\nt,s,mediation,1,assumed,\nm,s,mediation,0,guessed,\n"


@pytest.fixture
def folder(tmp_path) -> Path:
    folder = Path(shutil.copytree(VILLAGE, tmp_path / "village"))
    (folder / "organisations.csv").write_text(ACTORS, encoding="utf-8")
    (folder / "ties.csv").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def bassin() -> Territory:
    return Territory.load("bassin-minier")


def test_ties_and_actors_are_read_as_columns(folder):
    territory = Territory.load(folder)
    actors, ties = territory.organisations, territory.collaborations
    assert (len(actors), len(ties)) == (3, 3)
    assert actors.sector == ("culture", "culture", "social")
    assert actors.place.tolist() == [0, -1, 1]
    assert actors.budget[0] == 2e6
    assert np.isnan(actors.budget[1:]).all()
    assert np.isnan(actors.public_share).tolist() == [False, True, True]
    assert (ties.a.tolist(), ties.b.tolist()) == ([0, 1, 0], [1, 2, 2])
    assert [TIE_KINDS[k] for k in ties.kind] == ["information", "mediation", "mediation"]
    assert ties.strength.tolist() == [0.5, 1.0, 0.0]
    with pytest.raises(ValueError, match="read-only"):
        ties.strength[0] = 1.0


def test_only_sourced_ties_may_be_projected(folder):
    ties = Territory.load(folder).collaborations
    shown = ties.for_screens()
    assert (len(shown), shown.confidence, shown.source) == (1, ("sourced",), ("un journal",))
    assert (shown.a.tolist(), shown.b.tolist(), shown.strength.tolist()) == ([0], [1], [0.5])
    for word in ("known", "guessed", "assumed"):
        (folder / "ties.csv").write_text(GOOD.replace("sourced", word), encoding="utf-8")
        assert len(Territory.load(folder).collaborations.for_screens()) == 0


def test_the_bundled_graph_projects_no_guess_and_cites_what_it_projects(bassin):
    ties = bassin.collaborations
    shown = ties.for_screens()
    assert 0 < len(shown) < len(ties)
    assert set(shown.confidence) == {"sourced"}
    assert all(shown.source)
    assert not any(source.startswith("hypothèse") for source in shown.source)
    guessed = [i for i, word in enumerate(ties.confidence) if word != "sourced"]
    projected = set(zip(shown.a.tolist(), shown.b.tolist(), shown.kind.tolist(), strict=True))
    assert not projected & {(int(ties.a[i]), int(ties.b[i]), int(ties.kind[i])) for i in guessed}


def test_no_screen_reads_the_graph_but_through_what_may_be_shown():
    root = Path(simulator.__file__).parent
    folders = ("dashboard", "charts", "serve", "cli", "experiments")
    paths = (path for folder in folders for path in (root / folder).rglob("*.py"))
    for path in (path for path in paths if not path.stem.endswith("words")):  # sentences speak of collaborations
        read = re.findall(r"\bcollaborations\b(?!\.for_screens\(\))", path.read_text(encoding="utf-8"))
        assert read == [], path


def test_actors_of_every_sector_are_among_the_bundled_organisations(bassin):
    actors = bassin.organisations
    assert set(actors.sector) == set(SECTORS)
    assert all(actors.source)
    assert np.array(actors.code)[actors.budget > 0].tolist() == ["culture-commune", "le-phenix", "louvre-lens"]
    assert actors.budget[actors.code.index("culture-commune")] == 2.3e6
    beyond = [actors.code[row] for row in {*bassin.collaborations.a.tolist(), *bassin.collaborations.b.tolist()}
              if actors.sector[row] not in ("culture", "public")]  # fmt: skip
    assert "education-nationale" in beyond
    assert "maisons-et-cites" in beyond
    assert (bassin.collaborations.kind == MEDIATION).any()


FAULTS = [
    ("unknown organisation", "m,inconnue,ticket,1,assumed,\n", "unknown organisation 'inconnue'"),
    ("nearly known", "mm,t,ticket,1,assumed,\n", "unknown organisation 'mm'; the nearest name is 'm'"),
    ("with itself", "t,t,ticket,1,assumed,\n", "tie of 't' with itself"),
    ("twice", "m,t,information,1,assumed,\n", "duplicate m / t / information (already on line 2)"),
    ("twice, turned round", "t,m,information,1,assumed,\n", "duplicate m / t / information (already on line 2)"),
    ("too strong", "m,t,ticket,1.1,assumed,\n", "'strength' = 1.1: out of range; expected between 0 and 1"),
    ("negative", "m,t,ticket,-0.1,assumed,\n", "'strength' = -0.1: out of range; expected between 0 and 1"),
    ("NaN", "m,t,ticket,nan,assumed,\n", "'strength' expects a number, not 'nan'"),
    ("infinite", "m,t,ticket,inf,assumed,\n", "'strength' expects a number, not 'inf'"),
    ("no strength", "m,t,ticket,,assumed,\n", "'strength' is empty"),
    ("unknown kind", "m,t,tickets,1,assumed,\n", "unknown 'tickets'; the nearest name is 'ticket'"),
    ("unknown confidence", "m,t,ticket,1,certain,\n", "'confidence': unknown 'certain'"),
    ("sourced by nobody", "m,t,ticket,1,sourced,\n", "'sourced' tie without a source; cite the source"),
    ("a cell missing", "m,t,ticket,1,assumed\n", "5 cells instead of 6"),
]


@pytest.mark.parametrize(("row", "words"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_fault_of_the_graph_is_one_line(folder, row, words):
    path = folder / "ties.csv"
    path.write_text(GOOD + row, encoding="utf-8")
    [fault] = Territory.check(folder)
    assert fault.message("en").startswith(f"{path}:5: ")
    assert words in fault.message("en")
    assert fault.message("fr").startswith(f"{path}:5: ")
    assert "; " in fault.message("fr"), "a repair"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("social,B", "social,Z", "unknown commune 'Z'"),
        ("2000000", "0", "'budget' = 0: out of range"),
        ("2000000", "nan", "'budget' expects a number, not 'nan'"),
        (",0.8,", ",1.8,", "'public_share' = 1.8: out of range"),
        (",social,", ",sociale,", "the nearest name is 'social'"),
    ],
)
def test_a_fault_of_an_organisation_is_one_line(folder, old, new, words):
    assert ACTORS.count(old) == 1
    (folder / "organisations.csv").write_text(ACTORS.replace(old, new), encoding="utf-8")
    [fault] = Territory.check(folder)
    assert fault.path.name == "organisations.csv"
    assert words in fault.message("en")


def test_a_graph_without_organisations_names_only_strangers(folder):
    (folder / "organisations.csv").unlink()
    assert {fault.line for fault in Territory.check(folder)} == {2, 3, 4}


def test_without_its_table_there_is_no_tie(folder):
    before = Territory.load(folder).digest
    (folder / "ties.csv").unlink()
    territory = Territory.load(folder)
    assert len(territory.collaborations) == len(territory.collaborations.for_screens()) == 0
    assert territory.digest != before
