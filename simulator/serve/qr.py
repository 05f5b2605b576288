"""QR codes as inline SVG: an address, or a room's Wi-Fi."""

from __future__ import annotations

import io

import segno
from segno.helpers import make_wifi


def of_address(address: str, title: str) -> str:
    """The code of a web address, as an SVG element titled for those who hear the page."""
    return _svg(segno.make(address, error="m", micro=False), title)


def of_wifi(name: str, password: str | None, title: str) -> str:
    """The code that puts a phone on a Wi-Fi network."""
    return _svg(make_wifi(ssid=name, password=password, security="WPA" if password else None), title)


def _svg(code: segno.QRCode, title: str) -> str:
    out = io.BytesIO()
    code.save(
        out, kind="svg", border=2, xmldecl=False, svgns=False, omitsize=True, dark="#16324a", light="#fff", title=title
    )
    return out.getvalue().decode("utf-8")
