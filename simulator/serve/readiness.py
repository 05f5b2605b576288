"""Whether all that screens need was made ready before: a server that comes back then opens them at once.

A mark in the cache, named after what was made from what: sources, territory, worlds, sample, compiled kernels. Where
something was taken out of the cache since, a screen makes it again when it needs it.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path

import simulator
from simulator import cache


def made_before(names: Sequence[str]) -> bool:
    """Whether these worlds were made ready on this machine, by this version and for this sample."""
    from simulator.compiled import compiled_before

    return compiled_before() and _mark(names).exists()


def remember(names: Sequence[str]) -> None:
    """Note that they are; a read-only cache is no error, the work is simply done again next time."""
    from simulator.compiled import mark_compiled

    with contextlib.suppress(OSError):
        mark_compiled()
        cache.write_atomically(_mark(names), lambda path: None)


def _mark(names: Sequence[str]) -> Path:
    from simulator.answers.studies import reading_digest, sample_size
    from simulator.compiled import FOLDER
    from simulator.experiments.scenario import Scenario
    from simulator.model.sources import digest_of

    tables = digest_of(Path(simulator.__file__).parent, ("territory/data/bassin_minier/*",))
    worlds = [Scenario.load(name).digest for name in names]
    parts = repr((reading_digest(), tables, worlds, sample_size(), FOLDER.name))
    return cache.folder() / "prepared" / hashlib.sha256(parts.encode()).hexdigest()[:32]
