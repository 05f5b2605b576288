"""Pages from their templates: every value escaped, every word from the tables of words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import jinja2

from simulator.serve.settings import PAGES
from simulator.serve.words import words, words_of

if TYPE_CHECKING:
    from tornado.httputil import HTTPServerRequest


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(PAGES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Manner:
    """How a page speaks: its language, and whether in plain words.

    Attributes:
        language: "fr" or "en".
        simple: Whether this is the « version simplifiée ».
    """

    def __init__(self, request: HTTPServerRequest, language: str) -> None:
        """As the request's address asks."""
        self.language = language
        self.simple = _last(request, "simple") == "1"
        self._path = request.path
        self._kept = {name: _last(request, name) for name in ("code",) if _last(request, name)}

    @property
    def words(self) -> dict[str, str]:
        """Every sentence, in this manner."""
        return words(self.language, self.simple)

    def link(self, path: str, **more: str) -> str:
        """Another page, in the same manner."""
        return _address(path, self._manner() | more)

    def here(self, **changed: str) -> str:
        """This page, in another manner."""
        return _address(self._path, self._kept | self._manner() | changed)

    def _manner(self) -> dict[str, str]:
        return {"lang": self.language, "simple": "1" if self.simple else ""}


def _last(request: HTTPServerRequest, name: str) -> str:
    values = request.query_arguments.get(name, [])
    return values[-1].decode("utf-8", "replace")[:200] if values else ""


def _address(path: str, query: dict[str, str]) -> str:
    told = {name: value for name, value in query.items() if value and (name, value) != ("lang", "fr")}
    return f"{path}?{urlencode(told)}" if told else path


def render(name: str, manner: Manner, *, areas: tuple[str, ...] = (), **values: Any) -> str:
    """A page of `name`.html.j2.

    Args:
        name: The template.
        manner: How it speaks.
        areas: Beginnings of the keys that its scripts need.
        values: What it shows.
    """
    template = _environment().get_template(f"{name}.html.j2")
    return template.render(
        w=manner.words,
        scripted=words_of(areas, manner.language, manner.simple),
        language=manner.language,
        simple=manner.simple,
        link=manner.link,
        here=manner.here,
        **values,
    )
