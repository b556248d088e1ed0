from pytest_prodready.init.tables import counted, sources
from pytest_prodready.init.walk import files


def put(root, *paths, text="a\n1\n"):
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def test_three_files_that_differ_in_their_numbers_are_one_table(tmp_path):
    put(tmp_path, "data/part-0001.csv", "data/part-0002.csv", "data/part-0003.csv", "data/other.csv")
    found = list(counted(tmp_path, sources(tmp_path, files(tmp_path))))
    assert [(one.source.pattern, one.source.parts, one.rows) for one in found] == [
        ("data/part-*.csv", 3, 3),
        ("data/other.csv", 1, 1),
    ]


def test_a_pattern_that_would_take_in_more_is_not_used(tmp_path):
    put(tmp_path, "p1.csv", "p2.csv", "p3.csv", "pale.csv")
    assert [one.pattern for one in sources(tmp_path, files(tmp_path))] == ["p1.csv", "p2.csv", "p3.csv", "pale.csv"]


def test_two_versions_are_two_tables(tmp_path):
    put(tmp_path, "c1.csv", "c2.csv")
    assert len(sources(tmp_path, files(tmp_path))) == 2


def test_what_cannot_be_read_is_told_with_its_reason(tmp_path):
    put(tmp_path, "a.parquet", text="no parquet at all")
    (one,) = counted(tmp_path, sources(tmp_path, files(tmp_path)))
    assert one.unread.startswith("a.parquet: no Parquet file, it begins with")


def test_a_table_too_large_to_be_counted_is_not_read(tmp_path):
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate((256 << 20) + 1)
    (one,) = counted(tmp_path, sources(tmp_path, files(tmp_path)))
    assert (one.rows, one.unread) == (0, "")
