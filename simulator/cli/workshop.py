"""`workshop`: opening, showing, moving, merging, erasing and ending workshops, on the machine that holds them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli import options
from simulator.cli.frame import Command, CommandError, Group
from simulator.errors import SimulatorError
from simulator.typography import french

if TYPE_CHECKING:
    from simulator.workshop.desk import Desk

app = typer.Typer(cls=Group, rich_markup_mode=None, help="cli.workshop")

Database = Annotated[str | None, typer.Option("--database", metavar="URL", help="cli.workshop.database")]
Workshop = Annotated[str, typer.Argument(metavar="WORKSHOP", help="cli.workshop.key", show_default=False)]
File = Annotated[Path, typer.Argument(metavar="FILE", help="cli.workshop.file", show_default=False)]
Force = Annotated[bool, typer.Option("--force", help="cli.force")]


@dataclass(frozen=True)
class Server:
    """Where the server and its workshops are.

    Attributes:
        address: Address of the server, for links.
        database: Address of the database.
    """

    address: Annotated[str | None, typer.Option("--address", metavar="URL", help="cli.papers.address")] = None
    database: Database = None


@contextmanager
def at_desk(database: str | None) -> Iterator[Desk]:
    """A desk over the database, closed at the end."""
    from simulator.workshop.desk import Desk
    from simulator.workshop.store import Store

    store = Store(database)
    try:
        yield Desk(store)
    finally:
        store.close()


def key_of(desk: Desk, asked: str) -> str:
    """The key of the workshop that has these six letters; a key stays as it is."""
    from simulator.workshop.passes import read_code

    return next((key for key in desk.workshops() if desk.code(key) == read_code(asked)), asked)


def web_address(given: str | None) -> str | None:
    """An address that a browser opens.

    Raises:
        SimulatorError: It is none.
    """
    if given is None or given.startswith(("http://", "https://")):
        return given
    raise SimulatorError(
        french(f"« {given} » n'est pas une adresse : écrire par exemple http://192.168.1.10:8866."),
        f"'{given}' is no address: write for example http://192.168.1.10:8866.",
    )


@app.callback(invoke_without_command=True)
def start(ctx: typer.Context, lang: options.Lang = None) -> None:
    """Show the help when no command is given."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@dataclass(frozen=True)
class Asked:
    """What a host asks for.

    Attributes:
        template: A bundled agenda's name, or a file.
        world: Worlds that are played.
        tables: How many tables.
    """

    template: Annotated[str, typer.Option(metavar="FILE", help="cli.workshop.template")] = "demi-journee-240"
    world: Annotated[list[str], typer.Option("--world", metavar="NAME", help="cli.workshop.world")] = ("tendanciel",)
    tables: Annotated[int, typer.Option(metavar="N", parser=options.count, help="cli.workshop.tables")] = 8


@dataclass(frozen=True)
class Shown:
    """What is shown instead of where a workshop stands.

    Attributes:
        texts: Every text with its reference.
        renew: New links for the seats.
    """

    texts: Annotated[bool, typer.Option("--texts", help="cli.workshop.texts")] = False
    renew: Annotated[bool, typer.Option("--renew", help="cli.workshop.renew")] = False


@app.command("new", cls=Command, help="cli.workshop.new")
@options.expanded
def new(
    ctx: typer.Context,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="cli.workshop.title")],
    asked: Asked,
    printed: options.Print,
    server: Server,
) -> None:
    """Open a workshop, and print its code and the link of every seat, once."""
    from simulator.cli.workshop_page import opened_page

    address = web_address(server.address)
    with at_desk(server.database) as desk:
        opened = desk.open(asked.template, title, tuple(asked.world), asked.tables, ctx.obj.language)
        typer.echo(opened_page(opened, address, ctx.obj, printed.json))


