"""What `bench` prints for people."""

from __future__ import annotations

from typing import Any

from simulator.experiments.bench import THREADS
from simulator.wording import Translator, number, percent


def bench_page(found: dict[str, Any], say: Translator) -> str:
    """The figures that `simulator.experiments.bench.measure` found, as a page."""
    lang = say.language
    memory = {name: number(value, lang) for name, value in found["bytes"].items()}
    before = {name: number(seconds, lang, 2) for name, seconds in found["seconds_before"].items()}
    gaps = {name: percent(gap, lang) for name, gap in found["flatness"].items()}
    lines = (
        say("bench.title", **found["machine"]),
        "",
        *_speeds(found, say),
        _reference(found, say),
        "",
        *(_size(figures, say) for figures in found["by_size"].values()),
        say("bench.flatness", **gaps),
        say("bench.memory", **memory),
        say("bench.before", **{f"{name}_seconds": seconds for name, seconds in before.items()}),
        "",
        say("bench.unit"),
    )
    return "\n".join(lines)


def _speeds(found: dict[str, Any], say: Translator) -> list[str]:
    residents = number(found["residents"], say.language)
    lines = []
    for name, threads in THREADS.items():
        figures = {
            key: number(found["ns_per_resident_month"][name][key], say.language, 1) for key in ("best", "median")
        }
        lines.append(say.many("bench.speed", threads, residents=residents, **figures))
    return lines


def _reference(found: dict[str, Any], say: Translator) -> str:
    plain, lang = found["reference"], say.language
    if not plain["here"]:
        return say("bench.reference_away")
    return say(
        "bench.reference_here",
        residents=number(plain["residents"], lang),
        months=number(plain["months"], lang),
        nanoseconds=number(plain["ns_per_resident_month"], lang),
        ratio=number(found["ratio_to_reference"], lang),
        draws=percent(plain["share_on_draws"], lang),
    )


def _size(figures: dict[str, Any], say: Translator) -> str:
    return say(
        "bench.size",
        residents=number(figures["residents"], say.language),
        **{name: number(figures[name], say.language, 1) for name in THREADS},
        seconds=number(figures["seconds"], say.language, 2),
    )
