"""A place in a file of the judged repo."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """`path` is relative to the repo's root with forward slashes; `line` and `column` count from 1."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
