import pytest

from pytest_prodready.instruments.documents.markdown import parse
from pytest_prodready.instruments.documents.placeholders import placeholders


def found(text):
    document = parse(text, "card.md", "0")
    return [(one.line, one.text) for section in document.sections for one in placeholders(section)]


@pytest.mark.parametrize(
    "text",
    [
        "[More Information Needed]",
        "More information needed for further recommendations.",
        "Lorem ipsum dolor sit amet.",
        "by {{ developers }}",
        "{% if owner %}",
        "ask <your name>",
        "ask [insert your team]",
        "<team>",
        "TODO: describe",
        "we will write this, TODO.",
        "todo",
        "- **License:** todo",
        "owner: tbd",
        "FIXME",
        "the value is XXX",
        "coming soon",
        "To be defined",
        "Owner: to be decided by the board",
        "The threshold is to be determined.",
        "limits still to be filled in",
        "- **Paper:** ...",
        "???",
        "N/A",
        "None.",
        "This section is meant to convey both technical and\nsociotechnical limitations.",
        "You can embed local or remote images using `![](...)`",
    ],
)
def test_what_nobody_has_filled_in_is_found(text):
    assert [line for line, _ in found(f"# A\n\n{text}\n")] == [3]


@pytest.mark.parametrize(
    "text",
    [
        "The model ranks the entries of a TODO list and of TODO apps.",
        "Para todo el mundo.",
        "`TODO` is what the linter reports",
        "```python\n# TODO: tune\n```",
        "<!-- TODO: ask legal -->\n\nWritten by us.",
        "The alarm is to be confirmed by two people within an hour.",
        "Rows to be added to the queue are checked first.",
        "- **Finetuned from model:** None\n- **Demo:** N/A",
        "| a | b |\n| - | - |\n| 1 | ... |",
        "He said ... and left.",
        "[Add a row](https://example.org)",
        "Sizes range from S to XXXL.",
        "<details>text</details>",
        "More information is in the paper.",
    ],
)
def test_ordinary_text_raises_no_alarm(text):
    assert found(f"# A\n\n{text}\n") == []


def test_each_line_is_told_once_with_its_number():
    text = "# A\r\n\r\nfine\r\nTODO and TBD\r\n\r\n## {{ title }}\r\n\r\n- ok\r\n- FIXME\r\n"
    assert found(text) == [(4, "TBD"), (6, "{{ title }}"), (9, "FIXME")]


def test_a_section_is_told_alone_when_asked_not_to_go_deep():
    document = parse("# A\n\nfine\n\n## B\n\nTBD\n", "card.md", "0")
    assert placeholders(document.sections[0], deep=False) == ()
    assert [str(one) for one in placeholders(document.sections[0])] == ["line 7: TBD"]
