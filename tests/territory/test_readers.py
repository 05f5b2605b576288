"""The CSV door: whatever comes through is either a table of legal values or a list of one-line faults."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.errors import Fault, FileError
from simulator.territory.readers import MOST_FAULTS, Column, Table, read_table

COLUMNS = (
    Column("code"),
    Column("count", "whole", low=0, high=1_000_000),
    Column("size", "number", blank=True, low=-10, high=10),
    Column("word", choices=("one", "two"), blank=True, absent=True),
)
HEADER = "code,count,size,word"
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def lines_of(path: Path) -> int:
    return path.read_bytes().replace(b"\r", b"\n").count(b"\n") + 1


def read_or_faults(path: Path, content: bytes) -> Table | None:
    path.write_bytes(content)
    try:
        table = read_table(path, COLUMNS, key="code")
    except FileError as error:
        told(path, error.faults)
        return None
    legal(table)
    return table


def told(path: Path, faults: list[Fault]) -> None:
    assert 0 < len(faults) <= MOST_FAULTS
    for fault in faults:
        assert 1 <= fault.line <= lines_of(path)
        assert all(len(fault.message(language).splitlines()) == 1 for language in ("fr", "en"))


def legal(table: Table) -> None:
    assert len(set(table["code"])) == len(table) > 0
    assert all(isinstance(code, str) and code for code in table["code"])
    assert all(isinstance(n, int) and 0 <= n <= 1_000_000 for n in table["count"])
    assert all(x is None or (math.isfinite(x) and -10 <= x <= 10) for x in table["size"])
    assert set(table["word"]) <= {"one", "two", None}


@quick
@given(st.binary(max_size=400))
def test_any_bytes(tmp_path, content):
    read_or_faults(tmp_path / "table.csv", content)


@quick
@given(st.text(max_size=300))
def test_any_text_below_the_right_header(tmp_path, text):
    read_or_faults(tmp_path / "table.csv", f"{HEADER}\n{text}".encode("utf-8", "surrogatepass"))


cells = st.one_of(
    st.integers(-5, 2_000_000).map(str), st.floats().map(repr), st.text(max_size=6), st.just(""), st.just("one")
)


@quick
@given(st.lists(st.lists(cells, min_size=3, max_size=5), max_size=8))
def test_any_cells(tmp_path, rows):
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([HEADER.split(","), *rows])
    read_or_faults(tmp_path / "table.csv", stream.getvalue().encode("utf-8", "surrogatepass"))


names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
records = st.lists(
    st.tuples(names, st.integers(0, 1_000_000), st.floats(-10, 10).filter(lambda x: x == 0 or abs(x) > 1e-90)),
    min_size=1,
    max_size=10,
    unique_by=lambda record: record[0],
)


@quick
@given(records)
def test_what_is_written_legally_is_read_back(tmp_path, rows):
    stream = io.StringIO()
    csv.writer(stream).writerows([["size", "code", "count"], *([repr(x), name, n] for name, n, x in rows)])
    table = read_or_faults(tmp_path / "table.csv", stream.getvalue().encode())
    assert list(zip(table["code"], table["count"], table["size"], strict=True)) == rows


def test_a_cell_over_several_lines_is_told_at_its_first_line(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(f'{HEADER}\na,1,,\n"b\nc",x,,\nd,-1,,\n', encoding="utf-8")
    with pytest.raises(FileError) as caught:
        read_table(path, COLUMNS, key="code")
    assert [fault.line for fault in caught.value.faults] == [3, 3, 5]


def test_a_hundred_faults_are_enough(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(HEADER + "\n" + "a,x,,\n" * 5000, encoding="utf-8")
    with pytest.raises(FileError) as caught:
        read_table(path, COLUMNS)
    assert len(caught.value.faults) == MOST_FAULTS


def test_a_cell_without_end_is_refused(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(f"{HEADER}\na,1,,\n" + "b" * 200_000 + ",1,,\n", encoding="utf-8")
    with pytest.raises(FileError, match="trop longue"):
        read_table(path, COLUMNS)


def test_blank_lines_and_spaces_around_cells_do_not_matter(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(f"{HEADER}\n\n a , 1 , 2.5 , one \n ,,,\n", encoding="utf-8")
    table = read_table(path, COLUMNS, key="code")
    assert (table["code"], table["count"], table["size"], table.lines) == (["a"], [1], [2.5], [3])
