"""The instrument that offers load: to a running service, or to a predictor in a fresh process."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.evidence import Evidence, Fact
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.latency import Latency
from pytest_prodready.declarations.model import Model
from pytest_prodready.declarations.service import Service
from pytest_prodready.instruments.commands.environment import environment
from pytest_prodready.instruments.commands.run import run
from pytest_prodready.instruments.load.decision import (
    MAX_BATCHES,
    decided,
    estimates,
    samples_needed,
    steady,
    surely_broken,
)
from pytest_prodready.instruments.load.golden import Golden, mismatches, read_golden
from pytest_prodready.instruments.load.machine_lock import alone
from pytest_prodready.instruments.load.plan import HttpPlan, Samples
from pytest_prodready.instruments.load.reference import spread
from pytest_prodready.instruments.load.rows import read_rows
from pytest_prodready.instruments.services.running import Running
from pytest_prodready.instruments.statistics.percentile import percentile_estimate
from pytest_prodready.instruments.statistics.proportion import wilson

_PYTHON = (sys.executable, "-I", "-m")
_MAX_SAMPLES = 1 << 28
NOISE = 0.10
"""How far the reference workload may vary before a close decision is no decision (CV of shared runners: 10 to 35 %)."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a load showed: percentiles of the response time (s), failed requests, wrong golden answers."""

    percentiles: dict[float, Estimate]
    failures: tuple[str, ...]
    failed: int
    n: int
    wrong_answers: tuple[str, ...] = ()

    @property
    def failed_share(self) -> Estimate:
        """The share of failed requests with its bounds."""
        return wilson(self.failed, self.n)


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
        self._demand_enough(latency, str(service.at("latency")))
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
            warm_up_s=min(1.0, latency.duration / 5),
            timeout_s=timeout,
        )
        samples = self._pooled(latency, lambda: self._child("generator", plan.dump(), latency), service.name)
        running.demand_alive()
        self._evidence(f"{golden[0].method} {golden[0].target}", latency, samples, golden)
        return self._judged(latency, samples, wrong)

    def offer_model(self, model: Model) -> Offered:
        """Load for a model's `predict`, one row at a time in a fresh process.

        Raises:
            CannotLook: as `offer_service`; or `predict` or `rows` are not declared, or cannot be loaded.

        """
        latency = _declared(model.latency)
        self._demand_enough(latency, str(model.at("latency")))
        if model.predict is None or model.rows is None:
            raise CannotLook(
                f"{model.where}: models.{model.name} has no predict and rows to time it with",
                fix="add predict: module:function and rows: data/holdout.csv",
            )
        content, rows = read_rows(self.bench.root, model.rows)
        plan = {
            "predict": model.predict,
            "rows": rows,
            "rate": latency.at,
            "seconds": latency.duration,
            "warm_up": 20,
            "timeout_s": _timeout(latency),
        }
        samples = self._pooled(
            latency, lambda: self._child("predictor", json.dumps(plan).encode(), latency), model.name
        )
        self.saw(Evidence(content.path, len(rows), "rows", content.sha256))
        self._evidence(f"{model.predict}, one row at a time,", latency, samples, ())
        return self._judged(latency, samples, ())

    def _demand_enough(self, latency: Latency, where: str) -> None:
        """A percentile that this many requests can never bound is not worth a minute of load."""
        needed, offered = samples_needed(latency.budgets), round(latency.at * latency.duration)
        if offered * MAX_BATCHES < needed:
            seconds = needed / latency.at
            raise CannotLook(
                f"{where}: {offered} requests cannot decide p{100 * max(latency.budgets):g}: "
                f"it needs at least {needed:,}",
                fix=f"raise `for` to {seconds:.0f}s at this rate, or the rate",
            )

    def _pooled(self, latency: Latency, batch: Callable[[], Samples], what: str) -> Samples:
        pooled = Samples()
        for number in range(1, MAX_BATCHES + 1):
            with alone(self.bench.announce):
                self.bench.announce(f"load on {what}: batch {number} of at most {MAX_BATCHES}")
                pooled.pool(batch())
            if self._enough(latency, pooled):
                break
        return pooled

    def _enough(self, latency: Latency, pooled: Samples) -> bool:
        if len(pooled.response) < samples_needed(latency.budgets):
            return pooled.answered == 0
        bounds = estimates(pooled.response, list(latency.budgets))
        share = wilson(_failed(pooled), pooled.offered)
        errors_decided = latency.errors == 0 or share.high <= latency.errors or share.value > latency.errors
        return decided(bounds, latency.budgets) and errors_decided

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
        return Samples.parse(done.stdout)

    def _judged(self, latency: Latency, samples: Samples, wrong: tuple[str, ...]) -> Offered:
        if samples.answered == 0 and not samples.response:
            raise CannotLook(
                f"no request of {samples.offered:,} succeeded: there is nothing to take a percentile of",
                details=_told(samples),
            )
        needed = samples_needed(latency.budgets)
        if len(samples.response) < needed:
            raise CannotLook(
                f"{len(samples.response)} timed requests cannot decide, {needed:,} could", details=_told(samples)
            )
        bounds = estimates(samples.response, list(latency.budgets))
        self._demand_punctuality(latency, samples, bounds)
        noise = spread(samples.reference)
        if noise > NOISE and not steady(bounds, latency.budgets, noise):
            raise CannotLook(
                f"the machine is too noisy to decide: the same work took {noise:.0%} more or less beside the load",
                fix="run it on a quiet machine, without neighbours; it is not retried until green",
            )
        return Offered(bounds, _told(samples), _failed(samples), samples.offered, wrong)

    def _demand_punctuality(self, latency: Latency, samples: Samples, bounds: Mapping[float, Estimate]) -> None:
        """A generator that is late by 5 % of the smallest budget measures itself, and then nothing is held.

        A budget that stays broken when the worst lateness is taken off every answer is broken by the service.
        """
        if not samples.lateness or surely_broken(bounds, latency.budgets, max(samples.lateness)):
            return
        late = percentile_estimate(sorted(samples.lateness), 0.95).value
        allowed = max(0.05 * min(latency.budgets.values()), 0.001)
        if late > allowed:
            reached = samples.offered / samples.seconds if samples.seconds else 0.0
            raise CannotLook(
                f"the load generator could not keep up: 5 % of requests left {1000 * late:.1f} ms late or more, "
                f"{reached:,.0f} of {latency.at:,.0f} requests a second: nothing is said of the service",
                fix="offer less from one machine, or run it without neighbours",
            )

    def _evidence(self, what: str, latency: Latency, samples: Samples, golden: Sequence[Golden]) -> None:
        for one in golden:
            self.saw(Evidence(one.path, 1, "golden requests", one.sha256))
        facts: dict[str, Fact] = {
            "rate": latency.at,
            "answered": samples.answered,
            "failed": _failed(samples),
            "load_s": round(samples.seconds, 3),
            "reference_spread": round(spread(samples.reference), 4),
        }
        ordered = sorted(samples.response)
        for percent in (50, 95, 99):
            facts[f"p{percent}_s"] = round(ordered[int(len(ordered) * percent / 100)], 6) if ordered else None
        late = sorted(samples.lateness)
        facts["lateness_p99_s"] = round(late[int(len(late) * 0.99)], 6) if late else None
        subject = f"{what} at {latency.at:g}/s for {latency.duration:g} s"
        self.saw(Evidence(clean(subject, width=200), samples.offered, "requests", facts=facts))


def _declared(latency: Latency | None) -> Latency:
    if latency is None:
        raise CannotLook("no latency is declared")
    return latency


def _timeout(latency: Latency) -> float:
    """How long an answer is waited for: long enough to see how far it misses, short enough to end."""
    return min(30.0, max(2.0, 10 * max(latency.budgets.values())))


def _failed(samples: Samples) -> int:
    return sum(samples.failures.values())


def _told(samples: Samples) -> tuple[str, ...]:
    ranked = sorted(samples.failures.items(), key=lambda item: -item[1])
    return tuple(f"{count:,} x {clean(why, width=120)}" for why, count in ranked[:5])
