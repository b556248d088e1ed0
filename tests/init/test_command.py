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
