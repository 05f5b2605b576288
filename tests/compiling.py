"""Kernels compiled before the tests, for this processor and for a plain one: never by two processes at once.

numba's own cache is not made for two processes that compile the same function at the same moment.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = """
import gc

gc.disable()  # compiling makes millions of things and throws few away: looking for cycles is a twelfth of its time
from simulator.experiments.policy import Policy
from simulator.experiments.run import Study
from simulator.experiments.scenario import Scenario
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory

country = Territory.load("tests/cli/pays")
people = synthesise(country, residents=400)
Study(country, people, Scenario.load("sobriete"), replications=1, threads=1).run(Policy.load("melange"))
"""


def plain_processor() -> dict[str, str]:
    """The environment of another processor: numba's plainest code, numpy without its optional instructions."""
    from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

    optional = " ".join(name for name in __cpu_dispatch__ if __cpu_features__.get(name))
    kernels = Path(os.environ["NUMBA_CACHE_DIR"]) / "plain"
    return {
        "NPY_DISABLE_CPU_FEATURES": optional,
        "NUMBA_CPU_NAME": "generic",
        "NUMBA_CPU_FEATURES": "",
        "NUMBA_OPT": "1",  # other code again, and compiled sooner
        "NUMBA_CACHE_DIR": str(kernels),
    }


def compile_kernels(say: Callable[[str], object]) -> None:
    """Play a few residents to 2040 on both processors at once; a moment when kernels were compiled before.

    Raises:
        RuntimeError: The engine does not run at all.
    """
    say("Compilation des noyaux (une à deux minutes au début)… / compiling kernels (one to two minutes at first)…")
    command = [sys.executable, "-c", SCRIPT]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with tempfile.TemporaryDirectory(prefix="bassin2040-compiling-") as caches:
        # each with a cache of its own: what one had made, the other would read, and not compile
        started = [
            subprocess.Popen(command, cwd=ROOT, env={**os.environ, **processor, "BASSIN2040_CACHE": own}, **pipes)
            for own, processor in ((f"{caches}/own", {}), (f"{caches}/plain", plain_processor()))
        ]
        said = [process.communicate()[0] for process in started]
    if any(process.returncode for process in started):
        raise RuntimeError("".join(said))
