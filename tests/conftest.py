"""The suite computes in a cache of its own: what an earlier version left in the user's cache cannot make it pass.

Compiled kernels stay where they are kept between runs: their folder is named after the state of their sources. With
several workers (`make test`), kernels are compiled before the workers start, and a worker takes a whole file at a time.
"""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest

from simulator.cache import folder as user_folder
from tests.compiling import compile_kernels

CACHE = "BASSIN2040_CACHE"
LONG = (
    "tests/browser/",
    "tests/model/test_identity.py",
    "tests/house/test_documents.py",
    "tests/model/test_calibration.py",
    "tests/cli/test_run.py",
)
"""Begun first, so that no worker is left with a long one at the end."""


def pytest_configure(config: pytest.Config) -> None:
    """Make the cache before anything is collected; workers and subprocesses inherit its place."""
    if hasattr(config, "workerinput"):
        return
    os.environ.setdefault("NUMBA_CACHE_DIR", str(user_folder() / "kernels"))
    folder = tempfile.mkdtemp(prefix="bassin2040-tests-")
    os.environ[CACHE] = folder
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the kernels before workers start."""
    config = session.config
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        compile_kernels(config.get_terminal_writer().line)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With several workers, long files first; otherwise the usual order."""
    if hasattr(config, "workerinput"):
        items.sort(
            key=lambda item: next((k for k, start in enumerate(LONG) if item.nodeid.startswith(start)), len(LONG))
        )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """A worker takes a whole file, so that what its tests share is made once; the browser's files share one server."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return LONG[0] if nodeid.startswith(LONG[0]) else nodeid.partition("::")[0]

    config.option.loadscopereorder = False
    return ByFile(config, log)
