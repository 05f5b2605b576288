"""What `validate` prints for people: a table of patterns, and how many hold."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.wording import Translator

if TYPE_CHECKING:
    from simulator.experiments.validation.pattern import Finding

NARROWEST, WIDEST = 100, 140


def validation_page(found: Sequence[Finding], without: str | None, say: Translator) -> str:
    """The table, its legend and the count.

    Args:
        found: Every finding.
        without: The mechanism that was off, None for the model as it is.
        say: The words.
    """
    from simulator.experiments.validation.figures import count_sentence, failing_sentence, remarks
    from simulator.experiments.validation.mechanisms import label

    title = say("validate.title")
    if without:
        title = say("validate.title_without", mechanism=label(without, say.language))
    notes = [f"  {number:<4}{sentence}" for number, sentence in remarks(found, say)]
    sums = [sentence for sentence in (count_sentence(found, say), failing_sentence(found, say)) if sentence]
    return "\n".join([title, _table(found, say), *notes, "", say("validate.legend"), *sums])


def _table(found: Sequence[Finding], say: Translator) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from simulator.experiments.validation.figures import COLUMNS, rows_of

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in COLUMNS:
        table.add_column(say(f"validate.{name}"), no_wrap=name == "number")
    for row in (row for finding in found for row in rows_of(finding, say)):
        table.add_row(*row)
    stream = io.StringIO()
    width = min(max(shutil.get_terminal_size((WIDEST, 24)).columns, NARROWEST), WIDEST)
    Console(file=stream, width=width, color_system=None, markup=False, highlight=False).print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())
