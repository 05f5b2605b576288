"""Taking a program from the system's packages, where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def install(package: str, called: str, variable: str) -> None:
    """Debian's package, as root only; the list is refreshed first, since a fresh machine has none.

    Args:
        package: Its name.
        called: What people call it.
        variable: Where somebody named another place for it, nothing is installed.
    """
    allowed = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None
    if not allowed or os.environ.get(variable):
        return
    print(f"{called} manque : installation depuis les paquets du système… / installing {called}…", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    add = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", package]
    for command in (["apt-get", "update", "--quiet"], add):
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            sys.stderr.write(done.stdout.decode(errors="replace")[-2000:])
            return
