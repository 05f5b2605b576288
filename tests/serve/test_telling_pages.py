"""What is told about a run over HTTP: records, front pages and maps, only once they may be seen."""

import sys
import uuid
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "workshop"))

from made_bundles import bundle

from simulator.experiments.scenario import Scenario

LIFE = {
    "name": "Camille",
    "kind": "changed",
    "row": 1,
    "imagined": "Personne imaginée",
    "note": "Une vie.",
    "labels": {"beginning": "", "reference": "Sans", "plan": "Avec", "ending": ""},
    **{part: [f"{part}."] for part in ("beginning", "reference", "plan", "ending")},
}


@pytest.fixture
def revealed(house):
    """A workshop whose first table wrote its artefact and has a run, and a way to act; the run is not revealed yet."""
    opened = house.desk.open("demi-journee-240", "Essai", ("sobriete",), 2)

    def act(token, kind, **fields):
        return house.desk.submit(house.desk.enter(token), uuid.uuid4().hex, {"kind": kind, **fields})

    table = opened.tables["table-1"]
    act(opened.host, "phase_begun", phase="fiction")
    act(table, "artefact_written", table="table-1", title="La <b>dernière</b> navette", text="Elle attend.")
    act(opened.host, "phase_begun", phase="tour-1", round=1)
    act(table, "prediction_made", table="table-1", round=1, points=3, second=-1)
    act(table, "policy_committed", table="table-1", round=1, world="sobriete", tokens={"outreach": 4}, start={})
    act(table, "predictions_locked", table="table-1", round=1)
    address = house.room.bundles.keep(bundle(Scenario.load("sobriete"), gain=0.031))
    act(opened.host, "run_kept", table="table-1", round=1, address=address)
    return opened, act, address


def test_records_are_what_is_there_so_far(house, revealed):
    _, _, address = revealed
    asked = f"/api/records/{address}"
    assert house.ask(asked).json in ({}, {"lives": {"fr": [LIFE], "en": [LIFE]}})
    house.room.bundles.attach(address, "lives", {"fr": [LIFE], "en": [LIFE]})
    assert house.ask(asked).json["lives"]["fr"][0]["name"] == "Camille"
    unknown = house.ask(f"/api/records/{'e' * 64}")
    assert (unknown.status, unknown.json["code"]) == (404, "bundle_unknown")


def test_a_front_page_is_there_after_the_reveal_and_gone_once_erased(house, revealed):
    opened, act, address = revealed
    house.room.bundles.attach(address, "lives", {"fr": [LIFE], "en": [LIFE]})
    page = f"/une/{opened.workshop}/table-1/{address}"
    assert house.ask(f"{page}.html").status == 404
    act(opened.host, "revealed", table="table-1", round=1)
    found = house.ask(f"{page}.html?lang=fr")
    assert found.status == 200
    assert "La &lt;b&gt;dernière&lt;/b&gt; navette" in found.text
    assert "Camille" in found.text
    assert "Personne imaginée" in found.text
    assert house.ask(f"/une/{opened.workshop}/table-2/{address}.html").status == 404
    assert house.ask(f"/une/{opened.workshop}/table-1/{'f' * 64}.html").status == 404
    artefact = house.desk.state(opened.workshop).artefacts["table-1"].body
    house.desk.erase(opened.workshop, artefact.title)
    gone = house.ask(f"{page}.html")
    assert gone.status == 404
    assert "navette" not in gone.text


def test_a_map_of_other_data_is_refused_in_words(house, revealed):
    refused = house.ask(f"/carte/{revealed[2]}.svg")
    assert refused.status == 404
    assert "autres données" in refused.text


def test_a_phone_sees_the_level_and_both_predictions(house, revealed):
    opened, act, address = revealed
    house.room.computing.levels["sobriete", ()] = address
    token, _ = house.desk.admit(opened.code, "table-1", "Loutre")
    view = house.view(token).json
    assert view["level"] == pytest.approx(
        100 * house.room.bundles.load(address).results.number("any_but_cinema").reference
    )
    act(opened.host, "revealed", table="table-1", round=1)
    (turn,) = house.view(token).json["turns"]
    assert turn["prediction"] == {"points": 3.0, "second": -1.0}
    assert turn["result"]["figure"]["second"]["verdict"] in ("better", "worse", "same")
