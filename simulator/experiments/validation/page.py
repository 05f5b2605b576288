"""docs/validation.md: every pattern, every failure, and what each mechanism carries; written from results alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from simulator.experiments.validation.figures import COLUMNS, count_sentence, goal_of, remarks, rows_of, value_of
from simulator.experiments.validation.mechanisms import label
from simulator.experiments.validation.pattern import Finding
from simulator.typography import french
from simulator.wording import Translator, number, translator

PAGE = Path(__file__).resolve().parents[3] / "docs" / "validation.md"

FRENCH = {
    "head": """\
# Validation

*[English below](#validation-in-english)*

Ce que le modèle doit montrer, et ce qu'il montre. Cette page est écrite par
`python -m simulator.experiments.validation` à partir des résultats ; `bassin2040 validate` refait la mesure.
{residents} habitants imaginés, {replications} répétitions, graine {seed} (aucune constante n'a été calée sur elle),
tendances figées en 2025, aucune mesure nouvelle. Un échec est un résultat : il reste dans le tableau. « Réservé » :
gardé pour l'épreuve, hors du calage ; les remarques disent ce qui, par ailleurs, en est déduit. Entre parenthèses :
publié, pas jugé.
""",
    "table": "## Les motifs, un par un\n",
    "sources": "## D'où viennent les attentes\n",
    "fails": "## Ce qui ne tient pas\n",
    "absent": "## Ce qui n'est pas mesuré\n",
    "remarks": "## Remarques\n",
    "carried": """\
## Ce que porte chaque mécanisme

Le modèle est refait sans un mécanisme, ses constantes recalées sur P1, puis tout est mesuré à nouveau. « Tombe » : le
motif tenait, il ne tient plus sans ce mécanisme. « Se relève » : il ne tenait pas, il tient sans lui. Un motif proche
de son seuil peut changer de verdict pour peu : les nombres, avant et après, sont sous le tableau.
""",
    "sum": "Sans {mechanism} : {falls} ; {rises}.",
    "falls": "tombent {names}",
    "rises": "se relèvent {names}",
    "no_falls": "rien ne tombe",
    "no_rises": "rien ne se relève",
    "falls_cell": "tombe",
    "rises_cell": "se relève",
    "expected": "attendu",
    "none": "Rien.",
}
ENGLISH = {
    "head": """\
# Validation in English

What the model must show, and what it shows. This page is written by `python -m simulator.experiments.validation` from
results; `bassin2040 validate` measures again. {residents} imagined residents, {replications} replications, seed {seed}
(no intercept was fitted to it), drivers frozen in 2025, no new measure. A failure is a result: it stays in the table.
"Held out": kept for this test, out of calibration; the remarks say what was otherwise derived from it. In brackets:
published, not judged.
""",
    "table": "## The patterns, one by one\n",
    "sources": "## Where expectations come from\n",
    "fails": "## What does not hold\n",
    "absent": "## What is not measured\n",
    "remarks": "## Remarks\n",
    "carried": """\
## What each mechanism carries

The model is made again without a mechanism, its intercepts fitted to P1 again, and everything measured anew. "Falls":
the pattern held, and no longer does without the mechanism. "Recovers": it did not hold, and does without it. A pattern
near its bound may change for little: the numbers, before and after, are below the table.
""",
    "sum": "Without {mechanism}: {falls}; {rises}.",
    "falls": "{names} fall",
    "rises": "{names} recover",
    "no_falls": "nothing falls",
    "no_rises": "nothing recovers",
    "falls_cell": "falls",
    "rises_cell": "recovers",
    "expected": "expected",
    "none": "Nothing.",
}
WORDS = {"fr": {name: french(text) for name, text in FRENCH.items()}, "en": ENGLISH}
Ablations = Mapping[str, Sequence[Finding]]


def page(found: Sequence[Finding], ablations: Ablations, sample: Mapping[str, int]) -> str:
    """The whole page, French then English.

    Args:
        found: Every finding of the model as it is.
        ablations: Mechanism to the findings without it.
        sample: "residents", "replications" and "seed".
    """
    return "\n---\n\n".join(_half(found, ablations, sample, lang) for lang in ("fr", "en"))


def _half(found: Sequence[Finding], ablations: Ablations, sample: Mapping[str, int], lang: str) -> str:
    words, say = WORDS[lang], translator(lang)
    told = {name: number(value, lang) for name, value in sample.items()}
    parts = [words["head"].format(**told), count_sentence(found, say) + "\n", words["table"], _patterns(found, say)]
    parts += [words["fails"], _items(_failures(found, say), words), words["absent"], _items(_absent(found, say), words)]
    parts += [words["remarks"], _items((f"**{name}** {text}" for name, text in remarks(found, say)), words)]
    parts += [words["carried"], _ablated(found, ablations, lang), _items(_sums(found, ablations, lang), words)]
    sources = (f"**{finding.pattern.id}** {_source(finding, lang)}" for finding in found)
    return "\n".join([*parts, words["sources"], _items(sources, words)])


def _source(finding: Finding, lang: str) -> str:
    return french(finding.pattern.source) if lang == "fr" else finding.pattern.source


def _patterns(found: Sequence[Finding], say: Translator) -> str:
    return _table([say(f"validate.{name}") for name in COLUMNS], (row for f in found for row in rows_of(f, say)))


def _failures(found: Sequence[Finding], say: Translator) -> Iterable[str]:
    """Every failure: what was missed, by how much."""
    lang, expected = say.language, WORDS[say.language]["expected"]
    colon = french(" :") if lang == "fr" else ":"
    for finding in (f for f in found if f.holds is False):
        pairs = zip(finding.goals, finding.values or (), strict=True)
        missed = [(goal, value) for goal, value in pairs if not goal.met(value)]
        told = ", ".join(
            f"{goal.words(lang)} {value_of(goal, value, lang)} ({expected} {goal_of(goal, lang)})".strip()
            for goal, value in missed
        )
        yield f"**{finding.pattern.id}** {finding.pattern.words(lang)}{colon} {told}"


def _absent(found: Sequence[Finding], say: Translator) -> Iterable[str]:
    return (f"**{f.pattern.id}** {f.pattern.words(say.language)}" for f in found if f.holds is None)


def _verdicts(found: Sequence[Finding], other: Sequence[Finding]) -> dict[str, str]:
    """Pattern to "falls" or "rises" in a model that lacks something."""
    before, after = ({f.pattern.id: f.holds for f in findings} for findings in (found, other))
    changed = {name: held for name, held in after.items() if held is not None and held != before[name]}
    return {name: "rises" if held else "falls" for name, held in changed.items()}


def _ablated(found: Sequence[Finding], ablations: Ablations, lang: str) -> str:
    """Patterns by mechanism: where a verdict changes."""
    verdicts = {mechanism: _verdicts(found, other) for mechanism, other in ablations.items()}
    measured = [f for f in next(iter(ablations.values()), ()) if f.holds is not None]
    held, say = {f.pattern.id: f.holds for f in found}, translator(lang)
    rows = []
    for name in (f.pattern.id for f in measured):
        cells = [verdicts[mechanism].get(name) for mechanism in ablations]
        outcome = say("validate.holds" if held[name] else "validate.fails")
        rows.append((name, outcome, *(WORDS[lang][f"{cell}_cell"] if cell else "" for cell in cells)))
    return _table([say("validate.number"), say("validate.outcome"), *(label(m, lang) for m in ablations)], rows)


def _sums(found: Sequence[Finding], ablations: Ablations, lang: str) -> Iterable[str]:
    """One sentence by mechanism."""
    words, before = WORDS[lang], {finding.pattern.id: finding for finding in found}
    for mechanism, other in ablations.items():
        after, verdicts = {finding.pattern.id: finding for finding in other}, _verdicts(found, other)
        told = {kind: [] for kind in ("falls", "rises")}
        for name, kind in verdicts.items():
            told[kind].append(f"{name} ({_change(before[name], after[name], lang)})")
        falls, rises = (
            words[kind].format(names=", ".join(told[kind])) if told[kind] else words[f"no_{kind}"] for kind in told
        )
        yield words["sum"].format(mechanism=label(mechanism, lang), falls=falls, rises=rises)


def _change(before: Finding, after: Finding, lang: str) -> str:
    """The numbers for which a verdict changed, before and after."""
    triples = zip(before.goals, before.values or (), after.values or (), strict=True)
    moved = [(goal, old, new) for goal, old, new in triples if goal.met(old) != goal.met(new)]
    return ", ".join(f"{value_of(goal, old, lang)} → {value_of(goal, new, lang)}" for goal, old, new in moved)


def _items(sentences: Iterable[str], words: Mapping[str, str]) -> str:
    lines = [f"- {sentence}\n" for sentence in sentences]
    return "".join(lines) if lines else words["none"] + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
