"""`run`, `compare` and `claims`: a scenario, policies, and what comes of them."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from simulator.calendar import LAST_YEAR, january
from simulator.cli import causes_page, options, summary
from simulator.cli.fit_page import fit_page
from simulator.cli.frame import CommandError
from simulator.cli.progress import Progress

if TYPE_CHECKING:
    from simulator.experiments.causes_table import Lost
    from simulator.experiments.policy import Policy
    from simulator.experiments.run import Run, Study
    from simulator.experiments.scenario import Scenario
    from simulator.population.residents import Population
    from simulator.territory.territory import Territory
    from simulator.wording import Translator


@dataclass(frozen=True)
class Bench:
    """What runs are made on: a territory, its residents, a prepared study, and the progress so far."""

    territory: Territory
    people: Population
    study: Study
    progress: Progress


@options.expanded
def run(
    ctx: typer.Context,
    scenario: options.Scenario,
    sample: options.Sample,
    target: options.Target,
    policy: options.Policy = None,
    replications: options.Replications = 1,
) -> None:
    """Play one scenario to 2040, with a policy or without."""
    from simulator.compiled import mark_compiled
    from simulator.experiments.causes_table import Lost

    world, plan, say = _scenario(scenario), _policy(policy), ctx.obj
    _check_target(target)
    bench = _bench(world, sample, replications, say, [plan])
    sentence, lost = say("run.running", title=plan.title[say.language]), Lost() if target.causes else None
    with _stoppable() as stop, bench.progress.step("run", sentence) as report:
        played = _told(range(replications), report)
        runs = [bench.study.run(plan, r, stop, ending=None if r else lost) for r in played]
    mark_compiled()
    fit = bench.people.fit
    document = summary.run_document(runs, bench.people.commune.size) | {"fit": fit.as_dict()}
    document |= _asides(bench.study, plan, lost)
    if target.out:
        told = _asked(sample, {"scenario": scenario, "policy": policy})
        _write(target, runs, bench, told | {"digest": document["digest"]}, lost)
    page = summary.run_summary(runs, document, target.out, fit_page(fit, say), say)
    page += "\n\n" + causes_page.causes_summary(document | {"year": LAST_YEAR}, say) if lost else ""
    _answer(document, page, target.json)


def _check_target(target: options.Target) -> None:
    """Refuse before any work what would be written nowhere, or over something."""
    from simulator.experiments.output import refuse_existing

    if target.out:
        refuse_existing(target.out, target.force)
    elif target.excel or target.force:
        option = "--excel" if target.excel else "--force"
        raise CommandError(f"{option}\u00a0: donner aussi --out DIR.", f"{option}: give --out DIR too.")


def _asides(study: Study, plan: Policy, lost: Lost | None) -> dict[str, object]:
    """What a run's document tells besides, where there is any: whom levers are aimed at, what keeps residents home."""
    from simulator.experiments.aiming_words import targets_told

    found = {"targets": targets_told(study, plan)} if plan.targets else {}
    return found | ({"lost_demand": causes_page.whole(lost.found)} if lost else {})


@options.expanded
def compare(
    ctx: typer.Context,
    scenario: options.Scenario,
    policy: options.Policies,
    sample: options.Sample,
    output: options.Print,
    replications: options.Replications = summary.LEAST_REPLICATIONS,
) -> None:
    """Set policies against the same scenario without any, under the same draws."""
    from simulator.compiled import mark_compiled
    from simulator.experiments.aiming_words import targets_told
    from simulator.experiments.compare import compare as pair

    world, plans, say = _scenario(scenario), [_policy(name) for name in policy], ctx.obj
    bench = _bench(world, sample, replications, say, plans)
    with bench.progress.step("compare", say.many("compare.running", len(plans))) as report:
        pairs = [(plan, pair(bench.study, [plan], replications=replications)) for plan in _told(plans, report)]
    mark_compiled()
    document = summary.comparison_document(pairs)
    for plan, told in zip(plans, document["policies"], strict=True):
        told |= {"targets": targets_told(bench.study, plan)} if plan.targets else {}
    _answer(document, summary.comparison_summary(document, say), output.json)


@options.expanded
def claims(
    ctx: typer.Context,
    scenario: options.Scenario,
    sample: options.Sample,
    output: options.Print,
    replications: options.Replications = summary.LEAST_REPLICATIONS,
) -> None:
    """Say of each claim of a world's story what the model makes of it."""
    from simulator.cli.claims_page import claims_document, claims_page
    from simulator.compiled import mark_compiled
    from simulator.experiments.claims import TODAY, check_claims

    world, say = _scenario(scenario), ctx.obj
    bench = _bench(world, sample, replications, say)
    with _stoppable() as stop, bench.progress.step("claims", say("claims.running")):
        checked = check_claims(bench.study, bench.study.beside(TODAY), stop)
    mark_compiled()
    _answer(claims_document(bench.study, checked), claims_page(bench.study, checked, say), output.json)


