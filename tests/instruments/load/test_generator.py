import socket
import threading
import time

import pytest

from pytest_prodready.instruments.load.plan import Ask

pytestmark = pytest.mark.load

GET = b"GET /score HTTP/1.1\r\nHost: x\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def test_every_request_is_offered_answered_and_timed(serve, offer) -> None:
    server = serve(OK)
    samples = offer(server)
    assert (samples.offered, samples.answered, samples.failures) == (50, 50, {})
    assert len(samples.response) == len(samples.lateness) == server.requests == 50
    assert all(late > 0 for late in samples.lateness)
    assert all(0 < took < 5 for took in samples.response)
    assert len(samples.reference) == 18
    assert samples.seconds >= 0.25


def test_one_stall_is_seen_by_everyone_it_kept_waiting(serve, offer) -> None:
    """Theory: at 100/s a stall of 1 s meets 100 requests, waiting 1.00, 0.99, 0.98 ... s; 50 of them half a second."""
    stalled = threading.Lock()

    def talk(connection: socket.socket, number: int) -> bool:
        with stalled:
            if number == 40:
                time.sleep(1)
        connection.sendall(OK)
        return True

    samples = offer(serve(talk), rate=100.0, seconds=2.0)
    assert samples.answered == 200
    for seconds, theory in ((0.2, 80), (0.5, 50), (0.8, 20)):
        assert theory - 1 <= sum(took > seconds for took in samples.response) <= theory + 15
    assert max(samples.response) >= 1
    assert sum(late > 0.5 for late in samples.lateness) < 10, "the stall is the server's, not the generator's"


def test_requests_that_find_no_connection_wait_with_their_clock_running(serve, offer) -> None:
    """One connection, 50 requests at 1,000/s, 10 ms each: the last is meant at 49 ms and answered at 500 ms."""

    def talk(connection: socket.socket, number: int) -> bool:
        time.sleep(0.01)
        connection.sendall(OK)
        return True

    server = serve(talk)
    samples = offer(server, rate=1000.0, seconds=0.05, connections=1)
    assert (samples.answered, server.connections) == (50, 1)
    assert samples.response == sorted(samples.response)
    assert samples.response[-1] >= 0.45


def test_the_warm_up_is_asked_and_not_counted(serve, offer) -> None:
    def talk(connection: socket.socket, number: int) -> bool:
        connection.sendall(OK if number > 20 else OK.replace(b"200", b"503"))
        return True

    server = serve(talk)
    samples = offer(server, warm_up_s=0.1)
    assert server.requests == 70
    assert (samples.offered, samples.answered, samples.failures) == (50, 50, {})
    assert len(samples.response) == len(samples.lateness) == 50


def test_a_connection_is_kept_and_used_again(serve, offer) -> None:
    server = serve(OK)
    offer(server, rate=100.0)
    assert server.connections < 10


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"), id="announced"),
        pytest.param(OK, id="unannounced"),
        pytest.param(b"HTTP/1.0 200 OK\r\n\r\nok until I hang up", id="as the end of the body"),
    ],
)
def test_a_server_that_closes_after_each_answer_is_connected_to_anew(serve, offer, answer: bytes) -> None:
    def talk(connection: socket.socket, number: int) -> bool:
        connection.sendall(answer)
        return False

    server = serve(talk)
    samples = offer(server)
    assert (samples.answered, samples.failures) == (50, {})
    assert server.connections >= 50


def test_a_server_that_dies_of_a_request_is_not_asked_again(serve, offer) -> None:
    def talk(connection: socket.socket, number: int) -> bool:
        if number % 10 == 5:
            return False
        connection.sendall(OK)
        return True

    server = serve(talk)
    samples = offer(server)
    assert samples.failures == {"closed without an answer": 5}
    assert (samples.offered, samples.answered, samples.asked_again, server.requests) == (50, 45, 0, 50)


def test_an_answer_cut_off_is_a_failure(serve, offer) -> None:
    def talk(connection: socket.socket, number: int) -> bool:
        connection.sendall(OK[:-1])
        return False

    samples = offer(serve(talk))
    assert (samples.answered, samples.failures) == (0, {"closed without an answer": 50})


def test_nobody_listens(offer) -> None:
    class Nobody:
        host = "127.0.0.1"

    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        Nobody.port = bound.getsockname()[1]
        samples = offer(Nobody)
    assert samples.failures == {"econnrefused": 50}
    assert (samples.offered, samples.answered, samples.response) == (50, 0, [])


