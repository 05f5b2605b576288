"""The server: Voilà, set for a room of people, with the screen at `/` and a page to wait on while it is made ready."""

from __future__ import annotations

import contextlib
import logging
import socket
import sys
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import tornado.ioloop
from jupyter_server.utils import url_path_join
from tornado.web import RequestHandler
from voila.app import Voila
from voila.paths import collect_static_paths

import simulator
from simulator.dashboard.built import BUILT
from simulator.dashboard.words import WORDS
from simulator.errors import SimulatorError
from simulator.serve import handlers
from simulator.serve.network import network_address
from simulator.serve.preparation import Preparation
from simulator.serve.room import Room
from simulator.serve.routes import LIGHT, NOTEBOOKS, ROUTES
from simulator.serve.settings import HEADERS, PAGES, TEMPLATES, configuration

LOG = logging.getLogger("bassin2040.serve")
PORTS_TRIED = 10
MOST_BODY = 4 * 2**20
"""Bytes of a request of Voilà that are read at all; a room's doors set their own limit, and refuse in words."""
MOST_DESCRIPTORS = 65_536


def notebook_path() -> Path:
    """The workshop's notebook: inside the installed package, else beside it in a source tree."""
    inside = Path(simulator.__file__).parent / "notebooks" / "atelier.ipynb"
    return inside if inside.exists() else inside.parents[2] / "notebooks" / "atelier.ipynb"


