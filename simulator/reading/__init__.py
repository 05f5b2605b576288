"""Strict reading of YAML 1.2 files: plain values, the line of each, and every fault as `path:line: cause; repair`."""

from simulator.reading.checking import said, shown_value, validate
from simulator.reading.document import Document, Message, excerpt, fault, hidden, nearest, nearest_or
from simulator.reading.version import format_type, refuse_newer
from simulator.reading.yaml import read_yaml

__all__ = [
    "Document",
    "Message",
    "excerpt",
    "fault",
    "format_type",
    "hidden",
    "nearest",
    "nearest_or",
    "read_yaml",
    "refuse_newer",
    "said",
    "shown_value",
    "validate",
]
