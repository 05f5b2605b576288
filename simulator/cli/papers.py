"""`workshop kit`, `pack` and `strategy`: what is printed before a workshop, and what it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.workshop import Asked, Database, Force, at_desk, key_of, refuse_to_replace, web_address
from simulator.errors import SimulatorError
from simulator.typography import french

RUNS = "calculs"
"""Folder of the bundles, in the data folder."""
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="cli.papers.out")]
Address = Annotated[str | None, typer.Option("--address", metavar="URL", help="cli.papers.address")]
Runs = Annotated[Path | None, typer.Option("--runs", metavar="DIR", help="cli.papers.runs")]


@options.expanded
def kit(
    ctx: typer.Context,
    out: Out,
    asked: Asked,
    address: Address = None,
    code: Annotated[str | None, typer.Option(metavar="ABCDEF", help="cli.papers.code")] = None,
    lang: options.Lang = None,
) -> None:
    """Print everything that goes on the tables."""
    from simulator.workshop.kit import Room, make_kit
    from simulator.workshop.opening import read_template, seat

    worlds = tuple(asked.world)
    room = Room(seat(asked.tables, worlds), web_address(address), letters(code))
    made = make_kit(read_template(asked.template), worlds, room, ctx.obj.language, out)
    typer.echo(ctx.obj.many("papers.made", len(made), folder=out))


def letters(given: str | None) -> str | None:
    """A workshop's code.

    Raises:
        SimulatorError: It is not six letters.
    """
    from simulator.workshop.passes import CODE_LENGTH, read_code

    read = None if given is None else read_code(given)
    if read is None or len(read) == CODE_LENGTH:
        return read
    raise SimulatorError(
        french(f"« {given} » n'est pas un code : six lettres, comme « bassin2040 workshop list » les montre."),
        f"'{given}' is no code: six letters, as 'bassin2040 workshop list' shows them.",
    )


@dataclass(frozen=True)
class Source:
    """Where a pack comes from, and where its links lead.

    Attributes:
        address: Address of the server, for permanent links.
        runs: Folder of the runs that were kept.
        database: Address of the database.
    """

    address: Address = None
    runs: Runs = None
    database: Database = None


@options.expanded
def pack(
    ctx: typer.Context,
    workshop: Annotated[str, typer.Argument(metavar="CODE", help="cli.papers.workshop", show_default=False)],
    out: Out,
    source: Source,
    lang: options.Lang = None,
) -> None:
    """Write the debrief pack of a workshop, in the workshop's own language unless one is asked for."""
    from simulator.workshop.debrief import make_pack

    with at_desk(source.database) as desk:
        made = make_pack(desk, kept_runs(source.runs), key_of(desk, workshop), out, lang, web_address(source.address))
    typer.echo(ctx.obj.many("papers.made", len(made), folder=out))


def kept_runs(folder: Path | None):
    """The runs that numbers come from."""
    from simulator.workshop.bundle import Bundles
    from simulator.workshop.store import data_folder

    return Bundles(folder or data_folder() / RUNS)


def strategy(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="cli.workshop.files", show_default=False)],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="cli.papers.document")],
    address: Address = None,
    force: Force = False,
    lang: options.Lang = None,
) -> None:
    """Write the draft strategy of several exported workshops as one document to edit."""
    from simulator.cache import write_atomically
    from simulator.workshop.debrief import day_of
    from simulator.workshop.debrief import strategy as write
    from simulator.workshop.export import read_export
    from simulator.workshop.strategy import latest

    refuse_to_replace(out, force)
    exports = latest(read_export(file) for file in files)
    days = [day_of(export, kept_runs(None), ctx.obj.language, web_address(address)) for export in exports]
    content = write(days, ctx.obj)
    write_atomically(out, lambda part: part.write_bytes(content))
    typer.echo(ctx.obj("papers.written", file=out))
