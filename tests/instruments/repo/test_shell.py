import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.documents.document import Code
from pytest_prodready.instruments.repo.shell import commands, snippet_words


def lines(text, language="sh"):
    return [(" ".join(command.words), command.line) for command in commands(Code(text, language, 10))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a b\nc\n", [("a b", 10), ("c", 11)]),
        ("# note\na # why\n", [("a", 11)]),
        ("a && b || c; d | e &\n", [("a", 10), ("b", 10), ("c", 10), ("d", 10), ("e", 10)]),
        ("a \\\n  b\nc\n", [("a b", 10), ("c", 12)]),
        ("X=1 Y=2 a\nZ=3\n", [("a", 10)]),
        ("$ a\nsaid\n$ b\n", [("a", 10), ("b", 12)]),
        ("(venv) $ a\n", [("a", 10)]),
        ("a > out.txt 2>&1 < in.txt\n", [("a", 10)]),
        ("a <release> --to <the version>\n", [("a PARAMETER --to PARAMETER", 10)]),
        ("cat <<EOF\nnot a command\nEOF\nb\n", [("cat", 10), ("b", 13)]),
        ("if a; then\n  b\nfi\n", [("a", 10), ("b", 11)]),
        ("for x in 1 2; do a; done\n", [("a", 10)]),
        ("echo 'two\nlines'\nb\n", [("echo two\nlines", 10), ("b", 12)]),
        ("\n\n", []),
    ],
)
def test_a_block_becomes_simple_commands_with_their_lines(text, found):
    assert lines(text) == found


def test_a_quote_that_never_closes_is_told_and_nothing_after_it_is_believed():
    (command,) = commands(Code("a 'b\nc\n", "sh", 4))
    assert (command.words, command.line, command.broken) == ((), 4, "no closing quotation")


def test_other_languages_hold_no_commands():
    assert lines("rm -rf x\n", "python") == []
    assert lines("a\n", "") == [("a", 10)]


@pytest.mark.parametrize(
    ("text", "words"),
    [("$ a b", ("a", "b")), ("X=1", ()), ("", ()), ("it's", ()), ("p95 > 200", ("p95",))],
)
def test_inline_code_is_taken_apart_too(text, words):
    assert snippet_words(text) == words


@given(st.one_of(st.text(), st.text(alphabet="ab '\"\\\n$#<>&|;()=-EOF")))
def test_no_text_breaks_the_reader(text):
    for command in commands(Code(text, "sh", 1)):
        assert bool(command.words) != bool(command.broken)
        assert 1 <= command.line <= text.count("\n") + 1
    snippet_words(text)


def test_a_quote_open_for_a_thousand_lines_is_given_up():
    assert next(commands(Code("a 'b\n" + "c\n" * 5000, "sh", 1))).broken == "no closing quotation"
