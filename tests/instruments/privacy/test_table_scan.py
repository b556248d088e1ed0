from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.instruments.privacy import table_scan as module
from pytest_prodready.instruments.privacy.detectors import CANARIES, kinds_in
from pytest_prodready.instruments.privacy.table_scan import scan_column
from pytest_prodready.instruments.tables.instrument import Tables


@pytest.fixture
def opened(tmp_path):
    bench = Bench(tmp_path, tmp_path / "scratch")

    numbers = count()

    def open_table(text, name="t.csv"):
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
        return Tables(bench, Look()).read(f"{folder.name}/{name}")

    yield open_table
    bench.close()


def test_rows_are_counted_and_the_first_named(opened):
    table = opened("a\nann@gmail.com\nx\nbob@gmx.de\nann@gmail.com\n")
    tally = scan_column(table, "a", ())
    assert str(tally) == "a: 3 email addresses; first rows 1, 3"
    assert tally.canaries == set(CANARIES)


def test_a_real_value_that_is_a_canary_counts_too(opened):
    tally = scan_column(opened(f"a\n{CANARIES['card number']}\n"), "a", ())
    assert (tally.kinds, tally.canaries) == ({"card number": 1}, set(CANARIES))


def test_numbers_are_looked_at_as_text(opened):
    table = opened('{"n": 4111111111111111}\n{"n": 5}\n', "t.jsonl")
    assert scan_column(table, "n", ()).kinds == {"card number": 1}


def test_too_many_to_look_at_is_no_answer(opened, monkeypatch):
    monkeypatch.setattr(module, "MOST", 7)
    table = opened("a\n" + "".join(f"u{n}@gmail.com\n" for n in range(3)))
    with pytest.raises(CannotLook, match=r"0/t\.csv: more than 7 different values of a look like personal data"):
        scan_column(table, "a", ())


VALUES = st.sampled_from(
    ["x", "ann@gmail.com", "4111111111111111", "+49 30 901820", "12", "call +49 30 901820 or a@b.cd"]
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(VALUES, min_size=1, max_size=12))
def test_the_engine_counts_what_a_loop_counts(opened, values):
    tally = scan_column(opened("a\n" + "".join(f"{value}\n" for value in values)), "a", ())
    expected = [kind for value in values for kind in kinds_in(value)]
    assert tally.kinds == {kind: expected.count(kind) for kind in set(expected)}
