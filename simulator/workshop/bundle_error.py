"""What is refused of a bundle: a sentence in both languages, and what programs need."""

from __future__ import annotations

from simulator.errors import SimulatorError
from simulator.wording import translator

STATUS = {"unknown": 404, "bad_address": 404, "newer": 409, "other_record": 409, "failed": 500, "stopped": 503}
"""HTTP statuses; 422 for the others."""


class BundleError(SimulatorError):
    """A bundle that cannot be given or taken.

    Attributes:
        code: A short name for programs.
        status: The HTTP status that goes with it.
    """

    def __init__(self, code: str, fr: str, en: str) -> None:
        super().__init__(fr, en)
        self.code = f"bundle_{code}"
        self.status = STATUS.get(code, 422)


def refused(code: str, **values: object) -> BundleError:
    """The error called `code`, in the words of `link.<code>`."""
    return BundleError(code, *(translator(language)(f"link.{code}", **values) for language in ("fr", "en")))
