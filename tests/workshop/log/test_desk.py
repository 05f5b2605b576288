"""One door to the log: what is taken, what is taken once, and who is let in; on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from simulator.workshop.desk import Desk, Refusal
from simulator.workshop.state import fold
from simulator.workshop.store import Store
from tests.workshop.log.conftest import make_room, new_id


def refused(work, *given, **fields) -> str:
    with pytest.raises(Refusal) as caught:
        work(*given, **fields)
    assert caught.value.fr
    assert caught.value.en
    assert caught.value.fr != caught.value.en
    assert 400 <= caught.value.status < 600
    return caught.value.code


def test_opening_gives_a_seat_to_everybody(room):
    state = room.state
    assert dict(state.tables) == {f"table-{n}": ("sobriete", "communs")[(n - 1) % 2] for n in (1, 2, 3, 4)}
    assert len(room.opened.code) == 6
    assert not set(room.opened.code) & set("AEIOUYQ")
    assert (room.host.actor.role, room.operator.actor.role) == ("host", "operator")
    assert room.tables["table-2"].actor.table == "table-2"


def test_the_same_event_twice_is_one_line(room):
    table, chosen = room.tables["table-1"], new_id()
    draft = {"kind": "gap_noted", "table": "table-1", "place": "Là", "concerned": "Eux", "missing": "Un bus"}
    first = room.desk.submit(table, chosen, draft)
    assert room.desk.submit(table, chosen, draft) == first
    assert len(room.desk.entries(room.key)) == 2
    assert refused(room.desk.submit, table, chosen, {**draft, "missing": "Un train"}) == "id_reused"
    assert refused(room.desk.submit, room.operator, chosen, draft) == "id_reused"
    assert len(room.state.gaps) == 1


def test_a_replay_is_answered_after_the_lock_and_after_the_end(room):
    room.begin()
    chosen, draft = new_id(), {"kind": "prediction_made", "table": "table-1", "round": 1, "points": 2}
    first = room.desk.submit(room.tables["table-1"], chosen, draft)
    room.lock()
    assert room.desk.submit(room.tables["table-1"], chosen, draft) == first
    room.desk.end(room.key)
    assert room.desk.submit(room.tables["table-1"], chosen, draft) == first


def test_joining_twice_with_one_identifier_is_joining_once(room):
    chosen = new_id()
    code = f" {room.opened.code[:3].lower()}-{room.opened.code[3:]} "
    first, let_in = room.desk.admit(code, "table-2", "Zoé", chosen)
    second, again = room.desk.admit(code, "table-2", "Zoé", chosen)
    assert let_in == again == room.desk.enter(first) == room.desk.enter(second)
    assert first != second
    assert len(room.state.participants) == 1
    assert refused(room.desk.admit, code, "table-2", "Léo", chosen) == "id_reused"
    assert refused(room.desk.admit, code, "table-1", "Zoé", chosen) == "id_reused"


def test_who_is_not_let_in(room):
    assert refused(room.desk.enter, "nobody") == "unknown_token"
    assert refused(room.desk.enter, None) == "unknown_token"
    assert refused(room.desk.admit, "BBBBBB", "table-1", "Zoé") == "unknown_code"
    assert refused(room.desk.admit, room.opened.code, "table-9", "Zoé") == "unknown_table"
    assert refused(room.desk.admit, room.opened.code, "TABLE 1", "Zoé") == "bad_field"
    assert refused(room.desk.state, "w-elsewhere") == "unknown_workshop"
    later = Desk(room.desk.store, lambda: datetime.now(UTC) + timedelta(days=91))
    assert refused(later.enter, room.opened.host) == "expired_token"


def test_new_links_close_the_old_ones_and_leave_people_in(room):
    token, _ = room.desk.admit(room.opened.code, "table-1", "Zoé")
    renewed = room.desk.renew(room.key)
    assert (renewed.workshop, renewed.code) == (room.key, room.opened.code)
    assert refused(room.desk.enter, room.opened.host) == "unknown_token"
    assert refused(room.desk.enter, room.opened.tables["table-3"]) == "unknown_token"
    assert room.desk.enter(renewed.tables["table-3"]).actor.table == "table-3"
    assert room.desk.enter(token).actor.table == "table-1"


def test_a_closed_workshop_takes_nothing_and_tells_everything(room):
    somebody = room.join()
    room.desk.end(room.key)
    assert refused(room.desk.admit, room.opened.code, "table-1", "Zoé") == "closed_workshop"
    assert refused(room.says, somebody, "note_kept", text="tard") == "closed_workshop"
    assert refused(room.runs, "workshop_ended") == "closed_workshop"
    assert refused(room.desk.end, room.key) == "closed_workshop"
    assert room.desk.view(somebody)["ended"] is True


def test_html_in_a_pseudonym_is_plain_text(room):
    somebody = room.join(pseudonym="<b>Zoé</b> & co")
    assert room.desk.view(somebody)["pseudonym"] == "<b>Zoé</b> & co"


@pytest.mark.parametrize("name", ["", "   ", "a\x00b", "a\nb", "\u202egnp", "a" * 41, "\ud800", 7, None, ["Zoé"]])
def test_a_pseudonym_that_is_not_taken(own_room, name):
    expected = {"empty_text", "control_character", "oversized_text", "bad_field", "bad_draft"}
    assert refused(own_room.desk.admit, own_room.opened.code, "table-1", name) in expected
    assert not own_room.state.participants


def test_two_desks_over_one_database_see_each_other(url):
    one, other = Desk(Store(url)), Desk(Store(url))
    room = make_room(one)
    assert other.state(room.key) == room.state
    other.submit(room.tables["table-1"], new_id(), {"kind": "note_kept", "table": "table-1", "text": "ici"})
    assert room.state == other.state(room.key)
    assert len(room.state.notes) == 1
    one.store.close()
    other.store.close()


def test_all_at_once_nothing_is_lost(url):
    desks = [Desk(Store(url)) for _ in range(2)]
    room = make_room(desks[0])
    acknowledged, failures = [], []

    def write(rank: int) -> None:
        for number in range(6):
            draft = {"kind": "note_kept", "table": "table-1", "text": f"{rank}-{number}"}
            try:
                acknowledged.append(desks[rank % 2].submit(room.tables["table-1"], new_id(), draft))
            except Refusal as refusal:
                failures.append(refusal)

    threads = [threading.Thread(target=write, args=(rank,)) for rank in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = desks[0].entries(room.key)
    assert failures == []
    assert [entry.sequence for entry in entries] == list(range(1, 74))
    assert {entry.id for entry in acknowledged} == {entry.id for entry in entries[1:]}
    assert desks[0].state(room.key) == desks[1].state(room.key) == fold(entries)
    for desk in desks:
        desk.store.close()


def test_listeners_hear_of_each_line_after_it_is_kept(room):
    heard = []

    def tell(sequence: int) -> None:
        heard.append((sequence, room.desk.entries(room.key)[-1].sequence))

    def break_down(sequence: int) -> None:
        raise RuntimeError("broken")

    cancel = room.desk.subscribe(room.key, break_down), room.desk.subscribe(room.key, tell)
    room.begin()
    room.join()
    cancel[1]()
    room.table("note_kept", text="après")
    assert heard == [(2, 2), (3, 3)]


def test_a_reload_finds_its_place_after_the_server_comes_back(url):
    room = make_room(Desk(Store(url)))
    token, _ = room.desk.admit(room.opened.code, "table-1", "Zoé")
    room.begin()
    room.table("levers_moved", round=1, tokens={"outreach": 3}, start={"outreach": 2030})
    before = room.desk.view(room.desk.enter(token)), room.desk.view(room.tables["table-1"])
    room.desk.store.close()
    back = Desk(Store(url))
    assert (back.view(back.enter(token)), back.view(back.enter(room.opened.tables["table-1"]))) == before
    assert before[1]["turns"][0]["plan"]["tokens"] == {"outreach": 3}
    back.store.close()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"template": "demi-journee-90"}, "unknown_template"),
        ({"worlds": ("utopie",)}, "unknown_world"),
        ({"worlds": ()}, "bad_tables"),
        ({"tables": 0}, "bad_tables"),
        ({"tables": 25}, "bad_tables"),
        ({"tables": {"table-1": "communs"}}, "bad_tables"),
        ({"tables": {"Table 1": "sobriete"}}, "bad_field"),
        ({"title": " "}, "empty_text"),
        ({"title": "a" * 121}, "oversized_text"),
        ({"language": "nl"}, "bad_field"),
    ],
)
def test_a_workshop_that_cannot_be_opened(own_room, fields, code):
    given = {"template": "demi-journee-240", "title": "Essai", "worlds": ("sobriete",), "tables": 2}
    assert refused(own_room.desk.open, **{**given, **fields}) == code
