"""What a scenario file may hold beside story and drivers: artefacts, events and claims, as pydantic models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Protocol

from pydantic import AfterValidator, Field, create_model, model_validator

from simulator.experiments.fiction import Artefact, Claim, Event, Sign
from simulator.experiments.file_types import Both, Code, Strict, change_type, one_of, optional
from simulator.experiments.measures import SHARES, TOTALS
from simulator.experiments.timelines import add, find_faults
from simulator.model.drivers import DRIVERS
from simulator.reading import Message, excerpt, said

ARTEFACTS = 3
LEAST_EVENTS = 2
MEASURES = (*SHARES, *TOTALS)
"""What a claim may say of the outcome of a run."""

SignName = one_of([sign.value for sign in Sign], "sens inconnu :", "unknown sign:")
DriverName = one_of(DRIVERS, "tendance inconnue :", "unknown driver:")
Measure = one_of(MEASURES, "mesure inconnue :", "unknown measure:")

Changes = create_model(
    "Changes", __base__=Strict, **optional({name: change_type(driver) for name, driver in DRIVERS.items()})
)


class ArtefactPart(Strict):
    """An object from 2040."""

    title: Both
    text: Both

    def made(self) -> Artefact:
        """What the scenario keeps."""
        return Artefact(self.title.model_dump(), self.text.model_dump())


def _some(changes: Changes) -> Changes:
    if changes.model_fields_set:
        return changes
    repair = (
        "par exemple « touring_supply: {2031: -0.2, 2033: 0} »",
        "for example 'touring_supply: {2031: -0.2, 2033: 0}'",
    )
    raise said(Message("un événement qui ne change rien", "an event that changes nothing", *repair))


class EventPart(Strict):
    """An event card, and what it adds to the world's drivers."""

    code: Code
    title: Both
    text: Both
    drivers: Annotated[Changes, AfterValidator(_some)]

    def made(self) -> Event:
        """What the scenario keeps."""
        changes = {name: getattr(self.drivers, name) for name in DRIVERS if name in self.drivers.model_fields_set}
        return Event(self.code, self.title.model_dump(), self.text.model_dump(), changes)


class Outcome(Strict):
    """A measure of a run, and where it is said to go."""

    measure: Measure
    sign: SignName


class ClaimPart(Strict):
    """Something that the story says, tied to one thing."""

    text: Both
    driver: DriverName = None
    sign: SignName = None
    outcome: Outcome = None
    fiction: Literal[True] = None

    @model_validator(mode="after")
    def _tied_once(self) -> ClaimPart:
        ties = self.model_fields_set & {"driver", "outcome", "fiction"}
        if len(ties) != 1:
            raise said(_ties(sorted(ties)))
        if ("sign" in self.model_fields_set) != (ties == {"driver"}):
            raise said(MISPLACED_SIGN if "sign" in self.model_fields_set else MISSING_SIGN)
        return self

    def made(self) -> Claim:
        """What the scenario keeps."""
        outcome, sign = (self.outcome.measure, self.outcome.sign) if self.outcome else (None, self.sign)
        return Claim(self.text.model_dump(), self.driver, outcome, sign and Sign(sign))


MISSING_SIGN = Message(
    "il manque le sens de la tendance",
    "the driver's sign is missing",
    "ajouter « sign: up », « down » ou « flat »",
    "add 'sign: up', 'down' or 'flat'",
)
MISPLACED_SIGN = Message(
    "« sign » n’accompagne que « driver »",
    "'sign' goes with 'driver' only",
    "le retirer, ou l’écrire dans « outcome »",
    "remove it, or write it inside 'outcome'",
)


def _ties(given: list[str]) -> Message:
    repair = (
        "écrire « driver », « outcome » ou « fiction: true »",
        "write one of 'driver', 'outcome' and 'fiction: true'",
    )
    if not given:
        return Message("affirmation liée à rien", "claim tied to nothing", *repair)
    both = f"« {given[0]} » et « {given[1]} »", f"'{given[0]}' and '{given[1]}'"
    return Message(f"affirmation liée à {both[0]}", f"claim tied to {both[1]}", *repair)


def _three(parts: list[ArtefactPart]) -> list[ArtefactPart]:
    if len(parts) == ARTEFACTS:
        return parts
    fr, en = f"{ARTEFACTS} objets attendus, pas {len(parts)}", f"{ARTEFACTS} artefacts expected, not {len(parts)}"
    raise said(Message(fr, en, "en garder trois", "keep three"))


def _two(parts: list[EventPart]) -> list[EventPart]:
    if len(parts) >= LEAST_EVENTS:
        return parts
    fr = f"{LEAST_EVENTS} événements au moins attendus, pas {len(parts)}"
    en = f"at least {LEAST_EVENTS} events expected, not {len(parts)}"
    raise said(Message(fr, en, "en écrire un autre", "write another one"))


Artefacts = Annotated[
    list[ArtefactPart], AfterValidator(_three), Field(json_schema_extra={"minItems": ARTEFACTS, "maxItems": ARTEFACTS})
]
Events = Annotated[list[EventPart], AfterValidator(_two), Field(json_schema_extra={"minItems": LEAST_EVENTS})]


class World(Protocol):
    """A scenario file, as far as its parts must fit together."""

    story: Both
    drivers: Strict
    events: list[EventPart]
    claims: list[ClaimPart]


def misfits(world: World) -> Iterator[Message]:
    """Where the parts of a world do not fit together: claims that the story does not hold, events that go too far."""
    for rank, claim in enumerate(world.claims):
        yield from _unwritten(rank, claim, world.story)
    codes = [event.code for event in world.events]
    for rank, event in enumerate(world.events):
        if event.code in codes[:rank]:
            yield _twice(rank, event.code)
        yield from _too_far(rank, event, world.drivers)


def _unwritten(rank: int, claim: ClaimPart, story: Both) -> Iterator[Message]:
    for lang in ("fr", "en"):
        words = getattr(claim.text, lang)
        if plain(words) not in plain(getattr(story, lang)):
            yield Message(
                f"« {excerpt(words)} » n’est pas dans l’histoire",
                f"'{excerpt(words)}' is not in the story",
                "recopier les mots de l’histoire",
                "copy the story's own words",
                ("claims", rank, "text", lang),
            )


def _twice(rank: int, code: str) -> Message:
    repair = "donner un autre nom de code", "give another code name"
    place = ("events", rank, "code")
    return Message(f"deux événements nommés « {code} »", f"two events named '{code}'", *repair, place)


def _too_far(rank: int, event: EventPart, drivers: Strict) -> Iterator[Message]:
    """What an event takes out of a driver's range: the first year of each driver is enough."""
    for name, change in event.made().drivers.items():
        base = getattr(drivers, name)
        faults = find_faults(DRIVERS[name], add(base.values if base else 0.0, change))
        for fault in faults[:1]:
            en = f"with this event, {fault.en}"
            place = ("events", rank, "drivers", name)
            yield Message(f"avec cet événement, {fault.fr}", en, fault.repair_fr, fault.repair_en, place)


def plain(text: str) -> str:
    """A text whose spaces and line ends are all alike, so that words are found wherever lines break."""
    return " ".join(text.split())
