"""A territory: communes, venues, organisations, stations, travel times, margins and sources, read from a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from simulator.errors import Fault, FileError, TerritoryError
from simulator.territory import organisations, places, supply, venues
from simulator.territory.geojson import check_contours
from simulator.territory.kinds import KIND_PARAMETERS, SUPPLY
from simulator.territory.layers import LAYERS, Layer, read_layers
from simulator.territory.layout import CONTOURS, EVERY_FILE, LATER, TABLES, TIMES
from simulator.territory.margins import Margins, read_margins
from simulator.territory.mobility_parameters import MOBILITY
from simulator.territory.organisations import Collaborations, Organisations
from simulator.territory.places import Agglomerations, Communes, Networks, Poles, Stations
from simulator.territory.readers import Table, gather, make_fault, read_table
from simulator.territory.sources import Heading, Source, read_credits, read_heading
from simulator.territory.spending import read_spending
from simulator.territory.timetables import Timetable, read_times, with_times
from simulator.territory.travel import TRAVEL, Ground, Travel, travel_settings, travel_times
from simulator.territory.venues import Record, Venues

DATA = Path(__file__).resolve().parent / "data"
BUNDLED = {"bassin-minier": DATA / "bassin_minier"}
DEFAULT = "bassin-minier"


@dataclass(frozen=True)
class Territory:
    """The place modelled, as frozen columns.

    Attributes:
        name: Its short name.
        title: Its title by language ("fr", "en").
        folder: Where it was read.
        digest: SHA-256 (hexadecimal) of its files and of the declared assumptions that complete them.
        communes: C communes.
        agglomerations: What groups them.
        poles: Places outside whose supply counts; places are the communes, then the poles.
        venues: Venues, listed ones first, then the assumed ones.
        organisations: Who runs them, and who works with those.
        collaborations: Today's ties between organisations; screens show `collaborations.for_screens()`.
        stations: Railway stations.
        neighbours: Pairs of rows of communes that touch, int32 [n, 2].
        networks: Transport networks and their fares by date.
        margins: Cited figures about residents, by agglomeration.
        sources: Source of each table, by file name.
        spending: Euros a year spent today by lever, where its table says so.
        times: Travel times that a planner gives in place of computed ones, or None.
        layers: Parts of the territory that a planner gives, by name.
    """

    name: str
    title: dict[str, str]
    folder: Path
    digest: str
    communes: Communes
    agglomerations: Agglomerations
    poles: Poles
    venues: Venues
    organisations: Organisations
    collaborations: Collaborations
    stations: Stations
    neighbours: np.ndarray
    networks: Networks
    margins: Margins
    sources: dict[str, Source]
    spending: Mapping[str, float] = field(default_factory=dict)
    times: Timetable | None = None
    layers: dict[str, Layer] = field(default_factory=dict)

    @staticmethod
    def load(
        name_or_folder: str | Path = DEFAULT, travel: str | Path | None = None, layer: str | Path | None = None
    ) -> Territory:
        """Read a territory: a bundled one by its name, any other by its folder.

        Args:
            name_or_folder: Which one.
            travel: A planner's travel times (.csv or .omx); the folder's own when left out, where it has any.
            layer: A planner's layers (.csv); the folder's own when left out, where it has any.

        Raises:
            TerritoryError: It cannot be loaded; every fault found is in it, one line each.
        """
        given = (None if path is None else Path(path) for path in (travel, layer))
        loaded, faults = _read(folder_of(name_or_folder), *given)
        if faults or loaded is None:
            raise TerritoryError(faults)
        return loaded

    @staticmethod
    def check(name_or_folder: str | Path) -> list[Fault]:
        """Every fault of a territory folder, in file order; an empty list when it can be loaded."""
        return TerritoryError(_read(folder_of(name_or_folder))[1]).faults

    @property
    def place_names(self) -> tuple[str, ...]:
        """Names of the P places: the communes, then the poles."""
        return self.communes.name + self.poles.name

    @cached_property
    def travel(self) -> Travel:
        """Times, distances and today's fares between communes and places."""
        computed = travel_times(self._ground(), travel_settings())
        return computed if self.times is None else with_times(computed, self.times)

    def _ground(self) -> Ground:
        served = np.array([word != "no" for word in self.stations.served], bool)
        return Ground(
            points=_points(self.communes, self.poles),
            area_km2=self.communes.area_km2,
            residents=self.communes.residents,
            network=self.networks.commune,
            network_fare=self.networks.fare(2026),
            free_train=self.networks.free_train,
            stations=(self.stations.latitude[served], self.stations.longitude[served]),
        )

    def contours(self, context: bool = False) -> Path | None:
        """The GeoJSON file of the communes' contours (or of the communes around), None where there is none."""
        path = self.folder / CONTOURS[1 if context else 0]
        return path if path.exists() else None

    def __repr__(self) -> str:
        people = int(self.communes.residents.sum())
        counts = f"{len(self.communes.code)} communes, {people} residents, {len(self.venues)} venues"
        return f"Territory({self.name!r}: {counts})"


