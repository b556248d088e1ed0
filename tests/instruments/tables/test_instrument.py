import builtins
import hashlib

import pytest

from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.tables.instrument import Tables


def test_evidence_names_each_file_with_its_rows_and_bytes(repo):
    repo.write("1.csv", "a,b\n1,2\n")
    repo.write("2.csv", "a,b\n1,2\n3,4\n")
    repo.tables.read("*.csv")
    assert [(seen.subject, seen.inspected, seen.unit, seen.sha256) for seen in repo.look.evidence] == [
        ("1.csv", 1, "rows", hashlib.sha256(b"a,b\n1,2\n").hexdigest()),
        ("2.csv", 2, "rows", hashlib.sha256(b"a,b\n1,2\n3,4\n").hexdigest()),
    ]
    assert repo.look.evidence[0].facts == {"columns": 2, "format": "csv"}


def test_a_table_is_opened_once_a_run_and_seen_by_each_gate(repo):
    repo.write("t.csv", "a\n1\n")
    look = Look()
    other = Tables(repo.bench, look)
    assert repo.tables.read("t.csv") is other.read("t.csv")
    assert look.evidence == repo.look.evidence


def test_fewer_rows_than_asked_for_prove_nothing(repo):
    repo.write("t.csv", "a\n1\n2\n")
    dataset = Dataset(name="t", where=Location("prodready.yaml", 1), source="t.csv", min_rows=3)
    with pytest.raises(CannotLook) as caught:
        repo.tables.open(dataset)
    assert caught.value.reason == "t.csv: 2 rows inspected, floor is 3"
    assert repo.tables.read("t.csv", min_rows=2).rows == 2


def test_a_redacted_column_that_is_not_there_could_leak_the_one_that_is(repo):
    repo.write("t.csv", "email\nx@example.org\n")
    assert repo.refusal("t.csv", redact=("e_mail",)).reason == "redact: there is no column e_mail in t.csv"


def test_a_missing_file_is_told_with_the_nearest(repo):
    repo.write("data/customers.csv", "a\n1\n")
    refusal = repo.refusal("data/customer.csv")
    assert refusal.reason == "data/customer.csv: no such file"
    assert "there is data/customers.csv" in refusal.details


def test_without_the_extra_the_way_to_it_is_told(repo, monkeypatch):
    real = builtins.__import__

    def without_ibis(name, *rest, **options):
        if name == "ibis":
            raise ModuleNotFoundError("No module named 'ibis'", name="ibis")
        return real(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", without_ibis)
    repo.write("t.csv", "a\n1\n")
    refusal = repo.refusal("t.csv")
    assert (refusal.reason, refusal.fix) == ("ibis is not installed", "pip install 'pytest-prodready[data]'")
