"""What a record of provenance says: its facts, and the digests of files."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.documents.placeholders import in_text

DIGITS = {"sha256": 64, "md5": 32}
"""Hexadecimal digits of each digest."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the record says in words: `name` of it, the text as written, and how it would be written."""

    name: str
    text: str
    where: Location
    wanted: str

    def gaps(self) -> list[str]:
        """Why it says nothing: it is not there, or a placeholder stands there."""
        if not self.text.strip():
            return [f"nothing is said: {self.wanted}"]
        return [f"placeholder {clean(one.text, width=80)!r}" for one in in_text(self.text, self.where.line or 1)]


@dataclass(frozen=True, slots=True)
class Day(Fact):
    """The day on which the rows were extracted."""

    @property
    def date(self) -> date | None:
        """It, of an ISO 8601 date or moment; None where none is written."""
        read = date.fromisoformat if len(self.text) <= _DATE else datetime.fromisoformat
        try:
            found = read(self.text)
            return found.date() if isinstance(found, datetime) else found
        except ValueError:
            return None

    def gaps(self) -> list[str]:
        """Why it says nothing: besides what any fact may lack, it is no day of the calendar."""
        gaps = Fact.gaps(self)
        return gaps if gaps or self.date else [f"{clean(self.text, width=40)!r} is no ISO date (2025-11-03)"]

    def days_ahead(self, now: datetime) -> int:
        """How many days it lies in the future, where it is latest on earth (UTC+14)."""
        latest = (now.astimezone(UTC) + timedelta(hours=14)).date()
        return max(0, (self.date - latest).days) if self.date else 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the record: its path from the repo's root, its digest as written, its size in bytes where told."""

    path: str
    algorithm: str
    digest: str
    where: Location
    size: int | None = None

    @property
    def is_digest(self) -> bool:
        """Whether what is written can be a digest at all."""
        return re.fullmatch(f"[0-9a-fA-F]{{{DIGITS[self.algorithm]}}}", self.digest) is not None


@dataclass(frozen=True, slots=True)
class Record:
    """A record of provenance; `titles` are names that it gives the data, `lines` counts those of the file."""

    path: str
    sha256: str
    lines: int
    facts: tuple[Fact, ...]
    files: tuple[Listed, ...]
    titles: tuple[str, ...] = ()


_DATE = len("2025-11-03")


def said(value: object) -> str:
    """A scalar, or a list or mapping of them, as one text."""
    if isinstance(value, dict):
        return ", ".join(filter(None, map(said, value.values())))
    if isinstance(value, list):
        return ", ".join(filter(None, map(said, value)))
    return "" if value is None else str(value)


def first(mapping: object, names: Iterable[str]) -> object:
    """The first of these keys that says anything."""
    known = mapping if isinstance(mapping, dict) else {}
    return next((known[name] for name in names if known.get(name) is not None), None)


def below(folder: str, path: str, record: str) -> str:
    """A path that is written from `folder`, from the repo's root; raises CannotLook where it leads out of the repo."""
    joined = posixpath.normpath(posixpath.join(folder, path))
    if joined.startswith(("/", "..")):
        raise CannotLook(
            f"{clean(record)}: it lists {clean(path, width=200)}, which lies outside the repo",
            fix="keep the data below the repo's root, or write a sidecar",
        )
    return joined
