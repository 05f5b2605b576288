"""The desk of a workshop: the one door through which everything enters the log, and everything is read from it."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from simulator.workshop import erasing, log, opening, passes, transfer
from simulator.workshop.drafts import check_id, prepare
from simulator.workshop.events import Actor, Entry, now
from simulator.workshop.export import Export, read_export, write_export
from simulator.workshop.opening import Opened
from simulator.workshop.passes import Pass
from simulator.workshop.refusals import Refusal
from simulator.workshop.said import marked, spoken
from simulator.workshop.sealing import seal_of, sealed
from simulator.workshop.shelf import Shelf
from simulator.workshop.state import WorkshopState
from simulator.workshop.store import Store
from simulator.workshop.strategy import merge
from simulator.workshop.taking import Taker
from simulator.workshop.template import Template
from simulator.workshop.view_parts import Look
from simulator.workshop.views import see

__all__ = ["Desk", "Opened", "Pass", "Refusal"]


class Desk:
    """Takes what people send, refuses what does not fit with a sentence, and tells where a workshop stands.

    Safe between threads, and between processes that share a database. What it has acknowledged is on the disk.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime] = now) -> None:
        self.store = store
        self._clock = clock
        self._shelf = Shelf()
        self._taker = Taker(self._shelf)

    def open(
        self,
        template: Template | str,
        title: str,
        worlds: Iterable[str] = ("tendanciel",),
        tables: int | Mapping[str, str] = 8,
        language: str = "fr",
    ) -> Opened:
        """Open a workshop.

        Args:
            template: An agenda, the name of a bundled one, or a file's path.
            title: What it is called, by people; it can be erased.
            worlds: The worlds that are played.
            tables: How many tables, which take the worlds in turn; or each table's key with its world.
            language: "fr" or "en".

        Raises:
            Refusal: Something is not known, or not taken.
            AgendaError: The agenda's file is refused.
        """
        agenda, played = opening.read_template(template), tuple(worlds)
        seated = opening.seat(tables, played)
        prepared = opening.prepare_opening(agenda, title, played, seated, language)
        at = self._clock()
        return self.store.write(lambda connection: opening.open_workshop(connection, agenda, prepared, at))

    def renew(self, workshop: str) -> Opened:
        """New tokens for host, tables and operator; those given before let nobody in any more.

        Raises:
            Refusal: "unknown_workshop".
        """
        tables, at = tuple(self.state(workshop).tables), self._clock()

        def work(connection: Connection) -> Opened:
            row = log.row_of(connection, workshop, lock=True)
            passes.revoke(connection, workshop)
            return opening.issue_seats(connection, row, tables, at)

        return self.store.write(work)

    def admit(self, code: str, table: str, pseudonym: str, event_id: str | None = None) -> tuple[str, Pass]:
        """Let somebody join a table under a pseudonym.

        Args:
            code: The workshop's six letters, as typed.
            table: The table's key.
            pseudonym: Any short text.
            event_id: The client's identifier: the same one again gives the same person a new token.

        Returns:
            A token, and whom it lets in.

        Raises:
            Refusal: An unknown code or table, a workshop that has ended or is full, a pseudonym that is not taken.
        """
        chosen = check_id(uuid.uuid4().hex if event_id is None else event_id)
        key = "p-" + secrets.token_hex(12)
        draft = {"kind": "joined", "participant": key, "table": table, "pseudonym": pseudonym, "medium": "phone"}
        prepared, at = prepare(draft), self._clock()

        def work(connection: Connection) -> tuple[str, Pass, Entry]:
            row = opening.row_of_code(connection, code)
            entry = self._taker.join(connection, row, chosen, prepared)
            token = passes.issue(connection, row.workshop, entry.actor, at)
            return token, Pass(row.workshop, entry.actor, row.language, seal_of(token)), entry

        token, let_in, entry = self.store.write(work)
        self._shelf.announce(let_in.workshop, entry.sequence)
        return token, let_in

    def enter(self, token: str) -> Pass:
        """Whom a token lets in.

        Raises:
            Refusal: "unknown_token" or "expired_token".
        """
        with self.store.reading() as connection:
            return passes.look_up(connection, token, self._clock())

    def inside(self, workshop: str) -> Pass:
        """A pass for what the machine that holds the log does itself, as the host: keeping a run, ending, erasing.

        Raises:
            Refusal: "unknown_workshop".
        """
        with self.store.reading() as connection:
            return Pass(workshop, Actor(role="host"), log.row_of(connection, workshop).language)

    def submit(self, who: Pass, event_id: str, draft: Mapping[str, object]) -> Entry:
        """Take one event; the answer once it is on the disk.

        Args:
            who: Who sends it.
            event_id: The client's identifier, 32 hexadecimal digits; the same one again gives the same line.
            draft: A body of `events.py`, with plain words where the body has references to texts.

        Raises:
            Refusal: It is not taken; nothing was changed.
        """
        chosen = check_id(event_id)
        prepared = sealed(prepare(draft), who.seal, chosen)
        entry = self.store.write(lambda connection: self._taker.take(connection, who, chosen, prepared))
        if entry.body.kind == "text_erased":
            self.store.scrub()
        self._shelf.announce(who.workshop, entry.sequence)
        return entry

    def end(self, workshop: str) -> Entry:
        """Close a workshop: nothing more is taken but erasures.

        Raises:
            Refusal: "unknown_workshop" or "closed_workshop".
        """
        return self.submit(self.inside(workshop), uuid.uuid4().hex, {"kind": "workshop_ended"})

    def erase(self, workshop: str, what: str) -> list[Entry]:
        """Erase one text (its reference) or everything that one participant wrote (their key), in ended workshops too.

        Returns:
            The lines that say so; the words themselves are nowhere in the database any more.

        Raises:
            Refusal: "unknown_workshop" or "unknown_text".
        """
        actor = Actor(role="host")
        entries = self.store.write(lambda connection: erasing.erase_all(connection, workshop, what, actor))
        self.store.scrub()
        self._shelf.announce(workshop, entries[-1].sequence)
        return entries

    def erase_own(self, who: Pass) -> list[Entry]:
        """Erase everything that a person wrote, without a name too, in ended workshops too; no line when there is none.

        Raises:
            Refusal: "not_allowed": a table's and a host's texts are erased one by one.
        """
        entries = self.store.write(lambda connection: erasing.erase_own(connection, who))
        if entries:
            self.store.scrub()
            self._shelf.announce(who.workshop, entries[-1].sequence)
        return entries

    def state(self, workshop: str) -> WorkshopState:
        """Where a workshop stands.

        Raises:
            Refusal: "unknown_workshop".
        """
        with self.store.reading() as connection:
            return self._shelf.caught_up(connection, workshop)

    def template(self, workshop: str) -> Template:
        """The agenda that a workshop was opened with.

        Raises:
            Refusal: "unknown_workshop".
        """
        with self.store.reading() as connection:
            return self._shelf.template(connection, workshop)

    def entries(self, workshop: str, after: int = 0) -> list[Entry]:
        """The lines of a log after `after`, in order."""
        with self.store.reading() as connection:
            return log.read_entries(connection, workshop, after)

    def words(self, workshop: str, references: Iterable[str]) -> dict[str, str | None]:
        """What references to texts stand for; None for what was erased."""
        with self.store.reading() as connection:
            return log.read_words(connection, workshop, references)

    def workshops(self) -> list[str]:
        """The keys of every workshop in the database, the oldest first."""
        with self.store.reading() as connection:
            return log.keys(connection)

    def code(self, workshop: str) -> str:
        """The six letters of a workshop.

        Raises:
            Refusal: "unknown_workshop".
        """
        with self.store.reading() as connection:
            return log.row_of(connection, workshop).code

    def export(self, workshop: str) -> Export:
        """Everything of a workshop, in one consistent look.

        Raises:
            Refusal: "unknown_workshop".
        """
        with self.store.reading() as connection:
            return transfer.gather(connection, workshop)

    def export_to(self, workshop: str, path: Path) -> None:
        """Write a workshop to one file.

        Raises:
            Refusal: "unknown_workshop".
        """
        write_export(self.export(workshop), path)

    def import_from(self, path: Path) -> tuple[str, int]:
        """Bring a workshop in from its file, or what it has more than here.

        Returns:
            Its key, and how many lines are new.

        Raises:
            Refusal: "bad_file", "newer_file", "newer_entry" or "diverged"; nothing was changed.
        """
        export = read_export(path)
        new = self.store.write(lambda connection: transfer.restore(connection, export))
        if any(entry.body.kind == "text_erased" for entry in export.entries[-new:]):
            self.store.scrub()
        if new:
            self._shelf.announce(export.workshop, len(export.entries))
        return export.workshop, new

    def merge(self, workshops: Iterable[str]) -> dict:
        """The draft of a strategy out of several workshops of this database.

        Raises:
            Refusal: "unknown_workshop".
        """
        return merge([self.export(workshop) for workshop in workshops])

    def view(self, who: Pass, seat: str | None = None) -> dict:
        """What a seat may see, as plain values ready for JSON.

        Args:
            who: Who looks.
            seat: None for one's own; "projector" for the wall, which the host and the operator may show.

        Raises:
            Refusal: "not_allowed", "unknown_workshop", "unknown_table" or "unknown_participant".
        """
        with self.store.reading() as connection:
            state = self._shelf.caught_up(connection, who.workshop)
            template = self._shelf.template(connection, who.workshop)
            look = Look(state, template, log.row_of(connection, who.workshop).code)
            seen = see(look, who.actor, seat or who.actor.role)
            return spoken(seen, log.read_words(connection, who.workshop, marked(seen)))

    def subscribe(self, workshop: str, callback: Callable[[int], None]) -> Callable[[], None]:
        """Call `callback` with the sequence after each new line that this desk takes; the answer stops it."""
        return self._shelf.listen(workshop, callback)
