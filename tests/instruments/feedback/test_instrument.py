from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import Look
from pytest_prodready.declarations.label_feedback import LabelFeedback
from pytest_prodready.instruments.feedback.instrument import Feedback
from pytest_prodready.instruments.statistics.percentile import percentile_estimate
from pytest_prodready.instruments.tables.instrument import Tables

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def returned(tmp_path):
    bench = Bench(tmp_path, tmp_path / "scratch")
    count = iter(range(10_000))

    def ask(predictions, labels, days=10):
        tables = []
        for name, rows in (("scored", predictions), ("known", labels)):
            path = tmp_path / f"{next(count)}.csv"
            pd.DataFrame([(key, stamp(day)) for key, day in rows], columns=["id", name]).to_csv(path, index=False)
            tables.append(Tables(bench, Look()).read(path.name))
        declared = LabelFeedback(
            predictions="p", key=("id",), predicted="scored", labelled="known", within=days * 86400.0
        )
        return Feedback(bench, Look()).returned(declared, *tables)

    yield ask
    bench.close()


def stamp(day):
    return (START + timedelta(days=day)).isoformat()


def many(first=0):
    return [(f"k{number}", number % 20) for number in range(first, first + 100)]


def test_the_first_label_counts(returned):
    labels = [(key, day + 2) for key, day in many()]
    twice = [*labels, *((key, day + 9) for key, day in labels)]
    assert returned(many(), labels, days=5).lag.value == 2 * 86400
    assert returned(many(), twice, days=5).lag.value == 2 * 86400


def test_what_is_not_due_is_not_missed(returned):
    young = [("young", 25)]
    found = returned([*many(), *young], [(key, day + 2) for key, day in many()], days=5)
    assert (found.due, found.joined, found.rows_without) == (85, 85, ())


def test_missing_labels_are_named_by_the_rows_of_the_predictions(returned):
    labels = [(key, day + 2) for key, day in many() if key not in ("k0", "k5")]
    found = returned(many(), labels, days=5)
    assert (found.due - found.joined, found.rows_without) == (2, ("1", "6"))


LAGS = st.lists(st.integers(-3, 12), min_size=60, max_size=90)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LAGS, st.integers(1, 6))
def test_the_engine_joins_as_pandas_does(returned, lags, days):
    predictions = [(f"k{number}", number % 20) for number in range(len(lags))]
    labels = [(key, day + lag) for (key, day), lag in zip(predictions, lags, strict=True) if key != "k3"]
    frame = pd.DataFrame(predictions, columns=["id", "made"]).merge(
        pd.DataFrame(labels, columns=["id", "label"]), how="left", on="id"
    )
    due = frame[frame.made + days <= frame.label.max()]
    if due.empty:
        return
    found = returned(predictions, labels, days=days)
    assert (found.due, found.joined) == (len(due), due.label.notna().sum())
    assert found.foreknown == (frame.label < frame.made).sum()
    lag = sorted(((frame.label - frame.made).dropna() * 86400).tolist())
    expected = percentile_estimate(lag, 0.95)
    assert (found.lag.value, found.lag.high) == (expected.value, expected.high)
