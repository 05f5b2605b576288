"""What closes every debrief: what the simulator does not know, the rules that papers keep, the runs behind numbers."""

from __future__ import annotations

from simulator.answers.ignorance import IGNORANCE
from simulator.errors import SimulatorError
from simulator.workshop.debrief.blocks import Block, Items, Link, Section, Table, Text
from simulator.workshop.debrief.day import world_title
from simulator.workshop.debrief.source import Day

RULES = ("aid", "apart", "closure", "symbolic", "erased", "five", "roles", "imagined", "fiction", "choice")


def unknowns(day: Day) -> Section:
    """What the simulator does not know: the same list as on the screens."""
    parts = tuple(
        Section(
            f"unknown-{rank}",
            group["title"][day.language],
            (Items(tuple(line[day.language] for line in group["lines"])),),
        )
        for rank, group in enumerate(IGNORANCE, start=1)
    )
    return Section("unknowns", day.say("pack.unknowns"), (Text(day.say("pack.unknowns.note")),), parts)


def ethics(day: Day) -> Section:
    """The rules that these papers keep."""
    rules = tuple(day.say(f"pack.rule.{rule}") for rule in RULES)
    return Section("ethics", day.say("pack.ethics"), (Items(rules),))


def runs(day: Day) -> Section:
    """Every run that a number comes from: its permanent address and what it was made from."""
    say, seen = day.say, {}
    for (table, number, dissent), kept in day.state.runs.items():
        if day.may_link(table, dissent):
            seen.setdefault(kept.body.address, (table, number, dissent))
    blocks: list[Block] = [Text(say("pack.runs.note"))]
    if not seen:
        blocks.append(Text(say("pack.none")))
    parts = tuple(_run(day, address, *where) for address, where in seen.items())
    return Section("runs", say("pack.runs"), tuple(blocks), parts)


def _run(day: Day, address: str, table: str, number: int, dissent: str | None) -> Section:
    say = day.say
    whose = say("pack.run.disputed") if dissent else day.table(table)
    rows = [
        (
            say("pack.run.address"),
            Link(address, f"{day.address.rstrip('/')}/lien/{address}") if day.address else address,
        )
    ]
    rows += made_of(day, address)
    title = say("pack.run.title", whose=whose, number=number)
    columns = say("pack.run.what"), say("pack.run.value")
    return Section(
        f"run-{address[:16]}", title, (Table("", say("pack.run.caption", short=address[:8]), columns, tuple(rows)),)
    )


def made_of(day: Day, address: str) -> list[tuple]:
    """What a run was made from, as its bundle says."""
    say = day.say
    try:
        bundle = day.load(address)
    except SimulatorError as error:
        return [(say("pack.run.state"), error.message(day.language))]
    return [
        (say("pack.run.world"), world_title(bundle.scenario.name, day.language)),
        (say("pack.run.cards"), ", ".join(bundle.cards) or say("pack.run.no_cards")),
        (say("pack.run.residents"), day.count(bundle.residents).text),
        (say("pack.run.replications"), day.count(bundle.replications).text),
        (say("pack.run.version"), str(bundle.made_with.model)),
        (say("pack.run.parameters"), str(bundle.parameters)),
    ]
