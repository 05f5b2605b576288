"""What was said: surprises, notes, who was absent, votes and reactions."""

from __future__ import annotations

from collections import Counter

from simulator.workshop.debrief.blocks import Block, Cell, Section, Table, Text
from simulator.workshop.debrief.source import Day
from simulator.workshop.marks import FEWEST
from simulator.workshop.marks import votes as counts

TOLD = ("feeling", "fact", "reason", "reality", "transfer", "note")
"""The sorts of notes that make the debrief, in its order."""


def surprises(day: Day) -> Section:
    """What surprised each table, in table order."""
    blocks = _notes(day, ("surprise",), "surprises", named=False)
    return Section("surprises", day.say("pack.surprises"), blocks)


def notes(day: Day) -> Section:
    """Everything else that was said and kept, in the order of the debrief."""
    return Section("notes", day.say("pack.notes"), _notes(day, TOLD, "notes", named=True))


def absent(day: Day) -> Section:
    """Who was missing from the room, as the room said it."""
    return Section("absent", day.say("pack.absent"), _notes(day, ("absent",), "absents", named=False))


def _notes(day: Day, sorts: tuple[str, ...], key: str, named: bool) -> tuple[Block, ...]:
    say = day.say
    order = {table: rank for rank, table in enumerate(day.state.tables)}
    kept = [kept.body for kept in day.state.notes if kept.body.sort in sorts]
    kept.sort(key=lambda note: (order.get(note.table, len(order)), sorts.index(note.sort)))
    rows: list[tuple[Cell, ...]] = []
    for note in kept:
        sort = (say(f"pack.note.{note.sort}"),) if named else ()
        rows.append((day.by(note.table), *sort, day.text(note.text)))
    if not rows:
        return (Text(say("pack.none")),)
    columns = (say("pack.table"), *((say("pack.note.sort"),) if named else ()), say("pack.note.text"))
    return (Table(key, say(f"pack.{key}.caption"), columns, tuple(rows)),)


def votes(day: Day) -> Section:
    """Votes and reactions of the whole room: counts only, and only where five people answered."""
    say = day.say
    blocks: list[Block] = []
    rows = [row for one in counts(day.state) for row in _vote(day, one)]
    if rows:
        columns = say("pack.vote.question"), say("pack.vote.option"), say("pack.vote.count")
        blocks.append(Table("votes", say("pack.votes.caption"), columns, tuple(rows)))
    blocks += _reactions(day)
    return Section("votes", say("pack.votes"), tuple(blocks) or (Text(say("pack.none")),))


def _vote(day: Day, vote: dict) -> list[tuple[Cell, ...]]:
    return _counted(day, vote["question"], Counter(vote["options"]))


def _counted(day: Day, question: str, counts: Counter) -> list[tuple[Cell, ...]]:
    if counts.total() < FEWEST:
        return [(question, day.say("pack.too_few.answers", fewest=FEWEST), "")]
    return [(question, option, day.count(count)) for option, count in counts.most_common()]


def _reactions(day: Day) -> list[Block]:
    say = day.say
    about: dict[str, dict[tuple, str]] = {}
    spoken = []
    for kept in day.state.reactions:
        body = kept.body
        if body.reaction is not None:
            about.setdefault(body.about, {})[body.table, body.participant] = body.reaction
        if body.words is not None:
            spoken.append((day.by(body.table), body.about, day.text(body.words)))
    rows = []
    for key, latest in about.items():
        rows += _counted(day, key, Counter(say(f"pack.reaction.{reaction}") for reaction in latest.values()))
    blocks: list[Block] = []
    if rows:
        columns = say("pack.reaction.about"), say("pack.reaction"), say("pack.vote.count")
        blocks.append(Table("reactions", say("pack.reactions.caption"), columns, tuple(rows)))
    if spoken:
        columns = say("pack.table"), say("pack.reaction.about"), say("pack.note.text")
        blocks.append(Table("paroles", say("pack.spoken.caption"), columns, tuple(spoken)))
    return blocks
