"""The page of every indicator, docs/indicateurs.md: `python -m simulator.experiments.indicator_page`.

The page is written from the declarations and from nothing else; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from simulator.experiments.indicators import INDICATORS, Direction, Indicator, Scope
from simulator.experiments.parameter_page import table
from simulator.typography import french

PAGE = Path(__file__).resolve().parents[2] / "docs" / "indicateurs.md"

INTRODUCTION = {
    "fr": french("""\
# Les indicateurs

Chaque nombre dont on parle est déclaré une seule fois dans le programme : nom, unité, sens, découpages, définition. Les
tables (`indicators.csv`), les tableaux (`run.nc`) et cette page en sont tirés ; rien n’y est écrit à la main
(`python -m simulator.experiments.indicator_page`). Une année va de janvier à décembre ; 2025 est l’année de
référence. Un découpage par commune demande un calcul avec beaucoup d’habitants : en dessous de trente lignes, une
valeur est fragile. Une somme a toujours une valeur ; une part ou un rapport n’en a pas là où il n’y a personne. Le sens
dit vers où une valeur s’améliore ; beaucoup n’en ont pas, et se discutent.
"""),
    "en": """\
# Indicators

Every number people discuss is declared once in the program: name, unit, direction, dimensions, definition. Tables
(`indicators.csv`), arrays (`run.nc`) and this page are made from the declarations; nothing in it is written by hand
(`python -m simulator.experiments.indicator_page`). A year runs from January to December; 2025 is the reference year.
Figures by commune ask for a run of many residents: below thirty rows, a value is fragile. A sum always has a value; a
share or a ratio has none where there is nobody. The direction says which way a value gets better; many have none, and
are for discussion.
""",
}
HEADS = {
    "fr": ("nom", "libellé", "unité", "sens", "par", "définition"),
    "en": ("name", "label", "unit", "direction", "by", "definition"),
}
SCOPES = {
    Scope.RUN: ("Lus dans une simulation", "Read from a run"),
    Scope.SITUATION: ("Lus dans les tables de trajets, sans simulation", "Read from the travel tables, without a run"),
    Scope.COMPARISON: (
        "Lus dans une comparaison (`bassin2040 compare`)",
        "Read from a comparison (`bassin2040 compare`)",
    ),
    Scope.STATE: (
        "Lus dans l’état d’un mois de décembre (`bassin2040 causes`, ou `run --causes`)",
        "Read from the state of a December (`bassin2040 causes`, or `run --causes`)",
    ),
}
DIRECTIONS = {
    Direction.UP: ("plus, c’est mieux", "more is better"),
    Direction.DOWN: ("moins, c’est mieux", "less is better"),
    Direction.NEITHER: ("à discuter", "for discussion"),
}
DIMENSIONS = {
    "all": ("ensemble", "all"),
    "commune": ("commune", "commune"),
    "agglomeration": ("agglomération", "agglomeration"),
    "education": ("diplôme", "diploma"),
    "age": ("âge", "age"),
    "sex": ("sexe", "sex"),
    "occupation": ("profession", "occupation"),
    "mobility": ("classe de mobilité", "mobility class"),
    "funder": ("qui paie", "who pays"),
    "lever": ("levier", "lever"),
    "domain": ("domaine", "domain"),
}
UNITS = {
    "share of residents 15+": "part des 15 ans et plus",
    "share of residents 15+ (assumed)": "part des 15 ans et plus (supposée)",
    "0..1 (assumed)": "de 0 à 1 (supposée)",
    "share": "part",
    "share of places": "part des places",
    "share of pupils": "part des élèves",
    "share of venues": "part des lieux",
    "share of visits": "part des visites",
    "visits": "visites",
    "persons": "personnes",
    "min": "minutes",
    "kg": "kg",
    "times": "fois",
    "-1..1": "de −1 à 1",
    "nats": "nats",
    "EUR": "euros",
    "EUR/person-year": "euros par personne et par an",
    "outings/month": "sorties par mois",
}
"""Units in French; tables give them in English."""
LANGUAGES = ("fr", "en")


def page() -> str:
    """The whole page, Markdown: French, then English."""
    return "\n---\n\n".join("\n".join(_half(lang)) for lang in LANGUAGES)


def _half(lang: str) -> Iterator[str]:
    yield INTRODUCTION[lang]
    for scope, title in SCOPES.items():
        yield f"## {title[LANGUAGES.index(lang)]}\n"
        yield table(HEADS[lang], (row(i, lang) for i in INDICATORS if i.scope is scope))


def row(indicator: Indicator, lang: str) -> tuple[str, ...]:
    """A declaration as a row of the page."""
    k = LANGUAGES.index(lang)
    by = (*(("domain",) if len(indicator.domains) > 1 else ()), *indicator.by)
    label = french(indicator.fr) if lang == "fr" else indicator.en
    dimensions = ", ".join(DIMENSIONS[name][k] for name in by)
    unit = UNITS[indicator.unit] if lang == "fr" else indicator.unit
    what = f"`{indicator.code}`", label, unit, DIRECTIONS[indicator.direction][k]
    return *what, dimensions, indicator.definition[lang]


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.name)


if __name__ == "__main__":
    main()
