"""Venues: what each row says, completed by its kind's declared defaults where it says nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from simulator.calendar import january
from simulator.domains import DOMAINS
from simulator.territory import sphere
from simulator.territory.kinds import KINDS, monthly_places
from simulator.territory.places import frozen, rows_of
from simulator.territory.readers import Table

OLD = -9999
FARTHEST_KM = 15.0
COMPLETED = ("capacity", "visits", "price", "hours", "outside_share", "ambience", "mediation", "amateur_places")
Record = dict[str, object]


@dataclass(frozen=True)
class Venues:
    """The universe of venues, V rows fixed for a whole run.

    Attributes:
        code: Codes.
        name: Names.
        kind: Words of KINDS.
        place: Row in places (the communes, then the poles), int32.
        latitude: Degrees, float64.
        longitude: Degrees, float64.
        point: How precise the point is ("sourced", "approx", "mairie", "commune").
        organisation: Row of the organisation, -1 for none, int32.
        domains: Whether it serves each of the six domains, bool [V, 6]; none for a place of practice or a closed venue.
        capacity: Persons at a time, float64.
        visits: Visits a year, all visitors, float64, at least 1.
        visits_year: The year that the figure is of, "" when it is the kind's.
        monthly_places: Persons a month that it can take from the territory's residents, int64.
        outside_share: Share of visitors from elsewhere, float64.
        price: EUR, float64.
        ambience: 0.4 (fête) to 1 (temple), float64.
        mediation: 0 to 1, float64.
        amateur_places: Places of practice, int64.
        opened: Month of opening (0 is January 2026), OLD when it does not matter, int32.
        status: "open", "closed" or "unsure".
        confidence: "sourced", "known", "guessed" or "assumed".
        source: Source of the row.
        note: What else is known.
        assumed: Per figure, whether it is an assumption (the kind's default), bool [V].
    """

    code: tuple[str, ...]
    name: tuple[str, ...]
    kind: tuple[str, ...]
    place: np.ndarray
    latitude: np.ndarray
    longitude: np.ndarray
    point: tuple[str, ...]
    organisation: np.ndarray
    domains: np.ndarray
    capacity: np.ndarray
    visits: np.ndarray
    visits_year: tuple[str, ...]
    monthly_places: np.ndarray
    outside_share: np.ndarray
    price: np.ndarray
    ambience: np.ndarray
    mediation: np.ndarray
    amateur_places: np.ndarray
    opened: np.ndarray
    status: tuple[str, ...]
    confidence: tuple[str, ...]
    source: tuple[str, ...]
    note: tuple[str, ...]
    assumed: dict[str, np.ndarray]

    def __len__(self) -> int:
        return len(self.code)


def check_venues(
    table: Table, codes: tuple[str, ...], points: tuple[np.ndarray, np.ndarray], faults: list
) -> list[Record]:
    """The rows of venues.csv as records whose codes, domains and dates were checked.

    Args:
        table: venues.csv.
        codes: Codes of the places.
        points: Latitudes and longitudes of the places, float64 each.
        faults: Where faults are added.

    Returns:
        One record per row, with `place` as a row number, `domains` as words and `opened` as a month.
    """
    places = rows_of(table, "place", codes, faults, ("commune inconnue", "unknown commune"))
    records = []
    for i, record in table.records():
        record["place"] = int(places[i])
        record["domains"] = _domains(table, i, record, faults)
        record["opened"] = _opened(table, i, record["opened"], faults)
        if record["place"] >= 0:
            _locate(table, i, record, points, faults)
        if record["kind"] == "pole" and not record["domains"]:
            cause = "un pôle doit dire son domaine", "a pole must say its domain"
            faults.append(table.fault(i, (*cause, f"domains : {', '.join(DOMAINS)}", f"domains: {', '.join(DOMAINS)}")))
        records.append(record)
    return records


def _domains(table: Table, row: int, record: Record, faults: list) -> tuple[str, ...]:
    if record["domains"] is None:
        return KINDS[record["kind"]].domains
    words = tuple(str(record["domains"]).split())
    for word in words:
        if word not in DOMAINS:
            cause = f"domaine « {word} » inconnu", f"unknown domain '{word}'"
            repair = f"domaines possibles : {' '.join(DOMAINS)}", f"possible domains: {' '.join(DOMAINS)}"
            faults.append(table.fault(row, (*cause, *repair)))
    return words


def _opened(table: Table, row: int, text: object, faults: list) -> int:
    if text is None:
        return OLD
    match = re.fullmatch(r"(19\d\d|20\d\d)-(0[1-9]|1[0-2])", str(text))
    if match:
        return january(int(match[1])) + int(match[2]) - 1
    cause = f"« opened » = {text}", f"'opened' = {text}"
    faults.append(table.fault(row, (*cause, "écrire l’année et le mois : 2024-04", "write year and month: 2024-04")))
    return OLD


def _locate(table: Table, row: int, record: Record, points: tuple[np.ndarray, np.ndarray], faults: list) -> None:
    latitude, longitude = (float(axis[record["place"]]) for axis in points)
    lacking = [axis for axis in ("latitude", "longitude") if record[axis] is None]
    if len(lacking) == 1:
        cause = f"il manque « {lacking[0]} »", f"'{lacking[0]}' is missing"
        repair = "donner les deux coordonnées, ou aucune", "give both coordinates, or none"
        faults.append(table.fault(row, (*cause, *repair)))
    if lacking:
        record["latitude"], record["longitude"], record["point"] = latitude, longitude, "commune"
        return
    here = np.array([record["latitude"]]), np.array([record["longitude"]])
    away = abs(here[0][0] - latitude) + abs(here[1][0] - longitude)
    km = float(sphere.kilometres(here, (np.array([latitude]), np.array([longitude])))[0, 0]) if away < 5 else 999.0
    if km > FARTHEST_KM:
        far = f"{km:.0f}" if away < 5 else "> 350"
        cause = f"point à {far} km de sa commune", f"point {far} km away from its commune"
        repair = "corriger latitude et longitude", "correct latitude and longitude"
        faults.append(table.fault(row, (*cause, *repair)))


def complete(records: list[Record], organisations: tuple[str, ...]) -> Venues:
    """Checked records as columns, with the kinds' defaults where a figure is not given.

    Args:
        records: Rows of venues.csv and rows of assumed supply.
        organisations: Codes of the organisations, in row order.
    """
    given = {f: np.array([r.get(f) is None or r["confidence"] == "assumed" for r in records], bool) for f in COMPLETED}
    figures = [_figures(record) for record in records]
    row_of = {code: row for row, code in enumerate(organisations)}
    column = {f: frozen(np.array([x[f] for x in figures], np.float64)) for f in (*COMPLETED, "places")}
    words = {f: tuple(r.get(f) or "" for r in records) for f in ("visits_year", "source", "note", "point")}
    return Venues(
        **{f: tuple(r[f] for r in records) for f in ("code", "name", "kind", "confidence")},
        place=frozen(np.array([r["place"] for r in records], np.int32)),
        latitude=frozen(np.array([r["latitude"] for r in records], np.float64)),
        longitude=frozen(np.array([r["longitude"] for r in records], np.float64)),
        point=words["point"],
        organisation=frozen(np.array([row_of.get(r.get("organisation"), -1) for r in records], np.int32)),
        domains=frozen(np.array([_serves(r) for r in records], bool).reshape(len(records), len(DOMAINS))),
        capacity=column["capacity"],
        visits=column["visits"],
        visits_year=words["visits_year"],
        monthly_places=frozen(column["places"].astype(np.int64)),
        outside_share=column["outside_share"],
        price=column["price"],
        ambience=column["ambience"],
        mediation=column["mediation"],
        amateur_places=frozen(column["amateur_places"].astype(np.int64)),
        opened=frozen(np.array([r.get("opened", OLD) for r in records], np.int32)),
        status=tuple(r.get("status") or "open" for r in records),
        source=words["source"],
        note=words["note"],
        assumed={f: frozen(mask) for f, mask in given.items()},
    )


def _serves(record: Record) -> list[bool]:
    closed = record.get("status") == "closed"
    return [domain in record["domains"] and not closed for domain in DOMAINS]


def _figures(record: Record) -> dict[str, float]:
    """Every figure of one venue; visits follow the capacity where only that is given, in the kind's proportion."""
    kind = KINDS[record["kind"]]
    figures = {f: kind.default(f) if record.get(f) is None else float(record[f]) for f in COMPLETED}
    usual = kind.default("capacity")
    if record.get("visits") is None and usual > 0:
        figures["visits"] = kind.default("visits") * figures["capacity"] / usual
    figures["visits"] = max(figures["visits"], 1.0)
    share = figures["outside_share"]
    places = record.get("places")
    if places is None:
        places = monthly_places(kind, figures["capacity"], figures["visits"], figures["hours"], share)
    figures["places"] = 0 if record.get("status") == "closed" else places
    return figures
