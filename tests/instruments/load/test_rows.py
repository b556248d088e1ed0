import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.load.rows import MAX_ROWS, read_rows


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def test_csv_cells_are_numbers_where_they_are(tmp_path: Path) -> None:
    path = write(tmp_path, "rows.csv", "id,tenure,share,left\nC1,3,0.5,\n007,-2,1e3,yes\n")
    content, rows = read_rows(tmp_path, path)
    assert rows == [
        {"id": "C1", "tenure": 3, "share": 0.5, "left": None},
        {"id": 7, "tenure": -2, "share": 1000.0, "left": "yes"},
    ]
    assert (content.path, len(content.sha256)) == ("rows.csv", 64)


def test_jsonl_is_taken_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path, "rows.jsonl", '{"a": "3"}\n\n{"a": null, "b": [1]}\n')
    assert read_rows(tmp_path, path)[1] == [{"a": "3"}, {"a": None, "b": [1]}]


@given(st.lists(st.dictionaries(st.text("abc", min_size=1), st.integers() | st.text("xyz")), min_size=1))
def test_jsonl_rows_come_back(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, object]]) -> None:
    folder = tmp_path_factory.mktemp("rows")
    path = write(folder, "rows.jsonl", "\n".join(map(json.dumps, rows)))
    assert read_rows(folder, path)[1] == rows


@pytest.mark.parametrize("name", ["rows.csv", "rows.jsonl"])
def test_a_thousand_rows_are_enough(tmp_path: Path, name: str) -> None:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerows([["a"], *([number] for number in range(2000))])
    lines = "\n".join(json.dumps({"a": number}) for number in range(2000))
    _, rows = read_rows(tmp_path, write(tmp_path, name, text.getvalue() if name.endswith("csv") else lines))
    assert (len(rows), rows[-1]) == (MAX_ROWS, {"a": 999})


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("rows.csv", "a,b\n", "rows.csv: 0 rows"),
        ("rows.csv", "", "rows.csv: the file is empty"),
        ("rows.jsonl", "[1]\n", "rows.jsonl: a line is no object"),
        ("rows.jsonl", "{\n", "rows.jsonl"),
        ("rows.jsonl", '{"a": NaN}\n', "rows.jsonl"),
        ("rows.txt", "a\n", "rows.txt: rows are read from .csv and .jsonl"),
    ],
)
def test_what_holds_no_rows_is_told(tmp_path: Path, name: str, text: str, reason: str) -> None:
    with pytest.raises(CannotLook, match=reason):
        read_rows(tmp_path, write(tmp_path, name, text))
