"""The benchmark tells both sides, and a ratio that is their quotient; no time is asserted."""

from __future__ import annotations

import json
import os

import pytest

from simulator import cache
from simulator.cli.bench_page import bench_page
from simulator.experiments import bench
from simulator.wording import LANGUAGES, translator


@pytest.fixture(scope="module")
def found():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bench, "REFERENCE_SIZE", 300)
        patch.setattr(bench, "REFERENCE_MONTHS", 2)
        return bench.measure(size=800, flat_sizes=(400,), repeats=2, least=0.0)


def test_the_ratio_is_the_quotient_of_the_two_sides(found):
    reference, engine = found["reference"]["ns_per_resident_month"], found["engine"]["ns_per_resident_month"]
    assert found["ratio_to_reference"] == pytest.approx(reference / engine)
    assert engine == found["ns_per_resident_month"]["two_threads"]["best"]
    assert (found["residents"], found["months"], found["reference"]["months"]) == (800, 180, 2)


def test_the_reference_draws_and_does_more_than_draw(found):
    plain = found["reference"]
    assert 0.0 < plain["share_on_draws"] < 1.0
    assert plain["draws_per_resident_month"] >= 1.0, "everybody draws once a month to decide"


@pytest.mark.parametrize("name", ["one_thread", "two_threads"])
def test_best_and_median_are_those_of_the_runs(found, name):
    figures = found["ns_per_resident_month"][name]
    assert len(figures["runs"]) == 2
    assert figures["best"] == min(figures["runs"])
    assert figures["median"] == pytest.approx(sum(figures["runs"]) / 2)


def test_every_size_is_there_and_flatness_compares_them(found):
    sizes = found["by_size"]
    assert {name: figures["residents"] for name, figures in sizes.items()} == {"800": 800, "400": 400}
    for name, gap in found["flatness"].items():
        ns = [figures[name] for figures in sizes.values()]
        assert gap == pytest.approx(max(ns) / min(ns) - 1.0)


def test_bytes_are_counted(found):
    held = found["bytes"]
    assert held["per_resident"] == pytest.approx(held["state"] + held["month"] + held["groups"])
    assert 100 < held["state"] < 300


def test_what_comes_before_is_made_anew_and_the_cache_put_back(found):
    assert all(seconds > 0.0 for seconds in found["seconds_before"].values())
    assert set(found["seconds_before"]) == {"import", "synthesis", "spin_up", "access_tables"}
    assert cache.VARIABLE not in os.environ or os.path.isdir(os.environ[cache.VARIABLE])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_people_get_a_page(found, lang):
    page = bench_page(json.loads(json.dumps(found, allow_nan=False)), translator(lang))
    assert "Mesa" in page
    assert page.count("800") >= 2


def test_the_published_page_is_made_from_the_same_document(found):
    from benchmarks.performance import page

    quiet, busy = ({**found, "machine": {**found["machine"], "load": load}} for load in (0.1, 4.0))
    assert "\n---\n" in page(quiet, "2026-01-01")
    assert "occup" not in page(quiet, "2026-01-01")
    assert "occup" in page(busy, "2026-01-01")


def test_an_installed_package_says_that_the_reference_is_not_there(found, monkeypatch, tmp_path):
    monkeypatch.setattr(bench, "REFERENCE", tmp_path / "reference.py")
    away = bench.reference_of(study=None)
    assert away["here"] is False
    assert away["ns_per_resident_month"] is None
    page = bench_page({**found, "reference": away, "ratio_to_reference": None}, translator("en"))
    assert "not here" in page
