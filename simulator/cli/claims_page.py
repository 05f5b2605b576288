"""What `claims` prints: what a story says, and what the model makes of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from simulator.calendar import LAST_YEAR
from simulator.cli.summary import label
from simulator.experiments.claims import Checked, is_share
from simulator.model.drivers import DRIVERS
from simulator.typography import FIRM
from simulator.wording import LANGUAGES, Translator, number, points, signed, translator

if TYPE_CHECKING:
    from simulator.experiments.run import Study

WIDTH = 36


def claims_document(study: Study, checked: Sequence[Checked]) -> dict[str, Any]:
    """The answer as plain values, ready for JSON."""
    return {
        "scenario": study.scenario.name,
        "year": LAST_YEAR,
        "residents": study.people.size,
        "replications": study.replications,
        "claims": [_claim(one) for one in checked],
    }


def _claim(one: Checked) -> dict[str, Any]:
    claim, code = one.claim, one.finding.value
    change = one.change and {end: v if math.isfinite(v) else None for end, v in asdict(one.change).items()}
    return {
        "text": dict(claim.text),
        "driver": claim.driver,
        "outcome": claim.outcome,
        "sign": claim.sign and claim.sign.value,
        "finding": {"code": code} | {lang: translator(lang)(f"claims.{code}") for lang in LANGUAGES},
        "change": change,
    }


def claims_page(study: Study, checked: Sequence[Checked], say: Translator) -> str:
    """The answer as a page for people."""
    size = {"residents": number(study.people.size, say.language), "runs": study.replications, "year": LAST_YEAR}
    head = [say("claims.title", world=study.scenario.title[say.language]), say("claims.how", **size), ""]
    rows = [line for one in checked for line in _rows(one, say)]
    return "\n".join([*head, *rows, "", say("claims.note"), say("run.debate")])


def _rows(one: Checked, say: Translator) -> list[str]:
    quoted = say("claims.quoted", text=one.claim.text[say.language])
    rows = [f"  {say(f'claims.{one.finding.value}'):<{WIDTH}}{quoted}"]
    return rows if one.claim.sign is None else [*rows, f"  {'':<{WIDTH}}{_why(one, say)}"]


def _why(one: Checked, say: Translator) -> str:
    """What the claim rests on, and how far the model went."""
    way = say(f"claims.{one.claim.sign.value}")
    if one.claim.driver is not None:
        driver = DRIVERS[one.claim.driver]
        return say("claims.driver", name={"fr": driver.fr, "en": driver.en}[say.language], way=way)
    return say("claims.outcome", name=_measure(one.claim.outcome, say), way=way, change=_shown(one, say))


def _measure(measure: str, say: Translator) -> str:
    if measure.startswith("visits_"):
        return say("claims.visits_of", domain=label(measure.removeprefix("visits_"), say))
    return label(measure, say)


def _shown(one: Checked, say: Translator) -> str:
    """The change and its interval, in points or in per cent."""
    lang, change = say.language, one.change
    ends = (signed(100 * end, lang, 1) if math.isfinite(end) else "?" for end in (change.low, change.high))
    if not math.isfinite(change.mean):
        return "?"
    per_cent = f"{signed(100 * change.mean, lang, 1)}{FIRM if lang == 'fr' else ''}%"
    mean = points(change.mean, lang) if is_share(one.claim.outcome) else per_cent
    return f"{mean} [{' ; '.join(ends)}]"
