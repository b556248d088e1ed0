"""How long a cron schedule may leave data lying."""

from datetime import datetime, timedelta

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook

AHEAD = timedelta(days=366)
"""How far a schedule is followed: one that rests on weekends or in August shows its longest pause."""


def longest_interval(line: str, since: datetime) -> float:
    """Seconds between the two runs of a cron line in UTC that lie farthest apart, over the year from `since`.

    Raises:
        CannotLook: the line is no schedule, or one that never runs.
        ImportError: cronsim is not installed.

    """
    from cronsim import CronSim, CronSimError  # noqa: PLC0415 - of an optional group

    try:
        runs = iter(CronSim(line, since))
        previous, longest = next(runs), 0.0
        while previous < since + AHEAD or not longest:
            run = next(runs)
            longest, previous = max(longest, (run - previous).total_seconds()), run
    except CronSimError as error:
        said = clean(str(error), width=80)
        raise CannotLook(f"the schedule {clean(line, width=80)!r} cannot be read: {said}") from None
    except StopIteration:
        raise CannotLook(f"the schedule {clean(line, width=80)!r} never runs again") from None
    return longest
