import subprocess
import sys
from pathlib import Path

import pytest

PRODREADY = Path(sys.executable).with_name("prodready")


@pytest.fixture
def repo(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "customers.csv").write_text("id,plan\n" + "".join(f"{n},basic\n" for n in range(1, 41)))
    return tmp_path


def prodready(repo, *words):
    done = subprocess.run([PRODREADY, *words], cwd=repo, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_a_first_manifest_is_written_checked_and_not_written_twice(repo):
    code, out, err = prodready(repo, "init")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "found      data/customers.csv (40 rows)"
    assert out.splitlines()[-1] == "next       pytest --prodready"
    assert prodready(repo, "check") == (0, "prodready.yaml: 1 declarations, no problems\n", "")
    before = (repo / "prodready.yaml").read_bytes()
    assert prodready(repo, "init") == (
        2,
        "",
        "prodready.yaml is there already; `prodready init --stdout` prints a suggestion beside it\n",
    )
    assert (repo / "prodready.yaml").read_bytes() == before


def test_stdout_is_the_manifest_and_nothing_is_written(repo):
    (repo / "prodready.yaml").write_text("mine")
    code, out, err = prodready(repo, "init", "--stdout")
    assert code == 0
    assert err.splitlines()[0] == "found      data/customers.csv (40 rows)"
    assert (repo / "prodready.yaml").read_text() == "mine"
    (repo / "prodready.yaml").write_text(out)
    assert prodready(repo, "check")[0] == 0


def test_every_line_fits_a_terminal(repo):
    _, out, _ = prodready(repo, "init")
    assert [
        line for line in [*out.splitlines(), *(repo / "prodready.yaml").read_text().splitlines()] if len(line) > 80
    ] == []


def test_a_drafted_schema_is_written_and_its_lines_make_the_manifest_judge_it(repo):
    assert prodready(repo, "init")[0] == 0
    code, out, err = prodready(repo, "init", "--data", "data/customers.csv")
    assert (code, err) == (0, "")
    assert out == (
        "wrote      schemas/customers.py: 2 columns, from 40 rows of data/customers.csv\n"
        "\n"
        "Put into prodready.yaml, in place of what it says of the same table:\n"
        "\n"
        "datasets:\n"
        "  customers:\n"
        "    source: data/customers.csv\n"
        "    schema: schemas/customers.py:Customers\n"
        "    key: [id] # seen: 40 distinct in 40 rows\n"
        "    # decide: the share of cells that may be empty, column by column\n"
        "    # missing: {}\n"
        "\n"
        "next       pytest --prodready\n"
    )
    _, _, lines = out.partition("table:\n\n")
    text = "version: 1\nproject: {name: a, phase: validate, owner: b}\n" + lines.partition("\nnext")[0]
    (repo / "prodready.yaml").write_text(text)
    (repo / "pytest.ini").write_text("[pytest]\n")
    words = [sys.executable, "-m", "pytest", "--prodready", "-p", "no:cacheprovider", "-v"]
    done = subprocess.run([*words, "--prodready-only", "data.*"], cwd=repo, capture_output=True, text=True, check=False)
    assert "prodready.yaml::data::schema[customers] PASSED" in done.stdout


def test_a_schema_that_is_there_ends_with_2_and_no_draft_is_written(repo):
    (repo / "data" / "orders.csv").write_text("a\n1\n")
    (repo / "schemas").mkdir()
    (repo / "schemas" / "customers.py").write_text("mine")
    assert prodready(repo, "init", "--data", "data/orders.csv", "--data", "data/customers.csv") == (
        2,
        "",
        "schemas/customers.py is there already; move it away, or print a draft with --stdout\n",
    )
    assert [path.name for path in (repo / "schemas").iterdir()] == ["customers.py"]
    code, out, err = prodready(repo, "init", "--stdout", "--data", "data/customers.csv")
    assert code == 0
    compile(out, "schemas/customers.py", "exec")
    assert "    schema: schemas/customers.py:Customers\n" in err
    assert (repo / "schemas" / "customers.py").read_text() == "mine"


def test_a_table_that_is_not_there_is_told_with_the_nearest(repo):
    assert prodready(repo, "init", "--data", "data/customer.csv") == (
        1,
        "",
        (
            "data/customer.csv: no such file\n"
            "looked in data/\n"
            "there is data/customers.csv\n"
            "fix: commit it, or correct the path\n"
        ),
    )


def test_hostile_text_of_a_table_reaches_no_terminal(repo):
    (repo / "data" / "evil.csv").write_text("\x1b[31mred\u202e,b\n" + ",2\n1,3\n" * 9)
    code, out, err = prodready(repo, "init", "--data", "data/evil.csv")
    assert (code, err) == (0, "")
    assert all(line.isprintable() for line in out.splitlines())
    assert "missing in \\x1b[31mred\\u202e" in out
    assert (repo / "schemas" / "evil.py").read_text().isascii()
