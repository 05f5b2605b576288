"""Strict reading of YAML 1.2 files: plain values, the line of each, and every fault as `path:line: cause; repair`."""

from simulator.reading.checking import said, validate
from simulator.reading.document import Document, Message, excerpt, nearest
from simulator.reading.yaml import read_yaml

__all__ = ["Document", "Message", "excerpt", "nearest", "read_yaml", "said", "validate"]
