"""The day itself: when, who, which worlds, which tables."""

from __future__ import annotations

from datetime import datetime

from simulator.workshop import deck
from simulator.workshop.debrief.blocks import Cell, Section, Table, Text
from simulator.workshop.debrief.source import Day
from simulator.workshop.marks import FEWEST


def the_day(day: Day) -> Section:
    """When it was, how many came, and how time went."""
    state, say = day.state, day.say
    tables, people = len(state.tables), len(state.participants)
    lines = [say("pack.day.when", date=date(day, state.opened_at), hour=hour(day, state.opened_at))]
    if state.ended_at is not None:
        lines.append(say("pack.day.end", hour=hour(day, state.ended_at)))
    lines.append(say.many("pack.day.tables", tables) + " " + say.many("pack.day.people", people))
    lines.append(say("pack.day.agenda", agenda=day.template.title[day.language]))
    blocks = [Text(" ".join(lines)), Text(say("pack.day.how"), small=True)]
    phases = _phases(day)
    if phases:
        columns = say("pack.day.at"), say("pack.day.phase")
        blocks.append(Table("deroule", say("pack.day.caption"), columns, phases))
    return Section("day", say("pack.day"), tuple(blocks))


def date(day: Day, moment: datetime) -> str:
    """A date as people write it."""
    local = moment.astimezone()
    if day.language == "fr":
        return f"{'1er' if local.day == 1 else local.day}\u00a0{day.say(f'pack.month.{local.month}')} {local.year}"
    return f"{local.day} {day.say(f'pack.month.{local.month}')} {local.year}"


def hour(day: Day, moment: datetime) -> str:
    """An hour as people write it."""
    local = moment.astimezone()
    return f"{local.hour}\u00a0h\u00a0{local.minute:02}" if day.language == "fr" else f"{local.hour}:{local.minute:02}"


def _phases(day: Day) -> tuple[tuple[Cell, ...], ...]:
    rows = []
    for entry in day.entries:
        if entry.body.kind == "phase_begun":
            phase = day.template.phase(entry.body.phase)
            rows.append((hour(day, entry.at), phase.title[day.language] if phase else entry.body.phase))
    return tuple(rows)


def worlds(day: Day) -> Section:
    """Which table played which world; tables that are too small are said to be."""
    say, state = day.say, day.state
    titles = {name: world_title(name, day.language) for name in set(state.tables.values())}
    rows = [
        (day.table(table), titles[world], _people(day, table))
        if day.shown(table)
        else (day.by(table), titles[world], "")
        for table, world in state.tables.items()
    ]
    columns = say("pack.table"), say("pack.world"), say("pack.people")
    blocks = [Text(say("pack.worlds.note")), Table("tables", say("pack.worlds.caption"), columns, tuple(rows))]
    if len(day.shown_tables()) < len(state.tables):
        blocks.append(Text(say("pack.too_few", fewest=FEWEST), small=True))
    return Section("worlds", say("pack.worlds"), tuple(blocks))


def world_title(name: str, language: str) -> str:
    """A bundled world's title; its code name for a world that came from elsewhere."""
    return deck.world(name).title[language] if name in deck.worlds() else name


def _people(day: Day, table: str) -> Cell:
    people = day.people(table)
    return day.count(people) if people else day.say("pack.on_paper")
