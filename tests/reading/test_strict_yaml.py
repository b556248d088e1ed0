"""Strict YAML: nothing dropped, guessed or run; every value with its place; whatever comes in, one kind of refusal."""

import math
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pytest_prodready.core.location import Location
from pytest_prodready.reading.strict_yaml import BAD, MAX_DEPTH, Document, Unreadable, load
from pytest_prodready.reading.unreadable import Unreadable as TheSame

OLD_WORDS = ["no", "No", "NO", "yes", "on", "Off", "y", "N"]
ODD = [*OLD_WORDS[:6], "1:30", "0o7", "010", "0x1f", "1_000", ".inf", ".nan", "~", "null", "true", "2026-11-23", "=", "<<", "+1", ""]  # fmt: skip

plain_words = st.from_regex("[a-z][a-z0-9_]{0,8}", fullmatch=True).filter(lambda word: word not in {"y", "n", "no", "on", "off", "yes", "null", "true", "false"})  # fmt: skip
printable = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12).filter(
    # What PyYAML writes without quotes although 1.1 or 1.2 reads something else: y and n, and numbers such as 08 and 1e3.
    lambda word: word not in {"y", "Y", "n", "N"} and not word[:1].isdecimal() and word[:1] not in {"+", "-", "."}
)
leaves = st.one_of(
    plain_words,
    printable,
    st.sampled_from(ODD),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.none(),
    st.dates(),
)
documents = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain_words | printable, inner, max_size=4),
    max_leaves=12,
)
fragments = st.sampled_from(
    [
        "a: ",
        "- ",
        "\n",
        "  ",
        "\t",
        "[",
        "]",
        "{",
        "}",
        ": ",
        "?",
        "|\n",
        ">-\n",
        "&a ",
        "*a",
        "<<: ",
        "!!int ",
        "!x ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "'",
        '"',
        "\\",
        "#",
        "no",
        "010",
        "1:30",
        ".nan",
        "{{ x }}",
        "\u2028",
        "\ufeff",
        "\x00",
        "é",
        '"\\ud800"',
        "2026-02-30",
        ",",
    ]
)


def read(text: str) -> Document:
    return load(text.encode("utf-8"), "a.yaml")


def tried(data: bytes) -> Document | Unreadable:
    try:
        return load(data, "a.yaml")
    except Unreadable as error:
        return error


def problems(text: str) -> list[str]:
    return [str(problem).removeprefix("a.yaml:") for problem in read(text).problems]


def refusal(text: str | bytes, **how: Any) -> str:
    with pytest.raises(Unreadable) as error:
        load(text if isinstance(text, bytes) else text.encode("utf-8"), "a.yaml", **how)
    return str(error.value).removeprefix("a.yaml:")


@given(st.binary(max_size=200))
@example(b"\xff\xfea\x00")
@example(b'"\\U00110000"')
@example(b"%YAML 1." + b"9" * 5000 + b"\n--- a")
@example(b"? " * 200)
def test_whatever_the_bytes_there_is_a_document_or_one_refusal_with_a_place(data: bytes) -> None:
    found = tried(data)
    problems = [found.problem] if isinstance(found, Unreadable) else found.problems
    assert all(problem.where.line and problem.where.column for problem in problems)


@settings(max_examples=300)
@given(st.lists(fragments, max_size=25).map("".join))
def test_whatever_the_text_there_is_a_document_or_one_refusal(text: str) -> None:
    found = tried(text.encode("utf-8"))
    if isinstance(found, Unreadable):
        assert str(found).isprintable()
    else:
        assert ("<unreadable>" in repr(found.value)) <= bool(found.problems)
        assert all(str(problem).isprintable() for problem in found.problems)


@given(st.lists(fragments, max_size=25).map("".join))
@example("2026-02-30: ")
def test_what_is_read_without_a_problem_is_what_yaml_reads(text: str) -> None:
    """Modulo what 1.1 guesses: a clean document means the same to PyYAML, or holds a word that the two read apart."""
    found = tried(text.encode("utf-8"))
    if isinstance(found, Document) and not found.problems:
        assert same(found.value, yaml.load(text.encode("utf-8"), Loader=Forgiving)), found.value


class Forgiving(yaml.SafeLoader):
    """PyYAML's own, which stops at a key such as 2026-02-30; ours reads every key as text."""


