import http.client
import io
import json
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.load.golden import Golden, mismatches, read_golden, same

SCORE = {
    "request": {"method": "post", "path": "/score?top=3", "json": {"tenure": 3}},
    "response": {"status": 200, "json": {"score": 0.5, "flags": [True]}},
}


@pytest.fixture
def golden(tmp_path: Path):
    """The golden request that a document makes when it is read."""

    def write(document: object) -> Golden:
        text = document if isinstance(document, str) else json.dumps(document)
        (tmp_path / "one.json").write_text(text, encoding="utf-8")
        (one,) = read_golden(tmp_path, "*.json")
        return one

    return write


def answer(status: int, body: bytes) -> bytes:
    return b"HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body)


def test_it_is_read_with_its_digest(golden) -> None:
    one = golden(SCORE)
    assert (one.path, one.method, one.target, one.status) == ("one.json", "POST", "/score?top=3", 200)
    assert one.body == b'{"tenure": 3}'
    assert one.has_answer
    assert len(one.sha256) == 64


def test_it_goes_on_the_wire_as_written(golden) -> None:
    head, _, body = golden(SCORE).ask("127.0.0.1", 80).wire.partition(b"\r\n\r\n")
    assert body == b'{"tenure": 3}'
    assert head.split(b"\r\n") == [
        b"POST /score?top=3 HTTP/1.1",
        b"Host: 127.0.0.1:80",
        b"Accept: application/json",
        b"Content-Length: 13",
        b"Content-Type: application/json",
    ]


def test_its_own_headers_come_before_ours(golden) -> None:
    request = SCORE["request"] | {"headers": {"content-type": "application/vnd.x+json", "X-Key": "k"}}
    wire = golden(SCORE | {"request": request}).ask("h", 1).wire.decode()
    assert wire.lower().count("content-type") == 1
    assert "content-type: application/vnd.x+json\r\n" in wire
    assert "X-Key: k\r\n" in wire


@pytest.mark.parametrize(("method", "told"), [("POST", True), ("PUT", True), ("GET", False), ("DELETE", False)])
def test_an_empty_body_is_told_where_the_method_has_one(golden, method: str, told: bool) -> None:
    wire = golden({"request": {"method": method, "path": "/"}, "response": {"status": 204}}).ask("h", 1).wire
    assert (b"Content-Length: 0\r\n" in wire) is told


@given(st.dictionaries(st.from_regex(r"X-[A-Za-z0-9-]{1,8}", fullmatch=True), st.text("a b:;,=\"'\\%", max_size=9)))
def test_what_is_on_the_wire_http_servers_read(headers: dict[str, str]) -> None:
    one = Golden("g.json", "", "GET", "/", tuple(headers.items()), b"", 200, None, has_answer=False)
    _, _, fields = one.ask("h", 1).wire.partition(b"\r\n")
    read = http.client.parse_headers(io.BytesIO(fields))
    assert {name.lower() for name in headers} <= {name.lower() for name in read}


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("{", r"one\.json"),
        ([], "it has no request"),
        ({"request": {}}, "it has no response"),
        ({"request": {"method": "GET"}, "response": {"status": 200}}, "its request has no method and path"),
        ({"request": {"method": "GET", "path": "x"}, "response": {"status": 200}}, "no method and path"),
        ({"request": {"method": "GET", "path": "/a b"}, "response": {"status": 200}}, "no method and path"),
        ({"request": {"method": "GET", "path": "/\r\nX: 1"}, "response": {"status": 200}}, "no method and path"),
        ({"request": {"method": "\uff27\uff25\uff34", "path": "/"}, "response": {"status": 200}}, "no method and path"),
        ({"request": {"method": "GET", "path": "/"}, "response": {"status": "200"}}, "its response has no status"),
        ({"request": {"method": "GET", "path": "/"}, "response": {"status": True}}, "its response has no status"),
        ({"request": {"method": "GET", "path": "/"}, "response": {"status": 600}}, "its response has no status"),
        ({"request": {"method": "GET", "path": "/", "headers": []}, "response": {"status": 200}}, "are no mapping"),
        (
            {"request": {"method": "GET", "path": "/", "headers": {"X": "1\r\nY: 2"}}, "response": {"status": 200}},
            "the header X is malformed",
        ),
        (
            {"request": {"method": "GET", "path": "/", "headers": {"X": "€"}}, "response": {"status": 200}},
            "the header X is malformed",
        ),
        (
            {"request": {"method": "GET", "path": "/", "headers": {"Host": "x"}}, "response": {"status": 200}},
            "the header Host is the client's own",
        ),
    ],
)
def test_what_is_malformed_is_not_asked(golden, document: object, reason: str) -> None:
    with pytest.raises(CannotLook, match=reason):
        golden(document)


def test_nothing_matches(tmp_path: Path) -> None:
    with pytest.raises(CannotLook):
        read_golden(tmp_path, "golden/*.json")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (answer(200, b'{"flags": [true], "score": 0.50}'), None),
        (answer(503, b"{}"), "one.json: POST /score?top=3: status 503, not 200"),
        (answer(200, b"<html>"), "one.json: POST /score?top=3: the answer is no JSON"),
        (
            answer(200, b'{"flags": [1], "score": 0.5}'),
            'one.json: POST /score?top=3: {"flags": [1], "score": 0.5}, not {"flags": [true], "score": 0.5}',
        ),
        (b"nonsense\r\n\r\n", "one.json: POST /score?top=3: BadStatusLine"),
    ],
)
def test_another_answer_is_told(golden, serve, data: bytes, line: str | None) -> None:
    server = serve(data)
    assert mismatches([golden(SCORE)], server.host, server.port, 5) == ([line] if line else [])


def test_a_body_that_is_not_told_is_not_compared(golden, serve) -> None:
    server = serve(answer(200, b"<html>"))
    one = golden({"request": {"method": "GET", "path": "/"}, "response": {"status": 200}})
    assert mismatches([one], server.host, server.port, 5) == []


def test_no_answer_is_told(golden, serve) -> None:
    def silent(connection: socket.socket, number: int) -> bool:
        return True

    server = serve(silent)
    assert mismatches([golden(SCORE)], server.host, server.port, 0.2) == ["one.json: POST /score?top=3: TimeoutError"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(-3, 3) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
)


@given(json_values, json_values)
def test_equal_is_what_json_says(one: object, other: object) -> None:
    assert same(one, json.loads(json.dumps(one)))
    if same(one, other):
        assert one == other
        assert json.dumps(one).count("true") == json.dumps(other).count("true")
    assert not same(one, [one])
