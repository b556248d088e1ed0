import socket
import threading

import pytest

from pytest_prodready.instruments.services.health import Answer, ask


def answered(reply: bytes, *, path: str = "/health") -> tuple[Answer, bytes]:
    """What is understood of a reply, and the request that led to it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        heard: list[bytes] = []

        def reply_once() -> None:
            connection, _ = server.accept()
            with connection:
                heard.append(connection.recv(4096))
                connection.sendall(reply)

        thread = threading.Thread(target=reply_once)
        thread.start()
        answer = ask("127.0.0.1", server.getsockname()[1], path, seconds=10)
        thread.join()
    return answer, heard[0]


@pytest.mark.parametrize(
    ("status", "healthy", "said"),
    [
        (200, True, "answered 200"),
        (204, True, "answered 204"),
        (299, True, "answered 299"),
        (199, False, "answered 199"),
        (300, False, "answered 300 (redirects are not followed)"),
        (307, False, "answered 307 (redirects are not followed)"),
        (404, False, "answered 404"),
        (503, False, "answered 503"),
    ],
)
def test_only_2xx_is_healthy(status, healthy, said) -> None:
    answer, request = answered(b"HTTP/1.1 %d X\r\nContent-Length: 0\r\nLocation: /\r\n\r\n" % status)
    assert (answer.status, answer.healthy, str(answer)) == (status, healthy, said)
    assert request.startswith(b"GET /health HTTP/1.1\r\n")


def test_proxies_are_not_asked(monkeypatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    answer, _ = answered(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    assert answer.healthy


@pytest.mark.parametrize("reply", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 2"])
def test_what_is_no_http_is_no_answer(reply) -> None:
    answer, _ = answered(reply)
    assert not answer.healthy
    assert str(answer).startswith("got no answer (")


def test_a_large_body_is_not_read_to_its_end() -> None:
    answer, _ = answered(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 70_000)
    assert answer.healthy


def test_nobody_there() -> None:
    with socket.socket() as bound_only:
        bound_only.bind(("127.0.0.1", 0))
        answer = ask("127.0.0.1", bound_only.getsockname()[1], "/", seconds=10)
    assert answer == Answer(None, "[Errno 111] Connection refused")


def test_a_path_that_splits_the_request_is_refused() -> None:
    with pytest.raises(ValueError, match=r"contain control characters"):
        ask("127.0.0.1", 9, "/a b\r\nX-Injected: 1", seconds=10)
