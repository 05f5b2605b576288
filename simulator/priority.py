"""Work that nobody waits for gives way to what people wait for."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

_GROUP = Path("/proc/self/autogroup")
"""Linux shares processors out among sessions first, then within each: a process's own niceness counts there alone."""


def give_way(niceness: int) -> None:
    """Let others go first, by so much more than before; for a process started in a session of its own.

    A session that the process does not lead is left as it is: whoever shares it did not ask to wait.

    Args:
        niceness: Added to the process's, 0 to 19.
    """
    if not hasattr(os, "nice"):  # Windows
        return
    now = os.nice(niceness)
    if sys.platform == "linux" and os.getsid(0) == os.getpid():
        with contextlib.suppress(OSError):  # a kernel without it; a change too soon after another
            _GROUP.write_text(str(now))
