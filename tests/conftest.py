"""The suite computes in a cache of its own: what an earlier version left in the user's cache cannot make it pass.

Compiled kernels stay where they are kept between runs: their folder is named after the state of their sources.
"""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest

from simulator.cache import folder as user_folder

CACHE = "BASSIN2040_CACHE"


def pytest_configure(config: pytest.Config) -> None:
    """Make the cache before anything is collected; workers and subprocesses inherit its place."""
    if hasattr(config, "workerinput"):
        return
    os.environ.setdefault("NUMBA_CACHE_DIR", str(user_folder() / "kernels"))
    folder = tempfile.mkdtemp(prefix="bassin2040-tests-")
    os.environ[CACHE] = folder
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
