"""The options that several commands share, each declared once; help texts are catalogue keys, put into words later."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from simulator.calendar import LAST_YEAR, REFERENCE_YEAR
from simulator.wording import LANGUAGES

MOST_THREADS = 256


def _residents(text: str) -> int | str:
    if str(text).casefold() in ("all", "tous"):
        return "all"
    return _whole(text, 1, 10_000_000, "cli.bad.residents")


def _seed(text: str) -> int:
    return _whole(text, 0, 2**63 - 1, "cli.bad.seed")


def count(text: str) -> int:
    """A number of things, from the command line."""
    return _whole(text, 1, 10_000, "cli.bad.count")


def _threads(text: str) -> int:
    return _whole(text, 1, MOST_THREADS, "cli.bad.threads")


def _port(text: str) -> int:
    return _whole(text, 1, 65_535, "cli.bad.port")


def _year(text: str) -> int:
    return _whole(text, REFERENCE_YEAR, LAST_YEAR, "cli.bad.year")


def _lang(text: str) -> str:
    if text in LANGUAGES:
        return text
    raise typer.BadParameter("cli.bad.lang")


def _whole(text: str, low: int, high: int, key: str) -> int:
    digits = str(text).replace("_", "")
    if digits.isascii() and digits.isdigit() and len(digits) < 20 and low <= int(digits) <= high:
        return int(digits)
    raise typer.BadParameter(key)


def _mechanism(text: str) -> str:
    from simulator.experiments.validation.mechanisms import OFF

    if text in OFF:
        return text
    raise typer.BadParameter("cli.bad.without")


Residents = Annotated[str, typer.Option("--residents", metavar="N|all", parser=_residents, help="cli.residents")]
Seed = Annotated[int, typer.Option("--seed", metavar="S", parser=_seed, help="cli.seed")]
Without = Annotated[
    str | None,
    typer.Option("--without", metavar="norm|symbolic|habit|learning|company", parser=_mechanism, help="cli.without"),
]
Scenario = Annotated[str, typer.Argument(metavar="SCENARIO", help="cli.scenario", show_default=False)]
Policy = Annotated[str | None, typer.Option("--policy", metavar="FILE", help="cli.policy")]
Policies = Annotated[list[str], typer.Option("--policy", metavar="FILE", help="cli.policies")]
Replications = Annotated[int, typer.Option("--replications", metavar="R", parser=count, help="cli.replications")]
Year = Annotated[int, typer.Option("--year", metavar="Y", parser=_year, help="cli.year")]
Causes = Annotated[bool, typer.Option("--causes", help="cli.causes.run")]
Json = Annotated[bool, typer.Option("--json", help="cli.json")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="fr|en", parser=_lang, help="cli.lang")]
Port = Annotated[int, typer.Option("--port", metavar="N", parser=_port, help="cli.port")]


@dataclass(frozen=True)
class Sample:
    """Whom to simulate, where, and with which draws.

    Attributes:
        residents: Number of rows, or "all" for one per person.
        seed: Seed of the run.
        population_seed: Seed of the synthetic population.
        threads: Number of threads; None for all cores. Results do not depend on it.
        territory: A bundled territory's name, or a folder.
        travel: A planner's travel times (.csv or .omx) in place of the computed ones, or None.
        layer: A planner's layers (.csv), at which policies may aim, or None.
    """

    residents: Residents = "60000"
    seed: Seed = 1
    population_seed: Annotated[int, typer.Option(metavar="P", parser=_seed, help="cli.population_seed")] = 7
    threads: Annotated[int | None, typer.Option(metavar="T", parser=_threads, help="cli.threads")] = None
    territory: Annotated[str, typer.Option(metavar="FOLDER", help="cli.territory")] = "bassin-minier"
    travel: Annotated[Path | None, typer.Option(metavar="FILE", help="cli.travel")] = None
    layer: Annotated[Path | None, typer.Option(metavar="FILE", help="cli.layer")] = None


@dataclass(frozen=True)
class Judged(Sample):
    """Whom patterns are measured on: fewer residents, and a seed that no intercept was fitted to."""

    residents: Residents = "20000"
    seed: Seed = 21


@dataclass(frozen=True)
class Print:
    """How an answer is printed.

    Attributes:
        json: Whether to print one JSON document instead of a summary.
        lang: Language of the answer.
    """

    json: Json = False
    lang: Lang = None


@dataclass(frozen=True)
class Target:
    """Where results go.

    Attributes:
        out: Folder for the files, or None.
        json: Whether to print one JSON document instead of a summary.
        excel: Whether the table is written for French Excel.
        force: Whether files already there may be replaced.
        causes: Whether to say too what keeps people at home, in the last December.
        lang: Language of the answer.
    """

    out: Annotated[Path | None, typer.Option(metavar="DIR", help="cli.out")] = None
    json: Json = False
    excel: Annotated[bool, typer.Option("--excel", help="cli.excel")] = False
    force: Annotated[bool, typer.Option("--force", help="cli.force")] = False
    causes: Causes = False
    lang: Lang = None


def expanded(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command take dataclasses of options: each of their fields becomes an option of the command line."""
    hints = get_type_hints(command, include_extras=True)
    groups = {name: kind for name, kind in hints.items() if dataclasses.is_dataclass(kind)}
    flat = []
    for parameter in inspect.signature(command).parameters.values():
        flat += _fields(groups[parameter.name]) if parameter.name in groups else [_resolved(parameter, hints)]

    @functools.wraps(command)
    def call(**given: Any) -> None:
        for name, kind in groups.items():
            given[name] = kind(**{field.name: given.pop(field.name) for field in dataclasses.fields(kind)})
        command(**given)

    call.__signature__ = inspect.Signature(flat)
    call.__annotations__ = {parameter.name: parameter.annotation for parameter in flat}
    del call.__wrapped__
    return call


def _fields(group: type) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [_keyword(field.name, hints[field.name], field.default) for field in dataclasses.fields(group)]


def _resolved(parameter: inspect.Parameter, hints: dict[str, Any]) -> inspect.Parameter:
    return _keyword(parameter.name, hints[parameter.name], parameter.default)


def _keyword(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
