import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_prodready.instruments.documents.document import Form
from pytest_prodready.instruments.documents.headings import parts
from pytest_prodready.instruments.documents.markdown import parse
from pytest_prodready.instruments.documents.placeholders import placeholders
from pytest_prodready.instruments.documents.plan_topics import OWNER

CARD = """\
---
license: mit
---
before

# Title *one*

Some `code` and
a [link](docs/a.md).

## Inner

- first
  goes on
- second

| a | b |
|---|---|
| 1 | two words |

```sh title="x"
ls -l
```

# Second

<!-- nothing
here -->
<div>shown</div>
"""


def parsed(text):
    return parse(text, "card.md", "0")


def test_sections_nest_by_level_and_know_their_lines():
    document = parsed(CARD)
    assert [(section.title, section.level, section.line) for section in document.walk()] == [
        ("", 0, 1),
        ("Title one", 1, 6),
        ("Inner", 2, 11),
        ("Second", 1, 25),
    ]
    assert [section.title for section in document.sections] == ["", "Title one", "Second"]
    assert document.titles == ("Title one", "Inner", "Second")
    assert document.front_matter == {"license": "mit"}


def test_passages_are_read_without_markup_and_with_their_lines():
    title, inner = list(parsed(CARD).walk())[1:3]
    passage = title.passages[0]
    assert (passage.text, passage.prose, passage.line) == ("Some code and\na link.", "Some   and\na link.", 8)
    assert [(snippet.text, snippet.line) for snippet in passage.snippets] == [("code", 8)]
    assert [(link.target, link.line) for link in passage.links] == [("docs/a.md", 9)]
    items = [(one.text, one.line) for one in inner.passages if one.form is Form.ITEM]
    assert items == [("first\ngoes on", 13), ("second", 15)]


def test_tables_and_code_are_kept_apart():
    inner = list(parsed(CARD).walk())[2]
    assert [[cell.text for cell in row] for row in inner.tables[0].rows] == [["a", "b"], ["1", "two words"]]
    assert [row[0].line for row in inner.tables[0].rows] == [17, 19]
    assert [(code.language, code.text, code.line) for code in inner.codes] == [("sh", "ls -l\n", 22)]
    assert inner.words == 3 + 1 + 2 + 2


def test_html_shows_its_text_and_hides_its_comments():
    second = parsed(CARD).sections[2]
    assert second.words == 1
    assert [" ".join(one.text.split()) for one in second.passages if one.text.strip()] == ["shown"]


def test_windows_line_ends_change_nothing():
    unix, windows = parsed(CARD), parsed(CARD.replace("\n", "\r\n"))
    assert unix.sections == windows.sections
    assert (windows.front_matter, windows.problems) == (unix.front_matter, ())


def test_a_heading_in_a_list_or_quotation_opens_no_section():
    assert parsed("> # quoted\n\n- # listed\n\n# Real\n").titles == ("Real",)


def test_front_matter_that_is_no_mapping_is_told():
    document = parsed("---\n- a\n- b\n---\n# T\n")
    assert document.front_matter is None
    (problem,) = document.problems
    assert (str(problem.where), problem.what, problem.saw) == ("card.md:2", "the front matter is no mapping", "a list")


def test_a_key_that_is_written_twice_is_told():
    (problem,) = parsed("---\na: 1\na: 2\n---\n# T\n").problems
    assert str(problem.where) == "card.md:3:1"


def test_front_matter_that_never_ends_is_told():
    assert [str(problem) for problem in parsed("---\na: 1\n\n# T\n").problems] == [
        "card.md:1: the front matter has no closing `---` line; fix: close it"
    ]


def test_front_matter_that_is_no_yaml_is_told_with_its_place():
    (problem,) = parsed("---\na: [1\n---\n# T\n").problems
    assert str(problem).startswith("card.md:3:1: not YAML: did not find")


def test_empty_front_matter_is_told():
    assert [problem.what for problem in parsed("---\n---\n# T\n").problems] == ["the front matter is empty"]


def test_a_document_without_front_matter_has_no_problem():
    assert parsed("# T\n\ntext\n\n---\n").problems == ()


PIECES = """
---|# |## |- |> |```|sh|`|a [b](c)|<!--|-->|<div>|[x](y)|{{|}}|TODO|    |text |a: 1|[|*|![i](j)|
""".strip().split("|")
markup = st.lists(
    st.sampled_from([*PIECES, "\n", "\n\n", "\r\n", "\t", "\x00", "\u202e", "a | b\n|-|-|\n"]), max_size=30
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), markup.map("".join)))
def test_any_text_is_a_document(text):
    document = parsed(text)
    last = text.count("\n") + text.count("\r") + 1
    for section in document.walk():
        assert 0 < section.line <= last
        assert section.words >= 0
        assert all(0 < one.line <= last for one in placeholders(section, deep=False))
    assert len(document.titles) == sum(1 for section in document.walk() if section.title)


@pytest.mark.parametrize(
    "piece",
    ["(", "[", "<a", "a", ".", ":", "{{", "to be ", "# (", ".\n", "- ", "?", "1.", "<!--", " ", "| ", "1,", "`'", "_"],
)
def test_no_repetition_makes_reading_long(piece):
    text = "# T\n\n(" + piece * 50_000 + "\n\n# " + piece.strip() * 50_000 + "x\n"
    document = parsed(text)
    for section in document.walk():
        placeholders(section)
    parts(document, OWNER)
