"""What every page and answer of the server shares: headers, who is asking, and refusals a person understands."""

from __future__ import annotations

import json
import logging
import traceback
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import tornado.web

from simulator.errors import SimulatorError
from simulator.serve.network import LOCAL, network_address
from simulator.serve.settings import HEADERS
from simulator.typography import french
from simulator.workshop.refusals import Refusal

if TYPE_CHECKING:
    from simulator.serve.room import Room
    from simulator.workshop.desk import Pass

COOKIES = {"": "bassin", "projection": "bassin_projection", "operateur": "bassin_operateur"}
"""Which cookie holds the token: a browser may be a participant's, show the projector's page and enter paper at once."""
HOST_COOKIE = "bassin_host"
"""Holds the key of who started the server."""
HEADER = "X-Bassin-Token"
MOST_BYTES = 64 * 1024
"""Bytes of a request that are kept and read."""
MOST_REFUSED = 64 * 2**20
"""Bytes that are let pass, unkept, so that who sent too much hears why; a longer request is cut off."""
LONGEST_TOKEN = 200
DAYS_KEPT = 2
LOG = logging.getLogger("bassin2040.serve")

REFUSALS: dict[str, tuple[int, str, str]] = {
    "bad_json": (
        400,
        "La demande ne se lit pas : il faut un objet JSON.",
        "The request cannot be read: it must be a JSON object.",
    ),
    "bad_text": (
        400,
        "Un texte contient des caractères qui ne se gardent pas.",
        "A text holds characters that cannot be kept.",
    ),
    "missing_field": (
        400,
        "Il manque une partie de la demande.",
        "Part of the request is missing.",
    ),
    "not_json": (
        415,
        "La demande doit être envoyée en JSON.",
        "The request must be sent as JSON.",
    ),
    "other_site": (
        403,
        "Cette demande vient d’un autre site : elle est refusée.",
        "This request comes from another site: it is refused.",
    ),
    "too_large": (
        413,
        "C’est trop long : raccourcissez le texte.",
        "This is too long: shorten the text.",
    ),
    "too_often": (
        429,
        "Trop de demandes à la fois : patientez quelques secondes.",
        "Too many requests at once: wait a few seconds.",
    ),
    "no_token": (
        401,
        "Il manque votre clé : rejoignez l’atelier avec son code.",
        "Your key is missing: join the workshop with its code.",
    ),
    "host_only": (
        403,
        "Seule la personne qui a démarré le serveur peut le faire.",
        "Only the person who started the server may do this.",
    ),
    "not_found": (
        404,
        "Il n’y a rien à cette adresse.",
        "There is nothing at this address.",
    ),
    "no_front_page": (
        404,
        "Cette une n’existe pas : il faut l’objet écrit par la table, et un résultat révélé.",
        "This front page does not exist: it takes what the table wrote, and a revealed result.",
    ),
    "no_map": (
        404,
        "Ce résultat vient d’un autre territoire, ou d’autres données : sa carte n’est pas ici.",
        "This result comes from another territory, or other data: its map is not here.",
    ),
    "method": (
        405,
        "Cette adresse ne se demande pas ainsi.",
        "This address is not asked for in that way.",
    ),
    "refused": (
        400,
        "La demande n’a pas été comprise.",
        "The request was not understood.",
    ),
    "server_error": (
        500,
        "Le serveur a trébuché ; rien de ce qui était gardé n’est perdu. Réessayez.",
        "The server stumbled; nothing that was kept is lost. Try again.",
    ),
}
BY_STATUS = {403: "other_site", 404: "not_found", 405: "method", 413: "too_large", 415: "not_json", 429: "too_often"}


def refusal(code: str) -> Refusal:
    """The refusal of that name."""
    status, fr, en = REFUSALS[code]
    return Refusal(code, status, french(fr), en)