def test_an_answer_that_never_comes_is_a_failure_and_its_wait_a_sample(serve, offer) -> None:
    def talk(connection: socket.socket, number: int) -> bool:
        if number != 7:
            connection.sendall(OK)
        return True

    samples = offer(serve(talk), timeout_s=1.0)
    assert samples.failures == {"timeout": 1}
    assert (samples.offered, samples.answered, len(samples.response)) == (50, 49, 50)
    assert sum(took >= 1 for took in samples.response) == 1


def test_all_time_out_also_those_that_wait_for_a_connection(serve, offer) -> None:
    server = serve(lambda connection, number: True)
    samples = offer(server, timeout_s=0.3, connections=2)
    assert samples.failures == {"timeout": 50}
    assert samples.answered == 0
    assert all(took >= 0.3 for took in samples.response)


@pytest.mark.parametrize("status", [201, 302, 404, 500])
def test_another_status_is_a_failure_and_no_sample(serve, offer, status: int) -> None:
    def talk(connection: socket.socket, number: int) -> bool:
        connection.sendall(OK.replace(b"200", b"%d" % status) if number % 2 else OK)
        return True

    samples = offer(serve(talk))
    assert samples.failures == {f"status {status}": 25}
    assert samples.answered == len(samples.response) == 25


def test_the_wanted_status_may_be_an_error(serve, offer) -> None:
    samples = offer(serve(OK.replace(b"200", b"422")), asks=[Ask(GET, 422)])
    assert (samples.answered, samples.failures) == (50, {})


def test_requests_are_asked_in_turn(serve, offer) -> None:
    samples = offer(serve(OK), asks=[Ask(GET, 200), Ask(GET, 201)])
    assert (samples.answered, samples.failures) == (25, {"status 200": 25})


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", id="chunked"),
        pytest.param(b"HTTP/1.1 100 Continue\r\n\r\n" + OK, id="after an interim answer"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + b"x" * 300_000, id="300 kB"),
        pytest.param(OK + b"and more than it announced", id="longer than announced"),
    ],
)
def test_answers_in_all_shapes(serve, offer, answer: bytes) -> None:
    samples = offer(serve(answer), rate=100.0)
    assert (samples.answered, samples.failures) == (25, {})


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH\r\n\r\n",
        OK.replace(b"2\r\n", b"two\r\n"),
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\nok\r\n0\r\n\r\n",
    ],
    ids=["another protocol", "length", "endless head", "negative chunk"],
)
def test_what_is_no_http_is_a_failure(serve, offer, answer: bytes) -> None:
    samples = offer(serve(answer), rate=100.0)
    assert (samples.answered, sum(samples.failures.values())) == (0, 25)
    assert samples.failures["malformed answer"] > 0
    assert set(samples.failures) <= {"malformed answer", "econnreset"}


def test_a_body_without_end_ends_with_the_timeout(serve, offer) -> None:
    def talk(connection: socket.socket, number: int) -> bool:
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            connection.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")

    samples = offer(serve(talk), rate=8.0, seconds=0.25, timeout_s=0.5)
    assert samples.failures == {"timeout": 2}


def test_a_head_request_has_no_body_to_wait_for(serve, offer) -> None:
    head = Ask(GET.replace(b"GET", b"HEAD"), 200)
    samples = offer(serve(OK.removesuffix(b"ok")), asks=[head])
    assert (samples.answered, samples.failures) == (50, {})


def test_a_request_larger_than_the_socket_takes_at_once_is_sent_whole(serve, offer) -> None:
    size = 8 << 20
    wire = b"POST /score HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % size
    server = serve(OK)
    samples = offer(server, asks=[Ask(wire + b"x" * size, 200)], rate=8.0)
    assert (samples.answered, samples.failures, server.requests) == (2, {}, 2)


def test_an_impossible_rate_shows_as_lateness(serve, offer) -> None:
    samples = offer(serve(OK), rate=1e6, seconds=0.02, connections=4)
    assert samples.offered == len(samples.lateness) == 20_000
    assert samples.seconds > 0.02
    assert samples.lateness[-1] == pytest.approx(samples.seconds - 0.02 + 1e-6, abs=1e-6)
    assert all(took >= late for took, late in zip(samples.response, samples.lateness, strict=False))
