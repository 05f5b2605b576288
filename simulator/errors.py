"""Errors a person can act on: what is wrong, where, and how to mend it, in French and English."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class SimulatorError(Exception):
    """Something a person can mend; `str()` is one line in French, `message("en")` the English one."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(fr)
        self.fr = fr
        self.en = en

    def message(self, language: str = "fr") -> str:
        """The sentence in `language` ("fr" or "en")."""
        return self.en if language == "en" else self.fr


@dataclass(frozen=True)
class Fault:
    """One fault in one file: where it is, what caused it, how to repair it, in both languages."""

    path: Path
    line: int
    cause_fr: str
    cause_en: str
    repair_fr: str = ""
    repair_en: str = ""

    def message(self, language: str = "fr") -> str:
        """One unwrapped line: `path:line: cause; repair`."""
        cause, repair = (self.cause_en, self.repair_en) if language == "en" else (self.cause_fr, self.repair_fr)
        tail = f"; {repair}" if repair else ""
        return f"{self.path}:{self.line}: {cause}{tail}"


class FileError(SimulatorError):
    """A file that was refused, with every fault found in it (`faults`, in file order)."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: (str(fault.path), fault.line))
        super().__init__(*("\n".join(f.message(lang) for f in self.faults) for lang in ("fr", "en")))


class TerritoryError(FileError):
    """A territory folder that cannot be loaded."""


class ScenarioError(FileError):
    """A scenario file that cannot be read."""


class PolicyError(FileError):
    """A policy file that cannot be read."""


class AgendaError(FileError):
    """A workshop file that cannot be read."""


class ParameterError(SimulatorError):
    """A value outside a parameter's declared range, or an unknown name."""


class Cancelled(SimulatorError):  # noqa: N818 - an interruption, not a fault
    """The work was stopped on request; nothing half-written is left."""

    def __init__(self) -> None:
        super().__init__("Calcul interrompu.", "Run stopped.")
