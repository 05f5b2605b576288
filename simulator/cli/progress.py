"""Progress on the standard error stream: a bar where somebody looks, one plain line per step elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[float], None]
"""Told the share done, 0 to 1, as the work goes."""


class Progress:
    """Names each step while it runs and keeps how long it took.

    Attributes:
        seconds: Step name to seconds, for the manifest.
    """

    def __init__(self, quiet: bool = False) -> None:
        """Show nothing when `quiet`."""
        self.seconds: dict[str, float] = {}
        self._quiet = quiet

    @contextmanager
    def step(self, name: str, sentence: str) -> Iterator[Report]:
        """One step of the work, shown as `sentence`; gives the function to call with the share done."""
        start = time.perf_counter()
        with _bar(sentence, self._quiet) as report:
            yield report
        self.seconds[name] = time.perf_counter() - start


@contextmanager
def _bar(sentence: str, quiet: bool) -> Iterator[Report]:
    if quiet or not sys.stderr.isatty():
        if not quiet:
            print(f"{sentence}…", file=sys.stderr, flush=True)
        yield lambda share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=False) as bars:
        task = bars.add_task(sentence, total=None)
        yield lambda share: bars.update(task, total=1.0, completed=share)
        bars.update(task, total=1.0, completed=1.0)
