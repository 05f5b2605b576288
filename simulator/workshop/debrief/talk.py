"""What was said: surprises, notes, who was absent, votes and reactions."""

from __future__ import annotations

import re
from collections import Counter

from simulator.workshop import deck
from simulator.workshop.debrief.blocks import Block, Cell, Section, Table, Text
from simulator.workshop.debrief.source import Day
from simulator.workshop.marks import FEWEST
from simulator.workshop.marks import votes as counts

OPTIONS = ("keep", "amend", "drop", "unsure")
"""What a vote on a plan offers."""
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
    return _counted(day, question(day, vote["question"]), Counter(vote["options"]))


def question(day: Day, key: str) -> str:
    """A question of the day in words; its name where the pages asked something else."""
    asked = re.fullmatch(r"plan-(\d)", key)
    return day.say("pack.vote.plan", number=asked[1]) if asked else key


def option(day: Day, key: str) -> str:
    """A choice in words; its name where it is none of ours."""
    return day.say(f"pack.vote.{key}") if key in OPTIONS else key


def about(day: Day, key: str) -> str:
    """What a reaction is about, in words: an object of a world, a table or its own object; its name otherwise."""
    if key in day.state.tables:
        return day.by(key)
    if key.removeprefix("own-") in day.state.tables:
        return day.say("pack.about.own", table=day.by(key.removeprefix("own-")))
    objects = (one for world in deck.worlds() for one in deck.world_page(world)["artefacts"])
    return next((one["title"][day.language] for one in objects if one["key"] == key), key)


def _counted(day: Day, asked: str, counts: Counter) -> list[tuple[Cell, ...]]:
    if counts.total() < FEWEST:
        return [(asked, day.say("pack.too_few.answers", fewest=FEWEST), "")]
    return [(asked, option(day, chosen), day.count(count)) for chosen, count in counts.most_common()]


def _reactions(day: Day) -> list[Block]:
    say = day.say
    latest: dict[str, dict[tuple, str]] = {}
    spoken = []
    for kept in day.state.reactions:
        body = kept.body
        if body.reaction is not None:
            latest.setdefault(body.about, {})[body.table, body.participant] = body.reaction
        if body.words is not None:
            spoken.append((day.by(body.table), about(day, body.about), day.text(body.words)))
    rows = []
    for key, given in latest.items():
        rows += _counted(day, about(day, key), Counter(say(f"pack.reaction.{reaction}") for reaction in given.values()))
    blocks: list[Block] = []
    if rows:
        columns = say("pack.reaction.about"), say("pack.reaction"), say("pack.vote.count")
        blocks.append(Table("reactions", say("pack.reactions.caption"), columns, tuple(rows)))
    if spoken:
        columns = say("pack.table"), say("pack.reaction.about"), say("pack.note.text")
        blocks.append(Table("paroles", say("pack.spoken.caption"), columns, tuple(spoken)))
    return blocks
