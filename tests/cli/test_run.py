"""`run` and `compare` from end to end, on a territory of three communes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
import xarray as xr
from typer.testing import CliRunner

from simulator.answers import studies
from simulator.cli import app
from simulator.domains import DOMAINS
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory

PAYS = Path(__file__).parent / "pays"
FEW = ("--territory", str(PAYS), "--residents", "400")


@pytest.fixture(scope="module", autouse=True)
def french_system():
    with pytest.MonkeyPatch.context() as patch:
        for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            patch.delenv(name, raising=False)
        yield


def call(*arguments: object):
    """What a command answers; it must succeed."""
    answer = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert answer.exit_code == 0, (answer.stderr, answer.exception)
    return answer


@pytest.fixture(scope="module")
def baseline(french_system) -> dict:
    return json.loads(call("run", "tendanciel", *FEW, "--json").stdout)


def test_json_has_what_it_promises(baseline):
    assert (baseline["residents"], baseline["months"], baseline["replications"]) == (400, 180, 1)
    assert baseline["seconds"] > 0
    assert baseline["ns_per_resident_month"] == pytest.approx(baseline["seconds"] * 1e9 / (400 * 180))
    assert re.fullmatch("[0-9a-f]{64}", baseline["digest"])
    assert tuple(baseline["participation"]) == DOMAINS
    for shares in baseline["participation"].values():
        assert list(shares) == [str(year) for year in range(2025, 2041)]
        assert all(0 <= share <= 1 for share in shares.values())


def test_the_digest_is_that_of_what_is_simulated(baseline, tmp_path):
    (tmp_path / "nothing.yaml").write_text("policy: rien\ntitle: {fr: a, en: b}\nlevers: {transport: 0}\n")

    def digest(*arguments: object) -> str:
        return json.loads(call("run", "tendanciel", *FEW, "--json", *arguments).stdout)["digest"]

    assert digest("--policy", "zero", "--threads", "1") == baseline["digest"]
    assert digest("--threads", "2") == baseline["digest"]
    assert digest("--policy", tmp_path / "nothing.yaml") == baseline["digest"]
    others = {digest("--seed", "2"), digest("--population-seed", "8"), digest("--policy", "melange")}
    assert len(others | {baseline["digest"]}) == 4


def test_out_holds_a_table_arrays_and_a_manifest(baseline, tmp_path):
    folder = tmp_path / "results"
    page = call("run", "tendanciel", *FEW, "--out", folder).stdout
    assert page.endswith(f"Résultats écrits dans {folder}\n")
    table = pd.read_csv(folder / "indicators.csv", keep_default_na=False)
    assert list(table) == ["indicator", "unit", "domain", "year", "commune", "group", "value"]
    row = table.query("indicator == 'participation' and domain == 'CIN' and group == 'all' and year == 2040")
    assert float(row["value"].item()) == baseline["participation"]["CIN"]["2040"]
    with xr.open_dataset(folder / "run.nc", engine="h5netcdf") as arrays:
        shown = float(arrays["share"].sel(measure="CIN", year=2040))
    assert shown == baseline["participation"]["CIN"]["2040"]
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    nearest = table.query("indicator == 'minutes_to_nearest' and domain == 'BIB' and group == 'mobility:no_car'")
    assert nearest["year"].astype(int).tolist() == list(range(2025, 2041))
    assert manifest["digest"] == baseline["digest"]
    assert manifest["seeds"] == {"run": 1, "population": 7}
    assert set(manifest["seconds"]) == {"territory", "residents", "preparation", "run"}
    assert manifest["files"]["scenario"]["name"] == "tendanciel.yaml"
    assert all(re.fullmatch("[0-9a-f]{64}", given["sha256"]) for given in manifest["inputs"].values())
    refused = CliRunner().invoke(app, ["run", "tendanciel", *FEW, "--out", str(folder)])
    assert refused.exit_code == 1
    call("run", "tendanciel", *FEW, "--out", folder, "--force", "--excel")
    assert (folder / "indicators.csv").read_text(encoding="utf-8-sig").startswith("indicator;unit;domain;")


def test_a_planners_travel_times_change_the_run_and_are_told(baseline, tmp_path):
    times = tmp_path / "horaires.csv"
    times.write_text("from,to,mode,period,minutes\n*,*,car,day,90\n", encoding="utf-8")
    answer = call("run", "tendanciel", *FEW, "--travel", times, "--out", tmp_path / "r", "--json").stdout
    assert json.loads(answer)["digest"] != baseline["digest"]
    manifest = json.loads((tmp_path / "r" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["files"]["travel"]["name"] == "horaires.csv"
    times.write_text("from,to,mode,period,minutes\nA,Z,car,day,nan\n", encoding="utf-8")
    refused = CliRunner().invoke(app, ["run", "tendanciel", *FEW, "--travel", str(times), "--lang", "en"])
    assert refused.exit_code == 1
    assert refused.stderr.splitlines()[-1] == (
        f"{times}:2: 'minutes' expects a number, not 'nan'; correct it, or leave it empty where allowed"
    )


def test_the_fit_of_the_residents_is_told(baseline, tmp_path):
    """Largest and mean error of every margin, in points: on the page in words, as numbers in JSON and the manifest."""
    fit = synthesise(Territory.load(PAYS), residents=400, seed=7).fit
    assert baseline["fit"] == {margin.name: told(margin) for margin in fit}
    call("run", "tendanciel", *FEW, "--out", tmp_path / "r")
    assert json.loads((tmp_path / "r" / "manifest.json").read_text(encoding="utf-8"))["fit"] == baseline["fit"]
    fr, en = (call("run", "tendanciel", *FEW, "--lang", lang).stdout.splitlines() for lang in ("fr", "en"))
    for page, title, margin in (
        (fr, "Habitants\u00a0: écart aux statistiques (points)", "Diplôme"),
        (en, "Residents: gap to the statistics (points)", "Diploma"),
    ):
        first = next(row for row, line in enumerate(page) if title in line)
        figures = [line.split()[-2:] for line in page[first + 1 : first + 1 + len(fit.rows())]]
        shown = [[float(cell.replace(",", ".")) for cell in pair] for pair in figures]
        assert shown == [[round(m.largest, 2), round(m.mean, 2)] for m in fit]
        assert any(line.strip().startswith(margin) for line in page[first:])


def told(margin) -> dict[str, float | bool]:
    """The margin's line in a document, from its shares themselves."""
    errors = 100 * abs(margin.reached - margin.target)
    return {"largest": float(errors.max()), "mean": float(errors.mean()), "cited": margin.cited}


