import pytest

from pytest_prodready.declarations.pipeline import Pipeline

GIVEN = {"command": ("make",), "reads": "raw.csv", "writes": "out.csv", "poisoned": ("p.csv",)}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"poisoned": ()}, "poisoned names at least one batch"),
        ({"writes": "raw.csv"}, "it writes the file that it reads"),
    ],
)
def test_a_pipeline_that_could_prove_nothing_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        Pipeline(**{**GIVEN, **fields})


def test_what_is_not_said():
    pipeline = Pipeline(**GIVEN)
    assert (pipeline.raw, pipeline.within, pipeline.without) == (None, 300.0, ())
