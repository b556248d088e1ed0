"""Do the rows arrive in time and in order?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.times.instrument import Times
from pytest_prodready.instruments.times.units import scaled, unit_of


@gate("data.lateness", since=Phase.PROTOTYPE, needs=["time.arrival", "time.watermark"], optional_for=[Dataset])
def lateness(subject: Dataset, tables: Tables, times: Times) -> Iterator[Measurement]:
    """All but one in a hundred rows arrive within the watermark, none before its event, and few out of order.

    The 99th percentile is judged on the upper end of a one-sided 95 % interval of order statistics (H. A. David and
    H. N. Nagaraja, "Order Statistics", 3rd ed., 7.1), which takes 299 rows at least; the share out of order on that
    of a Wilson interval (Wilson 1927). A row is out of order when a later event had already arrived before it; rows
    that arrive together are in order. The default budget, 1 %, is the share that the watermark lets go, a convention.
    An event that is a date counts from its first moment, an arrival to its last, when the row is there for certain.
    Rows that lack either time are left to data.missing_values.

    Why: a window that closes before its rows are there is computed from what happens to be there, and never again.
    To fix: mend the source that is slow, correct clocks that disagree, or wait longer and raise the watermark.
    """
    declared = subject.time
    if declared is None or declared.arrival is None or declared.watermark is None:
        return
    table, event, arrival = tables.open(subject), declared.event, declared.arrival
    for field, column in (("event", event), ("arrival", arrival)):
        no_such_column(column, table.columns, table.source, f"datasets.{subject.name}.time.{field}")
    found = times.lateness(table, event, arrival)
    for field, unread in zip(("event", "arrival"), found.unread, strict=True):
        yield unread.measured(subject.at(f"time.{field}"))
    seconds, unit = unit_of(declared.watermark)
    what = f"p99 of {shown(arrival)} after {shown(event)}"
    where = subject.at("time.watermark")
    yield at_most(what, scaled(found.late, seconds), declared.watermark / seconds, unit=unit, where=where)
    what, where = "rows that arrive before their event", subject.at("time.arrival")
    yield at_most(what, found.early, 0, unit="rows", where=where, details=found.early_rows)
    yield at_most(
        "rows out of order",
        found.disorder,
        declared.out_of_order,
        unit="share",
        where=subject.at("time.out_of_order"),
        details=found.disordered_rows,
        limit_is_default=not subject.wrote("time.out_of_order"),
    )
