"""A planner's travel times take the place of computed ones: CSV and OMX, strict, and only where they say something."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import h5py
import numpy as np
import pytest

from simulator.errors import Fault, TerritoryError
from simulator.territory.mobility import expected_minutes, generalised_cost
from simulator.territory.mobility_parameters import mobility_settings
from simulator.territory.territory import Territory, folder_of
from simulator.territory.timetables import read_times
from simulator.territory.travel import MODES

VILLAGE = Path(__file__).parent / "village"
A, B, C, P = range(4)
WALK, CYCLE, TRANSIT, TRAIN, CAR = range(len(MODES))
DAY, EVENING = 0, 1
HEAD = "from,to,mode,period,minutes,served\n"
ROWS = (
    "A,B,transit,day,12,\nA,B,transit,evening,30,\nB,A,transit,day,14,yes\nB,A,transit,evening,,no\nA,P,car,day,33,\n"
)


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(VILLAGE, tmp_path / "village"))


def csv_file(folder: Path, rows: str, head: str = HEAD) -> Path:
    path = folder / "travel.csv"
    path.write_text(head + rows, encoding="utf-8")
    return path


def omx_file(
    folder: Path, matrices: dict[str, np.ndarray], codes=("A", "B", "C", "P"), lookup: str = "commune"
) -> Path:
    """A file in the open matrix layout: version, shape, /data and /lookup."""
    path = folder / "travel.omx"
    with h5py.File(path, "w") as file:
        file.attrs["OMX_VERSION"], file.attrs["SHAPE"] = b"0.2", [len(codes), len(codes)]
        for name, matrix in matrices.items():
            file.create_dataset(f"data/{name}", data=matrix, compression="gzip", chunks=matrix.shape)
        file.create_dataset(f"lookup/{lookup}", data=np.array(codes, "S9" if isinstance(codes[0], str) else None))
    return path


def unknown(**told: float) -> np.ndarray:
    """A matrix of NaN but for some pairs, named `AB=12`."""
    matrix = np.full((4, 4), np.nan)
    for pair, minutes in told.items():
        matrix["ABCP".index(pair[0]), "ABCP".index(pair[1])] = minutes
    return matrix


def matrices() -> dict[str, np.ndarray]:
    """What ROWS says."""
    return {
        "transit_day": unknown(AB=12, BA=14),
        "transit_evening": unknown(AB=30, BA=np.inf),
        "car_day": unknown(AP=33),
    }


def test_given_pairs_are_replaced_and_the_others_stay(folder):
    computed = Territory.load(folder).travel
    csv_file(folder, ROWS)
    travel = Territory.load(folder).travel
    assert travel.minutes[TRANSIT, A, B] == 12
    assert travel.minutes[TRANSIT, B, A] == 14
    assert travel.minutes[CAR, A, P] == 33
    same = np.ones(travel.minutes.shape, bool)
    same[TRANSIT, [A, B], [B, A]] = same[CAR, A, P] = False
    assert (travel.minutes[same] == computed.minutes[same]).all()
    for name in ("kilometres", "fare", "crow"):
        assert (getattr(travel, name) == getattr(computed, name)).all()
    assert travel.evening_gap[TRANSIT, A, B] == 18
    assert np.isposinf(travel.evening_gap[TRANSIT, B, A])
    assert np.isfinite(travel.evening_gap).sum() == 1


def test_csv_and_omx_say_the_same(folder, tmp_path):
    by_rows = Territory.load(folder, travel=csv_file(tmp_path, ROWS))
    by_matrices = Territory.load(folder, travel=omx_file(tmp_path, matrices()))
    for name in ("minutes", "evening_gap"):
        one, other = (getattr(territory.travel, name) for territory in (by_rows, by_matrices))
        np.testing.assert_array_equal(one, other)


def test_the_digest_follows_the_times_wherever_the_file_lies(folder, tmp_path):
    bare = Territory.load(folder).digest
    given = Territory.load(folder, travel=csv_file(tmp_path, ROWS)).digest
    other = Territory.load(folder, travel=csv_file(tmp_path, ROWS.replace("12", "13"))).digest
    matrix = Territory.load(folder, travel=omx_file(tmp_path, matrices())).digest
    csv_file(folder, ROWS)
    assert Territory.load(folder).digest == given
    assert len({bare, given, other, matrix}) == 4


def test_the_file_that_is_named_stands_for_the_folders_own(folder, tmp_path):
    csv_file(folder, ROWS)
    named = Territory.load(folder, travel=csv_file(tmp_path, "A,C,car,day,7,\n"))
    assert named.travel.minutes[CAR, A, C] == 7
    assert named.travel.minutes[TRANSIT, A, B] != 12


def test_a_star_stands_for_everywhere_and_a_pair_has_the_last_word(folder):
    csv_file(folder, "A,B,train,day,20,\nA,*,train,day,25,\n*,*,train,day,,no\n")
    minutes = Territory.load(folder).travel.minutes[TRAIN]
    assert minutes[A].tolist() == [25, 20, 25, 25]
    assert np.isposinf(minutes[B:]).all()


def test_numbers_are_codes_whose_leading_noughts_were_lost(folder):
    for name in ("communes.csv", "venues.csv"):
        text = (folder / name).read_text(encoding="utf-8").replace("A,Amont", "01001,Amont").replace(",A,", ",01001,")
        (folder / name).write_text(text, encoding="utf-8")
    text = (folder / "communes.csv").read_text(encoding="utf-8").replace("B,Bourg", "59002,Bourg")
    (folder / "communes.csv").write_text(text, encoding="utf-8")
    text = (folder / "venues.csv").read_text(encoding="utf-8").replace(",B,", ",59002,")
    (folder / "venues.csv").write_text(text, encoding="utf-8")
    path = omx_file(folder, {"car_day": np.array([[1.0, 2.0], [3.0, 4.0]])}, codes=(59002, 1001))
    minutes = Territory.load(folder, travel=path).travel.minutes[CAR]
    assert minutes[:2, :2].tolist() == [[4, 3], [2, 1]]


def cost(territory: Territory, **gains: float) -> np.ndarray:
    return generalised_cost(territory.travel, mobility_settings(), **gains)[0]


def test_evening_times_stand_for_the_assumed_penalty(folder):
    csv_file(folder, "A,B,transit,day,12,\n")
    assumed = cost(Territory.load(folder))
    penalty = mobility_settings().evening_penalty
    csv_file(folder, f"A,B,transit,day,12,\nA,B,transit,evening,{12 + penalty},\n")
    assert cost(Territory.load(folder)) == pytest.approx(assumed, rel=1e-12)
    csv_file(folder, "A,B,transit,day,12,\nA,B,transit,evening,12,\n")
    as_by_day = cost(Territory.load(folder))
    assert as_by_day[EVENING, :, A, B] == pytest.approx(as_by_day[DAY, :, A, B])
    assert (as_by_day[DAY] == assumed[DAY]).all()
    csv_file(folder, "A,B,transit,day,12,\nA,B,transit,evening,,no\n")
    never = cost(Territory.load(folder))
    assert (never[EVENING, :, A, B] > assumed[EVENING, :, A, B]).all()


def test_evening_service_closes_the_timetables_gap(folder):
    csv_file(folder, ROWS)
    territory = Territory.load(folder)
    half, whole = (cost(territory, evening_service=share) for share in (0.5, 1.0))
    for pair in ((A, B), (B, A)):
        place = (EVENING, 1, *pair)
        assert cost(territory)[place] > half[place] > whole[place]
        assert whole[place] == pytest.approx(whole[(DAY, 1, *pair)])
    minutes = expected_minutes(territory.travel, mobility_settings(), evening_service=0.5)
    assert np.isfinite(minutes).all()


def test_the_evening_by_car_is_the_files_and_no_service_changes_it(folder):
    csv_file(folder, "A,C,car,day,20,\nA,C,car,evening,12,\n")
    territory = Territory.load(folder)
    before, after = cost(territory), cost(territory, evening_service=1.0)
    assert before[EVENING, 0, A, C] < before[DAY, 0, A, C]
    assert before[EVENING, 0, A, C] == after[EVENING, 0, A, C]


@pytest.mark.parametrize("name", ["travel.csv", "ties.csv"])
def test_the_tables_written_in_the_documentation_are_sound(tmp_path, name):
    heads = {"travel.csv": "from,to,mode", "ties.csv": "between,and,kind"}
    text = (Path(__file__).parents[2] / "docs" / "territoire.md").read_text(encoding="utf-8")
    [block] = [block for block in re.findall(r"^```\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
               if block.startswith(heads[name])]  # fmt: skip
    folder = Path(shutil.copytree(folder_of("bassin-minier"), tmp_path / "bassin"))
    (folder / "sources.yaml").unlink()
    (folder / name).write_text(block, encoding="utf-8")
    territory = Territory.load(folder)
    if name == "ties.csv":
        assert len(territory.collaborations) == block.count("\n") - 1
    else:
        lens, bethune = (territory.communes.name.index(town) for town in ("Lens", "Béthune"))
        assert territory.travel.minutes[TRANSIT, lens, bethune] == 48
        assert np.isfinite(territory.travel.minutes[TRAIN]).sum() == 1


CSV_FAULTS = [
    ("unknown commune", "A,Z,car,day,9,\n", "unknown commune 'Z'"),
    ("from a pole", "P,A,car,day,9,\n", "unknown commune 'P'"),
    ("unknown mode", "A,B,bus,day,9,\n", "'mode': unknown 'bus'"),
    ("unknown period", "A,B,car,night,9,\n", "'period': unknown 'night'"),
    ("NaN", "A,B,car,day,nan,\n", "'minutes' expects a number, not 'nan'"),
    ("negative", "A,B,car,day,-9,\n", "'minutes' = -9: out of range"),
    ("two days", "A,B,car,day,2880,\n", "'minutes' = 2880: out of range"),
    ("no minutes", "A,B,car,day,,\n", "'minutes' is empty; fill the cell, or write served = no"),
    ("minutes of nothing", "A,B,train,day,9,no\n", "minutes where nothing runs"),
    ("no road", "A,B,car,day,,no\n", "'car' cannot be lacking; only transit and train may not run"),
    ("evening alone", "A,B,transit,evening,9,\n", "evening time without a day time"),
    ("twice", "A,B,car,day,9,\nA,B,car,day,9,\n", "duplicate A / B / car / day (already on line 2)"),
]


@pytest.mark.parametrize(("rows", "words"), [fault[1:] for fault in CSV_FAULTS], ids=[fault[0] for fault in CSV_FAULTS])
def test_a_fault_of_a_csv_is_one_line(folder, tmp_path, rows, words):
    path = csv_file(tmp_path, rows)
    with pytest.raises(TerritoryError) as caught:
        Territory.load(folder, travel=path)
    [fault] = caught.value.faults
    assert fault.message("en").startswith(f"{path}:{1 + rows.count(chr(10))}: ")
    assert words in fault.message("en")
    assert fault.repair_fr


BAD = unknown(AB=-4, BA=3)
OMX_FAULTS = [
    ("negative", {"car_day": BAD}, {}, "'car_day': 1 times out of range, -4 among them; expected between 0.1 and 1440"),
    ("nought", {"transit_day": np.zeros((4, 4))}, {}, "12 times out of range, 0 among them"),
    ("minus infinity", {"transit_day": unknown(AB=-np.inf)}, {}, "-inf among them"),
    ("no road", {"car_day": unknown(AB=np.inf)}, {}, "'car' cannot be lacking"),
    ("evening alone", {"transit_evening": unknown(AB=9)}, {}, "'transit_evening': evening time without a day time"),
    ("unknown matrix", {"bus_day": BAD}, {}, "unknown matrix 'bus_day'"),
    ("no matrix", {}, {}, "no matrix in /data"),
    ("wrong shape", {"car_day": np.ones((3, 4))}, {}, "'car_day': 3 × 4, but 4 codes"),
    ("unknown zone", {"car_day": BAD}, {"codes": ("A", "B", "C", "Z")}, "1 unknown codes, '0000Z' among them"),
    ("a zone twice", {"car_day": BAD}, {"codes": ("A", "B", "C", "A")}, "A has several zones"),
    ("too many zones", {"car_day": BAD}, {"codes": tuple("ABCPQ")}, "5 zones, but 4 communes and poles"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "more", "words"), [fault[1:] for fault in OMX_FAULTS], ids=[fault[0] for fault in OMX_FAULTS]
)
def test_a_fault_of_an_omx_is_one_line(folder, data, more, words):
    path = omx_file(folder, data, **more)
    [fault] = Territory.check(folder)
    assert fault.message("en").startswith(f"{path}:1: ")
    assert words in fault.message("en")
    assert fault.repair_fr


def test_what_is_no_such_file_is_said(folder, tmp_path):
    other = tmp_path / "travel.omx"
    other.write_text("no HDF5 at all")
    missing, table = tmp_path / "none.omx", tmp_path / "travel.xlsx"
    words = {other: "no readable OMX", missing: "no such file", table: "neither .csv nor .omx"}
    for path, cause in words.items():
        with pytest.raises(TerritoryError) as caught:
            Territory.load(folder, travel=path)
        [fault] = caught.value.faults
        assert fault.message("en").startswith(f"{path}:1: ")
        assert cause in fault.message("en")


def test_any_bytes_in_a_matrix_file_are_read_or_refused(tmp_path):
    path = omx_file(tmp_path, matrices())
    content = bytearray(path.read_bytes())
    for place in range(0, len(content), 61):
        path.write_bytes(bytes(content[:place]) + bytes([content[place] ^ 0xFF]) + bytes(content[place + 1 :]))
        faults: list[Fault] = []
        found = read_times(path, 3, ("A", "B", "C", "P"), faults)
        assert (found is None) == bool(faults)
        assert all(fault.path == path for fault in faults)


def test_two_files_in_one_folder_are_one_too_many(folder):
    csv_file(folder, ROWS)
    path = omx_file(folder, matrices())
    [fault] = Territory.check(folder)
    assert fault.message("en") == f"{path}:1: two files of travel times; keep one only"


def test_a_folder_that_gives_sources_gives_that_of_its_times(folder):
    entry = "{origin: exemple, year: '2026', licence: CC0}"
    names = ("communes.csv", "agglomerations.csv", "poles.csv", "venues.csv")
    sources = "schema: 1\ntables:\n" + "".join(f"  {name}: {entry}\n" for name in names)
    (folder / "sources.yaml").write_text(sources, encoding="utf-8")
    csv_file(folder, ROWS)
    [fault] = Territory.check(folder)
    assert "travel.csv has no source" in fault.message("en")
    (folder / "sources.yaml").write_text(f"{sources}  travel.csv: {entry}\n", encoding="utf-8")
    assert "travel.csv" in Territory.load(folder).sources
