"""A figure that carries its sentence and its table, and shows all three in a notebook."""

from __future__ import annotations

import base64
import html
import io

import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from simulator.charts import palette
from simulator.wording import translator

FONTS = ("Atkinson Hyperlegible Next", "Atkinson Hyperlegible", "DejaVu Sans")
NOTE = 8.5
READING = 10
TITLE = 12


class Chart(Figure):
    """A matplotlib figure with what it shows in one sentence and the table of the same numbers.

    Attributes:
        sentence: What the chart shows, in its language; also its text alternative.
        table: The numbers drawn, one row per mark.
        language: "fr" or "en".
    """

    def __init__(self, size: tuple[float, float], language: str) -> None:
        """An empty chart of `size` inches on paper ground."""
        super().__init__(figsize=size, facecolor=palette.PAPER, layout="constrained")
        self.language = language
        self.sentence = ""
        self.table = pd.DataFrame()

    def say(self, sentence: str, table: pd.DataFrame) -> Chart:
        """Give the chart its sentence and table, write the caution under it, and return it."""
        self.sentence = sentence
        self.table = table
        caution = translator(self.language)("charts.caution")
        self.supxlabel(caution, fontsize=NOTE, color=palette.SLATE, x=0.01, ha="left", family=family())
        return self

    def png(self, dpi: int = 110) -> bytes:
        """The chart as the bytes of a PNG."""
        stream = io.BytesIO()
        self.savefig(stream, format="png", dpi=dpi, metadata={"Description": self.sentence})
        return stream.getvalue()

    def _repr_html_(self) -> str:
        source = base64.b64encode(self.png()).decode()
        sentence = html.escape(self.sentence)
        return (
            f'<figure lang="{self.language}" style="margin:0;max-width:100%">'
            f'<img src="data:image/png;base64,{source}" alt="{sentence}" style="max-width:100%;height:auto">'
            f"<figcaption>{sentence}</figcaption></figure>"
        )


def family() -> str:
    """The first of the house's typefaces that this machine has."""
    known = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in FONTS if name in known), "sans-serif")


def quiet(axes: Axes, title: str, subtitle: str = "") -> None:
    """House style: a title at the left, hairlines, no frame."""
    heading = f"{title}\n" if subtitle else title
    axes.set_title(heading, loc="left", fontsize=TITLE, color=palette.INK, fontweight="bold", family=family())
    if subtitle:
        axes.text(
            0, 1.015, subtitle, transform=axes.transAxes, fontsize=NOTE + 0.5, color=palette.SLATE, family=family()
        )
    axes.set_facecolor(palette.PAPER)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, labelsize=NOTE, labelcolor=palette.SLATE, labelfontfamily=family())


def say_ticks(axis, say) -> None:
    """Let `say(value)` write the numbers of an axis, in the reader's language."""
    axis.set_major_formatter(FuncFormatter(lambda value, _: say(value)))
