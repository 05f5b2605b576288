"""`validate`: every pattern that the model must reproduce, measured anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from simulator.cli import options
from simulator.cli.progress import Progress
from simulator.cli.running import ground

if TYPE_CHECKING:
    from simulator.experiments.validation.pattern import Finding
    from simulator.wording import Translator


@options.expanded
def validate(
    ctx: typer.Context, sample: options.Judged, output: options.Print, without: options.Without = None
) -> None:
    """Measure every pattern and say which hold; one that does not is a result, not an error."""
    from simulator.cli.validation_page import validation_page

    found = _measured(sample, without, ctx.obj)
    if output.json:
        typer.echo(json.dumps([finding.document() for finding in found], allow_nan=False, ensure_ascii=False))
    else:
        typer.echo(validation_page(found, without, ctx.obj))


def _measured(sample: options.Judged, without: str | None, say: Translator) -> list[Finding]:
    """Every finding, saying each step."""
    from simulator.compiled import mark_compiled
    from simulator.experiments.validation import catalogue
    from simulator.experiments.validation.world import REPLICATIONS, World, frozen_study

    progress, settings = Progress(), {"seed": sample.seed, "threads": sample.threads, "replications": REPLICATIONS}
    territory, people = ground(sample, progress, say)
    if without:
        with progress.step("fitting", say("validate.fitting")) as report:
            settings["parameters"] = catalogue.without(territory, people, without, report)
    with progress.step("preparation", say("run.preparation")) as report:
        study = frozen_study(territory, people, progress=report, **settings)
    with progress.step("patterns", say("validate.running")) as report:
        found = catalogue.find_all(World(study), progress=report)
    mark_compiled()
    return found
