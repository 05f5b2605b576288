"""`calibrate`: which parameter sets the published facts leave possible."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.frame import REFUSED
from simulator.cli.progress import Progress

Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="cli.calibrate_out", show_default=False)]
Force = Annotated[bool, typer.Option("--force", help="cli.force")]


def calibrate(
    ctx: typer.Context,
    out: Out,
    seed: Annotated[int, typer.Option(metavar="S", parser=options._seed, help="cli.seed")] = 1,
    territory: Annotated[str, typer.Option(metavar="FOLDER", help="cli.territory")] = "bassin-minier",
    force: Force = False,
    lang: options.Lang = None,
) -> None:
    """Search the parameters that facts leave open, and write the accepted sample."""
    from dataclasses import replace

    from simulator.experiments.matching.sample import FILE, keep
    from simulator.experiments.matching.search import PLAN, search
    from simulator.territory.territory import Territory

    say, progress = ctx.obj, Progress()
    if (out / FILE).exists() and not force:
        typer.echo(say("calibrate.exists", path=str(out / FILE)), err=True)
        raise typer.Exit(REFUSED)
    place = Territory.load(territory)
    with progress.step("calibrate", say("calibrate.running")) as report:
        trials = search(place, replace(PLAN, seed=seed), processes=os.cpu_count() or 1, progress=report)
    out.mkdir(parents=True, exist_ok=True)
    typer.echo(say("calibrate.done", count=len(trials), path=str(keep(out, trials))))