def any_date(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
    """The date, or the text where the calendar has none."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


Forgiving.add_constructor("tag:yaml.org,2002:timestamp", any_date)


@given(documents)
def test_it_agrees_with_the_library_on_what_the_library_writes(value: Any) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    document = read(text)
    assert document.problems == ()
    assert same(document.value, yaml.safe_load(text))
    assert document.value == value


def same(ours: Any, theirs: Any) -> bool:
    """Equal in value and type; keys of ours are always text, where 1.1 reads numbers, dates and booleans."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return len(ours) == len(theirs) and all(
            same(mine, other) and (key == their or not isinstance(their, str))
            for (key, mine), (their, other) in zip(ours.items(), theirs.items(), strict=True)
        )
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(ours, float) and isinstance(theirs, float) and math.isnan(theirs):
        return False
    if type(ours) is type(theirs):
        return bool(ours == theirs)
    # YAML 1.2: `1e3` is a number and `0x1f`, `1_000` and `=` are text.
    if isinstance(ours, float) and isinstance(theirs, str):
        return float(theirs) == ours
    return isinstance(ours, str) and not isinstance(theirs, bool | dict | list)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("a", "a"), ("'no'", "no"), ('"1:30"', "1:30"), ("0o7", "0o7"), ("0x1f", "0x1f"), ("1_000", "1_000"),
        ("true", True), ("FALSE", False), ("~", None), ("", None), ("null", None), ("12", 12), ("-3", -3),
        ("0", 0), ("1.5", 1.5), ("1e3", 1000.0), (".5", 0.5), ("'2026-11-23'", "2026-11-23"),
        ("2026-11-23", date(2026, 11, 23)), ("2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z"), ("=", "="),
        ("|\n  two\n  lines\n", "two\nlines\n"), ("1.10.2", "1.10.2"), ("'<<'", "<<"), ("north", "north"),
    ],
)  # fmt: skip
def test_a_scalar_is_read_by_yaml_1_2(written: str, value: object) -> None:
    document = read(f"key: {written}\n")
    assert document.problems == ()
    assert document.value == {"key": value}
    assert isinstance(document.value, dict)
    assert type(document.value["key"]) is type(value)


@pytest.mark.parametrize("word", OLD_WORDS)
def test_a_word_that_1_1_takes_for_a_boolean_is_refused(word: str) -> None:
    assert problems(f"key: {word}\n") == [f"1:6: unquoted {word}; got {word}; fix: quote it, or write true or false"]
    assert read(f"key: {word}\n").value == {"key": BAD}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1:30\n", "1:4: a number in base sixty, for some readers; got 1:30; fix: quote it: '1:30'"),
        ("a: 010\n", "1:4: a number with a leading zero, which some readers take for octal; got 010; fix: drop the zero, or quote it"),
        ("a: -.INF\n", "1:4: not a finite number; got -.INF; fix: write a number"),
        ("a: 1e999\n", "1:4: not a finite number; got 1e999; fix: write a smaller number"),
        ("a: 2026-02-30\n", "1:4: no such date; got 2026-02-30; fix: write a day that the calendar has"),
        ("a: !!python/object/apply:os.system [x]\n", "1:4: tags are not allowed; got tag:yaml.org,2002:python/object/apply:os.system; fix: write the plain value"),
        ("a: !!int ''\n", "1:4: tags are not allowed; got tag:yaml.org,2002:int; fix: write the plain value"),
        ("a: &x 1\n", "1:4: anchors are not allowed; got &x; fix: write the value out where it is needed"),
        ("a: b\nc: d\na: e\n", "3:1: the key 'a' is written twice; got it again, first on line 1; fix: keep one"),
        ("a: {b: 1, b: 2}\n", "1:11: the key 'b' is written twice; got it again, first on line 1; fix: keep one"),
        ("? [a]\n: 1\n", "1:3: a key is one word of text; fix: write a plain key"),
        ("<<: {a: 1}\n", "1:1: merge keys are not allowed; got <<; fix: write the values out"),
        ('a: "\\ud800"\n', "1:4: half of a character (a lone surrogate); got \\ud800; fix: write the whole character"),
        ('a: "x\\0y"\n', "1:4: the character NUL, which no path or argument can hold; got x\\x00y; fix: remove it"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_one_problem_at_its_place(text: str, expected: str) -> None:
    assert problems(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [\n", "2:1: not YAML: "),
        ("a: b: c\n", "1:5: not YAML: "),
        ("a:\n\t- b\n", "2:1: not YAML: "),
        ("a: {{ x }}: y\n", "not YAML: "),
        ("a: 1\n---\nb: 1\n", "2:1: a second document; fix: keep one, without '---' between"),
        ("a: *x\n", "1:4: "),
        (b"\xff\xfea\x00", "1:1: UTF-16 text; fix: save it as UTF-8"),
        (b"a: 1\nb: \xe9\n", "2:1: not UTF-8: byte 0xe9; fix: save it as UTF-8"),
        ("a: x\x00y\n", "1:5: the invisible character U+0000; fix: remove it"),
    ],
)
def test_what_is_no_yaml_is_refused_at_its_line(text: str | bytes, expected: str) -> None:
    if text == "a: *x\n":
        assert problems("a: *x\n") == ["1:4: aliases are not allowed; got *x; fix: write the value out"]
    else:
        assert expected in refusal(text)


@pytest.mark.parametrize("bomb", ["[" * 3000, "- " * 3000, "{a: " * 3000, "? " * 3000], ids=lambda text: text[:3])
def test_what_is_nested_too_deep_is_refused_and_not_recursed_into(bomb: str) -> None:
    assert "nesting deeper than 64" in refusal(bomb) or "not YAML" in refusal(bomb)


@pytest.mark.parametrize(("depth", "fits"), [(MAX_DEPTH, True), (MAX_DEPTH + 1, False)])
def test_the_depth_that_is_read_is_64(depth: int, fits: bool) -> None:
    text = "[" * depth + "a" + "]" * depth
    if fits:
        assert read(text).problems == ()
    else:
        assert refusal(text) == f"1:{depth + 1}: nesting deeper than 64"


def test_an_alias_bomb_is_a_list_of_problems_and_never_expanded() -> None:
    lines = ["a: &a [x, x]"] + [f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20)]
    document = read("\n".join(lines))
    assert document.value["c"] == [BAD, BAD]  # type: ignore[index]  # a mapping
    assert len(document.problems) == 21 + 40


