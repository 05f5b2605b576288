"""The bundled territory: its totals, its labels, and the orders of magnitude of what it offers."""

from __future__ import annotations

import csv
import math

import numpy as np
import pytest

from simulator.domains import BIB, CIN, DOMAINS
from simulator.territory.layout import EVERY_FILE, TIMES
from simulator.territory.territory import Territory

COMMUNES = {"CABBALR": 100, "CALL": 36, "CAHC": 14, "DOUAISIS": 35, "CACO": 20, "CAPH": 47, "CAVM": 35}
RESIDENTS = [275_028, 242_013, 125_793, 149_282, 69_764, 158_419, 191_738]


@pytest.fixture(scope="module")
def bassin() -> Territory:
    return Territory.load("bassin-minier")


def rows(territory: Territory, name: str) -> int:
    return territory.venues.name.index(name)


def of_kind(territory: Territory, *kinds: str) -> np.ndarray:
    return np.array([kind in kinds for kind in territory.venues.kind])


def test_seven_agglomerations_287_communes_1212037_residents(bassin):
    communes = bassin.communes
    assert bassin.agglomerations.code == tuple(COMMUNES)
    assert np.bincount(communes.agglomeration).tolist() == list(COMMUNES.values())
    assert np.bincount(communes.agglomeration, weights=communes.residents).tolist() == RESIDENTS
    assert int(communes.residents.sum()) == 1_212_037
    assert math.isclose(communes.area_km2.sum(), 2009.5, abs_tol=0.05)
    assert communes.residents.min() == 53


def test_the_folder_has_no_fault_and_every_table_its_source(bassin):
    assert Territory.check("bassin-minier") == []
    tables = {name for name in EVERY_FILE if name.endswith((".csv", ".geojson"))}
    planners = {*TIMES, "spending.csv", "layers.csv"}
    assert set(bassin.sources) == tables - planners, "what planners alone know is not bundled"
    assert "ODbL" in bassin.sources["stations.csv"].licence
    assert all(source.origin and source.year and source.licence for source in bassin.sources.values())


def test_nine_communes_stand_at_their_centre(bassin):
    with (bassin.folder / "communes.csv").open(encoding="utf-8", newline="") as stream:
        away = {row["name"] for row in csv.DictReader(stream) if row["point"] != "mairie"}
    assert away == {
        "Arleux", "Lécluse", "Sars-et-Rosières", "Calonne-sur-la-Lys", "Cauchy-à-la-Tour", "Fouquières-lès-Lens",
        "Hinges", "Liettres", "Quernes",
    }  # fmt: skip


def test_neighbours_are_pairs_of_near_communes(bassin):
    first, second = bassin.neighbours.T
    assert len(bassin.neighbours) == 758
    assert (first < second).all()
    assert len(np.unique(bassin.neighbours)) == 287
    assert bassin.travel.crow[first, second].max() < 12


def test_columns_cannot_be_written_to(bassin):
    for column in (bassin.communes.residents, bassin.venues.visits, bassin.neighbours, bassin.venues.assumed["price"]):
        with pytest.raises(ValueError, match="read-only"):
            column[0] = column[1]


def test_the_named_places_are_there(bassin):
    assert sum(word != "assumed" for word in bassin.venues.confidence) >= 143
    for name in (
        "Musée du Louvre-Lens", "Le Boulon, centre national des arts de la rue (CNAREP)", "Droit de cité",
        "9-9bis – Le Métaphone", "PIAC, pôle culturel de Carvin", "Centre historique minier",
        "Le phénix, scène nationale, pôle européen de création",
        "Culture Commune, scène nationale – Fabrique théâtrale (base 11/19)",
        "Comédie de Béthune, centre dramatique national – Le Palace",
    ):  # fmt: skip
        assert bassin.venues.organisation[rows(bassin, name)] >= 0, name
    assert of_kind(bassin, "cinema").sum() == 16
    assert of_kind(bassin, "bibliotheque").sum() == 31
    assert of_kind(bassin, "conservatoire").sum() == 11


def test_every_row_says_how_sure_it_is_and_on_whose_word(bassin):
    venues = bassin.venues
    assert set(venues.confidence) == {"sourced", "known", "guessed", "assumed"}
    assert all(venues.source)
    assert venues.confidence.count("guessed") == 28
    for name in ("PIAC, pôle culturel de Carvin", "L’Escapade", "Musée des Beaux-Arts"):
        assert venues.status[rows(bassin, name)] == "unsure"


