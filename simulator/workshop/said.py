"""What people wrote, within a view: references while the view is made, words when it leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.workshop.drafts import references
from simulator.workshop.events import Body


class Said(str):
    """A reference that stands where words will."""

    __slots__ = ()


def saying(body: Body) -> dict[str, object]:
    """A body as plain values, its references marked; what kind it is goes without saying."""
    plain = body.model_dump(mode="json", exclude={"kind", "medium"})
    return {**plain, **{name: Said(reference) for name, reference in references(body)}}


def marked(part: object) -> Iterator[str]:
    """Every reference in a view."""
    if isinstance(part, Said):
        yield str(part)
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from marked(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from marked(value)


def spoken(part: object, words: Mapping[str, str | None]) -> object:
    """A view with words in place of references, None where they were erased; pages escape them."""
    if isinstance(part, Said):
        return words.get(str(part))
    if isinstance(part, Mapping):
        return {name: spoken(value, words) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [spoken(value, words) for value in part]
    return part
