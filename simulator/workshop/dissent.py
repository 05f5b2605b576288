"""A table disputes a number of the model: what may be disputed, and the world in which the table is right.

Rule 21: the intercepts are refitted, so that as many residents go out in the reference year as facts say, and the
spin-up is played again; both worlds are shown, neither is corrected by the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.errors import Cancelled, ParameterError
from simulator.experiments.calibration import Fit, calibrate
from simulator.experiments.run import Study, replication_seed
from simulator.model.access import OF_WEIGHTS, AccessBook
from simulator.model.parameters import MODEL_PARAMETERS
from simulator.parameters import Parameter, ParameterSet, Tag, Value
from simulator.typography import french
from simulator.wording import number, translator

if TYPE_CHECKING:
    import threading

_DECLARED = {p.name: p for p in MODEL_PARAMETERS}
_FACTORS = {"access_weight": (0.35, 2.2), "symbolic_weight": (0.5, 1.5)}
"""Numbers that the model holds by domain are disputed all together, as a multiple within what facts leave open."""
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
ROUNDS = 6


@dataclass(frozen=True)
class Disputable:
    """A number that a table may dispute.

    Attributes:
        name: The parameter.
        value: What the model holds; 1 where the number is a multiple.
        low: Lowest value that may be tried.
        high: Highest.
        multiple: Whether the number multiplies the model's own, domain by domain.
        unit: Its unit.
        source: Where the model's value comes from.
        assumed: Whether it is supposed.
        label: Short label, in French and English.
        question: What is disputed, in plain words, in French and English.
    """

    name: str
    value: float
    low: float
    high: float
    multiple: bool
    unit: str
    source: str
    assumed: bool
    label: dict[str, str]
    question: dict[str, str]

    def check(self, value: float) -> float:
        """The value, if it lies within the range.

        Raises:
            ParameterError: It does not.
        """
        if self.low <= value <= self.high:
            return value
        raise ParameterError(
            french(
                f"« {self.label['fr']} » : {value:g} n’est pas entre {self.low:g} et {self.high:g} ; changer la valeur."
            ),
            f"'{self.label['en']}': {value:g} is not between {self.low:g} and {self.high:g}; change the value.",
        )

    def says(self, value: float, language: str) -> str:
        """What the table holds, beside what the model holds."""
        say, shown = translator(language), [number(one, language, 3) for one in (value, self.value)]
        key = "dissent.multiple" if self.multiple else "dissent.value"
        text = say(key, label=self.label[language], value=_short(shown[0]), model=_short(shown[1]))
        return french(text) if language == "fr" else text


def _short(shown: str) -> str:
    """A number without the zeros that say nothing."""
    return shown.rstrip("0").rstrip(",.")


def disputable() -> tuple[Disputable, ...]:
    """Every number that a table may dispute, read from its declaration."""
    return tuple(_made(_DECLARED[name]) for name in NAMES)


def find(name: str) -> Disputable:
    """The number of that name.

    Raises:
        ParameterError: It cannot be disputed; those that can are named.
    """
    if name in NAMES:
        return _made(_DECLARED[name])
    some = ", ".join(NAMES)
    raise ParameterError(
        french(f"« {name} » n’est pas de ce que l’on peut contester ; choisir parmi : {some}."),
        f"'{name}' is not among what may be disputed; choose one of: {some}.",
    )


def _made(p: Parameter) -> Disputable:
    multiple = isinstance(p.default, tuple)
    low, high = _FACTORS[p.name] if multiple else p.bounds
    return Disputable(
        name=p.name,
        value=1.0 if multiple else p.default,
        low=low,
        high=high,
        multiple=multiple,
        unit=p.unit,
        source=p.source,
        assumed=p.tag is Tag.ASSUMED,
        label={"fr": p.fr, "en": p.en},
        question={language: translator(language)(f"dissent.{p.name}") for language in ("fr", "en")},
    )


def disputed(parameters: ParameterSet, name: str, value: float) -> ParameterSet:
    """Parameters in which a table is right, intercepts not refitted yet.

    Raises:
        ParameterError: The number cannot be disputed, or the value is out of its range.
    """
    one = find(name)
    one.check(value)
    return parameters.replace(**{name: _times(parameters, name, value) if one.multiple else value})


def _times(parameters: ParameterSet, name: str, factor: float) -> Value:
    low, high = parameters.declaration(name).bounds
    return tuple(min(max(factor * v, low), high) for v in getattr(parameters, name))


@dataclass(frozen=True)
class Seat:
    """A replication of a study, whose baseline and plans are paired."""

    study: Study
    replication: int


def seats(study: Study) -> tuple[Seat, ...]:
    """Every replication of a study."""
    return tuple(Seat(study, replication) for replication in range(study.replications))


def disputed_world(
    study: Study,
    name: str,
    value: float,
    stop: threading.Event | None = None,
    progress: Callable[[float], object] = lambda share: None,
) -> tuple[Seat, ...]:
    """The same world, residents and sets, in which the table is right: refitted and spun up, one seat a replication.

    Args:
        study: The undisputed world.
        name: What is disputed.
        value: What the table holds; a multiple where the number is one by domain.
        stop: Looked at between two replications.
        progress: Told the share done, 0 to 1.

    Raises:
        ParameterError: The number cannot be disputed, or the value is out of its range.
        Cancelled: `stop` was set.
    """
    book = study.book
    if name in OF_WEIGHTS:
        book = AccessBook(study.territory, disputed(study.parameters, name, value))
    made = []
    for replication in range(study.replications):
        if stop is not None and stop.is_set():
            raise Cancelled
        made.append(_seat(study, replication, disputed(study.set_of(replication), name, value), book))
        progress((replication + 1) / study.replications)
    return tuple(made)


def _seat(study: Study, replication: int, parameters: ParameterSet, book: AccessBook) -> Seat:
    """A replication with its own refitted parameters; draws of its own as well."""
    seed = replication_seed(study.seed, replication)
    how = Fit(seeds=(seed,), rounds=ROUNDS, book=book)
    fitted, _ = calibrate(study.territory, study.people, parameters, how)
    settings = {"replications": 1, "seed": seed, "threads": study.threads, "parameters": fitted}
    one = Study(study.territory, study.people, study.scenario, book=book.sharing(fitted), **settings)
    return Seat(one, 0)
