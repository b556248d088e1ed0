"""Do the data reach back far enough, without a hole?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, at_least, none_of
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.dataset import Dataset, Role
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.times.calendar import History
from pytest_prodready.instruments.times.instrument import Times

HALF = 0.5
"""The share of the usual volume below which a month counts as a hole: a convention."""


def _is_learned_from(subject: Dataset) -> bool:
    # A sample that is judged or met in production may be short, unless its history was promised.
    return subject.role in (None, Role.TRAINING) or subject.wrote("time.history")


@gate(
    "data.history",
    since=Phase.VALIDATE,
    answers=[Question.DATA],
    needs=["time"],
    applies=_is_learned_from,
)
def history(subject: Dataset, tables: Tables, times: Times) -> Iterator[Measurement]:
    """The events reach back as far as declared, and no month between the first and the last is missing or thin.

    Asked of datasets to learn from (role training, or none given), and of others that declare `time.history`. Every
    row is counted, so there is no bound: these are the months. A month is thin below half the median of the months
    that have rows. The first and the last month are spared that where the first event comes after the first day, or
    the last before the last day. A date stands for its whole day and 2026-03 for its whole month, as does a
    snapshot of each month's first or last day. The default, 12 months, is one turn of the seasons: 365 days. Rows
    without a date count in no month, and a value that is no date fails.

    Why: a model that has not seen a December guesses in December, and a hole in the history is a source that broke.
    To fix: load the months that are named from their source, or declare the history that the model was shown to need.
    """
    declared = subject.time
    if declared is None:
        return
    table, name = tables.open(subject), declared.event
    no_such_column(name, table.columns, table.source, f"datasets.{subject.name}.time.event")
    where = subject.at("time.event")
    found, unread = times.history(table, name)
    yield unread.measured(where)
    yield at_least(
        "span",
        found.days,
        declared.history,
        unit="days",
        where=subject.at("time.history"),
        details=(f"from {found.begins:%Y-%m-%d} until {found.ends:%Y-%m-%d}",),
        limit_is_default=not subject.wrote("time.history"),
    )
    yield none_of("months without rows", found.absent, unit="months", where=where)
    yield from _volume(subject, found, unread.missing)


def _volume(subject: Dataset, found: History, undated: int) -> Iterator[Measurement]:
    if not found.volumes:
        return
    usual = found.usual
    smallest, *others = sorted(found.volumes, key=found.volumes.__getitem__)
    details = [f"half the median {usual:,.0f}"]
    details += [f"{month}: {found.volumes[month]:,} rows" for month in others if found.volumes[month] < HALF * usual]
    if found.cut_short:
        details.append(f"cut short by their dates, and not compared: {', '.join(found.cut_short)}")
    if undated:
        details.append(f"{undated:,} rows have no date")
    what, rows = f"smallest month {smallest}", found.volumes[smallest]
    where = subject.at("time.event")
    yield at_least(what, rows, HALF * usual, unit="rows", where=where, details=details[:20], limit_is_default=True)
