"""The page docs/limites.md, what the simulator does not know: `python -m simulator.dashboard.limits_page`.

It says what the screen says, from the same tables; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from simulator.answers.ignorance import IGNORANCE, PLANNERS
from simulator.answers.questions import QUESTIONS
from simulator.typography import french

PAGE = Path(__file__).resolve().parents[2] / "docs" / "limites.md"

HEAD = {
    "fr": french("""\
# Ce que le simulateur ne sait pas

Aucun de ces points n’est inventé pour combler un trou : il est laissé vide, ou supposé et dit comme tel. L’écran montre
la même liste, à un geste de chaque résultat. Le modèle compare des politiques sous les mêmes hypothèses et les mêmes
hasards : c’est une aide au débat, pas à l’attribution de subventions.

Page tirée du programme par `python -m simulator.dashboard.limits_page` ; rien n’y est écrit à la main.
"""),
    "en": """\
# What the simulator does not know

None of these gaps is filled with an invention: it is left empty, or assumed and marked so. The screen shows the same
list, one tap from every result. The model compares policies under the same assumptions and the same chances: an aid to
debate, not a tool for awarding grants.

This page is made from the program by `python -m simulator.dashboard.limits_page`; nothing in it is written by hand.
""",
}
ANSWERS = {
    "fr": ("Ce que le modèle prend", "Où l’entrer", "Ce qu’il ne peut pas dire"),
    "en": ("What the model takes", "Where to enter it", "What it cannot say"),
}


def page() -> str:
    """The whole page, Markdown: French, then English."""
    return "\n---\n\n".join("\n".join(_half(lang)) for lang in ("fr", "en"))


def _half(lang: str) -> Iterator[str]:
    yield HEAD[lang]
    for group in IGNORANCE:
        if group is not PLANNERS:
            yield f"## {group['title'][lang]}\n"
            yield "".join(f"- {line[lang]}\n" for line in group["lines"])
    yield f"## {PLANNERS['title'][lang]}\n"
    takes, enters, cannot = ANSWERS[lang]
    colon = french(" :") if lang == "fr" else ":"
    for q in QUESTIONS:
        parts = ((takes, q.takes), (enters, q.enters), (cannot, q.cannot))
        yield f"### {q.asks[lang]}\n"
        yield "".join(f"- **{title}{colon}** {words[lang]}\n" for title, words in parts)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.name)


if __name__ == "__main__":
    main()
