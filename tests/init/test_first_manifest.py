import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytest_prodready.core.hostile import clean
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.integration import Integration
from pytest_prodready.declarations.model import Model
from pytest_prodready.declarations.operations import Rollback
from pytest_prodready.init.first_manifest import suggest, write
from pytest_prodready.init.writing import Refused
from pytest_prodready.manifest.load import load_manifest

ROWS = "a,b\n" + "1,2\n" * 30


def put(root: Path, path: str, text: str = ROWS) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def loaded(root: Path):
    write(root)
    manifest = load_manifest(root / "prodready.yaml", root, today=date(2030, 1, 1))
    assert manifest.problems == ()
    return manifest


def test_what_lies_in_a_repo_is_declared_with_its_source(tmp_path):
    put(tmp_path, "data/customers.csv", "a,b\n" + "1,2\n" * 1200)
    put(tmp_path, "models/churn-1.9.0.joblib", "x")
    put(tmp_path, "models/churn-1.10.0.joblib", "x")
    put(tmp_path, "MODEL_CARD.md", "# Card\n")
    put(tmp_path, "contracts/crm_task.schema.json", '{"$schema": "https://json-schema.org/draft/2020-12/schema"}')
    put(tmp_path, "contracts/samples/crm/valid/a.json", "{}")
    put(tmp_path, "contracts/samples/crm/invalid/a.json", "{}")
    put(tmp_path, "docs/roll-back.md", "# Back\n")
    manifest = loaded(tmp_path)
    (dataset,), (model,) = manifest.of(Dataset), manifest.of(Model)
    (neighbour,), (rollback,) = manifest.of(Integration), manifest.of(Rollback)
    assert (dataset.name, dataset.source) == ("customers", "data/customers.csv")
    assert (model.name, model.artifact, model.card) == ("churn", "models/churn-1.10.0.joblib", "MODEL_CARD.md")
    assert neighbour.contract == "contracts/crm_task.schema.json"
    assert neighbour.samples == "contracts/samples/crm"
    assert rollback.plan == "docs/roll-back.md"
    text = (tmp_path / "prodready.yaml").read_text()
    assert "    # found: data/customers.csv, 1,200 rows\n    source: data/customers.csv\n" in text
    assert "# found beside it: churn-1.9.0.joblib\n" in text


def test_no_budget_and_no_limit_is_invented(tmp_path):
    put(tmp_path, "data/customers.csv")
    put(tmp_path, "m.onnx", "x")
    put(tmp_path, "docs/rollback.md", "# Back\n")
    manifest = loaded(tmp_path)
    (dataset,), (model,), (rollback,) = manifest.of(Dataset), manifest.of(Model), manifest.of(Rollback)
    assert not [field for field in ("missing", "duplicates", "min_rows", "teeth", "key") if dataset.wrote(field)]
    assert (model.latency, rollback.within) == (None, None)
    lines = (tmp_path / "prodready.yaml").read_text().splitlines()
    assert {"    # missing: {}", "    # latency: {}", "    # within:"} <= set(lines)


def test_the_largest_five_tables_are_declared_and_the_rest_is_counted(tmp_path):
    for number, letter in enumerate("abcdefg"):
        put(tmp_path, f"{letter}.csv", "a\n" + "1\n" * (number + 1))
    assert [dataset.name for dataset in loaded(tmp_path).of(Dataset)] == ["g", "f", "e", "d", "c"]
    assert "# found: 2 smaller data files; declare those that matter" in (tmp_path / "prodready.yaml").read_text()


def test_what_ends_like_a_table_and_is_none_is_told_and_not_declared(tmp_path):
    put(tmp_path, "list.csv", "a;b\n1;2\n")
    assert loaded(tmp_path).of(Dataset) == ()
    assert "# found, and no table: list.csv: one column named 'a;b': it is" in (tmp_path / "prodready.yaml").read_text()


