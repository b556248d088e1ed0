import ast
import csv
import io
import sys
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.init.first_schema import draft
from pytest_prodready.init.writing import Refused, write_new
from pytest_prodready.instruments.schemas.instrument import Schemas
from pytest_prodready.instruments.tables.instrument import Tables


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text.encode())


def judged(root: Path, one, source: str):
    """What the gates' own instruments find of the table under the schema drafted from it."""
    write_new(root / one.path, one.text)
    (reference,) = (line.partition(": ")[2] for line in one.yaml.splitlines() if "schema:" in line)
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(root, Path(scratch))
        try:
            return Schemas(bench, Look()).judge(reference, Tables(bench, Look()).read(source))
        finally:
            bench.close()


def drafted(root: Path, text: str, name: str = "data/customers.csv"):
    put(root, name, text)
    (one,) = draft(root, [name])
    found = judged(root, one, name)
    assert (found.findings, found.undeclared) == ((), ())
    return one


def line(one, name: str) -> str:
    (found,) = (line.strip() for line in one.text.splitlines() if line.strip().startswith(f"{name}:"))
    return found


CUSTOMERS = "id,plan,paid,age,vip\n" + "".join(
    f"C{n},{('basic', 'gold')[n % 2]},{n / 4 if n % 10 else ''},{20 + n % 30},{n % 2}\n" for n in range(1, 101)
)


def test_each_column_is_drafted_with_what_was_seen(tmp_path):
    one = drafted(tmp_path, CUSTOMERS)
    assert one.path == "schemas/customers.py"
    assert line(one, "id") == "id: Series[str] = pa.Field(unique=True)  # seen: none missing; 100 distinct, a key?"
    assert line(one, "plan") == (
        'plan: Series[str] = pa.Field(isin=["basic", "gold"])  # seen: none missing; 2 distinct'
    )
    assert line(one, "paid") == (
        "paid: Series[float] = pa.Field(nullable=True)  # seen: 10 of 100 missing; 90 distinct; 0.25 to 24.75"
    )
    assert line(one, "age") == "age: Series[int]  # seen: none missing; 30 distinct; 20 to 49"
    assert line(one, "vip") == "vip: Series[int] = pa.Field(isin=[0, 1])  # seen: none missing; 2 distinct"
    assert "        strict = True\n        coerce = False\n" in one.text


def test_the_lines_for_the_manifest_name_key_and_gaps_and_no_limit(tmp_path):
    assert drafted(tmp_path, CUSTOMERS).yaml.splitlines() == [
        "  customers:",
        "    source: data/customers.csv",
        "    schema: schemas/customers.py:Customers",
        "    key: [id] # seen: 100 distinct in 100 rows",
        "    # seen: 10 of 100 missing in paid",
        "    # decide: the share of cells that may be empty, column by column",
        "    # missing: {}",
    ]


def test_repeated_rows_are_told_and_left_to_decide(tmp_path):
    lines = drafted(tmp_path, "a,b\n" + "1,2\n" * 3 + "1,3\n").yaml.splitlines()
    assert lines[3:5] == [
        "    # decide: the columns that name a row; no single one is distinct in all",
        "    # key: []",
    ]
    assert lines[-3] == "    # seen: 2 of 4 rows repeat another one"


def test_a_range_is_never_a_limit(tmp_path):
    one = drafted(tmp_path, CUSTOMERS)
    tree = ast.parse(one.text)
    words = {word.arg for node in ast.walk(tree) if isinstance(node, ast.Call) for word in node.keywords}
    assert words == {"unique", "isin", "nullable"}


def test_a_new_value_breaks_the_draft(tmp_path):
    one = drafted(tmp_path, CUSTOMERS)
    (tmp_path / one.path).unlink()
    put(tmp_path, "data/customers.csv", CUSTOMERS + "C1,silver,,x,2\n")
    rules = {finding.column: finding.rule for finding in judged(tmp_path, one, "data/customers.csv").findings}
    assert set(rules) == {"id", "plan", "age", "vip"}
    assert rules["id"] == "unique"


def test_what_is_different_as_text_and_equal_for_pandas_is_no_key(tmp_path):
    one = drafted(tmp_path, "id,b\n1,x\n01,y\n")
    assert line(one, "id") == "id: Series[int]  # seen: none missing; 2 distinct; 1 to 1"
    assert "key: [b]" in one.yaml


