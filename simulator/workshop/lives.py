"""One imagined life: the same resident in two worlds, told in sentences that carry the state they come from.

Nobody is converted and nothing is praised: what is told is what the run holds, and not going out is a choice. Sentences
say neither "he" nor "she": the first name is drawn whatever the person is like.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from simulator.calendar import LAST_YEAR, REFERENCE_YEAR
from simulator.domains import DOMAINS
from simulator.draws import uniforms
from simulator.population.residents import EDUCATIONS, HOUSEHOLD_KINDS, MOBILITY_CLASSES, OCCUPATIONS
from simulator.typography import french
from simulator.wording import LANGUAGES, Translator, translator
from simulator.workshop.first_names import first_name
from simulator.workshop.streams import Telling
from simulator.workshop.traces import EVERY, YEARS, Pair, Rows, Trace

YOUNGEST, OLDEST = 18, 80
"""Ages at the end of 2025 of those whose life is told."""
FEW = 1
"""Months with an outing in sixteen years, at most, of a contented stay-at-home."""
NOTABLE = 3
"""Months with an outing, more or fewer, from which the plan is said to count in a life."""
MOSTLY = 10
"""Years of practice, of sixteen, that make a life one of making art."""
TOLD_DOMAINS = 3
STEPS = ("education", "occupation", "mobility", "commune")
NAMES_OF = {"education": EDUCATIONS, "occupation": OCCUPATIONS, "mobility": MOBILITY_CLASSES}


class Kind(Enum):
    """Why a life is told beside others; all are of equal worth."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    AT_HOME = "at_home"
    AMATEUR = "amateur"


@dataclass(frozen=True)
class Fact:
    """What the state says.

    Attributes:
        what: "age", "commune", "household", "education", "occupation", "mobility", "practice", "digital", "outings"
            (months with one), "outings_MUS"..., "more" (the plan's months with an outing less the reference's) or
            "parted" (the first year in which outings or practice differ, 0 for none).
        side: "reference", "plan" or "both".
        first: First year.
        last: Last year; sums and counts run over both ends.
        value: A number, or a class's name.
    """

    what: str
    side: str
    first: int
    last: int
    value: int | str


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the facts that it rests on; none where it states nothing of the person."""

    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Life:
    """One imagined person in two worlds.

    Attributes:
        name: First name.
        kind: Why this life is told.
        row: The resident's row.
        world: The world's name.
        language: "fr" or "en".
        beginning: Who the person is at the end of 2025, and what comes whatever is decided.
        reference: Without new measures.
        plan: With the plan.
        ending: What differs, and the last year.
    """

    name: str
    kind: Kind
    row: int
    world: str
    language: str
    beginning: tuple[Sentence, ...]
    reference: tuple[Sentence, ...]
    plan: tuple[Sentence, ...]
    ending: tuple[Sentence, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them, in order."""
        return self.beginning + self.reference + self.plan + self.ending

    def to_dict(self) -> dict[str, object]:
        """Plain values for a page or a bundle: words, and notes that go with every life."""
        say = translator(self.language)
        parts = ("beginning", "reference", "plan", "ending")
        return {
            "name": self.name,
            "kind": self.kind.value,
            "row": self.row,
            "imagined": say("life.imagined"),
            "note": say("life.note"),
            "labels": {part: say(f"life.part.{part}") for part in parts},
            **{part: [sentence.text for sentence in getattr(self, part)] for part in parts},
        }


def choose_lives(pair: Pair, seed: int | None = None) -> dict[Kind, int]:
    """A row of each kind that there is, by a keyed draw among all of the kind: neither the best nor the worst.

    Args:
        pair: Both worlds.
        seed: Seed of the draw; the run's when left out.
    """
    rows = np.arange(pair.stay.size)
    drawn = uniforms(pair.seed if seed is None else seed, Telling.CHOICE_OF_LIVES, rows)
    chosen: dict[Kind, int] = {}
    for kind, fits in kinds(pair).items():
        fits[list(chosen.values())] = False
        if fits.any():
            chosen[kind] = int(np.argmin(np.where(fits, drawn, 2.0)))
    return chosen


def kinds(pair: Pair) -> dict[Kind, np.ndarray]:
    """Which rows are of which kind, bool [n] each: people who live there to 2040, aged 18 to 80 in 2025."""
    start = pair.reference.age[0]
    told = pair.stay & (start >= YOUNGEST) & (start <= OLDEST)
    sides = pair.reference, pair.plan
    before, after = (side.outings().sum(axis=0) for side in sides)
    practised = np.array([side.practice.sum(axis=0, dtype=np.int64) for side in sides])
    goes = np.minimum(before, after) > FEW
    return {
        Kind.CHANGED: told & goes & (abs(after - before) >= NOTABLE),
        Kind.UNCHANGED: told & goes & ~parts(pair).any(axis=0),
        Kind.AT_HOME: told & (np.maximum(before, after) <= FEW) & ~practised.any(axis=0),
        Kind.AMATEUR: told & (practised >= MOSTLY).all(axis=0),
    }


