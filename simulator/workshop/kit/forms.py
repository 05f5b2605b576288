"""Forms that people fill in by hand: the grid, the cards of the territory, predictions, dissents, the fiche-action.

Their fields are those of the events (`simulator/workshop/events.py`), so that whatever is written can be keyed in.
"""

from __future__ import annotations

from functools import partial
from typing import Any, get_args

from simulator.wording import figure, signed
from simulator.workshop.events import ResourceAdded, TieDrawn
from simulator.workshop.grid import LINES
from simulator.workshop.kit.content import Kit, Page

ACTION_ROWS = (
    (("issue", 2),),
    (("action", 3),),
    (("lead", 1), ("partners", 1)),
    (("public", 1), ("place", 1)),
    (("calendar", 1), ("cost", 1), ("funders", 1)),
    (("first_step", 2),),
    (("indicator", 2),),
    (("disagreements", 3),),
    (("run", 1),),
)
"""The twelve fields of a fiche-action as they stand on the page, each with its lines, and the link of a run."""
SCALE = range(-10, 11, 2)
ROUND_BY_ROUND = ("kit.prediction", "kit.dissent")
"""Forms that say which round they are of."""


def grid(kit: Kit) -> Page:
    """The self-assessment."""
    names = ("product", "area", "table", "caution", "grid.how", "grid.line", "grid.stated", "grid.actual", "grid.scale")
    more = ("grid.stated.hint", "grid.actual.hint", "grid.who", "grid.alone", "grid.together", "grid.gap")
    words = {name.removeprefix("grid_"): text for name, text in kit.words(*names, *more).items()}
    lines = [{"title": kit.say(f"kit.grid.{line}"), "hint": kit.say(f"kit.grid.{line}.hint")} for line in LINES]
    return "grid", {"words": words, "lines": lines}


def territory(kit: Kit) -> Page:
    """Gap, resource and tie cards, a page of four each."""
    say = kit.say
    gap = [_field(say(f"kit.gap.{name}"), lines) for name, lines in GAP_FIELDS.items()]
    resource = [
        _field(say("kit.resource.sort"), 0, ticks=[say(f"kit.resource.{sort}") for sort in sorts(ResourceAdded)]),
        _field(say("kit.resource.owner"), 1),
        _field(say("kit.resource.what"), 4),
        _field(say("kit.resource.commune"), 1),
    ]
    shared = [say("kit.tie.other_sort" if sort == "other" else f"kit.tie.{sort}") for sort in sorts(TieDrawn)]
    tie = [
        _field(say("kit.tie.when"), 0, ticks=[say("kit.tie.today"), say("kit.tie.dreamed")]),
        _field(say("kit.tie.one"), 1),
        _field(say("kit.tie.other"), 1),
        _field(say("kit.tie.sort"), 0, ticks=shared),
        _field(say("kit.tie.about"), 3),
    ]
    tones = {"gap": ("brique", gap), "resource": ("terril", resource), "tie": ("ciel", tie)}
    pages = [_page(_form(kit, f"kit.{name}", tone, fields), 4) for name, (tone, fields) in tones.items()]
    return "forms", {"columns": 2, "rows": 2, "height": 138, "gap": 9.2, "pages": pages}


GAP_FIELDS = {"place": 1, "concerned": 1, "missing": 3, "would_help": 2, "can_act": 1}


def sorts(body: type) -> tuple[str, ...]:
    """The sorts that an event's body admits, in its order."""
    return get_args(body.model_fields["sort"].annotation)


def predictions(kit: Kit) -> Page:
    """Prediction slips, three to a page."""
    say = kit.say
    whose = [say("kit.prediction.mine"), say("kit.prediction.tables")]
    scale = [signed(step, kit.language) for step in SCALE]
    fields = [
        _field(say("kit.prediction.whose"), 0, ticks=whose),
        _field(say("kit.prediction.points"), 0, scale=scale),
        _field(say("kit.prediction.why"), 1),
        _field(say("kit.prediction.second"), 1),
    ]
    form = _form(kit, "kit.prediction", "ciel", fields)
    form["text"] = say("kit.prediction.question")
    form["note"] = say("kit.prediction.point")
    return "forms", {"columns": 1, "rows": 3, "height": 92, "gap": 9, "pages": [_page(form, 3)]}


def dissents(kit: Kit) -> Page:
    """Slips on which a table disputes a number of the model: what the model holds, and its bounds, beside each."""
    from simulator.workshop.dissent import disputable

    say, shown = kit.say, partial(figure, language=kit.language)
    ticks = [
        f"{one.label[kit.language]} ({shown(one.value)} ; {shown(one.low)} – {shown(one.high)})" for one in disputable()
    ]
    fields = [
        _field(say("kit.dissent.about"), 0, ticks=ticks),
        _field(say("kit.dissent.value"), 1),
        _field(say("kit.dissent.why"), 2),
        _field(say("kit.dissent.whose"), 0, ticks=[say("kit.dissent.anonymous"), say("kit.dissent.named")]),
    ]
    form = _form(kit, "kit.dissent", "brique", fields) | {"text": say("kit.dissent.text")}
    return "forms", {"columns": 1, "rows": 2, "height": 138, "gap": 9.2, "pages": [_page(form, 2)]}


def action(kit: Kit) -> Page:
    """The fiche-action."""
    rows = [[_field(kit.say(f"kit.action.{name}"), lines) for name, lines in row] for row in ACTION_ROWS]
    words = {"how": kit.say("kit.action.how"), "note": kit.say("kit.caution")}
    return "action", {**kit.words("product", "table"), **words, "rows": rows}


def _field(label: str, lines: int, ticks: list[str] | None = None, scale: list[str] | None = None) -> dict[str, Any]:
    return {"label": label, "lines": lines, "ticks": ticks or [], "scale": scale or []}


def _form(kit: Kit, key: str, tone: str, fields: list[dict[str, Any]]) -> dict[str, Any]:
    corner = [kit.say("kit.table")] + ([kit.say("kit.round")] if key in ROUND_BY_ROUND else [])
    return {"title": kit.say(key), "tone": tone, "fields": fields, "corner": corner, "text": "", "note": ""}


def _page(form: dict[str, Any], copies: int) -> dict[str, Any]:
    return {"form": form, "copies": copies}
