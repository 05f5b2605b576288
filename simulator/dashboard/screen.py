"""The exploration screen as one anywidget: traits and no arithmetic; what moves in the browser needs no kernel."""

from __future__ import annotations

import anywidget
import traitlets

from simulator.dashboard.built import BUILT, style


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
