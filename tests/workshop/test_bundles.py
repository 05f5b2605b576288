"""What is kept of a run never changes unseen: one canonical form, its hash looked at, and newer versions refused."""

from __future__ import annotations

import json
import math
import os
import struct

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_bundles import bundle

from simulator.experiments.library import scenario_names
from simulator.experiments.scenario import Scenario
from simulator.workshop.bundle import BUNDLE_VERSION, Bundle, BundleError, Bundles
from simulator.workshop.canonical import NotPlain, address_of, canonical, plain
from simulator.workshop.worlds import content_of, scenario_of, with_cards

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)
PLAIN = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(), inside, max_size=4),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def kept() -> Bundle:
    return bundle(Scenario.load("sobriete"))


@pytest.fixture
def bundles(tmp_path) -> Bundles:
    return Bundles(tmp_path / "bundles")


def code_of(call, *arguments) -> str:
    with pytest.raises(BundleError) as found:
        call(*arguments)
    assert found.value.message("fr") != found.value.message("en")
    return found.value.code


@given(PLAIN)
def test_plain_values_come_back_as_they_were_and_are_written_in_one_way(value):
    raw = canonical(value)
    assert plain(raw) == value
    assert canonical(plain(raw)) == raw
    assert raw.isascii()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_keeps_its_bits(value):
    assert struct.pack("<d", plain(canonical([value]))[0]) == struct.pack("<d", value)


@given(st.dictionaries(st.text(), st.integers(), min_size=2), st.randoms())
def test_the_order_in_which_keys_were_given_changes_nothing(value, chance):
    keys = list(value)
    chance.shuffle(keys)
    assert canonical({key: value[key] for key in keys}) == canonical(value)


@pytest.mark.parametrize("value", [math.nan, math.inf, {"a": [-math.inf]}, {1, 2}, b"x"])
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(NotPlain):
        canonical(value)


@pytest.mark.parametrize("raw", [b"NaN", b"[Infinity]", b"{", b"[" * 100_000])
def test_what_is_no_plain_json_is_refused(raw):
    with pytest.raises(NotPlain):
        plain(raw)


def test_a_bundle_comes_back_to_the_bit(bundles, kept):
    address = bundles.keep(kept)
    again = bundles.load(address)
    assert again == kept
    assert (again.address, again.canonical()) == (address, kept.canonical())
    assert bundles.keep(again) == address
    assert bundles.addresses() == [address]
    assert bundles.find(kept.inputs) == kept


def test_the_address_says_nothing_of_when_or_where_and_all_of_what(bundles, kept):
    other = bundle(Scenario.load("sobriete"), territory="7" * 64)
    assert bundle(Scenario.load("sobriete")).address == kept.address
    assert other.address != kept.address
    assert bundles.find(other.inputs) is None


def test_a_file_whose_hash_is_wrong_is_refused(bundles, kept):
    address = bundles.keep(kept)
    path = bundles.folder / f"{address}.json"
    for changed in (path.read_bytes().replace(b"outreach", b"amateurs", 1), path.read_bytes()[:-1], b""):
        path.write_bytes(changed)
        assert code_of(bundles.load, address) == "bundle_changed"
        assert code_of(bundles.attach, address, "lives", {}) == "bundle_changed"
        assert bundles.find(kept.inputs) is None
    assert bundles.keep(kept) == address
    assert bundles.load(address) == kept


@pytest.mark.parametrize("key", ["territory", "residents", "cards", "results"])
def test_a_bundle_of_another_form_is_refused(bundles, kept, key):
    content = json.loads(kept.canonical())
    del content[key]
    if key == "cards":
        content["extra"] = 1
    assert code_of(bundles.take, canonical(content)) == "bundle_unreadable"


def test_bytes_in_another_order_are_no_bundle(bundles, kept):
    loose = json.dumps(json.loads(kept.canonical())).encode()
    assert code_of(bundles.take, loose) == "bundle_unreadable"
    assert code_of(bundles.take, kept.canonical(), "0" * 64) == "bundle_changed"


def test_a_header_that_reaches_beyond_the_values_is_refused(bundles, kept):
    content = json.loads(kept.canonical())
    content["results"]["header"]["blocks"][0]["offset"] = 10**9
    assert code_of(bundles.take, canonical(content)) == "bundle_unreadable"


def test_a_newer_bundle_is_refused_with_what_to_do(bundles, kept):
    content = json.loads(kept.canonical()) | {"version": BUNDLE_VERSION + 1, "unheard_of": []}
    with pytest.raises(BundleError, match="mettez bassin2040 à jour") as found:
        bundles.take(canonical(content))
    assert found.value.code == "bundle_newer"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10**9), byte=st.integers(1, 255))
def test_any_byte_that_changes_is_seen(bundles, kept, place, byte):
    address = bundles.keep(kept)
    raw = bytearray(bundles.raw(address))
    raw[place % len(raw)] ^= byte
    (bundles.folder / f"{address}.json").write_bytes(raw)
    assert code_of(bundles.load, address) == "bundle_changed"


def test_a_bundle_from_elsewhere_is_shown_and_never_taken_for_an_answer_of_ours(bundles, kept):
    forged = json.loads(kept.canonical())
    forged["results"]["numbers"][0]["difference"] = 0.5
    address = bundles.take(canonical(forged))
    assert bundles.load(address).results.numbers[0].difference == 0.5
    assert bundles.find(kept.inputs) is None
    bundles.keep(kept)
    bundles.take(canonical(forged))
    assert bundles.find(kept.inputs) == kept


