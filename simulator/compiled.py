"""Compiled kernels and where they are kept: compiled once per version of the sources, on any machine.

numba does not notice that a function called by a kernel has changed; so the cache folder is named after every source
that holds kernels, and a new version never runs old code.

numba compiles three functions for every one: itself, an entrance for Python and an entrance for C, which unpack every
array of every named tuple and take longer than the function. C never calls; Python calls few. So `njit` and `kernel`
leave out C's, and `inner` functions, which only other kernels call, have none (a call from Python is refused); they are
linked into their callers and kept with them (`simulator/linked.py`).
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import numba

from simulator import cache
from simulator.linked import LinkedCompiler

_MARK = "compiled"


def _sources_digest() -> str:
    """SHA-256 of every source with kernels, of what they import as constants, and of numba's version; 16 digits."""
    state = hashlib.sha256(numba.__version__.encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        source = path.read_bytes()
        if b"njit" in source or "kernels" in path.parts or path.name == "calendar.py":
            state.update(source)
    return state.hexdigest()[:16]


def _choose_folder() -> Path:
    """A writable folder for this version's machine code: beside the other caches, else a temporary one."""
    base = Path(os.environ["NUMBA_CACHE_DIR"]) if "NUMBA_CACHE_DIR" in os.environ else cache.folder() / "kernels"
    chosen = base / _sources_digest()
    try:
        chosen.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=chosen):
            return chosen
    except OSError:
        return Path(tempfile.mkdtemp(prefix="bassin2040-kernels-"))


FOLDER = _choose_folder()
numba.config.CACHE_DIR = str(FOLDER)


def njit(function: Callable | None = None, *, inner: bool = False, **options: object) -> Callable:
    """Numba's `njit`, without the entrances that nobody takes.

    Args:
        function: The function, where the decorator is written without brackets.
        inner: Only other compiled functions call it.
        options: Further options of numba's `njit`.
    """

    def compiled(function: Callable) -> Callable:
        if not inner:
            return numba.njit(no_cfunc_wrapper=True, **options)(function)
        linked = {**options, "cache": False, "pipeline_class": LinkedCompiler}
        made = numba.njit(no_cfunc_wrapper=True, no_cpython_wrapper=True, **linked)(function)
        made._insert, made._compile_for_args = _keep_out, _refuse
        return made

    return compiled if function is None else compiled(function)


def _keep_out(*_: object) -> None:
    """A signature of an inner function: not one that Python may call."""


def _refuse(*_: object) -> None:
    """Python's call of an inner function: there is no way in.

    Raises:
        TypeError: Always.
    """
    raise TypeError("only compiled functions call this one: it is declared inner")


def kernel(*, inner: bool = True, **options: object) -> Callable[[Callable], Callable]:
    """Compile a function of the month: it releases the interpreter, and neither allocates nor counts references.

    Counting references to arrays takes atomic operations, at every call and every named part of a tuple: in functions
    that are given a block of rows, as much time as the work itself. Such a function must not return an array: its
    caller would give back a reference that was never taken.

    Args:
        inner: Only other compiled functions call it.
        options: Further options of numba's `njit`.
    """
    return njit(inner=inner, cache=True, nogil=True, error_model="numpy", _nrt=False, **options)


def compiled_before() -> bool:
    """Whether the kernels of this version were compiled before on this machine."""
    return (FOLDER / _MARK).exists()


def mark_compiled() -> None:
    """Remember that every kernel is compiled."""
    (FOLDER / _MARK).touch()


__all__ = ["FOLDER", "compiled_before", "kernel", "mark_compiled", "njit"]
