"""The pages of the server: plain HTML, none of which starts a kernel."""

from __future__ import annotations

from typing import Any, get_args

from simulator.answers.ignorance import IGNORANCE, IN_SHORT
from simulator.errors import SimulatorError
from simulator.model.levers import LEVERS
from simulator.serve import qr
from simulator.serve.disputes import disputes
from simulator.serve.door import COOKIES, HOST_COOKIE, Door, refusal
from simulator.serve.network import LOCAL
from simulator.serve.rendering import Manner, render
from simulator.serve.statement import statement
from simulator.wording import number, percent, points, signed
from simulator.workshop.bundle import Bundle
from simulator.workshop.bundle_parts import Figure
from simulator.workshop.changes import DECIMALS
from simulator.workshop.deck import world, worlds
from simulator.workshop.entrances import entrances
from simulator.workshop.events import NoteKept, Reacted, ResourceAdded, TieDrawn
from simulator.workshop.grid import COLUMNS, LINES
from simulator.workshop.refusals import Refusal
from simulator.workshop.template import Template, templates

PREDICTIONS = (("less", "-3"), ("same", "0"), ("some", "4.5"), ("many", "8"))
"""Four choices in words, and the points that each stands for."""
OPTIONS = ("keep", "amend", "drop", "unsure")
"""What the vote after a reveal lets people answer."""
CARDS = (
    *("grid", "resource", "gap", "tie", "artefact", "reaction", "prediction", "plan", "dissent"),
    *("vote", "action", "note", "name"),
)
"""The printed cards that the operator keys in."""
PEOPLES_CARDS = {
    "gap": "gap_noted",
    "resource": "resource_added",
    "tie": "tie_drawn",
    "artefact": "artefact_written",
    "dissent": "dissented",
    "action": "action_written",
    "note": "note_kept",
}
"""The cards that a phone may add while its phase lasts, and the event that each makes."""


def _sorts(kind: type, name: str) -> tuple[str, ...]:
    """The sorts that a kind of event declares, without the absence of one."""
    declared = kind.model_fields[name].annotation
    plain = next((one for one in get_args(declared) if get_args(one)), declared)
    return get_args(plain)


SORTS = {"sort": _sorts(ResourceAdded, "sort"), "tie": _sorts(TieDrawn, "sort"), "note": _sorts(NoteKept, "sort")}
FORMS: dict[str, Any] = {
    "lines": LINES,
    "columns": COLUMNS,
    "sorts": SORTS,
    "reactions": _sorts(Reacted, "reaction"),
    "predictions": PREDICTIONS,
    "options": OPTIONS,
    "cards": CARDS,
    "people_cards": PEOPLES_CARDS,
}


class HtmlDoor(Door):
    """A page; refusals are pages too."""

    @property
    def manner(self) -> Manner:
        """How the page speaks."""
        return Manner(self.request, self.language)

    def show(self, name: str, areas: tuple[str, ...] = (), **values: Any) -> None:
        """Answer with a page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(render(name, self.manner, areas=("all", *areas) if areas else (), **values))

    def tell_refusal(self, refused: SimulatorError) -> None:
        """As a page that leads back to the beginning."""
        title = {404: "all.missing.title", 401: "all.closed.title", 403: "all.closed.title"}
        words = self.manner.words
        heading = words[title.get(self.get_status(), "all.broken.title")]
        self.show("message", heading=heading, sentence=refused.message(self.language))

    @property
    def hosting(self) -> bool:
        """Whether this browser is that of who started the server."""
        return self.room.is_host(self.get_cookie(HOST_COOKIE, ""))


class Landing(HtmlDoor):
    """`/`: where everybody arrives."""

    async def get(self) -> None:
        """The ways in; a link to a policy goes on to the exploration; the host's key opens the host's links."""
        given = self.get_query_argument("cle", "")
        if given and self.room.is_host(given):
            self.remember(given, HOST_COOKIE)
            self.redirect(self.manner.link("/"))
        elif set(self.request.query_arguments) - {"lang", "simple", "cle"}:
            self.redirect(f"/exploration?{self.request.query}")
        else:
            links = self._links() if self.hosting else []
            self.show("landing", demonstration=self.room.demonstration, hosting=links)

    def _links(self) -> list[tuple[str, str]]:
        words, link, demonstration = self.manner.words, self.manner.link, self.room.demonstration
        found = entrances(demonstration, link) if demonstration else []
        links = [(words[f"landing.host.{seat}"].format(table=table), address) for seat, table, address in found]
        return [*links, (words["landing.host.open"], link("/ouvrir"))]


class JoinPage(HtmlDoor):
    """`/rejoindre` and `/rejoindre/CODE`: six letters, a table, a pseudonym."""

    async def get(self, code: str | None = None) -> None:
        """The form; a code that opens nothing is said beside it."""
        code = (code or self.get_query_argument("code", ""))[:20].strip().upper()
        found: dict[str, Any] = {"tables": [], "title": None}
        told = None
        if code:
            try:
                found = await self.room.tables_of(code, self.request.remote_ip)
            except Refusal as refused:
                self.set_status(refused.status)
                told = refused.message(self.language)
        self.show("join", ("join",), code=code, tables=found["tables"], workshop_title=found["title"], refusal=told)


class PhonePage(HtmlDoor):
    """`/p`: a participant's page, its place already in it when the cookie says whose it is."""

    async def get(self) -> None:
        """The page; without a known place it leads back to joining."""
        view = None
        if self.token:
            try:
                view = await self.room.view(await self.enter(), "")
            except Refusal:
                view = None
        areas = ("phone", "waiting", "net", "reaction", "vote")
        wifi = self.room.sign.wifi_name or ""
        self.show("phone", areas, view=view, wifi=wifi, disputes=disputes(self.language), **FORMS)


