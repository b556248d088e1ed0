import pytest

from pytest_prodready.core.measurement import Standing
from pytest_prodready.core.wording import said
from pytest_prodready.declarations.completeness import Completeness
from pytest_prodready.declarations.time import Time
from pytest_prodready.gates.data.completeness import completeness
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(completeness), ids=str)
def test_completeness(case, tmp_path):
    prove(case, tmp_path)


def days(**landed):
    return "t\n" + "".join(f"2026-11-{day[1:]}T10:00:00Z\n" * rows for day, rows in landed.items())


@pytest.fixture
def counted(judged, tmp_path):
    def judge(text, counts, **fields):
        (tmp_path / "counts.csv").write_text(counts, encoding="utf-8")
        declared = Completeness(source="counts.csv", window="w", rows="n", **fields)
        return judged(completeness, text, time=Time(event="t"), completeness=declared)

    return judge


def test_the_worst_window_decides_and_the_others_are_listed(counted):
    counts = "w,n\n2026-11-09,100\n2026-11-10,100\n2026-11-11,100\n"
    *_, dropped, beyond = counted(days(d08=7, d09=96, d10=98, d11=100), counts, budget=0.01)
    assert said(dropped) == "dropped on 2026-11-09: 4% > 1%; source 100, landed 96"
    assert dropped.details[1:] == (
        "on 2026-11-10 too: source 100, landed 98",
        "3 windows compared",
        "7 rows lie outside of the source's windows",
    )
    assert not beyond.value


def test_nothing_may_be_lost_unless_it_is_said(counted):
    *_, dropped, _ = counted(days(d09=99), "w,n\n2026-11-09,100\n")
    assert (dropped.limit, dropped.limit_is_default, dropped.standing) == (0, True, Standing.BROKEN)


def test_one_window_too_many_does_not_make_up_for_another(counted):
    *_, dropped, beyond = counted(days(d09=90, d10=110), "w,n\n2026-11-09,100\n2026-11-10,100\n", budget=0.01)
    assert [dropped.standing, beyond.standing] == [Standing.BROKEN] * 2
    assert said(beyond) == "landed beyond the source on 2026-11-10: 10 > 0 rows; source 100, landed 110"


@pytest.mark.parametrize(
    ("counts", "words"),
    [("w,n\n2026-11,30\n", "in 2026-11"), ("w,n\n2026-11-09T10,30\n", "at 2026-11-09T10")],
)
def test_windows_are_months_and_hours_too(counted, counts, words):
    found = counted(days(d09=30), counts)
    assert [one.standing for one in found] == [Standing.HOLDS] * 6
    assert found[4].what == f"dropped {words}"


def test_nothing_that_landed_leaves_no_window_to_compare(counted):
    found = counted(days(d08=3), "w,n\n2026-11-09,100\n")
    assert [one.standing for one in found].count(Standing.BROKEN) == 1
    assert said(found[2]) == "windows of the source that never landed: 1 > 0 windows; 2026-11-09: source 100, landed 0"
