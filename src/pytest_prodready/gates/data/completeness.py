"""Did everything land that the source sent?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.core.measurement import Measurement, at_most, none_of
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.completeness import Completeness
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.times.instrument import Times
from pytest_prodready.instruments.times.windows import Windows


@gate("data.completeness", since=Phase.PILOT, needs=["completeness"], optional_for=[Dataset])
def completeness(subject: Dataset, tables: Tables, times: Times) -> Iterator[Measurement]:
    """In no window more rows are lost than the budget allows, and none landed that was not sent.

    The source's counts by month, day or hour are held against the rows whose `time.event` lies in that window, in
    UTC. Both sides are counted whole, so there is no bound: these are the rows. Between the source's first and last
    window each one that it filled must have landed, and each one that landed must be counted by it; rows of other
    times are told and not judged. Rows whose event is missing or no date landed in no window, which makes them lost.

    Why: a loader that drops a batch says nothing, and an average over the month hides the day that is gone.
    To fix: load the windows that are named again from their source; remove what was loaded twice.
    """
    declared = subject.completeness
    if declared is None:
        return
    if subject.time is None:
        place = f"datasets.{subject.name}"
        raise CannotLook(f"{place} declares completeness and no time.event", fix="name the column of the event")
    table, event = tables.open(subject), subject.time.event
    no_such_column(event, table.columns, table.source, f"datasets.{subject.name}.time.event")
    counts = tables.read(declared.source)
    found, unread = times.windows(table, event, counts, declared.window, declared.rows)
    yield unread.measured(subject.at("time.event"))
    where = subject.at("completeness.source")
    twice = [found.length.written(start) for start in found.twice]
    yield none_of("windows that the source counts twice", twice, unit="windows", where=where)
    yield none_of("windows of the source that never landed", found.empty, unit="windows", where=where)
    yield none_of("windows that landed and the source does not count", found.uncounted, unit="windows", where=where)
    yield from _compared(subject, declared, found)


def _compared(subject: Dataset, declared: Completeness, found: Windows) -> Iterator[Measurement]:
    if not found.pairs:
        return
    budget, where = declared.budget, subject.at("completeness.budget")
    say = found.length.spoken
    lost = sorted(found.pairs.items(), key=lambda one: -one[1].dropped)
    start, worst = lost[0]
    others = [f"{say(at)} too: {pair}" for at, pair in lost[1:20] if pair.dropped > budget]
    outside = [f"{found.outside:,} rows lie outside of the source's windows"] if found.outside else []
    details = (str(worst), *others, f"{len(lost):,} windows compared", *outside)
    default = not subject.wrote("completeness.budget")
    what = f"dropped {say(start)}"
    yield at_most(what, worst.dropped, budget, unit="share", where=where, details=details, limit_is_default=default)
    start, most = max(found.pairs.items(), key=lambda one: one[1].surplus)
    what = f"landed beyond the source {say(start)}"
    yield at_most(what, most.surplus, 0, unit="rows", where=where, details=(str(most),))
