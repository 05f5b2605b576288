"""What somebody sees before they are in: which workshop six letters open, and its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from simulator.workshop.passes import read_code
from simulator.workshop.refusals import refuse
from simulator.workshop.tables import WORKSHOPS

if TYPE_CHECKING:
    from simulator.workshop.desk import Desk


def behind(desk: Desk, code: object) -> dict:
    """The workshop of a code, before joining: its title and its tables, by number, with the names they chose.

    Raises:
        Refusal: "unknown_code" or "closed_workshop".
    """
    with desk.store.reading() as connection:
        query = select(WORKSHOPS.c.workshop).where(WORKSHOPS.c.code == read_code(code))
        workshop = connection.execute(query).scalar()
    if workshop is None:
        raise refuse("unknown_code")
    state = desk.state(workshop)
    if state.ended:
        raise refuse("closed_workshop")
    words = desk.words(workshop, (state.opened.title, *state.names.values()))
    tables = [
        {"key": table, "number": number, "name": words.get(state.names.get(table, ""))}
        for number, table in enumerate(state.tables, start=1)
    ]
    return {"title": words[state.opened.title], "language": state.opened.language, "tables": tables}
