"""Travel times between communes and places, by mode: distances, detours, speeds and waits, each a declared parameter.

A model of times, not a timetable: which stations are served, and how often, is not in any table that the product may
carry.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.parameters import Parameter, ParameterSet, Tag
from simulator.territory import sphere

MODES = ("walk", "cycle", "transit", "train", "car")
SCHEDULED = ("transit", "train")
"""Modes that run by a timetable: they may not serve a pair, and rarely run at night."""

ASSUMED = Tag.ASSUMED, "no source"
Evidence = tuple[Tag, str]


def _p(
    name: str,
    default: float,
    unit: str,
    bounds: tuple[float, float],
    words: tuple[str, str],
    evidence: Evidence = ASSUMED,
) -> Parameter:
    return Parameter(name, default, unit, bounds, *evidence, *words)


TRAVEL = (
    _p(
        "inner_distance", 0.5, "ratio", (0.2, 1.0), ("Distance dans la commune, en rayons", "Distance within, in radii")
    ),
    _p("walk_speed", 4.5, "km/h", (3.0, 6.0), ("Vitesse à pied", "Walking speed")),
    _p("walk_detour", 1.25, "ratio", (1.0, 2.0), ("Détour à pied", "Walking detour")),
    _p("cycle_speed", 14.0, "km/h", (8.0, 25.0), ("Vitesse à vélo", "Cycling speed")),
    _p("cycle_detour", 1.3, "ratio", (1.0, 2.0), ("Détour à vélo", "Cycling detour")),
    _p("cycle_start", 4.0, "minutes", (0.0, 15.0), ("Départ et attache du vélo", "Unlocking and locking the bicycle")),
    _p("car_detour", 1.3, "ratio", (1.0, 2.0), ("Détour en voiture", "Driving detour")),
    _p("car_start", 5.0, "minutes", (0.0, 15.0), ("Départ et stationnement", "Starting and parking")),
    _p("car_town_speed", 27.0, "km/h", (15.0, 50.0), ("Vitesse en ville", "Driving speed in town")),
    _p("car_road_speed", 60.0, "km/h", (40.0, 110.0), ("Vitesse hors de la ville", "Driving speed outside town")),
    _p("car_town_km", 5.0, "km", (0.0, 20.0), ("Kilomètres roulés en ville", "Kilometres driven in town")),
    _p("transit_speed", 20.0, "km/h", (12.0, 35.0), ("Vitesse commerciale", "Commercial speed of buses and trams")),
    _p("transit_detour", 1.45, "ratio", (1.0, 2.5), ("Détour des lignes", "Detour of lines")),
    _p("transit_walk", 8.0, "minutes", (2.0, 20.0), ("Marche aux deux bouts", "Walking at both ends")),
    _p(
        "transit_wait",
        6.0,
        "minutes",
        (2.0, 20.0),
        ("Attente en ville", "Wait in town"),
        (Tag.DERIVED, "Bulles 1 and 2: every 8 to 10 minutes at peak (2019); half of it and a margin"),
    ),
    _p("transit_wait_sparse", 25.0, "minutes", (5.0, 60.0), ("Attente ailleurs", "Wait elsewhere")),
    _p(
        "dense",
        800.0,
        "residents/km2",
        (0.0, 5000.0),
        ("Densité des communes bien desservies", "Density of well-served communes"),
    ),
    _p(
        "train_speed",
        55.0,
        "km/h",
        (30.0, 120.0),
        ("Vitesse des trains, arrêts compris", "Speed of trains, stops included"),
        (Tag.DERIVED, "Lille - Hénin-Beaumont in 26 to 40 minutes (2011)"),
    ),
    _p("train_detour", 1.2, "ratio", (1.0, 2.0), ("Détour des voies", "Detour of tracks")),
    _p("train_wait", 15.0, "minutes", (3.0, 60.0), ("Attente du train", "Wait for a train")),
    _p("train_fare_base", 1.5, "EUR", (0.0, 10.0), ("Billet de train, part fixe", "Train fare, fixed part")),
    _p("train_fare_km", 0.19, "EUR/km", (0.0, 0.6), ("Billet de train, par kilomètre", "Train fare per kilometre")),
)


def travel_settings(**changes: float) -> ParameterSet:
    """The declared travel assumptions, with some values changed (each checked against its range)."""
    return ParameterSet(TRAVEL, changes)


@dataclass(frozen=True)
class Travel:
    """Getting from C communes to P places (the communes, then the poles), one way.

    Attributes:
        modes: Names of the modes, in the order of the first axis.
        minutes: float64 [5, C, P], waiting included; infinite where a mode does not serve.
        kilometres: Road kilometres, float64 [C, P].
        fare: EUR today, float64 [5, C, P]; zero outside transit and train.
        crow: Crow-fly kilometres, float64 [C, P]; within a commune, a share of its radius.
        evening_gap: Minutes that the evening adds to `minutes` by a planner's timetables, float64 [5, C, P]: NaN where
            the assumed penalty stands, infinite where nothing runs in the evening; None where no file says any.
    """

    modes: tuple[str, ...]
    minutes: np.ndarray
    kilometres: np.ndarray
    fare: np.ndarray
    crow: np.ndarray
    evening_gap: np.ndarray | None = None


@dataclass(frozen=True)
class Ground:
    """What travel times need to know of a territory.

    Attributes:
        points: Latitudes and longitudes of the P places, float64 each.
        area_km2: float64 [C].
        residents: int64 [C].
        network: int16 [C], row of each commune's transport network, -1 for none.
        network_fare: EUR today, float64 [networks].
        free_train: bool [networks], trains free for residents inside the network.
        stations: Latitudes and longitudes of the stations, float64 each, or None.
    """

    points: tuple[np.ndarray, np.ndarray]
    area_km2: np.ndarray
    residents: np.ndarray
    network: np.ndarray
    network_fare: np.ndarray
    free_train: np.ndarray
    stations: tuple[np.ndarray, np.ndarray] | None


def travel_times(ground: Ground, settings: ParameterSet) -> Travel:
    """Every time, distance and fare of a territory (S3).

    Args:
        ground: Points, areas, networks and stations.
        settings: The travel parameters (`travel_settings()`).
    """
    s = settings
    crow = crow_distances(ground, s)
    road = crow * s.car_detour
    shape = (len(MODES), *crow.shape)
    minutes, fare = np.full(shape, np.inf), np.zeros(shape)
    minutes[0] = crow * (s.walk_detour * 60.0 / s.walk_speed)
    minutes[1] = s.cycle_start + crow * (s.cycle_detour * 60.0 / s.cycle_speed)
    minutes[2], fare[2] = _transit(ground, crow, s)
    minutes[3], fare[3] = _train(ground, s)
    minutes[4] = car_minutes(road, s)
    return Travel(MODES, minutes, road, fare, crow)


def crow_distances(ground: Ground, settings: ParameterSet) -> np.ndarray:
    """Crow-fly kilometres from communes to places, float64 [C, P], never below the distance within the commune."""
    count = ground.area_km2.size
    latitude, longitude = ground.points
    crow = sphere.kilometres((latitude[:count], longitude[:count]), ground.points)
    within = settings.inner_distance * np.sqrt(ground.area_km2 / 3.141592653589793)
    return np.maximum(crow, within[:, None])


def car_minutes(road: np.ndarray, settings: ParameterSet) -> np.ndarray:
    """Minutes by car over road kilometres: the first ones at town speed, the rest at road speed."""
    town = np.minimum(road, settings.car_town_km)
    return (
        settings.car_start + town * (60.0 / settings.car_town_speed) + (road - town) * (60.0 / settings.car_road_speed)
    )


def _transit(ground: Ground, crow: np.ndarray, s: ParameterSet) -> tuple[np.ndarray, np.ndarray]:
    """Minutes and fares by bus, high-service bus or tram: only within one network."""
    count = ground.area_km2.size
    dense = ground.residents / ground.area_km2 >= s.dense
    wait = np.where(dense[:, None] & dense[None, :], s.transit_wait, s.transit_wait_sparse)
    inside = crow[:, :count] * (s.transit_detour * 60.0 / s.transit_speed) + s.transit_walk + wait
    same = (ground.network[:, None] == ground.network[None, :]) & (ground.network[:, None] >= 0)
    minutes, fare = np.full(crow.shape, np.inf), np.zeros(crow.shape)
    minutes[:, :count] = np.where(same, inside, np.inf)
    if ground.network_fare.size:
        fare[:, :count] = np.where(same, ground.network_fare[ground.network][:, None], 0.0)
    return minutes, fare


def _train(ground: Ground, s: ParameterSet) -> tuple[np.ndarray, np.ndarray]:
    """Minutes and fares by train between the stations nearest to both ends, reached on foot, by bicycle or by bus."""
    count, places = ground.area_km2.size, ground.points[0].size
    if ground.stations is None or not ground.stations[0].size:
        return np.full((count, places), np.inf), np.zeros((count, places))
    to_station = sphere.kilometres(ground.points, ground.stations)
    nearest = np.argmin(to_station, axis=1)
    reach = _reach(ground, to_station[np.arange(places), nearest], s)
    rail = sphere.kilometres(ground.stations, ground.stations)[np.ix_(nearest[:count], nearest)] * s.train_detour
    ride = reach[:count, None] + s.train_wait + rail * (60.0 / s.train_speed) + reach[None, :]
    apart = nearest[:count, None] != nearest[None, :]
    fare = np.where(_free(ground, places), 0.0, s.train_fare_base + rail * s.train_fare_km)
    return np.where(apart, ride, np.inf), np.where(apart, fare, 0.0)


def _reach(ground: Ground, km: np.ndarray, s: ParameterSet) -> np.ndarray:
    """Minutes between each place and its nearest station, the quicker of foot and bus, float64 [P]."""
    walk = km * (s.walk_detour * 60.0 / s.walk_speed)
    bus = km * (s.transit_detour * 60.0 / s.transit_speed) + s.transit_walk + s.transit_wait_sparse
    served = np.zeros(km.size, bool)
    served[: ground.network.size] = ground.network >= 0
    return np.where(served, np.minimum(walk, bus), walk)


def _free(ground: Ground, places: int) -> np.ndarray:
    """Pairs whose trains are free for residents: both ends in one network that says so, bool [C, P]."""
    count = ground.network.size
    free = np.zeros((count, places), bool)
    if ground.free_train.size:
        same = (ground.network[:, None] == ground.network[None, :]) & (ground.network[:, None] >= 0)
        free[:, :count] = same & ground.free_train[ground.network][:, None]
    return free
