from pytest_prodready.core.measurement import Standing
from pytest_prodready.core.wording import said
from pytest_prodready.instruments.documents import measures
from pytest_prodready.instruments.documents.card_topics import LIMITATIONS
from pytest_prodready.instruments.documents.headings import parts
from pytest_prodready.instruments.documents.markdown import parse

DOCUMENT = parse("# A\x1b[31m\n\n## B\n\nTBD\n\n## Limits\n\nx\n", "card.md", "0")


def test_an_absent_topic_tells_what_was_seen_and_what_counts():
    measurement = measures.absent(DOCUMENT, LIMITATIONS)
    assert said(measurement) == "sections on limitations: 0 < 1 sections; headings seen: A\\x1b[31m, B, Limits"
    assert "limitations, " in measurement.details[1]


def test_the_first_gap_is_the_place_to_open():
    gaps = [gap for part in parts(parse("# Risks\n\nok\nTBD\n", "a.md", "0"), LIMITATIONS) for gap in part.gaps]
    measurement = measures.unfilled("'Risks'", DOCUMENT, gaps, 1)
    assert (str(measurement.where), measurement.standing) == ("card.md:4", Standing.BROKEN)
    assert said(measurement) == "placeholders in 'Risks': 1 > 0 placeholders; line 4: TBD"


def test_no_gap_holds_and_points_at_the_section():
    measurement = measures.unfilled("'Risks'", DOCUMENT, [], 7)
    assert (str(measurement.where), measurement.standing) == ("card.md:7", Standing.HOLDS)


def test_more_parts_are_told_by_the_first_and_their_number():
    found = parts(parse("# Risks\n\n# Caveats\n\n# Limitations\n", "a.md", "0"), LIMITATIONS)
    assert measures.quoted(found) == "'Risks' and 2 more"
    assert measures.quoted(found[:1]) == "'Risks'"
