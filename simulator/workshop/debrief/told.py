"""What was told about the runs: whether plans hold in many futures, a life for each, what a dissent does to levers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from simulator.model.levers import LEVERS
from simulator.wording import translator
from simulator.workshop.debrief.blocks import Block, Cell, Items, Section, Table, Text
from simulator.workshop.debrief.source import Day
from simulator.workshop.editions import life_of
from simulator.workshop.ranking import TOKENS, Place
from simulator.workshop.records import FUTURES, RANKING


def told(day: Day) -> Section:
    """Of the tables that are published, round by round; nothing where nothing was computed yet."""
    say, runs = day.say, list(_runs(day))
    held = [row for run in runs for row in _held(day, *run)]
    columns = tuple(say(f"stage.told.{name}") for name in ("table", "round", "sentence", "run"))
    blocks: list[Block] = [Text(say("stage.told.note"))]
    if held:
        blocks.append(Table("avenirs", say("stage.told.futures"), columns, tuple(held)))
    parts = [part for part in (*(_life(day, *run) for run in runs), _ranking(day)) if part is not None]
    if not held and not parts:
        blocks = [Text(say("pack.none"))]
    return Section("told", say("stage.told"), tuple(blocks), tuple(parts))


def _runs(day: Day) -> Iterator[tuple[str, int, str]]:
    """Table, round and address of the runs that may be shown, in the order of rounds then tables."""
    shown, runs = day.shown_tables(), day.state.runs
    for number in sorted({number for _, number, _ in runs}):
        for table in shown:
            if (table, number, None) in runs and day.state.is_revealed(table, number):
                yield table, number, runs[table, number, None].body.address


def _held(day: Day, table: str, number: int, address: str) -> Iterator[tuple[Cell, ...]]:
    found = day.attached(address, FUTURES)
    if found is not None:
        yield day.table(table), str(number), found["sentence"][day.language], day.run(address)


def _life(day: Day, table: str, number: int, address: str) -> Section | None:
    """One life of a run, in both worlds."""
    rank = list(day.state.tables).index(table)
    life = life_of(day.attached, address, rank, day.language)
    if life is None:
        return None
    title = day.say("stage.told.life", name=life["name"], table=day.table(table), round=number)
    lines: list[Block] = []
    for part, label in life["labels"].items():
        lines += [Text(label), Items(tuple(life[part]))]
    return Section(f"life-{number}-{table}", title, (*lines, Text(life["note"], small=True)))


def _ranking(day: Day) -> Section | None:
    """What each dissent does to the order of the levers: it names no table."""
    blocks: list[Block] = []
    for kept in day.state.dissents:
        run = day.state.runs.get((kept.body.table, kept.body.round, kept.id))
        found = run and day.attached(run.body.address, RANKING)
        if found:
            blocks.append(Items((" ".join(found["sentences"][day.language]),)))
            blocks.append(_levers(day, found["moves"], 1 + len(blocks) // 2))
    return Section("told-ranking", day.say("stage.told.ranking"), tuple(blocks)) if blocks else None


def _levers(day: Day, moves: Sequence[Mapping], number: int) -> Table:
    """Every lever's gain and places in both worlds, in the levers' own order."""
    say, places = day.say, {one["before"]["lever"]: one for one in moves}
    rows = []
    for name in filter(places.__contains__, LEVERS):
        sides = (Place(**places[name][side]) for side in ("before", "after"))
        told = [cell for one in sides for cell in (day.points(one.mean), _ranks(one, day.language))]
        rows.append((LEVERS[name].label[day.language], *told))
    heads = "lever", "model", "model.rank", "theirs", "theirs.rank"
    columns = tuple(say(f"stage.told.levers.{head}") for head in heads)
    return Table(f"leviers-desaccord-{number}", say("stage.told.levers", tokens=TOKENS), columns, tuple(rows))


def _ranks(place: Place, language: str) -> str:
    """A place, or the places that cannot be told apart."""
    if place.best == place.worst:
        return str(place.best)
    return translator(language)("stage.told.levers.range", best=place.best, worst=place.worst)
