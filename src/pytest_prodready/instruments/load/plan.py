"""What a load process is told and what it tells back, as JSON over its standard input and output."""

import base64
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

Row = dict[str, Any]
"""One row of a table, by column."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request as bytes on the wire, and the status it must get."""

    wire: bytes
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpPlan:
    """Requests in turn at `rate` a second for `seconds`; a request that takes `timeout_s` counts as failed."""

    host: str
    port: int
    asks: Sequence[Ask]
    rate: float
    seconds: float
    warm_up_s: float
    timeout_s: float
    connections: int = 512

    def dump(self) -> bytes:
        """As the generator reads it."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "asks"}
        plain["asks"] = [[base64.b64encode(ask.wire).decode(), ask.status] for ask in self.asks]
        return json.dumps(plain).encode()

    @classmethod
    def parse(cls, data: bytes) -> "HttpPlan":
        """What `dump` wrote."""
        plain = json.loads(data)
        plain["asks"] = [Ask(base64.b64decode(wire), status) for wire, status in plain["asks"]]
        return cls(**plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictPlan:
    """Rows in turn, one a call, at `rate` a second for `seconds`; a row that takes `timeout_s` counts as failed."""

    predict: str
    rows: Sequence[Row]
    rate: float
    seconds: float
    warm_up_s: float
    timeout_s: float

    def dump(self) -> bytes:
        """As the predictor's process reads it."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def parse(cls, data: bytes) -> "PredictPlan":
        """What `dump` wrote."""
        return cls(**json.loads(data))


@dataclass(slots=True)
class Samples:
    """Every sample of one run, in seconds.

    `response` holds the time from the intended moment to the whole answer, of answers with the wanted status and
    of requests that timed out; `lateness` how long after its intended moment the generator got to each request;
    `failures` counts requests by what went wrong; `asked_again` those that went to another connection because the
    server had closed theirs before it read them; `seconds` is how long the load was offered, longer than planned
    where the generator could not keep up; `reference` are times of the fixed reference workload.
    """

    response: list[float] = field(default_factory=list)
    lateness: list[float] = field(default_factory=list)
    failures: dict[str, int] = field(default_factory=dict)
    reference: list[float] = field(default_factory=list)
    offered: int = 0
    answered: int = 0
    asked_again: int = 0
    seconds: float = 0.0

    @property
    def lost(self) -> int:
        """How many requests failed."""
        return sum(self.failures.values())

    def failed(self, why: str) -> None:
        """Count one failure."""
        self.failures[why] = self.failures.get(why, 0) + 1

    def pool(self, other: "Samples") -> None:
        """Take in another run's samples."""
        self.response += other.response
        self.lateness += other.lateness
        self.reference += other.reference
        self.offered += other.offered
        self.answered += other.answered
        self.asked_again += other.asked_again
        self.seconds += other.seconds
        for why, count in other.failures.items():
            self.failures[why] = self.failures.get(why, 0) + count

    def dump(self) -> bytes:
        """As the parent reads it."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def parse(cls, data: bytes) -> "Samples":
        """What `dump` wrote."""
        return cls(**json.loads(data))
