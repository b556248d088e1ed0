"""A gate that does not say of a case what the case file says is found out, whichever way it errs."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.gate import Gate, gate
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.reading.files import read
from pytest_prodready.testing import Case, Unproved, prove

MANIFEST = "version: 1\nproject: {name: demo, phase: scale, owner: us}\ndatasets:\n  a: {source: a.txt}\n"


class Scales(Instrument):
    name = "scales"

    def weigh(self, path: str) -> int:
        content = read(self.bench.root, path)
        self.saw(Evidence(path, 1, "weights", content.sha256))
        return int(content.text())

    def weigh_loosely(self, path: str) -> int:
        self.saw(Evidence(path, 1, "weights"))
        try:
            return int((self.bench.root / path).read_text() or "0")
        except OSError:
            return 0


class Heavier(Scales):
    def weigh(self, path: str) -> int:
        return 10 * super().weigh(path)


def weight(dataset: Dataset, scales: Scales) -> Iterator[Measurement]:
    """No dataset weighs more than ten.

    Why: the bench breaks.
    To fix: make it lighter.
    """
    yield at_most("weight", scales.weigh(dataset.source), 10, unit="kilograms")


def loose(dataset: Dataset, scales: Scales) -> Iterator[Measurement]:
    """No dataset weighs more than ten.

    Why: the bench breaks.
    To fix: make it lighter.
    """
    yield at_most("weight", scales.weigh_loosely(dataset.source), 10, unit="kilograms")


WEIGHT: Gate = gate("data.weight", since=Phase.SCALE)(weight)
LOOSE: Gate = gate("data.weight", since=Phase.SCALE)(loose)


def case(
    text: str | None, outcome: Outcome | None, because: str = "", *, of: Gate = WEIGHT, manifest: str = MANIFEST
) -> Case:
    files: Mapping[str, str] = {"prodready.yaml": manifest, **({} if text is None else {"a.txt": text})}
    return Case(of, "tried", files, outcome, because)


def test_a_good_case_passes_and_its_verdict_is_returned(tmp_path: Path) -> None:
    verdict = prove(case("3", Outcome.PASSED), tmp_path)
    assert (verdict.outcome, verdict.measurements[0].point) == (Outcome.PASSED, 3)


def test_a_bad_case_fails_for_its_own_reason(tmp_path: Path) -> None:
    verdict = prove(case("11", Outcome.FAILED, "weight: 11 > 10"), tmp_path)
    assert (verdict.outcome, verdict.reason) == (Outcome.FAILED, "weight: 11 > 10 kilograms")
    assert prove(case(None, Outcome.UNPROVEN, "a.txt: no such file"), tmp_path / "b").outcome is Outcome.UNPROVEN


@pytest.mark.parametrize("text", [None, ""], ids=["removed", "emptied"])
def test_a_derived_case_may_be_anything_but_passed(tmp_path: Path, text: str | None) -> None:
    assert prove(case(text, None), tmp_path).outcome is Outcome.UNPROVEN


@pytest.mark.parametrize(
    ("tried", "complaint"),
    [
        (case("11", Outcome.PASSED), "data.weight-tried: the good case must pass\nweight: 11 > 10 kilograms"),
        (case("3", Outcome.FAILED, "weight: 3 > 10"), "data.weight-tried: it must not pass, and did"),
        (case(None, None, of=LOOSE), "data.weight-tried: it must not pass, and did"),
        (case("", None, of=LOOSE), "data.weight-tried: it must not pass, and did"),
        (case("11", Outcome.FAILED, "weight: 12 > 10"), "expected failed because of 'weight: 12 > 10'"),
        (case("11", Outcome.UNPROVEN, "weight: 11 > 10"), "expected unproven because of 'weight: 11 > 10'"),
        (case(None, Outcome.FAILED, "a.txt: no such file"), "expected failed because of 'a.txt: no such file'"),
    ],
    ids=["good fails", "bad passes", "removed passes", "emptied passes", "other reason", "failed", "unproven"],
)
def test_a_gate_that_says_something_else_is_found_out(tmp_path: Path, tried: Case, complaint: str) -> None:
    with pytest.raises(Unproved) as error:
        prove(tried, tmp_path)
    assert complaint in str(error.value)


def test_what_the_gate_really_said_is_shown(tmp_path: Path) -> None:
    with pytest.raises(
        Unproved, match=r"(?s)because of 'too old'.*weight: 11 > 10 kilograms.*where +prodready\.yaml:4"
    ):
        prove(case("11", Outcome.FAILED, "too old"), tmp_path)


def test_a_manifest_that_owes_the_gate_nothing_names_its_problems(tmp_path: Path) -> None:
    early = gate("data.weight", since=Phase.SCALE, needs=["schema"], optional_for=[Dataset])(weight)
    found = prove(case("3", Outcome.FAILED, "declares nothing under datasets with schema", of=early), tmp_path)
    assert found.declaration is None


def test_every_declaration_of_a_good_case_must_pass(tmp_path: Path) -> None:
    two = MANIFEST + "  b: {source: b.txt}\n"
    files = {"prodready.yaml": two, "a.txt": "3", "b.txt": "11"}
    with pytest.raises(Unproved, match="weight: 11 > 10"):
        prove(Case(WEIGHT, "good", files, Outcome.PASSED), tmp_path)
    assert prove(Case(WEIGHT, "bad", files, Outcome.FAILED, "weight: 11"), tmp_path / "2").declaration == "b"


def test_a_problem_of_a_good_cases_manifest_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(Unproved, match=r"prodready\.yaml:4:\d+: unknown key 'rle'"):
        prove(case("3", Outcome.PASSED, manifest=MANIFEST.replace("a.txt}", "a.txt, rle: x}")), tmp_path)


def test_instruments_of_a_third_party_are_used(tmp_path: Path) -> None:
    with pytest.raises(Unproved, match="weight: 30 > 10"):
        prove(case("3", Outcome.PASSED), tmp_path, instruments={"scales": f"{__name__}:Heavier"})


def test_files_of_a_case_lie_in_folders_of_their_own_and_a_folder_serves_one_case(tmp_path: Path) -> None:
    files = {"prodready.yaml": MANIFEST.replace("a.txt", "deep/er/a.txt"), "deep/er/a.txt": "4"}
    assert prove(Case(WEIGHT, "good", files, Outcome.PASSED), tmp_path).evidence[0].subject == "deep/er/a.txt"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["repo", "scratch"]