def test_blank_texts_count_as_missing_and_make_no_list_of_values(tmp_path):
    one = drafted(tmp_path, "a,b\n" + 'x,1\ny,1\n" ",1\n' * 6)
    assert line(one, "a") == "a: Series[str]  # seen: 6 of 18 missing; 2 distinct"


def test_whole_numbers_beyond_64_bits_keep_what_pandas_makes_of_them(tmp_path):
    one = drafted(tmp_path, "a,b\n99999999999999999999,1\n-3,1\n")
    assert line(one, "a").startswith("a: Series[pa.Object]  # seen: none missing; 2 distinct")


def test_a_long_text_is_no_list_of_values(tmp_path):
    one = drafted(tmp_path, "a,b\n" + f"{'x' * 81},1\n" * 10)
    assert "isin" not in line(one, "a")


def test_a_field_that_would_not_fit_is_wrapped_with_its_source(tmp_path):
    values = [f"a value of some length, number {number}" for number in range(5)]
    text = "note,n\n" + "".join(f'"{value}",{number}\n' for number, value in enumerate(values * 5))
    lines = drafted(tmp_path, text).text.splitlines()
    at = lines.index("    note: Series[str] = pa.Field(  # seen: none missing; 5 distinct")
    assert lines[at + 1].startswith('        isin=["a value of some length, number 0", ')
    assert lines[at + 2] == "    )"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "validate",
            "Config",
            "pa",
            "Series",
            "str",
            "int",
            "class",
            "None",
            "_hidden",
            "__mangled",
            "ﬁle",
            "a b",
            "1st",
        ),
        *('"""', "'''\\", "x\ty", "# -*- coding: utf-7 -*-", "{x}", "日本", "größe", "\u202eevil", "to_schema", "a\nb"),
        "__class__",
    ],
)
def test_no_name_of_a_column_stands_in_the_drafts_way(tmp_path, name):
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([[name, "other", "text"], *([n, n / 2, "x"] for n in range(20))])
    drafted(tmp_path, stream.getvalue())


def test_columns_of_parquet_keep_their_types_or_ask_for_one(tmp_path):
    frame = pd.DataFrame(
        {
            "small": pd.array([1, 2], dtype="int32"),
            "maybe": pd.array([1, None], dtype="Int64"),
            "when": pd.to_datetime(["2020-01-01", "2021-01-01"]),
            "zoned": pd.to_datetime(["2020-01-01", "2021-01-01"], utc=True),
            "kind": pd.Categorical(["a", "b"]),
            "list": [[1], [2]],
            "nothing": [None, None],
            "flag": [True, False],
            "half": pd.array([1.5, 2], dtype="float32"),
        }
    )
    (tmp_path / "data").mkdir()
    frame.to_parquet(tmp_path / "data" / "t.parquet")
    (one,) = draft(tmp_path, ["data/t.parquet"])
    found = judged(tmp_path, one, "data/t.parquet")
    assert (found.findings, found.undeclared) == ((), ())
    assert line(one, "small").startswith("small: Series[pa.Int32] ")
    assert line(one, "flag").startswith("flag: Series[bool] ")
    assert line(one, "zoned").startswith("zoned: Series[Any] ")
    assert line(one, "zoned").endswith("; decide: its type")


def test_jsonl_is_drafted_too(tmp_path):
    drafted(tmp_path, '{"id": 1, "name": "a", "tags": ["x"]}\n{"id": 2, "name": null, "tags": []}\n', "data/a.jsonl")


def test_columns_that_pandas_renames_are_refused(tmp_path):
    put(tmp_path, "a.jsonl", '{"1": 1}\n')
    with pytest.raises(CannotLook, match=r"^a\.jsonl: pandas reads other columns than there are$"):
        draft(tmp_path, ["a.jsonl"])


def test_a_schema_that_is_there_stays_and_a_draft_of_it_can_still_be_seen(tmp_path):
    put(tmp_path, "a.csv", "a\n1\n")
    put(tmp_path, "schemas/a.py", "mine")
    with pytest.raises(
        Refused, match=r"^schemas/a\.py is there already; move it away, or print a draft with --stdout$"
    ):
        draft(tmp_path, ["a.csv"])
    assert draft(tmp_path, ["a.csv"], anew=True)[0].path == "schemas/a.py"
    assert (tmp_path / "schemas" / "a.py").read_text() == "mine"


