"""Policies that say whom and where: read, refused, told, and played to the end whatever they say."""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import replace

import jsonschema
import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import simulator as sim
from simulator.calendar import january
from simulator.errors import ParameterError, PolicyError
from simulator.experiments import schemas
from simulator.experiments.aiming import find_target_faults, targets_in
from simulator.experiments.aiming_words import targets_told
from simulator.experiments.compare import compare
from simulator.experiments.distance import _situation, distances
from simulator.experiments.measures import MEASURES, TOTALS
from simulator.experiments.policy import Policy
from simulator.experiments.run import Study
from simulator.model.causes import lost_demand
from simulator.model.levers import LEVERS, PLACE_LEVERS
from simulator.model.target import Target
from simulator.population.residents import EDUCATIONS, MOBILITY_CLASSES
from simulator.territory.layers import Layer

NO_SHRINK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A run to 2040 is too long to be tried again and again for a smaller example."""
MEETING = ("outreach", "cocreation", "company", "schools")
BEFORE = "95ce13e7bb93cff91231c2a7859d55d680ad8274b420fad696a82c0f5dbc7a56"
"""Digest of the bundled policy `melange` before policies could aim."""


@pytest.fixture(scope="module")
def layered(country, people, world) -> Study:
    """The small country with a layer: a third of one commune, all of another."""
    layer = Layer("quartiers", np.array([0.3, 1.0, 0.0]), "supposé")
    return Study(replace(country, layers={"quartiers": layer}), people, world, replications=2, threads=1)


def some(known) -> st.SearchStrategy:
    return st.lists(st.sampled_from(known), min_size=1, max_size=len(known), unique=True)


SPANS = st.tuples(st.integers(0, 120), st.integers(0, 120)).map(lambda ends: "{}-{}".format(*sorted(ends)))
WORDS = {
    "communes": some(["A", "Bourg", "C"]),
    "agglomerations": some(["V", "Le plateau"]),
    "layer": st.just("quartiers"),
    "ages": st.lists(st.one_of(SPANS, st.just("60+"), st.just("3-40")), min_size=1, max_size=3, unique=True),
    "education": some(EDUCATIONS),
    "mobility": some(MOBILITY_CLASSES),
}


def targets_of(lever: str) -> st.SearchStrategy:
    """Any target that a lever takes."""
    words = {name: WORDS[name] for name in LEVERS[lever].accepts}
    found = st.fixed_dictionaries({}, optional=words).filter(bool)
    return found.filter(lambda target: not find_target_faults(LEVERS[lever], target))


ANY = st.dictionaries(st.sampled_from(list(LEVERS)), st.floats(0.0, 12e6), min_size=1).flatmap(
    lambda levers: st.tuples(st.just(levers), st.fixed_dictionaries({}, optional={n: targets_of(n) for n in levers}))
)


@settings(max_examples=25, deadline=None, phases=NO_SHRINK)
@given(plan=ANY)
def test_any_legal_target_runs_to_the_end_with_finite_numbers(layered, plan):
    levers, targets = plan
    run = layered.run(Policy("x", targets=targets, **levers))
    assert all(np.isfinite(column).all() for column in run._final.values())
    assert all(np.isfinite(run.share(measure)).all() for measure in MEASURES)
    assert all(np.isfinite(run.total(total)).all() for total in TOTALS)
    assert run.record.cost[-1].sum() == pytest.approx(sum(levers.values()))
    assert all(0.0 <= told["part"] <= 1.0 for told in targets_told(layered, Policy("x", targets=targets, **levers)))


@pytest.fixture(scope="module")
def begun(layered):
    """The state of the small country in June 2027, without any policy."""
    model = layered.model(Policy.none)
    model.run_to(17)
    state = model.save()
    model.close()
    return state


@settings(max_examples=25, deadline=None)
@given(lever=st.sampled_from(MEETING), communes=WORDS["communes"], data=st.data())
def test_residents_of_other_communes_are_left_alone(layered, begun, lever, communes, data):
    """One month from one state: whoever feels nearer, or hears more, lives where the lever is aimed at."""
    target = data.draw(targets_of(lever).map(lambda t: {n: v for n, v in t.items() if n != "agglomerations"}))
    target |= {"communes": communes}
    seen = []
    for euros in (12e6, 0.0):
        policy = Policy("x", targets={lever: target}, **{lever: {2026: euros}})
        model = layered.model(policy, start=begun)
        model.step()
        model.learn_now()
        seen.append([model.columns.symbolic.copy(), model.columns.habitus.copy()])
        commune = model.columns.cell // 3
        model.close()
    rows = {"A": 0, "Bourg": 1, "C": 2}
    elsewhere = ~np.isin(commune, [rows[name] for name in communes])
    for with_it, without in zip(*seen, strict=True):
        assert (with_it == without)[elsewhere].all()


@settings(max_examples=25, deadline=None)
@given(lever=st.sampled_from(list(LEVERS)), euros=st.floats(0, 12e6), more=st.floats(0, 6e6), data=st.data())
def test_more_euros_never_buy_less_whatever_the_target(layered, lever, euros, more, data):
    target, more = data.draw(targets_of(lever)), min(more, 12e6 - euros)
    plans = [Policy("x", targets={lever: target}, **{lever: spent}) for spent in (euros, euros + more)]
    less, rest = (layered.intensities(plan).units(lever, 100) for plan in plans)
    assert 0.0 <= less <= rest
    searched = layered.intensities(plans[0]).searches()[-1].sum()
    assert 0.0 <= searched <= 0.3 * euros + 1e-9


def test_zero_euros_aimed_are_the_baseline(layered):
    zero = Policy("x", targets={name: {"communes": ["A"]} for name in LEVERS}, **dict.fromkeys(LEVERS, 0.0))
    assert layered.run(zero).digest == layered.baseline(0).digest


def test_aiming_changes_the_result_and_the_digest(layered):
    plain = Policy("x", outreach=3e5)
    aimed = Policy("x", outreach=3e5, targets={"outreach": {"communes": ["A"]}})
    assert plain.digest != aimed.digest
    assert plain != aimed
    assert hash(plain) != hash(aimed)
    assert layered.run(plain).digest != layered.run(aimed).digest
    assert aimed.cost(2030) == plain.cost(2030) == 3e5
    assert pickle.loads(pickle.dumps(aimed)) == aimed


def test_a_policy_that_aims_at_nobody_keeps_its_digest():
    melange = Policy.load("melange")
    given = [[n, sorted(t.items())] for n, t in sorted(melange.levers.items())]
    assert melange.digest == hashlib.sha256(json.dumps(given).encode()).hexdigest() == BEFORE


def test_a_target_written_in_python_is_the_one_in_the_file(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(
        "policy: p\ntitle: {fr: p, en: p}\nlevers: {outreach: 1e6, touring: 1}\ntargets:\n"
        "  touring: {communes: [62510, Lens]}\n  outreach: {ages: [15-24, 60+], education: [none], layer: q}\n"
    )
    targets = {
        "outreach": Target(ages=((15, 24), (60, 120)), education=("none",), layer="q"),
        "touring": {"communes": ["62510", "Lens"]},
    }
    read, made = Policy.load(path), sim.Policy("p", outreach=1e6, touring=1, targets=targets)
    assert read == made
    assert read.digest == made.digest
    assert (read.path, made.path) == (path, None)
    assert list(read.targets) == ["outreach", "touring"]


def test_the_published_schema_takes_what_the_reader_takes():
    document = {"policy": "x", "title": {"fr": "x", "en": "x"}, "levers": {"outreach": 1, "touring": 1}}
    validator = jsonschema.Draft202012Validator(json.loads(schemas.schema_text("policy.schema.json")))

    def refused(**targets):
        return list(validator.iter_errors(document | {"targets": targets}))

    assert not refused(outreach={"communes": ["Lens", 62510], "ages": ["15-24", "60+"], "education": ["none"]})
    assert refused(outreach={})
    assert refused(outreach={"ages": ["jeunes"]})
    assert refused(touring={"ages": ["15-24"]})
    assert refused(outreach={"mobility": []})
    assert refused(outreech={"communes": ["Lens"]})


@pytest.mark.parametrize(
    ("targets", "fr", "en"),
    [
        ({"outrech": {"communes": ["A"]}}, "cible d’un levier sans budget", "nearest name is 'outreach'"),
        ({"hours": {"communes": ["A"]}}, "cible d’un levier sans budget « hours »", "without a budget 'hours'"),
        ({"outreach": ["A"]}, "attend une cible, pas une liste", "expects a target, not a list"),
        ({"outreach": {"age": ["15-24"]}}, "le nom le plus proche est « ages »", "unknown name 'age'"),
        ({"pricing": {"ages": ["15-24"]}}, "un prix par lieu", "cannot be aimed by 'ages'"),
        ({"outreach": {"ages": ["30-20"]}}, "dans l’ordre", "in order"),
        ({"outreach": {"ages": ["0-5"]}}, "n’atteint personne de 0-5 ans", "reaches nobody aged 0-5"),
        ({"outreach": {"communes": [True]}}, "attend un nom", "expects a name"),
        ({"outreach": Target()}, "cible vide", "empty target"),
        ({"pricing": Target(education=("none",))}, "un prix par lieu", "one price a venue"),
    ],
)
def test_gentle_errors_in_python(targets, fr, en):
    with pytest.raises(ParameterError) as refusal:
        Policy("x", outreach=1.0, pricing=1.0, targets=targets)
    assert fr in str(refusal.value).replace("\u00a0", " ")
    assert en in refusal.value.message("en")


def test_names_that_a_territory_does_not_know_are_refused_with_their_lines(layered, tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(
        "policy: p\ntitle: {fr: p, en: p}\nlevers: {outreach: 1}\ntargets:\n  outreach:\n"
        "    communes:\n      - A\n      - Bour\n    agglomerations: [Le plato]\n    layer: quartier\n"
    )
    with pytest.raises(PolicyError) as refusal:
        layered.run(Policy.load(path))
    assert [fault.line for fault in refusal.value.faults] == [8, 9, 10]
    assert refusal.value.faults[0].message("en") == f"{path}:8: unknown commune 'Bour'; the nearest name is 'Bourg'"
    assert refusal.value.faults[1].cause_fr == "agglomération inconnue «\u00a0Le plato\u00a0»"
    assert refusal.value.faults[2].repair_en == "the nearest name is 'quartiers'"
    with pytest.raises(ParameterError, match="commune inconnue"):
        layered.intensities(Policy("x", outreach=1, targets={"outreach": {"communes": ["Z"]}}))


def test_without_any_layer_the_error_says_how_to_give_one(study):
    policy = Policy("x", outreach=1, targets={"outreach": {"layer": "quartiers"}})
    with pytest.raises(ParameterError, match="--layer"):
        targets_in(policy, study.territory)


def test_a_comparison_says_who_is_aimed_at(layered):
    target = {"layer": "quartiers", "communes": ["Amont"], "ages": ["15-24", "60+"], "education": ["none"]}
    (told,) = targets_told(layered, Policy("x", outreach=3e5, targets={"outreach": target}))
    assert told["lever"] == "outreach"
    assert told["target"] == target
    assert told["search_share"] == pytest.approx(0.3 * (1.0 - told["part"]))
    assert told["search_euros"] == pytest.approx(3e5 * told["search_share"] * 14), "2027 to 2040"
    for words in ("Aller à la rencontre", "Amont", "couche «\u00a0quartiers\u00a0»", "15–24 ans", "60 ans et plus",
                  "Sans diplôme", "supposé"):  # fmt: skip
        assert words in told["fr"]
    assert "ages 60 and over" in told["en"]
    assert "assumed" in told["en"]


def test_a_target_where_a_lever_finds_nothing_says_so(layered):
    plan = Policy("x", heritage=1e5, targets={"heritage": {"communes": ["C"]}})
    (told,) = targets_told(layered, plan)
    assert told["part"] == 0.0
    assert "n’y trouve rien" in told["fr"]
    assert layered.run(plan).record.cost[-1].sum() == 1e5


def test_aimed_policies_are_compared_and_measured_as_others(layered):
    targets = {"transport": {"communes": ["C"]}, "outreach": {"ages": ["60+"]}}
    plan = Policy("x", transport=4e5, outreach=3e5, targets=targets)
    assert compare(layered, [plan]).verdict().sentence("fr")
    assert distances(layered, plan).shape == distances(layered, Policy.none).shape
    model = layered.model(plan)
    model.run_to(january(2040))
    assert _situation(layered, plan, 2040) == model.situation
    assert model.situation.aimed("transport")
    model.close()


def test_causes_know_who_is_accompanied(layered):
    """With company for the old alone, having somebody to come with is no cause that keeps them at home any less."""
    found = {}
    for name, targets in (("all", {}), ("old", {"company": {"ages": ["60+"]}})):
        model = layered.model(Policy("x", company=12e6, targets=targets))
        model.run_to(60)
        month = model.month_scales()
        found[name] = lost_demand(model, "age"), month.aims
        model.close()
    assert [aims for _, aims in found.values()] == [False, True]
    assert np.isfinite(found["old"][0].causes).all()
    company = [found[name][0].causes[0, :, 4].sum() / found[name][0].lifted[0].sum() for name in ("all", "old")]
    assert company[1] > company[0], "the young are accompanied when it is for everybody, and not when for the old"


def test_every_lever_on_places_may_be_aimed(layered):
    targets = {name: {"communes": ["A"]} for name in PLACE_LEVERS}
    plan = Policy("x", targets=targets, **dict.fromkeys(PLACE_LEVERS, 3e5))
    model = layered.model(plan)
    model.run_to(40)
    assert {name for name, _ in model.situation.where} <= set(PLACE_LEVERS)
    assert "transport" in dict(model.situation.where)
    model.close()
