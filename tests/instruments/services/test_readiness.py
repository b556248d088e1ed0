import re

import pytest

LISTENS_ELSEWHERE = """
import signal, socket
server = socket.create_server(("127.0.0.1", 0))
open("elsewhere.txt", "w").write(str(server.getsockname()[1]))
signal.pause()
"""
ACCEPTS_AND_IS_SILENT = """
import signal, socket, sys
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
signal.pause()
"""
TALKS_NO_HTTP = """
import socket, sys
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    connection, _ = server.accept()
    connection.sendall(b"220 \\x1b[2J ready\\r\\n\\r\\n")
    connection.close()
"""
WARMS_UP = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    asked = 0
    def do_GET(self):
        Handler.asked += 1
        self.send_response(200 if Handler.asked > 3 else 503)
        self.end_headers()

HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


def test_a_service_that_warms_up_is_waited_for(workshop, script) -> None:
    assert workshop.running(workshop.service(*script(WARMS_UP))).alive


def test_a_service_that_listens_on_another_port_is_told_which(workshop, script) -> None:
    error = workshop.refusal(workshop.service(*script(LISTENS_ELSEWHERE), ready_within=1.0))
    elsewhere = (workshop.root / "elsewhere.txt").read_text()
    assert error.reason == (
        "prodready.yaml:4: service api was not ready within 1 s: "
        f"it listens on 127.0.0.1:{elsewhere} instead of the port it was given"
    )
    assert re.fullmatch(r"it was given port \d+", error.details[0])
    assert error.details[1:] == ("its log is empty",)
    assert error.fix == "listen on {port}, or give it longer with ready_within"


def test_a_service_that_listens_on_nothing_is_told_with_its_last_words(workshop, script) -> None:
    program = "import signal\nprint('loading \\x1b[31mmodel')\nsignal.pause()"
    error = workshop.refusal(workshop.service(*script(program), ready_within=1.0))
    assert error.reason.endswith("it listens on nothing instead of the port it was given")
    assert error.details[1:] == (r"loading \x1b[31mmodel",)


@pytest.mark.parametrize(
    ("status", "said"), [("503", "answered 503"), ("302", "answered 302 (redirects are not followed)")]
)
def test_an_answer_that_is_not_2xx_is_told(workshop, status, said) -> None:
    service = workshop.service("{python}", "server.py", "{port}", status, ready_within=1.0, health="/up")
    error = workshop.refusal(service)
    assert error.reason == f"prodready.yaml:5: service api was not ready within 1 s: GET /up {said}"
    assert error.fix == "answer 2xx when it is ready"
    assert any("GET /up" in line for line in error.details)


@pytest.mark.parametrize(
    ("program", "said"),
    [(ACCEPTS_AND_IS_SILENT, "got no answer (timed out)"), (TALKS_NO_HTTP, r"got no answer (220 \x1b[2J ready")],
    ids=["silence", "no HTTP"],
)
def test_no_answer_is_told(workshop, script, program, said) -> None:
    error = workshop.refusal(workshop.service(*script(program), ready_within=1.0))
    assert f"GET /health {said}" in error.reason


def test_a_command_that_goes_to_the_background_is_told_to_stay(workshop) -> None:
    error = workshop.refusal(workshop.service("sh", "-c", "sleep 1000 & exit 0", "{port}", ready_within=600.0))
    assert error.reason.endswith("ended before it was ready: exit code 0")
    assert error.fix.startswith("keep it in the foreground: sh -c")


def test_a_program_that_is_not_there_is_told(workshop) -> None:
    error = workshop.refusal(workshop.service("uvicornn", "{port}"))
    assert error.reason == "uvicornn: there is no such program on PATH"


def test_a_health_path_that_cannot_be_asked_for_is_told(workshop) -> None:
    error = workshop.refusal(workshop.service(health="/he alth\r\nX: y"))
    assert error.reason.startswith("prodready.yaml:5: no path that can be asked for: ")
    assert r"\r\n" in error.reason
