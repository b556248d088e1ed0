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

    def ask(self, host: str, port: int) -> Ask:
        """The request as bytes on the wire."""
        lines = [f"{self.method} {self.target} HTTP/1.1", f"Host: {host}:{port}", "Accept: application/json"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(self.body)}"]
        return Ask("\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + self.body, self.status)


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
    if not (isinstance(method, str) and method.isalpha() and isinstance(target, str) and _plain(target)):
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
        if not (isinstance(value, str) and value.isprintable() and name.replace("-", "").isalnum()):
            raise CannotLook(f"{path}: the header {clean(name, width=40)} is malformed", fix=_FORM)
    return tuple(written.items())


def mismatches(golden: Sequence[Golden], host: str, port: int, timeout_s: float) -> list[str]:
    """Ask each request once; a line for each that is answered otherwise than its file says."""
    return [line for one in golden if (line := _mismatch(one, host, port, timeout_s))]


def _mismatch(golden: Golden, host: str, port: int, timeout_s: float) -> str:
    connection = http.client.HTTPConnection(host, port, timeout=timeout_s)
    headers = {**dict(golden.headers), **({"Content-Type": "application/json"} if golden.body else {})}
    try:
        connection.request(golden.method, golden.target, body=golden.body or None, headers=headers)
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
    if answer == golden.answer:
        return ""
    met, wanted = (clean(json.dumps(one, sort_keys=True), width=80) for one in (answer, golden.answer))
    return f"{golden.path}: {golden.method} {golden.target}: {met}, not {wanted}"
