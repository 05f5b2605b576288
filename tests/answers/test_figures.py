"""The buffer says exactly what the runs say, block by block."""

import numpy as np
import pytest
from made import CLASSES, RESIDENTS, YEARS, MadeRun, reading

from simulator.answers.figures import COMMUNE_SERIES, SERIES, Answer, Reading, Smoothing, pack
from simulator.answers.indicators import SHOWN

PLAIN = Smoothing(np.eye(3))
SHARED = Smoothing(np.array([[1.0, 0.5, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 1.0]]))


def answer(count=3, smoothing=PLAIN, gain=0.02):
    reference = [MadeRun(0.40 + 0.001 * r) for r in range(8)]
    plan = [MadeRun(0.40 + 0.001 * r + gain + 0.002 * r) for r in range(count)]
    return Answer(reading(*reference), reading(*plan), smoothing, RESIDENTS)


def read(header, buffer, measure, by):
    floats = np.frombuffer(buffer, "<f4")
    block = next(b for b in header["blocks"] if (b["measure"], b["by"]) == (measure, by))
    size = YEARS.size * block["classes"]
    parts = floats[block["offset"] : block["offset"] + size * len(block["series"])]
    return dict(zip(block["series"], parts.reshape(len(block["series"]), YEARS.size, block["classes"]), strict=True))


def test_every_indicator_travels_by_every_grouping_it_is_shown_by():
    header, buffer = pack(answer())
    sent = {(b["measure"], b["by"], b["classes"]) for b in header["blocks"]}
    assert sent == {(s.code, by, len(CLASSES[by])) for s in SHOWN for by in s.by}
    end = max(b["offset"] + len(b["series"]) * b["classes"] * YEARS.size for b in header["blocks"])
    rows = sum(r["classes"] for r in header["rows"].values())
    assert len(buffer) == 4 * (end + rows) or len(buffer) == 4 * max(
        end, *(r["offset"] + r["classes"] for r in header["rows"].values())
    )


def test_differences_are_paired_and_their_interval_is_students():
    header, buffer = pack(answer(count=3))
    part = read(header, buffer, "any_but_cinema", "all")
    assert tuple(part) == SERIES
    differences = np.array([0.020, 0.022, 0.024])
    half = 2.920 * differences.std(ddof=1) / np.sqrt(3)
    assert part["reference"][0, 0] == pytest.approx(0.401, abs=1e-6)
    assert part["difference"][15, 0] == pytest.approx(0.022, abs=1e-6)
    assert part["low"][15, 0] == pytest.approx(0.022 - half, abs=1e-6)
    assert part["high"][15, 0] == pytest.approx(0.022 + half, abs=1e-6)


def test_the_first_replication_alone_is_sent_without_a_finite_interval():
    header, buffer = pack(answer(count=1))
    part = read(header, buffer, "amateur", "agglomeration")
    assert header["replications"] == 1
    assert not np.isfinite(part["low"]).any()
    assert not np.isfinite(part["high"]).any()


def test_minutes_are_a_mean_and_the_ratio_is_one_number():
    header, buffer = pack(answer())
    assert read(header, buffer, "minutes", "all")["plan"][0, 0] == pytest.approx(20.0, rel=1e-5)
    ratio = read(header, buffer, "education_ratio", "all")["reference"]
    assert ratio.shape == (16, 1)
    assert ratio[0, 0] == pytest.approx((0.401 + 0.03) / 0.401, rel=1e-3)


def test_a_smoothed_commune_is_the_weighted_mean_of_itself_and_half_its_neighbours():
    header, buffer = pack(answer(count=1, smoothing=SHARED, gain=0.0))
    part = read(header, buffer, "any", "commune")
    assert tuple(part) == COMMUNE_SERIES
    expected = (1000 * 0.40 + 0.5 * 500 * 0.41) / (1000 + 0.5 * 500)
    assert part["plan"][3, 0] == pytest.approx(expected, abs=1e-6)
    assert part["plan"][3, 2] == pytest.approx(0.42, abs=1e-6)
    at = header["rows"]["commune"]
    rows = np.frombuffer(buffer, "<f4")[at["offset"] : at["offset"] + 3]
    assert rows.tolist() == [110.0, 70.0, 25.0]


def test_a_value_that_nobody_has_does_not_spoil_its_neighbours():
    values = np.array([[0.4, np.nan, 0.2]])
    assert SHARED.values(values, RESIDENTS).tolist() == [[0.4, 0.4, 0.2]]


def test_communes_come_from_the_run_of_everybody_when_there_is_one():
    everybody = Answer(reading(MadeRun(0.30)), reading(MadeRun(0.35)), None, RESIDENTS)
    header, buffer = pack(answer(), everybody)
    assert header["everybody"]
    assert read(header, buffer, "any", "commune")["plan"][0].tolist() == pytest.approx([0.35, 0.36, 0.37])
    assert read(header, buffer, "any", "all")["reference"][0, 0] == pytest.approx(0.401, abs=1e-6)


def test_a_reading_kept_on_disk_comes_back_the_same():
    before = reading(MadeRun(0.4), MadeRun(0.5))
    after = Reading.from_arrays(before.to_arrays())
    assert (after.years, after.classes, after.count) == (before.years, before.classes, 2)
    assert after.widths == before.widths
    assert np.array_equal(after.table, before.table)
    assert all(np.array_equal(after.rows[by], array) for by, array in before.rows.items())


def test_a_reading_gives_back_what_the_runs_say():
    read = reading(MadeRun(0.4), MadeRun(0.5))
    for code, by in (("any", "all"), ("amateur", "age"), ("any", "commune")):
        expected = np.stack([MadeRun(level).share(code, by) for level in (0.4, 0.5)])
        assert np.array_equal(read.values(code, by), expected)


def test_sharing_with_neighbours_is_the_weighted_mean_by_the_book():
    draws = np.random.default_rng(4)
    weights = np.where(draws.random((6, 6)) < 0.4, 0.5, 0.0)
    weights[np.arange(6), np.arange(6)] = 1.0
    values, residents = draws.random((2, 3, 6)), draws.random(6) * 1e4
    by_the_book = (values * residents) @ weights.T / (weights @ residents)
    assert Smoothing(weights).values(values, residents) == pytest.approx(by_the_book, rel=1e-12)
    assert Smoothing(weights).rows(residents) == pytest.approx(weights @ residents, rel=1e-12)