def test_prepare_tells_the_fit_of_the_screens_residents(monkeypatch):
    monkeypatch.setenv("BASSIN2040_RESIDENTS", "500")
    monkeypatch.setattr(studies, "Studies", partial(studies.Studies, replications=1))
    page = call("prepare").stdout.splitlines()
    fit = synthesise(Territory.load("bassin-minier"), residents=500, seed=7).fit
    assert page[-1] == "Le tableau de bord est prêt à servir."
    assert [line.split()[-2].replace(",", ".") for line in page[1:-1]] == [f"{m.largest:.2f}" for m in fit]


def test_replications_are_told_apart(tmp_path):
    folder = tmp_path / "two"
    document = json.loads(call("run", "tendanciel", *FEW, "--replications", "2", "--out", folder, "--json").stdout)
    assert document["replications"] == 2
    table = pd.read_csv(folder / "indicators.csv")
    assert set(table["replication"]) == {0, 1}
    rows = table.query("indicator == 'participation' and domain == 'BIB' and group == 'all' and year == 2030")
    assert document["participation"]["BIB"]["2030"] == pytest.approx(rows["value"].mean())
    manifest = json.loads((folder / "manifest.json").read_text())
    assert len({run["digest"] for run in manifest["runs"]}) == 2
    with xr.open_dataset(folder / "run.nc", engine="h5netcdf") as arrays:
        assert arrays.sizes["replication"] == 2


def test_the_summary_speaks_both_languages():
    fr, en = (call("run", "sobriete", *FEW, "--policy", "melange", "--lang", lang).stdout for lang in ("fr", "en"))
    assert fr.startswith("Dernier train, 23\u00a0h\u00a012 – Un peu de chaque\n")
    assert "Une aide au débat, pas à l’attribution de subventions." in fr
    assert en.startswith("Last train, 23:12 – Some of each\n")
    assert "Making art" not in fr
    assert fr.count("point") >= 10
    assert re.search(r"Cinema +\d+\.\d% +\d+\.\d% +[+−]?\d+\.\d\u00a0points?\n", en)