def test_a_service_stays_a_comment_that_loads_once_its_start_is_known(tmp_path):
    put(tmp_path, "api/score.yaml", "openapi: 3.1.0\ninfo: {title: s, version: '1'}\npaths: {/score: {}}\n")
    assert loaded(tmp_path).declarations == ()
    path = tmp_path / "prodready.yaml"
    text = path.read_text()
    assert "#     # found: api/score.yaml, OpenAPI 3.1, 1 paths" in text
    _, _, block = text.partition("# services:")
    opened = "services:" + block.replace("\n# ", "\n").replace("\n#", "\n").replace("start: []", "start: [serve]")
    path.write_text("version: 1\nproject: {name: a, phase: validate, owner: b}\n" + opened.replace("latency: {}", ""))
    manifest = load_manifest(path, tmp_path, today=date(2030, 1, 1))
    assert [problem.what for problem in manifest.problems] == []
    assert manifest.declarations[0].contract == "api/score.yaml"


def test_an_empty_repo_gets_a_manifest_too_and_is_told_what_it_lacks(tmp_path):
    made = suggest(tmp_path)
    assert next(line for line in made.told if line.startswith("not found")).startswith(
        "not found  data, model, contract, model card, rollback plan"
    )
    assert loaded(tmp_path).declarations == ()


@pytest.mark.parametrize("name", ["prodready.yaml", "prodready.yml"])
def test_a_manifest_that_is_there_is_left_as_it_is(tmp_path, name):
    put(tmp_path, name, "mine")
    with pytest.raises(Refused, match=f"{name} is there already; `prodready init --stdout` prints"):
        write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path):
    (tmp_path / "prodready.yaml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused):
        write(tmp_path)
    assert not (tmp_path / "elsewhere").exists()


def test_a_schema_that_was_drafted_before_is_found_and_not_run(tmp_path):
    put(tmp_path, "data/customers.csv")
    put(tmp_path, "data/orders.csv")
    put(tmp_path, "schemas/customers.py", "open('ran', 'w')\nclass Customers(pa.DataFrameModel):\n    pass\n")
    put(tmp_path, "schemas/orders.py", "class Another(pa.DataFrameModel):\n    pass\n")
    schemas = {dataset.name: dataset.schema for dataset in loaded(tmp_path).of(Dataset)}
    assert schemas == {"customers": "schemas/customers.py:Customers", "orders": None}
    assert not (tmp_path / "ran").exists()


def test_a_pattern_in_a_files_name_stands_for_itself(tmp_path):
    put(tmp_path, "data/a[1]*.csv")
    put(tmp_path, "data/a1.csv", "other\n1\n")
    names = {dataset.source for dataset in loaded(tmp_path).of(Dataset)}
    assert names == {"data/a[[]1][*].csv", "data/a1.csv"}
    assert "a[[]1][*].csv, 30 rows" in (tmp_path / "prodready.yaml").read_text()


def test_the_result_is_about_files_alone(tmp_path):
    put(tmp_path, "conftest.py", "open('ran', 'w')\n")
    put(tmp_path, "setup.py", "open('ran', 'w')\n")
    put(tmp_path, "m.pkl", "cos\nsystem\n(S'touch ran'\ntR.")
    write(tmp_path)
    assert not (tmp_path / "ran").exists()


NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda name: name not in (".", "..") and len(name.encode()) < 200
)
FILES = st.lists(
    st.tuples(
        NAMES,
        st.sampled_from([".csv", ".jsonl", ".joblib", ".pkl", ".schema.json", ".yaml", "rollback.md", ".parquet"]),
        st.sampled_from(
            [ROWS, '{"a": 1}\n', "openapi: 3.1.0\npaths: {}\n", '{"$schema": "https://json-schema.org/x"}', "\0", "x"]
        ),
    ),
    max_size=6,
)


@given(FILES, NAMES)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_files_are_called_the_manifest_loads(tmp_path_factory, files, owner):
    root = tmp_path_factory.mktemp("repo")
    for name, ending, text in files:
        (root / f"{name}{ending}").write_bytes(text.encode())
    subprocess.run(["git", "init", "-q", root], check=True)
    with (root / ".git" / "config").open("a", encoding="utf-8") as config:
        quoted = "".join(f"\\{one}" if one in '"\\' else one for one in owner if one.isprintable())
        config.write(f'[user]\n\tname = "{quoted}"\n')
    manifest = loaded(root)
    for line in (root / "prodready.yaml").read_text("utf-8").split("\n"):
        assert clean(line) == line
    assert all(entry.broken == {} for entry in manifest.declarations)
