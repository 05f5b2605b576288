"""`dashboard`, `prepare`, `bench` and `doctor`: what keeps the product running."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.frame import REFUSED
from simulator.cli.progress import Progress

MARKS = {"ok": "✓", "warning": "!", "missing": "✗"}


def dashboard(
    ctx: typer.Context,
    port: options.Port = 8866,
    ip: Annotated[str, typer.Option("--ip", metavar="ADDRESS", help="cli.ip")] = "127.0.0.1",
    open_browser: Annotated[bool, typer.Option("--open", help="cli.open")] = False,
    lang: options.Lang = None,
) -> None:
    """Serve the dashboard until interrupted."""
    from simulator.serve.app import serve

    serve(port, ip=ip, open_browser=open_browser, language=ctx.obj.language)


def doctor(ctx: typer.Context, port: options.Port = 8866, lang: options.Lang = None) -> None:
    """Say what this machine lacks, and how to mend it."""
    from simulator.doctor import diagnose

    checks = diagnose(ctx.obj.language, port)
    for check in checks:
        mend = f"\n    → {check.mend}" if check.mend else ""
        typer.echo(f"{MARKS[check.state]} {check.sentence}{mend}")
    if any(check.state == "missing" for check in checks):
        raise typer.Exit(REFUSED)


def prepare(ctx: typer.Context, lang: options.Lang = None) -> None:
    """Fill the caches with what the dashboard needs, so that its first screen comes at once; tell the fit."""
    from simulator.cli.fit_page import fit_page
    from simulator.dashboard.app import WORLDS
    from simulator.serve.preparation import STEPS
    from simulator.serve.preparation import prepare as fill
    from simulator.serve.readiness import remember

    say, progress = ctx.obj, Progress()
    with progress.step("prepare", say("prepare.running")) as report:
        fit = fill(lambda step, share: report((STEPS.index(step) + share) / len(STEPS)), WORLDS)
        remember(WORLDS)
    typer.echo(fit_page(fit, say))
    typer.echo(say("prepare.done"))


def bench(
    ctx: typer.Context,
    json_only: options.Json = False,
    everybody: Annotated[bool, typer.Option("--all", help="cli.everybody")] = False,
    lang: options.Lang = None,
) -> None:
    """Measure the engine's speed and memory, and the plain reference's speed."""
    from simulator.cli.bench_page import bench_page
    from simulator.experiments.bench import measure

    progress = Progress()
    with progress.step("bench", ctx.obj("bench.running")) as report:
        found = measure(progress=report, everybody=everybody)
    typer.echo(json.dumps(found, allow_nan=False) if json_only else bench_page(found, ctx.obj))
