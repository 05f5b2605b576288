"""The typeface of printed pages, from an unpacked npm package: `python make.py PACKAGE`.

The package is @fontsource/atkinson-hyperlegible-next. typst reads TrueType; the package ships web fonts in two halves
(latin, latin-ext): they are joined, so that a Polish or Czech name prints as well as a French one. The narrow no-break
space of French typography is absent from the typeface; it gets the shape of the thin space.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

CUTS = ("400-normal", "400-italic", "700-normal")
HALVES = ("latin", "latin-ext")
THIN_SPACE, NARROW_NO_BREAK = 0x2009, 0x202F


def join(package: Path, cut: str, scratch: Path) -> TTFont:
    """One cut, both halves."""
    halves = []
    for half in HALVES:
        font = TTFont(package / "files" / f"atkinson-hyperlegible-next-{half}-{cut}.woff")
        font.flavor = None
        halves.append(scratch / f"{half}.ttf")
        font.save(halves[-1])
    joined = Merger().merge([str(path) for path in halves])
    for table in joined["cmap"].tables:
        if table.isUnicode():
            table.cmap[NARROW_NO_BREAK] = table.cmap[THIN_SPACE]
    return joined


def main() -> None:
    """Write the cuts beside this file."""
    with tempfile.TemporaryDirectory() as scratch:
        for cut in CUTS:
            join(Path(sys.argv[1]), cut, Path(scratch)).save(
                Path(__file__).with_name(f"atkinson-hyperlegible-next-{cut}.ttf")
            )


if __name__ == "__main__":
    main()
