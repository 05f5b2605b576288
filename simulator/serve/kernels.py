"""The kernels behind the screens: a clean environment, one thread for each numeric library, and a limit on how many."""

from __future__ import annotations

import os
from collections.abc import Mapping

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager, ServerKernelManager
from traitlets import Unicode

NOT_SHOWN = "Le calcul n’a pas abouti. / The run failed."
KEPT = (
    "HOME",
    "LANG",
    "LANGUAGE",
    "LD_LIBRARY_PATH",
    "LOGNAME",
    "PATH",
    "TZ",
    "TMPDIR",
    "TEMP",
    "TMP",
    "USER",
    "USERPROFILE",
    "VIRTUAL_ENV",
    "SYSTEMROOT",
    "APPDATA",
    "LOCALAPPDATA",
)
KEPT_BEGINNINGS = (
    "LC_",
    "XDG_",
    "PYTHON",
    "NUMBA_",
    "JUPYTER_",
    "JPY_",
    "VOILA_",
    "SERVER_",
    "SCRIPT_",
    "PATH_INFO",
    "QUERY_",
    "BASSIN2040_",
)
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
SCREEN_BYTES = 2200 * 2**20
"""Memory to count on for one more screen, all six worlds ready; a run of every resident takes twice as much again."""
LIGHT_BYTES = 250 * 2**20
"""The same for a screen whose kernel plays nothing."""
RESERVE_BYTES = 700 * 2**20
MOST_SCREENS = 70


def clean(environment: Mapping[str, str]) -> dict[str, str]:
    """What a kernel may see of the environment: no secret of the server's ever reaches one."""
    kept = {n: v for n, v in environment.items() if n.upper() in KEPT or n.upper().startswith(KEPT_BEGINNINGS)}
    return kept | dict.fromkeys(ONE_THREAD, "1")


def room_for_one_more(screens: int, needed: int = SCREEN_BYTES, most: int = MOST_SCREENS) -> bool:
    """Whether one more screen fits: a limit on their number, and enough free memory.

    Args:
        screens: Screens open now.
        needed: Bytes that the new one takes.
        most: Most screens at once.
    """
    import psutil

    return screens < most and psutil.virtual_memory().available > needed + RESERVE_BYTES


class Kernel(ServerKernelManager):
    """One kernel; the sentence is what a page gets in place of a traceback, and without it the page freezes."""

    traceback_replacement_message = Unicode(NOT_SHOWN)


class Kernels(AsyncMappingKernelManager):
    """Starts kernels in a clean environment."""

    async def start_kernel(self, **settings: object) -> str:
        """Start one; `env` is what the page's request adds to the server's own environment."""
        settings["env"] = clean(settings.get("env") or os.environ)
        return await super().start_kernel(**settings)
