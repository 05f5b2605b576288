"""Joining, sending, looking: what is taken, and what is refused with a sentence in both languages."""

import http.client
import json
import threading
import uuid

import pytest

from simulator.serve.limits import Limit
from simulator.serve.room import Room
from simulator.workshop.grid import LINES

GRID = {"stated": [1, 2, 3, 4, None] * 2, "actual": [4, 3, 2, 1, None] * 2}


def refused(answer, code, status):
    assert (answer.json["code"], answer.status) == (code, status)
    assert answer.json["fr"] != answer.json["en"]
    return True


def test_somebody_joins_answers_and_is_seen(house, somebody):
    sent = house.send(
        somebody["token"], "grid_filled", table="table-1", participant=somebody["participant"], medium="phone", **GRID
    )
    assert sent.status == 200
    seen = house.view(somebody["token"]).json
    assert seen["grid"]["stated"] == GRID["stated"]
    assert seen["sequence"] >= sent.json["sequence"]
    assert len(seen["grid"]["actual"]) == len(LINES)


def test_joining_again_with_the_same_identifier_is_the_same_person(house):
    event_id = uuid.uuid4().hex
    first, again = (house.join(pseudonym="Martre", event_id=event_id).json for _ in range(2))
    assert first["participant"] == again["participant"]
    assert house.view(again["token"]).json["pseudonym"] == "Martre"


def test_the_token_is_kept_from_scripts_and_other_sites(house):
    cookie = house.join().headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_replayed_event_is_one_event(house, somebody):
    event_id = uuid.uuid4().hex
    first, again = (
        house.send(somebody["token"], "note_kept", event_id, table="table-1", text="Un banc devant la salle")
        for _ in range(2)
    )
    assert first.json == again.json
    other = house.send(somebody["token"], "note_kept", event_id, table="table-1", text="Autre chose")
    assert refused(other, "id_reused", 409)


@pytest.mark.parametrize(
    ("fields", "code", "status"),
    [
        ({"table": "table-2"}, "another_table", 403),
        ({"participant": "p-" + "0" * 24}, "another_participant", 403),
        ({"stated": [5] * 10}, "bad_field", 422),
        ({"stated": [1] * 9}, "bad_field", 422),
        ({"pirate": 1}, "bad_field", 422),
    ],
)
def test_a_forged_event_is_refused(house, somebody, fields, code, status):
    body = {"table": "table-1", "participant": somebody["participant"], **GRID} | fields
    assert refused(house.send(somebody["token"], "grid_filled", **body), code, status)


def test_a_participant_does_not_run_the_day(house, somebody):
    for kind, fields in (("workshop_ended", {}), ("phase_begun", {"phase": "pause"}), ("spotlit", {"view": "close"})):
        assert refused(house.send(somebody["token"], kind, **fields), "not_allowed", 403)
    assert refused(house.view(somebody["token"], "?as=projection"), "not_allowed", 403)


def test_a_code_nobody_has_and_a_workshop_that_ended(house):
    assert refused(house.join(code="ZZZZZZ"), "unknown_code", 404)
    opened = house.desk.open("demi-journee-180", "Fini", ("communs",), 1)
    house.desk.end(opened.workshop)
    assert refused(house.join(code=opened.code), "closed_workshop", 409)
    page = house.ask(f"/rejoindre/{opened.code}")
    assert page.status == 409
    assert "Cet atelier est terminé" in page.text


@pytest.mark.parametrize(
    ("body", "headers", "code", "status"),
    [
        (b"{", {}, "bad_json", 400),
        (b"[]", {}, "bad_json", 400),
        (b"\xff\xfe", {}, "bad_json", 400),
        (b"[" * 60_000, {}, "bad_json", 400),
        (b'{"id": NaN}', {}, "bad_json", 400),
        (b'{"id": "\\ud800", "body": {}}', {}, "bad_text", 400),
        (b'{"id": "a\\u0000", "body": {}}', {}, "bad_text", 400),
        (b"{" + b" " * 70_000 + b"}", {}, "too_large", 413),
        (b"{" + b" " * 5_000_000 + b"}", {}, "too_large", 413),
        (b"{}", {"Content_Type": "text/plain"}, "not_json", 415),
        (b"{}", {"Content_Type": "application/x-www-form-urlencoded"}, "not_json", 415),
        (b"{}", {"Origin": "https://ailleurs.example"}, "other_site", 403),
        (b"{}", {"Origin": "null"}, "other_site", 403),
        (b"{}", {"Origin": "http://["}, "other_site", 403),
        (b"{}", {"Sec_Fetch_Site": "cross-site"}, "other_site", 403),
        (b"{}", {}, "no_token", 401),
        (b"{}", {"X_Bassin_Token": "x" * 30}, "unknown_token", 401),
        (b"{}", {"X_Bassin_Token": "x" * 9000}, "no_token", 401),
    ],
)
def test_what_cannot_be_read_is_refused_before_anything_else(house, body, headers, code, status):
    assert refused(house.post("/api/events", body, **headers), code, status)


def test_an_event_of_a_size_that_no_card_has(house, somebody):
    answer = house.send(somebody["token"], "note_kept", table="table-1", text="a" * 3000)
    assert refused(answer, "oversized_text", 422)


def test_html_in_a_pseudonym_is_text(house):
    name = "<img src=x onerror=alert(1)>"
    joined = house.join(pseudonym=name).json
    page = house.ask("/p", Cookie=f"bassin={joined['token']}").text
    assert name not in page
    assert "\\u003cimg src=x" in page