def parts(pair: Pair, rows: Rows = EVERY) -> np.ndarray:
    """Whether outings or practice differ between the worlds, by year: bool [Y, rows], or [Y] of one row."""
    outings = (pair.reference.past[:, :, rows] != pair.plan.past[:, :, rows]).any(axis=1)
    return outings | (pair.reference.practice[:, rows] != pair.plan.practice[:, rows])


def tell(pair: Pair, row: int, kind: Kind, language: str = "fr") -> Life:
    """The life of a row in both worlds.

    Args:
        pair: Both worlds.
        row: A row in which one person lives all along.
        kind: Why it is told.
        language: "fr" or "en".
    """
    teller = _Teller(pair, row, language)
    return Life(
        name=teller.name,
        kind=kind,
        row=row,
        world=pair.world,
        language=language,
        beginning=(*teller.who(), *teller.first_year(), *teller.steps()),
        reference=tuple(teller.side("reference", pair.reference)),
        plan=tuple(teller.with_plan()),
        ending=tuple(teller.ending(kind)),
    )


def tell_all(pair: Pair, language: str = "fr") -> tuple[Life, ...]:
    """A life of each kind."""
    return tuple(tell(pair, row, kind, language) for kind, row in choose_lives(pair).items())


def lives_record(pair: Pair) -> dict[str, list[dict[str, object]]]:
    """The lives of a pair of worlds in both languages, as plain values: what is kept beside a bundle."""
    return {language: [life.to_dict() for life in tell_all(pair, language)] for language in LANGUAGES}


