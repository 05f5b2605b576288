"""Words and numbers in French and English, through gettext catalogues; no bare text on any screen.

A catalogue is a `.po` file per language and area in `simulator/locale/<language>/LC_MESSAGES/`; its message ids are
short keys (`area.word`). After a change, `python -m simulator.wording` compiles them to the `.mo` files read here.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from simulator.typography import FIRM, THIN

LANGUAGES = ("fr", "en")
LOCALE = Path(__file__).parent / "locale"
MINUS = "\u2212"


def language(chosen: str | None = None) -> str:
    """The language to speak: the one chosen, else that of the system's settings, else French.

    Args:
        chosen: "fr", "en", a longer tag such as "en-GB", or None.
    """
    variables = ("LC_ALL", "LC_MESSAGES", "LANG")
    tag = chosen or next((os.environ[name] for name in variables if os.environ.get(name)), "")
    code = re.split(r"[^a-z]", tag.casefold())[0]
    return "fr" if code in ("", "c", "posix", "fr") else "en"


class Translator:
    """Says keys in one language: `_("run.done", seconds="2,4")`."""

    def __init__(self, lang: str) -> None:
        """Read every compiled catalogue of `lang` ("fr" or "en")."""
        self.language = lang
        self._catalogues = [_catalogue(path) for path in sorted((LOCALE / lang / "LC_MESSAGES").glob("*.mo"))]

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence of `key`, its {names} filled from `values`.

        Raises:
            KeyError: No catalogue has this key.
        """
        return self._find(key, lambda catalogue: catalogue.gettext(key)).format(**values)

    def many(self, key: str, count: int, /, **values: object) -> str:
        """The sentence of `key` in the singular or plural that `count` asks for; {count} is filled too."""
        plural = f"{key}.plural"
        sentence = self._find(key, lambda catalogue: catalogue.ngettext(key, plural, count), (key, plural))
        return sentence.format(count=number(count, self.language), **values)

    def _find(
        self, key: str, say: Callable[[gettext.NullTranslations], str], unknown: tuple[str, ...] | None = None
    ) -> str:
        for catalogue in self._catalogues:
            sentence = say(catalogue)
            if sentence not in (unknown or (key,)):
                return sentence
        raise KeyError(f"no wording for '{key}' in {self.language}")


@cache
def translator(lang: str | None = None) -> Translator:
    """The words of `lang`; French when nothing says otherwise."""
    return Translator(language(lang))


@cache
def _catalogue(path: Path) -> gettext.GNUTranslations:
    with path.open("rb") as stream:
        return gettext.GNUTranslations(stream)


def number(value: float, lang: str, decimals: int = 0) -> str:
    """A number as people write it: `1 234,5` in French (narrow no-break space), `1,234.5` in English."""
    text = f"{abs(value):,.{decimals}f}"
    if lang == "fr":
        text = text.replace(",", THIN).replace(".", ",")
    zero = not any(digit in "123456789" for digit in text)
    return text if value >= 0 or zero else MINUS + text


def figure(value: float, language: str, digits: int = 3) -> str:
    """A number with as many decimals as it needs, `digits` at most: without the zeros that say nothing."""
    return number(value, language, digits).rstrip("0").rstrip(",.")


def signed(value: float, lang: str, decimals: int = 0) -> str:
    """A difference with its sign: `+ 5` or `− 5` in French, `+5` or `−5` in English; no sign on zero."""
    text = number(abs(value), lang, decimals)
    if not any(digit in "123456789" for digit in text):
        return text
    gap = THIN if lang == "fr" else ""
    return f"{'+' if value > 0 else MINUS}{gap}{text}"


def percent(share: float, lang: str, decimals: int = 0) -> str:
    """A share (0..1) as a percentage: `44,2 %` in French, `44.2%` in English."""
    return number(100.0 * share, lang, decimals) + (f"{FIRM}%" if lang == "fr" else "%")


def points(difference: float, lang: str, decimals: int = 1) -> str:
    """A difference of shares in points: `+ 0,5 point` in French (plural from 2), `+0.5 points` in English."""
    value = 100.0 * difference
    return f"{signed(value, lang, decimals)}{FIRM}{_point(value, lang, decimals)}"


def bare_points(difference: float, lang: str, decimals: int = 1) -> str:
    """The size of a difference of shares, without its sign: `0,5 point` in French, `0.5 points` in English."""
    value = 100.0 * abs(difference)
    return f"{number(value, lang, decimals)}{FIRM}{_point(value, lang, decimals)}"


def _point(value: float, lang: str, decimals: int) -> str:
    """The word for as many points as are shown."""
    shown = abs(round(value, decimals))
    return "point" if (shown < 2 if lang == "fr" else shown == 1) else "points"


def euros(amount: float, lang: str, decimals: int = 0) -> str:
    """An amount of euros: `250 000 €` in French, `€250,000` in English."""
    if lang == "fr":
        return f"{number(amount, lang, decimals)}{FIRM}€"
    text = f"€{number(abs(amount), lang, decimals)}"
    return text if amount >= 0 else MINUS + text


def compile_catalogues(folder: Path = LOCALE) -> list[Path]:
    """Compile every `.po` catalogue under `folder` to the `.mo` file beside it; return the `.mo` files."""
    from datetime import UTC, datetime

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream)
        catalogue.creation_date = datetime(2026, 1, 1, tzinfo=UTC)  # the same words give the same bytes
        made.append(source.with_suffix(".mo"))
        with made[-1].open("wb") as stream:
            write_mo(stream, catalogue)
    return made


if __name__ == "__main__":
    for path in compile_catalogues():
        print(path)
