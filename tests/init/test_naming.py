import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.init.naming import name_of, natural, told_apart, without_version
from pytest_prodready.manifest.schema import NAME


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("customers", "customers"),
        ("Größe & Co", "groe_co"),
        ("2024", "table_2024"),
        ("日本", "table"),
        ("__x__", "x"),
        ("a" * 99, "a" * 60),
    ],
)
def test_a_stem_becomes_a_name(stem, name):
    assert name_of(stem, "table") == name


@given(st.lists(st.text(max_size=80), max_size=8))
def test_every_name_is_one_that_the_manifest_takes_and_given_once(texts):
    names = told_apart(name_of(text, "table") for text in texts)
    assert len(set(names)) == len(texts)
    assert all(re.fullmatch(NAME, name) for name in names)


def test_names_that_are_taken_get_a_number():
    assert told_apart(["a", "a", "a_2", "a"]) == ["a", "a_2", "a_2_2", "a_3"]


@pytest.mark.parametrize(
    ("stem", "plain"), [("churn-1.1.0", "churn"), ("churn_v2", "churn"), ("part-1", "part"), ("7", "7")]
)
def test_a_version_is_no_part_of_a_name(stem, plain):
    assert without_version(stem) == plain


def test_versions_are_in_the_order_that_people_mean():
    assert sorted(["m-1.10", "m-1.9"], key=natural) == ["m-1.9", "m-1.10"]
