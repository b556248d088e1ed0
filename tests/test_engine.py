import contextlib
import math
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.gate import Gate, gate
from pytest_prodready.core.instrument import Bench, Instrument
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.engine import NOT_RUN, Engine
from pytest_prodready.policy.plan import Judgement

LINE = Location("prodready.yaml", 3)


class Eyes(Instrument):
    name = "eyes"

    def see(self, inspected: int = 10) -> None:
        self.saw(Evidence("customers.csv", inspected, "rows"))

    def miss(self) -> None:
        raise CannotLook("customers.csv: no such file", fix="commit it", details=("looked in data/",))


class Hands(Eyes):
    name = "hands"
    executes = True


class Strangers(Instrument):
    name = "eyes"


def judged(
    judge, tmp_path: Path, *, static: bool = False, deadline: float = 30.0, toolbox: dict[str, str] | None = None
) -> Verdict:  # type: ignore[no-untyped-def]
    judge.__doc__ = "Nothing is too large.\n\nWhy: large things break.\n\nTo fix: make them small."
    made: Gate = gate("data.size", since=Phase.PILOT, deadline=deadline)(judge)
    subject = Dataset(name="customers", where=LINE, source="customers.csv")
    engine = Engine(Bench(tmp_path, tmp_path), toolbox or {}, Evidence("prodready.yaml", 1, "declarations"), static)
    return engine.decide(Judgement(gate_id=made.id, declaration="customers", where=LINE, gate=made, subject=subject))


def sound(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    eyes.see()
    yield at_most("size", 1, 2, unit="rows")


def broken(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    eyes.see()
    yield at_most("size", 1, 2, unit="rows")
    yield at_most("width", 3, 2, unit="rows", details=["rows 17, 42"])
    yield at_most("depth", 9, 2, unit="rows")


def looks_at_nothing(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    yield at_most("size", 1, 2, unit="rows")


def measures_nothing(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    eyes.see()
    yield from ()


def inspects_nothing(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    eyes.see(0)
    yield at_most("size", 1, 2, unit="rows")


def nan_value(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    eyes.see()
    yield at_most("size", math.nan, 2, unit="rows")


def infinite_limit(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    eyes.see()
    yield at_most("size", 1, math.inf, unit="rows")


def swallows(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    eyes.see()
    with contextlib.suppress(CannotLook):
        eyes.miss()
    yield at_most("size", 1, 2, unit="rows")


def cannot_look(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    eyes.miss()
    yield at_most("size", 1, 2, unit="rows")


def crashes(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    eyes.see()
    yield at_most("size", 1, 2, unit="rows")
    raise ZeroDivisionError("\x1b[2J")


def leaves(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    eyes.see()
    yield at_most("size", 1, 2, unit="rows")
    raise SystemExit(0)


def undecided(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    eyes.see()
    yield at_most("missing", Estimate(0.01, 0.005, 0.04, 100), 0.02, unit="share")


def yields_a_word(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    eyes.see()
    yield at_most("size", 1, 2, unit="rows")
    yield "fine"  # type: ignore[misc]


def hangs(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    eyes.see()
    threading.Event().wait()
    yield at_most("size", 1, 2, unit="rows")


def executes(dataset: Dataset, hands: Hands) -> Iterator[Measurement]:
    hands.see()
    yield at_most("size", 1, 2, unit="rows")


def test_what_was_seen_measured_and_holds_passes(tmp_path: Path) -> None:
    verdict = judged(sound, tmp_path)
    assert (verdict.outcome, verdict.reason) == (Outcome.PASSED, "")
    assert [evidence.subject for evidence in verdict.evidence] == ["customers.csv"]


def test_the_first_broken_measurement_is_the_reason_and_all_are_kept(tmp_path: Path) -> None:
    verdict = judged(broken, tmp_path)
    assert (verdict.outcome, verdict.reason) == (Outcome.FAILED, "width: 3 > 2 rows; rows 17, 42 (+1 more)")
    assert (len(verdict.measurements), verdict.fix) == (3, "make them small.")


@pytest.mark.parametrize(
    ("judge", "reason"),
    [
        (looks_at_nothing, "nothing was looked at"),
        (measures_nothing, "nothing was measured"),
        (inspects_nothing, "0 rows inspected in customers.csv"),
        (nan_value, "size: nan against 2 is no comparison of finite numbers"),
        (infinite_limit, "size: 1 against inf is no comparison of finite numbers"),
        (swallows, "cannot evaluate: customers.csv: no such file"),
        (cannot_look, "cannot evaluate: customers.csv: no such file"),
        (crashes, r"the gate crashed: ZeroDivisionError: \x1b[2J"),
        (leaves, "the gate crashed: SystemExit: 0"),
        (undecided, "missing: 1% <= 2% holds, but its bound 4% does not at n=100: needs n of about 900"),
        (yields_a_word, "the gate yielded something that is no measurement"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_cannot_be_taken_for_proof_is_unproven(judge, reason: str, tmp_path: Path) -> None:
    verdict = judged(judge, tmp_path)
    assert (verdict.outcome, verdict.reason, verdict.stops) == (Outcome.UNPROVEN, reason, True)


def test_what_could_not_be_seen_brings_its_way_out(tmp_path: Path) -> None:
    verdict = judged(cannot_look, tmp_path)
    assert (verdict.fix, verdict.details) == ("commit it", ("looked in data/",))


def test_a_gate_that_hangs_is_unproven_at_its_deadline(tmp_path: Path) -> None:
    verdict = judged(hangs, tmp_path, deadline=0.05)
    assert (verdict.outcome, verdict.reason) == (Outcome.UNPROVEN, "timed out: no verdict within 0.05 s")


def test_a_static_engine_runs_nothing_of_the_repo(tmp_path: Path) -> None:
    assert judged(executes, tmp_path).outcome is Outcome.PASSED
    verdict = judged(executes, tmp_path, static=True)
    assert (verdict.outcome, verdict.reason, verdict.evidence) == (Outcome.UNPROVEN, NOT_RUN, ())
    assert judged(sound, tmp_path, static=True).outcome is Outcome.PASSED


def test_an_instrument_is_replaced_only_by_one_of_its_kind(tmp_path: Path) -> None:
    verdict = judged(sound, tmp_path, toolbox={"eyes": "collections:OrderedDict"})
    assert verdict.reason == "cannot evaluate: instrument 'eyes' is collections:OrderedDict, which is no Eyes"
