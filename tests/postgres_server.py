"""A PostgreSQL of one's own, from the system's packages: in a temporary folder, on a socket, gone at the end."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

VARIABLE = "BASSIN2040_POSTGRES_BIN"
MISSING = (
    "PostgreSQL est introuvable : sudo apt install postgresql, ou BASSIN2040_POSTGRES_BIN=dossier. / "
    "PostgreSQL is missing: sudo apt install postgresql, or BASSIN2040_POSTGRES_BIN=folder."
)
USER = "bassin"
QUIET = {"fsync": "off", "listen_addresses": "", "autovacuum": "off", "max_connections": "120"}


def find_postgres() -> Path | None:
    """The folder of `initdb` and `pg_ctl`: the one that is named, the newest of Debian's, or that of the path."""
    named = os.environ.get(VARIABLE)
    folders = [Path(named)] if named else sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_number, reverse=True)
    found = shutil.which("initdb")
    folders += [Path(found).resolve().parent] if found and not named else []
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _number(folder: Path) -> int:
    digits = folder.parent.name.partition(".")[0]
    return int(digits) if digits.isdigit() else 0


def _somebody() -> str:
    """Who runs the server: root may not."""
    if os.geteuid() != 0:
        return getpass.getuser()
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


class Server:
    """A running server; `url(name)` makes a database and gives its address."""

    def __init__(self) -> None:
        folder = find_postgres()
        if folder is None:
            raise RuntimeError(MISSING)
        self._bin, self._somebody = folder, _somebody()
        self.folder = Path(tempfile.mkdtemp(prefix="bassin-pg-"))
        os.chmod(self.folder, 0o755)
        if os.geteuid() == 0:
            entry = pwd.getpwnam(self._somebody)
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
        self.data = self.folder / "data"
        self._call("initdb", "-D", self.data, "-U", USER, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in QUIET.items())
        log = self.folder / "log"
        self._call("pg_ctl", "-D", self.data, "-l", log, "-o", f"{options} -k {self.folder}", "-w", "start")

    def _call(self, program: str, *arguments: object) -> None:
        command = [str(self._bin / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", self._somebody, "--", *command]
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=self.folder, check=False, timeout=120
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout.decode(errors='replace')[-2000:]}")

    def address(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://{USER}@/{name}?host={quote(str(self.folder), safe='')}"

    def execute(self, sentence: str, name: str = "postgres") -> None:
        """Run one sentence of SQL, outside any transaction."""
        import psycopg

        with psycopg.connect(self.address(name), autocommit=True) as connection:
            connection.execute(sentence)

    def url(self, name: str) -> str:
        """A new, empty database."""
        self.execute(f'CREATE DATABASE "{name}"')
        return self.address(name)

    def stop(self) -> None:
        """End the server and take its folder away."""
        try:
            self._call("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
