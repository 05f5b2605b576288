"""What a desk holds in memory: each workshop's state as far as it was folded, its agenda, and who wants to be told."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from sqlalchemy import Connection

from simulator.workshop.log import read_entries, row_of
from simulator.workshop.state import WorkshopState, fold
from simulator.workshop.template import Template

LOG = logging.getLogger(__name__)
Told = Callable[[int], None]


class Shelf:
    """States that are caught up with the log, never ahead of what is kept; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._states: dict[str, WorkshopState] = {}
        self._templates: dict[str, Template] = {}
        self._listeners: dict[str, list[Told]] = {}

    def caught_up(self, connection: Connection, workshop: str) -> WorkshopState:
        """The state after every line that is kept; call it before adding lines in the same transaction.

        Raises:
            Refusal: "unknown_workshop".
        """
        with self._lock:
            state = self._states.get(workshop, WorkshopState())
        state = fold(read_entries(connection, workshop, state.sequence), state)
        if not state.sequence:
            row_of(connection, workshop)
        self._put(workshop, state)
        return state

    def _put(self, workshop: str, state: WorkshopState) -> None:
        with self._lock:
            if state.sequence > self._states.get(workshop, WorkshopState()).sequence:
                self._states[workshop] = state

    def template(self, connection: Connection, workshop: str) -> Template:
        """The agenda that the workshop was opened with."""
        with self._lock:
            found = self._templates.get(workshop)
        if found is None:
            found = Template.from_text(row_of(connection, workshop).template)
            with self._lock:
                self._templates[workshop] = found
        return found

    def listen(self, workshop: str, told: Told) -> Callable[[], None]:
        """Call `told` with the sequence after each new line; the answer stops it."""
        with self._lock:
            self._listeners.setdefault(workshop, []).append(told)

        def cancel() -> None:
            with self._lock:
                if told in self._listeners.get(workshop, []):
                    self._listeners[workshop].remove(told)

        return cancel

    def announce(self, workshop: str, sequence: int) -> None:
        """Tell everybody who listens; one who fails is logged, and harms neither the line nor the others."""
        with self._lock:
            listeners = tuple(self._listeners.get(workshop, ()))
        for told in listeners:
            try:
                told(sequence)
            except Exception:
                LOG.exception("a listener failed")