@pytest.mark.parametrize("address", ["", "../../etc/passwd", "A" * 64, "0" * 63, None, 7])
def test_what_is_no_address_reads_no_file(bundles, address):
    for call in (bundles.load, bundles.raw, bundles.records):
        assert code_of(call, address) == "bundle_bad_address"
    assert code_of(bundles.attached, address, "lives") == "bundle_bad_address"


def test_an_unknown_address_is_said(bundles):
    assert code_of(bundles.load, "0" * 64) == "bundle_unknown"


def test_a_record_is_added_beside_and_the_bundle_stays(bundles, kept):
    address = bundles.keep(kept)
    before = (bundles.folder / f"{address}.json").read_bytes()
    assert bundles.attached(address, "lives") is None
    digest = bundles.attach(address, "lives", {"who": "Personne imaginée", "year": [2040, 0.1]})
    assert bundles.attach(address, "lives", {"year": [2040, 0.1], "who": "Personne imaginée"}) == digest
    assert bundles.attached(address, "lives") == {"who": "Personne imaginée", "year": [2040, 0.1]}
    assert bundles.records(address) == ["lives"]
    assert code_of(bundles.attach, address, "lives", {"who": "another"}) == "bundle_other_record"
    assert (bundles.folder / f"{address}.json").read_bytes() == before


@pytest.mark.parametrize("change", [b'{"who":"B"}', b"1", None])
def test_a_record_that_was_changed_or_moved_is_refused(bundles, kept, change):
    address, other = bundles.keep(kept), bundles.keep(bundle(Scenario.load("sobriete"), residents=600))
    bundles.attach(address, "lives", {"who": "A"})
    path = bundles.folder / address / "lives.json"
    if change is None:
        (bundles.folder / other).mkdir()
        os.replace(path, bundles.folder / other / "lives.json")
        assert code_of(bundles.attached, other, "lives") == "bundle_record_changed"
    else:
        path.write_bytes(path.read_bytes().replace(b'{"who":"A"}', change))
        assert code_of(bundles.attached, address, "lives") == "bundle_record_changed"


def test_a_record_is_plain_and_its_name_is_a_name(bundles, kept):
    address = bundles.keep(kept)
    assert code_of(bundles.attach, address, "../lives", {}) == "bundle_bad_record"
    assert code_of(bundles.attach, address, "lives", math.nan) == "bundle_unreadable"


def test_numbers_are_those_that_the_screen_draws(kept):
    figure = kept.results.number("any_but_cinema")
    series = kept.results.series("any_but_cinema")
    assert (figure.year, figure.unit, figure.verdict) == (2040, "share", "better")
    for name, values in series.items():
        assert getattr(figure, name) == float(values[-1, 0])
    assert figure.low < figure.difference < figure.high
    assert {(f.code, f.by) for f in kept.results.whom} >= {("amateur", "education"), ("minutes", "agglomeration")}
    named = [f.label["fr"] for f in kept.results.whom if (f.code, f.by) == ("amateur", "agglomeration")]
    assert named == ["Là-haut", "Là-bas"]


def test_the_screen_and_the_bundle_judge_alike():
    from pathlib import Path

    import simulator
    from simulator.answers.indicators import SMALLEST

    source = (Path(simulator.__file__).parent / "dashboard/static/src/units.js").read_text(encoding="utf-8")
    for unit, smallest in SMALLEST.items():
        if unit != "share":
            line = next(line for line in source.splitlines() if line.strip().startswith(f"{unit}: {{"))
            assert f"smallest: {smallest}" in line


@pytest.mark.parametrize(
    ("unit", "found", "said"),
    [
        ("share", (0.02, 0.01, 0.03), "better"),
        ("share", (-0.02, -0.03, -0.01), "worse"),
        ("share", (0.0009, 0.0008, 0.001), "same"),
        ("share", (0.02, -0.01, 0.05), "same"),
        ("kilotonnes", (0.02, 0.01, 0.03), "more"),
        ("ratio", (-0.2, -0.3, -0.1), "less"),
        ("minutes", (math.nan, math.nan, math.nan), "same"),
        ("share", (0.02, -math.inf, math.inf), "same"),
    ],
)
def test_what_is_said_of_a_difference(unit, found, said):
    from simulator.workshop.results import verdict

    assert verdict(unit, *found) == said


@pytest.mark.parametrize("name", scenario_names())
def test_a_world_is_kept_whole_with_its_story(name):
    world = Scenario.load(name)
    content = plain(canonical(content_of(world)))
    assert scenario_of(content) == world
    for event in world.events:
        assert with_cards(scenario_of(content), [event.code]).digest == world.with_event(event.code).digest


@pytest.mark.parametrize("name", scenario_names())
def test_all_the_cards_of_a_world_may_be_played_in_any_order(name):
    world = Scenario.load(name)
    codes = [event.code for event in world.events]
    played = with_cards(world, codes)
    assert with_cards(world, reversed(codes)) == played
    assert played.digest != world.digest
    assert played.events == ()


def test_the_address_of_a_record_is_a_hash_of_what_it_says(bundles, kept):
    address = bundles.keep(kept)
    assert bundles.attach(address, "lives", [1]) == address_of(canonical([address, "lives", [1]]))


def test_values_are_little_endian_floats(kept):
    assert np.frombuffer(kept.results.buffer, "<f4").size == len(kept.results.buffer) // 4
