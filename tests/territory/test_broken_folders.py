"""Broken territory folders, one fault each: one line `path:line: cause; repair`, in both languages, no traceback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.errors import TerritoryError
from simulator.territory.territory import Territory

VILLAGE = Path(__file__).parent / "village"
NETWORK = "code,name,agglomeration,free_train,confidence\nbus,Le bus,V,no,assumed\n"
FARE = "network,start,audience,fare,confidence\n"
MARGIN = "agglomeration,margin,category,value,unit,year,confidence\n"
SPENDING = "lever,euros,year,confidence,source\n"
SOURCES = "schema: 1\ntables:\n" + "".join(
    f"  {name}: {{origin: exemple, year: '2026', licence: CC0}}\n"
    for name in ("communes.csv", "agglomerations.csv", "poles.csv", "venues.csv")
)


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(VILLAGE, tmp_path / "village"))


def swap(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Replace a text that must be there, once."""

    def work(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        (folder / name).write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    return work


def put(name: str, content: str | bytes) -> Callable[[Path], None]:
    data = content.encode("utf-8") if isinstance(content, str) else content
    return lambda folder: (folder / name).write_bytes(data) and None


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def into_folder(name: str) -> Callable[[Path], None]:
    def work(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()

    return work


def semicolons(folder: Path) -> None:
    text = (folder / "communes.csv").read_text(encoding="utf-8")
    (folder / "communes.csv").write_text(text.replace(",", ";"), encoding="utf-8")


def latin1(folder: Path) -> None:
    text = (folder / "venues.csv").read_text(encoding="utf-8")
    (folder / "venues.csv").write_bytes(text.encode("latin-1"))


def folder_at(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).mkdir()


CONTOUR = (
    '{"features": [{"properties": {"code": "A"}, "geometry": {"type": "Polygon", '
    '"coordinates": [[[2, 50], [3, 50], [2, 51], [2, 50]]]}}]}'
)


def contours(*codes: str) -> str:
    """A collection with one triangle for each code."""
    features = [json.loads(CONTOUR.replace('"A"', f'"{code}"'))["features"][0] for code in codes]
    return json.dumps({"type": "FeatureCollection", "features": features})


FAULTS: list[tuple[str, Callable[[Path], None], str, int, str]] = [
    ("file missing", remove("communes.csv"), "communes.csv", 1, "no such file"),
    ("heading missing", remove("territory.yaml"), "territory.yaml", 1, "no such file"),
    ("folder for a file", into_folder("poles.csv"), "poles.csv", 1, "this is a folder"),
    ("empty file", put("venues.csv", ""), "venues.csv", 1, "empty file"),
    ("no rows", put("poles.csv", "code,name,latitude,longitude\n"), "poles.csv", 1, "no row"),
    ("semicolons", semicolons, "communes.csv", 1, "separated by ';'"),
    ("not UTF-8", latin1, "venues.csv", 2, "not UTF-8"),
    ("null character", swap("poles.csv", "Grande", "Gr\0nde"), "poles.csv", 2, "null character"),
    ("control character", swap("poles.csv", "Grande", "Gr\x07nde"), "poles.csv", 2, "control character"),
    ("column missing", swap("communes.csv", ",area_km2", ",point"), "communes.csv", 1, "'area_km2' is missing"),
    ("column unknown", swap("poles.csv", "longitude", "longitud"), "poles.csv", 1, "nearest name is 'longitude'"),
    ("column twice", swap("poles.csv", "name", "code"), "poles.csv", 1, "duplicate column 'code'"),
    ("too few cells", swap("communes.csv", "Bourg,V,1,", "Bourg,V,"), "communes.csv", 3, "6 cells instead of 7"),
    ("quote left open", swap("venues.csv", "c,Cinéma", 'c,"Cinéma'), "venues.csv", 4, "misplaced quotes"),
    ("quote inside", swap("venues.csv", "c,Cinéma", 'c,"Ci"néma'), "venues.csv", 4, "misplaced quotes"),
    ("not a number", swap("communes.csv", "50.42000", "nord"), "communes.csv", 3, "expects a number"),
    ("decimal comma", swap("communes.csv", "50.42000", '"50,42"'), "communes.csv", 3, "decimal point"),
    ("NaN", swap("communes.csv", "50.42000", "nan"), "communes.csv", 3, "expects a number, not 'nan'"),
    ("infinite", swap("venues.csv", "6000", "inf"), "venues.csv", 3, "expects a whole number"),
    ("overflow", swap("communes.csv", "50.42000", "1e999"), "communes.csv", 3, "out of range"),
    ("half a resident", swap("communes.csv", "Bourg,V,1,", "Bourg,V,1.5,"), "communes.csv", 3, "whole number"),
    ("nobody", swap("communes.csv", "Bourg,V,1,", "Bourg,V,0,"), "communes.csv", 3, "out of range; expected between 1"),
    ("negative", swap("venues.csv", ",7,0,0.4", ",-7,0,0.4"), "venues.csv", 4, "'price' = -7: out of range"),
    ("share above one", swap("venues.csv", "0.4,0.2,,", "0.4,1.2,,"), "venues.csv", 6, "'mediation' = 1.2"),
    ("empty cell", swap("communes.csv", "B,Bourg", "B,"), "communes.csv", 3, "'name' is empty"),
    ("code twice", swap("communes.csv", "C,Coron", "B,Coron"), "communes.csv", 4, "duplicate 'code' B"),
    ("unknown agglomeration", swap("communes.csv", "Coron,V", "Coron,W"), "communes.csv", 4, "agglomeration 'W'"),
    ("empty agglomeration", swap("agglomerations.csv", "village", "village\nW,Vide"),
     "agglomerations.csv", 3, "no commune"),
    ("wrong total", put("agglomerations.csv", "code,name,residents\nV,Le village,6\n"),
     "agglomerations.csv", 2, "gives 5"),
    ("pole twice", swap("poles.csv", "3.00000\n", "3.00000\nA,Ville,50.4,2.8\n"), "poles.csv", 3, "also a commune"),
    ("unknown commune", swap("venues.csv", "rue,RUE,C", "rue,RUE,Z"), "venues.csv", 6, "unknown commune 'Z'"),
    ("unknown kind", swap("venues.csv", "cinema", "cinéma"), "venues.csv", 4, "nearest name is 'cinema'"),
    ("unknown domain", swap("venues.csv", "THE CON", "THE OPE"), "venues.csv", 3, "unknown domain 'OPE'"),
    ("unknown confidence", swap("venues.csv", "2,assumed", "2,sûr"), "venues.csv", 7, "'confidence'"),
    ("unknown organisation", put("venues.csv", "code,name,kind,place,latitude,longitude,organisation,capacity,visits,"
     "visits_year,price,confidence\nm,Musée,musee,A,,,ville,,,,,known\n"), "venues.csv", 2, "organisation 'ville'"),
    ("outside the map", swap("venues.csv", "cinema,CIN,B,,", "cinema,CIN,B,51.5,2.8"), "venues.csv", 4, "120 km away"),
    ("axes exchanged", swap("venues.csv", "cinema,CIN,B,,", "cinema,CIN,B,2.8,50.4"), "venues.csv", 4, "away from its"),
    ("pole without domain", swap("venues.csv", "pole,MUS", "pole,"), "venues.csv", 8, "must say its domain"),
    ("wrong date", put("venues.csv", "code,name,kind,place,latitude,longitude,capacity,visits,price,opened,confidence\n"
     "m,Musée,musee,A,,,,,,2024,known\n"), "venues.csv", 2, "2024-04"),
    ("networks elsewhere", put("networks.csv", NETWORK.replace(",V,", ",W,")), "networks.csv", 2, "agglomeration 'W'"),
    ("stations elsewhere", put("stations.csv", "uic,name,place,latitude,longitude,served\n1,Gare,Z,50,2,yes\n"),
     "stations.csv", 2, "unknown commune 'Z'"),
    ("station maybe served", put("stations.csv", "uic,name,place,latitude,longitude,served\n1,Gare,A,50,2,peut-être\n"),
     "stations.csv", 2, "'served'"),
    ("neighbour elsewhere", put("neighbours.csv", "commune,neighbour\nA,Z\n"), "neighbours.csv", 2, "commune 'Z'"),
    ("margin elsewhere", put("margins.csv", MARGIN + "W,age,0-14,18,%,2022,sourced\n"), "margins.csv", 2, "'W'"),
    ("margin twice", put("margins.csv", MARGIN + "V,age,0-14,18,%,2022,sourced\n" * 2),
     "margins.csv", 3, "duplicate V"),
    ("above 100 %", put("margins.csv", MARGIN + "V,age,0-14,180,%,2022,sourced\n"), "margins.csv", 2, "exceeds 100"),
    ("newer schema", swap("territory.yaml", "schema: 1", "schema: 2"), "territory.yaml", 1, "newer than this program"),
    ("no title", swap("territory.yaml", "title:", "titre:"), "territory.yaml", 3, "nearest name is 'title'"),
    ("unknown supply", swap("territory.yaml", "name: village", "name: village\nassumed_supply: [rues]"),
     "territory.yaml", 3, "unknown 'rues'"),
    ("YAML syntax", swap("territory.yaml", "five}", "five"), "territory.yaml", 3, "never closed"),
    ("table without source", put("sources.yaml", SOURCES.replace("poles", "pole")), "sources.yaml", 2, "has no source"),
    ("GeoJSON syntax", put("communes.geojson", '{"type": "FeatureCollection",\n'), "communes.geojson", 2, "unreadable"),
    ("GeoJSON of points", put("communes.geojson", '{"features": [{"properties": {"code": "A"}, "geometry": '
     '{"type": "Point"}}]}'), "communes.geojson", 1, "not a polygon"),
    ("GeoJSON of words", put("communes.geojson", CONTOUR.replace("[2, 51]", '["2", 51]')), "communes.geojson", 1,
     "not a polygon"),
    ("GeoJSON of NaN", put("communes.geojson", CONTOUR.replace("[2, 51]", "[NaN, 51]")), "communes.geojson", 1,
     "not a polygon"),
    ("GeoJSON of a line", put("communes.geojson", CONTOUR.replace(", [2, 51]", "")), "communes.geojson", 1,
     "not a polygon"),
    ("GeoJSON of a stranger", put("communes.geojson", contours("A", "B", "C", "Z")), "communes.geojson", 1,
     "unknown commune 'Z'"),
    ("GeoJSON of one twice", put("communes.geojson", contours("A", "B", "C", "B")), "communes.geojson", 1,
     "B has two contours"),
    ("GeoJSON without one", put("communes.geojson", contours("A", "C")), "communes.geojson", 1, "B has no contour"),
    ("GeoJSON in a folder", folder_at("communes.geojson"), "communes.geojson", 1, "this is a folder"),
    ("neighbour twice", put("neighbours.csv", "commune,neighbour\nA,B\nA,B\n"), "neighbours.csv", 3, "duplicate A / B"),
    ("own neighbour", put("neighbours.csv", "commune,neighbour\nA,A\n"), "neighbours.csv", 2, "its own neighbour"),
    ("two networks at once", put("networks.csv", NETWORK + "tram,Le tram,V,no,assumed\n"),
     "networks.csv", 3, "duplicate V"),
    ("half a point", swap("venues.csv", "cinema,CIN,B,,", "cinema,CIN,B,50.4,"), "venues.csv", 4,
     "'longitude' is missing"),
    ("schema nought", swap("territory.yaml", "schema: 1", "schema: 0"), "territory.yaml", 1, "write 'schema: 1'"),
    ("name is empty", swap("territory.yaml", "name: village", "name: ''"), "territory.yaml", 2, "empty text"),
    ("supply is a number", swap("territory.yaml", "name: village", "name: village\nassumed_supply: [3]"),
     "territory.yaml", 3, "'assumed_supply' expects a text"),
    ("misspelt in sources", put("sources.yaml", SOURCES.replace("CC0}", "CC0, credt: x}", 1)), "sources.yaml", 3,
     "the nearest name is 'credit'"),
    ("number for a table", put("sources.yaml", SOURCES + "  1: {origin: a, year: b, licence: c}\n"), "sources.yaml", 7,
     "a name is expected, not '1'"),
    ("spending on what the model cannot cut", put("spending.csv", SPENDING + "outreach,1000,2025,assumed,\n"),
     "spending.csv", 2, "'lever'"),
    ("spending twice", put("spending.csv", SPENDING + "hours,1000,2025,assumed,\nhours,2000,2025,assumed,\n"),
     "spending.csv", 3, "duplicate hours"),
    ("spending without its source", put("spending.csv", SPENDING + "hours,1000,2025,sourced,\n"), "spending.csv", 2,
     "without a source"),
    ("GeoJSON of nothing", put("communes.geojson", "[1, 2]"), "communes.geojson", 1, "not a FeatureCollection"),
]  # fmt: skip


@pytest.mark.parametrize(("breaking", "name", "line", "words"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_each_fault_is_one_line_with_its_place_and_repair(folder, breaking, name, line, words):
    breaking(folder)
    faults = Territory.check(folder)
    assert faults
    found = [f for f in faults if f.path == folder / name and f.line == line and words in f.message("en")]
    assert found, [f.message("en") for f in faults]
    for fault in faults:
        for language in ("fr", "en"):
            message = fault.message(language)
            assert "\n" not in message
            assert message.startswith(f"{fault.path}:{fault.line}: ")
    assert found[0].message("fr") != found[0].message("en")
    with pytest.raises(TerritoryError) as caught:
        Territory.load(folder)
    assert caught.value.faults == faults


SEVERAL = {"column twice", "table without source"}


@pytest.mark.parametrize(("name", "breaking"), [(f[0], f[1]) for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_one_fault_makes_one_line(folder, name, breaking):
    breaking(folder)
    assert len(Territory.check(folder)) == 1 or name in SEVERAL, [f.message("en") for f in Territory.check(folder)]


def test_faults_of_several_files_come_in_one_go(folder):
    swap("communes.csv", "50.42000", "nord")(folder)
    swap("poles.csv", "50.60000", "sud")(folder)
    swap("venues.csv", "6000", "beaucoup")(folder)
    assert [f.path.name for f in Territory.check(folder)] == ["communes.csv", "poles.csv", "venues.csv"]


def test_no_folder_and_no_such_name(tmp_path):
    for wrong in (tmp_path / "nulle-part", "bassin-mineur"):
        [fault] = Territory.check(wrong)
        assert "bundled territories: bassin-minier" in fault.message("en")
    with pytest.raises(TerritoryError, match="introuvable"):
        Territory.load(tmp_path / "nulle-part")


def test_a_wrong_fare_date_is_told(folder):
    put("networks.csv", NETWORK)(folder)
    put("fares.csv", FARE + "bus,2026,all,1,known\ntram,2026-01,all,1,known\n")(folder)
    assert [(f.path.name, f.line) for f in Territory.check(folder)] == [("fares.csv", 2), ("fares.csv", 3)]


def test_the_village_itself_loads_with_and_without_its_optional_files(folder):
    whole = Territory.load(folder)
    assert (len(whole.communes.code), len(whole.venues), whole.poles.name) == (3, 7, ("Grande ville",))
    assert whole.venues.domains[:6].any(axis=0).all()
    put("networks.csv", NETWORK)(folder)
    put("fares.csv", FARE + "bus,2026-01,all,1.5,known\n")(folder)
    put("stations.csv", "uic,name,place,latitude,longitude,served\n1,Gare,A,50.4,2.8,yes\n2,Gare,P,50.6,3.0,yes\n")(
        folder
    )
    put("sources.yaml", SOURCES + "".join(f"  {n}.csv: {{origin: a, year: b, licence: c}}\n" for n in (
        "networks", "fares", "stations")))(folder)  # fmt: skip
    served = Territory.load(folder)
    assert served.travel.fare[2, 0, 1] == 1.5
    assert served.travel.minutes[3, 0, 3] < served.travel.minutes[1, 0, 3]
    assert served.digest != whole.digest


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(folder):
    for path in folder.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert Territory.check(folder) == []


def test_contours_of_every_commune_are_sound(folder):
    put("communes.geojson", contours("C", "A", "B"))(folder)
    put("context.geojson", contours("elsewhere"))(folder)
    assert Territory.check(folder) == []


def test_a_newer_territory_is_refused_with_one_sentence_whatever_else_it_holds(folder):
    put("territory.yaml", "schema: 2\nname: village\nfuture: {}\n")(folder)
    [fault] = Territory.check(folder)
    assert "follows format 2, newer than this program (format 1); update bassin2040" in fault.message("en")


def test_a_fare_given_twice_for_a_month_is_told(folder):
    put("networks.csv", NETWORK)(folder)
    put("fares.csv", FARE + "bus,2026-01,all,1,known\nbus,2026-01,under_25,1,known\nbus,2026-01,all,2,known\n")(folder)
    assert [(f.path.name, f.line) for f in Territory.check(folder)] == [("fares.csv", 4)]


def test_a_closed_venue_offers_nothing(folder):
    text = (folder / "venues.csv").read_text(encoding="utf-8").splitlines()
    text = [text[0] + ",status", *(f"{line},{'closed' if line.startswith('c,') else ''}" for line in text[1:])]
    (folder / "venues.csv").write_text("\n".join(text) + "\n", encoding="utf-8")
    venues = Territory.load(folder).venues
    assert (venues.status[2], venues.monthly_places[2], venues.domains[2].any()) == ("closed", 0, False)


def test_what_is_spent_today_is_read(folder):
    assert Territory.load(folder).spending == {}
    put("spending.csv", SPENDING + "hours,1000,2024,sourced,comptes\ntouring,500.5,2025,assumed,\n")(folder)
    put("sources.yaml", SOURCES + "  spending.csv: {origin: a, year: b, licence: c}\n")(folder)
    assert Territory.load(folder).spending == {"hours": 1000.0, "touring": 500.5}
