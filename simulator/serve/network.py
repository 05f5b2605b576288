"""Where this machine is found by others."""

from __future__ import annotations

import ipaddress
import socket

LOCAL = ("127.0.0.1", "localhost", "[::1]")


def network_address() -> str | None:
    """This machine's address on the network of its default route, else on the first one it is on; no packet is sent.

    A room's own Wi-Fi, without the Internet, may give no default route at all.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return _first_of(_own_addresses())
        return probe.getsockname()[0]


def _own_addresses() -> list[str]:
    import psutil

    every = (one for kept in psutil.net_if_addrs().values() for one in kept)
    return [one.address for one in every if one.family == socket.AF_INET]


def _first_of(addresses: list[str]) -> str | None:
    """The first that other machines of a room can reach."""
    known = (ipaddress.ip_address(one) for one in addresses)
    return next((str(one) for one in known if not one.is_loopback and not one.is_link_local), None)
