"""A table's and the host's screens: anywidgets that speak to the server themselves; no engine runs behind them.

What happens in a workshop is in its log, not in a kernel: these screens may be closed and opened again at no loss.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import anywidget
import traitlets

from simulator.dashboard.built import BUILT, style
from simulator.dashboard.host_words import HOST_WORDS
from simulator.dashboard.plain_words import PLAIN
from simulator.dashboard.team_words import TEAM_WORDS
from simulator.typography import french
from simulator.wording import LANGUAGES, Translator, translator
from simulator.workshop.grid import LINES
from simulator.workshop.roles import ROLES

if TYPE_CHECKING:
    from simulator.experiments.scenario import Scenario


class WorkshopScreen(anywidget.AnyWidget):
    """A screen of the workshop: the server's views are read in the browser, and what happens is sent from there.

    Attributes:
        setting: What never changes: territory, levers, words.
    """

    _css = style("team.css")
    setting = traitlets.Dict().tag(sync=True)

    def set_state(self, sync_data: dict) -> None:
        """Take nothing from a browser: all that it says goes to the log."""


class TableScreen(WorkshopScreen):
    """A table's own screen."""

    _esm = BUILT / "team.js"


class HostScreen(WorkshopScreen):
    """The host's screen."""

    _esm = BUILT / "host.js"


def table_screen(worlds: Sequence[Scenario] | None = None) -> TableScreen:
    """A table's screen on the Bassin minier.

    Args:
        worlds: Scenarios whose words it needs; the bundled ones when left out.
    """
    from simulator.dashboard.app import WORLDS, sample_size
    from simulator.dashboard.setting import describe
    from simulator.experiments.scenario import Scenario
    from simulator.territory.territory import Territory

    worlds = worlds or [Scenario.load(name) for name in WORLDS]
    setting = describe(Territory.load("bassin-minier"), worlds, sample_size())
    own = {"words": TEAM_WORDS, "grid": list(LINES), "disputable": _disputable(), "roles": _roles()}
    return TableScreen(setting={**setting, **own})


def _disputable() -> list[dict]:
    """What a table may dispute: words, the value held today, its bounds, and where it comes from."""
    from simulator.workshop.dissent import disputable

    return [
        {
            **{name: getattr(one, name) for name in ("name", "value", "low", "high")},
            "label": _typeset(one.label),
            "question": _typeset(one.question),
            "source": _typeset(one.source),
        }
        for one in disputable()
    ]


def _roles() -> list[dict]:
    """The roles of a round, each with what it says: the words of the printed role cards."""
    say = {language: translator(language) for language in LANGUAGES}
    keys = [(f"kit.role.{name}", f"kit.role.{name}.say") for name in ROLES]
    return [{"title": _both(say, title), "says": _both(say, says)} for title, says in keys]


def _both(say: Mapping[str, Translator], key: str) -> dict[str, str]:
    return {language: speak(key) for language, speak in say.items()}


def _typeset(words: dict[str, str]) -> dict[str, str]:
    return {"fr": french(words["fr"]), "en": words["en"]}


def animation() -> HostScreen:
    """The host's screen: `notebooks/animation.ipynb`."""
    return HostScreen(setting={"words": HOST_WORDS, "plain": PLAIN})


def at_a_table() -> bool:
    """Whether the page that this kernel is behind was opened as a table's: Voilà tells its address."""
    return urlsplit(os.environ.get("VOILA_REQUEST_URL", "")).path.rstrip("/").rsplit("/", 1)[-1] == "table"
