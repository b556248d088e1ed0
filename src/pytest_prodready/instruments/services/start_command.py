"""A declared start command made concrete: its placeholders replaced, its port free."""

import re
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.service import Service

HOST = "127.0.0.1"
_PLACEHOLDER = re.compile(r"\{(port|python|tmp)\}")


@dataclass(frozen=True, slots=True)
class StartCommand:
    """What is executed, with which variables, and the port on which the service has to listen."""

    argv: tuple[str, ...]
    env: Mapping[str, str]
    port: int


def start_command(service: Service, tmp: Path) -> StartCommand:
    """The service's start command for a port that is free now; {port}, {python} and {tmp} also count in `env`.

    Raises:
        CannotLook: neither the command nor a variable says {port}, so the service cannot know where to listen.

    """
    if not any("{port}" in text for text in (*service.start, *service.env.values())):
        raise CannotLook(
            f"{service.at('start')}: neither start nor env says {{port}}, so the service cannot know where to listen",
            fix='hand the port over, such as [..., --port, "{port}"]: every run takes a free one',
        )
    port = free_port()
    words = {"port": str(port), "python": sys.executable, "tmp": str(tmp)}

    def filled(text: str) -> str:
        return _PLACEHOLDER.sub(lambda match: words[match[1]], text)

    return StartCommand(
        tuple(filled(word) for word in service.start),
        {name: filled(value) for name, value in service.env.items()},
        port,
    )


def free_port() -> int:
    """A port of the loopback interface on which nobody listens now, as the kernel gives it out."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
