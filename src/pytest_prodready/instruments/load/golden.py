"""Golden requests: real requests of the repo with the answers they must get."""

import http.client
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.load.plan import Ask
from pytest_prodready.reading.files import expand, read
from pytest_prodready.reading.strict_json import load
from pytest_prodready.reading.strict_yaml import Unreadable

_WITH_BODY = ("POST", "PUT", "PATCH")
"""Methods whose requests tell their length also when it is 0 (RFC 9110, section 8.6)."""
_OURS = ("host", "content-length", "transfer-encoding", "connection", "expect")
"""Headers that frame a message: whoever sends it writes them."""
_FORM = 'write {"request": {"method": …, "path": …, "json": …}, "response": {"status": …, "json": …}}'


@dataclass(frozen=True, slots=True)
class Golden:
    """One golden file: a request, the status it must get, and the body where the file tells one."""

    path: str
    sha256: str
    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    status: int
    answer: object
    has_answer: bool

    @property
    def sent_headers(self) -> dict[str, str]:
        """Its own headers and those that a client adds to a body."""
        own = dict(self.headers)
        added = {"Accept": "application/json", "Content-Length": str(len(self.body))}
        if self.body:
            added["Content-Type"] = "application/json"
        elif self.method not in _WITH_BODY:
            del added["Content-Length"]
        named = {name.lower() for name in own}
        return own | {name: value for name, value in added.items() if name.lower() not in named}

    def ask(self, host: str, port: int) -> Ask:
        """The request as bytes on the wire."""
        headers = {"Host": f"{host}:{port}"} | self.sent_headers
        lines = [f"{self.method} {self.target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return Ask("\r\n".join(lines).encode("ascii") + b"\r\n\r\n" + self.body, self.status)


def read_golden(root: Path, pattern: str) -> tuple[Golden, ...]:
    """Every golden file that a path or glob names; raises CannotLook where there is none or one is malformed."""
    return tuple(_read(root, path) for path in expand(root, pattern))


def _read(root: Path, path: str) -> Golden:
    content = read(root, path)
    try:
        document = load(content.data, path)
    except Unreadable as error:
        raise CannotLook(str(error), fix=_FORM) from None
    request, response = _part(document, "request", path), _part(document, "response", path)
    method, target, status = request.get("method"), request.get("path"), response.get("status")
    if not (
        isinstance(method, str) and method.isascii() and method.isalpha() and isinstance(target, str) and _plain(target)
    ):
        raise CannotLook(f"{path}: its request has no method and path", fix=_FORM)
    if type(status) is not int or not 100 <= status <= 599:  # noqa: PLR2004 - what HTTP has
        raise CannotLook(f"{path}: its response has no status", fix=_FORM)
    headers = _headers(request.get("headers", {}), path)
    body = json.dumps(request["json"]).encode() if "json" in request else b""
    answer = response.get("json")
    return Golden(path, content.sha256, method.upper(), target, headers, body, status, answer, "json" in response)


def _part(document: object, name: str, path: str) -> dict[str, Any]:
    part = document.get(name) if isinstance(document, dict) else None
    if not isinstance(part, dict):
        raise CannotLook(f"{path}: it has no {name}", fix=_FORM)
    return part


def _plain(target: str) -> bool:
    return target.startswith("/") and target.isascii() and target.isprintable() and " " not in target


def _headers(written: object, path: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(written, dict):
        raise CannotLook(f"{path}: its headers are no mapping", fix=_FORM)
    for name, value in written.items():
        word = name.replace("-", "").replace("_", "")
        text = isinstance(value, str) and value.isascii() and value.isprintable()
        if not (text and word.isascii() and word.isalnum()):
            raise CannotLook(f"{path}: the header {clean(name, width=40)} is malformed", fix=_FORM)
        if name.lower() in _OURS:
            raise CannotLook(f"{path}: the header {name} is the client's own", fix="leave it out")
    return tuple(written.items())


def mismatches(golden: Sequence[Golden], host: str, port: int, timeout_s: float) -> list[str]:
    """Ask each request once; a line for each that is answered otherwise than its file says."""
    return [line for one in golden if (line := _mismatch(one, host, port, timeout_s))]


def _mismatch(golden: Golden, host: str, port: int, timeout_s: float) -> str:
    connection = http.client.HTTPConnection(host, port, timeout=timeout_s)
    try:
        connection.request(golden.method, golden.target, body=golden.body or None, headers=golden.sent_headers)
        response = connection.getresponse()
        body = response.read(1 << 20)
    except (OSError, http.client.HTTPException) as error:
        return f"{golden.path}: {golden.method} {golden.target}: {type(error).__name__}"
    finally:
        connection.close()
    if response.status != golden.status:
        return f"{golden.path}: {golden.method} {golden.target}: status {response.status}, not {golden.status}"
    return _other_body(golden, body) if golden.has_answer else ""


def _other_body(golden: Golden, body: bytes) -> str:
    try:
        answer = load(body, golden.path)
    except Unreadable:
        return f"{golden.path}: {golden.method} {golden.target}: the answer is no JSON"
    if same(answer, golden.answer):
        return ""
    met, wanted = (clean(json.dumps(one, sort_keys=True), width=80) for one in (answer, golden.answer))
    return f"{golden.path}: {golden.method} {golden.target}: {met}, not {wanted}"


def same(one: object, other: object) -> bool:
    """Whether two JSON values are equal; unlike in Python, true is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and one == other
