"""What tables said of the territory: resources, ties of today and dreamed of, gaps; and their objects from 2040."""

from __future__ import annotations

from simulator.workshop.debrief.blocks import Block, Quote, Section, Table, Text
from simulator.workshop.debrief.day import world_title
from simulator.workshop.debrief.source import Day


def resources(day: Day) -> Section:
    """Resources to share, and the ties of today that were drawn in the room; guessed ones are never shown."""
    say = day.say
    columns = say("pack.resource"), say("pack.resource.what"), say("pack.resource.owner"), say("pack.table")
    rows = tuple(
        (
            say(f"kit.resource.{kept.body.sort}"),
            day.text(kept.body.what),
            day.text(kept.body.owner),
            day.by(kept.body.table),
        )
        for kept in day.state.resources
    )
    blocks = [Text(say("pack.ties.note"), small=True)]
    blocks += _table_or_nothing(day, Table("ressources", say("pack.resources.caption"), columns, rows))
    blocks += _table_or_nothing(day, _ties(day, "liens", dreamed=False))
    return Section("resources", say("pack.resources"), tuple(blocks))


def dreams(day: Day) -> Section:
    """Ties that do not exist yet."""
    blocks = _table_or_nothing(day, _ties(day, "liens-reves", dreamed=True))
    return Section("dreams", day.say("pack.dreams"), tuple(blocks))


def _ties(day: Day, key: str, dreamed: bool) -> Table:
    say = day.say
    ties = [kept.body for kept in day.state.ties if kept.body.dreamed == dreamed]
    columns = say("pack.tie.one"), say("pack.tie.other"), say("pack.tie.sort"), say("pack.tie.about"), say("pack.table")
    rows = tuple(
        (day.text(t.one), day.text(t.other), _sort(day, t.sort), day.text(t.about), day.by(t.table)) for t in ties
    )
    return Table(key, say("pack.dreams.caption" if dreamed else "pack.ties.caption"), columns, rows)


def _sort(day: Day, sort: str) -> str:
    return day.say("kit.tie.other_sort" if sort == "other" else f"kit.tie.{sort}")


def gaps(day: Day) -> Section:
    """What is missing."""
    say = day.say
    names = ("place", "concerned", "missing", "would_help", "can_act")
    rows = tuple(
        (*(day.text(getattr(kept.body, name)) for name in names), day.by(kept.body.table)) for kept in day.state.gaps
    )
    columns = (*(say(f"pack.gap.{name}") for name in names), say("pack.table"))
    blocks = _table_or_nothing(day, Table("manques", say("pack.gaps.caption"), columns, rows))
    return Section("gaps", say("pack.gaps"), tuple(blocks))


def artefacts(day: Day) -> Section:
    """The tables' own objects from 2040, in table order."""
    say, state = day.say, day.state
    blocks: list[Block] = [Text(say("pack.artefacts.note"), small=True)]
    for table, world in state.tables.items():
        kept = state.artefacts.get(table)
        if kept is not None:
            by = f"{day.by(table)} · {world_title(world, day.language)}"
            blocks.append(Quote(day.text(kept.body.title), day.text(kept.body.text), by))
    blocks += [Text(say("pack.none"))] if len(blocks) == 1 else []
    return Section("artefacts", say("pack.artefacts"), tuple(blocks))


def _table_or_nothing(day: Day, table: Table) -> list[Block]:
    return [table] if table.rows else [Text(day.say("pack.none.of", what=table.caption))]
