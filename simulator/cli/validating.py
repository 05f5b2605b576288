"""`validate`: every pattern that the model must reproduce, measured anew."""

from __future__ import annotations

import json

import typer

from simulator.cli import options
from simulator.cli.progress import Progress
from simulator.cli.running import ground, prepared


@options.expanded
def validate(
    ctx: typer.Context, sample: options.Judged, output: options.Print, without: options.Without = None
) -> None:
    """Measure every pattern and say which hold; one that does not is a result, not an error."""
    from simulator.cli.validation_page import validation_page
    from simulator.compiled import mark_compiled
    from simulator.experiments.validation import catalogue
    from simulator.experiments.validation.world import FROZEN, REPLICATIONS, World

    say, progress, parameters = ctx.obj, Progress(), None
    whom = ground(sample, progress, say)
    if without:
        with progress.step("fitting", say("validate.fitting")) as report:
            parameters = catalogue.without(*whom, without, report)
    study = prepared(FROZEN, whom, sample, REPLICATIONS, (progress, say), parameters)
    with progress.step("patterns", say("validate.running")) as report:
        found = catalogue.find_all(World(study), progress=report)
    mark_compiled()
    if output.json:
        typer.echo(json.dumps([finding.document() for finding in found], allow_nan=False, ensure_ascii=False))
    else:
        typer.echo(validation_page(found, without, say))
