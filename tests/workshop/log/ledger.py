"""What clients sent and what was acknowledged to them, against what a log holds after a crash."""

from __future__ import annotations

import threading

from simulator.workshop.desk import Desk
from simulator.workshop.state import fold
from simulator.workshop.store import Store


class Ledger:
    """Sent and acknowledged, by the identifier that each client made."""

    def __init__(self) -> None:
        self.sent: dict[str, str] = {}
        self.kept: dict[str, int] = {}
        self._lock = threading.Lock()

    def send(self, chosen: str, kind: str) -> None:
        """About to be sent: said before it is, for nobody knows when the other side dies."""
        with self._lock:
            self.sent[chosen] = kind

    def keep(self, chosen: str, sequence: int) -> None:
        """Acknowledged, with its place in the log; once it has one, no later answer may give it another."""
        with self._lock:
            assert self.kept.setdefault(chosen, sequence) == sequence, "an event has two places"

    def check(self, url: str, workshop: str) -> int:
        """All that was acknowledged is there, in its place; all that is there was sent, whole, without a gap.

        Returns how many lines of clients the log holds.
        """
        store = Store(url)
        desk = Desk(store)
        entries = desk.entries(workshop)
        assert desk.state(workshop) == fold(entries)
        assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
        places = {entry.id: entry.sequence for entry in entries}
        assert len(places) == len(entries)
        assert {key: places.get(key) for key in self.kept} == self.kept
        written = {entry.id: entry.body.kind for entry in entries if entry.id in self.sent}
        assert written.items() <= self.sent.items()
        assert {entry.body.kind for entry in entries if entry.id not in self.sent} <= {
            "workshop_opened",
            "phase_begun",
            "joined",
        }
        notes = {entry.body.text: entry.id for entry in entries if entry.body.kind == "note_kept"}
        assert desk.words(workshop, notes) == {text: f"note {chosen}" for text, chosen in notes.items()}
        store.close()
        return len(written)
