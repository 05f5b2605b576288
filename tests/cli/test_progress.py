"""Progress goes to the error stream: a bar in a terminal, plain lines elsewhere, nothing on standard output."""

from __future__ import annotations

import io
import sys

import pytest

from simulator.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_each_step_is_named_and_timed(monkeypatch, capsys, stream):
    monkeypatch.setattr(sys, "stderr", stream())
    progress = Progress()
    with progress.step("first", "Premier pas") as report:
        report(0.5)
    with progress.step("second", "Second pas"):
        pass
    shown = sys.stderr.getvalue()
    assert shown.index("Premier pas") < shown.index("Second pas")
    assert list(progress.seconds) == ["first", "second"]
    assert all(seconds >= 0 for seconds in progress.seconds.values())
    assert capsys.readouterr().out == ""


def test_a_step_that_fails_is_not_counted_as_done(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    progress = Progress()
    with pytest.raises(ValueError, match="no"), progress.step("first", "Premier pas"):
        raise ValueError("no")
    assert progress.seconds == {}
