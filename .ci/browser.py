"""See that the browser tests have a Chromium: take it from the system's packages where that is allowed, else say so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from simulator.doctor import CHROMIUM_VARIABLE, find_chromium

INSTALL = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"]


def try_to_install() -> None:
    """Debian's packages, as root only; the list is refreshed first, since a fresh machine has none."""
    allowed = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None
    if not allowed or os.environ.get(CHROMIUM_VARIABLE):
        return
    print("Chromium manque : installation depuis les paquets du système… / installing Chromium…", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "--quiet"], INSTALL):
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            sys.stderr.write(done.stdout.decode(errors="replace")[-2000:])
            return


def main() -> int:
    """Always 0: without Chromium the suite still runs, and the browser tests say what is missing."""
    if find_chromium() is None:
        try_to_install()
    if find_chromium() is None:
        print(
            "Chromium manque : ses tests échoueront (sudo apt install chromium, ou BASSIN2040_CHROMIUM=chemin).\n"
            "Chromium is missing: its tests will fail (sudo apt install chromium, or BASSIN2040_CHROMIUM=path).",
            file=sys.stderr,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
