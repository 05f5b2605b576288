"""Write docs/performance.md: python benchmarks/performance.py [FOUND.json], measured now when no file is given.

FOUND.json is what `bassin2040 bench --all --json` printed.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from simulator.experiments.bench import measure
from simulator.typography import french
from simulator.wording import number, percent

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
THREADS = {"one_thread": {"fr": "un fil", "en": "one thread"}, "two_threads": {"fr": "deux fils", "en": "two threads"}}

WORDS = {
    "fr": """\
# Vitesse et mémoire

Mesuré le {date} par `bassin2040 bench --all` sur {processor}, {cores} cœurs, {system}, Python {python}. L'unité est la
nanoseconde par habitant et par mois : les 180 mois d'un calcul, relevé compris, en temps d'horloge ; sans chargement,
synthèse des habitants, mise en route, compilation ni tables d'accès, qui ont leurs propres chiffres. Pour mesurer
votre machine : `make bench`. Le détail par étape et le calcul du moindre travail sont dans
[benchmarks/README.md](../benchmarks/README.md).

{table}

- **Référence simple** (Mesa, un objet par habitant, mêmes équations, mêmes tirages) : {reference} ns sur
  {reference_residents} habitants et {reference_months} mois, dont {draws} en tirages. Sur deux fils et {residents}
  habitants, le moteur va **{ratio} fois plus vite**.
- **Régularité** : de la taille la plus rapide à la plus lente, {flat_one} de plus sur un fil, {flat_two} sur deux.
- **Mémoire** : {per_resident} octets par habitant, dont {state} d'état.
- **Avant un calcul** : import {import_} s, {residents} habitants en {synthesis} s (puis lus d'un fichier), mise en
  route de vingt ans {spin_up} s (puis lue d'un fichier), tables d'accès d'un monde {access_tables} s.
{busy}""",
    "en": """\
# Speed and memory

Measured on {date} by `bassin2040 bench --all` on {processor}, {cores} cores, {system}, Python {python}. The unit is the
nanosecond per resident and month: the 180 months of a run, recording included, wall-clock time; without loading,
synthesis, spin-up, compilation and access tables, which have their own figures. To measure your machine: `make bench`.
[benchmarks/README.md](../benchmarks/README.md) has the detail by phase and the least work.

{table}

- **Plain reference** (Mesa, one object per resident, same equations, same draws): {reference} ns on
  {reference_residents} residents and {reference_months} months, {draws} of it on draws. On two threads and {residents}
  residents, the engine is **{ratio} times faster**.
- **Flatness**: from the fastest size to the slowest, {flat_one} more on one thread, {flat_two} on two.
- **Memory**: {per_resident} bytes per resident, {state} of them state.
- **Before a run**: import {import_} s, {residents} residents in {synthesis} s (then read from a file), spin-up of
  twenty years {spin_up} s (then read from a file), access tables of a world {access_tables} s.
{busy}""",
}
BUSY = {
    "fr": "\n**Machine occupée** : au début, {load} autres tâches voulaient un cœur ; à mesurer de nouveau.\n",
    "en": "\n**Busy machine**: at the start, {load} other tasks wanted a core; to be measured again.\n",
}
"""Said where other work took more than half a core."""

HEADS = {
    "fr": ("habitants", "un fil, ns", "deux fils, ns", "180 mois, s"),
    "en": ("residents", "one thread, ns", "two threads, ns", "180 months, s"),
}


def page(found: dict, date: str) -> str:
    """The page, French then English."""
    return french(half(found, date, "fr")) + "\n---\n\n" + half(found, date, "en")


def half(found: dict, date: str, lang: str) -> str:
    """The page in one language."""
    plain, before, held = found["reference"], found["seconds_before"], found["bytes"]
    seconds = {name: number(value, lang, 2) for name, value in before.items() if name != "import"}
    load = found["machine"].get("load") or 0.0
    return WORDS[lang].format(
        date=date,
        **found["machine"],
        busy=BUSY[lang].format(load=number(load, lang, 1)) if load > 0.5 else "",
        table=table(found, lang),
        residents=number(found["residents"], lang),
        ratio=number(found["ratio_to_reference"], lang),
        reference=number(plain["ns_per_resident_month"], lang),
        reference_residents=number(plain["residents"], lang),
        reference_months=plain["months"],
        draws=percent(plain["share_on_draws"], lang),
        flat_one=percent(found["flatness"]["one_thread"], lang),
        flat_two=percent(found["flatness"]["two_threads"], lang),
        per_resident=number(held["per_resident"], lang),
        state=number(held["state"], lang),
        import_=number(before["import"], lang, 2),
        **seconds,
    )


def table(found: dict, lang: str) -> str:
    """The sizes, smallest first; the main size says the median too."""
    lines = [HEADS[lang], ("---:",) * 4]
    for figures in sorted(found["by_size"].values(), key=lambda size: size["residents"]):
        each = [number(figures[name], lang, 1) for name in THREADS]
        lines.append((number(figures["residents"], lang), *each, number(figures["seconds"], lang, 2)))
    medians = {name: number(found["ns_per_resident_month"][name]["median"], lang, 1) for name in THREADS}
    said = ", ".join(f"{medians[name]} ns ({words[lang]})" for name, words in THREADS.items())
    note = {"fr": "Meilleur calcul de plusieurs ; médiane à", "en": "The best of several runs; median at"}[lang]
    rows = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    colon = " : " if lang == "fr" else ": "
    return f"{rows}\n\n{note} {number(found['residents'], lang)}{colon}{said}."


def main(*given: str) -> None:
    """Write the page."""
    found = json.loads(Path(given[0]).read_text(encoding="utf-8")) if given else measure(everybody=True)
    PAGE.write_text(page(found, datetime.now(UTC).date().isoformat()), encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main(*sys.argv[1:])
