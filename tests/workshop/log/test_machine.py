"""Any order of acts against a small model in plain Python, the store reopened now and then; any draft at all."""

from __future__ import annotations

import json
import tempfile
import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from simulator.workshop import drafts
from simulator.workshop.desk import Desk, Pass, Refusal
from simulator.workshop.events import Entry
from simulator.workshop.state import fold
from simulator.workshop.store import Store
from tests.workshop.log.conftest import make_room, new_id

TABLES = st.sampled_from(["table-1", "table-2", "table-3"])
ROUNDS = st.sampled_from([1, 2])


def outcome(desk: Desk, who: Pass, chosen: str, draft: object) -> Entry | Refusal:
    """A line, or the sentence that refuses it; anything else is raised."""
    try:
        return desk.submit(who, chosen, draft)
    except Refusal as refusal:
        return refusal


class Room(RuleBasedStateMachine):
    """The model: what was acknowledged, and the few facts that decide what may come next."""

    sent = Bundle("sent")
    notes = Bundle("notes")

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.url = f"sqlite:///{Path(self.folder.name) / 'a.sqlite'}"
        self.room = make_room(Desk(Store(self.url)), 3)
        self.log, self.round, self.ended = [self.room.opened.workshop], 0, False
        self.predicted, self.locked, self.committed = set(), set(), set()
        self.revealed, self.words = set(), {}

    def attempt(self, expected: str | None, who, draft: dict) -> tuple:
        """Send something; the desk takes it when the model says so, else refuses with the code that is expected."""
        chosen = new_id()
        answer = outcome(self.room.desk, who, chosen, draft)
        if isinstance(answer, Refusal):
            assert answer.code == expected
            return who, chosen, draft, None
        assert expected is None
        self.log.append(answer.id)
        return who, chosen, draft, answer

    def expected(self, table: str, number: int, code: str | None) -> str | None:
        if self.ended:
            return "closed_workshop"
        return "round_not_begun" if number > self.round else code

    @rule(number=ROUNDS)
    def begin(self, number) -> None:
        self.attempt(
            "closed_workshop" if self.ended else None,
            self.room.host,
            {"kind": "phase_begun", "phase": f"tour-{number}", "round": number},
        )
        if not self.ended:
            self.round = max(self.round, number)

    @rule(target=sent, table=TABLES, number=ROUNDS, points=st.integers(-30, 30))
    def predict(self, table, number, points):
        shown = (table, number) in self.revealed or (None, number) in self.revealed
        code = "already_revealed" if shown else "prediction_locked" if (table, number) in self.locked else None
        draft = {"kind": "prediction_made", "table": table, "round": number, "points": points}
        done = self.attempt(self.expected(table, number, code), self.room.tables[table], draft)
        if done[3]:
            self.predicted.add((table, number))
        return done

    @rule(table=TABLES, number=ROUNDS, override=st.booleans())
    def lock(self, table, number, override) -> None:
        place = table, number
        code = "already_locked" if place in self.locked else None
        if code is None and not override and place not in self.predicted:
            code = "no_prediction"
        who = self.room.host if override else self.room.tables[table]
        draft = {"kind": "predictions_locked", "table": table, "round": number, "override": override}
        if self.attempt(self.expected(table, number, code), who, draft)[3]:
            self.locked.add(place)

    @rule(table=TABLES, number=ROUNDS, tokens=st.integers(0, 40))
    def commit(self, table, number, tokens) -> None:
        place = table, number
        code = "over_budget" if tokens > 32 else None
        if place in self.revealed or (None, number) in self.revealed:
            code = "already_revealed"
        if place in self.committed:
            code = "already_committed"
        plan = {"outreach": min(tokens, 32), "transport": max(tokens - 32, 0)}
        world = self.room.state.tables[table]
        draft = {
            "kind": "policy_committed",
            "table": table,
            "round": number,
            "tokens": plan,
            "start": {},
            "world": world,
        }
        if self.attempt(self.expected(table, number, code), self.room.tables[table], draft)[3]:
            self.committed.add(place)

    @rule(table=st.none() | TABLES, number=ROUNDS)
    def reveal(self, table, number) -> None:
        playing = {name for name, of in self.predicted | self.committed if of == number}
        tables = {table} if table else playing
        code = None
        if not {(table, number), (None, number)}.isdisjoint(self.revealed):
            code = "already_revealed"
        elif not any((name, number) in self.committed for name in tables):
            code = "nothing_to_reveal"
        elif not all((name, number) in self.locked for name in tables):
            code = "not_locked"
        draft = {"kind": "revealed", "round": number, "table": table}
        if self.attempt(self.expected("", number, code), self.room.host, draft)[3]:
            self.revealed.add((table, number))

    @rule(target=notes, table=TABLES, text=st.text("aé <\n", min_size=1).filter(str.strip))
    def note(self, table, text):
        code = "closed_workshop" if self.ended else None
        done = self.attempt(code, self.room.tables[table], {"kind": "note_kept", "table": table, "text": text})
        if done[3]:
            self.words[done[3].body.text] = text.strip()
        return done

    @rule(event=sent)
    def replay(self, event) -> None:
        who, chosen, draft, entry = event
        if entry is not None:
            assert self.room.desk.submit(who, chosen, draft) == entry
            with pytest.raises(Refusal) as caught:
                self.room.desk.submit(who, chosen, {**draft, "points": draft["points"] + 0.5})
            assert caught.value.code in ("id_reused", "bad_field")

    @rule(event=notes)
    def replay_words(self, event) -> None:
        who, chosen, draft, entry = event
        if entry is not None:
            assert self.room.desk.submit(who, chosen, draft) == entry

    @rule(event=notes)
    def erase(self, event) -> None:
        if event[3] is not None:
            self.log += [entry.id for entry in self.room.desk.erase(self.room.key, event[3].body.text)]
            self.words[event[3].body.text] = None

    @rule()
    def end(self) -> None:
        self.attempt("closed_workshop" if self.ended else None, self.room.host, {"kind": "workshop_ended"})
        self.ended = True

    @rule()
    def reopen(self) -> None:
        before = self.room.state
        self.room.desk.store.close()
        self.room.desk = Desk(Store(self.url))
        assert self.room.state == before

    @invariant()
    def the_log_is_what_was_acknowledged(self) -> None:
        if not hasattr(self, "room"):
            return
        entries, state = self.room.desk.entries(self.room.key), self.room.state
        assert [entry.sequence for entry in entries] == list(range(1, len(self.log) + 1))
        assert [entry.id for entry in entries[1:]] == self.log[1:]
        assert state == fold(entries)
        assert set(state.locks) == self.locked
        assert set(state.policies) == self.committed
        assert state.ended == self.ended
        assert self.room.desk.words(self.room.key, self.words) == self.words

    def teardown(self) -> None:
        if hasattr(self, "room"):
            self.room.desk.store.close()
            self.folder.cleanup()


