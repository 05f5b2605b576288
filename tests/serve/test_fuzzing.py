"""Whatever is sent: an answer with a sentence, never a fault of the server's, never a trace of its code."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.serve.routes import ROUTES
from simulator.workshop.events import BODY

KINDS = sorted(BODY.json_schema()["discriminator"]["mapping"])
QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
fields = st.dictionaries(
    st.sampled_from(["table", "round", "participant", "points", "text", "stated", "actual", "phase", "view", "world"]),
    anything | st.sampled_from(["table-1", "agenda", "pause", "sobriete"]),
    max_size=6,
)
visible = st.characters(min_codepoint=33, max_codepoint=126)
names = st.sampled_from(["Origin", "X-Bassin-Token", "Cookie", "Content-Type", "Accept-Language", "Sec-Fetch-Site"])
headers = st.dictionaries(names, st.text(visible, max_size=60), max_size=4)


def sound(answer):
    assert answer.status < 500, answer.text[:300]
    assert "Traceback" not in answer.text
    assert "simulator/" not in answer.text
    return True


@QUICK
@given(kind=st.sampled_from(KINDS) | st.text(max_size=12), body=fields, event_id=anything)
def test_any_body_from_any_seat(house, somebody, kind, body, event_id):
    for token in (somebody["token"], house.opened.operator, house.opened.tables["table-2"]):
        sent = {"id": event_id, "body": body | {"kind": kind}}
        text = json.dumps(sent).encode("utf-8", "surrogatepass")
        assert sound(house.post("/api/events", text, token))


@QUICK
@given(raw=st.binary(max_size=300), path=st.sampled_from(["/api/events", "/api/join", "/api/open", "/api/forget"]))
def test_any_bytes_at_any_door(house, raw, path):
    answer = house.post(path, raw)
    assert sound(answer)
    assert {"code", "fr", "en"} <= set(answer.json) or answer.json == {"forgotten": True}


@QUICK
@given(given_fields=st.dictionaries(st.sampled_from(["code", "table", "pseudonym", "id"]), anything))
def test_any_way_of_joining(house, given_fields):
    house.room.limits.joins.__init__(at_once=1e9, per_second=1)
    house.room.limits.mistakes.__init__(at_once=1e9, per_second=1)
    full = {"code": house.opened.code, "table": "table-3", "pseudonym": "Fouine"}
    assert sound(house.post("/api/join", json.dumps(full | given_fields).encode("utf-8", "surrogatepass")))


@QUICK
@given(
    path=st.sampled_from(
        ["/", "/rejoindre", "/rejoindre/BCDFGH", "/p", "/lien/" + "0" * 64, "/api/view", "/projection"]
    )
    | st.text(visible.filter(lambda letter: letter not in "#?"), max_size=30).map(lambda text: "/" + text.lstrip("/")),
    query=st.text(visible.filter(lambda letter: letter != "#"), max_size=40),
    told=headers,
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD"]),
)
def test_any_address_and_any_header(house, path, query, told, method):
    if path.startswith(("/exploration", "/voila", "/login", "/logout")):
        return  # Voilà's own
    answer = house.ask(
        f"{path}?{query}", method, None, **{name.replace("-", "_"): value for name, value in told.items()}
    )
    assert sound(answer)
    assert "Content-Security-Policy" in answer.headers or path.startswith("/api/kernels")


def test_every_route_has_a_headline_and_no_route_is_twice():
    patterns = [pattern for pattern, _ in ROUTES]
    assert len(patterns) == len(set(patterns))
    assert all(door.__doc__ for _, door in ROUTES)
