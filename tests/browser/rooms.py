"""A started room and the people in it, over HTTP: what the workshop's browser tests and `make screens` share."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from driving import ROOT, ask, environment_of, free_port

COMMAND = "from simulator.cli import main; main()"


@dataclass
class Answer:
    status: int
    body: dict


def call(address: str, path: str, body: object = None, token: str = "", **headers: str) -> Answer:
    """One request, as a robot sends it."""
    data = None if body is None else json.dumps(body).encode()
    told = {"Content-Type": "application/json", "X-Bassin-Token": token} | headers
    request = urllib.request.Request(address + path, data, {name: value for name, value in told.items() if value})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return Answer(answer.status, json.loads(answer.read()))
    except urllib.error.HTTPError as error:
        return Answer(error.code, json.loads(error.read()))


class Workshop:
    """The demonstration workshop of a server, driven as its host, its tables, its operator and its phones drive it."""

    def __init__(self, address: str, data: Path) -> None:
        (kept,) = data.glob("demonstration-*.json")
        self.address, self.links = address, json.loads(kept.read_text(encoding="utf-8"))
        self.code, self.host, self.operator = (self.links[name] for name in ("code", "host", "operator"))

    def send(self, token: str, kind: str, **fields: object) -> Answer:
        return call(self.address, "/api/events", {"id": uuid.uuid4().hex, "body": {"kind": kind, **fields}}, token)

    def lead(self, kind: str, **fields: object) -> None:
        """What the host does; it must be taken."""
        answer = self.send(self.host, kind, **fields)
        assert answer.status == 200, answer.body

    def phase(self, key: str, number: int | None = None) -> None:
        self.lead("phase_begun", phase=key, **({"round": number} if number else {}))

    def join(self, table: str, pseudonym: str) -> dict:
        given = {"code": self.code, "table": table, "pseudonym": pseudonym, "id": uuid.uuid4().hex}
        answer = call(self.address, "/api/join", given)
        assert answer.status == 200, answer.body
        return answer.body

    def view(self, token: str, seat: str = "") -> dict:
        return call(self.address, f"/api/view{seat and '?as=' + seat}", token=token).body

    def commit(self, table: str, number: int, points: float, **tokens: int) -> None:
        """A table's plan and prediction of a round, validated."""
        token, start = self.links["tables"][table], dict.fromkeys(tokens, 2028)
        world = next(one["world"] for one in self.view(token)["tables"] if one["table"] == table)
        steps = (
            ("prediction_made", {"points": points}),
            ("policy_committed", {"world": world, "tokens": tokens, "start": start, "cards": []}),
            ("predictions_locked", {}),
        )
        for kind, fields in steps:
            answer = self.send(token, kind, table=table, round=number, **fields)
            assert answer.status == 200, answer.body

    def fill_grids(self, count: int) -> None:
        """`count` people who answer the grid, each in their own way."""
        tables = list(self.links["tables"])
        for rank in range(count):
            table = tables[rank % len(tables)]
            somebody = self.join(table, f"Loutre {rank + 1}")
            stated = [1 + (rank + line) % 4 if (rank + line) % 7 else None for line in range(10)]
            actual = [1 + (rank * line) % 3 if (rank + 2 * line) % 6 else None for line in range(10)]
            fields = {"table": table, "participant": somebody["participant"], "stated": stated, "actual": actual}
            answer = self.send(somebody["token"], "grid_filled", **fields)
            assert answer.status == 200, answer.body


@dataclass
class Process:
    """A server that can be stopped and started again on its port."""

    port: int
    environment: dict[str, str]
    log: Path
    options: tuple[str, ...] = ()
    running: subprocess.Popen | None = None

    def start(self) -> None:
        command = [sys.executable, "-c", COMMAND, "serve", "--port", str(self.port), *self.options]
        with self.log.open("a", encoding="utf-8") as out:
            self.running = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=out, stderr=out)
        end = time.monotonic() + 120
        while time.monotonic() < end and self.running.poll() is None:
            with contextlib.suppress(OSError):
                if ask(f"http://127.0.0.1:{self.port}", "/healthz")["database"] == "ok":
                    return
            time.sleep(0.1)
        raise RuntimeError(f"the room did not open:\n{self.log.read_text(encoding='utf-8')}")

    @property
    def entrance(self) -> str:
        """The path by which the terminal lets in who started the server."""
        return re.search(r"/\?cle=\S+", self.log.read_text(encoding="utf-8")).group()

    def stop(self, kill: bool = False) -> None:
        (self.running.kill if kill else self.running.terminate)()
        self.running.wait(30)


@contextlib.contextmanager
def room(
    cache: Path, folder: Path, *options: str, residents: int = 1500, futures: int = 20
) -> Iterator[tuple[Process, Workshop]]:
    """A server with its demonstration workshop, in a data folder of its own; its pages answer while it prepares."""
    environment = environment_of(cache, residents) | {"BASSIN2040_DATA": str(folder / "data"), "LANG": "fr_FR.UTF-8"}
    environment.pop("BASSIN2040_DATABASE_URL", None)
    process = Process(free_port(), environment, folder / "log.txt", ("--futures", str(futures), *options))
    try:
        process.start()
        yield process, Workshop(f"http://127.0.0.1:{process.port}", folder / "data")
    finally:
        process.stop()