def test_more_than_a_thousand_problems_are_one() -> None:
    assert refusal("- no\n" * 1001).startswith("1:1: more than 1000 problems, the first on ")


def test_what_is_larger_than_allowed_is_not_read() -> None:
    assert refusal("a: " + "x" * 100, at_most=64) == "1:1: larger than the 64 bytes that are read"
    assert refusal(b"#" * ((1 << 20) + 1)) == "1:1: larger than the 1 MiB that are read"


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "\ufeff", "---\n...\n"])
def test_an_empty_document_is_none(text: str) -> None:
    assert read(text).value is None
    assert read(text).problems == ()


def test_every_value_and_key_has_its_place() -> None:
    document = read("a:\n  - b\n  - {c: 1}\n")
    assert {path: str(place) for path, place in document.places.items()} == {
        (): "a.yaml:1:1",
        ("a",): "a.yaml:2:3",
        ("a", 0): "a.yaml:2:5",
        ("a", 1): "a.yaml:3:5",
        ("a", 1, "c"): "a.yaml:3:9",
    }
    assert {path: str(place) for path, place in document.key_places.items()} == {
        ("a",): "a.yaml:1:1",
        ("a", 1, "c"): "a.yaml:3:6",
    }


def test_a_document_cut_from_a_file_has_the_lines_of_that_file() -> None:
    document = load(b"a: no\n", "card.md", first_line=41)
    assert [problem.where for problem in document.problems] == [Location("card.md", 41, 4)]
    assert "card.md:42:1" in str(refuse_at(b"a: [\n", 41))


def refuse_at(data: bytes, line: int) -> Unreadable:
    with pytest.raises(Unreadable) as error:
        load(data, "card.md", first_line=line)
    return error.value


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_count_the_same_whatever_ends_them(end: str) -> None:
    document = load(f"a: 1{end}b: no{end}".encode(), "a.yaml")
    assert [str(problem.where) for problem in document.problems] == ["a.yaml:2:4"]


def test_a_value_read_in_part_is_flawed_at_its_path() -> None:
    document = read("a: {b: no, c: 1}\nd: 1\nd: 2\ne: ok\n")
    assert set(document.flaws) == {("a", "b"), ("d",)}
    assert document.value == {"a": {"b": BAD, "c": 1}, "d": 1, "e": "ok"}


def test_a_tab_and_a_template_are_told_for_what_they_are() -> None:
    assert refusal("a:\n\tb: 1\n").endswith("fix: indent with spaces, not with tabs")
    assert refusal("a: {{ x }}\n{% if %}\n").endswith("it looks like a template; fix: render it first")


def test_the_refusal_is_one_class() -> None:
    assert Unreadable is TheSame
