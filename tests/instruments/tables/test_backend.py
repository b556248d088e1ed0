import duckdb
import pytest

from pytest_prodready.instruments.tables.backend import backend, quoted, run


def test_it_reads_below_the_repo_and_nothing_else(tmp_path):
    (tmp_path / "repo").mkdir()
    (tmp_path / "repo" / "a.csv").write_text("a\n1\n")
    (tmp_path / "other.csv").write_text("a\n1\n")
    with backend(tmp_path / "repo", tmp_path / "scratch") as connection:
        assert run(connection, f"SELECT * FROM read_csv({quoted(str(tmp_path / 'repo' / 'a.csv'))})") == [(1,)]
        for forbidden in (
            f"SELECT * FROM read_csv({quoted(str(tmp_path / 'other.csv'))})",
            "SELECT * FROM read_csv('http://127.0.0.1:9/a.csv')",
            "INSTALL httpfs",
            "SET enable_external_access = true",
            "SET disabled_optimizers = ''",
            f"COPY (SELECT 1) TO {quoted(str(tmp_path / 'out.csv'))}",
        ):
            with pytest.raises(duckdb.Error):
                run(connection, forbidden)


def test_a_quote_in_a_path_ends_no_literal():
    assert quoted("it's") == "'it''s'"
