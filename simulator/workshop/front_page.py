"""The front page of 2040: a table's run and its own artefact as a page of an imagined newspaper.

Every headline is computed from a verdict; nothing that the table wrote is crossed out. The masthead is invented.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import simulator
from simulator.answers.indicators import NUMBERS
from simulator.calendar import LAST_YEAR
from simulator.experiments.claims import Change, Finding, find_in_change, find_on_timeline
from simulator.experiments.fiction import Sign
from simulator.model.levers import LEVERS
from simulator.typography import french
from simulator.wording import bare_points, percent, points, signed, translator
from simulator.workshop.press import pictures, typeset
from simulator.workshop.worlds import scenario_of, with_cards

if TYPE_CHECKING:
    from simulator.experiments.fiction import Claim
    from simulator.workshop.bundle_parts import Bundle, Figure

TEMPLATES = Path(__file__).parent
TYPEFACE = Path(simulator.__file__).parent / "dashboard" / "static" / "built" / "atkinson-hyperlegible-next.woff2"
MAIN = "any_but_cinema"
MOST_WHOM = 3
MOST_OF_WORLD = 2
"""Sentences about a life in each world that a column holds."""
WALL = 144.0
"""Dots per inch of a PNG: an A3 sheet is then 1,684 by 2,381 pixels."""
SCALES = (1.0, 0.92, 0.84, 0.76, 0.68)
FEW_DOTS = 9.0
"""Dots per inch at which pages are only counted."""
OUTCOMES = {"co2_kg": "co2"}
"""Measures of claims that a bundle holds under another name."""


@dataclass(frozen=True)
class Saying:
    """Words of the table's artefact, and the claim that somebody bound them to, if any.

    Attributes:
        text: The words.
        claim: What they say, in the terms of a run; none for free fiction.
        finding: What `check_claims` made of the claim where it was asked, as it sets the world beside today; left out,
            the table's own run answers.
    """

    text: str
    claim: Claim | None = None
    finding: Finding | None = None


@dataclass(frozen=True)
class Story:
    """What a table tells.

    Attributes:
        table: The table's name as it is shown.
        title: The artefact's title.
        text: What is written on it.
        sayings: Words of it that are set against the model.
    """

    table: str
    title: str
    text: str
    sayings: Sequence[Saying] = ()


@dataclass(frozen=True)
class FrontPage:
    """A page of the newspaper of 2040.

    Attributes:
        bundle: The table's run.
        story: What the table wrote.
        address: Address of the bundle.
        language: "fr" or "en".
        life: A told life (`Life.to_dict`), if one was kept.
        futures: The sentence of the many futures, if they were tried.
    """

    bundle: Bundle
    story: Story
    address: str
    language: str = "fr"
    life: Mapping[str, object] | None = None
    futures: str | None = None

    @cached_property
    def data(self) -> dict[str, object]:
        """Everything on the page, as plain words; the same for the screen and for print."""
        say = translator(self.language)
        main = self.bundle.results.number(MAIN)
        return {
            "language": self.language,
            "title": say("front.title", table=self.story.table),
            "masthead": say("front.masthead"),
            "motto": say("front.motto"),
            "date": say("front.date", year=LAST_YEAR),
            "edition": say("front.edition", table=self.story.table),
            "price": say("front.price"),
            "world": self._said("front.world", world=self.bundle.scenario.content["title"][self.language]),
            "headline": self._headline(main),
            "standfirst": self._standfirst(main),
            "plan": self._plan(),
            "whom": {"title": say("front.whom"), "items": self._whom()},
            "numbers": {
                "title": say("front.numbers", year=LAST_YEAR),
                "items": [self._number(code) for code in NUMBERS],
            },
            "artefact": self._artefact(),
            "life": self._life(),
            "futures": self.futures and {"title": say("front.futures"), "text": self.futures},
            "notes": [say("front.fiction"), say("front.caution"), say("front.address", address=self.address)],
        }

    def html(self) -> str:
        """The page for a screen or a printer: one file, its typeface inside it; what the table wrote is escaped."""
        typeface = base64.b64encode(TYPEFACE.read_bytes()).decode()
        return _pages().get_template("front_page.html.j2").render(page=self.data, typeface=typeface)

    def pdf(self) -> bytes:
        """The page on A3, tagged."""
        return typeset("front_page", self._printed)

    def png(self, dots: float = WALL) -> bytes:
        """The page as a picture, at `dots` per inch."""
        return pictures("front_page", self._printed, dots)[0]

    @cached_property
    def _printed(self) -> dict[str, object]:
        """The page with the size of its letters: the largest at which it is one sheet; no word is ever cut."""
        for scale in SCALES:
            printed = {**self.data, "scale": scale}
            if len(pictures("front_page", printed, dots=FEW_DOTS)) == 1:
                break
        return printed

    def _said(self, key: str, **values: object) -> str:
        text = translator(self.language)(key, **values)
        return french(text) if self.language == "fr" else text

    def _headline(self, main: Figure) -> str:
        size = bare_points(main.difference, self.language)
        return self._said(f"front.headline.{main.verdict}", points=size)

    def _standfirst(self, main: Figure) -> str:
        shares = {name: percent(getattr(main, name), self.language, 1) for name in ("reference", "plan")}
        return self._said("front.standfirst", **shares, between=self._between(main))

    def _between(self, one: Figure) -> str:
        """The interval, or that there is none."""
        say = translator(self.language)
        if one.low is None or one.high is None:
            return say("front.no_interval")
        low, high = (self._change(end, one.unit, bare=True) for end in (one.low, one.high))
        return say("front.between", low=low, high=high)

    def _plan(self) -> dict[str, object]:
        say, tokens = translator(self.language), self.bundle.policy.tokens
        spent = [(name, count) for name, count in tokens.items() if count]
        items = [say.many("front.tokens", count, lever=LEVERS[name].label[self.language]) for name, count in spent]
        return {"title": say("front.plan"), "items": items or [say("front.no_plan")]}

    def _whom(self) -> list[str]:
        """For whom it surely changes most, whichever way; or that no group can be told apart."""
        told = [one for one in self.bundle.results.whom if one.code == MAIN and one.verdict in ("better", "worse")]
        told.sort(key=lambda one: -abs(one.difference))
        lines = [
            self._said("front.for", group=one.label[self.language], change=points(one.difference, self.language))
            for one in told[:MOST_WHOM]
        ]
        return lines or [self._said("front.for_nobody")]

    def _number(self, code: str) -> dict[str, str]:
        one = self.bundle.results.number(code)
        said = translator(self.language)(f"front.verdict.{one.verdict}")
        return {
            "label": one.title[self.language],
            "change": self._change(one.difference, one.unit),
            "between": self._between(one),
            "verdict": said,
            "sort": "same" if one.verdict == "same" else "plus" if one.difference > 0 else "minus",
        }

    def _change(self, value: float | None, unit: str, bare: bool = False) -> str:
        """A difference in its unit; bare, without the unit's word."""
        if value is None:
            return translator(self.language)("front.unknown")
        if unit == "share":
            return signed(100.0 * value, self.language, 1) if bare else points(value, self.language)
        shown = signed(value, self.language, 2 if unit != "minutes" else 1)
        return shown if bare or unit == "ratio" else f"{shown}\u00a0{translator(self.language)(f'front.unit.{unit}')}"

    def _artefact(self) -> dict[str, object]:
        sayings = [
            {
                "text": saying.text,
                "finding": find(saying, self.bundle).value,
                "says": self._said(f"front.says.{find(saying, self.bundle).value}"),
            }
            for saying in self.story.sayings
        ]
        return {
            "kicker": self._said("front.artefact", table=self.story.table),
            "title": self.story.title,
            "paragraphs": [part.strip() for part in self.story.text.split("\n") if part.strip()],
            "sayings": sayings or [{"text": "", "finding": Finding.FREE.value, "says": self._said("front.says.free")}],
            "note": self._said("front.artefact_note"),
        }

    def _life(self) -> dict[str, object] | None:
        if self.life is None:
            return None
        life, labels = self.life, self.life["labels"]
        worlds = [
            {"label": labels[part], "text": " ".join(life[part][:MOST_OF_WORLD])} for part in ("reference", "plan")
        ]
        ends = [{"label": "", "text": " ".join(part)} for part in (life["beginning"][:1], life["ending"])]
        return {
            "kicker": life["imagined"],
            "title": life["name"],
            "told": [ends[0], *worlds, ends[1]],
            "note": life["note"],
        }


