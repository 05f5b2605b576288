"""The debrief as one document, in the order in which people will want it."""

from __future__ import annotations

from simulator.workshop.debrief.blocks import Document
from simulator.workshop.debrief.day import date, the_day, worlds
from simulator.workshop.debrief.fiches import fiches
from simulator.workshop.debrief.limits import ethics, runs, unknowns
from simulator.workshop.debrief.rounds import cards, dissents, rounds
from simulator.workshop.debrief.self_assessment import self_assessment
from simulator.workshop.debrief.source import Day
from simulator.workshop.debrief.talk import absent, notes, surprises, votes
from simulator.workshop.debrief.territory import artefacts, dreams, gaps, resources
from simulator.workshop.debrief.told import told

SECTIONS = (
    the_day,
    worlds,
    self_assessment,
    resources,
    gaps,
    dreams,
    artefacts,
    rounds,
    cards,
    dissents,
    told,
    surprises,
    notes,
    absent,
    votes,
    fiches,
    unknowns,
    ethics,
    runs,
)


def debrief(day: Day) -> Document:
    """The whole debrief of a workshop."""
    say = day.say
    subtitle = date(day, day.state.opened_at)
    title = say("pack.title", title=day.title())
    return Document(title, subtitle, day.language, say("pack.caution"), tuple(write(day) for write in SECTIONS))
