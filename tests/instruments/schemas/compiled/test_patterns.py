import re

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.schemas.compiled.patterns import compilable


@pytest.mark.parametrize(
    "pattern",
    [
        "^C[0-9]{2}$",
        r"^[a-z0-9.]+@[a-z0-9]+\.[a-z]+$",
        r"^[^@\s]+@[^@\s]+$",
        "(a|b)*c?",
        "(?:ab){1,3}",
        r"\d{4}-\d{2}-\d{2}",
        "a.*?b",
    ],
)
def test_what_both_flavours_read_alike_is_compiled(pattern):
    assert compilable(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "(?i)a",
        "a(?=b)",
        r"(a)\1",
        "(?P<x>a)",
        "a*+",
        "a{2}{3}",
        "a**",
        "*a",
        r"a\b",
        r"\Aa\Z",
        r"\x41",
        "[a--b]",
        "[[:alpha:]]",
        "a{,3}",
        "é",
        "a{1001}",
        "(a",
        re.compile("a"),
        b"a",
        None,
    ],
)
def test_everything_else_is_left_to_pandera(pattern):
    assert not compilable(pattern)


@given(st.text(r"ab1.^$|()[]{}*+?\dws-:,", max_size=8))
def test_what_is_compiled_both_libraries_compile(pattern):
    if compilable(pattern):
        found = re.search(pattern, "ab1-a.b w") is not None
        assert duckdb.execute("SELECT regexp_matches('ab1-a.b w', ?)", [pattern]).fetchone() == (found,)
