"""Rows counted by calendar month, and what a history of them lacks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median

_MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def from_microseconds(moment: int) -> datetime:
    """Microseconds since 1970 as a time in UTC."""
    return _EPOCH + moment * _MICROSECOND


@dataclass(frozen=True, slots=True)
class Month:
    """The rows of one month: `first` and `last` begin there, `end` is when the last of them is over."""

    rows: int
    first: datetime
    last: datetime
    end: datetime

    @property
    def starts(self) -> date:
        """Its first day."""
        return self.first.date().replace(day=1)

    @property
    def begins_late(self) -> bool:
        """Whether its first event comes after its first day."""
        return self.first.date() > self.starts

    @property
    def ends_early(self) -> bool:
        """Whether its last event comes before its last day."""
        return self.end.date() < following(self.starts) and self.last.date() < self.last_day

    @property
    def only_day(self) -> date | None:
        """The one date that all its events carry."""
        return self.first.date() if self.first.date() == self.last.date() else None

    @property
    def last_day(self) -> date:
        """Its last day."""
        return following(self.starts) - timedelta(1)


class History:
    """The months that have rows, the first one first; there is at least one.

    A table of monthly snapshots, each on the first or the last day of its month, covers these months whole.
    """

    def __init__(self, months: Mapping[date, Month]) -> None:
        self.months = dict(sorted(months.items()))
        self.monthly = _are_snapshots(list(self.months.values()))
        self._first, *_, self._last = (*self.months.values(), *self.months.values())

    @property
    def begins(self) -> datetime:
        """When the first event begins."""
        return _midnight(self._first.starts) if self.monthly else self._first.first

    @property
    def ends(self) -> datetime:
        """When the last event is over."""
        return _midnight(following(self._last.starts)) if self.monthly else self._last.end

    @property
    def days(self) -> int:
        """Whole days between the two."""
        return (self.ends - self.begins).days

    @property
    def absent(self) -> tuple[str, ...]:
        """The months in between that have no rows."""
        return tuple(spoken(month) for month in self._calendar() if month not in self.months)

    @property
    def cut_short(self) -> tuple[str, ...]:
        """The first month where it begins late and the last where it ends early: their rows are no measure."""
        if self.monthly:
            return ()
        cut = [self._first.starts] if self._first.begins_late else []
        if self._last.ends_early and self._last.starts not in cut:
            cut.append(self._last.starts)
        return tuple(spoken(month) for month in cut)

    @property
    def volumes(self) -> dict[str, int]:
        """The rows of each month that has any and is not cut short."""
        return {
            spoken(start): month.rows for start, month in self.months.items() if spoken(start) not in self.cut_short
        }

    @property
    def usual(self) -> float:
        """The median of the volumes, of which there is at least one; absent months are no part of it.

        With most of the months absent it would be zero otherwise, and anything would do.
        """
        return median(self.volumes.values())

    def _calendar(self) -> Iterator[date]:
        month = self._first.starts
        while month < self._last.starts:
            yield month
            month = following(month)


def _are_snapshots(months: Sequence[Month]) -> bool:
    """Whether each month has one date, the first day throughout or the last; a single one shows no rhythm."""
    if len(months) == 1:
        return False
    return all(month.only_day == month.starts for month in months) or all(
        month.only_day == month.last_day for month in months
    )


def following(month: date) -> date:
    """The first day of the month after the one that begins on `month`."""
    return (month + timedelta(31)).replace(day=1)


def spoken(month: date) -> str:
    """A month as people write it: 2026-03."""
    return f"{month:%Y-%m}"


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
