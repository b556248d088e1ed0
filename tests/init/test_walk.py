import os

from pytest_prodready.init.walk import File, files


def test_the_repos_own_files_are_found_and_nothing_else(tmp_path):
    for path in (
        "data/a.csv",
        "tests/b.csv",
        ".git/c.csv",
        ".venv/d.csv",
        "env/pyvenv.cfg",
        "env/lib/e.csv",
        "node_modules/f.csv",
        "other/prodready.yaml",
        "other/g.csv",
        "src/tests/h.csv",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("1")
    assert files(tmp_path) == (File("data/a.csv", 1),)


def test_links_and_what_no_manifest_can_name_are_left_out(tmp_path):
    (tmp_path / "a.csv").write_text("1")
    (tmp_path / "link.csv").symlink_to("/etc/passwd")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "~b.csv").write_text("1")
    (tmp_path / "C:b.csv").write_text("1")
    (tmp_path / os.fsdecode(b"\xff.csv")).write_text("1")
    assert [file.path for file in files(tmp_path)] == ["a.csv"]


def test_a_file_knows_its_parts():
    file = File("data/Crm.schema.JSON", 3)
    assert (file.name, file.stem, file.ending, file.folder) == ("Crm.schema.JSON", "Crm", "json", "data")
    assert File("a", 0).folder == "."
