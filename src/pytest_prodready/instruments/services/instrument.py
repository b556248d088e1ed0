"""The instrument that starts the services a manifest declares."""

import shlex
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import ClassVar

from pytest_prodready.core.evidence import Evidence, Fact
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.service import Service
from pytest_prodready.instruments.commands.environment import environment
from pytest_prodready.instruments.commands.supervised import Supervised
from pytest_prodready.instruments.services.readiness import PortTaken, Starting
from pytest_prodready.instruments.services.running import Running
from pytest_prodready.instruments.services.start_command import HOST, start_command

_TRIES = 2


class Services(Instrument):
    """Starts a declared service once a run, and stops it with everything it started when the run ends.

    `grace_s` lies between asking it to stop (SIGTERM) and forcing it.
    """

    name: ClassVar[str] = "services"
    extra: ClassVar[str | None] = "infrastructure"
    executes: ClassVar[bool] = True
    grace_s: ClassVar[float] = 5.0

    def running(self, service: Service) -> Running:
        """The service, ready to be asked; started when a gate first asks for it, on a free port of this machine.

        A start that failed is not tried again in the same run: it is told again.

        Raises:
            CannotLook: it cannot be started, ended at start, did not get ready in time, listens on another port,
                or has died since.

        """
        with self.bench.share("the lock on services", threading.Lock):
            failure = self.bench.share(("failed start", service.name), list[CannotLook])
            if failure:
                raise CannotLook(failure[0].reason, fix=failure[0].fix, details=failure[0].details)
            try:
                running = self.bench.share(("service", service.name), lambda: self._started(service))
            except CannotLook as error:
                failure.append(error)
                raise
        running.demand_alive()
        facts: dict[str, Fact] = {
            "ready_s": round(running.ready_s, 3),
            "start": clean(shlex.join(service.start), width=300),
        }
        self.saw(Evidence(f"service {service.name}", 1, "healthy answers", facts=facts))
        return running

    def _started(self, service: Service) -> Running:
        try:
            import psutil  # noqa: F401, PLC0415 - told before anything is started
        except ImportError as error:
            raise self.missing_extra(error) from None
        for _ in range(_TRIES):
            try:
                return self._try_to_start(service)
            except PortTaken:
                continue
        raise CannotLook(
            f"{service.at('start')}: service {service.name}: another process took its port, {_TRIES} times in a row",
            fix="start the service itself, not a daemon that starts it: who listens must descend from the command",
        )

    def _try_to_start(self, service: Service) -> Running:
        folder = Path(tempfile.mkdtemp(prefix="service-", dir=self.bench.scratch))
        tmp = folder / "tmp"
        tmp.mkdir()
        command = start_command(service, tmp)
        self.bench.announce(f"starting service {service.name}")
        with ExitStack() as stack:
            supervised = stack.enter_context(
                Supervised(
                    command.argv,
                    cwd=self.bench.root,
                    env=environment(command.env, tmp),
                    log=folder / "log.txt",
                    grace_s=self.grace_s,
                )
            )
            started = time.perf_counter()
            Starting(service, supervised, command.port).await_ready()
            ready_s = time.perf_counter() - started
            self.bench.announce(f"service {service.name} is ready after {ready_s:.1f} s")
            stack.callback(self._stop, service, supervised)
            self.bench.keep_open(("process of service", service.name), stack.pop_all)
        return Running(
            name=service.name, host=HOST, port=command.port, pid=supervised.pid, ready_s=ready_s, supervised=supervised
        )

    def _stop(self, service: Service, supervised: Supervised) -> None:
        asked = time.perf_counter()
        ended = supervised.stop()
        how = "had to be killed" if ended.forced else str(ended)
        self.bench.announce(f"service {service.name} stopped after {time.perf_counter() - asked:.1f} s: {how}")