class _Teller:
    """Writes about one row in one language."""

    def __init__(self, pair: Pair, row: int, language: str) -> None:
        self.pair, self.row, self.language = pair, row, language
        self.name = first_name(pair.seed, row)
        self._say: Translator = translator(language)

    def _sentence(self, key: str, *facts: Fact, **values: object) -> Sentence:
        text = self._say(key, name=self.name, **values)
        return Sentence(french(text) if self.language == "fr" else text, facts)

    def _many(self, key: str, count: int, *facts: Fact, **values: object) -> Sentence:
        text = self._say.many(key, count, name=self.name, **values)
        return Sentence(french(text) if self.language == "fr" else text, facts)

    def _class_of(self, what: str, y: int) -> str:
        return NAMES_OF[what][getattr(self.pair.reference, what)[y, self.row]]

    def _commune(self, y: int) -> str:
        return self.pair.communes[self.pair.reference.commune[y, self.row]]

    def _in(self, commune: str) -> str:
        """In a commune: « à Liévin », « au Quesnoy », « aux Attaques »."""
        if self.language == "en":
            return f"in {commune}"
        for article, preposition in (("Le ", "au "), ("Les ", "aux ")):
            if commune.startswith(article):
                return preposition + commune.removeprefix(article)
        return f"à {commune}"

    def who(self) -> list[Sentence]:
        """Who the person is at the end of 2025."""
        age, commune = int(self.pair.reference.age[0, self.row]), self._commune(0)
        household = HOUSEHOLD_KINDS[self.pair.household[self.row]]
        named = {what: self._class_of(what, 0) for what in NAMES_OF}
        at = REFERENCE_YEAR, REFERENCE_YEAR
        home = (
            Fact("age", "both", *at, age),
            Fact("commune", "both", *at, commune),
            Fact("household", "both", *at, household),
        )
        words = {what: self._say(f"life.{what}.{name}") for what, name in named.items()}
        lives = self._say(f"life.household.{household}")
        return [
            self._sentence("life.who", *home, age=age, place=self._in(commune), household=lives, year=REFERENCE_YEAR),
            self._sentence("life.what", *(Fact(what, "both", *at, name) for what, name in named.items()), **words),
        ]

    def first_year(self) -> list[Sentence]:
        """What 2025 was like, before anything is decided."""
        told = [self._outings("both", self.pair.reference, 0, 0)]
        for what in ("practice", "digital"):
            if getattr(self.pair.reference, what)[0, self.row]:
                at = Fact(what, "both", REFERENCE_YEAR, REFERENCE_YEAR, 1)
                told.append(self._sentence(f"life.{what}", at, year=REFERENCE_YEAR))
        return told

    def steps(self) -> list[Sentence]:
        """What changes in a life whatever is decided: diploma, work, getting about, a move."""
        told = []
        for y, year in enumerate(YEARS[1:], 1):
            for what in STEPS:
                values = getattr(self.pair.reference, what)[:, self.row]
                if values[y] != values[y - 1]:
                    told.append(self._step(what, y, year))
        return told

    def _step(self, what: str, y: int, year: int) -> Sentence:
        if what == "commune":
            place = self._commune(y)
            return self._sentence(
                "life.step.commune", Fact(what, "both", year, year, place), year=year, place=self._in(place)
            )
        name = self._class_of(what, y)
        words = self._say(f"life.{what}.{name}")
        return self._sentence("life.step", Fact(what, "both", year, year, name), year=year, words=words)

    def side(self, side: str, lived: Trace) -> list[Sentence]:
        """Fifteen years in one world: outings, early and late where there are any, and practice."""
        spans = ((1, 8), (9, 15)) if lived.outings(self.row)[1:].any() else ((1, 15),)
        told = [self._outings(side, lived, first, last, again=k > 0) for k, (first, last) in enumerate(spans)]
        return [*told, self._practice(side, lived)]

    def with_plan(self) -> list[Sentence]:
        """The other world; one sentence where it is no other."""
        if parts(self.pair, self.row).any():
            return self.side("plan", self.pair.plan)
        return [self._sentence("life.same", Fact("parted", "both", YEARS[1], LAST_YEAR, 0))]

    def _outings(self, side: str, lived: Trace, first: int, last: int, again: bool = False) -> Sentence:
        """Months with an outing from one year to another, and where they led; `again` after a sentence of the kind."""
        span = slice(first, last + 1)
        years = YEARS[first], YEARS[last]
        count = int(lived.outings(self.row)[span].sum())
        by_domain = [(int(lived.outings_in(d, self.row)[span].sum()), -d) for d in range(len(DOMAINS))]
        went = [(DOMAINS[-d], months) for months, d in sorted(by_domain, reverse=True) if months]
        told = went[:TOLD_DOMAINS]
        facts = [Fact("outings", side, *years, count)]
        facts += [Fact(f"outings_{domain}", side, *years, months) for domain, months in told]
        when = self._say("life.in_year" if first == last else "life.years", first=years[0], last=years[1])
        after = ".again" if again else ""
        if not count:
            return self._sentence(f"life.no_outing{after}", *facts, when=when)
        places = self._places(told, count)
        places = self._say("life.among", places=places) if len(went) > len(told) else places
        return self._many(f"life.outings{after}", count, *facts, when=when, places=places)

    def _places(self, went: list[tuple[str, int]], count: int) -> str:
        """Where outings led, with the months of each; without them where there is nothing to share out."""
        words = [(self._say(f"life.domain.{domain}"), months) for domain, months in went]
        if count == 1 or len(words) == 1:
            return ", ".join(place for place, _ in words)
        return ", ".join(self._say("life.counted", place=place, count=months) for place, months in words)

    def _practice(self, side: str, lived: Trace) -> Sentence:
        """In which Decembers from 2026 on somebody practises; a fact for each."""
        practice = lived.practice[:, self.row].tolist()
        facts = [Fact("practice", side, year, year, practice[y]) for y, year in enumerate(YEARS) if y]
        spells = [self._spell(first, last) for first, last in _spells(practice)]
        if not spells:
            return self._sentence("life.no_practice", *facts)
        return self._sentence("life.practises", *facts, spells=self._say("life.then").join(spells))

    def _spell(self, first: int, last: int) -> str:
        key = "life.spell.year" if first == last else "life.spell.years"
        return self._say(key, first=first, last=last)

    def ending(self, kind: Kind) -> list[Sentence]:
        """What differs between the worlds, and the age in 2040."""
        age = int(self.pair.reference.age[-1, self.row])
        at = Fact("age", "both", LAST_YEAR, LAST_YEAR, age)
        told = [*self._difference(), self._sentence("life.last", at, age=age, year=LAST_YEAR)]
        return [*told, self._sentence("life.choice")] if kind is Kind.AT_HOME else told

    def _difference(self) -> list[Sentence]:
        differs = parts(self.pair, self.row)
        if not differs.any():
            return []
        parted = YEARS[int(np.argmax(differs))]
        before, after = (side.outings(self.row)[1:].sum() for side in (self.pair.reference, self.pair.plan))
        more = int(after - before)
        at = YEARS[1], LAST_YEAR
        facts = Fact("parted", "both", *at, parted), Fact("more", "both", *at, more)
        if not more:
            return [self._sentence("life.otherwise", *facts, year=parted)]
        return [self._many("life.more" if more > 0 else "life.fewer", abs(more), *facts, year=parted)]


def _spells(practice: list[int]) -> list[tuple[int, int]]:
    """Stretches of years with practice, 2025 left out: first year and last."""
    years = [0, *practice[1:], 0]
    begins = [YEARS[y] for y in range(1, len(years) - 1) if years[y] and not years[y - 1]]
    ends = [YEARS[y] for y in range(1, len(years) - 1) if years[y] and not years[y + 1]]
    return list(zip(begins, ends, strict=True))
