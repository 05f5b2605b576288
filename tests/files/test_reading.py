"""Strict reading: what YAML 1.2 says, where each thing stands, and never a traceback, whatever the bytes."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from simulator.errors import FileError
from simulator.experiments import library
from simulator.experiments.checking import check_file
from simulator.reading import nearest, read_yaml

VALID = [path.read_bytes() for path in (*library.folder().glob("*.yaml"), *library.folder().glob("policies/*.yaml"))]
LOOSE = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def data(tmp_path: Path, text: str):
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path).data


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("010", 10),
        ("0o10", "0o10"),
        ("2.5e6", 2_500_000.0),
        ("2.5E+6", 2_500_000.0),
        ("25e5", 2_500_000.0),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2027-01-01", "2027-01-01"),
        ("+3", 3),
        ("-.5", -0.5),
        ("1.", 1.0),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("~", None),
        ("", None),
        ("null", None),
        ("'2027'", "2027"),
        ('"no"', "no"),
        ("=", "="),
        ("9" * 30, 1e30),
        ("1e999", math.inf),
        ("é à ç", "é à ç"),
    ],
)
def test_words_mean_what_yaml_1_2_says(tmp_path, text, value):
    found = data(tmp_path, f"key: {text}\n")["key"]
    assert found == value
    assert type(found) is type(value)


def test_not_a_number_is_read_as_such(tmp_path):
    assert math.isnan(data(tmp_path, "key: .nan\n")["key"])


def test_folded_text_keeps_its_paragraphs(tmp_path):
    text = "story: >-\n  Une ligne\n  puis une autre.\n\n  Un paragraphe.\n"
    assert data(tmp_path, text) == {"story": "Une ligne puis une autre.\nUn paragraphe."}


def test_a_byte_order_mark_and_windows_lines_are_accepted(tmp_path):
    path = tmp_path / "windows.yaml"
    path.write_bytes("a: 1\r\nb: é\r\n".encode("utf-8-sig"))
    document = read_yaml(path)
    assert (document.data, document.line(("b",))) == ({"a": 1, "b": "é"}, 2)


def test_every_place_knows_its_line(tmp_path):
    path = tmp_path / "places.yaml"
    path.write_text("# one\na:\n  b: [1,\n      2]\n  c: |\n    text\n  2030: 5\n")
    document = read_yaml(path)
    places = [(), ("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 1), ("a", "c"), ("a", 2030)]
    assert [document.line(place) for place in places] == [2, 2, 3, 3, 4, 5, 7]
    assert document.line(("a", "c", "not", "there")) == 5


def test_the_nearest_name_ignores_capitals():
    assert nearest("OUTREACH", ["outreach", "transport"]) == (
        "le nom le plus proche est « outreach »",
        "the nearest name is 'outreach'",
    )
    assert nearest("zzz", ["a", "b"])[1] == "possible names: a, b"


def test_a_file_of_nothing_but_faults_is_given_up_early(tmp_path):
    path = tmp_path / "again.yaml"
    path.write_text("a: 1\n" * 10_000)
    with pytest.raises(FileError) as refusal:
        read_yaml(path)
    assert len(refusal.value.faults) == 50


def check_bytes(tmp_path: Path, content: bytes) -> None:
    """The file is read, or refused in words: each fault on one line, at a line of the file."""
    path = tmp_path / "any.yaml"
    path.write_bytes(content)
    try:
        read_yaml(path)
    except FileError as refusal:
        for fault in refusal.faults:
            assert 1 <= fault.line <= content.count(b"\n") + content.count(b"\r") + 1
            assert all("\n" not in fault.message(lang) for lang in ("fr", "en"))
    assert all(fault.line >= 1 for fault in check_file(path))


@LOOSE
@given(content=st.binary(max_size=300))
@example(content=b"a: \xc2\x85b: c")
@example(content=b"? ? ?")
@example(content=b"{" * 100)
@example(content=b"a: |9\n x")
@example(content=b"%TAG ! tag:x,2000:\n--- !a b")
@example(content=b'"\\xZZ"')
@example(content=b"a: !<> b")
def test_random_bytes_never_give_a_traceback(tmp_path, content):
    check_bytes(tmp_path, content)


@LOOSE
@given(text=st.text(alphabet="ab01.:-?!&*%@`'\"[]{},#|> \n\té~=\\", max_size=60))
def test_random_yaml_never_gives_a_traceback(tmp_path, text):
    check_bytes(tmp_path, text.encode())


@settings(LOOSE, max_examples=150)
@given(draw=st.data())
def test_damaged_valid_files_never_give_a_traceback(tmp_path, draw):
    content = bytearray(draw.draw(st.sampled_from(VALID)))
    for _ in range(draw.draw(st.integers(1, 4))):
        start = draw.draw(st.integers(0, len(content)))
        content[start : start + draw.draw(st.integers(0, 20))] = draw.draw(st.binary(max_size=20))
    check_bytes(tmp_path, bytes(content))
