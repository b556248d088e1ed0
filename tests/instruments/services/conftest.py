"""A repo with a service of a few lines, and a bench on which it is started."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook, Look, looking
from pytest_prodready.declarations.service import Service
from pytest_prodready.instruments.services.instrument import Services
from pytest_prodready.instruments.services.running import Running

SERVER = """
import os, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

port, status = int(sys.argv[1]), int(sys.argv[2])
with open("starts.txt", "a") as starts:
    print(port, file=starts)

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/crash":
            print("out of memory", file=sys.stderr)
            os._exit(9)
        if self.path == "/env":
            return self.answer(200, "\\n".join(f"{name}={value}" for name, value in os.environ.items()))
        self.answer(status, "well")

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(body.encode())

server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
print("serving", flush=True)
server.serve_forever()
"""


class Workshop:
    """A bench and a way to ask it for services, as gates do one after the other."""

    def __init__(self, tmp_path: Path) -> None:
        self.announced: list[str] = []
        self.root, self.scratch = tmp_path / "repo", tmp_path / "scratch"
        self.root.mkdir(parents=True)
        self.scratch.mkdir()
        (self.root / "server.py").write_text(SERVER, encoding="utf-8")
        self.bench = Bench(self.root, self.scratch, self.announced.append)
        self.look = Look()

    def service(self, *start: str, name: str = "api", **fields: object) -> Service:
        words = start or ("{python}", "server.py", "{port}", "200")
        places = {"start": Location("prodready.yaml", 4), "health": Location("prodready.yaml", 5)}
        where = Location("prodready.yaml", 3)
        return Service(name=name, where=where, places=places, start=words, **fields)

    def running(self, service: Service) -> Running:
        """What a gate gets; `look` is its record."""
        with looking(Look()) as self.look:
            return Services(self.bench, self.look).running(service)

    def refusal(self, service: Service) -> CannotLook:
        with pytest.raises(CannotLook):
            self.running(service)
        return self.look.blind[0]

    @property
    def starts(self) -> list[str]:
        return (self.root / "starts.txt").read_text().split()


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    workshop = Workshop(tmp_path)
    yield workshop
    workshop.bench.close()


@pytest.fixture
def script(workshop: Workshop) -> Callable[[str], tuple[str, ...]]:
    """The start command of a Python program that gets {port} as its first word."""

    def write(source: str) -> tuple[str, ...]:
        (workshop.root / "program.py").write_text(source, encoding="utf-8")
        return ("{python}", "program.py", "{port}")

    return write
