"""The JSON side: joining, events, views, and the stream that says when something happened."""

from __future__ import annotations

from dataclasses import asdict

from simulator.serve.computing import ASKED_FOR_BY
from simulator.serve.door import COOKIES, HOST_COOKIE, Door, refusal
from simulator.wording import LANGUAGES
from simulator.workshop.refusals import refuse
from simulator.workshop.template import templates

LONGEST_CODE = 20
MOST_WORLDS = 6


def text_field(given: dict, name: str, most: int) -> str:
    """A text of the request, its ends trimmed.

    Raises:
        Refusal: It is not there, is no text, or is too long.
    """
    found = given.get(name)
    if not isinstance(found, str) or not found.strip():
        raise refusal("missing_field")
    if len(found) > most:
        raise refusal("too_large")
    return found.strip()


class Missing(Door):
    """Any other address below `/api/`."""

    def prepare(self) -> None:
        """Nothing is there, whatever the method."""
        raise refusal("not_found")


class Forget(Door):
    """`/api/forget`: this browser's cookies go."""

    def post(self) -> None:
        """Clear them."""
        self.read_json()
        for cookie in COOKIES.values():
            self.clear_cookie(cookie, path="/", httponly=True, samesite="Lax")
        self.finish({"forgotten": True})


class Erase(Door):
    """`/api/erase`: everything that a person wrote, at their own wish."""

    async def post(self) -> None:
        """Erase it, and say how many texts went."""
        self.read_json()
        passed = await self.enter()
        if not self.room.limits.events.take(self.token):
            raise refusal("too_often")
        self.finish({"erased": len(await self.room.run(self.room.desk.erase_own, passed))})


class Tables(Door):
    """`/api/tables/CODE`: which tables a code opens, for the join page."""

    async def get(self, code: str) -> None:
        """Tables in their order, with the names they gave themselves."""
        self.finish(await self.room.tables_of(code, self.request.remote_ip))


class Join(Door):
    """`/api/join`: a code, a table, a pseudonym; nothing else is asked."""

    async def post(self) -> None:
        """Admit, and answer with the token."""
        given = self.read_json()
        caller = self.request.remote_ip
        if not self.room.limits.joins.take(caller):
            raise refusal("too_often")
        code, table = text_field(given, "code", LONGEST_CODE), text_field(given, "table", 64)
        pseudonym = text_field(given, "pseudonym", 40)
        event_id = text_field(given, "id", 32) if given.get("id") is not None else None
        token, admitted = await self.room.guarded(caller, self.room.desk.admit, code, table, pseudonym, event_id)
        if not self.seat:  # the operator signs in people who have no device
            self.remember(token)
        actor = admitted.actor
        self.finish({"token": token, "table": actor.table, "participant": actor.participant})


class Events(Door):
    """`/api/events`: something happened."""

    async def post(self) -> None:
        """Keep it, and say its place in the log."""
        given = self.read_json()
        passed = await self.enter()
        if not self.room.limits.events.take(self.token):
            raise refusal("too_often")
        event_id, body = text_field(given, "id", 64), given.get("body")
        if not isinstance(body, dict):
            raise refusal("missing_field")
        entry = await self.room.run(self.room.desk.submit, passed, event_id, body)
        if entry.body.kind in ASKED_FOR_BY:
            await self.room.computing.look(passed.workshop)
        self.finish({"sequence": entry.sequence})


class View(Door):
    """`/api/view`: what the token's role may see."""

    async def get(self) -> None:
        """The view as it stands."""
        passed = await self.enter()
        if not self.room.limits.views.take(self.token):
            raise refusal("too_often")
        self.finish(await self.room.view(passed, self.seat))


class OneBundle(Door):
    """`/api/bundle/ADDRESS`: a run that was kept, byte for byte: its address is the hash of them."""

    async def get(self, address: str) -> None:
        """The bundle's canonical form."""
        raw = await self.room.run(self.room.bundles.raw, address)
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.finish(raw)


class Records(Door):
    """`/api/records/ADDRESS`: what is told about a run so far, by name (`records.RECORDS`)."""

    async def get(self, address: str) -> None:
        """The records that are there; more may come while tables talk."""
        if not self.room.limits.views.take(self.request.remote_ip):
            raise refusal("too_often")
        self.finish(await self.room.run(self.room.records, address))


class Pack(Door):
    """`/api/pack`: what the day leaves, in one file, for its host."""

    async def get(self) -> None:
        """The zip; made anew each time, for words may have been erased since."""
        passed = await self.enter()
        if passed.actor.role != "host":
            raise refuse("not_allowed")
        self.set_header("Content-Type", "application/zip")
        self.finish(await self.room.run(self.room.pack, passed.workshop, self.address))


class Open(Door):
    """`/api/open`: a new workshop, for who started the server."""

    async def post(self) -> None:
        """Open it, and answer with its code and every seat's token: they are told this once."""
        given = self.read_json()
        if not self.room.is_host(self.get_cookie(HOST_COOKIE, "")):
            raise refusal("host_only")
        worlds, tables, language = given.get("worlds"), given.get("tables"), given.get("language", "fr")
        named = isinstance(worlds, list) and 0 < len(worlds) <= MOST_WORLDS and all(isinstance(w, str) for w in worlds)
        if not named or not isinstance(tables, int) or language not in LANGUAGES:
            raise refusal("missing_field")
        template, title = text_field(given, "template", 64), text_field(given, "title", 120)
        if template not in templates():
            raise refuse("unknown_template", name=template)
        opened = await self.room.run(self.room.desk.open, template, title, worlds, tables, language)
        self.finish(asdict(opened) | {"tables": dict(opened.tables)})
