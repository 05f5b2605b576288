"""What the server answers: the screen when it is ready and there is room, else a page that says what is happening."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import tornado.web
from jupyter_server.base.handlers import JupyterHandler
from voila.tornado.handler import TornadoVoilaHandler

from simulator.dashboard.words import WORDS
from simulator.serve.kernels import LIGHT_BYTES, SCREEN_BYTES, room_for_one_more
from simulator.serve.settings import HEADERS, PAGES

if TYPE_CHECKING:
    from simulator.serve.preparation import Preparation
    from simulator.serve.room import Room

MONTH = 30 * 24 * 3600
BUSY_SECONDS = 10


class Plain(tornado.web.RequestHandler):
    """A short answer that starts no kernel."""

    def set_default_headers(self) -> None:
        """The same headers as every page."""
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.set_header("Cache-Control", "no-store")

    def initialize(self, preparation: Preparation) -> None:
        """Know how far the preparation is."""
        self.preparation = preparation


class Health(Plain):
    """`/healthz`: whether the server lives, for watchers; screens are never asked for that."""

    def initialize(self, preparation: Preparation, room: Room | None) -> None:
        """Know the room too."""
        super().initialize(preparation)
        self.room = room

    async def get(self) -> None:
        """200 as long as the server answers and its database does; the body says what it is doing."""
        screens = len(self.settings["kernel_manager"].list_kernel_ids())
        told = {"status": "ok", "preparation": self.preparation.state, "screens": screens}
        if self.room is not None:
            told["database"] = "ok" if await self.room.reachable() else "unreachable"
        if told.get("database") == "unreachable":
            told["status"] = "degraded"
            self.set_status(503)
        self.finish(told)


class Progress(Plain):
    """`/progress`: how far the preparation is, for the waiting page."""

    def get(self) -> None:
        """The step and the share done."""
        self.finish(self.preparation.as_dict())


class Page(TornadoVoilaHandler):
    """The screen."""

    kernel_bytes = SCREEN_BYTES
    waits = True
    """Whether residents must be ready first."""

    def initialize(self, preparation: Preparation, **settings: object) -> None:
        """Know how far the preparation is."""
        super().initialize(**settings)
        self.preparation = preparation

    @tornado.web.authenticated
    async def get(self, path: str | None = None) -> None:
        """The screen, or the page to wait on; only the root is served."""
        if path:
            raise tornado.web.HTTPError(404)
        if "prefetch" in self.request.headers.get("Sec-Purpose", ""):
            self.set_status(204)
            return
        if self.waits and self.preparation.state != "ready":
            self._wait("failed" if self.preparation.state == "failed" else "preparing")
        elif not room_for_one_more(len(self.kernel_manager.list_kernel_ids()), self.kernel_bytes):
            self.set_header("Retry-After", str(BUSY_SECONDS))
            self._wait("busy")
        else:
            self.xsrf_token  # noqa: B018 - reading it sets the cookie without which a closed page keeps its kernel
            await super().get(path)

    def write_error(self, status_code: int, **_: object) -> None:
        """A sentence; no traceback ever."""
        self.finish(waiting_page("failed", self._language()))

    def _wait(self, state: str) -> None:
        self.set_status(200 if state == "preparing" else 503)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(waiting_page(state, self._language()))

    def _language(self) -> str:
        return "en" if self.get_query_argument("lang", "fr") == "en" else "fr"


class LightPage(Page):
    """A table's or the host's screen: its kernel plays nothing."""

    kernel_bytes = LIGHT_BYTES
    waits = False


class Cached(JupyterHandler, tornado.web.StaticFileHandler):
    """Files of the product's own pages, kept by browsers."""

    def set_extra_headers(self, path: str) -> None:
        """A font never changes; scripts and styles are asked for again after an hour."""
        age = MONTH if Path(path).suffix == ".woff2" else 3600
        self.set_header("Cache-Control", f"public, max-age={age}")


def waiting_page(state: str, language: str) -> str:
    """The page shown while things are made ready ("preparing"), when all seats are taken ("busy"), or on a failure."""
    words = {name[5:]: text for name, text in WORDS[language].items() if name.startswith("page.")}
    why = {"preparing": words["preparing.once"], "busy": words["busy.why"], "failed": words["failed.why"]}[state]
    steps = {name[5:]: text for name, text in words.items() if name.startswith("step.")}
    page = (PAGES / "waiting.html").read_text(encoding="utf-8")
    fill = {
        "language": language,
        "state": state,
        "title": words[state],
        "why": why,
        "steps": json.dumps(steps, ensure_ascii=False),
        "seconds": str(BUSY_SECONDS),
    }
    for name, text in fill.items():
        page = page.replace(f"[[{name}]]", text)
    return page
