"""The files a run leaves: whole or not at all, never over somebody's earlier results."""

from __future__ import annotations

import json

import pandas as pd
import pytest
import xarray as xr

from simulator.experiments import output
from simulator.experiments.output import OutputError, refuse_existing, write_results, write_table

TABLE = pd.DataFrame(
    {"indicator": ["participation"], "group": ["été; 15-24, femmes"], "year": [2040], "value": [0.125]}
)
ARRAYS = xr.Dataset({"share": ("year", [0.1, 0.2])}, {"year": [2039, 2040]})


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_new_folder_appears_whole(tmp_path):
    folder = tmp_path / "deep" / "results"
    write_results(folder, TABLE, ARRAYS, {"format": 1})
    assert names(folder) == ["indicators.csv", "manifest.json", "run.nc"]
    assert names(folder.parent) == ["results"]
    assert json.loads((folder / "manifest.json").read_text()) == {"format": 1}
    pd.testing.assert_frame_equal(pd.read_csv(folder / "indicators.csv"), TABLE)
    with xr.open_dataset(folder / "run.nc", engine="h5netcdf") as read:
        xr.testing.assert_equal(read.load(), ARRAYS)


def test_other_files_of_the_folder_are_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    write_results(tmp_path, TABLE, ARRAYS, {})
    assert names(tmp_path) == ["indicators.csv", "manifest.json", "notes.txt", "run.nc"]


def test_earlier_results_are_refused_unless_forced(tmp_path):
    write_results(tmp_path / "r", TABLE, ARRAYS, {"a": 1})
    with pytest.raises(OutputError, match="--force"):
        refuse_existing(tmp_path / "r")
    refuse_existing(tmp_path / "r", force=True)
    write_results(tmp_path / "r", TABLE, ARRAYS, {"a": 2})
    assert json.loads((tmp_path / "r" / "manifest.json").read_text()) == {"a": 2}
    refuse_existing(tmp_path / "elsewhere")


@pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError("disk full")])
@pytest.mark.parametrize("existing", [True, False])
def test_a_stop_in_the_middle_leaves_what_was_there(tmp_path, monkeypatch, failure, existing):
    folder = tmp_path / "r"
    if existing:
        write_results(folder, TABLE, ARRAYS, {"a": 1})

    def stop(*_, **__):
        raise failure

    monkeypatch.setattr(xr.Dataset, "to_netcdf", stop)
    with pytest.raises(failure if isinstance(failure, type) else OSError):
        write_results(folder, TABLE, ARRAYS, {"a": 2})
    assert names(tmp_path) == (["r"] if existing else [])
    if existing:
        assert names(folder) == ["indicators.csv", "manifest.json", "run.nc"]
        assert json.loads((folder / "manifest.json").read_text()) == {"a": 1}


def test_a_manifest_that_is_no_json_leaves_nothing(tmp_path):
    with pytest.raises(ValueError, match="JSON"):
        write_results(tmp_path / "r", TABLE, ARRAYS, {"seconds": float("nan")})
    assert names(tmp_path) == []


def test_excel_in_french_opens_the_table(tmp_path):
    write_table(tmp_path / "t.csv", TABLE, excel=True)
    content = (tmp_path / "t.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == [
        "indicator;group;year;value",
        'participation;"été; 15-24, femmes";2040;0,125',
    ]


def test_versions_name_every_package_that_counts():
    found = output.versions()
    assert set(output.PACKAGES) < set(found)
    assert all(found[name] != "-" for name in output.PACKAGES)
