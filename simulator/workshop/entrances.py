"""Where each seat of a workshop enters: one link for the host, the wall, whoever keys in paper, and every table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol
from urllib.parse import quote


class Seats(Protocol):
    """A workshop's tokens."""

    host: str
    tables: Mapping[str, str]
    operator: str


def entrances(seats: Seats, link: Callable[..., str]) -> list[tuple[str, int | None, str]]:
    """Each seat's name, its table's number if it is a table's, and its address.

    The keys of screens that stay open stand behind the address's `#`, which no server is sent; those of plain pages go
    to a cookie at the first visit.

    Args:
        seats: The tokens of the seats.
        link: The address of a page, with what is asked of it: `link("/projection", token="…")`.
    """

    def behind(path: str, key: str) -> str:
        return f"{link(path)}#k={quote(key)}"

    return [
        ("animation", None, behind("/animation", seats.host)),
        *(("table", rank, behind("/table", key)) for rank, key in enumerate(seats.tables.values(), start=1)),
        ("projection", None, link("/projection", token=seats.host)),
        ("operator", None, link("/operateur", token=seats.operator)),
    ]
