"""`check`: scenario files, policy files and territory folders, looked at without running anything."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.frame import REFUSED

Places = Annotated[list[Path], typer.Argument(metavar="FOLDER|FILE...", help="cli.places", show_default=False)]


def check(ctx: typer.Context, places: Places, lang: options.Lang = None) -> None:
    """Say every fault of files and folders, one line each."""
    from simulator.experiments.checking import check_places

    say = ctx.obj
    looked, faults = check_places(places)
    for fault in faults:
        typer.echo(fault.message(say.language))
    if faults:
        typer.echo(say.many("check.faults", len(faults)), err=True)
        raise typer.Exit(REFUSED)
    typer.echo(say.many("check.sound", looked))