def test_a_folder_that_leads_outside_is_refused(tmp_path):
    (tmp_path / "repo").mkdir()
    (tmp_path / "repo" / "schemas").symlink_to(tmp_path)
    put(tmp_path, "repo/a.csv", "a\n1\n")
    with pytest.raises(Refused, match="leads outside"):
        draft(tmp_path / "repo", ["a.csv"])


def test_tables_of_one_name_get_schemas_of_their_own(tmp_path):
    put(tmp_path, "a/t.csv", "a\n1\n")
    put(tmp_path, "b/t.csv", "a\n1\n")
    assert [one.path for one in draft(tmp_path, ["a/t.csv", "b/t.csv"])] == ["schemas/t.py", "schemas/t_2.py"]


def test_paths_are_taken_as_people_give_them(tmp_path):
    put(tmp_path, "data/a[1].csv", "a\n1\n")
    put(tmp_path, "parts/1.csv", "a\n1\n")
    put(tmp_path, "parts/2.csv", "a\n1\n")
    given = ["./data/a[1].csv", str(tmp_path / "data" / "a[1].csv"), "parts/*.csv"]
    told = [next(line for line in one.yaml.splitlines() if "source" in line) for one in draft(tmp_path, given)]
    assert told == ['    source: "data/a[[]1].csv"'] * 2 + ['    source: "parts/*.csv"']
    with pytest.raises(CannotLook, match="outside the repo"):
        draft(tmp_path, ["../a.csv"])


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
HOSTILE = st.sampled_from(
    [
        *(
            '"""',
            "'",
            "\\",
            "\\N{DEL}",
            "\n",
            "\r\n",
            "{0}",
            "__import__('os')",
            "#",
            "x = 1",
            "\u2028",
            "\ufeff",
            "nan",
        ),
        *(
            "1",
            "01",
            "1.0",
            "1e999",
            "-0",
            "True",
            "true",
            "2020-01-01",
            "NA",
            " ",
            " x",
            "99999999999999999999",
            "inf",
        ),
        *("0", "1", "yes", "1_000", "0x10", "1j", "٣", "'''", '"', '")', "isin=[]", "__class__", "None", "😀"),
    ]
)
NAMES = st.one_of(TEXT, HOSTILE, st.sampled_from(["validate", "Config", "pa", "str", "class", "__x", "Series", "a"]))
CELLS = TEXT | HOSTILE | st.integers().map(str) | st.floats().map(str)


@st.composite
def tables(draw):
    names = draw(st.lists(NAMES.filter(str.strip), min_size=1, max_size=4, unique=True))
    pools = [draw(st.lists(CELLS, min_size=1, max_size=4)) for _ in names]
    repeats = draw(st.sampled_from([1, 1, 6, 12]))
    rows = draw(st.lists(st.tuples(*map(st.sampled_from, pools)), min_size=1, max_size=4))
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([names, *(rows * repeats)])
    return stream.getvalue()


ALLOWED = (
    *(ast.Module, ast.Expr, ast.Constant, ast.Import, ast.ImportFrom, ast.alias, ast.ClassDef, ast.Attribute, ast.Name),
    *(ast.AnnAssign, ast.Subscript, ast.Call, ast.keyword, ast.List, ast.Assign, ast.Load, ast.Store),
)
IMPORTS = {"import pandera.pandas as pa", "from pandera.typing import Series", "from typing import Any"}


@given(tables())
@example('"0"\n""\n"-9223372036854775809"\n')
@example('"\u2028","pa"\n"\n","x"\n')
@settings(deadline=None, max_examples=60)
def test_whatever_a_csv_holds_its_draft_is_harmless_and_accepts_it(tmp_path_factory, text):
    root = tmp_path_factory.mktemp("repo")
    put(root, "data/t.csv", text)
    try:
        (one,) = draft(root, ["data/t.csv"])
    except CannotLook:
        event("refused, as every gate would")
        return
    event("drafted")
    tree = ast.parse(one.text)
    assert {type(node) for node in ast.walk(tree)} <= set(ALLOWED)
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert called <= {"pa.Field"}
    assert {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)} <= IMPORTS
    assert [type(node) for node in tree.body][-1] is ast.ClassDef
    before, loaded = sorted(root.rglob("*")), set(sys.modules)
    found = judged(root, one, "data/t.csv")
    assert (found.findings, found.undeclared) == ((), ())
    assert {path.name for path in {*root.rglob("*")} - {*before}} == {"t.py", "schemas"}
    assert not [
        name for name in {*sys.modules} - loaded if name.startswith("prodready_schema") is False and "." not in name
    ]