@tornado.web.stream_request_body
class Door(tornado.web.RequestHandler):
    """An answer of the server: never a traceback, never another site's request."""

    def initialize(self, room: Room) -> None:
        """Know the room, and let a request that is too large come to its refusal."""
        self.room = room
        self._body = bytearray()
        self.request.connection.set_max_body_size(MOST_REFUSED)

    def data_received(self, chunk: bytes) -> None:
        """Keep what is sent, up to one part more than may be read."""
        if len(self._body) <= MOST_BYTES:
            self._body += chunk

    def set_default_headers(self) -> None:
        """The same headers as every page; nothing of a workshop is kept by caches."""
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.set_header("Cache-Control", "no-store")

    def check_xsrf_cookie(self) -> None:
        """Forged requests are refused by `read_json`: JSON from this very site, which a form elsewhere cannot send."""

    @property
    def language(self) -> str:
        """The language asked for in the address."""
        return "en" if self.get_query_argument("lang", "fr") == "en" else "fr"

    @property
    def token(self) -> str:
        """Who asks: by header, in the address, or by cookie; empty when nobody in particular."""
        cookie = COOKIES.get(self.seat, COOKIES[""])
        given = self.request.headers.get(HEADER) or self.get_query_argument("token", "") or self.get_cookie(cookie, "")
        return given if len(given) <= LONGEST_TOKEN and given.isascii() else ""

    @property
    def seat(self) -> str:
        """Which of this browser's pages asks: "projection", "operateur", or another."""
        return self.get_query_argument("as", "")

    @property
    def address(self) -> str:
        """Where phones find the server: as it was told, else as this page was asked for, else on its network."""
        if self.room.sign.address:
            return self.room.sign.address.rstrip("/")
        host, _, port = self.request.host.rpartition(":")
        if (host or self.request.host) in LOCAL and self.application.settings.get("open_to_network"):
            host = network_address() or host
            return f"{self.request.protocol}://{host}:{port}"
        return f"{self.request.protocol}://{self.request.host}"

    async def enter(self) -> Pass:
        """The pass of who asks.

        Raises:
            Refusal: No token, or one that opens nothing.
        """
        if not self.token:
            raise refusal("no_token")
        return await self.room.run(self.room.desk.enter, self.token)

    def remember(self, token: str, cookie: str = COOKIES[""]) -> None:
        """Let this browser's pages find the token again; scripts of other sites cannot read or use it."""
        secure = self.request.protocol == "https"
        self.set_cookie(cookie, token, path="/", httponly=True, samesite="Lax", secure=secure, expires_days=DAYS_KEPT)

    def read_json(self) -> dict[str, Any]:
        """The request's JSON object.

        Raises:
            Refusal: From another site, too large, or not a JSON object of ordinary text.
        """
        if not self._from_here():
            raise refusal("other_site")
        if self.request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            raise refusal("not_json")
        if len(self._body) > MOST_BYTES:
            raise refusal("too_large")
        try:
            found = json.loads(bytes(self._body))
            text = json.dumps(found, ensure_ascii=False, allow_nan=False)
        except (ValueError, RecursionError) as error:
            raise refusal("bad_json") from error
        if not isinstance(found, dict):
            raise refusal("bad_json")
        if "\\u0000" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise refusal("bad_text")
        return found

    def _from_here(self) -> bool:
        if self.request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            return False
        origin = self.request.headers.get("Origin")
        try:
            return origin is None or urlsplit(origin).netloc.lower() == self.request.host.lower()
        except ValueError:
            return False

    def write_error(self, status_code: int, **told: Any) -> None:
        """A code and a sentence in both languages."""
        error = told.get("exc_info", (None, None))[1]
        refused = error if isinstance(error, SimulatorError) else refusal(_code_of(status_code))
        self.set_status(getattr(refused, "status", 422))
        self.tell_refusal(refused)

    def tell_refusal(self, refused: SimulatorError) -> None:
        """As JSON; pages say it in HTML."""
        self.finish({"code": getattr(refused, "code", "refused"), "fr": refused.fr, "en": refused.en})

    def log_exception(self, typ: type | None, value: BaseException | None, tb: Any) -> None:
        """The kind and the place of a fault, never its message: it could quote what somebody wrote."""
        if isinstance(value, SimulatorError | tornado.web.HTTPError):
            return
        place = traceback.extract_tb(tb)[-1] if tb else None
        where = f"{place.filename}:{place.lineno}" if place else "?"
        LOG.error("%s %s: %s at %s", self.request.method, self.request.path, typ.__name__ if typ else "?", where)


def _code_of(status: int) -> str:
    return BY_STATUS.get(status, "server_error" if status >= 500 else "refused")
