"""A contract and its samples written into a repo of their own, read for real; and a server that counts who asks."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.instruments.contracts.contract import Contract
from pytest_prodready.instruments.contracts.instrument import Contracts, Judged

OK = {"200": {"description": "Yes.", "content": {"application/json": {"schema": {"type": "object"}}}}}


class Repo:
    """Files below `root`; the contract is c.json, or c.yaml where it is text, unless another is named."""

    def __init__(self, root: Path, bench: Bench) -> None:
        self.root, self.look = root, Look()
        self.contracts = Contracts(bench, self.look)

    def write(self, name: str, content: Any) -> str:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1), encoding="utf-8")
        return name

    def schema(self, content: Any, **others: Any) -> Contract:
        for name, other in others.items():
            self.write(f"{name}.json", other)
        return self.contracts.open(self.write("c.yaml" if isinstance(content, str) else "c.json", content))

    def api(self, version: str = "3.1.0", schemas: Any = None, **more: Any) -> Contract:
        about = {"openapi": version, "info": {"title": "T", "version": "1"}, "components": {"schemas": schemas or {}}}
        return self.schema({"paths": {"/a": {"get": {"responses": OK}}}, **about, **more})

    def judge(self, contract: Contract, valid: Any, invalid: Any) -> tuple[Judged, ...]:
        self.write("s/valid/v.json", json.dumps(valid))
        self.write("s/invalid/i.json", json.dumps(invalid))
        return self.contracts.judge_samples(contract, "s")

    def refuses(self, contract: Contract, message: Any) -> bool:
        """Whether the contract refuses one message."""
        return bool(self.judge(contract, message, message)[0].reasons)

    def refusal(self, content: Any, name: str = "c.json") -> CannotLook:
        self.write(name, content)
        with pytest.raises(CannotLook) as caught:
            self.contracts.open(name)
        return caught.value


@pytest.fixture
def repo(tmp_path: Path) -> Iterator[Repo]:
    (tmp_path / "repo").mkdir()
    (tmp_path / "scratch").mkdir()
    bench = Bench(tmp_path / "repo", tmp_path / "scratch")
    yield Repo(tmp_path / "repo", bench)
    bench.close()


class Neighbour:
    """A server on this machine that answers any request with a schema, and keeps what was asked."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        hits = self.hits

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hits.append(self.path)
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b'{"type": "string", "secret": "metadata"}')

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def neighbour() -> Iterator[Neighbour]:
    neighbour = Neighbour()
    thread = threading.Thread(target=neighbour.server.serve_forever, args=(0.01,))
    thread.start()
    yield neighbour
    neighbour.server.shutdown()
    thread.join()
    neighbour.server.server_close()
