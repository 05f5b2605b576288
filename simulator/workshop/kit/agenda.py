"""The facilitator's agenda on one page, and what to print."""

from __future__ import annotations

from simulator.workshop.kit.content import Kit, Page


def agenda(kit: Kit) -> Page:
    """placeholder"""
    raise NotImplementedError
