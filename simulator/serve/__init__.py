"""The Voilà application."""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
"""Voilà's event log loads a checker of international addresses, whose grammar takes a second to build and is never
asked: without it a server that fell is back a second earlier."""
