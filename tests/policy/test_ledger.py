from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import at_most
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.policy.ledger import Ledger
from pytest_prodready.policy.plan import Owed

A, B = "prodready.yaml::data::schema[customers]", "prodready.yaml::data::duplicates[customers]"
LINE = Location("prodready.yaml", 4)


def owed(gate: str) -> Owed:
    return Owed(gate_id=gate, declaration="customers", where=LINE)


def passed(gate: str) -> Verdict:
    return Verdict(
        gate=gate,
        declaration="customers",
        outcome=Outcome.PASSED,
        location=LINE,
        measurements=(at_most("x", 0, 0, unit="rows"),),
        evidence=(Evidence("customers.csv", 10, "rows"),),
    )


def ledger() -> Ledger:
    return Ledger({A: owed("data.schema"), B: owed("data.duplicates")})


def test_judged_exactly_once_is_complete() -> None:
    book = ledger()
    book.select([A, B, "tests/test_x.py::test_y"])
    book.record(A, passed("data.schema"))
    assert not book.complete
    book.record(B, passed("data.duplicates"))
    assert book.complete
    assert {node: verdict.outcome for node, verdict in book.closed("").items()} == dict.fromkeys((A, B), Outcome.PASSED)


def test_owed_and_never_judged_is_unproven() -> None:
    book = ledger()
    book.select([A, B])
    book.record(A, passed("data.schema"))
    final = book.closed("nobody knows")[B]
    assert (final.outcome, final.reason, book.lost) == (Outcome.UNPROVEN, "owed, but not judged", (B,))


def test_judged_twice_is_unproven_even_when_both_passed() -> None:
    book = ledger()
    book.select([A, B])
    for _ in range(2):
        book.record(A, passed("data.schema"))
    assert book.closed("")[A].reason == "judged 2 times, not once"
    assert not book.complete


def test_what_was_not_selected_is_told_with_the_reason() -> None:
    book = ledger()
    book.select([A])
    book.record(A, passed("data.schema"))
    assert (book.left_out, book.lost, book.complete) == ((B,), (), False)
    assert (
        book.closed("not selected on the command line")[B].reason
        == "owed, but not judged: not selected on the command line"
    )


def test_a_verdict_on_something_else_under_a_node_does_not_count() -> None:
    book = ledger()
    book.select([A, B])
    book.record(A, passed("data.duplicates"))
    book.record("tests/test_x.py::test_y", passed("data.schema"))
    assert (book.verdicts, book.lost) == ({}, (A, B))


def test_a_run_that_owes_nothing_is_not_complete() -> None:
    assert not Ledger({}).complete
