"""The committed tables are what the build script makes from the pinned packages."""

from __future__ import annotations

import os

import pytest

from simulator.territory.build import geometry, packages
from simulator.territory.build.__main__ import TABLES, build, main

SQUARE = [[[(0.0, 50.0), (0.02, 50.0), (0.02, 50.01), (0.0, 50.01), (0.0, 50.0)]]]


@pytest.mark.network
def test_rebuilding_gives_the_committed_tables(tmp_path):
    try:
        written = build(tmp_path / "out", _folder(tmp_path))
    except packages.RegistryError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"not checked: {error.message('en')}")
    assert len(written) == 7
    for path in written:
        assert path.read_bytes() == (TABLES / path.name).read_bytes(), path.name


def _folder(tmp_path):
    (tmp_path / "packages").mkdir()
    return tmp_path / "packages"


def test_a_wrong_archive_is_refused_and_nothing_is_written(tmp_path, capsys):
    (tmp_path / packages.DIVISIONS.file).write_bytes(b"another archive")
    out = tmp_path / "out"
    assert main(["--out", str(out), "--packages", str(tmp_path)]) == 1
    assert "unexpected archive" in capsys.readouterr().err
    assert not out.exists()


def test_a_missing_client_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(packages.RegistryError, match="npm"):
        packages.fetch(packages.DIVISIONS, tmp_path)


def test_a_contour_is_read_from_well_known_binary():
    import struct

    ring = SQUARE[0][0]
    polygon = struct.pack("<BIII", 1, 3, 1, len(ring)) + b"".join(struct.pack("<dd", *p) for p in ring)
    assert geometry.read_contour(polygon.hex()) == SQUARE
    several = struct.pack("<BIII", 1, 0x20000006, 4326, 2) + polygon + polygon
    assert geometry.read_contour(several.hex()) == SQUARE + SQUARE
    assert geometry.read_point(struct.pack("<BIdd", 1, 1, 2.5, 50.5).hex()) == (2.5, 50.5)
    assert geometry.read_point("") is None


def test_area_centre_and_inside_of_a_square():
    # One hundredth of a degree of latitude is 1.1122 km at 50 degrees north, two of longitude 1.4339 km (WGS 84).
    assert geometry.area_km2(SQUARE) == pytest.approx(1.1123 * 1.4338, rel=2e-4)
    assert geometry.centroid(SQUARE) == pytest.approx((0.01, 50.005))
    assert geometry.contains(SQUARE, (0.001, 50.009))
    assert not geometry.contains(SQUARE, (0.021, 50.005))


def test_a_hole_is_not_inside_and_not_area():
    hole = [(0.008, 50.004), (0.012, 50.004), (0.012, 50.006), (0.008, 50.006), (0.008, 50.004)]
    pierced = [[SQUARE[0][0], hole]]
    assert not geometry.contains(pierced, (0.01, 50.005))
    assert geometry.area_km2(pierced) == pytest.approx(geometry.area_km2(SQUARE) * (1 - 0.2 * 0.2), rel=1e-3)
