import contextlib
import http.client
import io
import itertools
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.load.http_response import Malformed, Response, read_head

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

bodies = st.binary(max_size=300)
statuses = st.sampled_from([200, 201, 204, 304, 404, 500])
cuts = st.lists(st.integers(0, 1200), max_size=12)


def pieces(data: bytes, at: list[int]) -> list[bytes]:
    edges = [0, *sorted(at), len(data)]
    return [data[start:end] for start, end in itertools.pairwise(edges)]


def chunked(body: bytes, at: list[int], trailer: bytes) -> bytes:
    parts = [part for part in pieces(body, at) if part]
    return b"".join(b"%X;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n" + trailer + b"\r\n"


@st.composite
def responses(draw: st.DrawFn) -> bytes:
    status, body = draw(statuses), draw(bodies)
    interim = b"HTTP/1.1 100 Continue\r\n\r\n" * draw(st.integers(0, 2))
    start = interim + b"HTTP/1.1 %d X\r\n" % status
    if draw(st.booleans()):
        start += b"connection: Close\r\n"
    if status in (204, 304):
        return start + b"\r\n"
    if draw(st.booleans()):
        return start + b"content-LENGTH: %d\r\n\r\n" % len(body) + body
    trailer = draw(st.sampled_from([b"", b"X-Sum: 1\r\n", b"A: 1\r\nB: 2\r\n"]))
    return start + b"Transfer-Encoding: Chunked\r\n\r\n" + chunked(body, draw(cuts), trailer)


class Pipe:
    """What http.client reads from in place of a socket."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def makefile(self, mode: str) -> io.BytesIO:
        return io.BytesIO(self.data)


@given(responses(), cuts)
def test_in_whatever_pieces_it_arrives_it_is_read_as_http_client_reads_it(data: bytes, at: list[int]) -> None:
    trusted = http.client.HTTPResponse(Pipe(data))
    trusted.begin()
    trusted.read()
    response = Response()
    arrived = pieces(data, at)
    done = [response.feed(piece) for piece in arrived if piece]
    assert done[-1]
    assert not any(done[:-1])
    assert (response.status, response.keep_alive) == (trusted.status, not trusted.will_close)


@given(responses(), st.data())
def test_one_byte_short_is_not_done(data: bytes, more: st.DataObject) -> None:
    response = Response()
    assert not response.feed(data[: more.draw(st.integers(0, len(data) - 1))])
    assert not response.closed()


@given(st.binary(max_size=400), cuts)
def test_whatever_arrives_is_read_or_refused(data: bytes, at: list[int]) -> None:
    for start in (b"", b"HTTP/1.1 200 OK\r\n", CHUNKED):
        response = Response()
        with contextlib.suppress(Malformed):
            for piece in pieces(start + data, at):
                response.feed(piece)


def test_a_body_without_a_length_ends_with_the_connection() -> None:
    response = Response()
    assert not response.feed(b"HTTP/1.1 200 OK\r\n\r\nso far")
    assert response.closed()
    assert (response.status, response.keep_alive) == (200, False)


def test_more_than_was_announced_ends_the_connection() -> None:
    response = Response()
    assert response.feed(OK + b"!")
    assert not response.keep_alive


def test_the_answer_to_head_has_no_body() -> None:
    response = Response(bodiless=True)
    assert response.feed(OK.removesuffix(b"ok"))
    assert response.keep_alive


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"SSH-2.0\r\n\r\n", "status line b'SSH-2.0'"),
        (b"HTTP/2 200\r\n\r\n", "status line"),
        (b"HTTP/1.1 OK\r\n\r\n", "status line"),
        (b"HTTP/1.1 099\r\n\r\n", "status line"),
        (OK.replace(b": 2", b": +2"), r"content-length b'\+2'"),
        (OK.replace(b": 2", b": " + b"9" * 5000), "content-length b'9"),
        (CHUNKED + b"-2\r\n", "chunk length b'-2'"),
        (CHUNKED + b"0x2\r\n", "chunk length b'0x2'"),
        (CHUNKED + b"1_0\r\n", "chunk length b'1_0'"),
        (CHUNKED + b"\r\n", "chunk length b''"),
        (b"x" * 70_000, "a head of more than 65,536 bytes"),
        (CHUNKED + b"2;" + b"x" * 70_000, "a line of more than 65,536 bytes between chunks"),
    ],
)
def test_what_is_malformed_is_told(data: bytes, why: str) -> None:
    with pytest.raises(Malformed, match=why):
        Response().feed(data)


def test_bodies_are_counted_and_not_kept() -> None:
    response, piece = Response(), b"x" * 65_536
    tracemalloc.start()
    response.feed(CHUNKED + b"fffffff\r\n")
    for _ in range(200):
        response.feed(piece)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * len(piece)


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        (b"HTTP/1.1 200 OK", True),
        (b"HTTP/1.1 200 OK\r\nConnection: keep-alive", True),
        (b"HTTP/1.1 200 OK\r\nConnection: Close", False),
        (b"HTTP/1.0 200 OK", False),
        (b"HTTP/1.0 200 OK\r\nConnection: Keep-Alive", True),
    ],
)
def test_whether_the_connection_stays_open(head: bytes, kept: bool) -> None:
    assert read_head(head).keep_alive is kept
