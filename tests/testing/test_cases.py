"""A case file that does not prove its gate able to fail is refused, each time in its own words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.gate import Gate, gate
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.model import Model
from pytest_prodready.testing import CaseFileError, cases

GOOD = """\
good:
  prodready.yaml: "models: {}"
  weight.txt: "3"
  notes.md: none
"""
BAD = """\
bad:
  too_heavy:
    edit: weight.txt
    replace: {"3": "11"}
    outcome: failed
    because: "weight: 11 > 10"
"""


class Scales(Instrument):
    name = "scales"


def weight(model: Model, scales: Scales) -> Iterator[Measurement]:
    """No model weighs more than ten.

    Why: the bench breaks.
    To fix: make it lighter.
    """
    scales.saw(Evidence("x", 1, "weights"))
    yield at_most("weight", 1, 10, unit="kilograms")


WEIGHT: Gate = gate("team.weight", since=Phase.VALIDATE)(weight)


def refused(folder: Path, text: str) -> str:
    path = folder / "weight.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseFileError) as refusal:
        cases(WEIGHT, path)
    return str(refusal.value)


def edited(edit: str, rest: str = "outcome: failed\n    because: it is too heavy\n") -> str:
    return f"{GOOD}bad:\n  worse:\n    {edit}\n    {rest}"


def test_the_good_case_the_bad_ones_and_what_follows_from_the_files(tmp_path: Path) -> None:
    path = tmp_path / "weight.yaml"
    path.write_text(GOOD + BAD + "exempt: {notes.md: nobody reads it}\n")
    found = {case.name: case for case in cases(WEIGHT, path)}
    assert list(found) == ["good", "too_heavy", "without weight.txt", "with weight.txt emptied"]
    assert (found["good"].outcome, found["good"].because) == (Outcome.PASSED, "")
    assert (found["too_heavy"].outcome, found["too_heavy"].because) == (Outcome.FAILED, "weight: 11 > 10")
    assert {name: case.files.get("weight.txt") for name, case in found.items()} == {
        "good": "3",
        "too_heavy": "11",
        "without weight.txt": None,
        "with weight.txt emptied": "",
    }
    assert {case.files["notes.md"] for case in found.values()} == {"none"}
    assert [case.outcome for case in cases(WEIGHT, path)[2:]] == [None, None]
    assert str(found["good"]) == "team.weight-good"


def test_without_an_exemption_every_file_but_the_manifest_is_removed_and_emptied(tmp_path: Path) -> None:
    path = tmp_path / "weight.yaml"
    path.write_text(GOOD + BAD)
    assert [case.name for case in cases(WEIGHT, path)[2:]] == [
        "without weight.txt",
        "with weight.txt emptied",
        "without notes.md",
        "with notes.md emptied",
    ]


@pytest.mark.parametrize(
    ("edit", "files"),
    [
        ("edit: weight.txt\n    remove: true", None),
        ("edit: weight.txt\n    content: '99'", "99"),
    ],
    ids=["remove", "content"],
)
def test_a_file_is_removed_or_written_anew(tmp_path: Path, edit: str, files: str | None) -> None:
    path = tmp_path / "weight.yaml"
    path.write_text(edited(edit))
    assert cases(WEIGHT, path)[1].files.get("weight.txt") == files


def test_a_gate_without_a_case_file_is_refused() -> None:
    with pytest.raises(CaseFileError, match=r"gate team.weight has no case file test_cases.yaml beside .*test_cases"):
        cases(WEIGHT)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD + BAD + "god: {}\n", "weight.yaml: a case file has the keys good, bad and exempt, and no other"),
        ("- good\n", "weight.yaml: a case file has the keys good, bad and exempt, and no other"),
        (GOOD, "weight.yaml: it has no bad case"),
        (GOOD + "bad: {}\n", "weight.yaml: it has no bad case"),
        (BAD, "weight.yaml: it has no good case"),
        ("good: {weight.txt: '3'}\n" + BAD, "weight.yaml: the good case has no prodready.yaml"),
        (GOOD + BAD + "bad: {}\n", "weight.yaml:11:1: the key 'bad' is written twice"),
        (GOOD + BAD.replace("outcome: failed", "outcome: passed"), "its outcome is failed or unproven, got 'passed'"),
        (GOOD + BAD.replace("    outcome: failed\n", ""), "its outcome is failed or unproven, got None"),
        (GOOD + BAD.replace('"weight: 11 > 10"', '"weight"'), "'because' names its reason in at least eight characters"),
        (GOOD + BAD.replace("because", "since"), "the keys are edit, one of replace, content and remove, outcome and because"),
        (GOOD + "bad:\n  worse: heavy\n", "the keys are edit, one of replace, content and remove, outcome and because"),
        (edited("edit: weight.txt"), "it is the good case with exactly one edit of one file"),
        (
            edited("edit: weight.txt\n    remove: true\n    content: '11'"),
            "it is the good case with exactly one edit of one file",
        ),
        (edited("remove: true"), "it is the good case with exactly one edit of one file"),
        (edited("edit: wieght.txt\n    remove: true"), "the good case has no file 'wieght.txt'"),
        (edited("edit: wieght.txt\n    replace: {a: b}"), "the good case has no file 'wieght.txt'"),
        (edited("edit: weight.txt\n    replace: {'4': '11'}"), "replacing '4' changes nothing"),
        (edited("edit: weight.txt\n    replace: {'3': '3'}"), "replacing '3' changes nothing"),
        (edited("edit: weight.txt\n    content: '3'"), "its edit changes nothing"),
        (edited("edit: weight.txt\n    replace: {}"), "its edit changes nothing"),
        (edited("edit: weight.txt\n    replace: heavy"), "replace maps old text to new text"),
        (edited("edit: weight.txt\n    replace: {'3': 11}"), "what replaces '3' is text: quote it"),
        (edited("edit: weight.txt\n    content: 11"), "content is text"),
        (edited("edit: weight.txt\n    remove: false"), "remove is true"),
        (
            GOOD + BAD.replace("weight: 11 > 10", "weight: (11 > 10"),
            "'because' is no regular expression: missing ), unterminated subpattern at position 8",
        ),
        (GOOD.replace('"3"', "3") + BAD, "weight.yaml: the file weight.txt of the good case is no text"),
        (GOOD + BAD + "exempt: [notes.md]\n", "weight.yaml: exempt maps a file to the reason"),
        (GOOD + BAD + "exempt: {notes.md: }\n", "weight.yaml: exempt: notes.md is exempted without a reason"),
        (GOOD + BAD + "exempt: {notes.md: no}\n", "weight.yaml:11:20: unquoted no"),
        (GOOD + BAD + "exempt: {ntoes.md: nobody reads it}\n", "weight.yaml: exempt: the good case has no file 'ntoes.md'"),
    ],
)  # fmt: skip
def test_a_case_file_that_proves_nothing_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    assert complaint in refused(tmp_path, text)