Room.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestRoom = Room.TestCase

PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
ANY_JSON = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)
KINDS = set(drafts._KINDS) - {"workshop_ended"}  # after which nothing more would be tried
FIELDS = ("table", "round", "participant", "text", "points", "tokens", "start", "world", "cards", "tables", "override")
VALUES = st.sampled_from(["table-1", 1, None, True, -1, 1e308, {}, [], {"outreach": 1}, ["table-1", "table-3"], "\x00"])
NEARLY = st.builds(
    lambda kind, fields: {"kind": kind, **fields},
    st.sampled_from(sorted(KINDS)),
    st.dictionaries(st.sampled_from(FIELDS), VALUES | ANY_JSON, max_size=6),
)


@pytest.fixture(scope="module")
def busy_room(tmp_path_factory):
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('fuzz') / 'a.sqlite'}")
    room = make_room(Desk(store))
    room.begin()
    room.join()
    yield room
    store.close()


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draft=NEARLY | ANY_JSON, seat=st.sampled_from(["host", "operator", "table-1"]))
def test_any_draft_is_a_line_or_a_sentence(busy_room, draft, seat):
    room = busy_room
    who = room.tables.get(seat) or getattr(room, seat)
    before = len(room.desk.entries(room.key))
    answer = outcome(room.desk, who, uuid.uuid4().hex, draft)
    taken = isinstance(answer, Entry)
    assert taken or (answer.fr.strip() and answer.en.strip())
    assert len(room.desk.entries(room.key)) == before + taken
    json.dumps([room.desk.view(room.host), room.desk.view(room.tables["table-1"])], allow_nan=False)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(code=ANY_JSON, table=ANY_JSON, pseudonym=ANY_JSON, chosen=ANY_JSON, token=ANY_JSON)
def test_anything_at_the_door_is_a_sentence(busy_room, code, table, pseudonym, chosen, token):
    desk, ours = busy_room.desk, busy_room.opened.code
    for given_code, given_id in ((code, None), (ours, chosen), (ours, None)):
        with pytest.raises(Refusal):
            desk.admit(given_code, table, pseudonym, given_id)
    with pytest.raises(Refusal):
        desk.enter(token)
