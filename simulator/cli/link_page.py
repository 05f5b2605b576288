"""What `link` prints: a kept answer as it was that day, and what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.levers import LEVERS
from simulator.wording import Translator, euros, number

if TYPE_CHECKING:
    from simulator.workshop.bundle import Bundle
    from simulator.workshop.bundle_parts import Figure
    from simulator.workshop.changes import Changes


def link_document(address: str, bundle: Bundle, changes: Changes | None) -> dict[str, Any]:
    """A bundle as plain values, without the packed answer that only a screen draws."""
    content = bundle.model_dump(mode="json", exclude={"results": {"values", "header"}})
    return {"address": address, **content, "changes": changes and changes.as_dict()}


def link_page(address: str, bundle: Bundle, changes: Changes | None, say: Translator) -> str:
    """The page for people."""
    lang = say.language
    world = bundle.scenario.content["title"][lang]
    residents = number(bundle.residents, lang)
    made = say("link.made", model=bundle.made_with.model, residents=residents, runs=bundle.replications)
    lines = [say("link.title", world=world), *_asked(bundle, say), "", say("link.numbers", year=_year(bundle))]
    lines += [_row(figure, say) for figure in bundle.results.numbers]
    lines += ["", made, address]
    if changes is not None:
        lines += ["", say("link.changed_title"), *changes.sentences(lang), changes.new]
    return "\n".join([*lines, "", say("run.debate")])


def _asked(bundle: Bundle, say: Translator) -> list[str]:
    """The plan, the cards in play and what was disputed, a line each."""
    lang = say.language
    titles = {event["code"]: event["title"][lang] for event in bundle.scenario.content["events"]}
    lines = [say("link.nothing")] if not bundle.policy.levers else []
    for name, timeline in bundle.policy.levers.items():
        label = LEVERS[name].label[lang] if name in LEVERS else name
        lines += [say("link.lever", lever=label, amount=euros(v, lang), year=year) for year, v in timeline.items()]
    lines += [say("link.card", card=titles.get(code, code)) for code in bundle.cards]
    if bundle.dissent is not None:
        lines.append(say("link.disputed", name=bundle.dissent.parameter, value=f"{bundle.dissent.value:g}"))
    return lines


def _year(bundle: Bundle) -> int:
    return bundle.results.numbers[0].year


def _row(figure: Figure, say: Translator) -> str:
    from simulator.workshop.changes import level, told

    lang = say.language
    ends = level(figure, figure.reference, lang), level(figure, figure.plan, lang)
    verdict = say(f"link.verdict.{figure.verdict}")
    return f"  {figure.title[lang]:<44}{ends[0]:>12}{ends[1]:>12}   {told(figure, lang)} · {verdict}"
