"""The page of every declared quantity, docs/parameters.md: `python -m simulator.experiments.parameter_page`.

The page is written from the declarations and from nothing else; a test compares the two.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from simulator.experiments.claims import STEADY
from simulator.experiments.indicators.places import FULL
from simulator.experiments.judging import CLEARANCE, SMALLEST_EFFECT
from simulator.model import parameters as model
from simulator.model.calibrated import FILE
from simulator.model.drivers import DRIVERS
from simulator.model.levers import EVERY_LEVER, FUNDERS, SEARCH, declared_by
from simulator.model.recorder import FAR
from simulator.parameters import Parameter, Tag, Value
from simulator.population.assumptions import DECLARATIONS
from simulator.population.demography import DEMOGRAPHY
from simulator.territory.kinds import FIELDS, KINDS, SUPPLY
from simulator.territory.mobility_parameters import MOBILITY
from simulator.territory.territory import Territory
from simulator.territory.travel import TRAVEL
from simulator.typography import french

PAGE = Path(__file__).resolve().parents[2] / "docs" / "parameters.md"

FRENCH = """\
# Les paramètres

Chaque nombre qui est une hypothèse est déclaré une seule fois dans le programme : nom, valeur, bornes, unité, statut,
source. Cette page en est tirée par `python -m simulator.experiments.parameter_page` ; rien n'y est écrit à la main. Les
équations où ils entrent sont dans [modele.md](modele.md).

Statut : **Q** cité tel quel d'une source ; **D** déduit par le calcul de nombres cités ; **M** de mémoire, non
vérifié ; **A** hypothèse sans preuve directe ; **P** tiré d'un prototype ; **C** calé sur des données. Six valeurs :
une par domaine (MUS, THE, CON, CIN, BIB, RUE). Quatre valeurs : une par diplôme (aucun, CAP-BEP, bac, supérieur). Huit
valeurs : une par profession (sans, ouvriers, employés, intermédiaires, cadres, retraités, indépendants, inactifs).
"""

ENGLISH = """\
# Parameters

Every number that is an assumption is declared once in the program: name, value, range, unit, tag, source. This page is
made from the declarations by `python -m simulator.experiments.parameter_page`; nothing in it is written by hand. The
equations they enter are in [modele.md](modele.md).

Tags: **Q** quoted from a source; **D** derived by arithmetic from quoted numbers; **M** from memory, unverified; **A**
an assumption without direct evidence; **P** from a prototype; **C** calibrated on data. Six values are one per domain
(MUS, THE, CON, CIN, BIB, RUE); four are one per education level (none, CAP-BEP, bac, higher); eight are one per
occupation (none, worker, employee, intermediate, manager, retired, self-employed, inactive).
"""

HEAD = ("nom / name", "français", "English", "valeur / value", "bornes / range", "unité / unit", "", "source")


def sections() -> list[tuple[str, tuple[Parameter, ...]]]:
    """Every declared quantity but the kinds' figures, by section, in declared order."""
    own = {p.name for p in model.MODEL_PARAMETERS}
    levers = tuple(p for lever in EVERY_LEVER.values() for p in declared_by(lever) if p.name not in own)
    return [
        ("Accès / Access (S2, S3)", model.ACCESS),
        ("Se déplacer / Getting there (S3)", MOBILITY),
        ("Temps de trajet / Travel times (S3)", TRAVEL),
        ("Décider / Deciding (S7, S8)", model.CHOICE),
        ("Vivre / Living (S4)", model.LIVES),
        ("Apprendre / Learning (S10, S11)", model.LEARNING),
        ("Distance symbolique / Symbolic distance (S12)", model.DISTANCE),
        ("Notoriété / Awareness (S6)", model.AWARENESS),
        ("L’art à l’école / Art at school (S5)", model.SCHOOL),
        ("Pratique amateur / Amateur practice (S13)", model.PRACTICE),
        ("Pratique numérique / Digital practice (S14)", model.DIGITAL),
        ("Structures et coopérations / Organisations and collaboration (S15)", model.COLLABORATION),
        ("Leviers / Levers (S1)", (*levers, SEARCH)),
        ("Tendances / Drivers (S0)", tuple(DRIVERS.values())),
        ("Offre sans liste / Supply that no list holds (S2)", tuple(SUPPLY)),
        ("Habitants / Residents", tuple(DECLARATIONS)),
        ("Naître, partir, vieillir / Births, moves, ageing (S4)", tuple(DEMOGRAPHY)),
        ("Comparer / Comparing", (SMALLEST_EFFECT, CLEARANCE, STEADY)),
        ("Indicateurs / Indicators (S16)", (FAR, FULL)),
    ]


def page() -> str:
    """The whole page, Markdown."""
    parts = [french(FRENCH), "---\n", ENGLISH]
    for title, declarations in sections():
        parts += [f"## {title}\n", table(HEAD, (row(p) for p in declarations))]
    parts += ["## Qui paie / Who pays (S1)\n", funding()]
    parts += ["## Constantes calées / Calibrated intercepts\n", calibrated()]
    parts += ["## Genres de lieux / Kinds of venues (S2)\n", kinds()]
    return "\n".join(parts)


def row(p: Parameter) -> tuple[str, ...]:
    """A declaration as a row of the page."""
    low, high = p.bounds
    return f"`{p.name}`", p.fr, p.en, shown(p.default), f"{plain(low)} … {plain(high)}", p.unit, p.tag.value, p.source


def shown(value: Value) -> str:
    """A value, or several."""
    return ", ".join(map(plain, value)) if isinstance(value, tuple) else plain(value)


def plain(value: float) -> str:
    """A number as it is typed, without exponent."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "/") for cell in line) + " |\n" for line in lines)


def calibrated() -> str:
    """The bundled territory's intercepts: what they were fitted to, and what they reach."""
    with (Territory.load().folder / FILE).open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    names = ["name", "value", "target", "reached", "largest_gap", "source"]
    return table(names, ([line[name] for name in names] for line in found))


def funding() -> str:
    """Who pays for each lever: shares in per cent, their tag and source."""
    head = ["", *(f"{words['fr']} / {words['en']} (%)" for words in FUNDERS.values()), "", "source"]
    lines = [
        [
            f"`{name}`",
            *(plain(100 * lever.funders.share(code)) for code in FUNDERS),
            lever.funders.tag.value,
            lever.funders.source,
        ]
        for name, lever in EVERY_LEVER.items()
    ]
    return table(head, lines)


def kinds() -> str:
    """The kinds' figures, one line per kind; every one is an assumption but those named below the table."""
    head = ["", *(f"{field.fr} / {field.en} ({field.unit})" for field in FIELDS)]
    lines = [[f"`{code}`", *(plain(p.default) for p in kind.parameters)] for code, kind in KINDS.items()]
    known = [p for kind in KINDS.values() for p in kind.parameters if p.tag is not Tag.ASSUMED]
    notes = "".join(f"- `{p.name}` **{p.tag.value}**: {p.source}\n" for p in known)
    return f"{table(head, lines)}\nTous **A**, sauf / All **A**, except:\n\n{notes}"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.name)


if __name__ == "__main__":
    main()