class Server(Voila):
    """Voilà with this product's pages, headers, limits and preparation."""

    name = "voila"
    preparation: Preparation
    console: Console
    room: Room | None = None

    def load_config_file(self, *_: object, **__: object) -> None:
        """Read no configuration file: one called voila.py in the folder of the day must not change the server."""

    def setup_template_dirs(self) -> None:
        """This product's template, then Voilà's own files for its scripts."""
        self.template_paths = [str(TEMPLATES / "bassin")]
        self.static_paths = collect_static_paths(["voila", "nbconvert"], "base")

    def init_settings(self) -> dict:
        """Compressed answers, and the same headers on each."""
        return super().init_settings() | {
            "compress_response": True,
            "headers": dict(HEADERS),
            "log_function": log_request,
            "open_to_network": self.ip in ("", "0.0.0.0", "::"),
        }

    def init_handlers(self) -> list:
        """Voilà's routes, but for the page itself and the notebook's folder, then this product's."""
        base = self.server_url
        told = {"preparation": self.preparation}
        kept = [route for route in super().init_handlers() if not self._replaced(route[0])]
        return [
            *kept,
            (url_path_join(base, r"/healthz"), handlers.Health, told | {"room": self.room}),
            (url_path_join(base, r"/progress"), handlers.Progress, told),
            (url_path_join(base, r"/bassin/(.*\.woff2)"), handlers.Cached, {"path": str(BUILT)}),
            (url_path_join(base, r"/bassin/([a-z_]+\.(?:css|js))"), handlers.Cached, {"path": str(PAGES)}),
            *self._pages(base),
        ]

    def _pages(self, base: str) -> list:
        """The exploration alone, at the root; with a room, at `/exploration`, and the room's pages around it."""
        kernel = {
            "preparation": self.preparation,
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        if self.room is None:
            alone = kernel | {"notebook_path": Path(self.notebook_path).name}
            return [(url_path_join(base, r"/(.*)"), handlers.Page, alone)]
        shared = {"room": self.room}
        return [
            *((url_path_join(base, at), _page_at(at), kernel | {"notebook_path": n}) for at, n in NOTEBOOKS.items()),
            *((url_path_join(base, pattern), door, shared) for pattern, door in ROUTES),
        ]

    def _replaced(self, pattern: str) -> bool:
        return pattern in {url_path_join(self.server_url, end) for end in (r"/(.*)", r"/voila/files/(.*)")}

    def random_ports(self, port: int, n: int) -> Iterator[int]:
        """The port asked for, then the next ones."""
        yield from range(port, port + min(n, PORTS_TRIED))

    def listen(self) -> None:
        """Open the port, say where, begin the preparation, and serve until interrupted."""
        self.ioloop = tornado.ioloop.IOLoop.current()  # first: Voilà's handler of signals asks for it
        self.port = self._open_port()
        self.ioloop.add_callback(self._begin)
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            print(file=sys.stderr)
        finally:
            self.preparation.stop()
            if self.room is not None:
                self.room.close()
            self.stop()

    async def _begin(self) -> None:
        self.console.say("server.address", address=self.address)
        entrance = self.address
        if self.room is not None:
            entrance = f"{self.address}/?cle={self.room.key}"
            self.console.say("server.host", address=entrance)
        if self.open_browser:
            webbrowser.open(entrance)
        ready = await self.preparation.run()
        self.console.say("server.ready" if ready else "server.failed", address=self.address)

    @property
    def address(self) -> str:
        """Where a browser finds the screen: for a room, by this machine's address, which phones can open."""
        host = self.ip if self.ip not in ("", "0.0.0.0", "::") else network_address() or socket.gethostname()
        return f"http://{host}:{self.port}"

    def _open_port(self) -> int:
        for port in self.random_ports(self.port, PORTS_TRIED):
            with contextlib.suppress(OSError):
                self.app.listen(port, self.ip, max_body_size=MOST_BODY)
                return port
        raise SimulatorError(
            f"Les ports {self.port} à {self.port + PORTS_TRIED - 1} sont pris : choisissez-en un autre avec --port.",
            f"Ports {self.port} to {self.port + PORTS_TRIED - 1} are taken: choose another with --port.",
        )


def _page_at(path: str) -> type[handlers.Page]:
    return handlers.LightPage if path in LIGHT else handlers.Page


class Console:
    """What the terminal says while the server starts: an address, then one line per step."""

    def __init__(self, language: str) -> None:
        """Speak `language`."""
        self._words = WORDS[language]
        self._step = ""

    def say(self, key: str, **values: object) -> None:
        """One line."""
        print(self._words[key].format(**values), flush=True)

    def step(self, step: str, _share: float) -> None:
        """A line when a new step of the preparation begins."""
        if step != self._step:
            self._step = step
            self.say(f"page.step.{step}")


def raise_descriptor_limit() -> None:
    """Each screen takes about thirteen file descriptors: ask for as many as the system grants."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(MOST_DESCRIPTORS, hard) if hard != resource.RLIM_INFINITY else MOST_DESCRIPTORS
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def log_request(handler: RequestHandler) -> None:
    """One line for what went wrong; neither the address's query, which may hold a token, nor anything written."""
    if handler.get_status() >= 500:
        LOG.warning("%s %s: %s", handler.request.method, handler.request.path, handler.get_status())


def make_server(port: int, ip: str, notebook: Path, language: str, room: Room | None = None) -> Server:
    """A server ready to start, its preparation not begun; with a room, its workshop's pages too."""
    console = Console(language)
    server = Server(config=configuration(notebook))
    server.room = room
    server.console = console
    server.preparation = Preparation(console.step)
    server.notebook_path = str(notebook)
    server.root_dir = str(notebook.parent)
    server.port, server.ip, server.open_browser = port, ip, False
    server.log_level = logging.WARNING
    server.initialize([])
    return server


def serve(
    port: int = 8866,
    *,
    ip: str = "127.0.0.1",
    notebook: Path | None = None,
    open_browser: bool = False,
    language: str = "fr",
    room: Room | None = None,
) -> None:
    """Serve the dashboard, and a room's workshop, until interrupted.

    Args:
        port: Port; the next free one of ten is taken when it is in use.
        ip: Address to listen on: this machine alone unless told otherwise.
        notebook: The notebook served; the workshop's when left out.
        open_browser: Whether to open a browser on the screen.
        language: Language of the terminal, "fr" or "en".
        room: The workshop's side; none for the dashboard alone, at the root.

    Raises:
        SimulatorError: No port is free.
    """
    raise_descriptor_limit()
    logging.getLogger("tornado.general").setLevel(logging.ERROR)  # it corrects the server's ping settings aloud
    server = make_server(port, ip, notebook or notebook_path(), language, room)
    server.open_browser = open_browser
    server.start()
