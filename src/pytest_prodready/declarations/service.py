"""A running thing that answers requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pytest_prodready.core.declaration import Declaration, entry
from pytest_prodready.core.kind import COMMAND, DURATION, GLOB, PATH
from pytest_prodready.declarations.latency import Latency


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Service(Declaration):
    """A service that the plugin starts on a free port of this machine, asks, and stops."""

    section: ClassVar[str] = "services"
    example: ClassVar[str] = """\
services:
  api:
    start: ["{python}", -m, uvicorn, "churn.api:app", --port, "{port}"]
    health: /health
    contract: contracts/score.openapi.yaml
    golden: contracts/golden/*.json
    latency: {p95: 200ms, at: 50/s}
"""

    start: Annotated[tuple[str, ...], COMMAND] = entry(
        "The command that starts it; {port}, {python} and {tmp} are replaced.",
        example='["{python}", -m, uvicorn, "churn.api:app", --port, "{port}"]',
    )
    health: str = entry("The path that answers 2xx once it is ready.", example="/health", default="/health")
    ready_within: Annotated[float, DURATION] = entry("How long it may take to get ready.", example="30s", default=30.0)
    env: Mapping[str, str] = entry(
        "Environment variables it needs; nothing else of yours is passed on.",
        example="{MODEL: models/churn.joblib}",
        default_factory=dict,
    )
    contract: Annotated[str, PATH] | None = entry(
        "Its OpenAPI document.", example="contracts/score.openapi.yaml", default=None
    )
    samples: Annotated[str, PATH] | None = entry(
        "A folder with valid/ and invalid/ messages.", example="contracts/samples/score", default=None
    )
    golden: Annotated[str, GLOB] | None = entry(
        "Requests with the answers they must get.", example="contracts/golden/*.json", default=None
    )
    latency: Latency | None = entry(
        "How fast it must answer, under which load.", example="{p95: 200ms, at: 50/s}", default=None
    )