@app.command("list", cls=Command, help="cli.workshop.list")
def list_all(
    ctx: typer.Context, database: Database = None, json_only: options.Json = False, lang: options.Lang = None
) -> None:
    """Print one line per workshop."""
    from simulator.cli.workshop_page import list_page, summary

    with at_desk(database) as desk:
        found = [summary(desk, key) for key in desk.workshops()]
    typer.echo(json.dumps(found, ensure_ascii=False) if json_only else list_page(found, ctx.obj))


@app.command("show", cls=Command, help="cli.workshop.show")
@options.expanded
def show(ctx: typer.Context, workshop: Workshop, shown: Shown, printed: options.Print, server: Server) -> None:
    """Print where a workshop stands; its texts with their references; or new links for its seats."""
    from simulator.cli import workshop_page as page

    address = web_address(server.address)
    with at_desk(server.database) as desk:
        workshop = key_of(desk, workshop)
        if shown.renew:
            typer.echo(page.opened_page(desk.renew(workshop), address, ctx.obj, printed.json))
        elif shown.texts:
            typer.echo(page.texts_page(desk.export(workshop), ctx.obj, printed.json))
        else:
            found = page.summary(desk, workshop)
            typer.echo(json.dumps(found, ensure_ascii=False) if printed.json else page.show_page(found, ctx.obj))


@app.command("export", cls=Command, help="cli.workshop.export")
def export(
    ctx: typer.Context,
    workshop: Workshop,
    file: File,
    force: Force = False,
    database: Database = None,
    lang: options.Lang = None,
) -> None:
    """Write a workshop to one file."""
    refuse_to_replace(file, force)
    with at_desk(database) as desk:
        desk.export_to(key_of(desk, workshop), file)
    typer.echo(ctx.obj("desk.exported", file=file))


@app.command("import", cls=Command, help="cli.workshop.import")
def bring_in(ctx: typer.Context, file: File, database: Database = None, lang: options.Lang = None) -> None:
    """Bring a workshop in from its file."""
    with at_desk(database) as desk:
        workshop, lines = desk.import_from(file)
    typer.echo(ctx.obj.many("desk.imported", lines, workshop=workshop))


@app.command("merge", cls=Command, help="cli.workshop.merge")
def merge(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="cli.workshop.files", show_default=False)],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="cli.workshop.out")],
    force: Force = False,
    lang: options.Lang = None,
) -> None:
    """Merge several exported workshops into the draft of one strategy."""
    from simulator.cache import write_atomically
    from simulator.workshop.export import read_export
    from simulator.workshop.strategy import merge as join

    refuse_to_replace(out, force)
    strategy = join([read_export(file) for file in files])
    text = json.dumps(strategy, ensure_ascii=False, indent=1)
    write_atomically(out, lambda part: part.write_text(text, encoding="utf-8"))
    typer.echo(ctx.obj.many("desk.merged", len(strategy["actions"]), file=out))


@app.command("erase", cls=Command, help="cli.workshop.erase")
def erase(
    ctx: typer.Context,
    workshop: Workshop,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="cli.workshop.what", show_default=False)],
    database: Database = None,
    lang: options.Lang = None,
) -> None:
    """Erase one text, or everything that one participant wrote."""
    with at_desk(database) as desk:
        erased = desk.erase(key_of(desk, workshop), what)
    typer.echo(ctx.obj.many("desk.erased", len(erased)))


@app.command("end", cls=Command, help="cli.workshop.end")
def end(ctx: typer.Context, workshop: Workshop, database: Database = None, lang: options.Lang = None) -> None:
    """Close a workshop."""
    with at_desk(database) as desk:
        desk.end(key_of(desk, workshop))
    typer.echo(ctx.obj("desk.closed"))


def refuse_to_replace(file: Path, force: bool) -> None:
    """Refuse to write over a file that is there, unless it was asked for."""
    if file.exists() and not force:
        raise CommandError(
            french(f"{file} existe déjà : ajoutez --force pour le remplacer."),
            f"{file} is already there: add --force to replace it.",
        )
