"""The bundled worlds and policies, and the same things made in Python."""

from __future__ import annotations

import dataclasses
import json
import pickle
import shutil

import jsonschema
import pytest

import simulator as sim
from simulator.errors import ParameterError, PolicyError, ScenarioError
from simulator.experiments import library, schemas
from simulator.experiments.checking import check_places
from simulator.experiments.policy import Policy
from simulator.experiments.scenario import Scenario
from simulator.model.levers import LEVERS
from simulator.reading import read_yaml

WORLDS = library.scenario_names()
POLICIES = library.policy_names()
FILES = sorted(library.folder().rglob("*.yaml"))


def test_the_library_holds_what_is_promised():
    assert WORLDS == ["communs", "fracture", "numerique", "patrimoine", "sobriete", "tendanciel"]
    families = {"a-qui-d-abord", "agir-a-plusieurs", "grandir-avec", "moyens-constants", "rouvrir", "tout-pres"}
    assert set(POLICIES) == families | {"aller-vers", "melange", "pratiquer", "rentrer-le-soir", "zero"}
    assert check_places([library.folder()]) == (len(FILES), [])


def french_texts(part: object) -> list[str]:
    """Every text under a key "fr", wherever it stands in a file."""
    if isinstance(part, list):
        return [text for one in part for text in french_texts(one)]
    if not isinstance(part, dict):
        return []
    return [text for key, one in part.items() for text in ([one] if key == "fr" else french_texts(one))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_french_typography(path):
    for text in french_texts(read_yaml(path).data):
        for wrong in (" ?", " !", " ;", " :", "« ", " »", "'", '"', "..."):
            assert wrong not in text, (path.name, wrong, text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_published_schemas_accept_the_bundled_files(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    schema = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
    document = json.loads(json.dumps(read_yaml(path).data))
    jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8"))).validate(document)


@pytest.mark.parametrize(
    "levers",
    [{"outrech": 1}, {"outreach": -1}, {"outreach": "2"}, {"outreach": {"2041": 0}}, {"outreach": {}}],
    ids=["name", "range", "text", "year", "empty"],
)
def test_published_schemas_refuse_what_the_reader_refuses(levers):
    document = {"schema": 1, "policy": "x", "title": {"fr": "x", "en": "x"}, "levers": levers}
    validator = jsonschema.Draft202012Validator(json.loads(schemas.schema_text("policy.schema.json")))
    assert list(validator.iter_errors(document))
    assert not list(validator.iter_errors({**document, "levers": {"outreach": {"2027": 0}}}))


@pytest.mark.parametrize("name", schemas.SCHEMAS)
def test_published_schemas_are_up_to_date(name):
    published = library.folder() / "schemas" / name
    assert published.read_text(encoding="utf-8") == schemas.schema_text(name), "python -m simulator.experiments.schemas"


def test_bundled_names_and_paths_are_found_from_anywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    by_name = Scenario.load("sobriete")
    assert by_name == Scenario.load("scenarios/sobriete.yaml") == Scenario.load("sobriete.yaml")
    assert Policy.load("melange") == Policy.load("scenarios/policies/melange.yaml") == Policy.load("policies/melange")


def test_a_file_in_the_working_folder_comes_before_a_bundled_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "melange.yaml").write_text("policy: mine\ntitle: {fr: a, en: b}\nlevers: {outreach: 1}\n")
    assert Policy.load("melange.yaml").name == "mine"
    assert Policy.load("melange").name == "melange"


def test_a_name_that_is_not_bundled_gives_those_that_are():
    with pytest.raises(ScenarioError, match=r"le nom le plus proche est «.sobriete.»"):
        Scenario.load("sobrieté")
    with pytest.raises(PolicyError, match=r"noms possibles.: a-qui-d-abord, agir-a-plusieurs, aller-vers"):
        Policy.load("beffroi")


def test_an_installed_package_reads_its_own_copy(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "simulator"
    shutil.copytree(library.folder(), package / "scenarios")
    expected = [Scenario.load("sobriete"), Policy.load("zero")]
    monkeypatch.setattr(library.simulator, "__file__", str(package / "__init__.py"))
    assert library.scenario_path("sobriete") == package / "scenarios" / "sobriete.yaml"
    assert [Scenario.load("sobriete"), Policy.load("zero")] == expected


def test_a_policy_written_in_python_is_the_one_in_the_file(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(
        "policy: médiation d'abord\ntitle: {fr: a, en: b}\n"
        "levers: {outreach: 2.5e6, transport: {2027: 0, 2030: 1500000}, amateurs: 010}\n"
    )
    read = Policy.load(path)
    made = sim.Policy(
        "médiation d'abord", {"fr": "a", "en": "b"}, outreach=2.5e6, transport={2027: 0, 2030: 1.5e6}, amateurs=10
    )
    assert read == made
    assert hash(read) == hash(made)
    assert read.digest == made.digest
    assert read.levers == {"outreach": 2.5e6, "transport": {2027: 0.0, 2030: 1.5e6}, "amateurs": 10.0}


def test_the_digest_follows_the_levers_and_not_the_words():
    a, b = Policy("a", outreach=1.0), Policy("b", {"fr": "x", "en": "y"}, outreach=1.0)
    assert a.digest == b.digest
    assert a.digest != Policy("a", outreach=2.0).digest
    assert Scenario("x", drivers={"heat_days": 1}).digest != Scenario("x", drivers={"heat_days": 2}).digest


def test_cost_follows_the_timelines():
    policy = Policy("x", outreach=1e6, transport={2028: 0, 2030: 2e6})
    assert [policy.cost(year) for year in (2026, 2027, 2029, 2040)] == [0.0, 1e6, 2e6, 3e6]


def test_no_policy_spends_nothing():
    assert (Policy.none.levers, Policy.none.cost(2040)) == ({}, 0)
    assert Policy.none.title["fr"] == "Sans mesure nouvelle"


@pytest.mark.parametrize(
    ("levers", "fr", "en"),
    [
        ({"outrech": 1}, "levier inconnu « outrech »", "the nearest name is 'outreach'"),
        ({"outreach": "2,5 M€"}, "attend un nombre (euros par an)", "expects a number (euros a year)"),
        ({"outreach": True}, "attend un nombre", "not 'true'"),
        ({"outreach": -1}, "hors limites", "out of range"),
        ({"transport": {2030: 1, 2027: 2}}, "année 2027 après 2030", "put the years in order"),
        ({"transport": {2050: 1}}, "années possibles : 2026-2040", "year 2050 outside the simulation"),
        ({"amateurs": float("nan")}, "hors limites", "out of range"),
    ],
)
def test_gentle_errors_in_python(levers, fr, en):
    with pytest.raises(ParameterError) as refusal:
        Policy("x", **levers)
    assert fr in str(refusal.value).replace("\u00a0", " ")
    assert en in refusal.value.message("en")


def test_an_unknown_driver_is_refused_with_the_nearest_name():
    with pytest.raises(ParameterError, match="heat_days"):
        Scenario("x", drivers={"heat_day": 3})


def test_worlds_and_policies_are_frozen_and_travel_between_processes():
    for thing in (Scenario.load("sobriete"), Policy.load("melange")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            thing.name = "other"
        assert pickle.loads(pickle.dumps(thing)) == thing


@pytest.mark.parametrize("lever", LEVERS)
def test_the_bounds_are_those_of_the_declaration(lever):
    low, high = LEVERS[lever].budget.bounds
    assert Policy("x", **{lever: high}).levers[lever] == high
    with pytest.raises(ParameterError):
        Policy("x", **{lever: high * 1.000001})
    with pytest.raises(ParameterError):
        Policy("x", **{lever: low - 1})


def test_a_policy_shows_itself_in_a_notebook():
    page = Policy.load("rentrer-le-soir")._repr_html_()
    assert "<th>Rentrer le soir</th><td>2027\u00a0: 0\u00a0€ · 2030\u00a0: 2\u202f500\u202f000\u00a0€</td>" in page


def test_a_world_shows_itself_in_a_notebook():
    assert "<h3>Sur la lancée</h3><p>Fiction" in Scenario.load("tendanciel")._repr_html_()
