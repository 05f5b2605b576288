"""The rounds: each table's plan, what it predicted, what the run found, the events in play, and what was disputed."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.errors import SimulatorError
from simulator.model.levers import LEVERS, TOKEN_EUROS
from simulator.wording import signed
from simulator.workshop import deck
from simulator.workshop.bundle_parts import Figure
from simulator.workshop.canonical import plain
from simulator.workshop.debrief.blocks import Block, Cell, Items, Section, Table, Text
from simulator.workshop.debrief.day import world_title
from simulator.workshop.debrief.drawings import reach, results_figure
from simulator.workshop.debrief.source import MAIN, Day
from simulator.workshop.events import Dissented, RunKept
from simulator.workshop.marks import FEWEST
from simulator.workshop.questions import declared
from simulator.workshop.side_by_side import Shown, SideBySide
from simulator.workshop.state import Kept


@dataclass(frozen=True)
class Result:
    """What a table predicted and what its run found, as shares; a run that was not kept leaves them None."""

    table: str
    predicted: float | None
    address: str | None
    found: Figure | None


def rounds(day: Day) -> Section:
    """Every round that a table committed a plan in."""
    numbers = sorted({number for _, number in day.state.policies})
    parts = tuple(_round(day, number) for number in numbers)
    note = Text(day.say("pack.rounds.note" if numbers else "pack.none"))
    return Section("rounds", day.say("pack.rounds"), (note,), parts)


def _round(day: Day, number: int) -> Section:
    tables = [table for table in day.shown_tables() if (table, number) in day.state.policies]
    results = [result(day, table, number) for table in tables]
    blocks: list[Block] = [_plans(day, number, tables)]
    told = [one for one in results if one.found is not None and one.found.low is not None]
    if told:
        blocks.append(_figure(day, number, told))
    blocks.append(_results(day, number, results))
    blocks += _side_by_side(day, results)
    blocks += _people(day, number)
    return Section(f"round-{number}", day.say("pack.round", number=number), tuple(blocks))


def result(day: Day, table: str, number: int) -> Result:
    """A table's prediction of a round and what its run found."""
    made = day.state.predictions.get((table, number, None))
    kept = day.state.runs.get((table, number, None))
    seen = kept is not None and (day.state.is_revealed(table, number) or day.state.ended)
    found = main_number(day, kept.body.address) if seen else None
    return Result(table, None if made is None else made.body.points / 100, kept.body.address if seen else None, found)


def main_number(day: Day, address: str) -> Figure | None:
    """The number of a run that predictions are about; None where its bundle is not here or is not whole."""
    try:
        return day.load(address).results.number(MAIN)
    except SimulatorError:
        return None


def _plans(day: Day, number: int, tables: list[str]) -> Table:
    """Tables in columns, levers in rows: tokens and the year in which they start."""
    say, policies = day.say, {table: day.state.policies[table, number].body for table in tables}
    rows: list[tuple[Cell, ...]] = []
    for name, lever in LEVERS.items():
        if any(policy.tokens.get(name) for policy in policies.values()):
            rows.append((lever.label[day.language], *(_placed(day, policy, name) for policy in policies.values())))
    sums = {table: sum(policy.tokens.values()) for table, policy in policies.items()}
    rows.append((say("pack.plan.sum"), *(say.many("pack.plan.tokens", total) for total in sums.values())))
    rows.append((say("pack.plan.cost"), *(day.count(total * TOKEN_EUROS / 1e6, 2) for total in sums.values())))
    cards = [", ".join(card_title(day, policy.world, card) for card in policy.cards) for policy in policies.values()]
    if any(cards):
        rows.append((say("pack.plan.cards"), *cards))
    partners = [day.state.partner(table, number) for table in tables]
    if any(partners):
        rows.append((say("pack.plan.pooled"), *("" if one is None else day.by(one) for one in partners)))
    columns = (say("pack.plan.lever"), *day.heads(tables))
    return Table(f"plans-tour-{number}", say("pack.plans", number=number), columns, tuple(rows))


def _placed(day: Day, policy, name: str) -> str:
    tokens = policy.tokens.get(name, 0)
    if not tokens:
        return ""
    start = policy.start.get(name)
    placed = day.say.many("pack.plan.tokens", tokens)
    return f"{placed}, {day.say('pack.plan.from', year=start)}" if start else placed


def card_title(day: Day, world: str, code: str) -> str:
    """An event card's title."""
    known = deck.cards(world) if world in deck.worlds() else {}
    return known[code]["title"][day.language] if code in known else code


def _figure(day: Day, number: int, results: list[Result]):
    rows = [
        {
            "name": day.say("kit.tent", number=list(day.state.tables).index(one.table) + 1),
            "predicted": None if one.predicted is None else 100 * one.predicted,
            "low": 100 * one.found.low,
            "value": 100 * one.found.difference,
            "high": 100 * one.found.high,
            "said": _said(day, one),
        }
        for one in results
    ]
    ends = tuple(signed(end, day.language) for end in (-reach(rows), reach(rows)))
    return results_figure(rows, ends, day.say("pack.results.figure", number=number))


def _said(day: Day, one: Result) -> tuple[str, str]:
    found = day.points(one.found.difference).text
    predicted = day.say("pack.predicted.none") if one.predicted is None else day.points(one.predicted).text
    return found, day.say("pack.predicted", points=predicted)


