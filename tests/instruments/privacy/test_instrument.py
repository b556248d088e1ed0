import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.privacy import Privacy
from pytest_prodready.instruments.privacy.instrument import PersonalData
from pytest_prodready.instruments.tables.instrument import Tables


@pytest.fixture
def scans(tmp_path):
    (tmp_path / "t.csv").write_text("email,note\nann@gmail.com,x\n,bob@gmx.de\n")
    (tmp_path / "a.log").write_text("one\ntwo\n")
    bench, look = Bench(tmp_path, tmp_path / "scratch"), Look()

    def scan(**fields):
        privacy = Privacy(**fields)
        subject = Dataset(name="d", where=Location("prodready.yaml", 1), places={}, source="t.csv", privacy=privacy)
        table = Tables(bench, look).open(subject)
        found = {one.place: dict(one.kinds) for one in PersonalData(bench, look).scans(subject, privacy, table)}
        return found, look, table

    yield scan
    bench.close()


def test_every_column_that_is_not_declared_and_every_log_is_looked_at(scans):
    found, look, _ = scans(columns=("email",), logs=("*.log", "a.log"))
    assert found == {"note": {"email address": 1}, "a.log": {}}
    assert [(seen.subject, seen.inspected, seen.unit) for seen in look.evidence] == [
        ("t.csv", 2, "rows"),
        ("a.log", 2, "lines"),
    ]


def test_declared_columns_are_never_printed(scans):
    _, _, table = scans(columns=("email",))
    assert table.value("email", "ann@gmail.com") == "(redacted)"
    assert table.value("note", "x") == "x"


def test_a_declared_column_must_be_there(scans):
    with pytest.raises(CannotLook, match="there is no column mail in"):
        scans(columns=("mail",))