def folder_of(name_or_folder: str | Path) -> Path:
    """The folder of a bundled territory's name, or the folder itself."""
    return BUNDLED.get(str(name_or_folder), Path(name_or_folder))


def _points(communes: Communes, poles: Poles) -> tuple[np.ndarray, np.ndarray]:
    pairs = (communes.latitude, poles.latitude), (communes.longitude, poles.longitude)
    latitude, longitude = (np.concatenate(pair) for pair in pairs)
    return latitude, longitude


def _read(folder: Path, travel: Path | None = None, layer: Path | None = None) -> tuple[Territory | None, list[Fault]]:
    """The territory of a folder, None with faults when it cannot be made.

    `travel` and `layer` stand for its own times and layers.
    """
    if not folder.is_dir():
        cause = "dossier de territoire introuvable", "no such territory folder"
        names = ", ".join(BUNDLED)
        repair = f"territoires livrés : {names}", f"bundled territories: {names}"
        return None, [make_fault(folder, 1, (*cause, *repair))]
    faults: list[Fault] = []
    heading, credits_ = _read_words(folder, faults)
    tables = _read_tables(folder, faults)
    communes = tables["communes.csv"]
    for name, codes in zip(CONTOURS, (communes and communes["code"], None), strict=True):
        if (folder / name).exists():
            faults.extend(check_contours(folder / name, codes))
    if heading is None or any(table is None for table in tables.values()):
        return None, faults  # what refers to a table that cannot be read would only repeat the fault
    loaded = _assemble(folder, heading, credits_, tables, faults)
    return loaded and _with_layers(_with_times(loaded, travel, faults), layer, faults), faults


def _with_times(territory: Territory, travel: Path | None, faults: list[Fault]) -> Territory | None:
    """The territory with a planner's times, given or in its folder, and a digest that follows them."""
    there = [territory.folder / name for name in TIMES if (territory.folder / name).exists()]
    if travel is None and len(there) > 1:
        cause = "deux fichiers de temps de trajet", "two files of travel times"
        faults.append(make_fault(there[1], 1, (*cause, "n’en garder qu’un", "keep one only")))
    path = travel or next(iter(there), None)
    if path is None or faults:
        return None if faults else territory
    places_ = territory.communes.code + territory.poles.code
    times = read_times(path, len(territory.communes.code), places_, faults)
    return None if times is None else replace(territory, times=times, digest=_digest(territory.folder, path))


def _with_layers(territory: Territory | None, layer: Path | None, faults: list[Fault]) -> Territory | None:
    """The territory with a planner's layers, given or in its folder, and a digest that follows them."""
    path = layer or (territory and territory.folder / LAYERS)
    if territory is None or not (layer or path.exists()):
        return territory
    layers = read_layers(path, territory.communes.code, faults)
    if faults:
        return None
    content = path.read_bytes().replace(b"\r\n", b"\n")
    digest = hashlib.sha256(f"{territory.digest}{LAYERS}:{len(content)}\n".encode() + content).hexdigest()
    return replace(territory, layers=layers, digest=digest)


