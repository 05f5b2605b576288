"""A compiled function that Python never calls has no entrance for Python, which would take longer than itself."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from simulator.compiled import njit

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("simulator", "tests", "benchmarks")


@njit(inner=True)
def _twice(x):
    return 2 * x


@njit
def _four_times(x):
    return _twice(_twice(x))


def test_an_inner_function_is_called_by_compiled_ones_alone():
    assert _four_times(3) == 12
    with pytest.raises(TypeError, match="inner"):
        _twice(3)


def decorator_of(function: ast.FunctionDef) -> ast.Call | None:
    """The call of `njit` or `kernel` above a function."""
    calls = [one for one in function.decorator_list if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)]
    return next((call for call in calls if call.func.id in ("njit", "kernel")), None)


def is_inner(call: ast.Call) -> bool:
    given = {word.arg: getattr(word.value, "value", None) for word in call.keywords}
    return given.get("inner", call.func.id == "kernel") or given.get("inline") == "always"


def names_in(tree: ast.AST) -> set[str]:
    """Every name that is read outside compiled functions."""
    found, waiting = set(), [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef) and decorator_of(node):
            continue
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        waiting += ast.iter_child_nodes(node)
    return found


def test_only_what_python_calls_has_an_entrance_for_python():
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*.py")
        if "node_modules" not in path.parts
    }
    called = set().union(*map(names_in, trees.values()))
    compiled = [
        (path.name, node.name, is_inner(decorator))
        for path, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and (decorator := decorator_of(node))
    ]
    assert len(compiled) > 100
    assert [(path, name) for path, name, inner in compiled if not inner and name not in called] == []
