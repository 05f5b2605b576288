"""The exploration screen as one anywidget: traits and no arithmetic; what moves in the browser needs no kernel."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import anywidget
import traitlets

BUILT = Path(__file__).parent / "static" / "built"
FONT = "atkinson-hyperlegible-next.woff2"
_FACE = (
    '@font-face{font-family:"Atkinson Hyperlegible Next Variable";font-weight:200 800;font-display:swap;'
    "src:url(data:font/woff2;base64,%s) format('woff2')}"
)


def style(name: str = "screen.css") -> str:
    """A screen's style; outside the product's own pages, which serve the font, the font travels inside it."""
    css = (BUILT / name).read_text(encoding="utf-8")
    if os.environ.get("SERVER_SOFTWARE", "").startswith("voila"):
        return css
    return _FACE % base64.b64encode((BUILT / FONT).read_bytes()).decode() + css


class Screen(anywidget.AnyWidget):
    """Levers, map, years, curves, numbers, and for whom it changes.

    Attributes:
        setting: What never changes: territory, worlds, levers, words.
        choices: What the visitor chose; written by the browser, never trusted.
        answer: Header of the latest answer.
        values: Its numbers, 32-bit floats.
        status: What is being done: {"state", "done", "of"}.
    """

    _esm = BUILT / "screen.js"
    _css = style()

    setting = traitlets.Dict().tag(sync=True)
    choices = traitlets.Any().tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)
    values = traitlets.Bytes().tag(sync=True)
    status = traitlets.Dict().tag(sync=True)

    def set_state(self, sync_data: dict) -> None:
        """Take from a browser what a browser may change, its choices, and nothing else."""
        super().set_state({name: value for name, value in sync_data.items() if name == "choices"})

    def show(self, header: dict, buffer: bytes) -> None:
        """Send an answer, header and numbers in one message."""
        with self.hold_sync():
            self.values = buffer
            self.answer = header
