import pytest

from pytest_prodready.declarations.samples import SAMPLE, Sample


def test_a_path_alone_renames_nothing():
    assert SAMPLE.read("data/*.csv") == Sample("data/*.csv", {})
    assert SAMPLE.read({"path": "a.csv"}) == Sample("a.csv", {})


def test_names_are_replaced():
    assert dict(SAMPLE.read({"path": "a.csv", "rename": {"CustID": "id"}}).rename) == {"CustID": "id"}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"rename": {}}, "a sample is a path, or"),
        ({"path": "a.csv", "columns": {}}, "a sample is a path, or"),
        ({"path": "a.csv", "rename": ["id"]}, "rename maps the sample's names"),
        ({"path": "a.csv", "rename": {"a": 1}}, "rename maps the sample's names"),
        ({"path": "a.csv", "rename": {"a": ""}}, "rename maps the sample's names"),
        ({"path": "a.csv", "rename": {"a": "x", "b": "x"}}, "gives two columns the name 'x'"),
        ("../a.csv", "stays inside the repo"),
        ({"path": "/a.csv"}, "relative to the manifest"),
        (3, "a path is text"),
        (None, "a path is text"),
    ],
)
def test_what_is_no_sample_is_refused(written, message):
    with pytest.raises(ValueError, match=message):
        SAMPLE.read(written)