def test_a_table_named_in_html_is_text_on_the_join_page(house):
    token = house.opened.tables["table-4"]
    assert house.send(token, "table_named", table="table-4", name="<b>Gras</b> & co").status == 200
    page = house.ask(f"/rejoindre/{house.opened.code}").text
    assert "&lt;b&gt;Gras&lt;/b&gt; &amp; co" in page


def test_the_stream_says_that_something_happened(house, somebody):
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=30)
    connection.request("GET", "/api/stream", headers={"X-Bassin-Token": somebody["token"]})
    stream = connection.getresponse()
    assert stream.headers["Content-Type"].startswith("text/event-stream")
    assert stream.readline() == b"retry: 2000\n"
    sending = threading.Timer(
        0.3, lambda: house.send(somebody["token"], "note_kept", table="table-1", text="On m’entend")
    )
    sending.start()
    line = next(text for text in iter(stream.readline, b"") if text.startswith(b"data: "))
    sending.join()
    connection.close()
    assert json.loads(line[6:]) == {"sequence": house.view(somebody["token"]).json["sequence"]}


def test_only_who_started_the_server_opens_a_workshop(house):
    given = {"template": "demi-journee-180", "title": "Soir", "worlds": ["communs"], "tables": 3, "language": "fr"}
    assert refused(house.post("/api/open", given), "host_only", 403)
    assert house.ask("/ouvrir").status == 403
    opened = house.post("/api/open", given, Cookie=f"bassin_host={house.room.key}").json
    assert house.view(opened["host"]).json["title"] == "Soir"
    for wrong in ({"template": "../secret"}, {"worlds": ["nulle-part"]}, {"tables": 900}, {"worlds": []}):
        assert house.post("/api/open", given | wrong, Cookie=f"bassin_host={house.room.key}").status in (400, 422)


def test_the_hosts_links_are_for_the_host(house):
    assert "/ouvrir" not in house.ask("/").text
    there = house.ask(f"/?cle={house.room.key}")
    assert there.status == 302
    assert house.room.key not in there.headers["Location"]
    assert "/ouvrir" in house.ask("/", Cookie=f"bassin_host={house.room.key}").text
    assert house.ask("/?cle=autre").status == 200


def test_a_link_to_a_policy_goes_on_to_the_exploration(house):
    found = house.ask("/?world=sobriete&outreach=12-2027")
    assert found.status == 302
    assert found.headers["Location"] == "/exploration?world=sobriete&outreach=12-2027"


def test_the_projectors_token_leaves_the_address_that_a_room_can_read(house):
    there = house.ask(f"/projection?token={house.opened.host}")
    assert there.status == 302
    assert there.headers["Location"] == "/projection"
    wall = house.ask("/projection", Cookie=f"bassin_projection={house.opened.host}")
    assert wall.status == 200
    assert house.opened.host not in wall.text
    assert house.ask("/projection").status == 401
    assert house.ask("/projection?token=faux").status == 401


def test_the_health_of_the_database_is_told(house, monkeypatch):
    assert house.ask("/healthz").json["database"] == "ok"
    monkeypatch.setattr(house.room, "_answers", lambda: False)
    found = house.ask("/healthz")
    assert (found.status, found.json["status"]) == (503, "degraded")


def test_a_guesser_is_stopped_and_a_room_is_not():
    clock = [0.0]
    limit = Limit(at_once=70, per_second=1, clock=lambda: clock[0])
    assert all(limit.take("room") for _ in range(70))
    assert not limit.take("room")
    assert limit.take("elsewhere")
    clock[0] = 3.0
    assert [limit.take("room") for _ in range(4)] == [True, True, True, False]


def test_codes_are_not_guessed(house, monkeypatch):
    limit = Limit(at_once=3, per_second=0.0)
    monkeypatch.setattr(house.room.limits, "mistakes", limit)
    answers = [house.join(code="ZZZZZZ") for _ in range(4)]
    assert [answer.status for answer in answers] == [404, 404, 404, 429]
    assert refused(answers[-1], "too_often", 429)


def test_the_log_holds_no_word_and_no_token(house, somebody, caplog, monkeypatch):
    secret = "le mot que personne ne lira"

    def fall(*_: object) -> None:
        raise ValueError(secret)

    monkeypatch.setattr(house.room.desk, "submit", fall)
    answer = house.send(somebody["token"], "note_kept", table="table-1", text=secret)
    assert refused(answer, "server_error", 500)
    assert "ValueError" in caplog.text
    assert secret not in caplog.text + answer.text
    assert somebody["token"] not in caplog.text
    assert "Traceback" not in caplog.text + answer.text


def test_every_room_has_a_key_of_its_own(house):
    assert len(house.room.key) >= 20
    assert not house.room.is_host("")
    assert not house.room.is_host("é" * 24)
    assert Room.__dataclass_fields__["key"].default_factory() != Room.__dataclass_fields__["key"].default_factory()


def test_raised_hands_are_counted_for_each_answer(house):
    operator, question = house.opened.operator, f"q{uuid.uuid4().hex[:6]}"
    for table, option, count in (("table-1", "keep", 4), ("table-1", "drop", 2), ("table-1", "keep", 5)):
        sent = house.send(operator, "voted", table=table, question=question, option=option, count=count, medium="paper")
        assert sent.status == 200
    (vote,) = [one for one in house.view(house.opened.host).json["votes"] if one["question"] == question]
    assert vote["options"] == {"drop": 2, "keep": 5}


def test_participants_are_served_while_the_exploration_is_made_ready(house, somebody):
    waiting = house.ask("/exploration?world=sobriete")
    assert waiting.status == 200
    assert "Bassin 2040 se prépare" in waiting.text
    assert house.ask("/p", Cookie=f"bassin={somebody['token']}").status == 200
