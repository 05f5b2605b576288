"""See that the browser tests have a Chromium: take it from the system's packages where that is allowed, else say so."""

from __future__ import annotations

import shutil
import sys

from packages import install

from simulator.doctor import CHROMIUM_VARIABLE, HEADLESS, find_chromium


def main() -> int:
    """Always 0: without Chromium the suite still runs, and the browser tests say what is missing."""
    if shutil.which(HEADLESS) is None:
        install(HEADLESS, "Chromium", CHROMIUM_VARIABLE)
    if find_chromium() is None:
        install("chromium", "Chromium", CHROMIUM_VARIABLE)
    if find_chromium() is None:
        print(
            "Chromium manque : ses tests échoueront (sudo apt install chromium, ou BASSIN2040_CHROMIUM=chemin).\n"
            "Chromium is missing: its tests will fail (sudo apt install chromium, or BASSIN2040_CHROMIUM=path).",
            file=sys.stderr,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
