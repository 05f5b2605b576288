"""The suite computes in a cache of its own: what an earlier version left in the user's cache cannot make it pass.

Compiled kernels stay where they are kept between runs: their folder is named after the state of their sources. With
several workers (`make test`), kernels are compiled before the workers start, and a worker takes a whole file at a time.
"""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest
from hypothesis import settings

from simulator.cache import folder as user_folder
from tests.compiling import compile_kernels

settings.register_profile("suite", deadline=None)  # no test is timed: what a first example prepares may take long
settings.load_profile("suite")

CACHE = "BASSIN2040_CACHE"
TOGETHER = {
    "exploration": ("tests/browser/test_path.py", "tests/browser/test_accessibility.py"),
    "robots": ("tests/browser/test_rehearsal.py", "tests/browser/test_keyboard.py"),
}
"""Files of one worker: they share a server, or the worlds that the first one's server prepares and keeps."""
LONG = (
    "exploration",
    "robots",
    "tests/model/test_calibration.py",
    "tests/browser/test_workshop.py",
    "tests/model/test_identity.py",
    "tests/browser/test_screens.py",
    "tests/house/test_documents.py",
    "tests/browser/test_table_faults.py",
    "tests/cli/test_run.py",
)
"""Begun first, so that no worker is left with a long one at the end; some wait for browsers, others compute."""


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


def scope_of(nodeid: str) -> str:
    """What a worker takes as a whole: a test's file, or the files that belong with it."""
    path = nodeid.partition("::")[0]
    return next((name for name, files in TOGETHER.items() if path in files), path)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With several workers, long files first; otherwise the usual order."""
    if hasattr(config, "workerinput"):
        rank = {name: number for number, name in enumerate(LONG)}
        items.sort(key=lambda item: rank.get(scope_of(item.nodeid), len(LONG)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """A worker takes a whole file, so that what its tests share is made once."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return scope_of(nodeid)

        def _reschedule(self, node) -> None:
            """Give out a file as late as a worker can go on without a pause: another worker may be free before."""
            if not self.workqueue or self._pending_of(self.assigned_work[node]) < 2:
                super()._reschedule(node)

    config.option.loadscopereorder = False
    return ByFile(config, log)
