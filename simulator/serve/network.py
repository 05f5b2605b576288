"""Where this machine is found by others."""

from __future__ import annotations

import socket

LOCAL = ("127.0.0.1", "localhost", "[::1]")


def network_address() -> str | None:
    """This machine's address on the network of its default route; no packet is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        return probe.getsockname()[0]


def make_room(url: str | None, sign: Sign, *, language: str, demonstrate: bool) -> Room:
    """The room of a database, with its demonstration workshop when wanted.

    Args:
        url: The database's address; None for the one of the environment, else a file of the user's.
        sign: What the room is told.
        language: Language of a new demonstration.
        demonstrate: Whether to open it.

    Raises:
        SimulatorError: The database cannot be opened.
    """
    from simulator.serve.demonstration import demonstration
    from simulator.workshop.desk import Desk
    from simulator.workshop.store import Store

    desk = Desk(Store(url))
    shown = demonstration(desk, desk.store.address, language) if demonstrate else None
    return Room(desk, sign, shown)