@options.expanded
def causes(
    ctx: typer.Context,
    scenario: options.Scenario,
    sample: options.Sample,
    output: options.Print,
    policy: options.Policy = None,
    year: options.Year = LAST_YEAR,
) -> None:
    """Say which causes keep people at home, in the state of a December."""
    from simulator.compiled import mark_compiled

    world, plan, say = _scenario(scenario), _policy(policy), ctx.obj
    bench = _bench(world, sample, 1, say, [plan])
    with _stoppable() as stop, bench.progress.step("run", say("causes.running", year=year)):
        model = bench.study.model(plan)
        try:
            model.run_to(january(year + 1), stop)
            document = causes_page.causes_document(model, world.name, plan.name, year)
        finally:
            model.close()
    mark_compiled()
    _answer(document, causes_page.causes_summary(document, say), output.json)


def _scenario(name: str) -> Scenario:
    from simulator.experiments.scenario import Scenario

    return Scenario.load(name)


def _policy(name: str | None) -> Policy:
    from simulator.experiments.policy import Policy

    return Policy.load(name) if name else Policy.none


def _bench(
    world: Scenario, sample: options.Sample, replications: int, say: Translator, plans: Sequence[Policy] = ()
) -> Bench:
    """Load the territory and its residents and prepare the runs of some policies, saying each step."""
    from simulator.experiments.aiming import targets_in

    progress = Progress()
    territory, people = ground(sample, progress, say)
    for plan in plans:
        targets_in(plan, territory)  # refused before the runs are prepared
    with progress.step("preparation", say("run.preparation")) as report:
        from simulator.experiments.run import Study

        settings = {"replications": replications, "seed": sample.seed, "threads": sample.threads}
        study = Study(territory, people, world, progress=report, **settings)
    return Bench(territory, people, study, progress)


def ground(sample: options.Sample, progress: Progress, say: Translator) -> tuple[Territory, Population]:
    """Load the territory and its residents, saying each step."""
    from simulator.compiled import compiled_before

    if not compiled_before():
        typer.echo(say("run.compiling"), err=True)
    with progress.step("territory", say("run.territory")):
        from simulator.territory.territory import Territory

        territory = Territory.load(sample.territory, sample.travel, sample.layer)
    with progress.step("residents", say("run.residents")) as report:
        from simulator.population.synthesis import synthesise

        people = synthesise(territory, residents=sample.residents, seed=sample.population_seed, progress=report)
    return territory, people


def _told(things: Any, report: Any) -> Iterator[Any]:
    """The things in turn, the share of them done being told after each."""
    for done, thing in enumerate(things, 1):
        yield thing
        report(done / len(things))


@contextmanager
def _stoppable() -> Iterator[threading.Event]:
    """An event that stops the work under way as soon as the user interrupts."""
    stop = threading.Event()
    try:
        yield stop
    finally:
        stop.set()


def _asked(sample: options.Sample, given: dict[str, str | None]) -> dict[str, Any]:
    """What was asked for: the seeds, and each file that was read with its SHA-256."""
    from simulator.experiments.library import policy_path, scenario_path

    homes = {"scenario": scenario_path, "policy": policy_path}
    files = {kind: homes[kind](name) for kind, name in given.items() if name is not None}
    files |= {kind: path for kind in ("travel", "layer") if (path := getattr(sample, kind))}
    return {
        "seeds": {"run": sample.seed, "population": sample.population_seed},
        "files": {
            kind: {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            for kind, path in files.items()
        },
    }


def _write(target: options.Target, runs: list[Run], bench: Bench, told: dict[str, Any], lost: Lost | None) -> None:
    """Write the three files, the manifest with all that made them; `lost`: the first replication's lost demand."""
    from simulator.experiments.distance import distance_table, with_distances
    from simulator.experiments.output import describe, join_runs, write_results

    table, arrays = join_runs(runs)
    table = with_distances(table, distance_table(bench.study, runs[0].policy), len(runs))
    table = table if lost is None else lost.below(table)
    seconds = {name: round(value, 6) for name, value in bench.progress.seconds.items()}
    manifest = describe(runs, bench.study) | told | {"seconds": seconds}
    write_results(target.out, table, arrays, manifest, excel=target.excel)


def _answer(document: dict[str, Any], page: str, json_only: bool) -> None:
    typer.echo(json.dumps(document, allow_nan=False) if json_only else page)
