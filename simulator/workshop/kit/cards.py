"""Cards that the table holds in its hands: levers, tokens, worlds, objects from 2040, events, roles."""

from __future__ import annotations

from typing import Any

from simulator.model.levers import LEVERS, TOKEN_EUROS, Lever, Proof
from simulator.typography import FIRM, french
from simulator.wording import euros, number, percent
from simulator.workshop.kit.content import Kit, Page, card, paragraphs
from simulator.workshop.roles import ROLES

PROOF_TONES = {Proof.MEASURED: "ciel", Proof.OBSERVED: "lampe", Proof.ASSUMED: "brique"}
ASKED = ("liked", "feared")
"""What a table notes under a world."""
ROLE_TONES = dict(zip(ROLES, ("ciel", "lampe", "terril", "brique", "nuit"), strict=True))
FOUR = {"columns": 2, "rows": 2, "height": 138, "title_size": 22, "text_size": 15, "foot_size": 15}
SIX = {"columns": 2, "rows": 3, "height": 92, "title_size": 19, "text_size": 12.5, "foot_size": 13}


def levers(kit: Kit) -> Page:
    """A card for each lever, from its declaration."""
    return "cards", {**FOUR, "cards": [_lever(kit, lever) for lever in LEVERS.values()]}


def bought(lever: Lever, language: str) -> str:
    """What one token buys in a year: two figures are all that a unit cost is worth."""
    units = lever.buys(TOKEN_EUROS)
    decimals = 0 if units >= 10 else 1
    rounded = round(units, decimals if units < 100 else -2 if units > 1_000 else 0)
    whole = float(rounded).is_integer()
    return f"{number(rounded, language, 0 if whole else decimals)}{FIRM}{lever.unit[language]}"


def _lever(kit: Kit, lever: Lever) -> dict[str, Any]:
    say, lang = kit.say, kit.language
    share = lever.running_share
    notes = [say("kit.lever.delay")]
    if share is not None:
        notes.insert(0, say("kit.lever.running", share=percent(share.default, lang)))
    return card(
        say("kit.lever"),
        lever.label[lang],
        [lever.sentence[lang]],
        badge=say(f"kit.proof.{lever.proof.value}"),
        badge_tone=PROOF_TONES[lever.proof],
        spots=[say("kit.lever.tokens"), say("kit.lever.from")],
        foot=[[say("kit.lever.buys"), bought(lever, lang)], [say("kit.lever.question"), lever.question[lang]]],
        note=" ".join(notes),
    )


def tokens(kit: Kit) -> Page:
    """One table's tokens."""
    count = kit.template.tokens
    amount = euros(TOKEN_EUROS, kit.language)
    return "tokens", {
        "how": kit.say("kit.token.how", count=count),
        "token": kit.say("kit.token"),
        "euros": kit.say("kit.token.euros", euros=amount),
        "count": count,
    }


def worlds(kit: Kit) -> Page:
    """Each world's story, a page each."""
    lang = kit.language
    told = [{"title": world.title[lang], "story": _typed(world.story[lang], lang)} for world in kit.worlds]
    return "world", {"worlds": told, "words": kit.words("world", *ASKED) | {"note": kit.say("kit.world.note")}}


def artefacts(kit: Kit) -> Page:
    """Each world's three objects, and a blank one for the table's own."""
    say, lang = kit.say, kit.language
    cards = []
    for world in kit.worlds:
        kicker = f"{say('kit.artefact')} · {world.title[lang]}"
        cards += [card(kicker, a.title[lang], _typed(a.text[lang], lang), tone="lampe") for a in world.artefacts]
        how = [say("kit.artefact.own.how")]
        cards.append(card(kicker, say("kit.artefact.own"), how, tone="lampe", lines=8))
    return "cards", {**FOUR, "title_size": 17, "text_size": 11.6, "cards": cards}


def events(kit: Kit) -> Page:
    """Each world's events."""
    say, lang = kit.say, kit.language
    cards = [
        card(
            f"{say('kit.event')} · {world.title[lang]}",
            event.title[lang],
            _typed(event.text[lang], lang),
            tone="brique",
            note=say("kit.event.how"),
        )
        for world in kit.worlds
        for event in world.events
    ]
    return "cards", {**FOUR, "text_size": 14, "cards": cards}


def roles(kit: Kit) -> Page:
    """The five roles, and what a round is made of."""
    say = kit.say
    cards = [
        card(
            say("kit.role"),
            say(f"kit.role.{name}"),
            [say(f"kit.role.{name}.text")],
            tone=tone,
            foot=[["", say(f"kit.role.{name}.say")]],
            note=say("kit.role.turn"),
        )
        for name, tone in ROLE_TONES.items()
    ]
    turn = card(say("kit.round"), say("kit.turn"), say("kit.turn.text").split("  "), note=say("kit.turn.say"))
    return "cards", {**SIX, "cards": [*cards, turn]}


def _typed(text: str, language: str) -> list[str]:
    """The paragraphs of a scenario's text, French with its spaces."""
    return [french(part) if language == "fr" else part for part in paragraphs(text)]
