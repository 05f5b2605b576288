"""What `bassin2040 workshop` prints: seats and their links, one line per workshop, what a workshop holds."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from simulator.serve.network import LOCAL, network_address
from simulator.workshop.entrances import entrances

if TYPE_CHECKING:
    from simulator.wording import Translator
    from simulator.workshop.desk import Desk, Opened
    from simulator.workshop.export import Export


PORT = 8866


def opened_page(opened: Opened, address: str | None, say: Translator, json_only: bool) -> str:
    """A workshop's code, every seat's link, and what to do next.

    Args:
        opened: The workshop and its tokens.
        address: Where the server is found; this machine's own when left out.
        say: The words of the reader's language.
        json_only: Whether a program reads it: then the tokens themselves.
    """
    if json_only:
        return json.dumps(asdict(opened))
    server = (address or f"http://{network_address() or LOCAL[0]}:{PORT}").rstrip("/")

    def link(path: str, **asked: str) -> str:
        query = urlencode(asked | ({"lang": "en"} if say.language == "en" else {}))
        return f"{server}{path}{query and '?'}{query}"

    rows = [(say(f"desk.seat.{seat}", table=table), at) for seat, table, at in entrances(opened, link)]
    width = max(len(name) for name, _ in rows)
    return "\n".join(
        (
            say("desk.opened", code=opened.code, workshop=opened.workshop),
            say("desk.links"),
            *(f"  {name:<{width}}  {at}" for name, at in rows),
            say("desk.next", code=opened.code, address=server),
        )
    )


def summary(desk: Desk, workshop: str) -> dict:
    """Where a workshop stands, in plain values."""
    state = desk.state(workshop)
    named = desk.words(workshop, [state.opened.title, *(one.pseudonym for one in state.participants.values())])
    return {
        "workshop": workshop,
        "code": desk.code(workshop),
        "title": named[state.opened.title],
        "opened_at": state.opened_at.isoformat(),
        "ended": state.ended,
        "template": state.opened.template,
        "phase": state.phase.body.phase if state.phase else None,
        "tables": dict(state.tables),
        "people": [
            {"participant": one.key, "table": one.table, "pseudonym": named[one.pseudonym]}
            for one in state.participants.values()
        ],
        "lines": state.sequence,
        "actions": len(state.actions),
    }


def list_page(found: list[dict], say: Translator) -> str:
    """One line per workshop."""
    return "\n".join(_line(one, say) for one in found) or say("desk.none")


def _line(one: dict, say: Translator) -> str:
    stands = say("desk.ended" if one["ended"] else "desk.running")
    title = _one_line(one["title"] or say("desk.text_erased"))
    return f"{one['workshop']}  {one['code']}  {one['opened_at'][:10]}  {stands}  {title}"


def show_page(one: dict, say: Translator) -> str:
    """What a workshop is, who is in it, and by which key a person is erased."""
    people = [
        f"  {person['participant']}  {person['table']}  {_one_line(person['pseudonym'] or say('desk.text_erased'))}"
        for person in one["people"]
    ]
    told = say(
        "desk.shown",
        phase=one["phase"] or "-",
        tables=len(one["tables"]),
        people=len(people),
        lines=one["lines"],
        actions=one["actions"],
    )
    return "\n".join([_line(one, say), told, *people])


def texts_page(export: Export, say: Translator, json_only: bool) -> str:
    """Every text with the reference by which it is erased."""
    if json_only:
        return json.dumps([line.model_dump() for line in export.texts], ensure_ascii=False)
    return "\n".join(
        f"{line.text}  {line.table or '-'}  {_one_line(line.words or say('desk.text_erased'))}" for line in export.texts
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
