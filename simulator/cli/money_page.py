"""What `compare` prints of a policy's money: what is spent, what invests, who pays, what one person more takes."""

from __future__ import annotations

from typing import Any

from simulator.wording import Translator, euros, percent


def money_lines(plan: dict[str, Any], say: Translator) -> list[str]:
    """The lines of one policy of a comparison's document; one sentence where it costs nothing."""
    money, lang = plan["money"], say.language
    if not money["spent"]:
        return [say("money.nothing")]
    told = {name: euros(money[name], lang) for name in ("spent", "added", "taken", "investment", "running")}
    lines = [say("money.spent", first=money["years"][0] + 1, last=money["years"][1], **told)]
    if money["taken"]:
        spared = _shares(money, "taken", "spared_by_funder", lang)
        lines += [say("money.moved", **told), say("money.spared", shares=spared)]
    lines += [say("money.split", **told), say("money.funders", shares=_shares(money, "spent", "by_funder", lang))]
    return [*lines, _person(plan["expense_per_person"], say)]


def _shares(money: dict[str, Any], whole: str, parts: str, lang: str) -> str:
    """Funders and their shares of a sum, the largest first."""
    from simulator.model.levers import FUNDERS

    paying = sorted(money[parts].items(), key=lambda pair: -pair[1])
    return ", ".join(f"{FUNDERS[code][lang]} {percent(amount / money[whole], lang)}" for code, amount in paying)


def _person(expense: dict[str, float] | None, say: Translator) -> str:
    if expense is None:
        return say("money.nobody")
    ends = {name: euros(value, say.language) for name, value in expense.items()}
    return say("money.person", **ends)
