"""A real server with twenty clients over HTTP, killed with -9 at random instants, and what it holds when it is back."""

from __future__ import annotations

import http.client
import json
import random
import sys
import threading
import time
import urllib.request
import uuid
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from driving import environment_of, free_port  # noqa: E402
from rooms import Process, call  # noqa: E402

from simulator.workshop.desk import Desk  # noqa: E402
from simulator.workshop.store import Store  # noqa: E402
from tests.workshop.log.conftest import Room, make_room  # noqa: E402
from tests.workshop.log.ledger import Ledger  # noqa: E402

PHONES = 16
TABLES = 4
LATER = {408, 425, 429, 500, 502, 503, 504}
LONGEST = 0.6
"""Seconds after the first acknowledgement within which the server is killed."""
PATIENCE = 60.0


@dataclass(frozen=True)
class Fall:
    """One kill: lines acknowledged until then and found, seconds until the server answered, was read, was whole again.

    Attributes:
        acknowledged: Lines that clients were told are kept, since the first fall.
        present: Lines of theirs in the log.
        health: Seconds from starting the server anew to a healthy answer.
        back: Seconds from starting it anew to a page and the state of a table and of a phone.
        processor: Seconds of processor that the server took for that: the same on a busy machine.
    """

    acknowledged: int
    present: int
    health: float
    back: float
    processor: float


class Client(threading.Thread):
    """Somebody who writes without a pause; like a page's outbox, it sends an event again until it is taken."""

    def __init__(self, port: int, seat: tuple[str, dict], ledger: Ledger) -> None:
        super().__init__(daemon=True)
        (self.token, self.place), self.ledger = seat, ledger
        self.over = threading.Event()
        self.waiting: dict | None = None
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def run(self) -> None:
        """Write until it is over; what is then on its way is still sent again until it is taken."""
        number = 0
        while self.waiting or not self.over.is_set():
            self.waiting = self.waiting or self._next(number)
            if self._post(self.waiting):
                self.waiting, number = None, number + 1
        self._connection.close()

    def _next(self, number: int) -> dict:
        chosen = uuid.uuid4().hex
        body = {"kind": "note_kept", "text": f"note {chosen}"}
        if number % 3 == 1 and "participant" in self.place:
            body = {"kind": "prediction_made", "round": 1, "points": number % 8, **self.place}
        elif number % 3 == 1:
            body = {"kind": "levers_moved", "round": 1, "tokens": {"outreach": number % 30}, "start": {}}
        self.ledger.send(chosen, body["kind"])
        return {"id": chosen, "body": {**body, "table": self.place["table"]}}

    def _post(self, event: dict) -> bool:
        """Whether the event was taken; the connection is kept for the next one while the server lives."""
        try:
            answer = self._ask(event)
        except (OSError, http.client.HTTPException):
            self._connection.close()
            time.sleep(0.05)
            return False
        if answer[0] in LATER:
            time.sleep(0.1)
            return False
        assert answer[0] == 200, answer
        self.ledger.keep(event["id"], answer[1]["sequence"])
        return True

    def _ask(self, event: dict) -> tuple[int, dict]:
        headers = {"Content-Type": "application/json", "X-Bassin-Token": self.token}
        self._connection.request("POST", "/api/events", json.dumps(event), headers)
        answer = self._connection.getresponse()
        return answer.status, json.loads(answer.read())


class Faller:
    """A server over one workshop, and the twenty who write to it; they outlive it, as phones and tables do."""

    def __init__(self, url: str, folder: Path, cache: Path) -> None:
        """Open a workshop in the database, start the server, seat everybody."""
        self.url, self.ledger = url, Ledger()
        folder.mkdir(parents=True, exist_ok=True)
        environment = environment_of(cache, 600) | {"BASSIN2040_DATA": str(folder), "BASSIN2040_DATABASE_URL": url}
        self.server = Process(free_port(), environment, folder / "log.txt", ("--no-demo",))
        self.address = f"http://127.0.0.1:{self.server.port}"
        store = Store(url)
        room = make_room(Desk(store), TABLES)
        room.begin()
        store.close()
        self.workshop, self.code = room.key, room.opened.code
        self.server.start()
        self.seats = [*self._tables(room), *(self._join(rank) for rank in range(PHONES))]
        self.clients: list[Client] = []

    def _tables(self, room: Room) -> list[tuple[str, dict]]:
        return [(token, {"table": table}) for table, token in room.opened.tables.items()]

    def _join(self, rank: int) -> tuple[str, dict]:
        given = {"code": self.code, "table": f"table-{1 + rank % TABLES}", "pseudonym": f"Loutre {rank}"}
        body = call(self.address, "/api/join", given | {"id": uuid.uuid4().hex}).body
        return body["token"], {"table": body["table"], "participant": body["participant"]}

    def fall(self, generator: random.Random) -> Fall:
        """Everybody writes; kill the server at a random instant, start it anew, and check what it holds."""
        before = len(self.ledger.kept)
        self._write()
        self._until(lambda: len(self.ledger.kept) > before)
        time.sleep(generator.uniform(0.0, LONGEST))
        left = psutil.Process(self.server.running.pid).children(recursive=True)
        self.server.stop(kill=True)
        begun = time.perf_counter()
        self.server.start()
        health = time.perf_counter() - begun
        self._read()
        back = time.perf_counter() - begun
        processor = sum(psutil.Process(self.server.running.pid).cpu_times()[:2])
        self._until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in left))
        self._rest()
        present = self.ledger.check(self.url, self.workshop)
        self._read(present)
        return Fall(len(self.ledger.kept), present, health, back, processor)

    def _write(self) -> None:
        self.clients = [Client(self.server.port, seat, self.ledger) for seat in self.seats]
        for client in self.clients:
            client.start()

    def _rest(self) -> None:
        """What was on its way is sent again, and taken; then everybody is silent."""
        for client in self.clients:
            client.over.set()
        for client in self.clients:
            client.join(PATIENCE)
            assert client.waiting is None, "something was not taken"

    def _read(self, present: int | None = None) -> None:
        """A page, and the state as a table and as a phone see it."""
        assert b"</html>" in self._page("/rejoindre/" + self.code)
        for token, place in (self.seats[0], self.seats[-1]):
            view = call(self.address, "/api/view", token=token)
            assert (view.status, view.body.get("table")) == (200, place["table"]), view.body
            if present is not None:
                assert view.body["sequence"] >= present

    def _page(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return answer.read()

    def _until(self, true) -> None:
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, "it does not come"
            time.sleep(0.005)

    def close(self) -> None:
        """Silence, and the server ends."""
        for client in self.clients:
            client.over.set()
        self.server.stop()
