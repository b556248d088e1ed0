import ast

from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.init.python_text import fields, listed, literal, sentence

TEXT = st.text(max_size=12) | st.sampled_from(
    ['"', "'", "\\", '"""', "'\"", "\\'", '\\"', "\n", "\ud800", "\u202e", "{}"]
)


@given(TEXT)
def test_a_literal_is_one_line_and_the_same_text(text):
    written = literal(text)
    assert ast.literal_eval(written) == text
    assert written.isprintable()


@given(TEXT)
def test_a_sentence_cannot_leave_its_docstring(text):
    (only,) = ast.parse(f'"""A {sentence(text)}."""').body
    assert isinstance(only, ast.Expr)
    assert isinstance(only.value, ast.Constant)


def test_text_is_quoted_as_people_quote_it():
    assert [literal(text) for text in ("a", "it's", 'say "a"')] == ['"a"', '"it\'s"', "'say \"a\"'"]
    assert listed(("a", "b")) == '["a", "b"]'
    assert listed((0, 1)) == "[0, 1]"


@given(st.lists(TEXT, max_size=6, unique=True), st.lists(st.sampled_from(["validate", "a", "column_1"]), max_size=3))
def test_every_field_is_a_free_name_given_once(columns, taken):
    names = fields(columns, taken)
    assert list(names) == columns
    assert len(set(names.values())) == len(columns)
    for name in names.values():
        tree = ast.parse(f"class A:\n    {name}: int")
        assert tree.body[0].body[0].target.id == name
        assert not name.startswith("_")
    assert not {*names.values()} & {*taken, "pa", "Series", "str", "int"}


def test_a_column_keeps_its_name_where_python_takes_it():
    assert fields(["tenure", "größe", "a b", "a_b", "class", "1st", "日 本"], []) == {
        "tenure": "tenure",
        "größe": "größe",
        "a b": "a_b_2",
        "a_b": "a_b",
        "class": "class_",
        "1st": "column_6_1st",
        "日 本": "column_7",
    }


def test_a_name_that_the_models_own_lines_read_is_left_to_them():
    columns = ["pa", "Series", "Any", "Config", "int", "float", "bool", "str", "validate"]
    given = ["pa_2", "series", "any", "config"]
    assert list(fields(columns, ["validate"]).values()) == [*given, "int_2", "float_2", "bool_2", "str_2", "validate_2"]
