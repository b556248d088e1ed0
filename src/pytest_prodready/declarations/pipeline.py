"""The command that makes a table, a batch that it must take, and batches that it must stop."""

from dataclasses import dataclass
from typing import Annotated

from pytest_prodready.core.declaration import entry
from pytest_prodready.core.kind import COMMAND, DURATION, GLOB, PATH


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """How a raw batch becomes the table, tried in scratch copies of the repo. Times in seconds."""

    command: Annotated[tuple[str, ...], COMMAND] = entry(
        "The command, run in a copy of the repo.", example='["{python}", scripts/prepare.py]'
    )
    reads: Annotated[str, PATH] = entry("The file that it reads.", example="data/raw/customers.csv")
    writes: Annotated[str, GLOB] = entry("The table that it writes: a file or a pattern.", example="data/customers.csv")
    raw: Annotated[str, PATH] | None = entry(
        "A small clean batch that takes the place of `reads`.", example="tests/batches/clean.csv", default=None
    )
    poisoned: tuple[Annotated[str, GLOB], ...] = entry(
        "Batches that must be stopped; each takes the place of `reads`.", example="[tests/batches/poisoned/*.csv]"
    )
    within: Annotated[float, DURATION] = entry("How long one run may take.", example="5m", default=300.0)
    without: tuple[Annotated[str, GLOB], ...] = entry(
        "What the copies leave out, because it is large and not read.", example="[data/archive]", default=()
    )

    def __post_init__(self) -> None:
        if not self.poisoned:
            raise ValueError("poisoned names at least one batch that must be stopped")
        if self.reads == self.writes:
            raise ValueError("it writes the file that it reads, so that nobody could tell what it made")