def test_comparing_nothing_with_nothing_cannot_be_told_apart():
    policies = ("--policy", "zero", "--policy", "aller-vers")
    document = json.loads(call("compare", "tendanciel", *FEW, *policies, "--replications", "2", "--json").stdout)
    nothing, outreach = document["policies"]
    assert nothing["verdict"]["code"] == "same"
    assert all(gap == {"mean": 0.0, "low": 0.0, "high": 0.0} for gap in nothing["difference"].values())
    assert outreach["policy"] == "aller-vers"
    assert nothing["expense_per_person"] is None
    assert outreach["expense_per_person"] is None or outreach["expense_per_person"]["mean"] > 0
    assert any(gap["mean"] != 0 for gap in outreach["difference"].values())
    assert all(gap["low"] <= gap["mean"] <= gap["high"] for gap in outreach["difference"].values())


def test_a_single_comparison_has_no_interval_and_says_so():
    arguments = ("compare", "tendanciel", *FEW, "--policy", "melange", "--replications", "1")
    gaps = json.loads(call(*arguments, "--json").stdout)["policies"][0]["difference"]
    assert any(gap["low"] is None for gap in gaps.values())
    page = call(*arguments).stdout
    assert "Moins de 8 calculs comparables" in page
    assert "[? ; ?]" in page


def test_claims_say_of_each_what_the_model_makes_of_it():
    arguments = ("claims", "sobriete", *FEW, "--replications", "2")
    document = json.loads(call(*arguments, "--json").stdout)
    assert (document["scenario"], document["year"], document["replications"]) == ("sobriete", 2040, 2)
    codes = {claim["finding"]["code"] for claim in document["claims"]}
    assert {"found", "free"} <= codes <= {"found", "not_found", "unknown", "free"}
    for claim in document["claims"]:
        assert (claim["change"] is not None) == (claim["outcome"] is not None)
    assert document["claims"][0]["finding"] == {"code": "found", "fr": "retrouvé", "en": "found again"}
    fr, en = (call(*arguments, "--lang", lang).stdout for lang in ("fr", "en"))
    assert "retrouvé                            «\u00a0Conduire coûte le double d’autrefois\u00a0»\n" in fr
    assert "driver: Fuel price, up" in en
    assert len(re.findall(r"free fiction +“", en)) == 2
    assert "faux\u00a0: c’est une fiction" in fr


def test_causes_add_up_for_everybody_and_by_group():
    told = json.loads(call("causes", "tendanciel", *FEW, "--year", "2027", "--json").stdout)
    assert (told["year"], told["residents"], told["policy"]) == (2027, 400, "none")
    everybody = told["lost_demand"]
    assert list(everybody) == [*DOMAINS, "all"]
    for part in everybody.values():
        assert sum(part["causes"].values()) == pytest.approx(part["lifted"] - part["expected"])
    for classes in told["by"].values():
        assert sum(c["all"]["lifted"] for c in classes.values()) == pytest.approx(everybody["all"]["lifted"])
    assert "commune" not in told["by"]


def test_causes_are_told_in_both_languages_with_what_they_are_not():
    fr, en = (call("causes", "tendanciel", *FEW, "--year", "2025", "--lang", lang).stdout for lang in ("fr", "en"))
    assert fr.startswith("Ce qui retient les habitants, décembre 2025")
    assert "Une cause n’est pas un levier" in fr
    assert "A cause is no lever" in en
    refused = CliRunner().invoke(app, ["causes", "tendanciel", "--year", "2041", "--lang", "en"])
    assert (refused.exit_code, "from 2025 to 2040" in refused.stderr) == (2, True)


@contextmanager
def started(until: str, *arguments: object) -> Iterator[subprocess.Popen]:
    """A process of its own, once its error stream has said `until`."""
    command = [sys.executable, "-c", "from simulator.cli import main; main()", *map(str, arguments)]
    environment = {**os.environ, "LANG": "C.UTF-8"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as process:
        try:
            said = ""
            while until not in said.rpartition("\n")[2]:
                line = process.stderr.readline()
                assert line, said
                said += "\n" + line.strip()
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize(("kind", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("step", ["Mise en place", "Calcul"])
def test_an_interruption_leaves_nothing_half_written(tmp_path, kind, code, step):
    folder = tmp_path / "out"
    command = ("run", "tendanciel", *FEW, "--replications", "4", "--seed", "5", "--out", folder)
    with started(step, *command) as process:
        process.send_signal(kind)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_standard_output_is_json_alone():
    command = [sys.executable, "-c", "from simulator.cli import main; main()", "run", "tendanciel", *FEW, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["residents"] == 400
    assert done.stdout.count("\n") == 1
    assert done.stderr
