from collections.abc import Iterator

import pytest

from pytest_prodready.core.catalog import Catalog
from pytest_prodready.core.gate import Gate, GateError, gate
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.service import Service


class Eyes(Instrument):
    name = "eyes"


def toothed(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    """Nothing is too large.

    Why: large things break.
    To fix: make them small.
    """
    yield at_most("size", 1, 2, unit="rows")


def no_instrument(dataset: Dataset) -> Iterator[Measurement]:
    """A word is enough.

    Why: it is not. To fix: look.
    """
    yield at_most("size", 1, 2, unit="rows")


def wrong_name(dataset: Dataset, ears: Eyes) -> Iterator[Measurement]:
    """Nothing is too loud.

    Why: noise. To fix: hush.
    """
    yield at_most("size", 1, 2, unit="rows")


def no_annotation(dataset: Dataset, eyes) -> Iterator[Measurement]:  # type: ignore[no-untyped-def]
    """Nothing is too loud.

    Why: noise. To fix: hush.
    """
    yield at_most("size", 1, 2, unit="rows")


def no_subject(eyes: Eyes, dataset: Dataset) -> Iterator[Measurement]:
    """Nothing is too loud.

    Why: noise. To fix: hush.
    """
    yield at_most("size", 1, 2, unit="rows")


def no_docstring(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    yield at_most("size", 1, 2, unit="rows")


def no_why(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    """Nothing is too loud.

    To fix: hush.
    """
    yield at_most("size", 1, 2, unit="rows")


def no_fix(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    """Nothing is too loud.

    Why: noise.
    """
    yield at_most("size", 1, 2, unit="rows")


def no_promise(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    """Why: noise.

    To fix: hush.
    """
    yield at_most("size", 1, 2, unit="rows")


def returns_a_list(dataset: Dataset, eyes: Eyes) -> list[Measurement]:
    """Nothing is too loud.

    Why: noise. To fix: hush.
    """
    return []


@pytest.mark.parametrize(
    ("judge", "complaint"),
    [
        (no_instrument, "it names no instrument, so it could only take the repo's word"),
        (wrong_name, "parameter 'ears' is annotated Eyes, whose name is 'eyes'"),
        (no_annotation, "parameter 'eyes' must be annotated with an instrument, got None"),
        (no_subject, "first parameter must be annotated with a declaration"),
        (no_docstring, "it has no docstring"),
        (no_why, "its docstring has no 'Why:'"),
        (no_fix, "its docstring has no 'To fix:'"),
        (no_promise, "opens with one sentence"),
        (returns_a_list, "must be a generator"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_toothless_gate_is_refused_when_it_is_declared(judge, complaint: str) -> None:
    with pytest.raises(GateError, match=complaint):
        gate("data.size", since=Phase.PILOT)(judge)


@pytest.mark.parametrize(
    "gate_id", ["size", "data.", "data.Size", "nowhere.size", "data.a[b]", "data.a::b", "data.a b", "data." + "a" * 65]
)
def test_a_malformed_id_is_refused(gate_id: str) -> None:
    with pytest.raises(GateError, match="is malformed: write gap.name, the gap one of data, infrastructure"):
        gate(gate_id, since=Phase.PILOT)(toothed)


def test_a_field_that_no_declaration_has_is_refused() -> None:
    with pytest.raises(GateError, match="Dataset has no field 'smell'"):
        gate("data.size", since=Phase.PILOT, needs=["smell"])(toothed)


def test_a_field_of_a_nested_entry_is_needed_by_its_path() -> None:
    assert gate("data.size", since=Phase.PILOT, needs=["time.event"])(toothed).needs == ("time.event",)
    for path in ("time.smell", "smell.event", "key.event", "time.event.x"):
        with pytest.raises(GateError, match=f"Dataset has no field '{path}'"):
            gate("data.size", since=Phase.PILOT, needs=[path])(toothed)


def test_a_sound_gate_knows_what_it_judges_and_promises() -> None:
    made = gate("data.size", since=Phase.PILOT)(toothed)
    assert (made.gap, made.name, made.subjects, dict(made.instruments)) == ("data", "size", (Dataset,), {"eyes": Eyes})
    assert (made.promise.sentence, made.promise.why) == ("Nothing is too large.", "large things break.")
    assert made.promise.fix == "make them small."


def test_a_union_makes_a_gate_judge_both_kinds() -> None:
    def both(target: Dataset | Service, eyes: Eyes) -> Iterator[Measurement]:
        """Nothing is too loud.

        Why: noise. To fix: hush.
        """
        yield at_most("size", 1, 2, unit="rows")

    assert gate("data.both", since=Phase.PILOT)(both).subjects == (Dataset, Service)


def test_a_doubled_id_stops_the_run_and_names_both_places() -> None:
    first, second = gate("data.size", since=Phase.PILOT)(toothed), gate("data.size", since=Phase.SCALE)(toothed)
    with pytest.raises(GateError, match=r"'data.size' is declared twice: .*test_gate.py:\d+ and .*test_gate.py:\d+"):
        Catalog([first, second])


def test_the_catalogue_is_ordered_by_gap_and_name() -> None:
    made = [gate(name, since=Phase.PILOT)(toothed) for name in ("team.b", "data.z", "data.a")]
    catalog = Catalog(made)
    assert list(catalog) == ["data.a", "data.z", "team.b"]
    assert isinstance(catalog["data.a"], Gate)
    assert len(catalog) == 3
