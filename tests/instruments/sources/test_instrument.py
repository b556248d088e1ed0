import pandas as pd
import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.sources.sorts import Sort

MAIN = "id,price,day\n1,2.5,2026-01-01\n2,3,2026-01-02\n"


def test_a_sample_that_fits(shop):
    (found,) = shop.map(shop.write(MAIN), shop.write("day,price,id\n2025-02-03,1e2,7\n"))
    assert (found.lacking, found.surplus, found.records, found.rows, found.itself) == ((), (), 1, 1, False)
    assert {one.name: (one.sort, one.present, one.lost) for one in found.columns} == {
        "id": (Sort.NUMBER, 1, 0),
        "price": (Sort.NUMBER, 1, 0),
        "day": (Sort.DATE, 1, 0),
    }


def test_columns_are_renamed_and_the_rest_is_told(shop):
    sample = {"path": shop.write("Nr,Preis,other,price\n1,2,3,4\n"), "rename": {"Nr": "id", "Preis": "price"}}
    (found,) = shop.map(shop.write(MAIN), sample)
    assert found.lacking == ("day",)
    assert found.surplus == ("other", "price: Preis is price already")


def test_lost_values_are_counted_with_the_first_rows(shop):
    sample = shop.write("id,price,day\n" + "".join(f'{row},"{row},5",03.02.2025\n' for row in range(1, 6)) + "6,,\n")
    (found,) = shop.map(shop.write(MAIN), sample)
    price = next(one for one in found.columns if one.name == "price")
    assert (price.present, price.lost) == (5, 5)
    assert price.examples == ("row 1 has '1,5'", "row 2 has '2,5'", "row 3 has '3,5'")


def test_redacted_values_are_not_told_under_any_name(shop):
    sample = {"path": shop.write("id,Preis,day\n1,s3cret,\n"), "rename": {"Preis": "price"}}
    (found,) = shop.map(shop.write(MAIN), sample, redact=("price",))
    assert next(one.examples for one in found.columns if one.lost) == ("row 1 has '(redacted)'",)


def test_every_file_of_a_pattern_is_a_sample(shop):
    for name in ("a", "b"):
        (shop.root / f"pattern_{name}.csv").write_text(MAIN.replace("2.5", name))
    found = shop.map(shop.write(MAIN), "pattern_*.csv")
    assert [(one.path, one.index) for one in found] == [("pattern_a.csv", 0), ("pattern_b.csv", 0)]
    assert [next(one.examples for one in each.columns if one.lost) for each in found] == [
        ("row 1 has 'a'",),
        ("row 1 has 'b'",),
    ]


def test_a_sample_with_the_bytes_of_the_table_is_the_table(shop):
    (found,) = shop.map(shop.write(MAIN), shop.write(MAIN))
    assert found.itself


def test_json_is_judged_as_it_is_written(shop):
    main = shop.write('{"id": 1, "day": "2026-01-01", "flag": true}\n', "jsonl")
    sample = shop.write('{"id": "x1", "day": "03-04-2025", "flag": false}\n', "jsonl")
    (found,) = shop.map(main, sample)
    assert {one.name: (one.sort, one.lost) for one in found.columns} == {
        "id": (Sort.NUMBER, 1),
        "day": (Sort.DATE, 1),
        "flag": (Sort.BOOLEAN, 0),
    }


def test_types_of_parquet_are_held_against(shop):
    main = shop.write(pd.DataFrame({"id": [1], "name": ["x"]}), "parquet")
    (found,) = shop.map(main, shop.write("id,name\n1.5,007\n"))
    assert [(one.name, one.sort, one.lost) for one in found.columns] == [
        ("id", Sort.WHOLE, 1),
        ("name", Sort.TEXT, 0),
    ]


def test_an_empty_column_of_the_table_leaves_it_open(shop):
    with pytest.raises(CannotLook, match="price has no value at all, so nobody knows what it holds"):
        shop.map(shop.write("id,price\n1,\n"), shop.write("id,price\n2,3\n"))


def test_names_are_cleaned(shop):
    (found,) = shop.map(shop.write(MAIN), shop.write("id,\x1b[2J\n1,\x1b[0m\n"))
    assert found.surplus == (r"\x1b[2J",)


def test_both_tables_are_evidence(shop):
    main, sample = shop.write(MAIN), shop.write("id\n9\n")
    shop.map(main, sample)
    assert {main, sample} <= {one.subject for one in shop.look.evidence if one.unit == "rows" and one.sha256}