def _results(day: Day, number: int, results: list[Result]) -> Table:
    names = ("table", "world", "predicted.head", "found", "low", "high", "verdict", "run_head")
    rows = []
    for one in results:
        first = (day.table(one.table), world_title(day.state.tables[one.table], day.language))
        predicted = day.say("pack.predicted.none") if one.predicted is None else day.points(one.predicted)
        rows.append((*first, predicted, *_found(day, one)))
    caption = day.say("pack.results", number=number)
    return Table(f"resultats-tour-{number}", caption, tuple(day.say(f"pack.{name}") for name in names), tuple(rows))


def _side_by_side(day: Day, results: list[Result]) -> list[Block]:
    """World by world, which plans can be told apart; in table order."""
    blocks: list[Block] = []
    for world in dict.fromkeys(day.state.tables.values()):
        tables = [one for one in results if one.found is not None and day.state.tables[one.table] == world]
        runs = {list(day.state.tables).index(one.table) + 1: _shown(day, one.address) for one in tables}
        beside = SideBySide(runs)
        if sentences := beside.sentences(day.language):
            told = tuple(one.replace("**", "") for one in sentences)
            title = day.say("pack.beside", world=world_title(world, day.language))
            blocks += [Text(title), Items(told), Text(beside.how(day.language), small=True)]
    return blocks


def _shown(day: Day, address: str) -> Shown:
    return Shown.of(plain(day.load(address).canonical()))


def _found(day: Day, one: Result) -> tuple[Cell, ...]:
    if one.address is None:
        return day.say("pack.not_run"), "", "", "", ""
    if one.found is None:
        return day.say("pack.not_here"), "", "", "", day.run(one.address)
    values = (day.points(value) for value in (one.found.difference, one.found.low, one.found.high))
    return *values, day.say(f"pack.verdict.{one.found.verdict}"), day.run(one.address)


def _people(day: Day, number: int) -> list[Block]:
    """How people's own predictions spread at each table, where five of them made one; never who made which."""
    rows = []
    for table in day.shown_tables():
        made = sorted(
            kept.body.points
            for (at, of, who), kept in day.state.predictions.items()
            if at == table and of == number and who is not None
        )
        if len(made) >= FEWEST:
            low, middle, high = made[0], made[len(made) // 2], made[-1]
            rows.append(
                (day.table(table), day.count(len(made)), *(day.points(value / 100) for value in (low, middle, high)))
            )
    if not rows:
        return []
    columns = tuple(day.say(f"pack.{name}") for name in ("table", "people", "lowest", "middle", "highest"))
    return [Table(f"previsions-tour-{number}", day.say("pack.people.predicted", number=number), columns, tuple(rows))]


def cards(day: Day) -> Section:
    """The event cards that were played."""
    say = day.say
    rows = tuple(
        (
            card_title(day, card.world, card.card),
            world_title(card.world, day.language),
            say("pack.round", number=card.round),
            _where(day, card),
        )
        for card in (kept.body for kept in day.state.cards)
    )
    columns = say("kit.event"), say("pack.world"), say("kit.round"), say("pack.for")
    blocks = (Table("evenements", say("pack.cards.caption"), columns, rows),) if rows else (Text(say("pack.none")),)
    return Section("cards", say("pack.cards"), blocks)


def _where(day: Day, card) -> str:
    return day.say("pack.all_of_world") if card.table is None else day.by(card.table)


def dissents(day: Day) -> Section:
    """What was disputed, by whom only where the table wished it, and the run of the world it asked for."""
    say = day.say
    rows = []
    for kept in day.state.dissents:
        body = kept.body
        ran = day.state.runs.get((body.table, body.round, kept.id))
        who = say("pack.anonymous") if body.anonymous else day.by(body.table)
        rows.append((*disputed(day, body), day.text(body.why), who, _disputed_run(day, kept, ran)))
    columns = tuple(say(f"pack.dissent.{name}") for name in ("parameter", "ours", "value", "why", "who", "run"))
    blocks: list[Block] = [Text(say("pack.dissents.note"))]
    blocks += (
        [Table("desaccords", say("pack.dissents.caption"), columns, tuple(rows))] if rows else [Text(say("pack.none"))]
    )
    return Section("dissents", say("pack.dissents"), tuple(blocks))


def _disputed_run(day: Day, dissent: Kept[Dissented], ran: Kept[RunKept] | None) -> Cell:
    if ran is None:
        return day.say("pack.not_run")
    linked = day.may_link(dissent.body.table, dissent.id)
    return day.run(ran.body.address) if linked else day.say("pack.dissent.unlinked")


def disputed(day: Day, body: Dissented) -> tuple[Cell, Cell, Cell]:
    """A parameter’s words, the model’s value and the one proposed; one that is not declared any more has its name."""
    proposed = day.figure(body.value)
    found = declared().get(body.parameter.partition("[")[0])
    if found is None:
        return body.parameter, "", proposed
    place = body.parameter.partition("[")[2].removesuffix("]")
    ours = found.default[int(place)] if place.isdigit() else found.default
    shown = day.figure(ours) if isinstance(ours, int | float) else say_several(day, ours)
    return getattr(found, day.language), shown, proposed


def say_several(day: Day, values: tuple[float, ...]) -> str:
    """From the lowest to the highest of a parameter's values."""
    low, high = (day.figure(value).text for value in (min(values), max(values)))
    return day.say("pack.dissent.several", low=low, high=high)
