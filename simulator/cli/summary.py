"""What `run` and `compare` print: one JSON document, or a page for people."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.calendar import LAST_YEAR, MONTHS, REFERENCE_YEAR
from simulator.cli.money_page import money_lines
from simulator.domains import DOMAIN_LABELS, DOMAINS
from simulator.wording import Translator, number, percent, points, signed

if TYPE_CHECKING:
    import numpy as np

    from simulator.experiments.compare import Comparison
    from simulator.experiments.policy import Policy
    from simulator.experiments.run import Run

LEAST_REPLICATIONS = 8
"""Below this, an interval is said to be fragile."""

MEASURES = (*DOMAINS, "any", "any_but_cinema", "institutional", "amateur", "digital")


def run_document(runs: Sequence[Run], residents: int) -> dict[str, Any]:
    """One scenario and policy as a JSON document; shares and times are means over replications.

    Args:
        runs: The replications, in order.
        residents: Rows of the synthetic population.
    """
    shares = {domain: _mean(runs, domain) for domain in DOMAINS}
    return {
        "scenario": runs[0].scenario.name,
        "policy": runs[0].policy.name,
        "residents": residents,
        "months": MONTHS,
        "replications": len(runs),
        "seconds": sum(run.seconds for run in runs) / len(runs),
        "ns_per_resident_month": sum(run.ns_per_resident_month for run in runs) / len(runs),
        "participation": {
            domain: {str(year): float(share) for year, share in zip(runs[0].years, values, strict=True)}
            for domain, values in shares.items()
        },
        "digest": digest([run.digest for run in runs]),
    }


def digest(digests: Sequence[str]) -> str:
    """The digest of a run, or of several replications together (SHA-256 over theirs, in order)."""
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


def run_summary(runs: Sequence[Run], document: dict[str, Any], out: Path | None, fit: str, say: Translator) -> str:
    """The page that `run` prints for people; `fit` tells how well the residents meet the published figures."""
    lang, first = say.language, runs[0]
    size = {
        "residents": number(document["residents"], lang),
        "seconds": number(document["seconds"], lang, 1),
        "nanoseconds": number(document["ns_per_resident_month"], lang),
    }
    lines = [
        say("run.title", scenario=first.scenario.title[lang], policy=first.policy.title[lang]),
        say("run.size", **size),
        *_aims(document, say),
        "",
        _row(say("run.share"), (str(REFERENCE_YEAR), str(LAST_YEAR), say("run.change"))),
        *(_change_row(runs, measure, say) for measure in MEASURES),
        "",
        fit,
        "",
        say("run.debate"),
    ]
    return "\n".join(lines + ([say("run.written", folder=out)] if out else []))


def _change_row(runs: Sequence[Run], measure: str, say: Translator) -> str:
    values = _mean(runs, measure)
    shares = [percent(values[k], say.language, 1) for k in (0, -1)]
    return _row(label(measure, say), (*shares, points(values[-1] - values[0], say.language)))


def comparison_document(pairs: Sequence[tuple[Policy, Comparison]]) -> dict[str, Any]:
    """Policies, each with its comparison to the same scenario without any, as a JSON document."""
    reference = pairs[0][1].reference
    return {
        "scenario": reference[0].scenario.name,
        "replications": len(reference),
        "year": LAST_YEAR,
        "reference": {measure: float(_mean(reference, measure)[-1]) for measure in MEASURES},
        "policies": [_plan(*pair) for pair in pairs],
    }


def _plan(plan: Policy, comparison: Comparison) -> dict[str, Any]:
    from simulator.experiments.purse import purse_of

    verdict = comparison.verdict()
    return {
        "policy": plan.name,
        "title": dict(plan.title),
        "difference": {measure: _interval(comparison, measure) for measure in MEASURES},
        "money": purse_of(comparison.plan[0]),
        "expense_per_person": _expense(comparison),
        "verdict": {"code": verdict.code, "fr": verdict.sentence("fr"), "en": verdict.sentence("en")},
    }


def _expense(comparison: Comparison) -> dict[str, float] | None:
    """Euros per additional person and year; None when nobody can be told to go more."""
    found = comparison.expense_per_person(year=LAST_YEAR)
    return found and {name: float(getattr(found, name)) for name in ("mean", "low", "high")}


def _interval(comparison: Comparison, measure: str) -> dict[str, float | None]:
    """The paired difference; its ends are None when there are too few replications for an interval."""
    found = comparison.difference(measure)
    ends = {name: float(getattr(found, name)[-1, 0]) for name in ("mean", "low", "high")}
    return {name: value if math.isfinite(value) else None for name, value in ends.items()}


def comparison_summary(document: dict[str, Any], say: Translator) -> str:
    """The page that `compare` prints for people."""
    headings = say("compare.reference"), say("run.change"), say("compare.between")
    lines = []
    for plan in document["policies"]:
        title = plan["title"][say.language]
        lines += [say("compare.title", policy=title, runs=document["replications"]), *_aims(plan, say)]
        lines += [plan["verdict"][say.language], ""]
        lines.append(_row(say("compare.share", year=document["year"]), headings))
        lines += [_gap_row(measure, document, gap, say) for measure, gap in plan["difference"].items()]
        lines += ["", *money_lines(plan, say), ""]
    few = [say("compare.few")] if document["replications"] < LEAST_REPLICATIONS else []
    return "\n".join([*lines, *few, say("run.debate")])


def _aims(document: dict[str, Any], say: Translator) -> list[str]:
    """Whom a policy's levers are aimed at, a line each; none for a policy without targets."""
    return [told[say.language] for told in document.get("targets", ())]


def _gap_row(measure: str, document: dict[str, Any], gap: dict[str, float | None], say: Translator) -> str:
    lang = say.language
    low, high = ("?" if gap[end] is None else signed(100 * gap[end], lang, 1) for end in ("low", "high"))
    reference = percent(document["reference"][measure], lang, 1)
    return _row(label(measure, say), (reference, points(gap["mean"], lang), f"[{low} ; {high}]"))


def label(measure: str, say: Translator) -> str:
    """A measure of participation, in words."""
    return DOMAIN_LABELS[measure][say.language] if measure in DOMAIN_LABELS else say(f"measure.{measure}")


def _mean(runs: Sequence[Run], measure: str) -> np.ndarray:
    """A measure's share over all residents of 15 and over, by year, averaged over replications."""
    return sum(run.share(measure)[:, 0] for run in runs) / len(runs)


def _row(name: str, cells: Sequence[str]) -> str:
    return (
        f"  {name:<44}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, (12, 16, 22), strict=True)).rstrip()
    )
