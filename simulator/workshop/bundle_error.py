"""What is refused of a bundle: a sentence in both languages, and what programs need."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.wording import translator
from simulator.workshop.refusals import Refusal

STATUS = {"unknown": 404, "bad_address": 404, "newer": 409, "other_record": 409, "failed": 500, "stopped": 503}
"""HTTP statuses; 422 for the others."""


class BundleError(Refusal):
    """A bundle that cannot be given or taken, or a request that cannot be answered."""


def refused(code: str, **values: object) -> BundleError:
    """The error called `bundle_<code>`, in the words of `link.<code>`; a value may be one text by language."""
    words = (translator(language)(f"link.{code}", **_in(language, values)) for language in ("fr", "en"))
    return BundleError(f"bundle_{code}", STATUS.get(code, 422), *words)


def _in(language: str, values: Mapping[str, object]) -> dict[str, object]:
    return {name: value[language] if isinstance(value, Mapping) else value for name, value in values.items()}
