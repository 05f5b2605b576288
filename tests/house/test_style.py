"""Lint, format, and sizes: functions of 30 lines of code, files of 350 lines, six parameters."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "simulator").rglob("*.py"))
LONGEST_FUNCTION = 30
LONGEST_KERNEL = 50
"""Compiled kernels are inlined by hand: a call inside the loop over residents costs more than the line it saves."""
LONGEST_FILE = 350
MOST_PARAMETERS = 6

# Reasoned exceptions, "file:function" or "file"; a name that no longer offends fails the test and must be taken out.
MORE_PARAMETERS = {
    "simulator/experiments/run.py:Study.__init__": "options given by keyword, each used alone",
    "simulator/experiments/run.py:run": "options given by keyword, each used alone",
    "simulator/model/model.py:CultureModel.__init__": "options given by keyword, each used alone",
    "simulator/model/parameters/declaring.py:declare": "one argument for each field of a declaration",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines_of_code(source: str) -> set[int]:
    """Numbers of the lines that carry code: no blank lines, no comments."""
    skipped = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {n for t in tokens if t.type not in skipped for n in range(t.start[0], t.end[0] + 1)}


def functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, Function]]:
    for node in ast.iter_child_nodes(tree):
        name = f"{prefix}{getattr(node, 'name', '')}"
        if isinstance(node, Function):
            yield name, node
        if isinstance(node, Function | ast.ClassDef):
            yield from functions(node, f"{name}.")
        else:
            yield from functions(node, prefix)


def length(node: Function, code: set[int]) -> int:
    """Lines of code of a function, its signature included, its docstring not."""
    inside = {n for n in code if node.lineno <= n <= node.end_lineno}
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        inside -= set(range(first.lineno, first.end_lineno + 1))
    return len(inside)


def is_kernel(node: Function) -> bool:
    """A compiled kernel: arrays in, arrays out, it cannot take an object that groups them."""
    names = [ast.unparse(decorator).partition("(")[0] for decorator in node.decorator_list]
    return not {"njit", "kernel"}.isdisjoint(names)


def parameters(node: Function) -> int:
    arguments = node.args
    names = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])


def survey() -> dict[str, dict[str, int]]:
    """What exceeds a limit, by kind: {place: size}."""
    found: dict[str, dict[str, int]] = {"long": {}, "wide": {}}
    for path in FILES:
        source = path.read_text(encoding="utf-8")
        code = lines_of_code(source)
        if source.count("\n") > LONGEST_FILE:
            found["long"][place(path)] = source.count("\n")
        for name, node in functions(ast.parse(source)):
            if length(node, code) > (LONGEST_KERNEL if is_kernel(node) else LONGEST_FUNCTION):
                found["long"][f"{place(path)}:{name}"] = length(node, code)
            if parameters(node) > MOST_PARAMETERS and not is_kernel(node):
                found["wide"][f"{place(path)}:{name}"] = parameters(node)
    return found


def test_functions_and_files_are_short():
    assert survey()["long"] == {}


def test_functions_take_few_parameters():
    found = survey()["wide"]
    assert {name: size for name, size in found.items() if name not in MORE_PARAMETERS} == {}
    assert set(MORE_PARAMETERS) - set(found) == set()


@pytest.mark.parametrize("arguments", [["check"], ["format", "--check"]], ids=["lint", "format"])
def test_ruff_is_content(arguments):
    command = [sys.executable, "-m", "ruff", *arguments, "--no-cache", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr
