"""The command line: `bassin2040 run`, `compare`, `claims`, `check`, `calibrate`, `workshop`, `dashboard` and the rest.

What a command needs is imported when it runs, so that help and mistakes are answered at once.
"""

from __future__ import annotations

import io
import signal
import sys

import typer

from simulator.cli.calibrating import calibrate
from simulator.cli.checking import check
from simulator.cli.frame import Command, Group
from simulator.cli.linking import link
from simulator.cli.options import Lang
from simulator.cli.papers import kit, pack, strategy
from simulator.cli.running import causes, claims, compare, run
from simulator.cli.service import bench, dashboard, doctor, prepare
from simulator.cli.serving import serve
from simulator.cli.validating import validate
from simulator.cli.workshop import app as workshop

app = typer.Typer(
    cls=Group, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, help="cli.bassin2040"
)


@app.callback(invoke_without_command=True)
def start(
    ctx: typer.Context, version: bool = typer.Option(False, "--version", help="cli.version"), lang: Lang = None
) -> None:
    """Answer `--version`, or show the help when no command is given."""
    if version:
        from simulator import __version__

        typer.echo(f"bassin2040 {__version__}")
    elif ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


app.command(cls=Command, help="cli.run")(run)
app.command(cls=Command, help="cli.compare")(compare)
app.command(cls=Command, help="cli.claims")(claims)
app.command(cls=Command, help="cli.causes")(causes)
app.command(cls=Command, help="cli.link")(link)
app.command(cls=Command, help="cli.check")(check)
app.command(cls=Command, help="cli.calibrate")(calibrate)
app.command(cls=Command, help="cli.validate")(validate)
app.command(cls=Command, help="cli.serve")(serve)
app.command(cls=Command, help="cli.dashboard")(dashboard)
workshop.command(cls=Command, help="cli.papers.kit")(kit)
workshop.command(cls=Command, help="cli.papers.pack")(pack)
workshop.command(cls=Command, help="cli.papers.strategy")(strategy)
app.add_typer(workshop, name="workshop")
app.command(cls=Command, help="cli.prepare")(prepare)
app.command(cls=Command, help="cli.bench")(bench)
app.command(cls=Command, help="cli.doctor")(doctor)


def main() -> None:
    """Run the command line; the entry point of `bassin2040`.

    A polite kill cleans up as Ctrl-C does; a stream that lacks a letter shows "?" for it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    app()
