"""The tidy table and the labelled arrays of a run: every indicator once, with its unit, nothing missing."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from simulator.domains import DOMAINS
from simulator.experiments import output
from simulator.experiments.indicators import OF_RUNS
from simulator.experiments.indicators.declaration import SHARE
from simulator.experiments.indicators.money import MONEYED
from simulator.experiments.measures import MEASURES
from simulator.model.levers import LEVERS
from tests.experiments.conftest import REPLICATIONS

KEY = ["indicator", "domain", "year", "commune", "group"]
CLASSES = 4 + 5 + 2 + 8 + 3
"""Diplomas, ages, sexes, occupations, mobility classes."""
PLACES = 1 + 3 + 2
"""All, communes, agglomerations."""
UNITS = {
    "participation": "share of residents 15+",
    "participation_any": "share of residents 15+",
    "participation_any_but_cinema": "share of residents 15+",
    "participation_institutional": "share of residents 15+",
    "participation_one_of_three": "share of residents 15+",
    "amateur_practice": "share of residents 15+",
    "digital_practice": "share of residents 15+",
    "visits": "visits",
    "minutes": "min",
    "co2_kg": "kg",
    "symbolic_distance": "0..1 (assumed)",
    "refused": "persons",
    "no_venue": "persons",
    "practice_refused": "persons",
    **{f"cost_{lever}": "EUR" for lever in LEVERS},
}


SIZES = {"all": 1, "commune": 3, "agglomeration": 2, "education": 4, "age": 5, "sex": 2, "occupation": 8, "mobility": 3}
SIZES |= {name: len(classes) for name, classes in MONEYED.items()}
MAY_LACK = ("saturation", "venues_full", "education_ratio", "theil_between", "theil_within")
"""Ratios without a value where nobody without a diploma goes, nobody goes at all, or no place is offered."""


@pytest.fixture(scope="module")
def table(run) -> pd.DataFrame:
    return run.indicators


def pick(table: pd.DataFrame, indicator: str, group: str = "all", domain: str = "", commune: str = "") -> np.ndarray:
    """One series, by year."""
    wanted = {"indicator": indicator, "group": group, "domain": domain, "commune": commune}
    chosen = table[np.logical_and.reduce([table[name] == value for name, value in wanted.items()])]
    assert chosen["year"].tolist() == list(range(2025, 2041))
    return chosen["value"].to_numpy()


def test_columns_and_one_row_for_each_key(table):
    assert list(table) == ["indicator", "unit", "domain", "year", "commune", "group", "value"]
    assert not table.duplicated(KEY).any()
    assert table["value"].dtype == np.float64
    rows = len(MEASURES) * (PLACES + CLASSES) + (3 + len(DOMAINS)) * PLACES + CLASSES + 3 + len(LEVERS)
    assert table["indicator"].unique().tolist() == [indicator.code for indicator in OF_RUNS]
    first = table["indicator"].isin(UNITS)
    assert (first.sum(), first[: rows * 16].all()) == (rows * 16, True), "what is new comes last"
    assert len(table) == sum(len(i.domains) * SIZES[by] for i in OF_RUNS for by in i.by) * 16


def test_every_indicator_has_its_unit(table):
    units = dict(table.groupby("indicator")["unit"].agg(lambda units: "|".join(sorted(set(units)))))
    assert {name: unit for name, unit in units.items() if name in UNITS} == UNITS
    assert units == {indicator.code: indicator.unit for indicator in OF_RUNS}


def test_nothing_is_missing_where_somebody_lives(table, run):
    """A value is missing only for a class without adults."""
    by = "occupation"
    empty = {f"{by}:{c}" for c, n in zip(run.classes(by), run.rows(by), strict=True) if n == 0}
    always = ~table["indicator"].str.startswith(MAY_LACK)
    missing = table[table["value"].isna() & always]
    assert set(missing["group"]) == empty
    assert not table.drop(columns="value").isna().any().any()
    assert np.isfinite(table["value"][~table["group"].isin(empty) & always]).all()


def test_a_row_is_about_a_commune_or_a_group(table):
    assert ((table["commune"] == "") != (table["group"] == "")).all()
    assert set(table["commune"]) == {"", "A", "B", "C"}
    assert {group.partition(":")[0] for group in table["group"]} == {
        "", "all", "agglomeration", "education", "age", "sex", "occupation", "mobility", "funder", "lever",
    }  # fmt: skip


def test_only_domains_stand_in_the_domain_column(table):
    named = table[table["domain"] != ""]
    assert set(named["domain"]) == set(DOMAINS)
    assert set(named["indicator"]) == {i.code for i in OF_RUNS if len(i.domains) > 1}


def test_values_lie_where_their_unit_says(table):
    signed = table["unit"].isin(["share", "-1..1"])
    shares = table["unit"].isin([SHARE, f"{SHARE} (assumed)", "0..1 (assumed)", "share of venues", "share of visits"])
    assert table["value"][shares].dropna().between(0, 1).all()
    assert table["value"][signed].dropna().between(-1, 1).all()
    assert (table["value"][~shares & ~signed].dropna() >= -1e-12).all()
    counts = table["unit"].isin(["visits", "persons"])
    assert (table["value"][counts] % 1 == 0).all()


def test_the_table_says_what_the_run_says(table, run):
    assert np.array_equal(pick(table, "participation", domain="MUS"), run.share("MUS")[:, 0])
    assert np.array_equal(pick(table, "participation", "", "BIB", "C"), run.share("BIB", "commune")[:, 2])
    assert np.array_equal(pick(table, "participation_any", "agglomeration:W"), run.share("any", "agglomeration")[:, 1])
    assert np.array_equal(pick(table, "amateur_practice", "age:75+"), run.share("amateur", "age")[:, 4])
    assert np.array_equal(pick(table, "visits"), run.total("visits")[:, 0])
    assert np.array_equal(pick(table, "visits", domain="CIN"), run.total("visits_CIN")[:, 0])
    assert np.array_equal(pick(table, "minutes", "", commune="B"), run.total("minutes", "commune")[:, 1])
    assert np.array_equal(pick(table, "cost_outreach"), run.total("cost_outreach")[:, 0])
    assert np.array_equal(
        pick(table, "symbolic_distance", "education:sup"), run.mean("symbolic_distance", "education")[:, 3]
    )


def test_the_arrays_say_the_same(table, run):
    arrays = run.dataset
    assert arrays.attrs == {"scenario": "warm", "policy": "mixed", "seed": run.seed}
    assert arrays["year"].values.tolist() == list(range(2025, 2041))
    shown = arrays["share"].sel(measure="MUS").values
    assert np.array_equal(shown, pick(table, "participation", domain="MUS"))
    by_age = arrays["share_by_age"].sel(measure="amateur", age="75+").values
    assert np.array_equal(by_age, pick(table, "amateur_practice", "age:75+"))
    visits = arrays["visits"].sel(commune="C", domain="RUE").values
    assert np.array_equal(visits, pick(table, "visits", "", "RUE", "C"))
    cost = arrays["cost"].sel(lever="transport").values
    assert np.array_equal(cost, pick(table, "cost_transport"))


def test_one_run_is_written_as_it_is_and_several_are_told_apart(runs):
    one, arrays = output.join_runs(runs[:1])
    pd.testing.assert_frame_equal(one, runs[0].indicators)
    assert "replication" not in arrays.dims
    several, stacked = output.join_runs(runs)
    assert len(several) == REPLICATIONS * len(one)
    assert not several.duplicated([*KEY, "replication"]).any()
    for r, run in enumerate(runs):
        part = several[several["replication"] == r].drop(columns="replication").reset_index(drop=True)
        pd.testing.assert_frame_equal(part, run.indicators)
        xr.testing.assert_equal(stacked.sel(replication=r, drop=True), run.dataset)


def test_the_manifest_says_what_made_the_runs(runs, study, country, people, policy, world):
    manifest = json.loads(json.dumps(output.describe(runs, study), allow_nan=False))
    assert [made["digest"] for made in manifest["runs"]] == [run.digest for run in runs]
    assert [made["seconds"] for made in manifest["runs"]] == [run.seconds for run in runs]
    inputs = manifest["inputs"]
    assert {name: given["sha256"] for name, given in inputs.items()} == {
        "scenario": world.digest,
        "policy": policy.digest,
        "territory": country.digest,
        "population": people.digest,
        "parameters": study.parameters.digest,
    }
    changed = study.parameters.replace(practice_intercept=study.parameters.practice_intercept - 0.1)
    assert changed.digest != study.parameters.digest
    assert manifest["threads"] == study.threads == 1
    assert inputs["population"]["residents"] == 400
    assert manifest["versions"]["numba"]


def test_an_interruption_between_two_files_leaves_no_manifest_that_lies(tmp_path, run, monkeypatch):
    """Files are replaced one by one over earlier results: while they are mixed, no manifest vouches for them."""
    folder = tmp_path / "r"
    output.write_results(folder, run.indicators, run.dataset, {"of": "before"})
    replace, moved = output.os.replace, []

    def stop_at_the_second(source, target):
        if moved:
            raise KeyboardInterrupt
        moved.append(target)
        replace(source, target)

    monkeypatch.setattr(output.os, "replace", stop_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        output.write_results(folder, run.indicators, run.dataset, {"of": "after"})
    assert sorted(path.name for path in folder.iterdir()) == ["indicators.csv", "run.nc"]
    assert [path.name for path in tmp_path.iterdir()] == ["r"]
