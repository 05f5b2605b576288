"""What getting there costs is taken to depend on (S3): periods, mobility classes, declared parameters."""

from __future__ import annotations

from simulator.parameters import Parameter, ParameterSet, Tag

PERIODS = ("day", "evening")
CLASSES = ("car", "no_car", "reduced")

_A, _Q = Tag.ASSUMED, Tag.QUOTED

MOBILITY = (
    Parameter(
        "mode_sensitivity", 0.10, "1/minute", (0.05, 0.2), _A, "S3, theta", "Sensibilité au mode", "Mode sensitivity"
    ),
    Parameter(
        "value_of_time",
        8.6,
        "EUR/hour",
        (4.0, 20.0),
        _Q,
        "Quinet 2013, EUR of 2022",
        "Valeur du temps",
        "Value of time",
    ),
    Parameter(
        "evening_penalty",
        40.0,
        "minutes",
        (20.0, 60.0),
        _A,
        "S3: rare or no service at night",
        "Retour du soir en transport collectif",
        "Evening return by public transport",
    ),
    Parameter(
        "no_evening_service",
        120.0,
        "minutes",
        (60.0, 240.0),
        _A,
        "no source: what a timetable without any evening return is taken to cost",
        "Aucun retour le soir, d’après une table horaire",
        "No evening return at all, by a timetable",
    ),
    Parameter(
        "lift_penalty",
        25.0,
        "minutes",
        (15.0, 40.0),
        _A,
        "S3",
        "Se faire conduire",
        "Being driven by someone",
    ),
    Parameter(
        "reduced_penalty",
        15.0,
        "minutes",
        (0.0, 40.0),
        _A,
        "S3",
        "Mobilité réduite, tout mode",
        "Reduced mobility, any mode",
    ),
    Parameter("fuel_cost", 0.12, "EUR/km", (0.05, 0.3), _A, "no source", "Carburant", "Fuel"),
    Parameter(
        "occupancy",
        1.8,
        "persons/car",
        (1.0, 4.0),
        _A,
        "no source: leisure outings",
        "Personnes par voiture",
        "Persons per car",
    ),
    Parameter(
        "car_emissions",
        0.1423,
        "kg CO2/vehicle-km",
        (0.02, 0.3),
        _Q,
        "ADEME Impact CO2, thermal car, use and making, since May 2026 (fact E017)",
        "Émissions d’une voiture",
        "Emissions of a car",
    ),
)


def mobility_settings(**changes: float) -> ParameterSet:
    """The declared mobility assumptions, with some values changed (each checked against its range)."""
    return ParameterSet(MOBILITY, changes)
