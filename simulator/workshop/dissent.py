"""A table disputes a number of the model: what may be disputed, and the world in which the table is right.

Rule 21: intercepts are fitted anew, so that as many residents go out today as before, and the spin-up is played again;
both worlds are shown, neither is corrected by the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from simulator.errors import Cancelled, ParameterError
from simulator.model.parameters import MODEL_PARAMETERS
from simulator.parameters import Parameter, Tag
from simulator.typography import french
from simulator.wording import LANGUAGES, figure, translator

if TYPE_CHECKING:
    import threading

    from simulator.experiments.run import Study

_DECLARED = {p.name: p for p in MODEL_PARAMETERS}
NAMES = (
    "access_weight",
    "symbolic_weight",
    "price_weight",
    "zero_price_bonus",
    "transit_gain",
    "hours_elasticity",
    "habit_weight",
    "norm_weight",
    "invitation_chance",
    "forgetting",
    "visit_effect",
    "contact_effect",
    "company_effect",
    "cocreation_effect",
    "practice_effect",
    "school_effect",
    "digital_taste",
)
"""What decides what levers do, and a table may know otherwise; not unit costs: they are prices, not effects."""


@dataclass(frozen=True)
class Disputable:
    """A number that a table may dispute.

    Attributes:
        name: The parameter.
        value: What the model holds; the largest number where there is one by domain.
        low: Lowest value that may be tried.
        high: Highest.
        by_domain: Whether there is a number by domain: the others then follow the largest in proportion.
        source: Where the model's value comes from, or that it is supposed: a sentence, in French and English.
        label: Short label, in French and English.
        question: What is disputed, in plain words, in French and English.
    """

    name: str
    value: float
    low: float
    high: float
    by_domain: bool
    source: dict[str, str]
    label: dict[str, str]
    question: dict[str, str]

    def says(self, value: float, language: str) -> str:
        """What the table holds, beside what the model holds."""
        shown = [figure(one, language) for one in (value, self.value)]
        key = "dissent.by_domain" if self.by_domain else "dissent.value"
        text = translator(language)(key, label=self.label[language], value=shown[0], model=shown[1])
        return french(text) if language == "fr" else text


def disputable() -> tuple[Disputable, ...]:
    """Every number that a table may dispute, read from its declaration."""
    return tuple(_made(_DECLARED[name]) for name in NAMES)


def find(name: str) -> Disputable:
    """The number of that name.

    Raises:
        ParameterError: It is not among those that are disputed in plain words; they are named.
    """
    if name in NAMES:
        return _made(_DECLARED[name])
    some = ", ".join(NAMES)
    raise ParameterError(
        french(f"« {name} » n’est pas de ce que l’on peut contester ; choisir parmi : {some}."),
        f"'{name}' is not among what may be disputed; choose one of: {some}.",
    )


def _made(p: Parameter) -> Disputable:
    by_domain = isinstance(p.default, tuple)
    low, high = p.bounds
    return Disputable(
        name=p.name,
        value=max(p.default) if by_domain else p.default,
        low=low,
        high=high,
        by_domain=by_domain,
        source=_said("dissent.assumed" if p.tag is Tag.ASSUMED else f"dissent.source.{p.name}"),
        label={"fr": p.fr, "en": p.en},
        question=_said(f"dissent.{p.name}"),
    )


def _said(key: str) -> dict[str, str]:
    return {language: translator(language)(key) for language in LANGUAGES}


def disputed_world(
    study: Study,
    name: str,
    value: float,
    stop: threading.Event | None = None,
    progress: Callable[[float], object] = lambda share: None,
) -> Study:
    """The same world, residents and draws, in which the table is right: fitted anew, and spun up.

    Args:
        study: The undisputed world.
        name: What is disputed.
        value: What the table holds; of the largest number where there is one by domain.
        stop: Looked at before each history is played.
        progress: Told the share of the fitting done, 0 to 1.

    Raises:
        ParameterError: There is no such number, or the value is out of its range.
        Cancelled: `stop` was set.
    """
    from simulator.experiments.disputed import ROUNDS, Ground
    from simulator.experiments.run import Study
    from simulator.model.access import OF_WEIGHTS

    histories, many = count(1), study.replications * (ROUNDS + 1)

    def check() -> None:
        if stop is not None and stop.is_set():
            raise Cancelled
        progress(min(next(histories) / many, 1.0))

    if stop is not None and stop.is_set():
        raise Cancelled
    sets = [study.set_of(replication) for replication in range(study.replications)]
    ground = Ground(study.territory, study.people, sets, seed=study.seed, threads=study.threads)
    fitted = ground.fit(name, value, check)
    given = study.territory, study.people, study.scenario
    settings = {"replications": study.replications, "seed": study.seed, "threads": study.threads}
    book = None if name in OF_WEIGHTS else study.book.sharing(fitted[0])
    return Study(*given, **settings, parameters=fitted, book=book)