class SeatPage(HtmlDoor):
    """A page that a link with a token opens; the token goes to a cookie, out of the address that a room can read."""

    seat_name = ""

    async def get(self) -> None:
        """The page, or the way to it."""
        given = self.get_query_argument("token", "")
        if given:
            await self.enter()
            self.remember(given, COOKIES[self.seat_name])
            self.redirect(self.manner.link(self.request.path))
            return
        passed = await self.enter()
        self.show_seat(await self.room.view(passed, self.seat_name))

    @property
    def seat(self) -> str:
        """This page's own."""
        return self.seat_name


class OperatorPage(SeatPage):
    """`/operateur`: what printed cards say, keyed in."""

    seat_name = "operateur"

    def show_seat(self, view: dict) -> None:
        """The forms of every card."""
        areas = ("paper", "net", "phone", "vote", "show")
        self.show("operator", areas, view=view, disputes=disputes(self.language), **FORMS)


class ProjectorPage(SeatPage):
    """`/projection`: what the room sees on the wall."""

    seat_name = "projection"

    def show_seat(self, view: dict) -> None:
        """The wall, with the codes that bring phones here."""
        words, sign = self.manner.words, self.room.sign
        address = f"{self.address}/rejoindre/{view['code']}"
        wifi = qr.of_wifi(sign.wifi_name, sign.wifi_password, words["show.welcome.wifi"]) if sign.wifi_name else None
        self.show(
            "projector",
            ("show", "grid", "net"),
            view=view,
            sign=sign,
            address=address,
            join_code=qr.of_address(address, words["show.welcome.join"]),
            wifi_code=wifi,
            local=self.address.split("//")[1].split(":")[0] in LOCAL,
        )


class OpenPage(HtmlDoor):
    """`/ouvrir`: a new workshop, for who started the server."""

    def get(self) -> None:
        """The form."""
        if not self.hosting:
            raise refusal("host_only")
        agendas = [(name, Template.load(name).title[self.language]) for name in templates()]
        played = [(name, world(name).title[self.language]) for name in worlds()]
        self.show("open", ("open", "landing"), agendas=agendas, played=played)


class LinkPage(HtmlDoor):
    """`/lien/ADDRESS`: what the model answered that day, as it was kept."""

    async def get(self, address: str) -> None:
        """The numbers of the whole territory, and where all the rest is."""
        bundle = await self.room.run(self.room.bundles.load, address)
        figures = [Shown(one, self.language) for one in bundle.results.numbers if one.by == "all"]
        title = bundle.scenario.content["title"][self.language]
        levers = self._levers(bundle)
        self.show("link", bundle=bundle, figures=figures, address=address, world=title, levers=levers)

    def _levers(self, bundle: Bundle) -> list[dict[str, Any]]:
        """What the plan puts where, in words."""
        words, plan = self.manner.words, bundle.policy
        many = {
            name: "show.table.tokens.many" if count > 1 else "show.table.tokens" for name, count in plan.tokens.items()
        }
        return [
            {
                "label": LEVERS[name].label[self.language],
                "tokens": words[many[name]].format(count=count),
                "start": plan.start.get(name, "–"),
            }
            for name, count in plan.tokens.items()
            if count
        ]


class LimitsPage(HtmlDoor):
    """`/limites`: what the simulator does not know, one tap from every result."""

    async def get(self) -> None:
        """The list that the exploration's screen shows."""
        self.show("limits", groups=IGNORANCE, in_short=IN_SHORT)


class Shown:
    """A number of a run, as people write it."""

    def __init__(self, figure: Figure, language: str) -> None:
        """In `language`."""
        self.title = figure.title[language]
        self.reference, self.plan = (self._level(figure, value, language) for value in (figure.reference, figure.plan))
        self.difference, self.low, self.high = (
            self._change(figure, value, language) for value in (figure.difference, figure.low, figure.high)
        )
        self.verdict = f"verdict.{figure.verdict}"

    def _level(self, figure: Figure, value: float | None, language: str) -> str:
        if value is None:
            return "–"
        return percent(value, language, 1) if figure.unit == "share" else number(value, language, DECIMALS[figure.unit])

    def _change(self, figure: Figure, value: float | None, language: str) -> str:
        if value is None:
            return "–"
        return points(value, language) if figure.unit == "share" else signed(value, language, DECIMALS[figure.unit])


class PrivacyPage(HtmlDoor):
    """`/confidentialite`: what is kept, why, how long, how to erase it."""

    async def get(self) -> None:
        """The notice, with the controller's name when the host gave it."""
        in_a_file, controller = self.room.desk.store.embedded, self.room.sign.controller
        self.show("privacy", ("forget",), controller=controller, in_a_file=in_a_file, known=bool(self.token))


class AccessibilityPage(HtmlDoor):
    """`/accessibilite`: the statement, from the project's documents."""

    async def get(self) -> None:
        """The half of the statement in the page's language; its tables one tap further in the simplified version."""
        self.show("accessibility", statement=statement(self.language, folded=self.manner.simple))


class MissingPage(HtmlDoor):
    """Any other address."""

    def prepare(self) -> None:
        """Nothing is there, whatever the method."""
        raise refusal("not_found")
