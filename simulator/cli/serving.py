"""`serve`: the workshop for a room, and the exploration beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from simulator.cli import options


@dataclass(frozen=True)
class Where:
    """Where the server listens, and where it keeps what happens.

    Attributes:
        port: Port.
        ip: Address to listen on.
        database: Address of the database, or None for the user's own file.
        demo: Whether a demonstration workshop is opened.
        futures: Futures that each committed plan is tried in, or None for the usual number.
        open_browser: Whether a browser is opened.
        lang: Language of the terminal and of the demonstration.
    """

    port: options.Port = 8866
    ip: Annotated[str, typer.Option("--ip", metavar="ADDRESS", help="cli.ip")] = "127.0.0.1"
    database: Annotated[str | None, typer.Option("--database", metavar="URL", help="cli.database")] = None
    demo: Annotated[bool, typer.Option("--demo/--no-demo", help="cli.demo")] = True
    futures: Annotated[int | None, typer.Option("--futures", min=20, max=2000, metavar="N", help="cli.futures")] = None
    open_browser: Annotated[bool, typer.Option("--open", help="cli.open")] = False
    lang: options.Lang = None


@dataclass(frozen=True)
class Told:
    """What the room is told.

    Attributes:
        address: Where phones find the server, when it is not where a page was asked for.
        wifi_name: The room's network.
        wifi_password: Its password.
        controller: Who answers for people's data.
    """

    address: Annotated[str | None, typer.Option("--address", metavar="URL", help="cli.address")] = None
    wifi_name: Annotated[str | None, typer.Option("--wifi-name", metavar="NAME", help="cli.wifi_name")] = None
    wifi_password: Annotated[str | None, typer.Option("--wifi-password", metavar="TEXT", help="cli.wifi_password")] = (
        None
    )
    controller: Annotated[str | None, typer.Option("--controller", metavar="TEXT", help="cli.controller")] = None


@options.expanded
def serve(ctx: typer.Context, where: Where, told: Told) -> None:
    """Serve the workshop until interrupted."""
    from simulator.serve.app import serve as run
    from simulator.serve.room import Sign, make_room

    language = ctx.obj.language
    sign = Sign(told.wifi_name, told.wifi_password, told.controller, told.address)
    room = make_room(where.database, sign, language=language, demonstrate=where.demo, futures=where.futures)
    run(where.port, ip=where.ip, open_browser=where.open_browser, language=language, room=room)
