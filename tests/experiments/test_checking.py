"""What checking finds in a territory besides its tables: margins and intercepts that a run would refuse or misread."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.errors import SimulatorError, TerritoryError
from simulator.experiments.checking import check_file, check_territory
from simulator.experiments.intercepts import NAMES, calibrated
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory

LAND = Path(__file__).parents[1] / "cli" / "pays"
HEADER = "name,value\n"
ROWS = "".join(f"{name},-{place + 1}\n" for place, name in enumerate(NAMES))


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(LAND, tmp_path / "pays"))


def swap(old: str, new: str) -> Callable[[Path], None]:
    """Replace a text that must be there in the table of margins."""

    def work(folder: Path) -> None:
        text = (folder / "margins.csv").read_text(encoding="utf-8")
        assert old in text
        (folder / "margins.csv").write_text(text.replace(old, new, 1), encoding="utf-8")

    return work


def intercepts(text: str) -> Callable[[Path], None]:
    return lambda folder: (folder / "intercepts.csv").write_text(text, encoding="utf-8") and None


FAULTS = [
    ("margin misspelt", swap(",age,0-14,", ",aeg,0-14,"), "margins.csv", "the nearest name is 'age'"),
    ("category misspelt", swap(",one_person,", ",one_persons,"), "margins.csv", "the nearest name is 'one_person'"),
    ("figure lacking", swap(",age,0-14,", ",land,0-14,"), "margins.csv", "does not give 'age / 0-14'"),
    ("other unit", swap("0-14,20,%", "0-14,20,persons"), "margins.csv", "'age': unit 'persons' refused"),
    ("no such rows", intercepts("a,b\n1,2\n"), "intercepts.csv", "possible names: name, value"),
    ("not a number", intercepts(HEADER + ROWS.replace("-3", "x")), "intercepts.csv", "'value' expects a number"),
    ("out of range", intercepts(HEADER + ROWS.replace("-3", "30")), "intercepts.csv", "out of range"),
    ("one lacking", intercepts(HEADER + ROWS.replace("AMA,-7\n", "")), "intercepts.csv", "'AMA' is missing"),
    ("one misspelt", intercepts(HEADER + ROWS.replace("AMA", "AMAT")), "intercepts.csv", "the nearest name is 'AMA'"),
    ("another order", intercepts(HEADER + "".join(reversed(ROWS.splitlines(keepends=True)))), "intercepts.csv",
     "give the rows in this order: MUS THE CON CIN BIB RUE AMA"),
]  # fmt: skip


@pytest.mark.parametrize(("breaking", "name", "words"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_what_a_run_would_refuse_or_misread_is_a_fault(folder, breaking, name, words):
    assert check_territory(folder) == []
    breaking(folder)
    faults = check_territory(folder)
    assert {fault.path for fault in faults} == {folder / name}
    assert any(words in fault.message("en") for fault in faults), [fault.message("en") for fault in faults]
    assert all("\n" not in fault.message(language) for fault in faults for language in ("fr", "en"))


def test_sound_intercepts_are_those_of_the_run(folder):
    intercepts(HEADER + ROWS)(folder)
    assert check_territory(folder) == []
    parameters = calibrated(Territory.load(folder))
    assert parameters.intercept == (-1.0, -2.0, -3.0, -4.0, -5.0, -6.0)
    assert parameters.practice_intercept == -7.0


def test_a_run_refuses_wrong_intercepts_with_their_line(folder):
    intercepts(HEADER + ROWS.replace("-3", "x"))(folder)
    land = Territory.load(folder)
    with pytest.raises(TerritoryError, match=r"intercepts\.csv:4: ") as refusal:
        Study(land, synthesise(land, 50), Scenario("quiet"), replications=1)
    assert isinstance(refusal.value, SimulatorError)


def test_a_table_alone_is_sent_back_to_its_folder(folder):
    for name in ("venues.csv", "communes.geojson"):
        [fault] = check_file(folder / name)
        assert fault.message("en").endswith("this is a table of a territory, checked with the others; give its folder")
