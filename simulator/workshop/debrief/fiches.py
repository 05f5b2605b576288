"""The fiches-action in the debrief: those that are alike stand side by side."""

from __future__ import annotations

from simulator.workshop.debrief.alike import FIELDS, Fiche, alike, gather
from simulator.workshop.debrief.blocks import Cell, Section, Table, Text
from simulator.workshop.debrief.source import Day


def fiches(day: Day) -> Section:
    """Every fiche, each in a table; fiches that are alike share one, a column each."""
    say = day.say
    groups = alike(gather([day]))
    parts = tuple(fiche_section(day, rank, group) for rank, group in enumerate(groups, start=1))
    note = Text(say("pack.fiches.note" if groups else "pack.none"))
    return Section("fiches", say("pack.fiches"), (note,), parts)


def fiche_section(day: Day, rank: int, group: tuple[Fiche, ...]) -> Section:
    """One fiche, or several that are alike."""
    say = day.say
    rows: list[tuple[Cell, ...]] = [
        (say(f"pack.action.{name}"), *(fiche.fields[name] or say("pack.blank") for fiche in group)) for name in FIELDS
    ]
    if any(fiche.run for fiche in group):
        rows.append((say("pack.action.run"), *(fiche.run or "" for fiche in group)))
    title = group[0].fields["action"]
    caption = say("pack.fiche.alike") if len(group) > 1 else say("pack.fiche.caption")
    columns = (say("pack.action.field"), *(fiche.table for fiche in group))
    return Section(f"fiche-{rank}", f"{rank}. {title}", (Table("", caption, columns, tuple(rows)),))


def fiches_table(day: Day) -> Table:
    """A line for each fiche, for a spreadsheet."""
    say = day.say
    columns = (say("pack.table"), *(say(f"pack.action.{name}") for name in FIELDS), say("pack.action.run"))
    rows = tuple(
        (fiche.table, *(fiche.fields[name] for name in FIELDS), fiche.run.target if fiche.run else "")
        for fiche in gather([day])
    )
    return Table("fiches-action", say("pack.fiches"), columns, rows)
