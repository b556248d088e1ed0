import pytest

from pytest_prodready.instruments.documents.model_index import results

GOOD = {"task": {"type": "t"}, "dataset": {"name": "d"}, "metrics": [{"type": "f1", "value": 0.8}, {"value": 3}]}


def test_numeric_values_are_counted():
    assert results({"model-index": [{"name": "m", "results": [GOOD, GOOD]}]}) == (4, ())


def test_no_model_index_is_no_problem():
    assert results(None) == results({}) == results({"license": "mit"}) == (0, ())


@pytest.mark.parametrize(
    ("index", "problem"),
    [
        ("0.9", "model-index is no list of models"),
        ([], "model-index is no list of models"),
        ([{"name": "m"}], "model-index[0] has no list of results"),
        ([3], "model-index[0] has no list of results"),
        ([{"results": [7]}], "model-index[0].results[0] is no mapping"),
        ([{"results": [{**GOOD, "dataset": None}]}], "model-index[0].results[0] has no dataset"),
        ([{"results": [{**GOOD, "metrics": 5}]}], "model-index[0].results[0].metrics is no list"),
        ([{"results": [{**GOOD, "metrics": []}]}], "model-index[0].results[0] has no metrics"),
        (
            [{"results": [{**GOOD, "metrics": [{"value": "0.9"}]}]}],
            "model-index[0].results[0].metrics[0] has no numeric value",
        ),
        (
            [{"results": [{**GOOD, "metrics": [{"value": True}]}]}],
            "model-index[0].results[0].metrics[0] has no numeric value",
        ),
    ],
)
def test_what_cannot_be_understood_is_named(index, problem):
    values, problems = results({"model-index": index})
    assert (values, problems) == (0, (problem,))