def test_a_cited_figure_is_not_marked_assumed_and_the_others_are(bassin):
    venues, louvre = bassin.venues, rows(bassin, "Musée du Louvre-Lens")
    assert (venues.visits[louvre], venues.visits_year[louvre], venues.price[louvre]) == (533_171, "2019", 0.0)
    assert not venues.assumed["visits"][louvre]
    assert not venues.assumed["price"][louvre]
    assert venues.assumed["ambience"][louvre]
    made = np.array([word == "assumed" for word in venues.confidence])
    assert all(mask[made].all() for mask in venues.assumed.values())


def test_supply_has_the_size_of_what_is_counted(bassin):
    venues, people = bassin.venues, int(bassin.communes.residents.sum())
    cinema = venues.visits[of_kind(bassin, "cinema")].sum()
    assert 1.85 < cinema / people < 2.0
    assert 750_000 < venues.visits[of_kind(bassin, "musee")].sum() < 1_100_000
    assert 1.0 < venues.visits[venues.domains[:, BIB]].sum() / people < 3.0
    assert venues.monthly_places[venues.domains[:, CIN]].sum() * 12 > 5 * people


def test_every_domain_has_places_in_every_agglomeration_and_at_both_poles(bassin):
    venues, communes = bassin.venues, len(bassin.communes.code)
    offered = np.zeros((7, 6), np.int64)
    inside = venues.place < communes
    zone = bassin.communes.agglomeration[venues.place[inside]]
    np.add.at(offered, zone, venues.domains[inside] * venues.monthly_places[inside, None])
    assert (offered > 0).all()
    for pole in range(communes, communes + 2):
        assert {DOMAINS[d] for d in np.flatnonzero(venues.domains[venues.place == pole].any(axis=0))} == {
            "MUS", "THE", "CON", "CIN", "RUE",
        }  # fmt: skip


def test_fetes_and_practice_are_assumed_in_every_commune(bassin):
    for kind in ("rue", "pratique_amateur"):
        made = of_kind(bassin, kind) & np.array([code.startswith(kind) for code in bassin.venues.code])
        assert sorted(bassin.venues.place[made].tolist()) == list(range(287))
        assert {bassin.venues.confidence[i] for i in np.flatnonzero(made)} == {"assumed"}


def test_practice_places_hold_the_organised_practitioners(bassin):
    adults = bassin.communes.residents @ (1 - bassin.margins.table("age")[1][bassin.communes.agglomeration, 0] / 100)
    organised = 0.39 * 0.25 * adults
    assert organised < bassin.venues.amateur_places.sum() < 2 * organised


def test_small_libraries_bring_the_cited_share_of_residents_a_library(bassin):
    venues, communes = bassin.venues, bassin.communes
    have = np.unique(venues.place[of_kind(bassin, "bibliotheque", "bibliotheque_locale", "tiers_lieu")])
    _, cited = bassin.margins.table("library_reach")
    for zone in range(7):
        inside = np.flatnonzero(communes.agglomeration == zone)
        reached = communes.residents[np.intersect1d(inside, have)].sum() / communes.residents[inside].sum()
        assert abs(100 * reached - cited[zone, 0]) < 3.5, bassin.agglomerations.code[zone]


def test_margins_add_up(bassin):
    categories, ages = bassin.margins.table("age")
    assert categories == ("0-14", "15-24", "25-54", "55-64", "65-79", "80+")
    assert np.abs(ages.sum(axis=1) - 100).max() < 0.35
    assert bassin.margins.figure("car", "none_persons", "CALL") == 16
    assert bassin.margins.figure("car", "none_persons", "CAVM") == 15.4
    assert all(bassin.margins.source)


def test_buses_are_free_today_where_they_are_free(bassin):
    networks = bassin.networks
    assert dict(zip(networks.code, networks.fare(2026), strict=True)) == {
        "tadao": 0.0, "eveole": 0.0, "transvilles": 1.8,
    }  # fmt: skip
    assert networks.fare(2025, 12)[0] == 0.0
    assert networks.fare(2026, audience="under_25").tolist() == [0.0, 0.0, 0.0]
    assert (networks.commune >= 0).all()
    assert np.bincount(networks.commune).tolist() == [150, 55, 82]


def test_the_digest_follows_the_files_not_their_line_ends(bassin, tmp_path):
    for path in bassin.folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert Territory.load(tmp_path).digest == bassin.digest
    poles = tmp_path / "poles.csv"
    poles.write_text(poles.read_text(encoding="utf-8").replace("50.63089", "50.63090"), encoding="utf-8")
    assert Territory.load(tmp_path).digest != bassin.digest
