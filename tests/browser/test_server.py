"""The server without a browser: what it answers while it prepares, when it is full, and to whom it says nothing."""

import asyncio
import json
import sys
from pathlib import Path

import pytest
import tornado.web
from tornado.httpclient import AsyncHTTPClient, HTTPClientError

from simulator.dashboard.words import WORDS
from simulator.serve import handlers
from simulator.serve.app import make_server, notebook_path
from simulator.serve.kernels import ONE_THREAD, Kernel, clean, room_for_one_more
from simulator.serve.settings import POLICY


@pytest.fixture
def answer(tmp_path):
    """Asks a server in this process, at a given point of its preparation."""

    def ask(path, state="running", **options):
        async def talk():
            server = make_server(0, "127.0.0.1", notebook_path(), "fr")
            server.connection_dir = str(tmp_path)
            server.preparation.state = state
            application = tornado.web.Application(**server.init_settings())
            application.add_handlers(".*$", server.init_handlers())
            listening = application.listen(0, "127.0.0.1")
            port = next(iter(listening._sockets.values())).getsockname()[1]
            try:
                return await AsyncHTTPClient().fetch(f"http://127.0.0.1:{port}{path}", **options)
            except HTTPClientError as error:
                return error.response
            finally:
                listening.stop()
                await listening.close_all_connections()

        return asyncio.run(talk())

    return ask


@pytest.mark.parametrize(
    ("path", "title"), [("/", "Bassin 2040 se prépare"), ("/?lang=en", "Bassin 2040 is getting ready")]
)
def test_while_it_prepares_a_page_says_so_and_starts_no_kernel(answer, path, title):
    found = answer(path)
    assert found.code == 200
    assert title in found.body.decode()
    assert "Content-Security-Policy" in found.headers


def test_how_far_the_preparation_is(answer):
    told = json.loads(answer("/progress").body)
    assert told["state"] == "running"
    assert 0.0 <= told["share"] <= 1.0


def test_health_is_answered_without_a_screen(answer):
    assert json.loads(answer("/healthz").body) == {"status": "ok", "preparation": "running", "screens": 0}


def test_a_full_house_is_told_so_kindly(answer, monkeypatch):
    monkeypatch.setattr(handlers, "room_for_one_more", lambda *_: False)
    found = answer("/", state="ready")
    assert found.code == 503
    assert found.headers["Retry-After"]
    assert WORDS["fr"]["page.busy"] in found.body.decode()


def test_a_failed_preparation_is_said_and_serves_nothing(answer):
    found = answer("/", state="failed")
    assert found.code == 503
    assert WORDS["fr"]["page.failed"] in found.body.decode()


@pytest.mark.parametrize(
    "path", ["/atelier.ipynb", "/../pyproject.toml", "/voila/files/atelier.ipynb", "/bassin/../app.py"]
)
def test_no_file_of_the_house_is_served(answer, path):
    found = answer(path, state="ready")
    assert found.code in (403, 404)
    assert "atelier()" not in found.body.decode()


def test_a_browser_that_only_guesses_starts_nothing(answer):
    assert answer("/", state="ready", headers={"Sec-Purpose": "prefetch"}).code == 204


def test_the_font_is_kept_and_every_page_has_the_same_policy(answer):
    font = answer("/bassin/atkinson-hyperlegible-next.woff2")
    assert font.body[:4] == b"wOF2"
    assert "max-age=2592000" in font.headers["Cache-Control"]
    assert answer("/").headers["Content-Security-Policy"] == POLICY
    assert "unsafe-eval" not in POLICY


def test_a_kernel_sees_no_secret_and_counts_on_one_thread():
    seen = clean({"PATH": "/bin", "AWS_SECRET_ACCESS_KEY": "x", "DATABASE_URL": "y", "QUERY_STRING": "lang=en"})
    assert seen == {"PATH": "/bin", "QUERY_STRING": "lang=en"} | dict.fromkeys(ONE_THREAD, "1")


def test_the_number_of_screens_has_a_limit():
    assert not room_for_one_more(3, most=3)
    assert not room_for_one_more(10**6)


def test_kernels_are_set_as_a_room_needs():
    server = make_server(0, "127.0.0.1", notebook_path(), "en")
    config = server.config
    assert config.KernelManager.autorestart is False
    assert (config.KernelManager.transport == "ipc") == sys.platform.startswith("linux")
    assert config.MappingKernelManager.allow_tracebacks is False
    assert config.VoilaExecutor.startup_timeout == config.MappingKernelManager.kernel_info_timeout == 180
    assert Kernel.traceback_replacement_message.default_value
    assert server.voila_configuration.extension_allowlist
    assert Path(server.notebook_path).name == "atelier.ipynb"


def test_a_configuration_file_of_the_day_changes_nothing(tmp_path, monkeypatch):
    (tmp_path / "voila.py").write_text("c.VoilaConfiguration.show_tracebacks = True\nraise SystemExit(7)\n")
    monkeypatch.chdir(tmp_path)
    server = make_server(0, "127.0.0.1", notebook_path(), "fr")
    assert server.voila_configuration.show_tracebacks is False


def test_the_notebook_is_three_lines():
    cells = json.loads(notebook_path().read_text(encoding="utf-8"))["cells"]
    assert [line.strip() for cell in cells for line in cell["source"] if line.strip()] == [
        "from simulator.dashboard import atelier",
        "screen = atelier()",
        "screen",
    ]
