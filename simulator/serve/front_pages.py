"""A table's front page of 2040 and a run's map, as they are read, printed and shown on the wall.

Their addresses hold a workshop's key or a run's hash, which nobody guesses; nothing is there before the reveal.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from simulator.serve.door import refusal
from simulator.serve.pages import HtmlDoor

if TYPE_CHECKING:
    from simulator.workshop.front_page import FrontPage

TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "png": "image/png"}


class OneFrontPage(HtmlDoor):
    """`/une/WORKSHOP/TABLE/ADDRESS.html`, `.pdf` or `.png`."""

    async def get(self, workshop: str, table: str, address: str, form: str) -> None:
        """The page, made anew each time: words may have been erased since."""
        if not self.room.limits.views.take(self.request.remote_ip):
            raise refusal("too_often")
        made = await self.room.run(self._make, workshop, table, address, form)
        self.set_header("Content-Type", TYPES[form])
        self.finish(made)

    def _make(self, workshop: str, table: str, address: str, form: str) -> str | bytes:
        page = self._page(workshop, table, address)
        return {"html": page.html, "pdf": page.pdf, "png": page.png}[form]()

    def _page(self, workshop: str, table: str, address: str) -> FrontPage:
        from simulator.workshop.editions import front_page, references, revealed_runs  # with the press

        desk = self.room.desk
        state = desk.state(workshop)
        if table not in state.artefacts or address not in revealed_runs(state, table):
            raise refusal("no_front_page")
        words = desk.words(workshop, references(state, table))
        page = front_page(state, table, address, words=words, shelf=self.room.bundles, language=self.language)
        if page is None:
            raise refusal("no_front_page")
        return page


class OneMap(HtmlDoor):
    """`/carte/ADDRESS.svg`: what a run changes, place by place."""

    async def get(self, address: str) -> None:
        """The drawing; a run never changes, nor does its map."""
        if not self.room.limits.views.take(self.request.remote_ip):
            raise refusal("too_often")
        drawn = await self.room.run(self._draw, address)
        self.set_header("Content-Type", "image/svg+xml; charset=utf-8")
        self.set_header("Cache-Control", "private, max-age=3600")
        self.finish(drawn)

    def _draw(self, address: str) -> str:
        from simulator.workshop.difference_map import DifferenceMap

        bundle, territory = self.room.bundles.load(address), _territory()
        if bundle.territory != territory.digest:
            raise refusal("no_map")
        return DifferenceMap(bundle, territory, self.language).svg()


@cache
def _territory():
    from simulator.territory.territory import Territory

    return Territory.load("bassin-minier")
