import asyncio
import http.client
import json
import sys
import threading
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest
import tornado.web

sys.path.insert(0, str(Path(__file__).parent))

from simulator.serve.app import MOST_BODY, make_server, notebook_path
from simulator.serve.room import Room, Sign
from simulator.workshop.desk import Desk
from simulator.workshop.store import Store


@dataclass
class Answer:
    status: int
    headers: dict
    text: str

    @property
    def json(self):
        return json.loads(self.text)


class House:
    """A real server on a real port, in a thread of its own; its notebooks are not prepared."""

    def __init__(self, folder, **sign):
        self.store = Store(f"sqlite:///{folder / 'room.sqlite'}")
        self.desk = Desk(self.store)
        self.room = Room(self.desk, Sign(**sign), folder=folder / "runs")
        self.room.computing.look = self._not_computed
        self.opened = self.desk.open("demi-journee-240", "Essai", ("sobriete", "communs"), 4)
        self._server = make_server(0, "127.0.0.1", notebook_path(), "fr", self.room)
        self._server.connection_dir = str(folder)
        self._started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self._thread.start()
        assert self._started.wait(60)

    async def _not_computed(self, workshop):
        """These tests ask nothing of the model: runs are computed in the rehearsal."""

    async def _serve(self):
        application = tornado.web.Application(**self._server.init_settings())
        application.add_handlers(".*$", self._server.init_handlers())
        listening = application.listen(0, "127.0.0.1", max_body_size=MOST_BODY)
        self.port = next(iter(listening._sockets.values())).getsockname()[1]
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        self._started.set()
        await self._stopping.wait()
        listening.stop()
        await listening.close_all_connections()

    def close(self):
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(30)
        self.room.close()
        self.store.close()

    def ask(self, path, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read().decode("utf-8"))
        finally:
            connection.close()

    def post(self, path, body, token="", **headers):
        told = {"Content_Type": "application/json", **({"X_Bassin_Token": token} if token else {})} | headers
        return self.ask(path, "POST", body if isinstance(body, bytes) else json.dumps(body).encode(), **told)

    def send(self, token, kind, event_id=None, **fields):
        return self.post("/api/events", {"id": event_id or uuid.uuid4().hex, "body": {"kind": kind, **fields}}, token)

    def join(self, table="table-1", pseudonym="Loutre", code=None, event_id=None):
        given = {"code": code or self.opened.code, "table": table, "pseudonym": pseudonym}
        return self.post("/api/join", given | {"id": event_id or uuid.uuid4().hex})

    def view(self, token, query=""):
        return self.ask(f"/api/view{query}", X_Bassin_Token=token)


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    found = House(tmp_path_factory.mktemp("house"))
    yield found
    found.close()


@pytest.fixture
def somebody(house):
    """A participant of table 1: token and key."""
    return house.join(pseudonym=f"Loutre {uuid.uuid4().hex[:6]}").json
