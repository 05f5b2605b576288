"""`link`: a kept answer by its permanent address, as it was that day, and asked again if wished."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.progress import Progress


@options.expanded
def link(
    ctx: typer.Context,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="cli.link.address", show_default=False)],
    output: options.Print,
    recompute: Annotated[bool, typer.Option("--recompute", help="cli.link.recompute")] = False,
    bundles: Annotated[Path | None, typer.Option("--bundles", metavar="FOLDER", help="cli.link.bundles")] = None,
) -> None:
    """Show what a kept run answered; on request, what it would answer today."""
    from simulator.cli.link_page import link_document, link_page
    from simulator.workshop.bundle import Bundles, bundles_folder

    found = address.rstrip("/").rpartition("/")[-1]
    kept = Bundles(bundles or bundles_folder())
    bundle, changes = kept.load(found), None
    if recompute:
        from simulator.workshop.calculator import Calculator
        from simulator.workshop.changes import recompute as ask_again

        with Progress().step("link", ctx.obj("link.running")) as report:
            calculator = Calculator(kept, bundle.residents, bundle.replications)
            changes = ask_again(calculator, found, tell=lambda _what, share: report(share))[1]
    document = link_document(found, bundle, changes)
    typer.echo(json.dumps(document, allow_nan=False) if output.json else link_page(found, bundle, changes, ctx.obj))
