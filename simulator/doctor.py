"""What this machine lacks for Bassin 2040, and how to mend it, in French and English."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from simulator import cache

PORT = 8866
NEEDED_MEMORY = 2 * 2**30
NEEDED_DISK = 2**30
CHROMIUM_VARIABLE = "BASSIN2040_CHROMIUM"
HEADLESS = "chromium-headless-shell"
"""Debian's build of the same Chromium without windows: the same pages for a quarter less processor."""
CHROMIUM_NAMES = (HEADLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)


@dataclass(frozen=True)
class Check:
    """One thing looked at.

    Attributes:
        name: Short code name, stable.
        state: "ok", "warning" (works, but) or "missing" (will not work).
        sentence: What was found, in the language asked for.
        mend: What to do about it; empty when all is well.
    """

    name: str
    state: str
    sentence: str
    mend: str = ""


class _Words:
    """Chooses between the French and the English of a sentence."""

    def __init__(self, language: str) -> None:
        self._english = language == "en"

    def __call__(self, fr: str, en: str) -> str:
        return en if self._english else fr


def diagnose(language: str = "fr", port: int = PORT) -> list[Check]:
    """Look at this machine: Python, packages, caches, memory, disk, the port and a browser for the tests.

    Args:
        language: "fr" or "en".
        port: The dashboard's port.

    Returns:
        One check per thing, in the order in which they would stop somebody.
    """
    say = _Words(language)
    looks: list[Callable[[_Words], Check]] = [
        _python,
        _packages,
        _kernels,
        _results,
        _memory,
        _disk,
        lambda words: _port(words, port),
        _chromium,
    ]
    return [look(say) for look in looks]


def find_chromium() -> str | None:
    """Path of a Chromium or Chrome: $BASSIN2040_CHROMIUM, else the usual names and places, else None."""
    chosen = os.environ.get(CHROMIUM_VARIABLE)
    if chosen:
        return chosen if Path(chosen).is_file() else None
    found = (shutil.which(name) for name in CHROMIUM_NAMES)
    placed = (place for place in CHROMIUM_PLACES if Path(place).is_file())
    return next((path for path in (*found, *placed) if path), None)


def writable(folder: Path) -> bool:
    """Whether a file can be written in `folder`, which need not exist yet; nothing is left behind."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        with tempfile.TemporaryFile(dir=place):
            return True
    except OSError:
        return False


def unmet(requirements: list[str]) -> list[str]:
    """Those of `requirements` (PEP 508) that apply here and are absent or of another version."""
    from packaging.requirements import Requirement

    missing = []
    for text in requirements:
        need = Requirement(text)
        if need.marker is not None and not need.marker.evaluate({"extra": ""}):
            continue
        try:
            met = need.specifier.contains(version(need.name), prereleases=True)
        except PackageNotFoundError:
            met = False
        if not met:
            missing.append(f"{need.name}{need.specifier}")
    return missing


def kernel_folder() -> Path:
    """The folder that holds compiled kernels, as `simulator.compiled` chooses it, without loading the compiler."""
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    return Path(chosen) if chosen else cache.folder() / "kernels"


def _python(say: _Words) -> Check:
    number = ".".join(str(part) for part in sys.version_info[:3])
    if (3, 11) <= sys.version_info[:2] < (3, 14):
        return Check("python", "ok", f"Python {number}")
    return Check(
        "python",
        "missing",
        f"Python {number}",
        say("Installez Python 3.11, 3.12 ou 3.13 (python.org).", "Install Python 3.11, 3.12 or 3.13 (python.org)."),
    )


def _packages(say: _Words) -> Check:
    try:
        missing = unmet(distribution("bassin2040").requires or [])
    except PackageNotFoundError:
        missing = ["bassin2040"]
    if not missing:
        return Check("packages", "ok", say("paquets Python présents", "Python packages present"))
    return Check(
        "packages",
        "missing",
        say("paquets Python absents ou d’une autre version : ", "Python packages absent or of another version: ")
        + ", ".join(missing),
        say(
            "« make install » dans le dossier du projet, ou « pip install . ».",
            "'make install' in the project's folder, or 'pip install .'.",
        ),
    )


def _kernels(say: _Words) -> Check:
    folder = kernel_folder()
    if writable(folder):
        return Check("kernels", "ok", say("noyaux compilés gardés dans ", "compiled kernels kept in ") + str(folder))
    return Check(
        "kernels",
        "warning",
        str(folder)
        + say(
            " : écriture impossible, les noyaux seront recompilés à chaque démarrage",
            ": not writable, kernels are compiled again at each start",
        ),
        say(
            "Donnez à NUMBA_CACHE_DIR le chemin d’un dossier où vous pouvez écrire.",
            "Set NUMBA_CACHE_DIR to a folder in which you can write.",
        ),
    )


def _results(say: _Words) -> Check:
    folder = cache.folder()
    if writable(folder):
        return Check("cache", "ok", say("calculs gardés dans ", "computed things kept in ") + str(folder))
    return Check(
        "cache",
        "warning",
        str(folder) + say(" : écriture impossible, tout sera recalculé", ": not writable, all is computed again"),
        say(
            f"Donnez à {cache.VARIABLE} le chemin d’un dossier où vous pouvez écrire.",
            f"Set {cache.VARIABLE} to a folder in which you can write.",
        ),
    )


def _memory(say: _Words) -> Check:
    import psutil

    free = psutil.virtual_memory().available
    sentence = f"{free / 2**30:.1f} " + say("Gio de mémoire libre", "GiB of free memory")
    if free >= NEEDED_MEMORY:
        return Check("memory", "ok", _localised(sentence, say))
    advice = say("Fermez des programmes, ou prenez moins d’habitants.", "Close some programs, or take fewer residents.")
    return Check("memory", "warning", _localised(sentence, say), advice)


def _disk(say: _Words) -> Check:
    place = cache.folder()
    while not place.exists() and place != place.parent:
        place = place.parent
    free = shutil.disk_usage(place).free
    sentence = f"{free / 2**30:.1f} " + say("Gio libres sur le disque du cache", "GiB free on the cache's disk")
    if free >= NEEDED_DISK:
        return Check("disk", "ok", _localised(sentence, say))
    advice = say("Libérez de la place, ou déplacez le cache : ", "Free space, or move the cache: ") + cache.VARIABLE
    return Check("disk", "warning", _localised(sentence, say), advice)


def _port(say: _Words, port: int) -> Check:
    with socket.socket() as probe:
        if os.name == "posix":  # elsewhere this option would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return Check(
                "port",
                "warning",
                say(f"le port {port} est pris", f"port {port} is taken"),
                say(
                    "Un tableau de bord est peut-être déjà ouvert ; sinon : bassin2040 dashboard --port 8867.",
                    "A dashboard may be open already; else: bassin2040 dashboard --port 8867.",
                ),
            )
    return Check("port", "ok", say(f"le port {port} est libre", f"port {port} is free"))


def _chromium(say: _Words) -> Check:
    found = find_chromium()
    if found:
        return Check("chromium", "ok", found)
    return Check(
        "chromium",
        "warning",
        say("pas de Chromium (pour les tests seulement)", "no Chromium (for the tests only)"),
        say(
            f"Debian, Ubuntu : sudo apt install chromium ; sinon {CHROMIUM_VARIABLE}=chemin du navigateur.",
            f"Debian, Ubuntu: sudo apt install chromium; else {CHROMIUM_VARIABLE}=path of the browser.",
        ),
    )


def _localised(sentence: str, say: _Words) -> str:
    """A decimal comma in French."""
    return sentence.replace(".", say(",", "."), 1)
