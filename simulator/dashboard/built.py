"""Where the screens' built modules, styles and font are; the server that hands them out loads no widget."""

from __future__ import annotations

import base64
import os
from pathlib import Path

BUILT = Path(__file__).parent / "static" / "built"
FONT = "atkinson-hyperlegible-next.woff2"
_FACE = (
    '@font-face{font-family:"Atkinson Hyperlegible Next Variable";font-weight:200 800;font-display:swap;'
    "src:url(data:font/woff2;base64,%s) format('woff2')}"
)


def style(name: str = "screen.css") -> str:
    """A screen's style; outside the product's own pages, which serve the font, the font travels inside it."""
    css = (BUILT / name).read_text(encoding="utf-8")
    if os.environ.get("SERVER_SOFTWARE", "").startswith("voila"):
        return css
    return _FACE % base64.b64encode((BUILT / FONT).read_bytes()).decode() + css
