import pytest

from pytest_prodready.instruments.documents import card_topics, plan_topics
from pytest_prodready.instruments.documents.headings import announces, names_somebody, opening, parts, plain
from pytest_prodready.instruments.documents.markdown import parse


def parsed(text):
    return parse(text, "card.md", "0")


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Model Details.", "model details"),
        ("Intended Uses:", "intended uses"),
        ("2.1 Known Limitations", "known limitations"),
        ("a) Owner", "owner"),
        ("Demo [optional]", "demo"),
        ("\u26a0\ufe0f Risks (known)", "risks"),
        ("Post-rollback checks", "post-rollback checks"),
    ],
)
def test_headings_are_compared_without_their_dress(title, heading):
    assert plain(title) == heading


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Bias, Risks, and Limitations", card_topics.LIMITATIONS),
        ("Caveats and Recommendations", card_topics.LIMITATIONS),
        ("Our known limitations", card_topics.LIMITATIONS),
        ("Intended uses & limitations", card_topics.USES),
        ("Testing Data, Factors & Metrics", card_topics.GROUPS),
        ("Quantitative Analyses", card_topics.EVALUATION),
        ("Bias and Fairness", card_topics.GROUPS),
        ("Where to send questions or comments about the model", card_topics.CONTACT),
        ("When to roll back", plan_topics.TRIGGER),
        ("Who and when", plan_topics.OWNER),
        ("Recovery time objective (RTO)", plan_topics.TIME_LIMIT),
    ],
)
def test_the_names_of_the_field_announce_their_topic(title, topic):
    assert announces(title, topic)


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Limitations of liability insurance", card_topics.LIMITATIONS),
        ("Bias, Risks, and Limitations", card_topics.GROUPS),
        ("How to use", card_topics.USES),
        ("", card_topics.CONTACT),
        ("Automated Rollback", plan_topics.STEPS),
    ],
)
def test_other_headings_do_not(title, topic):
    assert not announces(title, topic)


def test_a_part_is_the_outermost_section_with_all_below_it():
    found = parts(parsed("# Uses\n\none\n\n## Direct use\n\ntwo three TODO\n"), card_topics.USES)
    assert [(part.title, part.line, part.words) for part in found] == [("Uses", 1, 4)]
    assert [gap.line for gap in found[0].gaps] == [7]


def test_a_broader_heading_counts_only_without_a_better_one():
    text = "# Training details\n\nmany words\n\n## Training data\n\nrows\n"
    assert [part.title for part in parts(parsed(text), card_topics.TRAINING_DATA)] == ["Training data"]
    bare = parts(parsed("# Training details\n\nrows\n"), card_topics.TRAINING_DATA)
    assert [part.title for part in bare] == ["Training details"]


def test_a_label_speaks_where_there_is_no_heading():
    found = parts(parsed("# Plan\n\n- **Owner:** retention team\n- **Time limit:** 5 minutes\n"), plan_topics.OWNER)
    assert [(part.title, part.text, part.line) for part in found] == [("Owner", "retention team", 3)]


def test_a_row_of_a_table_speaks_where_there_is_no_heading():
    found = parts(parsed("| What | Who |\n| - | - |\n| Time limit | 5 minutes |\n"), plan_topics.TIME_LIMIT)
    assert [(part.text, part.line) for part in found] == [("5 minutes", 3)]


def test_a_statement_speaks_where_there_is_neither():
    text = "# M\n\nRecall is lower for customers of some age groups and higher for all of the others.\n"
    assert [part.line for part in parts(parsed(text), card_topics.GROUPS)] == [3]
    assert parts(parsed("# M\n\nBy age group.\n"), card_topics.GROUPS) == ()


def test_numbers_in_what_a_program_printed_count_and_those_in_a_program_do_not():
    printed, program = (f"# Results\n\n```{language}\n0.91\n```\n" for language in ("text", "python"))
    assert parts(parsed(printed), card_topics.EVALUATION)[0].numbers == 1
    assert parts(parsed(program), card_topics.EVALUATION)[0].numbers == 0


def test_the_opening_is_what_stands_under_the_first_heading():
    assert [part.text for part in opening(parsed("# M\n\nIt scores.\n\n## More\n\nno\n"))] == ["It scores."]
    assert opening(parsed("# M\n\n## More\n")) == ()
    assert opening(parsed("")) == ()


@pytest.mark.parametrize(
    ("text", "somebody"),
    [
        ("the on-call engineer of retention-team", True),
        ("@ada", True),
        ("Whoever is available.", False),
        ("Everyone on the team is responsible", False),
        ("", False),
        ("12345", False),
    ],
)
def test_everybody_is_nobody(text, somebody):
    assert names_somebody(text) is somebody
