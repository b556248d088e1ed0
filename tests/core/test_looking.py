import contextlib
import pickle

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.looking import CannotLook, Look, looking


def test_a_swallowed_cannot_look_stays_in_the_record() -> None:
    with looking(Look()) as look, contextlib.suppress(CannotLook):
        raise CannotLook("data.csv: no such file", fix="commit it")
    assert [blind.reason for blind in look.blind] == ["data.csv: no such file"]


def test_outside_of_a_look_nothing_is_recorded() -> None:
    with looking(Look()) as look:
        pass
    CannotLook("too late")
    assert look.blind == []


def test_the_same_evidence_is_kept_once() -> None:
    look = Look()
    for _ in range(2):
        look.saw(Evidence("a", 1, "rows"))
    assert look.evidence == [Evidence("a", 1, "rows")]


def test_it_survives_a_process_border_with_its_way_out() -> None:
    back = pickle.loads(pickle.dumps(CannotLook("late", fix="hurry", details=("a", "b"))))
    assert (back.reason, back.fix, back.details) == ("late", "hurry", ("a", "b"))
