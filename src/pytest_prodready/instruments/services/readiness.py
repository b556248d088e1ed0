"""Waiting until a started service is ready, and saying what it did instead."""

import shlex
import socket
import time
from dataclasses import dataclass

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.service import Service
from pytest_prodready.instruments.commands.process import Ended
from pytest_prodready.instruments.commands.supervised import Supervised
from pytest_prodready.instruments.services.health import Answer, ask
from pytest_prodready.instruments.services.listeners import listening
from pytest_prodready.instruments.services.running import last_words
from pytest_prodready.instruments.services.start_command import HOST

_FIRST_PAUSE, _LONGEST_PAUSE = 0.01, 0.25
_LONGEST_ANSWER = 5.0


class PortTaken(Exception):
    """Somebody else listens on the port that was free a moment ago."""


@dataclass(frozen=True, slots=True)
class Starting:
    """A service that was started and has to listen on `port`."""

    service: Service
    supervised: Supervised
    port: int

    def await_ready(self) -> None:
        """Return as soon as its health path answers 2xx, and it is the one who answers.

        Raises:
            CannotLook: it ended, or did not get ready in time; what was met instead and its last lines are told.
            PortTaken: another process has its port.

        """
        until = time.perf_counter() + self.service.ready_within
        pause, listens, answer = _FIRST_PAUSE, False, Answer(None, "nothing listened yet")
        while (left := until - time.perf_counter()) > 0:
            listens = listens or self._listens()
            if listens:
                answer = self._ask(min(left, _LONGEST_ANSWER))
            if answer.healthy:
                return
            ended = self.supervised.wait(min(pause, left))
            if ended is not None:
                raise self._ended(ended)
            pause = min(2 * pause, _LONGEST_PAUSE)
        raise self._never_ready(answer)

    def _listens(self) -> bool:
        """Whether it has its port; a stranger who has it is never asked anything."""
        try:
            socket.create_connection((HOST, self.port), timeout=1).close()
        except OSError:
            return False
        if not listening(self.supervised.ancestor).on(self.port):
            raise PortTaken
        return True

    def _ask(self, seconds: float) -> Answer:
        try:
            return ask(HOST, self.port, self.service.health, seconds=seconds)
        except ValueError as error:
            raise CannotLook(
                f"{self.service.at('health')}: no path that can be asked for: {error}", fix="write it as in a URL"
            ) from None

    def _ended(self, ended: Ended) -> Exception:
        if _taken(self.port):
            return PortTaken()
        by_hand = clean(shlex.join(self.service.start), width=300)
        fix = f"make this start it: {by_hand}"
        return CannotLook(
            f"{self.service.at('start')}: service {self.service.name} ended before it was ready: {ended}",
            fix=f"keep it in the foreground: {by_hand}" if ended.exit == 0 else fix,
            details=last_words(self.supervised),
        )

    def _never_ready(self, answer: Answer) -> Exception:
        found = listening(self.supervised.ancestor)
        reason, fix, field = f"GET {clean(self.service.health)} {answer}", "answer 2xx when it is ready", "health"
        if not found.on(self.port):
            if _taken(self.port):
                return PortTaken()
            reason = f"it listens on {found} instead of the port it was given"
            fix, field = "listen on {port}, or give it longer with ready_within", "start"
        return CannotLook(
            f"{self.service.at(field)}: service {self.service.name} was not ready within "
            f"{self.service.ready_within:g} s: {reason}",
            fix=fix,
            details=(f"it was given port {self.port}", *last_words(self.supervised)),
        )


def _taken(port: int) -> bool:
    """Whether a socket of anyone has the port; what merely lingers of a closed connection does not count."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False
