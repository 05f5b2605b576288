"""What is refused of a bundle: a sentence in both languages, and what programs need."""

from __future__ import annotations

from simulator.wording import translator
from simulator.workshop.refusals import Refusal

STATUS = {"unknown": 404, "bad_address": 404, "newer": 409, "other_record": 409, "failed": 500, "stopped": 503}
"""HTTP statuses; 422 for the others."""


class BundleError(Refusal):
    """A bundle that cannot be given or taken, or a request that cannot be answered."""


def refused(code: str, **values: object) -> BundleError:
    """The error called `bundle_<code>`, in the words of `link.<code>`."""
    words = (translator(language)(f"link.{code}", **values) for language in ("fr", "en"))
    return BundleError(f"bundle_{code}", STATUS.get(code, 422), *words)
