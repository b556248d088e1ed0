"""A schema of a public standard is shown corrupted copies just as one of pandera's own is."""

import pytest

CONTRACT = """\
apiVersion: v3.1.0
kind: DataContract
schema:
- name: t
  properties:
  - {name: zip, logicalType: string, required: true, logicalTypeOptions: {pattern: "^[0-9]{5}$"}}
  - {name: visits, logicalType: integer, logicalTypeOptions: {minimum: 1, maximum: 90}}
  - {name: charge, logicalType: number, logicalTypeOptions: {minimum: 1, maximum: 90}}
  - {name: paid, logicalType: boolean, required: true}
  - {name: since, logicalType: date, required: true, logicalTypeOptions: {minimum: "2020-01-01", maximum: "2030-01-01"}}
"""
ROWS = "zip,visits,charge,paid,since\n" + "".join(
    f"{number:05},{number % 80 + 1 if number % 7 else ''},{number % 50 + 1.5},{'true' if number % 3 else 'false'},2024-01-{number % 28 + 1:02}\n"
    for number in range(40)
)
LINE = '{{"zip": "{0:05}", "visits": {1}, "charge": {2}, "paid": true, "since": "2024-01-{3:02}"}}\n'


@pytest.fixture
def bites(repo):
    repo.write("c.yaml", CONTRACT)
    return lambda source: repo.schemas.bites("c.yaml", repo.tables.read(source))


def test_a_contract_bites_copies_of_a_csv_whose_text_is_kept(repo, bites):
    repo.write("t.csv", ROWS)
    found = bites("t.csv")
    assert found.rows == 40
    assert found.survivors == {
        "empty_batch": [""],
        "repeated_rows": [""],
        "nulls": ["charge"],
        "all_null": ["visits", "charge"],
    }
    assert {"missing_column", "word_among_numbers", "decimal_comma", "unit_x1000", "far_future"} <= set(found.tried)


def test_a_contract_bites_copies_of_jsonl(repo, bites):
    repo.write("t.jsonl", "".join(LINE.format(n, n + 1, n + 1.5, n % 28 + 1) for n in range(40)))
    found = bites("t.jsonl")
    assert set(found.survivors) == {"empty_batch", "repeated_rows", "nulls", "all_null", "infinite"}
    assert found.survivors["infinite"] == ["charge"]  # JSON has no infinity, so pandas writes null
    assert "numbers_for_text" in found.tried
