from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.init.yaml_lines import command, comment, listed, scalar
from pytest_prodready.reading.strict_yaml import load

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(
    TEXT
    | st.sampled_from(["yes", "1.0", "2024-01-01", "null", "~", "-", "...", "---", "0x1", "010", "1:2", "a: b", "# a"])
)
def test_a_scalar_is_read_back_as_the_same_text(text):
    for written in (f"a: {scalar(text)}\n", f"{{a: {scalar(text)}}}"):
        document = load(written.encode(), "a.yaml")
        assert (document.value, document.problems) == ({"a": text}, ())
    assert load(f"a: {listed((text, text))}".encode(), "a.yaml").value == {"a": [text, text]}


@given(st.text(max_size=20))
def test_a_comment_says_nothing_to_yaml(text):
    written = f"a: 1\n{comment(text, 2)}\n# {command(text)}\nb: 2\n"
    assert load(written.encode(), "a.yaml").value == {"a": 1, "b": 2}
    assert written.count("\n") == 4


def test_plain_text_stays_plain():
    assert scalar("data/customers-1.csv") == "data/customers-1.csv"
    assert scalar("a b") == '"a b"'
    assert command("prodready", "a b") == "prodready 'a b'"
