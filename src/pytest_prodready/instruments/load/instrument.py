"""The instrument that offers load: to a running service, or to a predictor in a fresh process."""

import math
import sys
from collections.abc import Callable, Sequence
from typing import ClassVar

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.latency import Latency
from pytest_prodready.declarations.model import Model
from pytest_prodready.declarations.service import Service
from pytest_prodready.instruments.commands.environment import environment
from pytest_prodready.instruments.commands.run import run
from pytest_prodready.instruments.load.decision import MAX_BATCHES
from pytest_prodready.instruments.load.golden import Golden, mismatches, read_golden
from pytest_prodready.instruments.load.machine_lock import alone
from pytest_prodready.instruments.load.offered import Offered, demand_enough, enough, facts, judged
from pytest_prodready.instruments.load.plan import HttpPlan, PredictPlan, Samples
from pytest_prodready.instruments.load.rows import read_rows
from pytest_prodready.instruments.services.running import Running

_PYTHON = (sys.executable, "-I", "-m")
_MAX_SAMPLES = 1 << 28
_MOST_CONNECTIONS = 8192
"""Well below the ports that a machine has for one address; a service that needs more is loaded from several."""


class Load(Instrument):
    """Offers load at a declared rate and keeps every sample, timed from the intended moment."""

    name: ClassVar[str] = "load"
    executes: ClassVar[bool] = True

    def offer_service(self, service: Service, running: Running) -> Offered:
        """Load for a running service, made of its golden requests in turn.

        Raises:
            CannotLook: there are no golden requests, the load is too short for its percentiles, the generator
                could not keep up, nothing succeeded, or the machine is too noisy for a close decision.

        """
        latency = _declared(service.latency)
        demand_enough(latency, str(service.at("latency")))
        if service.golden is None:
            raise CannotLook(
                f"{service.where}: services.{service.name} has no golden requests to load it with",
                fix="add golden: contracts/golden/*.json",
            )
        golden = read_golden(self.bench.root, service.golden)
        timeout = _timeout(latency)
        wrong = tuple(mismatches(golden, running.host, running.port, timeout))
        plan = HttpPlan(
            host=running.host,
            port=running.port,
            asks=[one.ask(running.host, running.port) for one in golden],
            rate=latency.at,
            seconds=latency.duration,
            warm_up_s=_warm_up(latency),
            timeout_s=timeout,
            connections=_connections(latency),
        )
        samples = self._pooled(latency, lambda: self._child("generator", plan.dump(), latency), service.name)
        running.demand_alive()
        self._evidence(f"{golden[0].method} {golden[0].target}", latency, samples, golden)
        return judged(latency, samples, wrong)

    def offer_model(self, model: Model) -> Offered:
        """Load for a model's `predict`, one row at a time in a fresh process.

        Raises:
            CannotLook: as `offer_service`; or `predict` or `rows` are not declared, or cannot be loaded.

        """
        latency = _declared(model.latency)
        demand_enough(latency, str(model.at("latency")))
        if model.predict is None or model.rows is None:
            raise CannotLook(
                f"{model.where}: models.{model.name} has no predict and rows to time it with",
                fix="add predict: module:function and rows: data/holdout.csv",
            )
        content, rows = read_rows(self.bench.root, model.rows)
        plan = PredictPlan(
            predict=model.predict,
            rows=rows,
            rate=latency.at,
            seconds=latency.duration,
            warm_up_s=_warm_up(latency),
            timeout_s=_timeout(latency),
        )
        samples = self._pooled(latency, lambda: self._child("predictor", plan.dump(), latency), model.name)
        self.saw(Evidence(content.path, len(rows), "rows", content.sha256))
        self._evidence(f"{model.predict}, one row at a time,", latency, samples, ())
        return judged(latency, samples, ())

    def _pooled(self, latency: Latency, batch: Callable[[], Samples], what: str) -> Samples:
        pooled = Samples()
        for number in range(1, MAX_BATCHES + 1):
            with alone(self.bench.announce):
                self.bench.announce(f"load on {what}: batch {number} of at most {MAX_BATCHES}")
                pooled.pool(batch())
            if enough(latency, pooled):
                break
        return pooled

    def _child(self, module: str, plan: bytes, latency: Latency) -> Samples:
        deadline = 60 + 2 * latency.duration + 2 * _timeout(latency)
        done = run(
            [*_PYTHON, f"pytest_prodready.instruments.load.{module}"],
            cwd=self.bench.root,
            env=environment({}, self.bench.scratch),
            deadline_s=deadline,
            stdin=plan,
            at_most_output=_MAX_SAMPLES,
        )
        if done.timed_out or done.exit != 0:
            how = f"did not end within {deadline:.0f} s" if done.timed_out else f"ended with exit code {done.exit}"
            raise CannotLook(f"the {module} process {how}", details=done.last_lines(8))
        try:
            return Samples.parse(done.stdout)
        except (ValueError, TypeError):
            reason = f"the {module} process ended without its samples"
            raise CannotLook(reason, details=done.last_lines(8)) from None

    def _evidence(self, what: str, latency: Latency, samples: Samples, golden: Sequence[Golden]) -> None:
        for one in golden:
            self.saw(Evidence(one.path, 1, "golden requests", one.sha256))
        subject = f"{what} at {latency.at:g}/s for {latency.duration:g} s"
        self.saw(Evidence(clean(subject, width=200), samples.offered, "requests", facts=facts(latency, samples)))


def _declared(latency: Latency | None) -> Latency:
    if latency is None:
        raise CannotLook("no latency is declared")
    return latency


def _warm_up(latency: Latency) -> float:
    """How long load is offered before it counts, so that caches, pools and connections are as in use."""
    return min(1.0, latency.duration / 5)


def _connections(latency: Latency) -> int:
    """Twice what is on its way at once in a service that uses up its budget (Little's law), and never few."""
    at_once = math.ceil(2 * latency.at * max(latency.budgets.values()))
    return min(_MOST_CONNECTIONS, max(512, at_once))


def _timeout(latency: Latency) -> float:
    """How long an answer is waited for: long enough to see how far it misses, short enough to end."""
    budget = max(latency.budgets.values())
    return max(2.0, min(30.0, 10 * budget), 2 * budget)