def find(saying: Saying, bundle: Bundle) -> Finding:
    """What a run makes of a saying: its world for a driver, the plan's own effect for an outcome; else free fiction."""
    claim = saying.claim
    if saying.finding is not None:
        return saying.finding
    if claim is None or claim.sign is None:
        return Finding.FREE
    if claim.driver is not None:
        world = with_cards(scenario_of(bundle.scenario.content), bundle.cards)
        return find_on_timeline(claim.sign, world.drivers.get(claim.driver, 0.0))
    if claim.outcome is None:
        return Finding.FREE
    code = OUTCOMES.get(claim.outcome, claim.outcome)
    figure = next((one for one in bundle.results.numbers if one.code == code), None)
    change = figure and _change_of(figure)
    if change is None or change.low == change.high == 0.0:  # nothing that the run tells leads there
        return Finding.UNKNOWN
    found = find_in_change(claim.sign, change, figure.unit == "share")
    hidden = found is Finding.FOUND and claim.sign is not Sign.FLAT and figure.verdict == "same"
    return Finding.UNKNOWN if hidden else found  # the page's own verdict says that nothing can be told apart


def _change_of(figure: Figure) -> Change | None:
    """A figure's difference as claims read it: of shares, or relative; None without an interval."""
    ends = figure.difference, figure.low, figure.high
    base = 1.0 if figure.unit == "share" else figure.reference
    return None if None in ends or not base else Change(*(end / base for end in ends))


@cache
def _pages() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
