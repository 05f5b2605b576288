"""Make the locked environment in .venv, or leave the earlier one as it was.

Runs on the machine's own Python, with the standard library only. uv is installed into .venv itself, so nothing outside
the project changes. `.venv/.complete` is written last: an environment without it is a half-built one and is taken away.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

UV = "uv==0.13.9"
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
EARLIER = ROOT / ".venv.earlier"
MISLEADING = {"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "UV_PYTHON"}
PLACED = ("project", "build-system", "dependency-groups")


class InstallError(Exception):
    """An installation step that did not succeed: the French and the English sentence to print."""


def say(fr: str, en: str) -> None:
    """One line, both languages: the reader's language is not known yet."""
    print(f"{fr} / {en}", flush=True)


def wanted(root: Path) -> str:
    """A fingerprint of what the environment is made from: the lock, what pyproject.toml declares, Python and place."""
    import tomllib

    declared = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    parts = {**{name: declared.get(name) for name in PLACED}, "hatch": declared["tool"].get("hatch")}
    text = json.dumps([parts, UV, sys.version_info[:2], str(root)], sort_keys=True)
    return hashlib.sha256((root / "uv.lock").read_bytes() + text.encode()).hexdigest()


def stamp(venv: Path) -> dict:
    """What `venv` was completed with: {} for a half-built or absent one."""
    try:
        found = json.loads((venv / ".complete").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and (venv / "bin" / "python").exists() else {}


def remove(folder: Path) -> None:
    """Take a folder away, whatever it is."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)


def restore(venv: Path, earlier: Path) -> None:
    """Put the earlier complete environment back in the place of a half-built one."""
    if not stamp(venv) and earlier.exists():
        remove(venv)
        earlier.rename(venv)


def clean_environment() -> dict[str, str]:
    """The caller's environment without what would send packages elsewhere or hide the standard library."""
    dropped = {
        "PYTHONHOME",
        "PYTHONPATH",
        "PIP_TARGET",
        "PIP_PREFIX",
        "PIP_USER",
        "PIP_REQUIRE_VIRTUALENV",
        "UV_PYTHON",
    }
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    own = {
        "PIP_USER": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "VIRTUAL_ENV": str(VENV),
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON_DOWNLOADS": "never",
    }
    return {**kept, **own}


def call(command: list[str], fr: str, en: str) -> None:
    """Run a step; its own words are shown, then ours if it fails."""
    if subprocess.run(command, cwd=ROOT, env=clean_environment(), check=False).returncode:
        raise InstallError(fr, en)


def make_venv() -> None:
    """An empty environment with uv in it."""
    call(
        [sys.executable, "-m", "venv", str(VENV)],
        "Pas d’environnement possible. Sur Debian et Ubuntu : sudo apt install python3-venv, puis relancez.",
        "No environment could be made. On Debian and Ubuntu: sudo apt install python3-venv, then run again.",
    )
    call(
        [str(VENV / "bin" / "python"), "-m", "pip", "install", "-qq", UV],
        "Les paquets n’ont pas pu être téléchargés : vérifiez la connexion (ou HTTPS_PROXY), puis relancez.",
        "The packages could not be downloaded: check the connection (or HTTPS_PROXY), then run again.",
    )


def sync(groups: list[str]) -> None:
    """Install exactly what the lock says, without touching uv itself.

    Everything is compiled to bytecode now, while nobody waits: a server that falls is then back in seconds, even where
    the environment forbids Python to write what it compiled.
    """
    command = [
        str(VENV / "bin" / "uv"),
        "sync",
        "--frozen",
        "--inexact",
        "--no-default-groups",
        "--compile-bytecode",
        "--no-progress",
        "--quiet",
    ]
    chosen = [flag for group in groups for flag in ("--group", group)]
    call(
        [*command, *chosen, "--python", str(VENV / "bin" / "python")],
        "L’installation s’est arrêtée : vérifiez la connexion et la place libre sur le disque (2 Go), puis relancez.",
        "The installation stopped: check the connection and the free disk space (2 GB), then run again.",
    )


def complete(fingerprint: str, groups: list[str]) -> None:
    """Write the mark that makes the environment count, in one step."""
    written = VENV / ".complete.part"
    written.write_text(json.dumps({"made_from": fingerprint, "groups": groups}), encoding="utf-8")
    written.replace(VENV / ".complete")


def install(groups: list[str]) -> bool:
    """Make .venv what the lock says; True if something had to be done. On any failure the earlier one is back.

    Raises:
        InstallError: A step did not succeed.
    """
    restore(VENV, EARLIER)
    fingerprint, found = wanted(ROOT), stamp(VENV)
    same = found.get("made_from") == fingerprint
    if same and set(groups) <= set(found["groups"]):
        return False
    say("Installation dans .venv (une à trois minutes)…", "installing (one to three minutes at first)…")
    if same:
        sync(groups)
    else:
        rebuild(groups)
    complete(fingerprint, sorted({*groups, *(found["groups"] if same else [])}))
    remove(EARLIER)
    return True


def rebuild(groups: list[str]) -> None:
    """Build .venv anew, keeping the earlier one aside until the new one stands."""
    if stamp(VENV):
        remove(EARLIER)
        VENV.rename(EARLIER)
    remove(VENV)
    try:
        make_venv()
        sync(groups)
    except BaseException:
        remove(VENV)
        restore(VENV, EARLIER)
        raise


@contextlib.contextmanager
def one_at_a_time():
    """Wait for another installation of the same checkout to end (where the system can say so)."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (ROOT / ".ci" / "install.py").open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def main() -> int:
    """Install; 0 when the environment stands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="with what tests and checks need")
    options = parser.parse_args()
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        say("Il faut Python 3.11, 3.12 ou 3.13.", "Python 3.11, 3.12 or 3.13 is needed.")
        return 1
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, _: sys.exit(128 + number))
    try:
        with one_at_a_time():
            if install(["dev"] if options.dev else []):
                say("Environnement prêt dans .venv.", "environment ready in .venv.")
    except InstallError as failure:
        for sentence in failure.args:
            print(sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrompu : rien n’a été laissé à moitié. / Stopped: nothing was left half-made.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
