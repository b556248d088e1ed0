"""Are the data still those of today?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.dataset import Dataset, Role
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.times.instrument import Times
from pytest_prodready.instruments.times.units import DAY, unit_of

AHEAD = DAY
"""How far the newest row may lie in the future: clocks and zones that are not said differ by up to a day."""


def _goes_stale(subject: Dataset) -> bool:
    # What a model is judged on is frozen on purpose, unless an age was promised.
    return subject.role is not Role.EVALUATION or subject.wrote("time.max_age")


@gate(
    "data.freshness",
    since=Phase.PILOT,
    answers=[Question.DATA],
    needs=["time.max_age"],
    applies=_goes_stale,
)
def freshness(subject: Dataset, tables: Tables, times: Times) -> Iterator[Measurement]:
    """The newest row is no older than declared, and the schedule that renews the data is no slower.

    The newest `arrival` counts where one is declared, else the newest `event`; a date or a month counts from its
    first moment, a time without an offset is in UTC. A newest row more than a day ahead of the clock fails: it would
    hide how old the others are. A declared cron line is followed for a year, and its longest interval between two
    runs is held against the same limit. Nothing is estimated, so there is no bound. Evaluation data, which are frozen
    on purpose, are asked only where they declare `time.max_age`.

    Why: a pipeline that stopped raises no error; the model goes on answering from last month's world.
    To fix: bring the pipeline back and load what it missed; run it as often as the limit asks, or show that the model
    bears older data and raise max_age.
    """
    declared = subject.time
    if declared is None or declared.max_age is None:
        return
    field = "arrival" if declared.arrival else "event"
    column, table = declared.arrival or declared.event, tables.open(subject)
    no_such_column(column, table.columns, table.source, f"datasets.{subject.name}.time.{field}")
    newest, unread = times.newest(table, column)
    age, where = times.age(newest), subject.at(f"time.{field}")
    yield unread.measured(where)
    scale, unit = unit_of(declared.max_age)
    limit = declared.max_age / scale
    details = (f"newest {shown(column)} {newest:%Y-%m-%d %H:%M} UTC",)
    what = f"age of the newest {field}"
    yield at_most(what, max(0.0, age / scale), limit, unit=unit, where=subject.at("time.max_age"), details=details)
    ahead = f"newest {field} ahead of the clock"
    yield at_most(ahead, max(0.0, -age / DAY), AHEAD / DAY, unit="days", where=where, details=details)
    if declared.schedule is not None:
        interval = times.longest_interval(declared.schedule) / scale
        yield at_most("longest interval between runs", interval, limit, unit=unit, where=subject.at("time.schedule"))