def _read_words(folder: Path, faults: list[Fault]) -> tuple[Heading | None, dict[str, Source]]:
    present = {name for name in EVERY_FILE if (folder / name).exists()}

    def attempt(work: Callable[[], tuple], otherwise: object) -> object:
        try:
            found, wrong = work()
        except FileError as error:
            faults.extend(error.faults)
            return otherwise
        faults.extend(wrong)
        return found

    heading = attempt(lambda: read_heading(folder, tuple(supply.SUPPLIES)), None)
    return heading, attempt(lambda: read_credits(folder, present), {})


def _read_tables(folder: Path, faults: list[Fault]) -> dict[str, Table | None]:
    return {
        name: gather(faults, lambda name=name, columns=columns, key=key: read_table(folder / name, columns, key))
        for name, (columns, key, required) in TABLES.items()
        if required or (folder / name).exists()
    }


def _assemble(
    folder: Path, heading: Heading, credits_: dict[str, Source], tables: dict[str, Table | None], faults: list[Fault]
) -> Territory | None:
    zones = places.read_agglomerations(tables["agglomerations.csv"])
    communes = places.read_communes(tables["communes.csv"], zones.code, faults)
    places.check_totals(tables["agglomerations.csv"], communes, faults)
    poles = places.read_poles(tables.get("poles.csv"), communes.code, faults)
    codes = communes.code + poles.code
    margins = read_margins(tables.get("margins.csv"), zones.code, faults)
    actors, ties = _read_actors(tables, codes, faults)
    listed = _listed(tables["venues.csv"], codes, _points(communes, poles), actors.code, faults)
    parts = _read_parts(tables, codes, communes, zones, faults)
    if faults:
        return None
    rows = listed + supply.assumed_rows(heading.assumed_supply, communes, margins, listed)
    return Territory(
        name=heading.name,
        title={"fr": heading.title.fr, "en": heading.title.en},
        folder=folder,
        digest=_digest(folder),
        communes=communes,
        agglomerations=zones,
        poles=poles,
        venues=venues.complete(rows, actors.code),
        organisations=actors,
        collaborations=ties,
        margins=margins,
        sources=credits_,
        **parts,
    )


def _read_actors(
    tables: dict[str, Table | None], codes: tuple[str, ...], faults: list[Fault]
) -> tuple[Organisations, Collaborations]:
    actors = organisations.read_organisations(tables.get("organisations.csv"), codes, faults)
    return actors, organisations.read_collaborations(tables.get("ties.csv"), actors.code, faults)


def _read_parts(
    tables: dict[str, Table | None],
    codes: tuple[str, ...],
    communes: Communes,
    zones: Agglomerations,
    faults: list[Fault],
) -> dict[str, object]:
    """What no other table refers to: stations, neighbours, networks, today's spending."""
    networks = tables.get("networks.csv"), tables.get("fares.csv")
    return {
        "stations": places.read_stations(tables.get("stations.csv"), codes, faults),
        "neighbours": places.read_neighbours(tables.get("neighbours.csv"), communes.code, faults),
        "networks": places.read_networks(*networks, communes, zones.code, faults),
        "spending": read_spending(tables.get("spending.csv"), faults),
    }


def _listed(
    table: Table,
    codes: tuple[str, ...],
    points: tuple[np.ndarray, np.ndarray],
    actors: tuple[str, ...],
    faults: list[Fault],
) -> list[Record]:
    records = venues.check_venues(table, codes, points, faults)
    places.rows_of(table, "organisation", actors, faults, organisations.UNKNOWN)
    return records


def _digest(folder: Path, travel: Path | None = None) -> str:
    """SHA-256 of the files (line ends apart) and of the declarations that complete them; `travel` holds the times."""
    digest = hashlib.sha256()
    given = None if travel is None else f"{Path(TIMES[0]).stem}{travel.suffix.casefold()}"
    for name in [name for name in EVERY_FILE if name not in LATER]:
        path = travel if name == given else folder / name
        there = path.exists() and (name not in TIMES or name == given)
        content = path.read_bytes() if there else b""
        content = content if name.endswith(".omx") else content.replace(b"\r\n", b"\n")
        digest.update(f"{name}:{len(content)}\n".encode() + content)
    for parameter in (*KIND_PARAMETERS, *SUPPLY, *TRAVEL, *MOBILITY):
        digest.update(f"{parameter.name}={parameter.default!r}\n".encode())
    return digest.hexdigest()
